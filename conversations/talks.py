"""The scripts of all rehearsals, read once a content version, and what can be practised in them where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from conversations import moments
from conversations.models import Scenario, read_script
from conversations.moments import Chance, Moment
from conversations.rehearsal import Path
from conversations.script import Script
from techniques import version
from techniques.library import by_slug_or_404

SEED = "0"  # of a link into the middle of a talk: the same order of replies every time


@dataclass(frozen=True)
class Talk:
    """A script that can be played, and whose it is (with its conversation and situations, without the document)."""

    scenario: Scenario
    script: Script

    @cached_property
    def moments(self) -> Mapping[str, Moment]:
        return moments.moments(self.script)

    @cached_property
    def chances(self) -> Mapping[int | str, Sequence[Chance]]:
        return moments.chances(self.moments)

    def of_phase(self, position: int) -> Moment | None:
        """Where the talk first comes to a phase of its conversation."""
        found = [moment for moment in self.moments.values() if moment.scene.phase == position]
        return min(found, key=lambda moment: moment.turn, default=None)


def _talks(_language: str) -> Mapping[str, Talk]:
    documents = dict(Scenario.objects.values_list("key", "script"))
    found = {}
    for scenario in Scenario.objects.complete():
        script, faults = read_script(documents[scenario.key])
        if not faults:
            found[scenario.key] = Talk(scenario, script)
    return found


_cached = version.PerVersion(_talks)


def talks(as_of: str) -> Mapping[str, Talk]:
    """Every talk by the key of its scenario, in their order, `as_of` a content version. One that has faults is left
    out."""
    return _cached.get("nl", as_of)  # a script holds both languages


def talk_or_404(scenario: Scenario, as_of: str) -> Talk:
    found = talks(as_of).get(scenario.key)
    if found is None:
        raise Http404
    return found


def scenario_or_404(slug: str) -> Scenario:
    """A scenario by its address in either language, or by its key, without its script."""
    return by_slug_or_404(Scenario.objects.brief(), slug)


def address(talk: Talk, moment: Moment) -> str:
    """The page of a talk at a moment in it."""
    path = Path(talk.script.version, SEED, moment.replies)
    return f"{talk.scenario.get_absolute_url()}?pad={path}"
