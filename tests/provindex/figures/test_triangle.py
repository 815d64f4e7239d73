"""The triangle of pairs as data: every pair once, printed, with its count."""

import pandas as pd
import pytest

from provindex.figures.theme import theme
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
    cells = triangle_figure(pairs, MEASURES, "hover", theme()).data[0]
    assert [list(row) for row in cells.z] == [[0.7, None], [-0.2, None]]
    assert [list(row) for row in cells.text] == [["0,70", ""], ["−0,20", "–"]]


def test_a_cell_names_both_measures_and_counts_its_provinces(pairs):
    cells = triangle_figure(pairs, MEASURES, "hover", theme()).data[0]
    assert list(cells.customdata[1][0]) == ["Water", "Health", "−0,20", "60"]


def test_zero_lies_in_the_middle_of_the_colours(pairs):
    cells = triangle_figure(pairs, MEASURES, "hover", theme()).data[0]
    assert (cells.zmin, cells.zmax) == (-1, 1)


def test_every_measure_is_named_at_the_end_of_its_row(pairs):
    names = triangle_figure(pairs, MEASURES, "hover", theme()).data[1]
    assert list(zip(names.text, names.y, strict=True)) == [("Health", 0), ("Roads", -1), ("Water", -2)]
