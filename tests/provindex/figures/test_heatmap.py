"""The table of colours as data: the order of its columns, its holes, the marks, the written names."""

import pandas as pd
import pytest

from provindex.figures.colour_axis import classes_paint, levels_paint
from provindex.figures.heatmap import heatmap_figure
from provindex.figures.maps.map_model import MapClass, Marks
from provindex.figures.theme import theme

PAINT = classes_paint([MapClass("high", "Highest", "#0b4f7d"), MapClass("low", "Lowest", "#d7ecf4")])
MEASURES = [("all", "Total"), ("a", "Health<br>care"), ("b", "Roads")]
PROVINCES = {"63:48": "Đà Nẵng", "63:01": "Hà Nội", "63:22": "Quảng Ninh"}
HOVER = ("known", "missing")
WITHOUT = ("Rank only", "No figure")


@pytest.fixture
def cells() -> pd.DataFrame:
    one = pd.DataFrame(
        {
            "province": ["63:01", "63:22", "63:48"],
            "key": pd.array(["low", pd.NA, "high"], dtype="string"),
            "value": pd.array([40.0, pd.NA, 46.0], dtype="Float64"),
            "printed": ["40,00", "No figure: not enough data", "46,00"],
            "place": ["2", "–", "1"],
            "ranked": [False, False, False],
        }
    )
    return pd.concat([one.assign(measure=measure) for measure, _ in MEASURES], ignore_index=True)


def _bars(figure):
    return [trace for trace in figure.data if trace.type == "bar"]


def test_columns_stand_in_the_order_given_and_carry_every_name(cells):
    figure = heatmap_figure(cells, MEASURES, PROVINCES, PAINT, HOVER, WITHOUT, theme())
    assert list(figure.layout.xaxis.ticktext) == ["Đà Nẵng", "Hà Nội", "Quảng Ninh"]
    first = _bars(figure)[0]
    assert [said[0] for said in first.customdata] == ["63:48", "63:01"]
    assert (list(first.x), list(first.marker.color)) == ([0, 1], [0, 1])


def test_rows_stand_under_each_other_with_the_whole_a_little_apart(cells):
    figure = heatmap_figure(cells, MEASURES, PROVINCES, PAINT, HOVER, WITHOUT, theme())
    total, first, last = figure.layout.yaxis.tickvals
    assert last == 0.5
    assert first - last == 1
    assert total - first > 1
    assert list(figure.layout.yaxis.ticktext) == ["Total", "Health<br>care", "Roads"]


def test_a_hole_is_hatched_and_says_why(cells):
    figure = heatmap_figure(cells, MEASURES, PROVINCES, PAINT, HOVER, WITHOUT, theme())
    hole = _bars(figure)[1]
    assert hole.marker.pattern.shape == "x"
    assert list(hole.customdata[0]) == ["63:22", "Quảng Ninh", "No figure: not enough data", "–"]
    assert hole.hovertemplate == "missing<extra></extra>"


def test_a_full_table_has_no_entry_for_holes(cells):
    figure = heatmap_figure(cells, MEASURES, {"63:01": "Hà Nội"}, PAINT, HOVER, WITHOUT, theme())
    assert [trace.name for trace in figure.data if trace.type == "scatter"] == ["Highest", "Lowest"]


def test_a_province_outside_the_columns_is_left_out(cells):
    figure = heatmap_figure(cells, MEASURES, {"63:01": "Hà Nội"}, PAINT, HOVER, WITHOUT, theme())
    assert {said[0] for bar in _bars(figure) for said in bar.customdata} == {"63:01"}


def test_a_rank_without_a_score_is_written_into_its_cell(cells):
    cells.loc[cells["province"] == "63:22", ["ranked", "place"]] = [True, "9"]
    figure = heatmap_figure(cells, MEASURES, PROVINCES, levels_paint(40, 46, theme()), HOVER, WITHOUT, theme())
    assert [list(bar.text) for bar in _bars(figure) if bar.text is not None] == [["9"]] * 3
    assert [trace.name for trace in figure.data if trace.type == "scatter"] == ["Rank only"]


def test_marked_provinces_are_framed_and_bold(cells):
    marks = Marks(
        selected="63:48", highlighted=(("63:01", "Hà Nội", "#d55e00"), ("63:79", "TP. Hồ Chí Minh", "#0072b2"))
    )
    figure = heatmap_figure(cells, MEASURES, PROVINCES, PAINT, HOVER, WITHOUT, theme(), marks)
    assert [(shape.x0, shape.line.color) for shape in figure.layout.shapes] == [
        (0.5, "#d55e00"),
        (-0.5, theme().strong),
    ]
    names = figure.layout.xaxis.ticktext
    assert names[0] == "<b>Đà Nẵng</b>"
    assert names[1].startswith("<b>Hà Nội</b>")
    assert "#d55e00" in names[1]
    assert names[2] == "Quảng Ninh"


def test_a_cell_can_be_clicked(cells):
    figure = heatmap_figure(cells, MEASURES, PROVINCES, PAINT, HOVER, WITHOUT, theme())
    assert all(bar.unselected.marker.opacity == 1 for bar in _bars(figure))
    assert figure.layout.clickmode == "event+select"
