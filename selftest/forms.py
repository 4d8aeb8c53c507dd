"""An answer as it comes from a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selftest.questions import Question

MISSING = _("Choose an answer first. Nothing was lost.")
OUTDATED = 409  # the words were changed since the page was shown
NEVER_OFFERED = _("This is none of the answers. Choose one of them.")


class AnswerForm(forms.Form):
    """Beside the answer the page says which attempt it is about, and the digest of the words that it showed: `seen`."""

    answer = forms.TypedChoiceField(coerce=int, error_messages={"required": MISSING, "invalid_choice": NEVER_OFFERED})

    def __init__(self, question: Question, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["answer"].choices = [(option.value, option.text) for option in question.options]

    @property
    def message(self) -> str:
        return " ".join(self.errors.get("answer", ()))

    @property
    def missing(self) -> bool:
        return "answer" not in self.data or not self.data["answer"]

    @property
    def attempt(self) -> str:
        """The primary key of the attempt, as the page has it."""
        return self.data.get("attempt", "")

    @property
    def status(self) -> int:
        """What to answer with where it cannot be kept."""
        if self.missing:
            return 422
        return 400 if self.errors else OUTDATED

    @property
    def outdated(self) -> bool:
        """Whether the page showed other words than the question has now."""
        return self.data.get("seen", self.question.digest) != self.question.digest
