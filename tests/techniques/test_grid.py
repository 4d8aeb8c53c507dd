import math
import re
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from techniques import grid
from techniques.levels import CELLS


def item(number, connection, challenge):
    return SimpleNamespace(number=number, connection=connection, challenge=challenge)


cell_sets = st.sets(st.sampled_from(sorted(CELLS)))


def loops(path):
    return [[tuple(map(int, point.split())) for point in loop.rstrip("Z").split("L")] for loop in path.split("M")[1:]]


def shoelace(loop):
    """Twice the signed area; positive where a loop runs clockwise on a drawing with y downward."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(loop, loop[1:] + loop[:1], strict=True))


class TestBoard:
    def test_every_item_stands_in_its_own_cell_by_number(self):
        board = grid.board([item(7, 2, 1), item(1, 2, 1), item(23, 1, 3)])
        numbers = {place.cell.key: [token.item.number for token in place.tokens] for place in board.cells}
        assert {key: found for key, found in numbers.items() if found} == {"21": [1, 7], "13": [23]}

    def test_without_a_choice_no_token_is_lit_or_unlit(self):
        (token,) = grid.board([item(1, 2, 1)]).cells[7].tokens
        assert token.lit is None

    def test_a_choice_lights_its_own_and_no_other(self):
        tokens = [token for place in grid.board([item(1, 2, 1), item(2, 3, 1)], {2}).cells for token in place.tokens]
        assert {token.item.number: token.lit for token in tokens} == {1: False, 2: True}

    def test_an_empty_choice_lights_nothing(self):
        (token,) = grid.board([item(1, 2, 1)], set()).cells[7].tokens
        assert token.lit is False

    def test_a_zone_is_drawn_and_known_by_its_cells(self):
        board = grid.board([], cells=[[1, 3], [3, 3]])
        assert board.zone == grid.zone([(1, 3), (3, 3)])
        assert [place.cell.key for place in board.cells if place.in_zone] == ["13", "33"]


class TestZone:
    @pytest.mark.parametrize(
        ("cells", "path"),
        [
            ([], ""),
            ([(1, 1)], "M0 2L1 2L1 3L0 3Z"),
            ([(3, 3)], "M2 0L3 0L3 1L2 1Z"),
            ([(1, 3), (2, 3), (3, 3)], "M0 0L1 0L2 0L3 0L3 1L2 1L1 1L0 1Z"),
        ],
    )
    def test_the_outline_of_some_zones(self, cells, path):
        assert grid.zone(cells) == path

    def test_a_ring_has_an_outer_and_an_inner_outline(self):
        assert len(loops(grid.zone(set(CELLS) - {(2, 2)}))) == 2

    def test_two_cells_that_touch_in_a_corner_stay_two_shapes(self):
        assert len(loops(grid.zone([(1, 1), (2, 2)]))) == 2
        assert len(loops(grid.zone([(1, 2), (2, 1)]))) == 2

    @given(cell_sets)
    def test_the_outline_encloses_exactly_the_area_of_its_cells(self, cells):
        assert sum(shoelace(loop) for loop in loops(grid.zone(cells))) == 2 * len(cells)

    @given(cell_sets)
    def test_every_step_is_one_side_of_a_cell(self, cells):
        for loop in loops(grid.zone(cells)):
            for (x1, y1), (x2, y2) in zip(loop, loop[1:] + loop[:1], strict=True):
                assert abs(x1 - x2) + abs(y1 - y2) == 1

    @given(cell_sets)
    def test_numbers_leave_as_plain_digits_within_the_drawing(self, cells):
        assert re.fullmatch(r"(M[0-3] [0-3](L[0-3] [0-3])+Z)*", grid.zone(cells))

    @given(st.lists(st.sampled_from(sorted(CELLS))))
    def test_order_and_repetition_do_not_matter(self, cells):
        assert grid.zone(cells) == grid.zone(sorted(set(cells)))


class TestGlyph:
    @pytest.mark.parametrize(("place", "corner"), [((1, 1), ("0", "8")), ((3, 3), ("8", "0")), ((2, 2), ("4", "4"))])
    def test_the_filled_square_lies_where_the_cell_lies(self, place, corner):
        assert grid.glyph(*place) == corner


points = st.lists(st.tuples(st.floats(0.5, 2.5), st.floats(0.5, 2.5)), max_size=7)


class TestRoute:
    def test_it_runs_along_its_stops_with_y_downward(self):
        route = grid.route([(0.5, 0.5), (2.5, 2.5)], current=2)
        assert route.path == "M0.50 2.50L2.50 0.50"
        assert [(stop.label, stop.x, stop.y, stop.current) for stop in route.stops] == [
            ("1", "0.50", "2.50", False),
            ("2", "2.50", "0.50", True),
        ]

    def test_no_places_make_no_way(self):
        assert grid.route([]) == grid.Route("", ())

    @given(points)
    def test_no_stop_covers_another_and_all_stay_inside(self, places):
        stops = [(float(stop.x), float(stop.y)) for stop in grid.route(places).stops]
        for number, (x, y) in enumerate(stops):
            assert 0 < x < 3
            assert 0 < y < 3
            for other_x, other_y in stops[:number]:
                assert math.hypot(x - other_x, y - other_y) > 0.3  # two discs of radius 0.15

    @given(points)
    def test_a_stop_stays_near_its_place(self, places):
        for (x, y), stop in zip(places, grid.route(places).stops, strict=True):
            assert math.hypot(x - float(stop.x), 3 - y - float(stop.y)) < 1

    def test_the_middle_of_some_items(self):
        assert grid.middle([item(1, 2, 1), item(2, 3, 3)]) == (2.0, 1.5)

    def test_numbers_are_written_with_a_point_in_dutch(self):
        with translation.override("nl"):
            assert "," not in grid.route([(1.25, 1.75)]).path
