"""From a self-image to what to try next, each with its reasons. PURE: no Django."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from selftest.scoring import GOALS, SOME, Habits, Picture

NEXT = 3  # techniques to try
STRONG = 3  # techniques named as strong
CLEAR = 0.3  # of a difference on an axis: by chance a centre of twelve is off by 1 / sqrt(12) = 0.29
FITTING = 3  # of the four situations of a goal: by chance a given goal has so many in one of twenty runs (13 of 256)

# What a technique gains in the choice of what to try. For each clear difference: its size (0.3 to 2), for a technique a
# level from the middle in the direction that is lacking; minus its size, for one a level the other way. The rest is
# chosen so that a difference above 1.5 outweighs all else together (four steps of use 1, basic 0.3, neighbour 0.2),
# while the smallest (0.33) weighs about as much as "basic", or as one step and a third of less use.
LEAST_USED = 0.25  # for each step that it is used less than one's mean
BASIC = 0.3  # basic before complex
NEIGHBOUR = 0.2  # it goes well with what one already uses more than one's mean


@dataclass(frozen=True)
class Known:
    """What has to be known of a technique: its levels (1 to 3), whether it is basic, and what it goes well with."""

    number: int
    connection: int
    challenge: int
    basic: bool
    neighbours: Collection[int]


@dataclass(frozen=True)
class Next:
    """A technique to try. `reasons` are words of REASONS; `beside` is the technique that it goes well with, if any."""

    number: int
    reasons: tuple[str, ...]
    beside: int | None


REASONS = (
    "more-connection",
    "more-challenge",
    "less-challenge",
    "little-used",
    "not-yet-used",
    "goes-with",
    "basic",
)


@dataclass(frozen=True)
class Advice:
    """What someone is strong in (techniques and goals), what to try, and which ways the differences point."""

    strong: tuple[int, ...]
    strong_goals: tuple[str, ...]
    next: tuple[Next, ...]
    ways: tuple[str, ...]


def ways(picture: Picture) -> tuple[str, ...]:
    """What to make up for: more connection, and more or less challenge than was given. Clear differences only."""
    connection, challenge = picture.difference
    found = []
    if connection <= -CLEAR:
        found.append("more-connection")
    if challenge <= -CLEAR:
        found.append("more-challenge")
    if challenge >= CLEAR:
        found.append("less-challenge")
    return tuple(found)


def advise(picture: Picture, habits: Habits | None, techniques: Sequence[Known]) -> Advice:
    """The advice for a self-image; `techniques` are all 26. The same answers always give the same advice."""
    used = habits.heats if habits else {}
    much = {number for number, heat in used.items() if heat.relative >= SOME and heat.times > 1}
    strong = sorted(much, key=lambda number: (-used[number].relative, number))[:STRONG]
    open_to_try = [known for known in techniques if known.number not in strong]
    ranked = sorted(open_to_try, key=lambda known: (-_gain(known, picture, habits, much), known.number))
    return Advice(
        strong=tuple(strong),
        strong_goals=tuple(fit.goal for fit in picture.fits if fit.fitting >= FITTING and fit.goal in GOALS),
        next=tuple(_told(known, picture, habits, much) for known in ranked[:NEXT]),
        ways=ways(picture),
    )


def _gain(known: Known, picture: Picture, habits: Habits | None, much: Collection[int]) -> float:
    wanted = ways(picture)
    gain = 0.0
    if "more-connection" in wanted:
        gain += -picture.difference[0] * (known.connection - 2)
    if "more-challenge" in wanted or "less-challenge" in wanted:
        gain += -picture.difference[1] * (known.challenge - 2)
    heat = habits.heats.get(known.number) if habits else None
    if heat:
        gain += LEAST_USED * -heat.relative
    if known.basic:
        gain += BASIC
    if any(number in much for number in known.neighbours):
        gain += NEIGHBOUR
    return gain


def _told(known: Known, picture: Picture, habits: Habits | None, much: Collection[int]) -> Next:
    wanted = ways(picture)
    reasons = []
    if "more-connection" in wanted and known.connection > 2:
        reasons.append("more-connection")
    if "more-challenge" in wanted and known.challenge > 2:
        reasons.append("more-challenge")
    if "less-challenge" in wanted and known.challenge < 2:
        reasons.append("less-challenge")
    heat = habits.heats.get(known.number) if habits else None
    if heat and heat.times == 1:
        reasons.append("not-yet-used")
    elif heat and heat.relative <= -SOME:
        reasons.append("little-used")
    beside = min((number for number in known.neighbours if number in much), default=None)
    if beside is not None:
        reasons.append("goes-with")
    if known.basic:
        reasons.append("basic")
    return Next(known.number, tuple(reasons), beside)
