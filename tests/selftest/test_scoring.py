"""What answers come to: one example with every number written out, and what holds of any answers."""

from math import sqrt

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given, strategies as st

from selftest import scoring
from selftest.scoring import (
    CORNERS,
    GOALS,
    HEATS,
    HIGH,
    ITEMS,
    LOW,
    USE_VALUES,
    Choice,
    Corner,
    Fit,
    Use,
    distance,
    habits,
    heat_word,
    is_noise,
    picture,
)
from tests.selftest import DOCUMENT, SITUATIONS, TECHNIQUES

# The example of docs/scoring.md, to redo by hand. Situation, goal, what it asked, what was chosen.
CHOICES = [
    (1, "no-change", "warm-low", "warm-low"),
    (2, "short-term", "warm-high", "warm-low"),
    (3, "long-term", "warm-high", "warm-low"),
    (4, "no-change", "warm-low", "warm-low"),
    (5, "short-term", "warm-high", "warm-high"),
    (6, "long-term", "warm-high", "warm-high"),
    (7, "short-term", "warm-high", "cool-high"),
    (8, "no-change", "warm-low", "warm-low"),
    (9, "long-term", "warm-high", "warm-low"),
    (10, "short-term", "warm-high", "cool-low"),
    (11, "no-change", "warm-low", "warm-high"),
    (12, "long-term", "warm-high", "warm-high"),
]
# Technique, connection, challenge, answer (0 is "it did not come up"), steps from the mean, word.
USES = [
    (1, 2, 1, 4, 1, "more"),
    (2, 3, 1, 5, 2, "much-more"),
    (3, 2, 1, 4, 1, "more"),
    (4, 3, 1, 5, 2, "much-more"),
    (5, 2, 1, 4, 1, "more"),
    (6, 3, 1, 4, 1, "more"),
    (7, 2, 1, 3, 0, "same"),
    (8, 3, 1, 3, 0, "same"),
    (9, 2, 2, 4, 1, "more"),
    (10, 3, 2, 4, 1, "more"),
    (11, 2, 2, 3, 0, "same"),
    (12, 3, 2, 3, 0, "same"),
    (13, 2, 2, 5, 2, "much-more"),
    (14, 3, 2, 3, 0, "same"),
    (15, 2, 3, 2, -1, "less"),
    (16, 3, 3, 1, -2, "much-less"),
    (17, 2, 3, 2, -1, "less"),
    (18, 3, 3, 3, 0, "same"),
    (19, 2, 3, 1, -2, "much-less"),
    (20, 3, 3, 0, None, None),
    (21, 2, 3, 2, -1, "less"),
    (22, 3, 3, 2, -1, "less"),
    (23, 1, 3, 1, -2, "much-less"),
    (24, 3, 3, 3, 0, "same"),
    (25, 2, 3, 1, -2, "much-less"),
    (26, 3, 3, 0, None, None),
]
# Cell, the mean of its techniques in steps from the mean, how many of them were answered.
CELLS = [
    ((1, 3), -2.0, 1),
    ((2, 1), 0.75, 4),
    ((2, 2), 1.0, 3),
    ((2, 3), -1.4, 5),
    ((3, 1), 1.25, 4),
    ((3, 2), 1 / 3, 3),
    ((3, 3), -0.75, 4),
]
EXAMPLE_CHOICES = [Choice(item, goal, Corner(chosen), Corner(asked)) for item, goal, asked, chosen in CHOICES]
EXAMPLE_USES = [Use(number, (connection, challenge), times) for number, connection, challenge, times, *_ in USES]

corners = st.sampled_from(CORNERS)
warm = st.sampled_from([Corner.WARM_LOW, Corner.WARM_HIGH])
choices = st.builds(Choice, st.integers(1, ITEMS), st.sampled_from(GOALS), corners, warm)
some_choices = st.lists(choices, min_size=1, max_size=ITEMS, unique_by=lambda choice: choice.item)
whole_tests = st.lists(corners, min_size=ITEMS, max_size=ITEMS).map(
    lambda chosen: [
        Choice(one.item, one.goal, corner, one.asked) for one, corner in zip(SITUATIONS, chosen, strict=True)
    ]
)
all_uses = st.lists(st.sampled_from(USE_VALUES), min_size=len(EXAMPLE_USES), max_size=len(EXAMPLE_USES)).map(
    lambda times: [Use(use.technique, use.cell, one) for use, one in zip(EXAMPLE_USES, times, strict=True)]
)


