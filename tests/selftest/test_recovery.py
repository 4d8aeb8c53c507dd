"""People whose style is known take the shipped test: does the result find it again?"""

import re
from functools import cache
from io import StringIO
from math import sqrt
from random import Random

import pytest
from django.core.management import CommandError, call_command

from selftest import scoring
from selftest.models import Item
from selftest.respondents import STYLES, Respondent, recover
from selftest.scoring import CHANCE, ITEMS, distance
from tests.selftest import DOCUMENT, SITUATIONS

RUNS = 400


@cache
def found_again(name):
    return recover(STYLES[name], SITUATIONS, RUNS)


@pytest.mark.parametrize("name", STYLES)
class TestEveryStyle:
    def test_the_centre_leans_to_no_side(self, name):
        assert all(abs(bias) <= 0.05 for bias in found_again(name).bias)

    def test_the_error_is_small(self, name):
        assert found_again(name).error <= 0.45

    def test_the_error_is_hardly_ever_more_than_the_uncertainty_that_is_told(self, name):
        assert found_again(name).error <= scoring.uncertainty(ITEMS) + 0.03

    def test_two_runs_of_one_person_agree(self, name):
        assert found_again(name).between_runs <= scoring.NOISE

    def test_the_difference_is_that_of_the_centre_from_what_was_asked(self, name):
        asked = scoring.mean_of(one.asked.place for one in SITUATIONS)
        expected = (found_again(name).centre[0] - asked[0], found_again(name).centre[1] - asked[1])
        assert found_again(name).difference == pytest.approx(expected)

    def test_the_documented_table_says_the_same(self, name):
        (line,) = re.findall(rf"^{name} {{2,}}(.+)$", DOCUMENT, re.M)
        found = found_again(name)
        values = [*found.centre, *found.bias, found.error, found.between_runs, *found.difference, found.fitting]
        assert [float(number) for number in line.split()] == pytest.approx(values, abs=0.15)


class TestParticularStyles:
    def test_choosing_blindly_ends_in_the_middle(self):
        found = found_again("by chance")
        assert distance(found.centre, CHANCE) <= 0.1
        blind = scoring.picture(
            [scoring.Choice(one.item, one.goal, one.asked, one.asked) for one in SITUATIONS]
        ).chance_difference
        assert found.difference == pytest.approx(blind, abs=0.1)
        assert found.fitting == pytest.approx(ITEMS / 4, abs=0.2)
        assert found.error == pytest.approx(scoring.uncertainty(ITEMS), abs=0.03)

    def test_who_always_fits_differs_by_nothing_in_every_run(self):
        chance = Random(1)
        for _ in range(20):
            found = STYLES["always fitting"].answers(SITUATIONS, chance)
            assert found.difference == (0, 0)
            assert sum(fit.fitting for fit in found.fits) == ITEMS
        assert found_again("always fitting").error < 1e-9

    def test_the_styles_are_told_apart(self):
        """Opposite styles lie further from each other than any error."""
        apart = ["comforting", "pushing", "warm and asking", "keeping away"]
        for one in apart:
            for other in apart:
                if one != other:
                    between = distance(found_again(one).centre, found_again(other).centre)
                    assert between > 2 * (found_again(one).error + found_again(other).error)

    def test_comforting_lacks_challenge_and_pushing_lacks_connection(self):
        assert found_again("comforting").difference[1] < -1
        assert found_again("pushing").difference[0] < -1
        assert found_again("pushing").difference[1] > 0.3

    def test_slips_draw_the_centre_to_the_middle(self):
        firm, slipping = found_again("comforting").centre, found_again("comforting, slipping").centre
        assert distance(slipping, CHANCE) < distance(firm, CHANCE)

    def test_who_looks_at_the_situation_fits_more_often_than_whoever_has_one_style(self):
        looking = found_again("looking at the situation").fitting
        assert all(looking > found_again(name).fitting for name in ("comforting", "pushing", "warm and asking"))


@pytest.mark.parametrize("style", [(x, y) for x in (0.5, 1.0, 2.0, 2.5) for y in (0.5, 1.0, 2.0, 2.5)])
def test_a_style_anywhere_between_the_corners_is_found_again(style):
    found = recover(Respondent(style), SITUATIONS, 200, seed=2)
    assert distance(found.centre, style) <= 0.1
    share = [(value - 0.5) / 2 for value in style]
    assert found.error == pytest.approx(sqrt(sum(4 * one * (1 - one) for one in share) / ITEMS), abs=0.05)


class TestCommand:
    @pytest.mark.django_db
    def test_it_prints_a_line_for_each_style(self):
        out = StringIO()
        call_command("simulate", "--runs", "20", stdout=out)
        lines = out.getvalue().splitlines()
        assert lines[0].split() == ["style", "centre", "bias", "error", "runs", "difference", "fit"]
        assert [line[:26].strip() for line in lines[1:]] == list(STYLES)
        assert all(len([float(number) for number in line[26:].split()]) == 9 for line in lines[1:])

    @pytest.mark.django_db
    def test_it_prints_what_the_shipped_situations_give(self):
        out = StringIO()
        call_command("simulate", "--runs", "20", stdout=out)
        found = recover(STYLES["pushing"], SITUATIONS, 20)
        (line,) = [line for line in out.getvalue().splitlines() if line.startswith("pushing")]
        assert f"{found.centre[0]:+.2f} {found.centre[1]:+.2f}" in line

    @pytest.mark.django_db
    @pytest.mark.parametrize("runs", ["1", "0", "-3"])
    def test_one_run_has_no_other_to_compare_with(self, runs):
        with pytest.raises(CommandError, match="at least 2"):
            call_command("simulate", "--runs", runs)

    @pytest.mark.django_db
    def test_without_content_it_says_so(self):
        Item.objects.get(number=12).delete()
        with pytest.raises(CommandError, match="content of the self-test is not there"):
            call_command("simulate", "--runs", "20")
