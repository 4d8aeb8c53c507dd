"""Tell "my data" what the self-test keeps of a learner."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from learners import registry
from learners.models import Learner
from learners.registry import Entry, Part
from selftest import attempts
from selftest.models import STEPS


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


def register() -> None:
    registry.keep(Part("selftest", _("Self-tests"), _("No self-test is kept."), entries, export))
