"""Short lists as figures: the order of the lines, printed values, nothing that depends on colour alone."""

import pandas as pd
import pytest

from provindex.figures.bars import LINES, ends_figure, movers_figure
from provindex.figures.theme import theme


@pytest.fixture
def ends() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "province": ["63:01", "63:02", "63:03", "63:04"],
            "label": ["A 1", "B 2", "C 60", "D 61"],
            "score": [46.0, 45.0, 39.0, 38.0],
            "printed": ["46,00", "45,00", "39,00", "38,00"],
            "group": ["Cao nhất", "Cao nhất", "Thấp nhất", "Thấp nhất"],
            "colour": ["#0b4f7d", "#0b4f7d", "#d7ecf4", "#d7ecf4"],
            "end": ["top", "top", "bottom", "bottom"],
        }
    )


def test_lines_read_from_the_first_heading_downwards(ends):
    axis = ends_figure(ends, ("Highest scores", "Lowest scores"), theme()).layout.yaxis
    order = [text for _, text in sorted(zip(axis.tickvals, axis.ticktext, strict=True), reverse=True)]
    assert order == ["<b>Highest scores</b>", "A 1", "B 2", "<b>Lowest scores</b>", "C 60", "D 61"]


def test_every_dot_prints_its_score_and_names_its_province(ends):
    dots = ends_figure(ends, ("Highest scores", "Lowest scores"), theme()).data[1]
    assert list(dots.text) == ["46,00", "45,00", "39,00", "38,00"]
    assert [row[0] for row in dots.customdata] == ["63:01", "63:02", "63:03", "63:04"]


def test_the_axis_starts_a_little_below_the_lowest_score(ends):
    low, high = ends_figure(ends, ("Highest scores", "Lowest scores"), theme()).layout.xaxis.range
    assert 30 < low < 38 < 46 < high


def test_moves_print_their_sign(ends):
    rows = ends.assign(
        change=[2.0, 1.0, -1.0, -3.0], printed=["+2", "+1", "−1", "−3"], end=["up", "up", "down", "down"]
    )
    bars = movers_figure(rows, ("Rose", "Fell"), theme()).data[0]
    assert list(bars.x) == [2.0, 1.0, 1.0, 3.0]
    assert list(bars.text) == ["+2", "+1", "−1", "−3"]


def test_a_list_without_risers_still_draws_the_fallers(ends):
    rows = ends.tail(2).assign(change=[-1.0, -3.0], printed=["−1", "−3"], end="down")
    axis = movers_figure(rows, ("Rose", "Fell"), theme()).layout.yaxis
    assert list(axis.ticktext) == ["<b>Rose</b>", "<b>Fell</b>", "C 60", "D 61"]


def test_movers_stand_as_far_apart_as_five_at_each_end(ends):
    five = pd.concat([ends] * 3).head(10).assign(end=["top"] * 5 + ["bottom"] * 5)
    rows = ends.assign(change=1.0, end=["up", "up", "down", "down"])
    beside = [
        figure.layout for figure in (ends_figure(five, ("A", "B"), theme()), movers_figure(rows, ("A", "B"), theme()))
    ]
    assert beside[0].height == beside[1].height
    assert beside[0].yaxis.range == beside[1].yaxis.range == (-LINES - 0.6, 0.6)


def test_movers_alone_fill_the_height_they_are_given(ends):
    rows = ends.assign(change=1.0, end=["up", "up", "down", "down"])
    axis = movers_figure(rows, ("A", "B"), theme(), 400).layout.yaxis
    assert axis.range == pytest.approx((-5.9, 0.6))
