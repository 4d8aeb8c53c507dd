"""What someone chose to see of the 26: read from the address, applied, counted.

Query names are the same Dutch words in both languages; repeating a name means "or", different names mean "and".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

# Query name -> the attribute of a technique that it is about; "situatie" looks in the situations instead.
NAMES = {"verbinding": "connection", "uitdaging": "challenge", "soort": "tier", "situatie": "situation"}
LEVELS = ("1", "2", "3")
TIERS = {"basis": "basic", "complex": "complex"}


class Filterable(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def connection(self) -> int: ...
    @property
    def challenge(self) -> int: ...
    @property
    def tier(self) -> str: ...


class Query(Protocol):
    """Django's QueryDict, or anything that gives all values of a name."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Selection:
    """`chosen` has the known values per query name, in the order of the address; `unknown` what was not understood."""

    situations: Mapping[str, frozenset[int]]
    chosen: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return any(self.chosen.values())

    def has(self, technique: Filterable, name: str, value: str) -> bool:
        if name == "situatie":
            return technique.number in self.situations[value]
        if name == "soort":
            return technique.tier == TIERS[value]
        return str(getattr(technique, NAMES[name])) == value

    def matches(self, technique: Filterable, without: str = "") -> bool:
        """Whether a technique fits the choice, leaving the query name `without` aside."""
        return all(
            any(self.has(technique, name, value) for value in values)
            for name, values in self.chosen.items()
            if values and name != without
        )

    def numbers(self, techniques: Iterable[Filterable]) -> frozenset[int]:
        return frozenset(technique.number for technique in techniques if self.matches(technique))

    def count(self, techniques: Iterable[Filterable], name: str, value: str) -> int:
        """How many techniques one would see with this value as the only one of its name."""
        others = (technique for technique in techniques if self.matches(technique, without=name))
        return sum(self.has(technique, name, value) for technique in others)

    def to_loosen(self, techniques: Sequence[Filterable]) -> list[str]:
        """The query names that would give techniques again if one of them were cleared."""
        return [
            name
            for name, values in self.chosen.items()
            if values and any(self.matches(technique, without=name) for technique in techniques)
        ]


def read(query: Query, situations: Mapping[str, frozenset[int]]) -> Selection:
    """Read a choice from an address. `situations` maps each situation's key to the numbers of its techniques."""
    known = {"verbinding": LEVELS, "uitdaging": LEVELS, "soort": tuple(TIERS), "situatie": tuple(situations)}
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name, allowed in known.items():
        values = [value for value in dict.fromkeys(query.getlist(name)) if value]
        chosen[name] = tuple(value for value in values if value in allowed)
        unknown += [f"{name}={value[:40]}" for value in values if value not in allowed]
    return Selection(situations, chosen, tuple(unknown[:5]))
