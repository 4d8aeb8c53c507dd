"""Talks that a learner keeps: shown under "my data", beside a self-image, and suggested by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from conversations import rehearsal, talks
from conversations.models import Kept, Scenario
from conversations.rehearsal import ChangedError, ImpossibleError, Play
from conversations.stage import ENDING_NAMES
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


def keep(learner: Learner, ended: Finished) -> None:
    """Once, however often it is asked."""
    kept = Kept(learner=learner, scenario=ended.talk, path=str(ended.play.path))
    Kept.objects.bulk_create([kept], ignore_conflicts=True)


@dataclass(frozen=True)
class Again:
    """A kept talk with its scenario, and its play where the script is still the same."""

    kept: Kept
    scenario: Scenario
    ended: Finished | None

    @property
    def address(self) -> str:
        pad = f"?pad={self.kept.path}"
        return f"{reverse('conversations:rehearsal', args=[self.scenario.conversation.slug, self.scenario.slug])}{pad}"


def of(learner: Learner) -> Iterator[Again]:
    """What a learner kept, the latest first, of the talks that still exist."""
    rows = list(learner.kept_talks.all())
    scenarios = {one.key: one for one in Scenario.objects.brief()} if rows else {}
    as_of = version.current() if rows else ""
    for row in rows:
        if scenario := scenarios.get(row.scenario):
            yield Again(row, scenario, finished(row.scenario, row.path, as_of))


def entries(learner: Learner) -> Iterator[Entry]:
    for again in of(learner):
        changed = gettext("The talk was changed since; only your choices are kept.")
        told = str(ENDING_NAMES[again.ended.play.ending]) if again.ended else changed
        yield Entry(again.scenario.name, again.kept.day, told, again.address if again.ended else "")


def export(learner: Learner) -> list:
    return [
        {"talk": one.scenario, "path": one.path, "day": one.day.isoformat()}
        for one in learner.kept_talks.order_by("day", "pk")
    ]


def ways(learner: Learner) -> Iterator[Way]:
    for again in of(learner):
        if again.ended:
            yield Way(again.scenario.name, again.kept.day, again.address, again.ended.play.trail)


def suggestions(numbers: Sequence[int]) -> Iterator[Suggestion]:
    """For the first of these techniques that a talk offers: the talk in which it is worth most, at that turn."""
    every = talks.talks(version.current())
    scenarios = [one for one in Scenario.objects.brief() if one.key in every]
    for number in numbers:
        found = [(one, chance) for one in scenarios for chance in every[one.key].chances.get(number, ())[:1]]
        if not found:
            continue
        scenario, chance = max(found, key=lambda pair: pair[1].worth)
        address = talks.address(scenario, every[scenario.key].script, chance.moment)
        text = gettext("You start at turn %(turn)d, where technique %(number)d fits.")
        yield Suggestion(scenario.name, address, text % {"turn": chance.moment.turn, "number": number})


def register() -> None:
    registry.keep(Part("talks", _("Talks that you kept"), _("No talk is kept."), entries, export))
    registry.provide_ways(ways)
    registry.provide_suggestions(suggestions)
