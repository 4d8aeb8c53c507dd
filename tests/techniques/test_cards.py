"""Which cards the address asks for, and where each lies on its sheet."""

import pytest
from django.http import QueryDict
from hypothesis import given, strategies as st

from techniques import cards

ALL = tuple(range(1, 27))
SETS = {"stop-now": [23, 22, 26, 4]}


def order(query):
    return cards.read(QueryDict(query), ALL, SETS)


class TestOrder:
    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ("", ALL),
            ("n=", ALL),
            ("n=15", (15,)),
            ("n=9,1,5", (9, 1, 5)),
            ("n=9&n=1", (9, 1)),
            ("n= 9 ,, 007", (9, 7)),
            ("n=5,5,5", (5,)),
            ("situatie=stop-now", (23, 22, 26, 4)),
            ("n=4,1&situatie=stop-now", (4, 1, 23, 22, 26)),
        ],
    )
    def test_the_numbers_in_the_order_of_the_address(self, query, numbers):
        assert order(query).numbers == numbers
        assert order(query).unknown == ()

    @pytest.mark.parametrize(
        ("query", "numbers", "unknown"),
        [
            ("n=5,99", (5,), ("99",)),
            ("n=0,-1,2.5,abc", (), ("0", "-1", "2.5", "abc")),
            ("n=27,5,27", (5,), ("27",)),
            ("n=1&situatie=nope", (1,), ("nope",)),
            ("n=²,٣", (3,), ("²",)),
            (f"n={'9' * 5000}", (), ("9" * 20,)),
            ("n=" + ",".join(map(str, range(100, 200))), (), ("100", "101", "102", "103", "104")),
        ],
    )
    def test_what_does_not_exist_is_named_in_short_and_left_out(self, query, numbers, unknown):
        assert (order(query).numbers, order(query).unknown) == (numbers, unknown)

    def test_paper_and_sides_fall_back_to_the_first(self):
        assert (order("").paper, order("").sides) == ("a4", "beide")
        assert (order("papier=a6&zijden=voor").paper, order("zijden=achter").sides) == ("a6", "achter")
        assert (order("papier=a3&zijden=zes").paper, order("papier=a3&zijden=zes").sides) == ("a4", "beide")

    @given(st.text(max_size=60))
    def test_any_address_is_understood_or_named(self, text):
        query = QueryDict(mutable=True)
        query["n"] = text
        found = cards.read(query, ALL, SETS)
        assert set(found.numbers) <= set(ALL)
        assert len(set(found.numbers)) == len(found.numbers)


class TestFaces:
    def test_backs_mirror_their_fronts_row_by_row(self):
        front, back = cards.faces("abcd", "a4", "beide")
        assert front.places == ("a", "b", "c", "d")
        assert back.places == ("b", "a", "d", "c")
        assert (front.sheet, back.sheet) == (1, 1)

    def test_a_card_alone_on_its_row_lies_behind_itself(self):
        front, back = cards.faces("abc", "a4", "beide")
        assert front.places == ("a", "b", "c", None)
        assert back.places == ("b", "a", None, "c")

    def test_a_small_page_holds_one_card(self):
        assert [face.places for face in cards.faces("ab", "a6", "beide")] == [("a",), ("a",), ("b",), ("b",)]

    @pytest.mark.parametrize(("sides", "printed"), [("voor", ["front", "front"]), ("achter", ["back", "back"])])
    def test_one_side_only(self, sides, printed):
        assert [face.side for face in cards.faces("abcde", "a4", sides)] == printed

    @given(st.lists(st.integers(), max_size=30, unique=True), st.sampled_from(sorted(cards.PAPERS)))
    def test_every_card_has_its_back_behind_its_front(self, items, paper):
        sides = cards.faces(items, paper, "beide")
        fronts, backs = sides[::2], sides[1::2]
        assert [place for face in fronts for place in face.places if place is not None] == items
        for front, back in zip(fronts, backs, strict=True):
            for place, item in enumerate(front.places):
                behind = place ^ 1 if paper == "a4" else place  # the other column of the same row
                assert back.places[behind] is item
