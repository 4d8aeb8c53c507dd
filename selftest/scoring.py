"""From answers to a self-image: choices and their centre, spread, differences, fit, use. PURE: no Django.

docs/scoring.md tells the same in plain words, with an example to redo by hand. All places are on the axes of the grid:
0 to 3, connection to the right and challenge upward; a level stands in the middle of its cell (low 0.5, high 2.5).
Nothing here measures skill, and no number is a mark.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import fmean

ITEMS = 12  # situations of part 1
STATEMENTS = 26  # of part 2, one a technique
GOALS = ("short-term", "long-term", "no-change")  # each has four of the twelve situations

LOW, HIGH = 0.5, 2.5  # the middles of the outer cells


class Corner(Enum):
    """The four corners of the grid at which reactions stand. The cool ones, avoiding or a pitfall, never fit."""

    WARM_LOW = "warm-low"
    WARM_HIGH = "warm-high"
    COOL_HIGH = "cool-high"
    COOL_LOW = "cool-low"

    @property
    def place(self) -> tuple[float, float]:
        warmth, asked = self.value.split("-")
        return (HIGH if warmth == "warm" else LOW, HIGH if asked == "high" else LOW)


CORNERS = tuple(Corner)

# By chance each corner is as likely, so the centre of chance is the middle of the grid, and a quarter of the choices
# fits. The four reactions of every situation have this same mean, so no situation pulls the centre anywhere.
CHANCE = (1.5, 1.5)

# One choice by chance lies 1.0 from the middle on each axis (0.5 or 2.5), so its variance is 1 an axis and 2 in the
# plane. The centre of n choices has 2 / n: with twelve it is off by sqrt(2 / 12) = 0.41 (root mean square: two runs of
# three are off by less). Whoever chooses less by chance is off by less on average, so 0.41 is a cautious figure.
PLANE_VARIANCE = 2.0

# Two runs are each off by 0.41, so they differ by 0.41 * sqrt(2) = 0.58 (root mean square) without anything having
# changed. Below 0.6 a change says nothing; just above it, it may still be chance.
NOISE = 0.6

# How often, in the last two weeks: what is answered, and what it counts as. "It did not come up" counts as no answer.
TIMES = {1: "not once", 2: "once", 3: "two or three times", 4: "four to ten times", 5: "more often"}
NOT_COME_UP = 0
USE_VALUES = (NOT_COME_UP, *TIMES)

# How far from one's own mean use a technique counts as more or less used: a step of the answers is 1. What is nearest
# to no step is about the mean, nearest to one step more or less, and from one and a half steps on much more or less.
MUCH, SOME = 1.5, 0.5
HEATS = ("much-less", "less", "same", "more", "much-more")


@dataclass(frozen=True)
class Choice:
    """What was chosen in a situation, and what it asked for. `item` is 1 to 12."""

    item: int
    goal: str
    chosen: Corner
    asked: Corner


@dataclass(frozen=True)
class Use:
    """How often a technique was used; `times` is one of USE_VALUES."""

    technique: int
    cell: tuple[int, int]
    times: int


@dataclass(frozen=True)
class Fit:
    """For one goal: how many of the choices were what the situation asked for, and how many chance would give."""

    goal: str
    fitting: int
    of: int

    @property
    def by_chance(self) -> float:
        return self.of / len(CORNERS)


@dataclass(frozen=True)
class Picture:
    """Part 1. `difference` is chosen minus asked, on both axes (-2 to 2), `chance_difference` what chance gives."""

    choices: tuple[Choice, ...]
    counts: Mapping[Corner, int]
    centre: tuple[float, float]
    spread: tuple[float, float]
    uncertainty: float
    difference: tuple[float, float]
    chance_difference: tuple[float, float]
    fits: tuple[Fit, ...]
    all_the_same: bool


@dataclass(frozen=True)
class Heat:
    """A technique's use against one's own mean: `relative` in steps of the answers, `word` one of HEATS."""

    technique: int
    times: int
    relative: float
    word: str


@dataclass(frozen=True)
class CellUse:
    """The mean use of a cell's techniques against one's own mean, and how many of them were answered."""

    cell: tuple[int, int]
    relative: float
    answered: int


@dataclass(frozen=True)
class Habits:
    """Part 2. `mean` is of what came up (1 to 5)."""

    mean: float
    heats: Mapping[int, Heat]
    cells: tuple[CellUse, ...]
    not_come_up: tuple[int, ...]
    all_the_same: bool


def mean_of(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    found = list(points)
    return fmean(x for x, _ in found), fmean(y for _, y in found)


def spread_of(points: Sequence[tuple[float, float]], centre: tuple[float, float]) -> tuple[float, float]:
    """How far choices lie from their centre on each axis (root mean square, 0 to 1): how much someone varies."""
    return (
        sqrt(fmean((x - centre[0]) ** 2 for x, _ in points)),
        sqrt(fmean((y - centre[1]) ** 2 for _, y in points)),
    )


def uncertainty(choices: int) -> float:
    """How far off the centre of so many choices may be (root mean square, in the plane)."""
    return sqrt(PLANE_VARIANCE / choices)


def picture(choices: Sequence[Choice]) -> Picture | None:
    """What someone chose; None where nothing was."""
    if not choices:
        return None
    points = [choice.chosen.place for choice in choices]
    centre = mean_of(points)
    asked = mean_of(choice.asked.place for choice in choices)
    counts = Counter(choice.chosen for choice in choices)
    return Picture(
        choices=tuple(sorted(choices, key=lambda choice: choice.item)),
        counts={corner: counts[corner] for corner in CORNERS},
        centre=centre,
        spread=spread_of(points, centre),
        uncertainty=uncertainty(len(choices)),
        difference=(centre[0] - asked[0], centre[1] - asked[1]),
        chance_difference=(CHANCE[0] - asked[0], CHANCE[1] - asked[1]),
        fits=tuple(fit for goal in GOALS if (fit := _fit(goal, choices)).of),
        all_the_same=len(choices) > 1 and len(set(points)) == 1,
    )


def _fit(goal: str, choices: Sequence[Choice]) -> Fit:
    own = [choice for choice in choices if choice.goal == goal]
    return Fit(goal, sum(choice.chosen is choice.asked for choice in own), len(own))


def habits(uses: Sequence[Use]) -> Habits | None:
    """How often someone uses what; None where nothing came up."""
    came_up = [use for use in uses if use.times != NOT_COME_UP]
    if not came_up:
        return None
    mean = fmean(use.times for use in came_up)
    heats = {
        use.technique: Heat(use.technique, use.times, use.times - mean, heat_word(use.times - mean)) for use in came_up
    }
    cells = []
    for cell in sorted({use.cell for use in came_up}):
        own = [use.times - mean for use in came_up if use.cell == cell]
        cells.append(CellUse(cell, fmean(own), len(own)))
    return Habits(
        mean=mean,
        heats=heats,
        cells=tuple(cells),
        not_come_up=tuple(sorted(use.technique for use in uses if use.times == NOT_COME_UP)),
        all_the_same=len(came_up) > 1 and len({use.times for use in came_up}) == 1,
    )


def heat_word(relative: float) -> str:
    """In which fifth a use falls that is so many steps above or below one's own mean."""
    bounds = (-MUCH, -SOME, SOME, MUCH)
    return HEATS[sum(relative > bound or (relative == bound and bound > 0) for bound in bounds)]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def is_noise(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two centres are so near that nothing need have changed between the two runs."""
    return distance(one, other) < NOISE
