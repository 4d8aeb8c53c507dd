"""The 38 questions as the pages show them and as answers are judged: read once a content version and language."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy as _

from selftest.models import STEPS, Item, Statement
from selftest.scoring import ITEMS, TIMES, Choice, Corner, Use
from techniques import version

TIMES_NAMES = {
    0: _("It did not come up"),
    1: _("Not once"),
    2: _("Once"),
    3: _("Two or three times"),
    4: _("Four to ten times"),
    5: _("More often"),
}
assert set(TIMES_NAMES) == {0, *TIMES}


@dataclass(frozen=True)
class Option:
    """`value` is what an answer keeps; `corner` is None in part 2."""

    value: int
    text: str
    corner: Corner | None = None


@dataclass(frozen=True)
class Question:
    """`step` is 1 to 38. `digest` changes with the words, so that a page with other words is noticed."""

    step: int
    text: str
    options: tuple[Option, ...]
    digest: str
    goal: str = ""
    asked: Corner | None = None
    technique: int | None = None
    cell: tuple[int, int] = (0, 0)

    @property
    def part(self) -> int:
        return 1 if self.step <= ITEMS else 2

    def shuffled(self, seed: int) -> Sequence[Option]:
        """The reactions in the order of an attempt; how often is always from seldom to often."""
        if self.part == 2:
            return self.options
        return sorted(
            self.options, key=lambda option: hashlib.sha256(f"{seed}.{self.step}.{option.value}".encode()).digest()
        )

    def choice(self, value: int) -> Choice:
        """The answer to a question of part 1, to be scored."""
        (corner,) = (option.corner for option in self.options if option.value == value)
        return Choice(self.step, self.goal, corner, self.asked)

    def use(self, value: int) -> Use:
        """The answer to a question of part 2, to be scored."""
        return Use(self.technique, self.cell, value)


def _questions(_language: str) -> tuple[Question, ...]:
    found = []
    for item in Item.objects.select_related("situation").prefetch_related("reactions"):
        options = tuple(Option(one.value, one.text, Corner(one.corner)) for one in item.reactions.all())
        digest = _digest(item.text, options)
        found.append(Question(item.number, item.text, options, digest, item.situation.goal, Corner(item.asked)))
    times = tuple(Option(value, gettext(name)) for value, name in TIMES_NAMES.items())
    for statement in Statement.objects.select_related("technique"):
        technique = statement.technique
        cell = (technique.connection, technique.challenge)
        digest = _digest(statement.text, times)
        step = ITEMS + technique.number
        found.append(Question(step, statement.text, times, digest, technique=technique.number, cell=cell))
    return tuple(found)


def _digest(text: str, options: Sequence[Option]) -> str:
    told = json.dumps([text, [(option.value, option.text) for option in options]])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


_cached = version.PerVersion(_questions)


def questions(language: str, as_of: str) -> tuple[Question, ...]:
    """All questions in their order, `as_of` a content version. Empty where the content is not there (whole)."""
    found = _cached.get(language, as_of)
    return found if len(found) == STEPS else ()
