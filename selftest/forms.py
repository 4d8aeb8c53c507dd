"""An answer as it comes from a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selftest.questions import Question

MISSING = _("Choose an answer first. Nothing was lost.")
NEVER_OFFERED = _("This is none of the answers. Choose one of them.")


class AnswerForm(forms.Form):
    """`seen` is the digest of the words that the page showed."""

    answer = forms.TypedChoiceField(coerce=int, error_messages={"required": MISSING, "invalid_choice": NEVER_OFFERED})
    seen = forms.CharField(required=False, max_length=40)

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
    def outdated(self) -> bool:
        """Whether the page showed other words than the question has now."""
        return bool(self.data.get("seen")) and self.data["seen"] != self.question.digest
