import pytest

from techniques.levels import CELLS, Level, step_word


def test_levels_run_from_one_to_three():
    assert [level.value for level in Level] == [1, 2, 3]
    assert [level.word for level in Level] == ["low", "middle", "high"]


def test_there_are_nine_cells_read_from_the_top_row_down_and_from_left_to_right():
    assert list(CELLS) == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2), (3, 2), (1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize("place", [(1, 2), (1, 1)])
def test_the_two_empty_cells_say_why(place):
    assert CELLS[place].why_empty


def test_only_the_two_empty_cells_say_why():
    assert [place for place, cell in CELLS.items() if cell.why_empty] == [(1, 2), (1, 1)]


def test_a_cell_is_known_by_both_levels():
    assert CELLS[3, 1].key == "31"
    assert len({cell.name for cell in CELLS.values()}) == 9


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (1, "low"),
        (1.24, "low"),
        (1.5, "low to middle"),
        (2.2, "middle"),
        (2.67, "middle to high"),
        (3, "high"),
        (9, "high"),
    ],
)
def test_a_place_between_the_levels_has_a_word(value, word):
    assert step_word(value) == word
