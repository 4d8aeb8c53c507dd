"""The grid of connection (x) and challenge (y): what stands in each cell, and the drawing that lies over the cells.

Both axes run from 0 to 3, y upward; a cell's middle is its levels minus 0.5. The drawing has the same size with y
downward, as SVG wants it. This is the only place with numbers of the drawing, and they leave as strings, so that no
locale writes a decimal comma into them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from techniques.levels import CELLS, Cell

SIZE = 3  # cells along each axis
GLYPH_PITCH = 4  # the nine-square glyph: squares of 3 with a gap of 1


class Placed(Protocol):
    """Anything with a number (the order within a cell) and both levels (1 to 3)."""

    @property
    def number(self) -> int: ...
    @property
    def connection(self) -> int: ...
    @property
    def challenge(self) -> int: ...


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True)
class Token(Generic[T]):
    """One item on the grid. `lit` is None where nothing is being chosen, else whether the choice includes it."""

    item: T
    lit: bool | None


@dataclass(frozen=True)
class BoardCell(Generic[T]):
    cell: Cell
    tokens: tuple[Token[T], ...]
    in_zone: bool


@dataclass(frozen=True)
class Board(Generic[T]):
    """All that the grid shows. `zone` is the outline of the cells that fit, as an SVG path; "" for none."""

    cells: tuple[BoardCell[T], ...]
    zone: str


def board(items: Iterable[T], lit: Collection[int] | None = None, cells: Iterable[Sequence[int]] = ()) -> Board[T]:
    """The nine cells in reading order, each with its items by number.

    `lit` holds the numbers to light (None: nothing is being chosen), `cells` the (connection, challenge) of the zone.
    """
    places: Mapping[tuple[int, int], list[T]] = {place: [] for place in CELLS}
    for item in sorted(items, key=lambda item: item.number):
        places[item.connection, item.challenge].append(item)
    zoned = {(connection, challenge) for connection, challenge in cells}
    filled = (
        BoardCell(
            cell,
            tuple(Token(item, None if lit is None else item.number in lit) for item in places[place]),
            place in zoned,
        )
        for place, cell in CELLS.items()
    )
    return Board(tuple(filled), zone(zoned))


def zone(cells: Iterable[tuple[int, int]]) -> str:
    """The outline around a set of (connection, challenge) cells, as the `d` of an SVG path; "" for no cells.

    Every side of a cell that no other cell of the set shares is drawn, clockwise, joined into closed loops.
    """
    sides: dict[tuple[int, int], list[tuple[int, int]]] = {}
    chosen = set(cells)
    for connection, challenge in sorted(chosen):
        left, right, top, bottom = connection - 1, connection, SIZE - challenge, SIZE - challenge + 1
        for neighbour, start, end in (
            ((connection, challenge + 1), (left, top), (right, top)),
            ((connection + 1, challenge), (right, top), (right, bottom)),
            ((connection, challenge - 1), (right, bottom), (left, bottom)),
            ((connection - 1, challenge), (left, bottom), (left, top)),
        ):
            if neighbour not in chosen:
                sides.setdefault(start, []).append(end)
    loops = []
    while sides:
        start = min(sides)
        loop = [start]
        while (point := _take(sides, loop)) != start:
            loop.append(point)
        loops.append("M" + "L".join(f"{x} {y}" for x, y in loop) + "Z")
    return "".join(loops)


def _take(sides: dict[tuple[int, int], list[tuple[int, int]]], loop: list[tuple[int, int]]) -> tuple[int, int]:
    """Remove and return the next corner. Where two loops touch in one corner, turn right, so that they stay apart."""
    here = loop[-1]
    ends = sides[here]
    choice = ends[0]
    if len(ends) > 1 and len(loop) > 1:
        heading = (here[0] - loop[-2][0], here[1] - loop[-2][1])
        right = (here[0] - heading[1], here[1] + heading[0])
        choice = right if right in ends else ends[0]
    ends.remove(choice)
    if not ends:
        del sides[here]
    return choice


def glyph(connection: int, challenge: int) -> tuple[str, str]:
    """The corner (x, y) of the filled square in the nine-square glyph, whose drawing is 11 by 11."""
    return str((connection - 1) * GLYPH_PITCH), str((SIZE - challenge) * GLYPH_PITCH)
