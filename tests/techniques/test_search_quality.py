"""How well spoken questions find the right technique: any right one in the top three, for both halves."""

from pathlib import Path

import pytest
import yaml

from techniques import documents

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
HALVES = {"tuned on": slice(0, None, 2), "held aside": slice(1, None, 2)}
RIGHT_AT_LEAST = 0.9


def top_three(index, query):
    found = (hit.document.item.number for hit in index.find(query) if hit.document.kind == "technique")
    return [number for number, _ in zip(found, range(3), strict=False)]


def test_there_are_enough_queries_and_every_technique_is_asked_for():
    assert len(QUERIES["nl"]) >= 120
    assert len(QUERIES["en"]) >= 60
    for queries in QUERIES.values():
        assert {number for query in queries for number in query["right"]} == set(range(1, 27))


@pytest.mark.django_db
@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", QUERIES)
def test_a_right_technique_is_in_the_top_three(language, half, capsys):
    index = documents.index(language)
    queries = QUERIES[language][HALVES[half]]
    missed = [query["q"] for query in queries if not set(top_three(index, query["q"])) & set(query["right"])]
    share = 1 - len(missed) / len(queries)
    with capsys.disabled():
        print(f"\n{language}, {half}: {share:.1%} of {len(queries)} queries", end=" ")
    assert share >= RIGHT_AT_LEAST, missed
