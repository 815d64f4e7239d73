"""Strips of dots as data: no dot on another, no name on another, medians, marks, the columns of numbers."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.maps.map_model import Marks
from provindex.figures.strip_plot import Strip, StripText, fitting, strips_figure, swarm
from provindex.figures.theme import theme

TEXT = StripText("Score", "Median", "Sơn La", "hover")
STRIPS = [Strip("a", "Health", 2.0, "2,00", "1,50 (rank 3)"), Strip("b", "Roads", None, "–", "–")]


@pytest.fixture
def dots() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "measure": ["a", "a", "a", "b"],
            "province": ["63:14", "63:01", "63:48", "63:01"],
            "name": ["Sơn La", "Hà Nội", "Đà Nẵng", "Hà Nội"],
            "at": [1.5, 2.0, 2.01, 3.0],
            "printed": ["1,50", "2,00", "2,01", "3,00"],
            "rank": ["3", "2", "1", "1"],
        }
    )


def test_lone_dots_stay_in_the_middle():
    assert swarm([0, 20, 40], 8, 30) == [0, 0, 0]


def test_equal_dots_stand_above_and_below_each_other():
    assert swarm([5, 5, 5], 8, 30) == [0, 8, -8]


def test_dots_do_not_leave_their_strip():
    moved = swarm([5] * 20, 8, 12)
    assert max(map(abs, moved)) == 12


@given(st.lists(st.floats(0, 300), max_size=40))
def test_no_dot_lies_upon_another(at):
    moved = swarm(at, 8, 10_000)
    assert all(
        (at[i] - at[j]) ** 2 + (moved[i] - moved[j]) ** 2 >= 8**2 - 1e-3 for i, j in combinations(range(len(at)), 2)
    )


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(0, 10), (10, 20)], [True, True], id="side-by-side"),
        pytest.param([(5, 15), (0, 10), (14, 20)], [True, False, False], id="the-first-wins"),
        pytest.param([(0, 10), (5, 15), (12, 20)], [True, False, True], id="a-dropped-one-takes-no-room"),
    ],
)
def test_a_label_that_would_lie_on_a_more_important_one_is_dropped(spans, written):
    assert fitting(spans) == written


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=10))
def test_no_two_written_labels_overlap(labels):
    spans = [(start, start + width) for start, width in labels]
    kept = [span for span, free in zip(spans, fitting(spans), strict=True) if free]
    assert all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(kept, 2))


def test_medians_are_drawn_where_there_is_one(dots):
    figure = strips_figure(dots, STRIPS, (1, 3), TEXT, theme())
    median = next(trace for trace in figure.data if trace.marker.symbol == "line-ns-open")
    assert list(median.x) == [2.0]


def test_each_strip_holds_its_dots(dots):
    figure = strips_figure(dots, STRIPS, (1, 3), TEXT, theme())
    drawn = [trace for trace in figure.data if trace.customdata is not None][0]
    rows = {said[0] + str(round(x, 2)): round(y) for said, x, y in zip(drawn.customdata, drawn.x, drawn.y, strict=True)}
    assert rows == {"63:141.5": 0, "63:012.0": 0, "63:482.01": 0, "63:013.0": -1}


def test_marked_provinces_keep_their_colours_and_stand_in_the_legend(dots):
    marks = Marks(selected="63:14", highlighted=(("63:01", "Hà Nội", "#d55e00"),))
    figure = strips_figure(dots, STRIPS, (1, 3), TEXT, theme(), marks)
    named = {trace.name: trace for trace in figure.data if trace.showlegend}
    assert set(named) == {"Sơn La", "Hà Nội"}
    assert named["Hà Nội"].marker.color == "#d55e00"
    assert list(named["Hà Nội"].x) == [2.0, 3.0]
    assert named["Sơn La"].marker.color == theme().strong


@pytest.mark.parametrize(("height", "names"), [(470, {"<b>Hà Nội</b>"}), (120, set())], ids=["high", "low"])
def test_names_are_written_where_the_strips_are_high_enough(dots, height, names):
    marks = Marks(highlighted=(("63:01", "Hà Nội", "#d55e00"),))
    figure = strips_figure(dots, STRIPS, (1, 3), TEXT, theme(), marks, height=height)
    assert {word for trace in figure.data if trace.mode == "text" for word in trace.text} == names


def test_the_columns_print_median_and_selected_province(dots):
    figure = strips_figure(dots, STRIPS, (1, 3), TEXT, theme())
    assert {note.text for note in figure.layout.annotations} >= {
        "<b>Median</b>",
        "2,00",
        "<b>Sơn La</b>",
        "1,50 (rank 3)",
    }


def test_without_a_selected_province_its_column_is_left_out(dots):
    figure = strips_figure(dots, STRIPS, (1, 3), StripText("Score", "Median", "", "hover"), theme())
    assert "1,50 (rank 3)" not in [note.text for note in figure.layout.annotations]
