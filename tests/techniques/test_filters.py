import pytest
from django.http import QueryDict
from hypothesis import given, strategies as st

from techniques import filters

CHOICES = {
    "situatie": {"stop-now": frozenset({22, 23}), "hold-level": frozenset({5})},
    "verbinding": {"1": frozenset({23}), "2": frozenset({5}), "3": frozenset({16, 22})},
    "uitdaging": {"1": frozenset({5}), "2": frozenset(), "3": frozenset({16, 22, 23})},
    "soort": {"basis": frozenset({5, 16}), "complex": frozenset({22, 23})},
}
EVERYTHING = frozenset({5, 16, 22, 23})


def read(query):
    return filters.read(QueryDict(query), CHOICES, EVERYTHING)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", {5, 16, 22, 23}),
        ("verbinding=3", {16, 22}),
        ("verbinding=3&verbinding=1", {16, 22, 23}),
        ("verbinding=3&soort=complex", {22}),
        ("uitdaging=3&soort=basis", {16}),
        ("situatie=stop-now", {22, 23}),
        ("situatie=stop-now&situatie=hold-level", {5, 22, 23}),
        ("situatie=hold-level&uitdaging=3", set()),
        ("verbinding=", {5, 16, 22, 23}),
    ],
)
def test_repeating_a_name_means_or_and_different_names_mean_and(query, numbers):
    assert read(query).numbers() == numbers


@pytest.mark.parametrize("query", ["verbinding=4", "verbinding=hoog", "soort=x", "situatie=nope", "uitdaging=%00"])
def test_an_unknown_value_is_named_and_left_out(query):
    selection = read(query)
    assert len(selection.unknown) == 1
    assert not selection
    assert len(selection.numbers()) == 4


def test_an_unknown_value_is_named_in_short_and_not_without_end():
    selection = read("&".join(f"soort={n}{'x' * 500}" for n in range(100)))
    assert len(selection.unknown) == 5
    assert all(len(part) < 60 for part in selection.unknown)


def test_a_count_is_what_one_would_see_with_that_value_alone_of_its_name():
    selection = read("verbinding=3")
    assert selection.count("verbinding", "1") == 1
    assert selection.count("soort", "complex") == 1


def test_it_names_what_to_loosen():
    selection = read("situatie=hold-level&uitdaging=3")
    assert selection.to_loosen() == ["situatie", "uitdaging"]


def test_it_names_nothing_to_loosen_where_one_choice_is_not_enough():
    assert read("situatie=hold-level&uitdaging=3&soort=complex&verbinding=1").to_loosen() == ["situatie"]
    assert read("situatie=hold-level&uitdaging=2&verbinding=1").to_loosen() == []


values = st.lists(st.tuples(st.sampled_from(sorted(CHOICES)), st.text(max_size=8)), max_size=6)


@given(values)
def test_any_address_gives_a_choice(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    selection = filters.read(query, CHOICES, EVERYTHING)
    assert selection.numbers() <= EVERYTHING
