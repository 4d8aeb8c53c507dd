"""The two axes of the method and the nine cells they make.

Source: the reader "Coachen op de werkplek", which places every technique low, middle or high on both axes.
The words for the cells are ours. Texts here are English msgids; whoever shows them translates them.
"""

from dataclasses import dataclass
from enum import IntEnum
from math import floor


def gettext_noop(text: str) -> str:
    """Mark a text for the translation catalogue (makemessages knows this name); translate nothing here."""
    return text


class Level(IntEnum):
    """How much connection or challenge a technique carries, 1 to 3."""

    LOW = 1
    MIDDLE = 2
    HIGH = 3

    @property
    def word(self) -> str:
        return LEVEL_WORDS[self]


LEVEL_WORDS = {
    Level.LOW: gettext_noop("low"),
    Level.MIDDLE: gettext_noop("middle"),
    Level.HIGH: gettext_noop("high"),
}


LEVEL_STEPS = (
    gettext_noop("low"),
    gettext_noop("low to middle"),
    gettext_noop("middle"),
    gettext_noop("middle to high"),
    gettext_noop("high"),
)


def step_word(value: float) -> str:
    """The word for a place between the levels, to the nearest half, upward from the middle: 2.4 is "middle to high"."""
    return LEVEL_STEPS[floor((min(max(value, Level.LOW), Level.HIGH) - Level.LOW) * 2 + 0.5)]


@dataclass(frozen=True)
class Cell:
    """One of the nine cells; `why_empty` says in words why no technique lives there."""

    connection: Level
    challenge: Level
    name: str
    why_empty: str = ""

    @property
    def key(self) -> str:
        """Two digits, connection then challenge, such as "31": the cell's class in the stylesheet."""
        return f"{self.connection:d}{self.challenge:d}"


_UNCARRIED = gettext_noop("No technique here: challenge that no bond carries.")
_ABSENT = gettext_noop("No technique here: no bond, and nothing asked.")
_CELLS = (
    Cell(Level.LOW, Level.HIGH, gettext_noop("Drawing a line")),
    Cell(Level.MIDDLE, Level.HIGH, gettext_noop("Making someone think")),
    Cell(Level.HIGH, Level.HIGH, gettext_noop("Growing together")),
    Cell(Level.LOW, Level.MIDDLE, gettext_noop("Pushing"), _UNCARRIED),
    Cell(Level.MIDDLE, Level.MIDDLE, gettext_noop("Encouraging")),
    Cell(Level.HIGH, Level.MIDDLE, gettext_noop("Exploring together")),
    Cell(Level.LOW, Level.LOW, gettext_noop("Standing by"), _ABSENT),
    Cell(Level.MIDDLE, Level.LOW, gettext_noop("Giving a footing")),
    Cell(Level.HIGH, Level.LOW, gettext_noop("Being fully there")),
)

# In the order in which the grid is read: the most challenging row first, connection growing to the right.
CELLS: dict[tuple[int, int], Cell] = {(cell.connection, cell.challenge): cell for cell in _CELLS}
