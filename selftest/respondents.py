"""People whose style is known answer the test, to see whether the result finds it again. PURE: no Django.

A style is a point between the corners (0.5 to 2.5 on both axes): someone of style (x, y) reacts warmly in a share
(x - 0.5) / 2 of the situations, and asks something in a share (y - 0.5) / 2. Whoever looks at the situation chooses
what fits instead, in a share of its own; and everybody slips now and then, and then chooses blindly.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from selftest.scoring import CORNERS, HIGH, LOW, Choice, Corner, Picture, distance, picture


@dataclass(frozen=True)
class Asked:
    """A situation as the test asks it."""

    item: int
    goal: str
    asked: Corner


@dataclass(frozen=True)
class Respondent:
    """`style` as above; `fitting` and `slips` are shares of the choices, 0 to 1."""

    style: tuple[float, float]
    fitting: float = 0.0
    slips: float = 0.0

    def chooses(self, situation: Asked, chance: random.Random) -> Corner:
        if chance.random() < self.slips:
            return chance.choice(CORNERS)
        if chance.random() < self.fitting:
            return situation.asked
        warm = chance.random() < (self.style[0] - LOW) / (HIGH - LOW)
        asks = chance.random() < (self.style[1] - LOW) / (HIGH - LOW)
        return Corner(f"{'warm' if warm else 'cool'}-{'high' if asks else 'low'}")

    def answers(self, situations: Sequence[Asked], chance: random.Random) -> Picture:
        chosen = [Choice(one.item, one.goal, self.chooses(one, chance), one.asked) for one in situations]
        found = picture(chosen)
        assert found is not None
        return found

    def expected(self, situations: Sequence[Asked]) -> tuple[float, float]:
        """The centre that this respondent comes to in the long run."""
        means = []
        for axis in (0, 1):
            asked = fmean(one.asked.place[axis] for one in situations)
            own = self.fitting * asked + (1 - self.fitting) * self.style[axis]
            means.append(self.slips * (LOW + HIGH) / 2 + (1 - self.slips) * own)
        return means[0], means[1]


@dataclass(frozen=True)
class Recovery:
    """How well the centre finds a style again, over many runs: `bias` on both axes, `error` in the plane (root mean
    square), and how far two runs of the same person lie apart."""

    centre: tuple[float, float]
    bias: tuple[float, float]
    error: float
    between_runs: float
    difference: tuple[float, float]
    fitting: float


def recover(respondent: Respondent, situations: Sequence[Asked], runs: int, seed: int = 1) -> Recovery:
    chance = random.Random(seed)
    pictures = [respondent.answers(situations, chance) for _ in range(runs)]
    centres = [found.centre for found in pictures]
    expected = respondent.expected(situations)
    centre = fmean(x for x, _ in centres), fmean(y for _, y in centres)
    pairs = zip(centres[::2], centres[1::2], strict=False)
    return Recovery(
        centre=centre,
        bias=(centre[0] - expected[0], centre[1] - expected[1]),
        error=sqrt(fmean(distance(found, expected) ** 2 for found in centres)),
        between_runs=sqrt(fmean(distance(one, other) ** 2 for one, other in pairs)),
        difference=(
            fmean(found.difference[0] for found in pictures),
            fmean(found.difference[1] for found in pictures),
        ),
        fitting=fmean(sum(fit.fitting for fit in found.fits) for found in pictures),
    )


STYLES = {
    "comforting": Respondent((2.3, 0.7)),
    "pushing": Respondent((0.8, 2.3)),
    "warm and asking": Respondent((2.3, 2.3)),
    "keeping away": Respondent((0.7, 0.7)),
    "in the middle": Respondent((1.5, 1.5)),
    "comforting, slipping": Respondent((2.3, 0.7), slips=0.2),
    "looking at the situation": Respondent((1.5, 1.5), fitting=0.8),
    "always fitting": Respondent((1.5, 1.5), fitting=1.0),
    "by chance": Respondent((1.5, 1.5), slips=1.0),
}
