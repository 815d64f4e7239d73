"""An address read into a View: nothing lost on the way, nothing unknown believed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import geography
from provindex.catalog import load_catalog
from provindex.views.options import OPTIONS
from provindex.views.view import first_view, with_index, with_year
from provindex.views.view_url import parse

CATALOG = load_catalog()
START = first_view(CATALOG)
PROVINCES = [province.id for province in geography.provinces("63")]


@given(
    lang=st.sampled_from(["vi", "en"]),
    year=st.sampled_from(sorted(CATALOG.indices["papi"].editions)),
    base=st.sampled_from(sorted(CATALOG.indices["papi"].editions)),
    highlighted=st.lists(st.sampled_from(PROVINCES), max_size=6, unique=True),
    province=st.none() | st.sampled_from(PROVINCES),
    way=st.sampled_from(OPTIONS["map"]),
)
def test_a_view_survives_its_own_address(lang, year, base, highlighted, province, way):
    view = replace(
        START,
        lang=lang,
        year=year,
        base=base,
        highlighted=tuple(highlighted),
        province=province,
        options={} if way == OPTIONS["map"][0] else {"map": way},
    )
    assert parse(view.params(), CATALOG, START) == (view, ())


@given(st.dictionaries(st.sampled_from([*START.params(), "other"]), st.text(max_size=30)))
def test_no_address_is_refused_and_every_value_shown_is_known(params):
    view, _ = parse(params, CATALOG, START)
    index = CATALOG.indices[view.index]
    assert view.year in index.editions
    assert index.measures[view.measure].period(view.year) is not None
    assert set(view.highlighted) <= {province.id for province in geography.provinces(view.edition)}


def test_unknown_values_fall_back_and_are_told():
    asked = {"year": "1999", "p": "xx", "measure": "<script>alert(1)</script>", "index": "papi"}
    view, notices = parse(asked, CATALOG, START)
    assert (view.year, view.highlighted, view.measure) == (2024, (), "papi")
    assert [dict(notice.values)["value"] for notice in notices] == ["1999", "<script>alert(1)</script>", "xx"]


def test_what_the_address_leaves_open_comes_from_where_the_reader_was():
    here = replace(START, year=2015, base=2014, highlighted=("63:14",))
    view, notices = parse({"lang": "en"}, CATALOG, here)
    assert (view.lang, view.year, view.highlighted, notices) == ("en", 2015, ("63:14",), ())


def test_a_seventh_highlighted_province_is_told_and_left_out():
    view, notices = parse({"p": ",".join(PROVINCES[:7])}, CATALOG, START)
    assert view.highlighted == tuple(PROVINCES[:6])
    assert dict(notices[0].values) == {"most": "6"}


def test_a_measure_of_other_years_climbs_to_one_that_was_measured():
    view, notices = parse({"measure": "papi.environment.air", "year": "2015"}, CATALOG, START)
    assert view.measure == "papi"
    assert dict(notices[0].values)["shown"] == "papi"


def test_a_year_of_the_merged_provinces_takes_the_reader_along():
    newest = CATALOG.indices["papi"]
    merged = replace(newest, editions=newest.editions | {2025: replace(newest.editions[2024], provinces="34")})
    catalog = replace(CATALOG, indices=CATALOG.indices | {"papi": merged})
    there = with_year(replace(START, province="63:02"), catalog, 2025)
    back = with_year(there, catalog, 2024)
    asked, notices = parse({"year": "2025", "edition": "63"}, catalog, START)
    assert (there.edition, there.province, back.edition) == ("34", "34:08", "34")
    assert (asked.edition, dict(notices[0].values)["name"]) == ("34", "edition")


def test_an_id_of_the_other_edition_is_not_taken_for_a_province_of_this_one():
    view, notices = parse({"province": "34:15"}, CATALOG, START)
    assert view.province is None
    assert dict(notices[0].values)["value"] == "34:15"


def test_a_simulation_travels_in_the_address():
    here = replace(START, year=2023, base=2022, steps=(("papi.transparency", 0.2), ("papi.corruption", 0.3)))
    assert here.params()["sim"] == "papi.transparency:0.20,papi.corruption:0.30"
    assert parse(here.params(), CATALOG, START) == (here, ())


def test_an_unknown_step_is_told():
    view, notices = parse({"sim": "papi.corruption:0.30,par.steering:1"}, CATALOG, START)
    assert view.steps == (("papi.corruption", 0.3),)
    assert [dict(notice.values) for notice in notices] == [{"name": "sim", "value": "par.steering:1"}]


def test_provinces_may_be_ordered_by_a_measure_of_the_index():
    view, notices = parse({"order": "papi.delivery"}, CATALOG, START)
    assert (view.option("order"), notices) == ("papi.delivery", ())
    assert parse(view.params(), CATALOG, START) == (view, ())


def test_an_order_by_a_measure_of_another_index_is_told_and_left():
    view, notices = parse({"index": "par", "order": "papi.delivery"}, CATALOG, START)
    assert view.option("order") == "rank"
    assert dict(notices[0].values)["value"] == "papi.delivery"


def test_an_order_by_a_measure_goes_with_its_index():
    here = replace(START, options={"order": "papi.delivery", "dims": "heatmap"})
    there = with_index(here, CATALOG, "par")
    assert (there.option("order"), there.option("dims")) == ("rank", "heatmap")
    assert parse({"index": "par"}, CATALOG, here)[0].option("order") == "rank"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("period", "2023-01-01..2023-09-30", id="period"),
        pytest.param("unit", "63:66.huyen_buon_don", id="unit"),
        pytest.param("indicator", "online_dossiers", id="indicator"),
    ],
)
def test_an_option_without_a_list_travels_by_its_shape(catalog, name, value):
    start = first_view(catalog)
    view, notices = parse({name: value}, catalog, start)
    assert (view.option(name), notices) == (value, ())
    assert parse(view.params(), catalog, start)[0] == view
    assert parse({name: ""}, catalog, view)[0].option(name) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("period", "2023-09-30..2023-01-01", id="ends before it starts"),
        pytest.param("period", "2023-02-30..2023-09-30", id="no such day"),
        pytest.param("unit", "63:66.<b>", id="markup"),
        pytest.param("indicator", "../../etc", id="path"),
    ],
)
def test_an_option_of_another_shape_falls_back_and_is_told(catalog, name, value):
    view, notices = parse({name: value}, catalog, first_view(catalog))
    assert view.option(name) == ""
    assert dict(notices[0].values) == {"name": name, "value": value}


def test_an_option_without_a_list_stays_when_the_index_changes(catalog):
    view, _ = parse({"period": "2023-01-01..2023-09-30"}, catalog, first_view(catalog))
    assert with_index(view, catalog, "par").option("period") == "2023-01-01..2023-09-30"


def test_a_simulation_without_a_level_shows_the_level_of_its_steps():
    deep, _ = parse({"sim": "papi.corruption.services:0.10"}, CATALOG, START)
    flat, _ = parse({"sim": "papi.corruption:0.10"}, CATALOG, deep)
    assert (deep.option("level"), flat.option("level")) == ("part", "dimension")
