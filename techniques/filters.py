"""What someone chose to see: read from the address, applied, counted. PURE: no Django.

Query names are the same Dutch words in both languages; repeating a name means "or", different names mean "and".
A choice is only a set of numbers, such as those of techniques, so this module knows neither levels nor situations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Numbers = frozenset[int]
Choices = Mapping[str, Mapping[str, Numbers]]  # query name -> value -> what it shows

LONGEST_UNKNOWN = 40  # characters of an unknown value that are repeated to whoever asked for it
MOST_UNKNOWN = 5


class Query(Protocol):
    """Django's QueryDict, or anything that gives all values of a name."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Selection:
    """`chosen` has the known values per query name, in the order of the address; `unknown` what was not understood."""

    choices: Choices
    everything: Numbers
    chosen: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(self.chosen.values())

    def numbers(self, without: str = "") -> Numbers:
        """What fits, leaving the query name `without` aside."""
        shown = self.everything
        for name, values in self.chosen.items():
            if values and name != without:
                shown &= frozenset[int]().union(*(self.choices[name][value] for value in values))
        return shown

    def count(self, name: str, value: str) -> int:
        """How many one would see with this value as the only one of its name."""
        return len(self.choices[name][value] & self.numbers(without=name))

    def to_loosen(self) -> list[str]:
        """The query names that would give something again if one of them were cleared."""
        return [name for name, values in self.chosen.items() if values and self.numbers(without=name)]


def read(query: Query, choices: Choices, everything: Numbers) -> Selection:
    """Read a choice from an address; what is not among `choices` is named in short and left out."""
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name, allowed in choices.items():
        values = [value for value in dict.fromkeys(query.getlist(name)) if value]
        chosen[name] = tuple(value for value in values if value in allowed)
        unknown += [f"{name}={_shown(value)}" for value in values if value not in allowed]
    return Selection(choices, everything, chosen, tuple(unknown[:MOST_UNKNOWN]))


def _shown(value: str) -> str:
    """What someone asked for, short, and without what no page can hold."""
    return "".join(character if character.isprintable() else "?" for character in value[:LONGEST_UNKNOWN])
