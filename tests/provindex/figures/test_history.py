"""One province over the years: lines that stop, holes that stay, ranks from the top."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.history import Break, Course, history_figure, spread
from provindex.figures.theme import theme

NAN = float("nan")


def course(values, runs=None, **columns):
    years = list(range(2011, 2011 + len(values)))
    rows = pd.DataFrame({"year": years, "run": runs or [0] * len(years), "value": values, "hover": map(str, years)})
    return Course(rows.assign(**columns), "63:22", "Quảng Ninh", "#0b4f7d", strong=True)


def line(figure):
    return next(trace for trace in figure.data if trace.mode == "lines+markers")


def crosses(figure):
    return [trace for trace in figure.data if trace.marker.symbol == "x-thin"]


def test_a_year_without_a_figure_is_a_hole_with_a_cross_at_the_foot():
    figure = history_figure([course([5.0, NAN, 7.0])], [], (63.0, 1.0), theme())
    assert list(line(figure).y) == [5.0, None, 7.0]
    assert line(figure).connectgaps is False
    assert [list(trace.x) for trace in crosses(figure)] == [[2012]]
    assert crosses(figure)[0].y[0] == figure.layout.yaxis.range[0]


def test_a_line_stops_between_two_runs():
    figure = history_figure([course([5.0, 6.0, 7.0], runs=[0, 0, 1])], [], (63.0, 1.0), theme())
    assert list(line(figure).x) == [2011, 2012, None, 2013]


def test_ranks_run_downwards_from_one():
    axis = history_figure([course([1.0, 63.0])], [], (63.0, 1.0), theme()).layout.yaxis
    assert axis.range[0] > 63 > 1 > axis.range[1]
    assert axis.tickvals == (1, 10, 20, 30, 40, 50, 60)


def test_scores_run_upwards():
    axis = history_figure([course([40.0, 46.0])], [], (40.0, 46.0), theme(), ranks=False).layout.yaxis
    assert axis.range[0] < 40 < 46 < axis.range[1]


@pytest.mark.parametrize(("refused", "dash"), [(True, None), (False, "dot")], ids=["not compared", "with care"])
def test_a_break_stands_between_its_years_and_tells_why(refused, dash):
    figure = history_figure([course([1.0, 2.0])], [Break(2011, 2012, "why", refused)], (63.0, 1.0), theme())
    drawn = next(trace for trace in figure.data if trace.mode == "lines")
    assert (set(drawn.x), drawn.line.dash) == ({2011.5}, dash)
    assert drawn.customdata[0] == ("", "why") or list(drawn.customdata[0]) == ["", "why"]


def test_a_published_interval_is_drawn_with_its_two_ends():
    known = course([44.0, 45.0], low=[NAN, 42.0], high=[NAN, 47.0])
    bars = line(history_figure([known], [], (42.0, 47.0), theme(), ranks=False)).error_y
    assert (list(bars.array), list(bars.arrayminus)) == ([None, 2.0], [None, 3.0])


def test_without_an_interval_there_are_no_bars():
    assert line(history_figure([course([44.0, 45.0])], [], (42.0, 47.0), theme())).error_y.array is None


def test_the_year_of_the_page_is_marked_on_the_axis():
    axis = history_figure([course([1.0, 2.0])], [], (63.0, 1.0), theme(), selected=2012).layout.xaxis
    assert axis.ticktext == ("2011", "<b>2012</b>")


@pytest.mark.parametrize(
    ("values", "placed"),
    [
        ([5.0, 20.0], [5.0, 20.0]),
        ([5.0, 20.0, 6.0], [4.0, 20.0, 7.0]),
        ([10.0, 10.0, 11.0], [pytest.approx(22 / 3), pytest.approx(31 / 3), pytest.approx(40 / 3)]),
        ([None, 5.0], [None, 5.0]),
    ],
    ids=["apart", "touching", "three at once", "without an end"],
)
def test_names_that_would_touch_move_apart(values, placed):
    assert spread(values, room=3.0) == placed


def test_a_line_without_an_end_has_no_name():
    figure = history_figure([course([NAN, NAN])], [], (63.0, 1.0), theme())
    assert figure.layout.annotations == ()


@given(st.lists(st.none() | st.floats(1, 63), max_size=8), st.floats(0.1, 10))
def test_no_two_names_touch_and_their_order_is_kept(values, room):
    placed = spread(values, room)
    known = sorted((value, end) for value, end in zip(values, placed, strict=True) if value is not None)
    assert all(end[1] - start[1] >= room - 1e-9 for start, end in pairwise(known) if start[0] < end[0])
    assert [end is None for end in placed] == [value is None for value in values]
