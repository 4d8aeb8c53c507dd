"""The shipped situations and statements: whole, and fair to every corner, letter and goal."""

import re
from copy import deepcopy
from itertools import pairwise

import pytest

from selftest import checks
from selftest.models import LETTERS, Item, Reaction, Statement
from selftest.scoring import CORNERS, GOALS, ITEMS, STATEMENTS
from techniques import fixtures
from techniques.models import Situation, Technique
from tests.selftest import ROWS, SITUATIONS

LANGUAGES = ("nl", "en")
OWN = [row for row in ROWS if row.model in (Item, Reaction, Statement)]


def _own(rows):
    """The rows of the self-test, and those that they refer to."""
    return [row for row in rows if row.model in (Item, Reaction, Statement, Situation, Technique)]


def reactions_of(item):
    return [row for row in ROWS if row.model is Reaction and row.key[0] == item]


def changed(item, **fields):
    """The rows, with fields of one of them changed."""
    rows = deepcopy(ROWS)
    (row,) = [row for row in rows if row.item == item]
    row.fields.update(fields)
    row.key = fixtures.natural_key(row.model, row.fields)
    return rows


def told(rows):
    return [str(fault) for fault in checks.selftest_faults(rows)]


class TestShipped:
    def test_nothing_is_wrong_with_it(self):
        assert checks.selftest_is_whole(None) == []
        files = {row.file for row in OWN}
        assert [fault for fault in fixtures.faults_of(_own(ROWS)) if fault.file in files] == []

    def test_there_are_twelve_situations_and_a_statement_for_each_technique(self):
        assert sorted(row.key[0] for row in ROWS if row.model is Item) == list(range(1, ITEMS + 1))
        assert sorted(row.key[0] for row in ROWS if row.model is Statement) == list(range(1, STATEMENTS + 1))

    def test_every_situation_has_a_reaction_at_each_corner(self):
        for item in range(1, ITEMS + 1):
            reactions = reactions_of(item)
            assert {row.fields["corner"] for row in reactions} == {corner.value for corner in CORNERS}
            assert [row.fields["letter"] for row in reactions] == list(LETTERS)

    def test_each_goal_and_each_situation_of_the_finder_has_as_many(self):
        assert {goal: sum(one.goal == goal for one in SITUATIONS) for goal in GOALS} == dict.fromkeys(GOALS, 4)
        asked = [row.fields["situation"][0] for row in ROWS if row.model is Item]
        assert {asked.count(situation) for situation in asked} == {2}

    def test_no_situation_of_the_finder_comes_twice_in_a_row(self):
        asked = [row.fields["situation"][0] for row in ROWS if row.model is Item]
        assert all(one != other for one, other in pairwise(asked))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_length_does_not_give_the_fitting_reaction_away(self, language):
        longest = shortest = 0
        for one in SITUATIONS:
            lengths = {row.fields["corner"]: len(row.fields[f"text_{language}"]) for row in reactions_of(one.item)}
            longest += lengths[one.asked.value] == max(lengths.values())
            shortest += lengths[one.asked.value] == min(lengths.values())
        assert longest <= 4
        assert shortest <= 4

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_reaction_and_no_statement_names_a_technique(self, language):
        techniques = [row.fields for row in ROWS if row.model is Technique]
        names = {one[f"{kind}_{language}"].casefold() for one in techniques for kind in ("name", "short_name")}
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
        assert len(names) > STATEMENTS
        for row in OWN:
            if row.model is not Item:
                assert not named.search(row.fields[f"text_{language}"].casefold()), row.item

    @pytest.mark.parametrize(("language", "asked", "i"), [("nl", "?", "Ik "), ("en", "?", "I ")])
    def test_a_situation_ends_in_a_question_and_a_reaction_is_one_s_own(self, language, asked, i):
        assert all(row.fields[f"text_{language}"].endswith(asked) for row in ROWS if row.model is Item)
        assert all(row.fields[f"text_{language}"].startswith(i) for row in ROWS if row.model is Reaction)

    def test_no_two_texts_are_the_same(self):
        for language in LANGUAGES:
            texts = [row.fields[f"text_{language}"] for row in OWN]
            assert len(set(texts)) == len(texts)


