"""Where techniques and pitfalls are used elsewhere: read once a content version, so a page needs no query for it."""

from collections.abc import Mapping

from techniques import registry, version
from techniques.registry import Usage

Grouped = Mapping[int | str, Mapping[str, list[Usage]]]


def _grouped(language: str) -> Grouped:
    found: dict[int | str, dict[str, list[Usage]]] = {}
    for usage in registry.usages():
        found.setdefault(usage.of, {}).setdefault(usage.heading, []).append(usage)
    return found


_usages = version.PerVersion(_grouped)


def usages_of(key: int | str, language: str, as_of: str) -> Mapping[str, list[Usage]]:
    """The uses of a technique (by number) or a pitfall (by key), under their headings, `as_of` a content version."""
    return _usages.get(language, as_of).get(key, {})
