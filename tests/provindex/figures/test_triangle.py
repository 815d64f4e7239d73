"""The triangle of pairs as data: every pair once, printed, with its count."""

import pandas as pd
import pytest

from provindex.figures.theme import on, theme
from provindex.figures.triangle import triangle_figure

MEASURES = [("a", "Health"), ("b", "Roads"), ("c", "Water")]


@pytest.fixture
def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "a": ["b", "c", "c"],
            "b": ["a", "a", "b"],
            "value": [0.7, -0.2, float("nan")],
            "printed": ["0,70", "−0,20", "–"],
            "n": [61, 60, 2],
        }
    )


def test_every_pair_stands_once_in_the_lower_half(pairs):
    cells, printed, _ = triangle_figure(pairs, MEASURES, "hover", theme()).data
    assert [list(row) for row in cells.z] == [[0.7, None], [-0.2, None]]
    assert list(zip(printed.x, printed.y, printed.text, strict=True)) == [
        (0, -1, "0,70"),
        (0, -2, "−0,20"),
        (1, -2, "–"),
    ]


def test_a_cell_names_both_measures_and_counts_its_provinces(pairs):
    cells = triangle_figure(pairs, MEASURES, "hover", theme()).data[0]
    assert list(cells.customdata[1][0]) == ["Water", "Health", "−0,20", "60"]


def test_zero_lies_in_the_middle_of_the_colours(pairs):
    cells = triangle_figure(pairs, MEASURES, "hover", theme()).data[0]
    assert (cells.zmin, cells.zmax) == (-1, 1)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_are_dark_on_light_cells_and_light_on_dark_ones(mode):
    look = theme(mode)
    pairs = pd.DataFrame(
        {"a": ["b", "c", "c"], "b": ["a", "a", "b"], "value": [1.0, 0.5, -1.0], "printed": "0", "n": 61}
    )
    printed = triangle_figure(pairs, MEASURES, "hover", look).data[1]
    assert list(printed.textfont.color) == [on(look.change[-1]), on(look.change[-2]), on(look.change[0])]


def test_every_measure_is_named_at_the_end_of_its_row(pairs):
    *_, names = triangle_figure(pairs, MEASURES, "hover", theme()).data
    assert list(zip(names.text, names.y, strict=True)) == [("Health", 0), ("Roads", -1), ("Water", -2)]


def test_the_axis_leaves_every_name_its_room_where_the_width_is_known(pairs):
    look = theme(size=20)
    long = [("a", "A" * 45), ("b", "Roads"), ("c", "W" * 20)]
    end = triangle_figure(pairs, long, "hover", look, width=800).layout.xaxis.range[1]
    cell = 800 / (end + 0.5)
    for place, (_, name) in enumerate(long):
        assert (place - 0.44 + 0.5) * cell + len(name) * 10 <= 800.5
