"""Beginning, answering and finishing. Every write is one that can be repeated without changing anything more."""

import random
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from learners.models import Learner
from selftest.models import STEPS, Answer, Attempt, AttemptQuerySet

SEEDS = 10_000
KEY_DIGITS = 18  # of a primary key; what is longer is none, and too long for a database
MOST = 10**6  # attempts of one learner; a larger number in an address is none


class FinishedError(Exception):
    """An answer came for an attempt that was finished."""

    def __init__(self, attempt: Attempt):
        super().__init__(str(attempt))
        self.attempt = attempt


@transaction.atomic
def begin(learner: Learner) -> Attempt:
    """The unfinished attempt of a learner, or a new one. Beginning twice at once makes one. Raises Learner.DoesNotExist
    where the learner was erased meanwhile."""
    learner = Learner.objects.locked(learner)
    if attempt := learner.attempts.unfinished().first():
        return attempt
    number = (learner.attempts.aggregate(last=Max("number"))["last"] or 0) + 1
    return learner.attempts.create(number=number, seed=random.randrange(SEEDS))


@transaction.atomic
def drop(learner: Learner, attempt: str) -> None:
    """Throw away an unfinished attempt, named by its primary key, so that a stale page throws nothing else away."""
    if is_key(attempt) and (found := _locked(learner).unfinished().filter(pk=int(attempt)).first()):
        found.delete()


def _locked(learner: Learner) -> AttemptQuerySet:
    """The attempts of a learner, who waits until the transaction ends: whoever changes or erases something of a learner
    locks the learner first, and only then reads, so that nothing is read too early and no two wait for each other."""
    try:
        return Learner.objects.locked(learner).attempts.all()
    except Learner.DoesNotExist:
        return Attempt.objects.none()


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS


@transaction.atomic
def save(learner: Learner | None, number: int, attempt: str, step: int, value: int) -> None:
    """Keep an answer, in place of an earlier one to the same question. The page says which attempt it was about: by its
    number and by its primary key, so that a page of before another one began answers nothing in that one. Raises
    FinishedError, or Attempt.DoesNotExist where the learner (or nobody) has no such attempt."""
    if learner is None or number > MOST or not is_key(attempt):
        raise Attempt.DoesNotExist
    found = _locked(learner).get(number=number, pk=int(attempt))
    if found.finished:
        raise FinishedError(found)
    Answer.objects.bulk_create(
        [Answer(attempt=found, step=step, value=value)],
        update_conflicts=True,
        unique_fields=["attempt", "step"],
        update_fields=["value"],
    )


@transaction.atomic
def finish(attempt: Attempt) -> bool:
    """Close an attempt of which every question is answered; says whether it is closed. Raises Attempt.DoesNotExist
    where it was erased meanwhile."""
    locked = _locked(attempt.learner).get(pk=attempt.pk)
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
