"""Beginning, answering and finishing. Every write is one that can be repeated without changing anything more."""

import random
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from learners.models import Learner
from selftest.models import STEPS, Answer, Attempt

SEEDS = 10_000


class FinishedError(Exception):
    """An answer came for an attempt that was finished."""


def begin(learner: Learner) -> Attempt:
    """The unfinished attempt of a learner, or a new one. Beginning twice at once makes one."""
    while True:
        if attempt := learner.attempts.unfinished().first():
            return attempt
        number = (learner.attempts.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                return learner.attempts.create(number=number, seed=random.randrange(SEEDS))
        except IntegrityError:
            continue  # another tab was a moment earlier: take what it began


def drop(learner: Learner, number: int) -> None:
    """Throw away an unfinished attempt. Its number says which, so that a stale page throws nothing else away."""
    learner.attempts.unfinished().filter(number=number).delete()


@transaction.atomic
def save(attempt: Attempt, step: int, value: int) -> None:
    """Keep an answer, in place of an earlier one to the same question. Raises FinishedError."""
    locked = Attempt.objects.select_for_update().filter(pk=attempt.pk).values_list("finished", flat=True)
    if list(locked) != [None]:
        raise FinishedError
    Answer.objects.bulk_create(
        [Answer(attempt=attempt, step=step, value=value)],
        update_conflicts=True,
        unique_fields=["attempt", "step"],
        update_fields=["value"],
    )


@transaction.atomic
def finish(attempt: Attempt) -> bool:
    """Close an attempt of which every question is answered; says whether it is closed."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.finished is None and locked.answers.count() == STEPS:
        locked.finished = timezone.localdate()
        locked.save(update_fields=["finished"])
    attempt.finished = locked.finished
    return locked.finished is not None


def answers(attempt: Attempt) -> Mapping[int, int]:
    """What was answered, by step."""
    return {answer.step: answer.value for answer in attempt.answers.all()}


def first_open(answered: Mapping[int, int]) -> int:
    """The first question without an answer; the step behind the last where all have one."""
    return next((step for step in range(1, STEPS + 1) if step not in answered), STEPS + 1)
