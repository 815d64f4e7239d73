"""Figures of a programme: bars from zero, tasks by state, marks that show on a bar, one room for printed figures."""

import pandas as pd
import pytest

from provindex.figures.programme import (
    ink,
    progress_figure,
    rates_figure,
    right_room,
    shade,
    state_colours,
    units_figure,
)
from provindex.figures.theme import theme

LOOK = theme()


@pytest.fixture
def plans():
    return pd.DataFrame({"label": ["Tỉnh giao", "Chính phủ giao"], "printed": ["46/71 (64,7 %)", "62/133 (46,6 %)"]})


@pytest.fixture
def segments():
    rows = [(0, "done", 64.8, "46 đã xong"), (0, "under_way", 35.2, "25 đang làm"), (1, "done", 46.6, "62 đã xong"),
            (1, "open", 53.4, "71 chưa rõ")]  # fmt: skip
    return pd.DataFrame([(*row, row[3]) for row in rows], columns=["plan", "state", "share", "text", "hover"])


@pytest.fixture
def rates():
    return pd.DataFrame(
        {
            "id": ["63:26", "63:14", ""],
            "label": ["A", "B", "C"],
            "value": [94.0, 111.94, float("nan")],
            "printed": ["gần 94 %", "111,94 %", "86 thủ tục"],
            "target": [float("nan"), 100.0, float("nan")],
            "before": [90.0, float("nan"), float("nan")],
            "colour": ["#0b4f7d"] * 3,
            "hover": ["a", "b", "c"],
        }
    )


def bars(figure):
    return [trace for trace in figure.data if trace.type == "bar"]


def test_the_tasks_of_a_plan_stand_beside_each_other_by_state(plans, segments):
    found = {bar.name: (list(bar.y), list(bar.x)) for bar in bars(progress_figure(plans, segments, 103, 200, LOOK))}
    assert found == {
        "done": ([0.0, -1.0], [64.8, 46.6]), "under_way": ([0.0], [35.2]), "open": ([-1.0], [53.4]),
    }  # fmt: skip


def test_a_state_without_tasks_is_not_drawn(plans, segments):
    assert "overdue" not in {bar.name for bar in bars(progress_figure(plans, segments, 103, 200, LOOK))}


def test_what_is_not_stated_is_hatched_and_never_a_state_of_work(plans, segments):
    found = {bar.name: bar.marker.pattern.shape for bar in bars(progress_figure(plans, segments, 103, 200, LOOK))}
    assert found == {"done": None, "under_way": None, "open": "/"}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_over_a_hatch_stand_on_the_colour_of_the_page(plans, segments, mode):
    look = theme(mode)
    shadows = {bar.name: bar.textfont.shadow for bar in bars(progress_figure(plans, segments, 103, 200, look))}
    assert shadows.pop("open").startswith(f"0 0 3px {look.paper}, ")
    assert set(shadows.values()) == {None}


def test_words_that_would_shrink_inside_a_segment_are_left_to_the_hover(plans, segments):
    figure = progress_figure(plans, segments, 103, 200, theme(size=20))
    assert (figure.layout.uniformtext.minsize, figure.layout.uniformtext.mode) == (20, "hide")
    assert {bar.constraintext for bar in bars(figure)} == {"inside"}
    found = {bar.name: bar for bar in bars(figure)}
    assert (list(found["under_way"].text), found["under_way"].customdata[0][0]) == (["25 đang làm"], "25 đang làm")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_states_differ_in_lightness_as_well_as_in_hue(mode):
    def lightness(colour):
        return sum(weight * int(colour[at : at + 2], 16) for weight, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))

    levels = sorted(lightness(colour) for colour in state_colours(theme(mode)).values())
    assert min(b - a for a, b in zip(levels, levels[1:], strict=False)) > 8


def test_rates_start_at_zero_on_a_track_of_a_whole(rates):
    track, values = bars(rates_figure(rates, 115, 200, LOOK))
    assert (list(track.x), list(values.x)) == ([100.0, 100.0], [94.0, 111.94])
    assert values.base is None


