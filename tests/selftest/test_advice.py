"""What to try next: three techniques, and only reasons that are true."""

import pytest
from hypothesis import given, settings, strategies as st

from selftest.advice import CLEAR, REASONS, Known, Next, advise, ways
from selftest.scoring import CORNERS, GOALS, ITEMS, SOME, Choice, Corner, Use, habits, picture
from tests.selftest import DOCUMENT, SITUATIONS, TECHNIQUES
from tests.selftest.test_scoring import EXAMPLE_CHOICES, EXAMPLE_USES, all_uses, whole_tests

BY_NUMBER = {known.number: known for known in TECHNIQUES}


def chosen(corner):
    return picture([Choice(one.item, one.goal, corner or one.asked, one.asked) for one in SITUATIONS])


def used(times):
    """Habits in which a technique has the answer given for it; the others are used two or three times."""
    return habits([Use(one.number, (one.connection, one.challenge), times.get(one.number, 3)) for one in TECHNIQUES])


def true_reasons(known, found, kept):
    """Which reasons hold of a technique."""
    heat = kept.heats.get(known.number) if kept else None
    more = {number for number, one in kept.heats.items() if one.relative >= SOME and one.times > 1} if kept else set()
    holds = {
        "more-connection": found.difference[0] <= -CLEAR and known.connection == 3,
        "more-challenge": found.difference[1] <= -CLEAR and known.challenge == 3,
        "less-challenge": found.difference[1] >= CLEAR and known.challenge == 1,
        "not-yet-used": heat is not None and heat.times == 1,
        "little-used": heat is not None and heat.times > 1 and heat.relative <= -SOME,
        "goes-with": bool(more & set(known.neighbours)),
        "basic": known.basic,
    }
    return {reason for reason in REASONS if holds[reason]}


class TestExample:
    """The example of docs/scoring.md."""

    found = advise(picture(EXAMPLE_CHOICES), habits(EXAMPLE_USES), TECHNIQUES)

    def test_what_is_used_most_is_strong(self):
        assert self.found.strong == (2, 4, 13)

    def test_a_goal_with_three_fitting_choices_is_strong(self):
        assert self.found.strong_goals == ("no-change",)

    def test_it_points_to_what_the_choices_lacked(self):
        assert self.found.ways == ("more-connection", "more-challenge")

    def test_three_to_try_each_with_its_reasons(self):
        assert self.found.next == (
            Next(16, ("more-connection", "more-challenge", "not-yet-used", "basic"), None),
            Next(22, ("more-connection", "more-challenge", "little-used", "goes-with"), 4),
            Next(15, ("more-challenge", "little-used", "goes-with", "basic"), 2),
        )

    @pytest.mark.parametrize("row", ["| 16 | 1.63 |", "| 22 | 1.28 |", "| 15 | 1.25 |", "| 19 | 1.20 |"])
    def test_the_document_works_it_out(self, row):
        assert row in DOCUMENT


