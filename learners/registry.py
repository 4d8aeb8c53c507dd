"""What other apps keep of a learner and suggest to one, without this app knowing them: each registers in `ready()`.

What an app keeps hangs on the learner by a foreign key that cascades, so erasing a learner erases all of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from learners.models import Learner


@dataclass(frozen=True)
class Entry:
    """One thing that is kept, as the page shows it. `address` leads to it, "" where it has no page."""

    label: str
    day: date | None
    text: str
    address: str = ""


@dataclass(frozen=True)
class Part:
    """What one app keeps: `entries` for the page, `export` for the file (only what JSON knows)."""

    key: str
    label: Promise | str
    nothing: Promise | str  # said where nothing is kept
    entries: Callable[[Learner], Iterable[Entry]]
    export: Callable[[Learner], Any]


@dataclass(frozen=True)
class Way:
    """Where a learner went over the grid in a talk that was kept: points on the axes (0 to 3, y upward)."""

    label: str
    day: date
    address: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Suggestion:
    """Something to play next, and where in it."""

    label: str
    address: str
    text: str


_parts: dict[str, Part] = {}
Ways = Callable[[Learner, str], Iterable[Way]]  # of a learner, as of a content version
Suggester = Callable[[Sequence[int], str], Iterable[Suggestion]]  # for techniques by number, as of a content version

_ways: list[Ways] = []
_suggesters: list[Suggester] = []


def keep(part: Part) -> None:
    """Let "my data" show, export and name what an app keeps. Registering a key again replaces it."""
    _parts[part.key] = part


def parts() -> list[Part]:
    return list(_parts.values())


def provide_ways(provider: Ways) -> None:
    """Let a self-image show beside it what someone did in talks."""
    if provider not in _ways:
        _ways.append(provider)


def ways(learner: Learner, as_of: str) -> list[Way]:
    return [way for provider in _ways for way in provider(learner, as_of)]


def provide_suggestions(provider: Suggester) -> None:
    """Let advice name something to play in which techniques (by their numbers, most wanted first) can be practised."""
    if provider not in _suggesters:
        _suggesters.append(provider)


def suggestions(numbers: Sequence[int], as_of: str) -> list[Suggestion]:
    return [suggestion for provider in _suggesters for suggestion in provider(numbers, as_of)]
