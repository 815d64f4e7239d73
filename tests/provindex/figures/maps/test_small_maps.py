"""Maps side by side as data: both archipelagos on each, the same marks on each, one colour axis for all."""

import pandas as pd
import pytest

from provindex.figures.colour_axis import classes_paint, levels_paint
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes
from provindex.figures.maps.small_maps import small_maps_figure
from provindex.figures.theme import theme

CLASSES = [MapClass("high", "Highest", "#0b4f7d"), MapClass("low", "Lowest", "#d7ecf4")]
PAINT = classes_paint(CLASSES)
TEXT = MapText(
    "No figure", {"hoang_sa": "Hoàng Sa", "truong_sa": "Trường Sa"}, "<b>%{customdata[0]}</b>", ranked="Rank only"
)
EIGHT = [f"m{i}" for i in range(8)]


@pytest.fixture
def shapes() -> Shapes:
    points = pd.DataFrame(
        {"province": ["63:48", "63:56", "63:01"], "lon": [108.0, 109.0, 105.8], "lat": [16.0, 12.0, 21.0]}
    )
    islands = pd.DataFrame(
        {
            "archipelago": ["hoang_sa", "hoang_sa", "truong_sa"],
            "name": ["A", "B", "C"],
            "lon": [111.61, 112.34, 114.36],
            "lat": [16.53, 16.83, 10.38],
            "label_rank": [1, 2, 1],
        }
    )
    return Shapes("/geo/63.geojson", "/geo/a.geojson", {"hoang_sa": "63:48", "truong_sa": "63:56"}, points, islands)


def cells(measures) -> pd.DataFrame:
    one = pd.DataFrame(
        {
            "province": ["63:48", "63:56", "63:01"],
            "name": ["Đà Nẵng", "Khánh Hòa", "Hà Nội"],
            "key": pd.array(["high", "low", pd.NA], dtype="string"),
            "value": pd.array([46.0, 40.0, pd.NA], dtype="Float64"),
            "printed": ["46,00", "40,00", "No figure: not enough data"],
            "place": ["1", "2", "–"],
            "ranked": [False, False, False],
        }
    )
    return pd.concat([one.assign(measure=measure) for measure in measures], ignore_index=True)


def _drawn(figure, kind, geo):
    return [
        trace for trace in figure.data if trace.type == kind and (trace.geo or "geo") == geo and not trace.showlegend
    ]


def _geos(n):
    return ["geo" if number == 0 else f"geo{number + 1}" for number in range(n)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8])
def test_every_map_names_both_archipelagos_over_their_insets(shapes, count):
    measures = EIGHT[:count]
    figure = small_maps_figure(cells(measures), measures, PAINT, shapes, TEXT, theme())
    notes = [note.text for note in figure.layout.annotations]
    assert notes == ["Hoàng Sa", "Trường Sa"] * count
    framed = [geo for geo in _geos(3 * count) if figure.layout[geo].showframe]
    assert len(framed) == 2 * count
    assert all(_drawn(figure, "scattergeo", geo) for geo in framed)


def test_an_archipelago_has_the_class_of_its_province(shapes):
    figure = small_maps_figure(cells(["m"]), ["m"], PAINT, shapes, TEXT, theme())
    hoang_sa, truong_sa = (_drawn(figure, "scattergeo", geo)[0] for geo in ("geo2", "geo3"))
    assert (list(hoang_sa.marker.color), list(truong_sa.marker.color)) == ([0, 0], [1])
    assert list(truong_sa.lon) == [114.4]


def test_an_archipelago_of_a_province_without_a_figure_is_grey(shapes):
    rows = cells(["m"])
    rows.loc[rows["province"] == "63:48", "key"] = pd.NA
    figure = small_maps_figure(rows, ["m"], PAINT, shapes, TEXT, theme())
    assert _drawn(figure, "scattergeo", "geo2")[0].marker.color == theme().missing


def test_many_maps_keep_to_the_main_islands(shapes):
    figure = small_maps_figure(cells(EIGHT), EIGHT, PAINT, shapes, TEXT, theme())
    assert list(_drawn(figure, "scattergeo", "geo2")[0].lon) == [111.6]