class TestAnyAnswers:
    @settings(deadline=None)
    @given(whole_tests, all_uses)
    def test_there_are_three_different_techniques_and_none_is_a_strong_one(self, choices, uses):
        found = advise(picture(choices), habits(uses), TECHNIQUES)
        numbers = [one.number for one in found.next]
        assert len(set(numbers)) == len(numbers) == 3
        assert not set(numbers) & set(found.strong)
        assert set(numbers) <= set(BY_NUMBER)

    @settings(deadline=None)
    @given(whole_tests, all_uses, st.randoms())
    def test_the_same_answers_always_give_the_same_advice(self, choices, uses, chance):
        first = advise(picture(choices), habits(uses), TECHNIQUES)
        shuffled = [chance.sample(one, len(one)) for one in (choices, uses, TECHNIQUES)]
        assert advise(picture(shuffled[0]), habits(shuffled[1]), shuffled[2]) == first

    @settings(max_examples=200, deadline=None)
    @given(whole_tests, all_uses)
    def test_every_reason_is_true_and_no_true_one_is_left_out(self, choices, uses):
        found, kept = picture(choices), habits(uses)
        for one in advise(found, kept, TECHNIQUES).next:
            assert set(one.reasons) == true_reasons(BY_NUMBER[one.number], found, kept)
            assert one.reasons, "a technique to try has a reason"
            assert len(one.reasons) == len(set(one.reasons))

    @settings(deadline=None)
    @given(whole_tests, all_uses)
    def test_what_it_goes_well_with_is_used_more_than_the_mean(self, choices, uses):
        kept = habits(uses)
        for one in advise(picture(choices), kept, TECHNIQUES).next:
            assert (one.beside is not None) == ("goes-with" in one.reasons)
            if one.beside is not None:
                assert one.beside in BY_NUMBER[one.number].neighbours
                assert kept.heats[one.beside].relative >= SOME

    @settings(deadline=None)
    @given(whole_tests, all_uses)
    def test_strong_ones_are_used_more_than_the_mean_the_most_used_first(self, choices, uses):
        kept = habits(uses)
        strong = advise(picture(choices), kept, TECHNIQUES).strong
        assert len(strong) <= 3
        times = [kept.heats[number].times for number in strong]
        assert times == sorted(times, reverse=True)
        assert all(kept.heats[number].relative >= SOME for number in strong)

    @settings(deadline=None)
    @given(whole_tests)
    def test_a_goal_is_strong_from_three_of_the_four(self, choices):
        found = picture(choices)
        fitting = {goal: sum(one.goal == goal and one.chosen is one.asked for one in choices) for goal in GOALS}
        strong = advise(found, None, TECHNIQUES).strong_goals
        assert set(strong) == {goal for goal, count in fitting.items() if count >= 3}

    @settings(deadline=None)
    @given(whole_tests)
    def test_the_ways_are_the_clear_differences_only(self, choices):
        found = picture(choices)
        lacking = sum(one.chosen.place[0] < one.asked.place[0] for one in choices)
        assert ("more-connection" in ways(found)) == (lacking >= 2)  # two of twelve make 0.33, one makes 0.17
        assert not {"more-challenge", "less-challenge"} <= set(ways(found))


class TestWays:
    @pytest.mark.parametrize(
        ("corner", "expected"),
        [
            (Corner.WARM_LOW, ("more-challenge",)),
            (Corner.WARM_HIGH, ("less-challenge",)),
            (Corner.COOL_HIGH, ("more-connection", "less-challenge")),
            (Corner.COOL_LOW, ("more-connection", "more-challenge")),
            (None, ()),
        ],
    )
    def test_what_to_make_up_for_follows_from_the_choices(self, corner, expected):
        assert ways(chosen(corner)) == expected

    @pytest.mark.parametrize(
        ("corner", "connection", "challenge"),
        [
            (Corner.WARM_LOW, {1, 2, 3}, {3}),
            (Corner.COOL_HIGH, {3}, {1}),
            (Corner.COOL_LOW, {3}, {3}),
        ],
    )
    def test_the_techniques_lie_that_way(self, corner, connection, challenge):
        for one in advise(chosen(corner), None, TECHNIQUES).next:
            assert BY_NUMBER[one.number].connection in connection
            assert BY_NUMBER[one.number].challenge in challenge


class TestWithoutADifference:
    def test_the_least_used_comes_first(self):
        found = advise(chosen(None), used({24: 1, 16: 5}), TECHNIQUES)
        assert found.next[0] == Next(24, ("not-yet-used",), None)

    def test_basic_comes_before_complex(self):
        assert all(BY_NUMBER[one.number].basic for one in advise(chosen(None), None, TECHNIQUES).next)

    def test_a_neighbour_of_what_one_uses_comes_first(self):
        found = advise(chosen(None), used({13: 5}), TECHNIQUES)
        assert found.strong == (13,)
        assert found.next[0].number == 3
        assert found.next[0].beside == 13

    def test_nothing_used_more_than_the_mean_is_strong_in_nothing(self):
        assert advise(chosen(None), used({}), TECHNIQUES).strong == ()
        assert advise(chosen(None), None, TECHNIQUES).strong == ()

    def test_where_nothing_differs_the_lowest_numbers_come_first(self):
        alike = [Known(number, 2, 2, True, ()) for number in (5, 3, 9, 1)]
        assert [one.number for one in advise(chosen(None), None, alike).next] == [1, 3, 5]


def test_every_corner_and_situation_is_in_these_tests():
    assert len(CORNERS) == 4
    assert len(SITUATIONS) == ITEMS