def test_a_click_on_a_bar_carries_its_id(rates):
    assert [row[0] for row in bars(rates_figure(rates, 115, 200, LOOK))[1].customdata] == ["63:26", "63:14"]


def test_target_and_period_before_are_marks_on_a_rim_of_the_page(rates):
    marks = [
        trace
        for trace in rates_figure(rates, 115, 200, LOOK).data
        if trace.type == "scatter" and trace.mode == "markers"
    ]
    assert [(mark.name, list(mark.x), mark.marker.color) for mark in marks] == [
        ("before", [90.0], LOOK.paper), ("target", [100.0], LOOK.paper), ("target", [100.0], LOOK.strong),
    ]  # fmt: skip


def test_a_count_has_its_number_and_no_bar(rates):
    figure = rates_figure(rates, 115, 200, LOOK)
    texts = {
        text: x
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "text"
        for text, x in zip(trace.text, trace.x, strict=True)
    }
    assert texts["86 thủ tục"] == 0.0
    assert texts["gần 94 %"] == 115
    assert len(bars(figure)[1].x) == 2


def test_rows_of_two_lines_are_taller(rates):
    two = rates.assign(printed=["a<br>b", "c", "d"])
    assert rates_figure(two, 115, 200, LOOK).layout.height > rates_figure(rates, 115, 200, LOOK).layout.height


def test_charts_with_one_room_end_their_bars_at_one_place(rates, plans, segments):
    room = right_room([*rates["printed"], *plans["printed"]], LOOK)
    figures = (rates_figure(rates, 115, room, LOOK), progress_figure(plans, segments, 115, room, LOOK))
    assert len({(figure.layout.margin.l, figure.layout.margin.r, figure.layout.xaxis.range) for figure in figures}) == 1


@pytest.mark.parametrize(
    ("colour", "expected"), [("#0b4f7d", "#ffffff"), ("#d7ecf4", "#000000"), ("#e66101", "#000000")]
)
def test_words_on_a_colour_are_black_or_white(colour, expected):
    assert ink(colour) == expected


def test_a_shade_is_the_scale_at_its_place():
    assert shade(50, 50, LOOK) == LOOK.levels[0]
    assert shade(100, 50, LOOK) == LOOK.levels[-1]
    assert shade(10, 50, LOOK) == LOOK.levels[0]


@pytest.fixture
def units():
    return pd.DataFrame(
        {"label": ["A  1", "B  2"], "percent": [90.0, 80.0], "printed": ["90 %", "80 %"], "hover": ["a", "b"]}
    )


@pytest.fixture
def cells():
    rows = [(0, 0, 90.0), (0, 1, 70.0), (1, 0, 80.0), (1, 1, float("nan"))]
    return pd.DataFrame(
        [(*row, f"{row[2]:.0f}", "hover") for row in rows], columns=["unit", "part", "percent", "printed", "hover"]
    )


def test_a_cell_without_a_score_stays_empty(units, cells):
    heatmap = next(trace for trace in units_figure(units, cells, ["One", "Two"], LOOK).data if trace.type == "heatmap")
    assert [list(row) for row in heatmap.z] == [[90.0, 70.0], [80.0, None]]
    assert list(heatmap.y) == [0.0, -1.0]


def test_every_score_is_printed_in_an_ink_that_stands_out(units, cells):
    text = units_figure(units, cells, ["One", "Two"], LOOK).data[-1]
    assert list(text.text) == ["90", "70", "80"]
    assert list(text.textfont.color) == [ink(shade(value, 70, LOOK)) for value in (90, 70, 80)]


def test_units_without_parts_have_the_whole_width(units):
    figure = units_figure(units, pd.DataFrame(columns=["unit", "part", "percent", "printed", "hover"]), [], LOOK)
    assert figure.layout.xaxis.domain == (0, 1)
    assert [trace.type for trace in figure.data] == ["bar"]


def test_units_read_from_the_first_place_downwards(units, cells):
    axis = units_figure(units, cells, ["One", "Two"], LOOK).layout.yaxis
    assert list(zip(axis.tickvals, axis.ticktext, strict=True)) == [(0.0, "A  1"), (-1.0, "B  2")]