class TestExampleOfChoices:
    found = picture(EXAMPLE_CHOICES)

    def test_it_is_an_example_of_the_shipped_situations(self):
        assert [(one.item, one.goal, one.asked.value) for one in SITUATIONS] == [row[:3] for row in CHOICES]

    def test_each_corner_is_counted(self):
        assert self.found.counts == {
            Corner.WARM_LOW: 6,
            Corner.WARM_HIGH: 4,
            Corner.COOL_HIGH: 1,
            Corner.COOL_LOW: 1,
        }

    def test_the_centre_is_the_mean_of_the_places(self):
        assert self.found.centre == pytest.approx((26 / 12, 16 / 12))  # 10 warm and 2 cool; 5 high and 7 low

    def test_the_spread_is_how_far_the_choices_lie_from_it(self):
        assert self.found.spread == pytest.approx((sqrt(80) / 12, sqrt(140) / 12))
        assert self.found.spread == pytest.approx((0.745, 0.986), abs=0.0005)

    def test_the_uncertainty_follows_from_how_many_there_are(self):
        assert self.found.uncertainty == pytest.approx(0.408, abs=0.0005)

    def test_the_difference_is_from_what_the_situations_asked(self):
        assert self.found.difference == pytest.approx((-1 / 3, -1 / 2))  # asked: 2.5 and 22 / 12
        assert self.found.chance_difference == pytest.approx((-1, -1 / 3))

    def test_the_fitting_ones_are_counted_for_each_goal(self):
        assert self.found.fits == (Fit("short-term", 1, 4), Fit("long-term", 2, 4), Fit("no-change", 3, 4))
        assert {fit.by_chance for fit in self.found.fits} == {1.0}

    def test_the_choices_were_not_all_the_same(self):
        assert not self.found.all_the_same


class TestExampleOfUse:
    found = habits(EXAMPLE_USES)

    def test_the_techniques_stand_where_the_shipped_ones_do(self):
        assert [(one.number, one.connection, one.challenge) for one in TECHNIQUES] == [row[:3] for row in USES]

    def test_the_mean_is_of_what_came_up(self):
        assert self.found.mean == 72 / 24
        assert self.found.not_come_up == (20, 26)

    def test_each_technique_is_told_against_the_mean(self):
        told = {number: (heat.times, heat.relative, heat.word) for number, heat in self.found.heats.items()}
        assert told == {number: (times, relative, word) for number, _, _, times, relative, word in USES if times}

    def test_each_cell_has_the_mean_of_its_techniques(self):
        assert [(use.cell, use.answered) for use in self.found.cells] == [(cell, count) for cell, _, count in CELLS]
        assert [use.relative for use in self.found.cells] == pytest.approx([relative for _, relative, _ in CELLS])

    def test_the_answers_were_not_all_the_same(self):
        assert not self.found.all_the_same


class TestDocument:
    """docs/scoring.md and the page tell the same example."""

    def test_it_holds_every_choice(self):
        rows = ["| {} | {} | {} | {} |".format(*row) for row in CHOICES]
        assert [row for row in rows if row not in DOCUMENT] == []

    def test_it_holds_every_use(self):
        rows = [
            f"| {number} | {connection}, {challenge} | {times} | {relative:+d} | {word} |"
            for number, connection, challenge, times, relative, word in USES
            if times
        ]
        rows += [f"| {number} | {x}, {y} | 0 | – | – |" for number, x, y, times, *_ in USES if not times]
        assert [row.replace("+0", "0") for row in rows if row.replace("+0", "0") not in DOCUMENT] == []

    def test_it_holds_every_cell(self):
        rows = [f"| {x}, {y} | {relative:+.2f} | {count} |" for (x, y), relative, count in CELLS]
        assert [row for row in rows if row not in DOCUMENT] == []

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("language", "numbers"),
        [
            ("nl", ["2,7", "1,8", "3,0", "2,3", "−0,3", "−0,5", "0,4", "0,7", "1,0", "0,6"]),
            ("en", ["2.7", "1.8", "3.0", "2.3", "−0.3", "−0.5", "0.4", "0.7", "1.0", "0.6"]),
        ],
    )
    def test_the_page_holds_its_numbers_as_the_result_shows_them(self, client, language, numbers):
        with translation.override(language):
            text = client.get(reverse("selftest:scoring")).text
        assert [number for number in numbers if number not in text] == []


