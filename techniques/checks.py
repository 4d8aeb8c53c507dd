"""`manage.py check`: what is wrong with the shipped content."""

from collections import Counter
from collections.abc import Iterator

from django.core.checks import Error

from techniques import fixtures
from techniques.fixtures import Fault
from techniques.models import COUNT, LINES_AT_LEAST, Advice, Behaviour, Line, Pair, Remedy, Technique


def content_is_sound(app_configs, **kwargs):
    """Every fault of the fixtures as an error that names file, item and field."""
    if app_configs is not None and not any(config.name == "techniques" for config in app_configs):
        return []
    rows, unread = fixtures.read(fixtures.files())
    found = [*unread, *fixtures.faults_of(rows)]
    found += technique_faults(rows)
    return [Error(str(fault), id="techniques.E001") for fault in found]


def technique_faults(rows: list[fixtures.Row]) -> Iterator[Fault]:
    """What holds of the 26 together: all there, enough lines, each linked from somewhere."""
    techniques = {row.key[0]: row for row in rows if row.model is Technique}
    for number in range(1, COUNT + 1):
        if number not in techniques:
            yield Fault("fixtures", f"technique {number}", "", "is missing")
    lines = Counter(row.key[0] for row in rows if row.model is Line)
    links = Counter(_linked_numbers(rows))
    for number, row in techniques.items():
        if lines[number] < LINES_AT_LEAST:
            yield Fault(row.file, row.item, "lines", f"has {lines[number]} lines to say; at least {LINES_AT_LEAST}")
        if not links[number]:
            yield Fault(row.file, row.item, "", "is linked from nowhere: nothing names it")


def _linked_numbers(rows: list[fixtures.Row]) -> Iterator[int]:
    for row in rows:
        if row.model is Pair:
            yield from row.key
        elif row.model in (Advice, Remedy):
            yield row.key[1]
        elif row.model is Behaviour:
            yield from (key[0] for key in row.fields.get("techniques", []) if isinstance(key, list) and key)
