"""Talks that a learner keeps: shown under "my data", beside a self-image, and suggested by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from conversations import rehearsal, talks
from conversations.models import Kept
from conversations.rehearsal import ChangedError, ImpossibleError, Play
from conversations.stage import ENDING_NAMES
from conversations.talks import Talk
from learners import registry
from learners.models import Learner
from learners.registry import Entry, Part, Suggestion, Way
from techniques import version


@dataclass(frozen=True)
class Finished:
    """A play that came to its end."""

    talk: str
    play: Play


def finished(talk: str, path: str, as_of) -> Finished | None:
    """The finished play that a talk's key and a path tell; None where they tell none."""
    found = talks.talks(str(as_of)).get(talk)
    if found is None:
        return None
    try:
        play = rehearsal.walk(found.script, rehearsal.read(path))
    except (ChangedError, ImpossibleError):
        return None
    return Finished(talk, play) if play.scene is None else None


@transaction.atomic
def keep(learner: Learner, ended: Finished) -> None:
    """Once, however often it is asked. Raises Learner.DoesNotExist where the learner was erased meanwhile."""
    kept = Kept(learner=Learner.objects.locked(learner), scenario=ended.talk, path=str(ended.play.path))
    Kept.objects.bulk_create([kept], ignore_conflicts=True)


@dataclass(frozen=True)
class Again:
    """A kept talk: itself where it still exists, and its play where the script is still the same."""

    kept: Kept
    talk: Talk | None
    ended: Finished | None

    @property
    def address(self) -> str:
        return f"{self.talk.scenario.get_absolute_url()}?pad={self.kept.path}" if self.talk and self.ended else ""


def of(learner: Learner, as_of: str) -> Iterator[Again]:
    """What a learner kept, the latest first."""
    for row in learner.kept_talks.all():
        yield Again(row, talks.talks(as_of).get(row.scenario), finished(row.scenario, row.path, as_of))


def entries(learner: Learner) -> Iterator[Entry]:
    changed = gettext("The talk was changed since; only your choices are kept.")
    for again in of(learner, version.current()):
        label = again.talk.scenario.name if again.talk else again.kept.scenario
        told = str(ENDING_NAMES[again.ended.play.ending]) if again.ended else changed
        yield Entry(label, again.kept.day, told, again.address)


def export(learner: Learner) -> list:
    return [
        {"talk": one.scenario, "path": one.path, "day": one.day.isoformat()}
        for one in learner.kept_talks.order_by("day", "pk")
    ]


def ways(learner: Learner, as_of: str) -> Iterator[Way]:
    for again in of(learner, as_of):
        if again.ended:
            yield Way(again.talk.scenario.name, again.kept.day, again.address, again.ended.play.trail)


def suggestions(numbers: Sequence[int], as_of: str) -> Iterator[Suggestion]:
    """For each of these techniques that a talk offers: the talk in which it is worth most, at that turn."""
    for number in numbers:
        found = [(talk, talk.chances[number][0]) for talk in talks.talks(as_of).values() if number in talk.chances]
        if found:
            talk, chance = max(found, key=lambda pair: pair[1].worth)
            text = gettext("You start at turn %(turn)d, where technique %(number)d fits.")
            told = text % {"turn": chance.moment.turn, "number": number}
            yield Suggestion(talk.scenario.name, talks.address(talk, chance.moment), told)


def register() -> None:
    registry.keep(Part("talks", _("Talks that you kept"), _("No talk is kept."), entries, export))
    registry.provide_ways(ways)
    registry.provide_suggestions(suggestions)
