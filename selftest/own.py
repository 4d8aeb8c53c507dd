"""Tell "my data" what the self-test keeps of a learner, and the search where its pages are."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from learners import registry
from learners.models import Learner
from learners.registry import Entry, Part
from selftest import attempts
from selftest.models import STEPS
from techniques.registry import provide_documents
from techniques.search import Document


def entries(learner: Learner) -> Iterator[Entry]:
    for attempt in learner.attempts.order_by("-number").prefetch_related("answers"):
        label = gettext("Self-test %(number)d") % {"number": attempt.number}
        if attempt.finished:
            address = reverse("selftest:result", args=[attempt.number])
            yield Entry(
                label, attempt.finished, gettext("Finished: all %(count)d answers.") % {"count": STEPS}, address
            )
        else:
            answered = len(attempts.answers(attempt))
            text = gettext("Begun: %(answered)d of %(count)d answers.") % {"answered": answered, "count": STEPS}
            yield Entry(label, attempt.started, text, reverse("selftest:start"))


def export(learner: Learner) -> list:
    """Every attempt with the answers as they are kept; docs/scoring.md tells what the numbers mean."""
    return [
        {
            "number": attempt.number,
            "seed": attempt.seed,
            "started": attempt.started.isoformat(),
            "finished": attempt.finished and attempt.finished.isoformat(),
            "answers": {str(step): value for step, value in sorted(attempts.answers(attempt).items())},
        }
        for attempt in learner.attempts.order_by("number").prefetch_related("answers")
    ]


def documents() -> Iterator[Document]:
    """The pages of the self-test and of one's own data, for the search."""
    told = gettext("Where is your natural style between connection and challenge, and what could you try next?")
    cues = gettext("how do I coach, my style, test myself, what am I good at").split(", ")
    address = reverse("selftest:start")
    yield Document("selftest", gettext("Self-test"), address, [("core", told)], cues)
    told = gettext("Everything that is kept of you: see it, take it along, erase it.")
    cues = gettext("erase my data, my code, cookie, my results").split(", ")
    yield Document("selftest", gettext("My data"), reverse("learners:my"), [("core", told)], cues)


def register() -> None:
    provide_documents("selftest", _("For yourself"), documents)
    registry.keep(Part("selftest", _("Self-tests"), _("No self-test is kept."), entries, export))
