"""Where techniques, pitfalls and situations are used and practised elsewhere: read once a content version, so that a
page needs no query for it."""

from collections.abc import Mapping

from techniques import registry, version
from techniques.registry import Usage

Grouped = Mapping[tuple[int | str, bool], Mapping[str, list[Usage]]]


def _grouped(language: str) -> Grouped:
    found: dict[tuple[int | str, bool], dict[str, list[Usage]]] = {}
    for usage in registry.usages():
        found.setdefault((usage.of, usage.practice), {}).setdefault(usage.heading, []).append(usage)
    return found


_usages = version.PerVersion(_grouped)


def usages_of(key: int | str, language: str, as_of: str, *, practice: bool = False) -> Mapping[str, list[Usage]]:
    """The uses of a technique (by number), a pitfall or a situation (by key), or where to practise it, under their
    headings, `as_of` a content version."""
    return _usages.get(language, as_of).get((key, practice), {})
