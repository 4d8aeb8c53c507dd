"""Technique cards on paper: which ones the address asks for, and where each comes on the sheets. PURE: no Django.

Query names are the same Dutch words in both languages: `n` (numbers, separated by commas or repeated), `situatie`
(a situation's set), `papier` and `zijden`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

PAPERS = {"a4": 4, "a6": 1}  # how many cards lie on one side of a sheet
SIDES = {"beide": ("front", "back"), "voor": ("front",), "achter": ("back",)}  # as the address writes them
COLUMNS = 2  # of the cards on a sheet that holds more than one

LONGEST_UNKNOWN = 20  # characters of a number that is none, repeated to whoever asked for it
MOST_UNKNOWN = 5

T = TypeVar("T")


class Query(Protocol):
    """Django's QueryDict, or anything that gives all values of a name."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Order:
    """`numbers` in the order of the address, each once; empty where nothing that was asked for exists."""

    numbers: tuple[int, ...]
    unknown: tuple[str, ...]
    paper: str
    sides: str


@dataclass(frozen=True)
class Face(Generic[T]):
    """One side of one sheet: its places in reading order, None where nothing is printed. `sheet` counts from 1."""

    sheet: int
    side: str
    places: tuple[T | None, ...]


def read(query: Query, known: Sequence[int], sets: Mapping[str, Sequence[int]]) -> Order:
    """What to print: the numbers and sets together; all of `known` where the address names none.

    What does not exist is named in short and left out. An unknown paper or side is the first of its kind.
    """
    asked = [part.strip() for value in query.getlist("n") for part in value.split(",")]
    numbers: list[int] = []
    unknown: list[str] = []
    for part in filter(None, asked):
        number = int(part) if part.isdecimal() and len(part) <= LONGEST_UNKNOWN else 0
        if number in known:
            numbers.append(number)
        else:
            unknown.append(part[:LONGEST_UNKNOWN])
    for key in filter(None, query.getlist("situatie")):
        if key in sets:
            numbers += sets[key]
        else:
            unknown.append(key[:LONGEST_UNKNOWN])
    chosen = tuple(dict.fromkeys(numbers)) if numbers or unknown else tuple(known)
    return Order(
        chosen,
        tuple(dict.fromkeys(unknown))[:MOST_UNKNOWN],
        _one_of(PAPERS, query.getlist("papier")),
        _one_of(SIDES, query.getlist("zijden")),
    )


def _one_of(allowed: Mapping[str, object], values: Sequence[str]) -> str:
    return next((value for value in values if value in allowed), next(iter(allowed)))


def faces(items: Sequence[T], paper: str, sides: str) -> list[Face[T]]:
    """The sides in the order in which they leave the printer.

    The sheet is turned over its long edge, so the back of the left column lies in the right one.
    """
    size = PAPERS[paper]
    found = []
    for first in range(0, len(items), size):
        places: list[T | None] = [*items[first : first + size]]
        places += [None] * (size - len(places))
        for side in SIDES[sides]:
            shown = places if side == "front" else _mirrored(places)
            found.append(Face(first // size + 1, side, tuple(shown)))
    return found


def _mirrored(places: Sequence[T | None]) -> list[T | None]:
    rows = [places[start : start + COLUMNS] for start in range(0, len(places), COLUMNS)]
    return [place for row in rows for place in reversed(row)]