class TestBrokenContent:
    @pytest.mark.parametrize(
        ("broken", "fault"),
        [
            (lambda row: row.item == "item 7", "situations of the self-test: are 11; 12"),
            (lambda row: row.item == "statement 19", "statements of the self-test: are 25; 26, one a technique"),
            (lambda row: row.item == "reaction 3/b", "item 3: reactions: must be four, a to d, one at each corner"),
            (lambda row: row.model is Reaction and row.key[0] == 3, "item 3: reactions: must be four"),
        ],
    )
    def test_what_is_missing_is_named(self, broken, fault):
        assert any(fault in one for one in told([row for row in ROWS if not broken(row)])), fault

    def test_a_corner_that_stands_twice_is_named(self):
        (fault,) = (one for one in told(changed("reaction 1/a", corner="warm-low")) if "corner" in one)
        assert fault.startswith("80-selftest-situations.yaml: item 1: reactions: must be four")

    def test_a_letter_that_stands_twice_is_named(self):
        faults = told(changed("reaction 1/a", letter="b"))
        assert any("item 1: reactions: must be four, a to d" in one for one in faults)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("text", ["Ik wacht.", "Ik blijf bij haar staan. " * 5])
    def test_a_reaction_far_from_the_length_of_the_others_is_named(self, language, text):
        (fault,) = told(changed("reaction 1/a", **{f"text_{language}": text}))
        assert f"item 1: reactions {language}: are [" in fault
        assert "they must be alike" in fault

    def test_fitting_reactions_that_stand_more_often_under_one_letter_are_named(self):
        rows = deepcopy(ROWS)
        fitting, other = (row for row in rows if row.item in ("reaction 1/c", "reaction 1/d"))
        fitting.fields["corner"], other.fields["corner"] = other.fields["corner"], fitting.fields["corner"]
        (fault,) = told(rows)
        assert "fit at {" in fault
        assert "3 at each letter" in fault

    def test_what_is_asked_outside_the_zone_of_its_situation_is_named(self):
        assert any(
            "item 2: asked: warm-low lies outside the zone of stop-now" in one
            for one in told(changed("item 2", asked="warm-low"))
        )

    def test_a_goal_that_counts_for_more_is_named(self):
        faults = told(changed("item 4", situation=["long-willing"]))
        assert any("are {" in one and "a goal; as many of each" in one for one in faults)

    @pytest.mark.parametrize(
        ("fields", "name"), [({"asked": "cool-high"}, "asked"), ({"situation": ["holiday"]}, "situation")]
    )
    def test_what_a_situation_cannot_ask_is_named_by_its_model(self, fields, name):
        rows = changed("item 4", **fields)
        assert not any("outside the zone" in fault for fault in told(rows))
        assert any(fault.item == "item 4" and fault.field == name for fault in fixtures.faults_of(_own(rows)))

    def test_a_fault_is_an_error_that_names_its_file(self, settings, tmp_path):
        (file,) = [path for path in fixtures.files() if path.name == "80-selftest-situations.yaml"]
        for path in fixtures.files():
            text = path.read_text(encoding="utf-8")
            if path == file:
                text = text.replace("corner: cool-high", "corner: warm-low", 1)
            (tmp_path / path.name).write_text(text, encoding="utf-8")
        settings.FIXTURE_DIRS = [tmp_path]
        errors = checks.selftest_is_whole(None)
        assert {error.id for error in errors} == {"selftest.E001"}
        assert any(error.msg.startswith(f"{file.name}: item 1: reactions") for error in errors)

    def test_another_app_is_none_of_its_business(self):
        assert checks.selftest_is_whole([]) == []