def test_each_map_holds_the_provinces_of_its_measure_in_one_colour_axis(shapes):
    rows = cells(["m0", "m1"])
    rows.loc[(rows["measure"] == "m1") & (rows["province"] == "63:48"), "key"] = "low"
    figure = small_maps_figure(rows, ["m0", "m1"], PAINT, shapes, TEXT, theme())
    first, second = (_drawn(figure, "choropleth", geo)[0] for geo in ("geo", "geo4"))
    assert (list(first.locations), list(first.z)) == (["63:48", "63:56"], [0, 1])
    assert list(second.z) == [1, 1]
    assert {first.coloraxis, second.coloraxis} == {"coloraxis"}


def test_a_province_without_a_figure_is_grey_with_its_reason_and_a_legend_entry(shapes):
    figure = small_maps_figure(cells(["m"]), ["m"], PAINT, shapes, TEXT, theme())
    _, missing = _drawn(figure, "choropleth", "geo")
    assert list(missing.locations) == ["63:01"]
    assert list(missing.customdata[0]) == ["Hà Nội", "No figure: not enough data"]
    assert missing.colorscale[0][1] == theme().missing
    assert "No figure" in [trace.name for trace in figure.data]


def test_a_full_table_has_no_such_entry(shapes):
    rows = cells(["m"])
    figure = small_maps_figure(rows[rows["key"].notna()], ["m"], PAINT, shapes, TEXT, theme())
    assert "No figure" not in [trace.name for trace in figure.data]


def test_a_marked_province_is_outlined_on_every_map_and_named_in_the_legend(shapes):
    marks = Marks(selected="63:48", highlighted=(("63:01", "Hà Nội", "#d55e00"),))
    figure = small_maps_figure(cells(EIGHT), EIGHT, PAINT, shapes, TEXT, theme(), marks)
    outlines = [_drawn(figure, "choropleth", geo)[-1] for geo in _geos(24)[::3]]
    assert {tuple(one.locations) for one in outlines} == {("63:01", "63:48")}
    assert {tuple(one.marker.line.color) for one in outlines} == {("#d55e00", theme().strong)}
    assert [trace.name for trace in figure.data if trace.showlegend][-1] == "Hà Nội"


def test_a_province_with_a_rank_alone_carries_a_ring(shapes):
    rows = cells(["m"])
    rows.loc[rows["province"] == "63:01", "ranked"] = True
    figure = small_maps_figure(rows, ["m"], PAINT, shapes, TEXT, theme())
    ring = _drawn(figure, "scattergeo", "geo")[0]
    assert (list(ring.lon), ring.marker.symbol) == ([105.8], "circle-open")
    alone = next(one for one in _drawn(figure, "choropleth", "geo") if list(one.locations) == ["63:01"])
    assert alone.colorscale[0][1] == theme().ranked
    names = [trace.name for trace in figure.data]
    assert ("Rank only" in names, "No figure" in names) == (True, False)


def test_a_continuous_scale_takes_the_scores_and_shows_its_bar(shapes):
    figure = small_maps_figure(cells(["m"]), ["m"], levels_paint(40, 46, theme()), shapes, TEXT, theme())
    assert list(_drawn(figure, "choropleth", "geo")[0].z) == [46.0, 40.0]
    assert figure.layout.coloraxis.showscale


def test_shapes_go_by_address_and_once(shapes):
    figure = small_maps_figure(cells(EIGHT), EIGHT, PAINT, shapes, TEXT, theme())
    assert figure.layout.template.data.choropleth[0].geojson == "/geo/63.geojson"
    assert {trace.geojson for trace in figure.data if trace.type == "choropleth"} == {None}


def test_no_two_maps_lie_upon_each_other(shapes):
    figure = small_maps_figure(cells(EIGHT), EIGHT, PAINT, shapes, TEXT, theme())
    spans = [figure.layout[geo].domain.x for geo in _geos(24)[::3]]
    assert all(left[1] < right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert spans[-1][1] <= 1
