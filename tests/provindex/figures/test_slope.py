"""The slopegraph as data: two years, open dots for one-sided provinces, names that keep out of each other's way."""

import pandas as pd
import pytest

from provindex.figures.lines import Focus, dotted
from provindex.figures.slope import slope_figure
from provindex.figures.theme import theme


@pytest.fixture
def rows() -> pd.DataFrame:
    table = {
        "province": ["a", "b", "c", "d"],
        "name": ["A", "B", "C", "D"],
        "rank_from": pd.array([2, 1, 3, pd.NA], dtype="Int64"),
        "rank_to": pd.array([1, 3, pd.NA, 2], dtype="Int64"),
        "printed": ["+1", "-2", "no figure", "new"],
    }
    return pd.DataFrame(table)


def draw(rows, *focus, height=400):
    lines = [Focus(province, f"#00000{i}", f"{province} end", f"{province} start") for i, province in enumerate(focus)]
    return slope_figure(rows, lines, ("2022", "2023"), "%{y}", theme(), height=height)


def names(figure, x) -> dict[str, tuple[str, float]]:
    """Province -> text and height of the names beside one year."""
    return {
        cell[0]: (text.strip(), y)
        for trace in figure.data
        if trace.mode == "text" and x in trace.x
        for cell, text, y in zip(trace.customdata, trace.text, trace.y, strict=True)
    }


def lines(figure):
    return [trace for trace in figure.data if trace.mode != "text"]


def test_a_province_is_a_line_from_its_rank_to_its_rank(rows):
    trace = lines(draw(rows, "a"))[-1]
    assert (list(trace.x), list(trace.y), trace.line.color) == ([0, 1, None], [2, 1, None], "#000000")


@pytest.mark.parametrize(("province", "ends"), [("c", [3, None]), ("d", [None, 2])], ids=["gone", "new"])
def test_a_province_of_one_year_is_an_open_dot_without_a_line(rows, province, ends):
    trace = lines(draw(rows, province))[-1]
    assert list(trace.y)[:2] == ends
    assert set(trace.marker.color) == {theme().paper}


def test_names_in_focus_stand_at_both_ends(rows):
    figure = draw(rows, "a")
    assert names(figure, 0)["a"] == (dotted("#000000", "a start", after=True), 2)
    assert names(figure, 1)["a"] == (dotted("#000000", "a end"), 1)


def test_the_others_are_named_with_their_ranks_where_there_is_room(rows):
    figure = draw(rows, "a")
    assert {province: text for province, (text, _) in names(figure, 1).items() if province != "a"} == {
        "b": "3  B",
        "d": "2  D",
    }


def test_a_name_that_finds_no_room_is_left_to_the_hover():
    many = pd.DataFrame(
        {
            "province": [str(n) for n in range(60)],
            "name": [f"P{n}" for n in range(60)],
            "rank_from": pd.array(range(1, 61), dtype="Int64"),
            "rank_to": pd.array(range(1, 61), dtype="Int64"),
            "printed": ["0"] * 60,
        }
    )
    figure = draw(many, "9", height=300)
    heights = sorted(y for _, y in names(figure, 0).values())
    low, high = figure.layout.yaxis.range
    apart = 16 * (low - high) / 276  # px between two names, in ranks
    assert len(heights) < 20
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= apart * 0.95
    assert len(figure.data[0].customdata) == 59 * 3


def test_the_first_rank_is_at_the_top_and_inside_the_figure(rows):
    low, high = draw(rows).layout.yaxis.range
    assert low > 3 > 1 > high


def test_the_two_years_stand_over_their_columns(rows):
    heads = [(note.text, note.x) for note in draw(rows).layout.annotations]
    assert heads == [("<b>2022</b>", 0), ("<b>2023</b>", 1)]
