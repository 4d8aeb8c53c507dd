"""The shipped situations and techniques, as the pure modules take them."""

from collections import defaultdict
from pathlib import Path

from selftest.advice import Known
from selftest.models import Item
from selftest.respondents import Asked
from selftest.scoring import Corner
from techniques import fixtures
from techniques.models import Pair, Situation, Technique

DOCUMENT = (Path(__file__).parents[2] / "docs/scoring.md").read_text(encoding="utf-8")
ROWS, _ = fixtures.read(fixtures.files())


def _situations():
    goals = {row.key: row.fields["goal"] for row in ROWS if row.model is Situation}
    items = sorted((row.fields for row in ROWS if row.model is Item), key=lambda item: item["number"])
    return [Asked(item["number"], goals[tuple(item["situation"])], Corner(item["asked"])) for item in items]


def _techniques():
    beside = defaultdict(set)
    for first, second in (row.key for row in ROWS if row.model is Pair):
        beside[first].add(second)
        beside[second].add(first)
    found = (row.fields for row in ROWS if row.model is Technique)
    return [
        Known(
            one["number"], one["connection"], one["challenge"], one["tier"] == "basic", frozenset(beside[one["number"]])
        )
        for one in found
    ]


SITUATIONS = _situations()
TECHNIQUES = _techniques()
