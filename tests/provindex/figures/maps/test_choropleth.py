"""Maps as data: which province lies in which trace, what has no figure, and where the archipelagos get their colour."""

from dataclasses import replace

import pandas as pd
import pytest

from provindex.figures.maps.choropleth import classes_figure, levels_figure
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes
from provindex.figures.theme import theme

CLASSES = [MapClass("high", "Highest", "#0b4f7d"), MapClass("low", "Lowest", "#d7ecf4")]
TEXT = MapText("No figure", {"hoang_sa": "HS", "truong_sa": "TS"}, "%{customdata[0]}", "Group")


@pytest.fixture
def shapes() -> Shapes:
    points = pd.DataFrame(
        {"province": ["63:48", "63:56", "63:01"], "lon": [108.0, 109.0, 105.8], "lat": [16.0, 12.2, 21.0]}
    )
    islands = pd.DataFrame(
        {"archipelago": ["hoang_sa", "truong_sa"], "name": ["A", "B"], "lon": [112.0, 114.0], "lat": [16.5, 10.0]}
    )
    return Shapes("/geo/63.geojson", "/geo/a.geojson", {"hoang_sa": "63:48", "truong_sa": "63:56"}, points, islands)


@pytest.fixture
def cells() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "province": ["63:48", "63:56", "63:01"],
            "name": ["Đà Nẵng", "Khánh Hòa", "Hà Nội"],
            "key": pd.array(["high", "low", pd.NA], dtype="string"),
            "value": pd.array([46.0, 40.0, pd.NA], dtype="Float64"),
            "printed": ["46,00", "40,00", "không đủ số liệu"],
            "place": ["1", "2", "–"],
        }
    )


def _traces(figure, geo="geo", kind="choropleth"):
    return [trace for trace in figure.data if trace.type == kind and (trace.geo or "geo") == geo]


def test_each_class_holds_its_provinces_and_counts_them(cells, shapes):
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme())
    named = {trace.name: list(trace.locations) for trace in _traces(figure) if trace.name}
    assert named == {"Highest (1)": ["63:48"], "Lowest (1)": ["63:56"], "No figure (1)": ["63:01"]}


def test_a_class_without_provinces_keeps_its_legend_entry(cells, shapes):
    figure = classes_figure(cells[cells["key"] != "low"], CLASSES, shapes, TEXT, theme())
    assert "Lowest (0)" in [trace.name for trace in figure.data if trace.showlegend]


def test_no_figure_has_a_cross_and_never_a_class_colour(cells, shapes):
    look = theme()
    figure = classes_figure(cells, CLASSES, shapes, TEXT, look)
    missing = next(trace for trace in _traces(figure) if trace.name == "No figure (1)")
    crosses = next(trace for trace in _traces(figure, kind="scattergeo") if trace.marker.symbol == "x-thin")
    assert missing.colorscale[0][1] == look.missing
    assert look.missing not in look.groups + look.levels
    assert (list(crosses.lon), list(crosses.lat)) == ([105.8], [21.0])


def ranked(cells):
    """Khánh Hòa has a rank but no score."""
    alone = cells["province"] == "63:56"
    return cells.assign(key=cells["key"].mask(alone), value=cells["value"].mask(alone), ranked=alone)


@pytest.mark.parametrize("continuous", [False, True])
def test_a_rank_alone_is_an_entry_of_its_own_with_ring_and_hover(cells, shapes, continuous):
    look, text = theme(), replace(TEXT, ranked="Rank only", ranked_hover="rank %{customdata[2]}")
    figure = (
        levels_figure(ranked(cells), look.level_scale(), (40.0, 46.0), shapes, text, look)
        if continuous
        else classes_figure(ranked(cells), CLASSES, shapes, text, look)
    )
    named = {trace.name: trace for trace in _traces(figure) if trace.name}
    alone = named["Rank only (1)"]
    assert (list(alone.locations), alone.hovertemplate) == (["63:56"], "rank %{customdata[2]}<extra></extra>")
    assert alone.colorscale[0][1] == look.ranked
    assert list(named["No figure (1)"].locations) == ["63:01"]
    rings = next(one for one in _traces(figure, kind="scattergeo") if one.marker.symbol == "circle-open")
    assert list(rings.lat) == [12.2]
    assert _traces(figure, "geo3")[0].colorscale[0][1] == look.ranked


def test_a_rank_alone_in_the_colour_of_its_rank_says_so_on_touch(cells, shapes):
    text = replace(TEXT, ranked="Rank only", ranked_hover="alone")
    rows = cells.assign(ranked=cells["province"] == "63:56")
    figure = levels_figure(rows, theme().level_scale(), (40.0, 46.0), shapes, text, theme())
    assert list(_traces(figure)[0].hovertemplate) == ["%{customdata[0]}<extra></extra>", "alone<extra></extra>"]
    assert "Rank only (1)" not in [trace.name for trace in figure.data]


@pytest.mark.parametrize(("key", "geo", "colour"), [("hoang_sa", "geo2", "#0b4f7d"), ("truong_sa", "geo3", "#d7ecf4")])
def test_an_archipelago_has_the_colour_of_its_province(cells, shapes, key, geo, colour):
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme())
    trace = _traces(figure, geo)[0]
    assert list(trace.locations) == [key]
    assert trace.colorscale[0][1] == colour


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_map_names_both_archipelagos_over_their_insets(cells, shapes, mode):
    figures = [
        classes_figure(cells, CLASSES, shapes, TEXT, theme(mode)),
        levels_figure(cells, theme(mode).level_scale(), (40.0, 46.0), shapes, TEXT, theme(mode)),
    ]
    for figure in figures:
        assert {note.text for note in figure.layout.annotations} >= {"HS", "TS"}
        assert {trace.geo for trace in figure.data if trace.type == "choropleth"} >= {"geo2", "geo3"}


def test_shapes_go_by_address_and_are_never_inlined(cells, shapes):
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme())
    assert {trace.geojson for trace in _traces(figure)} == {"/geo/63.geojson"}


def test_a_level_map_leaves_a_missing_province_out_of_the_scale(cells, shapes):
    figure = levels_figure(cells, theme().level_scale(), (40.0, 46.0), shapes, TEXT, theme())
    scaled = next(trace for trace in _traces(figure) if trace.coloraxis)
    assert (list(scaled.locations), list(scaled.z)) == (["63:48", "63:56"], [46.0, 40.0])


def test_the_selected_province_is_outlined_without_losing_its_fill(cells, shapes):
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme(), Marks(selected="63:48"))
    outline = _traces(figure)[-1]
    assert list(outline.locations) == ["63:48"]
    assert outline.colorscale[0][1] == "rgba(0,0,0,0)"


def test_highlighted_provinces_carry_their_names(cells, shapes):
    marks = Marks(highlighted=(("63:01", "Hà Nội", "#d55e00"),))
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme(), marks)
    label = next(trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "text")
    assert list(label.text) == ["<b>Hà Nội</b>"]


def test_provinces_related_to_one_on_another_map_are_outlined_without_losing_their_fill(cells, shapes):
    figure = classes_figure(cells, CLASSES, shapes, TEXT, theme(), Marks(related=("63:48", "63:56")))
    outlines = [trace for trace in _traces(figure) if trace.colorscale[0][1] == "rgba(0,0,0,0)"]
    assert [list(trace.locations) for trace in outlines] == [["63:48"], ["63:56"]]