class TestChoices:
    @given(some_choices, st.randoms())
    def test_their_order_does_not_matter(self, chosen, chance):
        shuffled = chance.sample(chosen, len(chosen))
        assert picture(shuffled) == picture(chosen)

    @given(whole_tests, st.integers(0, ITEMS - 1))
    def test_a_warm_reaction_in_place_of_the_cool_one_never_lowers_the_connection(self, chosen, place):
        asks = chosen[place].chosen.place[1]
        pair = [corner for corner in CORNERS if corner.place[1] == asks]
        cool, warm = (picture(_with(chosen, place, corner)) for corner in sorted(pair, key=lambda one: one.place[0]))
        assert warm.centre[0] > cool.centre[0]
        assert warm.centre[1] == cool.centre[1]
        assert warm.difference[0] > cool.difference[0]

    @given(whole_tests, st.integers(0, ITEMS - 1))
    def test_a_reaction_that_asks_in_place_of_one_that_does_not_never_lowers_the_challenge(self, chosen, place):
        warmth = chosen[place].chosen.place[0]
        pair = [corner for corner in CORNERS if corner.place[0] == warmth]
        low, high = (picture(_with(chosen, place, corner)) for corner in sorted(pair, key=lambda one: one.place[1]))
        assert high.centre[1] > low.centre[1]
        assert high.centre[0] == low.centre[0]
        assert high.difference[1] > low.difference[1]

    @given(some_choices)
    def test_everything_stays_within_its_bounds(self, chosen):
        found = picture(chosen)
        assert sum(found.counts.values()) == len(chosen)
        for axis in (0, 1):
            assert LOW <= found.centre[axis] <= HIGH
            assert 0 <= found.spread[axis] <= 1
            assert -2 <= found.difference[axis] <= 2
            assert -1 <= found.chance_difference[axis] <= 1
        assert found.difference[0] <= 0  # every situation asks connection: more than it asks does not exist
        assert sum(fit.of for fit in found.fits) == len(chosen)
        assert all(0 <= fit.fitting <= fit.of for fit in found.fits)
        assert found.uncertainty == pytest.approx(sqrt(2 / len(chosen)))

    @given(some_choices)
    def test_the_spread_follows_from_how_near_the_edge_the_centre_lies(self, chosen):
        found = picture(chosen)
        for centre, spread in zip(found.centre, found.spread, strict=True):
            assert spread**2 == pytest.approx((centre - LOW) * (HIGH - centre), abs=1e-9)

    @pytest.mark.parametrize("corner", CORNERS)
    def test_twelve_times_the_same_corner_is_that_corner(self, corner):
        found = picture([Choice(one.item, one.goal, corner, one.asked) for one in SITUATIONS])
        assert found.all_the_same
        assert found.centre == corner.place
        assert found.spread == (0, 0)
        assert found.counts[corner] == ITEMS

    def test_one_choice_is_not_called_all_the_same(self):
        assert not picture(EXAMPLE_CHOICES[:1]).all_the_same

    def test_a_goal_without_a_choice_is_left_out(self):
        assert [fit.goal for fit in picture(EXAMPLE_CHOICES[:1]).fits] == ["no-change"]

    def test_no_choices_give_no_picture(self):
        assert picture([]) is None

    def test_choosing_what_is_asked_differs_from_it_by_nothing(self):
        found = picture([Choice(one.item, one.goal, one.asked, one.asked) for one in SITUATIONS])
        assert found.difference == (0, 0)
        assert [fit.fitting for fit in found.fits] == [4, 4, 4]

    @given(st.floats(LOW, HIGH), st.floats(LOW, HIGH))
    def test_every_point_between_the_corners_can_be_reached(self, x, y):
        asking, warm = (round((value - LOW) / (HIGH - LOW) * ITEMS) for value in (y, x))
        chosen = [
            Corner(f"{'warm' if place < warm else 'cool'}-{'high' if place < asking else 'low'}")
            for place in range(ITEMS)
        ]
        reached = picture([Choice(1 + place, GOALS[0], corner, corner) for place, corner in enumerate(chosen)])
        assert distance(reached.centre, (x, y)) <= 2 / 12


