"""What the pages of the library fetch and work out, so that the views stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext, gettext_lazy as _

from techniques import grid
from techniques.filters import LEVELS, TIERS, Selection
from techniques.levels import Level
from techniques.models import COUNT, Situation, Technique

LEGENDS = {
    "situatie": _("Situation"),
    "verbinding": _("Connection"),
    "uitdaging": _("Challenge"),
    "soort": _("Kind"),
}


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


def technique_or_404(number: int) -> Technique:
    if not 1 <= number <= COUNT:
        raise Http404
    try:
        return Technique.objects.brief().get(number=number)
    except Technique.DoesNotExist as error:
        raise Http404 from error


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


def filter_groups(
    selection: Selection, techniques: Sequence[Technique], situations: Sequence[Situation]
) -> list[Group]:
    """The choices beside the list, each with what it would show."""
    labels = {
        "situatie": {situation.key: situation.name for situation in situations},
        "verbinding": {value: gettext(Level(int(value)).word) for value in LEVELS},
        "uitdaging": {value: gettext(Level(int(value)).word) for value in LEVELS},
        "soort": {value: str(Technique.Tier(tier).label) for value, tier in TIERS.items()},
    }
    return [
        Group(
            name,
            LEGENDS[name],
            [
                Option(value, label, selection.count(techniques, name, value), value in selection.chosen[name])
                for value, label in labels[name].items()
            ],
        )
        for name in LEGENDS
    ]


def loosenings(selection: Selection, techniques: Sequence[Technique], path: str) -> list[tuple[str, str]]:
    """Where nothing fits: which choices to clear (their legend and the address without them)."""
    links = []
    for name in selection.to_loosen(techniques):
        rest = {other: values for other, values in selection.chosen.items() if other != name}
        links.append((LEGENDS[name], f"{path}?{urlencode(rest, doseq=True)}"))
    return links


def outline(situations: Sequence[Situation], keys: Sequence[str]) -> str:
    """The zone of the chosen situations together, as an SVG path."""
    return grid.zone(tuple(cell) for situation in situations if situation.key in keys for cell in situation.zone)
