"""The grid of connection (x) and challenge (y): what stands in each cell, and the drawing that lies over the cells.

Both axes run from 0 to 3, y upward; a cell's middle is its levels minus 0.5. The drawing has the same size with y
downward, as SVG wants it. This is the only place with numbers of the drawing, and they leave as strings, so that no
locale writes a decimal comma into them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, sin
from typing import Generic, Protocol, TypeVar

from techniques.levels import CELLS, Cell

SIZE = 3  # cells along each axis
GLYPH_PITCH = 4  # the nine-square glyph: squares of 3 with a gap of 1
APART = 0.36  # between the middles of two stops: their discs (radius 0.15 in the template) never cover each other
EDGE = 0.12  # a trail's dots stay this far inside the drawing
BORDER = 0.2  # a stop's middle stays this far inside the drawing
ROW, MARK_PITCH = 4, 0.21  # marks in one place: how many beside each other, and how far apart (their radius is 0.095)
ROUNDS = 200  # of pushing stops apart; seven stops in one place need about thirty


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


@dataclass(frozen=True)
class Stop:
    """One place of a route, with what stands in its disc. `x` and `y` are on the drawing, y downward."""

    label: str
    x: str
    y: str
    current: bool


@dataclass(frozen=True)
class Route:
    """A way over the grid: its line as an SVG path, and its stops in order."""

    path: str
    stops: tuple[Stop, ...]


def middle(items: Iterable[Placed]) -> tuple[float, float]:
    """The mean place of some items on the axes (0 to 3, y upward). At least one item."""
    places = [(item.connection - 0.5, item.challenge - 0.5) for item in items]
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def route(points: Sequence[tuple[float, float]], current: int | None = None) -> Route:
    """The way along points on the axes, numbered from 1; `current` is the number of the one where someone is.

    Stops that would cover each other are drawn as far apart as their discs need.
    """
    drawn = _apart([(x, SIZE - y) for x, y in points])
    stops = tuple(
        Stop(str(number), f"{x:.2f}", f"{y:.2f}", number == current) for number, (x, y) in enumerate(drawn, 1)
    )
    return Route("M" + "L".join(f"{stop.x} {stop.y}" for stop in stops) if stops else "", stops)


def _apart(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    places = [list(point) for point in points]
    for _ in range(ROUNDS):
        moved = False
        for later in range(len(places)):
            for earlier in range(later):
                dx, dy = (places[later][axis] - places[earlier][axis] for axis in (0, 1))
                distance = hypot(dx, dy)
                if distance >= APART:
                    continue
                # In the very same place: part them in a direction of their own, so that several fan out.
                way = (dx / distance, dy / distance) if distance else (cos(later), sin(later))
                for axis in (0, 1):
                    push = way[axis] * (APART - distance) / 2 + way[axis] * 0.001
                    places[later][axis] += push
                    places[earlier][axis] -= push
                moved = True
        for place in places:
            place[:] = [min(max(value, BORDER), SIZE - BORDER) for value in place]
        if not moved:
            break
    return [(x, y) for x, y in places]


@dataclass(frozen=True)
class Trail:
    """A way that someone went: its line as an SVG path, a dot a step, and where it came to."""

    path: str
    dots: tuple[tuple[str, str], ...]
    here: tuple[str, str]


def trail(points: Sequence[tuple[float, float]]) -> Trail:
    """The way along points on the axes (0 to 3, y upward), kept inside the drawing's edge. At least one point."""
    dots = [
        (f"{min(max(x, EDGE), SIZE - EDGE):.2f}", f"{SIZE - min(max(y, EDGE), SIZE - EDGE):.2f}") for x, y in points
    ]
    return Trail("M" + "L".join(f"{x} {y}" for x, y in dots), tuple(dots[:-1]), dots[-1])


@dataclass(frozen=True)
class Mark:
    """One small mark, with the number in it."""

    label: str
    x: str
    y: str


@dataclass(frozen=True)
class Picture:
    """Many marks and their centre: a circle of `radius` for how sure it is, two bars (an SVG path) for how much the
    marks vary, and the way that earlier centres came (an SVG path and its dots)."""

    marks: tuple[Mark, ...]
    centre: tuple[str, str]
    radius: str
    bars: str
    trail: str
    dots: tuple[tuple[str, str], ...]


def picture(
    places: Sequence[tuple[int, tuple[float, float]]],
    centre: tuple[float, float],
    spread: tuple[float, float],
    uncertainty: float,
    earlier: Sequence[tuple[float, float]] = (),
) -> Picture:
    """Numbered points on the axes (0 to 3, y upward) with their centre. Points in one place stand in rows beside each
    other, so that all can be counted: rows of four have room for twelve inside a cell."""
    together: dict[tuple[float, float], list[int]] = {}
    for number, place in places:
        together.setdefault(place, []).append(number)
    marks = []
    for (x, y), numbers in together.items():
        rows = [numbers[start : start + ROW] for start in range(0, len(numbers), ROW)]
        for row, own in enumerate(rows):
            for column, number in enumerate(own):
                across = (column - (len(own) - 1) / 2) * MARK_PITCH
                down = (row - (len(rows) - 1) / 2) * MARK_PITCH
                marks.append(Mark(str(number), f"{x + across:.2f}", f"{SIZE - y + down:.2f}"))
    x, y = centre[0], SIZE - centre[1]
    left, right = max(x - spread[0], 0), min(x + spread[0], SIZE)
    top, bottom = max(y - spread[1], 0), min(y + spread[1], SIZE)
    way = [(f"{one:.2f}", f"{SIZE - other:.2f}") for one, other in (*earlier, centre)]
    return Picture(
        marks=tuple(sorted(marks, key=lambda mark: int(mark.label))),
        centre=(f"{x:.2f}", f"{y:.2f}"),
        radius=f"{uncertainty:.2f}",
        bars=f"M{left:.2f} {y:.2f}H{right:.2f}M{x:.2f} {top:.2f}V{bottom:.2f}",
        trail="M" + "L".join(" ".join(point) for point in way) if earlier else "",
        dots=tuple(way[:-1]),
    )


def squares() -> list[tuple[str, str, str]]:
    """The nine cells of the drawing: each its key and the corner (x, y) of its square of 1."""
    return [(cell.key, str(connection - 1), str(SIZE - challenge)) for (connection, challenge), cell in CELLS.items()]
