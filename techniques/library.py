"""What the pages of the library fetch and work out, so that the views stay readable."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponsePermanentRedirect, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from techniques.filters import Choices, Selection
from techniques.levels import Level
from techniques.models import COUNT, LONG_FIELDS, Advice, Line, Pair, Situation, Technique

LEGENDS = {
    "situatie": _("Situation"),
    "verbinding": _("Connection"),
    "uitdaging": _("Challenge"),
    "soort": _("Kind"),
}
TIERS = {"basis": Technique.Tier.BASIC, "complex": Technique.Tier.COMPLEX}  # as the address writes them
ALL_NUMBERS = tuple(range(1, COUNT + 1))
PAPERS = {"a4": _("A4, four cards on a sheet"), "a6": _("A6, one card on a page")}
SIDES = {"beide": _("both sides"), "voor": _("only the fronts"), "achter": _("only the backs")}
LINES_ON_CARD = 2
DENSE = 1100  # characters of "when" and "when not" that fit on the back of a card in ordinary letters
MOST_LEFT_OUT = 9  # cards of a selection that can be left out one by one; more are chosen in the list
MOVED_FOR = 24 * 3600  # seconds that a browser may remember a changed address


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Group:
    """The choices of one query name."""

    name: str
    legend: str
    options: list[Option]


def neighbours_or_404(number: int) -> tuple[Technique | None, Technique, Technique | None]:
    """The technique before, this one, and the one after, in one query."""
    if not 1 <= number <= COUNT:
        raise Http404
    nearby = Technique.objects.filter(number__range=(number - 1, number + 1)).select_related("pitfall")
    found = {technique.number: technique for technique in nearby}
    if number not in found:
        raise Http404
    return found.get(number - 1), found[number], found.get(number + 1)


def by_slug_or_404(rows: QuerySet, slug: str):
    """The row whose address this is in either language, or whose key it is."""
    found = rows.filter(Q(slug_nl=slug) | Q(slug_en=slug) | Q(key=slug)).first()
    if found is None:
        raise Http404
    return found


def moved(found, query: QueryDict | None = None) -> HttpResponsePermanentRedirect:
    """To the address that something has now, with what was asked of it."""
    asked = f"?{query.urlencode()}" if query else ""
    address = f"{found.get_absolute_url()}{asked}"
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": f"max-age={MOVED_FOR}"})


def pairs_of(technique: Technique) -> list[tuple[Technique, str]]:
    """What goes well with a technique: the other one and why, by number."""
    pairs = Pair.objects.filter(Q(first=technique) | Q(second=technique)).select_related("first", "second")
    pairs = pairs.defer(*(f"{end}__{name}" for end in ("first", "second") for name in LONG_FIELDS))
    others = [(pair.second if pair.first_id == technique.pk else pair.first, pair.reason) for pair in pairs]
    return sorted(others, key=lambda other: other[0].number)


@dataclass(frozen=True)
class Card:
    """What is printed of a technique: the leads of its steps, two lines to say, what it goes well with."""

    technique: Technique
    leads: list[str]
    lines: list[Line]
    pairs: list[Technique]

    @property
    def dense(self) -> bool:
        """Whether the back holds so much that it needs smaller letters."""
        return len(self.technique.when) + len(self.technique.when_not) > DENSE


def sets(keys: Collection[str]) -> dict[str, list[int]]:
    """The numbers of each situation that is asked for and exists. No query where none is."""
    found: dict[str, list[int]] = {}
    if wanted := [key for key in keys if "\0" not in key]:  # PostgreSQL takes no such text
        for advice in Advice.objects.filter(situation__key__in=wanted).select_related("situation", "technique"):
            found.setdefault(advice.situation.key, []).append(advice.technique.number)
    return found


def printed(numbers: Sequence[int]) -> list[Card]:
    """The cards of these numbers, in this order, in three queries."""
    if not numbers:
        return []
    rows = Technique.objects.defer("what", "floor", "advanced", "watch_out", "cues").select_related("pitfall")
    every = {technique.number: technique for technique in rows.prefetch_related("lines")}
    pairs: dict[int, list[Technique]] = {number: [] for number in every}
    for first, second in Pair.objects.values_list("first__number", "second__number"):
        pairs[first].append(every[second])
        pairs[second].append(every[first])
    return [
        Card(
            every[number],
            re.findall(r"^\d+\. \*\*(.+?)\.?\*\*", every[number].how, re.M),
            every[number].lines.all()[:LINES_ON_CARD],
            sorted(pairs[number], key=lambda other: other.number),
        )
        for number in numbers
        if number in every
    ]


def fewer(cards: Sequence[Card]) -> list[tuple[Technique, str]]:
    """Each technique with the `n` of the address that leaves it out; nothing for one card or many."""
    if not 2 <= len(cards) <= MOST_LEFT_OUT:
        return []
    numbers = [card.technique.number for card in cards]
    return [
        (card.technique, ",".join(str(number) for number in numbers if number != card.technique.number))
        for card in cards
    ]


def choices(techniques: Sequence[Technique], situations: Sequence[Situation]) -> Choices:
    """What one can choose by, in the order in which the page shows it."""

    def numbers(**wanted) -> frozenset[int]:
        ((name, value),) = wanted.items()
        return frozenset(technique.number for technique in techniques if getattr(technique, name) == value)

    return {
        "situatie": {situation.key: situation.numbers for situation in situations},
        "verbinding": {str(level.value): numbers(connection=level) for level in Level},
        "uitdaging": {str(level.value): numbers(challenge=level) for level in Level},
        "soort": {value: numbers(tier=tier) for value, tier in TIERS.items()},
    }


def filter_groups(selection: Selection, situations: Sequence[Situation]) -> list[Group]:
    """The choices beside the list, each with what it would show."""
    levels = {str(level.value): gettext(level.word) for level in Level}
    labels = {
        "situatie": {situation.key: situation.name for situation in situations},
        "verbinding": levels,
        "uitdaging": levels,
        "soort": {value: str(tier.label) for value, tier in TIERS.items()},
    }
    return [
        Group(
            name,
            str(LEGENDS[name]),
            [
                Option(value, labels[name][value], selection.count(name, value), value in selection.chosen[name])
                for value in values
            ],
        )
        for name, values in selection.choices.items()
    ]


def loosenings(selection: Selection, path: str, legends: Mapping[str, Promise] = LEGENDS) -> list[tuple[str, str]]:
    """Where nothing fits: which choices to clear (their legend and the address without them)."""
    links = []
    for name in selection.to_loosen():
        rest = {other: values for other, values in selection.chosen.items() if other != name}
        links.append((str(legends[name]), f"{path}?{urlencode(rest, doseq=True)}"))
    return links


def zone_of(situations: Sequence[Situation], keys: Sequence[str]) -> list[Sequence[int]]:
    """The cells of the chosen situations together."""
    return [cell for situation in situations if situation.key in keys for cell in situation.zone]