def _with(chosen, place, corner):
    old = chosen[place]
    return [*chosen[:place], Choice(old.item, old.goal, corner, old.asked), *chosen[place + 1 :]]


class TestUse:
    @given(all_uses, st.randoms())
    def test_the_order_of_answers_does_not_matter(self, uses, chance):
        assert habits(chance.sample(uses, len(uses))) == habits(uses)

    @given(all_uses.filter(habits))
    def test_everything_stays_within_its_bounds(self, uses):
        found = habits(uses)
        assert 1 <= found.mean <= 5
        assert len(found.heats) + len(found.not_come_up) == len(uses)
        assert not set(found.heats) & set(found.not_come_up)
        assert all(-4 <= heat.relative <= 4 and heat.word in HEATS for heat in found.heats.values())
        assert sum(heat.relative for heat in found.heats.values()) == pytest.approx(0, abs=1e-9)
        assert sum(cell.answered for cell in found.cells) == len(found.heats)
        assert sum(cell.relative * cell.answered for cell in found.cells) == pytest.approx(0, abs=1e-9)

    @given(all_uses.filter(habits))
    def test_what_is_used_more_is_never_called_less(self, uses):
        heats = sorted(habits(uses).heats.values(), key=lambda heat: heat.times)
        words = [HEATS.index(heat.word) for heat in heats]
        assert words == sorted(words)

    @given(all_uses.filter(habits), st.integers(0, 25))
    def test_what_did_not_come_up_counts_for_nothing(self, uses, place):
        without = [use for use in uses if use is not uses[place]]
        silent = [*without, Use(uses[place].technique, uses[place].cell, 0)]
        if habits(without):
            assert habits(silent).mean == habits(without).mean
            assert habits(silent).heats == habits(without).heats

    @pytest.mark.parametrize("times", [1, 2, 3, 4, 5])
    def test_one_answer_throughout_makes_nothing_stand_out(self, times):
        found = habits([Use(use.technique, use.cell, times) for use in EXAMPLE_USES])
        assert found.all_the_same
        assert {heat.word for heat in found.heats.values()} == {"same"}

    def test_one_answer_is_not_called_all_the_same(self):
        assert not habits(EXAMPLE_USES[:1]).all_the_same

    def test_nothing_that_came_up_gives_no_habits(self):
        assert habits([]) is None
        assert habits([Use(use.technique, use.cell, 0) for use in EXAMPLE_USES]) is None

    @pytest.mark.parametrize(
        ("relative", "word"),
        [
            (-4, "much-less"),
            (-1.5, "much-less"),
            (-1.49, "less"),
            (-0.5, "less"),
            (-0.49, "same"),
            (0, "same"),
            (0.49, "same"),
            (0.5, "more"),
            (1.49, "more"),
            (1.5, "much-more"),
            (4, "much-more"),
        ],
    )
    def test_a_word_for_how_far_from_the_mean(self, relative, word):
        assert heat_word(relative) == word

    @given(st.floats(-4, 4))
    def test_the_words_are_the_same_on_both_sides(self, relative):
        assert HEATS.index(heat_word(-relative)) == len(HEATS) - 1 - HEATS.index(heat_word(relative))


class TestNoise:
    def test_two_centres_that_are_near_need_not_differ(self):
        assert is_noise((1.5, 1.5), (1.5, 2.09))
        assert not is_noise((1.5, 1.5), (1.5, 2.1))
        assert is_noise((1.0, 1.0), (1.4, 1.4))
        assert not is_noise((1.0, 1.0), (1.5, 1.5))

    def test_the_boundary_is_what_two_blind_runs_differ_by(self):
        assert pytest.approx(sqrt(2) * scoring.uncertainty(ITEMS), abs=0.03) == scoring.NOISE

    def test_chance_is_the_middle_of_the_corners_and_a_quarter_of_the_choices(self):
        assert scoring.mean_of(corner.place for corner in CORNERS) == scoring.CHANCE
        assert Fit("short-term", 0, 4).by_chance == 1
