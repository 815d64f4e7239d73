"""The waterfall as data: each bar starts where the one above ends, and the whole starts at zero."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.theme import theme
from provindex.figures.waterfall import waterfall_figure


def draw(changes, whole=None):
    rows = pd.DataFrame(
        {
            "label": [f"part {i}" for i in range(len(changes))],
            "change": changes,
            "printed": [f"{change:+}" for change in changes],
            "hover": "",
        }
    )
    total = math.fsum(changes) if whole is None else whole
    return waterfall_figure(rows, ("whole", total, f"{total:+}"), theme())


def test_each_bar_starts_where_the_one_above_ends_and_the_whole_at_zero():
    bars = draw([2.0, 1.0, -0.5]).data[0]
    assert list(bars.base) == [0.0, 2.0, 3.0, 0.0]
    assert list(bars.x) == [2.0, 1.0, -0.5, 2.5]


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=9))
def test_the_last_part_ends_where_the_whole_ends(changes):
    bars = draw([change / 4 for change in changes]).data[0]
    assert bars.base[-2] + bars.x[-2] == bars.x[-1]


def test_the_whole_is_drawn_as_given_and_not_as_the_sum_of_what_is_drawn():
    assert draw([1.0, 1.0], whole=2.01).data[0].x[-1] == 2.01


def test_up_down_and_the_whole_have_colours_of_their_own():
    look = theme()
    assert list(draw([1.0, -2.0]).data[0].marker.color) == [look.change[-1], look.change[0], look.muted]


def test_every_bar_has_its_printed_figure_and_the_whole_in_bold():
    assert [text.strip() for text in draw([1.0, -2.0]).data[1].text] == ["+1.0", "-2.0", "<b>-1.0</b>"]


@pytest.mark.parametrize("changes", [[1.0, 2.0], [-1.0, -2.0], [3.0, -4.0], [0.0]], ids=["up", "down", "both", "still"])
def test_zero_and_every_bar_lie_inside_the_axis(changes):
    figure = draw(changes)
    low, high = figure.layout.xaxis.range
    bars = figure.data[0]
    ends = [0.0, *bars.base, *(base + x for base, x in zip(bars.base, bars.x, strict=True))]
    assert low < min(ends)
    assert max(ends) < high


def test_the_first_part_is_the_uppermost():
    bottom, top = draw([1.0, 2.0]).layout.yaxis.range
    assert bottom > top
