"""Two rankings against each other: which province lies in which cell, at which place, and how far apart."""

import pandas as pd
import pytest

from provindex.figures.maps.map_model import MapText, Marks, Shapes
from provindex.figures.pairs import PairText, bivariate_figure, gaps_figure, key, named, plane_figure
from provindex.figures.theme import on, theme

WORDS = MapText("Missing", {"hoang_sa": "HS", "truong_sa": "TS"}, "%{customdata[0]}")
CORNERS = {"low_high": "only B", "high_high": "both high", "low_low": "both low", "high_low": "only A"}
TEXT = PairText("Place in A", "Place in B", CORNERS)


@pytest.fixture
def shapes() -> Shapes:
    ids = ["63:01", "63:48", "63:56", "63:22"]
    spots = pd.DataFrame({"province": ids, "lon": [105.8, 108.0, 109.0, 107.0], "lat": [21.0, 16.0, 12.2, 21.0]})
    islands = pd.DataFrame({"archipelago": ["hoang_sa"], "name": ["A"], "lon": [112.0], "lat": [16.5]})
    islands = islands.assign(label_rank=1)
    return Shapes("/geo/63.geojson", "/geo/a.geojson", {"hoang_sa": "63:48", "truong_sa": "63:56"}, spots, islands)


@pytest.fixture
def cells() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "province": ["63:01", "63:48", "63:56", "63:22"],
            "name": ["Hà Nội", "Đà Nẵng", "Khánh Hòa", "Quảng Ninh"],
            "key": pd.array([key(3, 3), key(1, 3), key(3, 3), pd.NA], dtype="string"),
            "printed": ["", "", "", "no figure"],
            "place": ["", "", "", ""],
        }
    )


@pytest.fixture
def rows() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "province": ["63:31", "63:01", "63:94"],
            "label": ["Hải Phòng", "Hà Nội", "Sóc Trăng"],
            "percentile_a": [50.0, 75.0, 95.0],
            "percentile_b": [98.0, 97.0, 2.0],
            "third_a": [2, 3, 3],
            "third_b": [3, 3, 1],
            "gap": [48.0, 22.0, -93.0],
            "hover": ["hp", "hn", "st"],
            "strong": [True, False, False],
            "colour": ["#d55e00", "", ""],
        }
    )
    return frame.assign(printed=["48", "22", "93"], end=["b", "b", "a"])


def _map(cells, shapes, mode="light"):
    return bivariate_figure(cells, shapes, WORDS, TEXT, theme(mode), Marks(), height=452)


def _filled(figure) -> dict[str, list[str]]:
    """Colour -> provinces of the country's map."""
    country = [t for t in figure.data if t.type == "choropleth" and (t.geo or "geo") == "geo"]
    return {trace.colorscale[0][1]: list(trace.locations) for trace in country}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_province_has_the_colour_of_its_two_thirds(cells, shapes, mode):
    look, filled = theme(mode), _filled(_map(cells, shapes, mode))
    assert filled[look.pair_colour(3, 3)] == ["63:01", "63:56"]
    assert filled[look.pair_colour(1, 3)] == ["63:48"]
    assert filled[look.missing] == ["63:22"]


def test_the_legend_is_a_square_of_nine_cells_with_their_counts(cells, shapes):
    figure = _map(cells, shapes)
    squares = {(s.x0, s.y0): s.fillcolor for s in figure.layout.shapes}
    assert squares == {(a - 1, b - 1): theme().pair_colour(a, b) for a in (1, 2, 3) for b in (1, 2, 3)}
    counts = next(trace for trace in figure.data if trace.type == "scatter")
    said = dict(zip(zip(counts.x, counts.y, strict=True), counts.text, strict=True))
    assert (said[2.5, 2.5], said[0.5, 2.5], said[0.5, 0.5]) == ("2", "1", "0")


def test_the_corners_of_the_legend_are_told_in_words_and_only_the_missing_keep_an_entry(cells, shapes):
    figure = _map(cells, shapes)
    assert {note.text for note in figure.layout.annotations} >= set(CORNERS.values())
    assert [trace.name for trace in figure.data if trace.showlegend] == ["Missing (1)"]


def test_both_archipelagos_are_drawn_in_the_colour_of_their_province(cells, shapes):
    figure = _map(cells, shapes)
    found = {t.geo: t.colorscale[0][1] for t in figure.data if t.type == "choropleth" and t.geo in ("geo2", "geo3")}
    assert found == {"geo2": theme().pair_colour(1, 3), "geo3": theme().pair_colour(3, 3)}


def test_a_point_lies_at_both_its_places_and_names_its_province(rows):
    points = plane_figure(rows, TEXT, theme(), height=452).data[0]
    assert (list(points.x), list(points.y)) == ([50.0, 75.0, 95.0], [98.0, 97.0, 2.0])
    assert [said[0] for said in points.customdata] == ["63:31", "63:01", "63:94"]
    assert points.marker.color[2] == theme().pair_colour(3, 1)


def test_the_marked_province_stands_out_by_outline_and_bold_name(rows):
    points = plane_figure(rows, TEXT, theme(), height=452).data[0]
    assert points.text[0] == "<b>Hải Phòng</b>"
    assert (points.marker.line.color[0], points.marker.line.width[0]) == ("#d55e00", 2.5)
    assert points.marker.line.width[1] < 2.5


def test_the_plane_names_its_quadrants_and_its_axes(rows):
    figure = plane_figure(rows, TEXT, theme(), height=452)
    where = {note.text: (note.x, note.y) for note in figure.layout.annotations}
    assert where == {"only B": (0, 1), "both high": (1, 1), "both low": (0, 0), "only A": (1, 0)}
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("Place in A", "Place in B")


def test_each_gap_is_a_line_between_its_two_places_with_the_gap_printed(rows):
    figure = gaps_figure(rows, ("B higher", "A higher"), theme())
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(50.0, 98.0), (75.0, 97.0), (95.0, 2.0)]
    assert [note.text for note in figure.layout.annotations] == ["<b>B higher</b>", "<b>A higher</b>", "48", "22", "93"]
    first, second = figure.data
    assert (first.marker.symbol, second.marker.symbol) == ("circle", "diamond")
    assert first.marker.color == theme().pair_colour(3, 1)


def test_lines_of_gaps_run_downwards_under_their_headings(rows):
    figure = gaps_figure(rows, ("B higher", "A higher"), theme())
    heads = [note.y for note in figure.layout.annotations[:2]]
    assert list(figure.data[0].y) == [-1.0, -2.0, -4.0]
    assert heads == [0.0, -3.0]


def test_a_one_sided_list_of_gaps_has_one_heading(rows):
    figure = gaps_figure(rows[rows["end"] == "a"], ("B higher", "A higher"), theme())
    assert [note.text for note in figure.layout.annotations] == ["<b>A higher</b>", "93"]


def test_the_name_of_a_ranking_carries_its_mark():
    assert named("PAPI", "a", theme()) == f"<span style='color:{theme().pair_colour(3, 1)}'>●</span>\u00a0PAPI"
    assert "◆" in named("PAR INDEX", "b", theme())


def test_counts_are_written_in_a_colour_that_stands_out_from_their_cell(cells, shapes):
    counts = next(trace for trace in _map(cells, shapes).data if trace.type == "scatter")
    cell = list(zip(counts.x, counts.y, strict=True)).index((2.5, 2.5))
    assert counts.textfont.color[cell] == on(theme().pair_colour(3, 3)) == "#ffffff"
