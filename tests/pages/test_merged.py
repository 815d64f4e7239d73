"""Every page on the merged provinces: marked as derived, without groups, with what is left out."""

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st

from provindex.analysis import derived
from provindex.catalog import read_index
from provindex.core import paths
from provindex.store import score_store
from tests.pages.conftest import text
from tests.tables import frames

DERIVED = {
    "vi": "Suy ra từ 63 tỉnh, không phải số liệu chính thức",
    "en": "Derived from the 63 provinces, not official figures",
}
EVERY_PAGE = ["overview", "map", "ranking", "change", "dimensions", "province"]


def _tables(app) -> str:
    return "\n".join(frame.astype(str).to_csv(index=False) for frame in frames(app))


@pytest.mark.parametrize("name", EVERY_PAGE)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_marks_derived_figures(open_page, name, lang):
    said = text(open_page(name, lang=lang, edition="34", year="2023"))
    assert DERIVED[lang] in said


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_no_page_marks_official_figures(open_page, name):
    said = text(open_page(name, lang="vi", edition="63", year="2023"))
    assert "không phải số liệu chính thức" not in said
    assert "suy ra cho" not in said


@pytest.mark.parametrize("name", EVERY_PAGE)
@pytest.mark.parametrize("index", ["par", "sipas"])
def test_no_page_fails_on_a_partial_index(open_page, name, index):
    said = text(open_page(name, lang="en", edition="34", index=index, year="2023", province="34:22"))
    assert "no ranks, no groups" in said


@pytest.mark.parametrize(
    ("lang", "fact", "absence"),
    [
        pytest.param("vi", "suy ra cho 34 tỉnh, thành phố) có số liệu của 33/34", "đổi nhóm", id="vi"),
        pytest.param("en", "derived for the 34 provinces) has figures for 33 of 34", "another group", id="en"),
    ],
)
def test_the_overview_counts_the_derived_provinces(open_page, lang, fact, absence):
    said = text(open_page("overview", lang=lang, edition="34", year="2023"))
    assert fact in said
    assert absence not in said


def test_the_switch_takes_the_selected_province_along(open_page):
    app = open_page("overview", lang="vi", year="2023", province="63:02")
    app.button_group(key="bar-edition").set_value("34").run()
    assert (app.query_params["edition"], app.query_params["province"]) == ("34", "34:08")
    assert "Tuyên Quang" in text(app)


def test_a_merged_province_lists_its_members_and_who_is_left_out(open_page):
    app = open_page("overview", lang="vi", edition="34", year="2024", province="34:25")
    rows = next(frame for frame in frames(app) if "weight" in frame).set_index("name")
    assert rows["weight"].tolist() == ["42,2%", "24,6%", "33,2%"]
    assert rows.loc["Vĩnh Phúc", ["score", "place"]].tolist() == ["–", "–"]
    assert rows.loc["Phú Thọ", ["score", "place"]].tolist() == ["44,41", "18"]
    assert "Vĩnh Phúc: Thiếu dữ liệu." in text(app)
    assert "Hạng suy ra trong 33 13" in text(app)
    assert "43,48–44,41" in text(app)


def test_a_province_without_enough_members_has_no_figure_and_a_reason(open_page):
    app = open_page("overview", lang="vi", edition="34", year="2024", province="34:82")
    assert "Tỉnh cũ Tiền Giang, chiếm 52,4% dân số" in text(app)
    assert "Hạng suy ra" not in text(app)


def test_a_province_that_did_not_merge_keeps_its_published_score(open_page):
    said = text(open_page("overview", lang="vi", edition="34", year="2023", province="34:14"))
    assert "42,40" in said
    assert "không sáp nhập" in said


def test_the_notes_name_the_members_left_out_and_the_uneven_years(open_page):
    said = text(open_page("ranking", lang="en", edition="34", year="2024", base="2023"))
    assert "left out for want of a figure: Vinh Phuc (33.2% of Phu Tho)" in said
    assert "Phu Tho and Ho Chi Minh City: 2023 and 2024 do not rest on the same members." in said


def test_the_ranking_shows_the_range_of_the_members_instead_of_groups(open_page):
    rows = frames(open_page("ranking", lang="vi", edition="34", year="2024"))[0].set_index("name")
    assert rows.at["Phú Thọ", "group"] == "43,48–44,41; thiếu Vĩnh Phúc"
    assert rows.at["Sơn La", "group"] == ""
    assert "Cao nhất" not in set(rows["group"])


def test_a_partial_index_is_derived_only_where_all_members_have_a_score(open_page):
    app = open_page("ranking", lang="en", index="par", edition="34", year="2023")
    rows = frames(app)[0].set_index("name")
    assert (rows.at["Quang Ninh", "printed"], rows.at["Quang Ninh", "place"]) == ("92.18", "–")
    assert rows.at["An Giang", "group"].startswith("No score of the former Kien Giang is at hand")
    assert "9 of 34 provinces" in text(app)


# ---- Two maps


def _drawn(app) -> dict[str, dict]:
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return {next(t for t in figure["data"] if t["type"] == "choropleth")["geojson"][5:7]: figure for figure in figures}


def test_two_maps_stand_side_by_side_on_one_scale(open_page):
    app = open_page("map", lang="vi", kind="both", year="2024")
    drawn = _drawn(app)
    assert set(drawn) == {"63", "34"}
    spans = [(fig["layout"]["coloraxis"]["cmin"], fig["layout"]["coloraxis"]["cmax"]) for fig in drawn.values()]
    assert spans[0] == spans[1]
    assert "suy ra, không phải chính thức" in text(app)


def test_of_two_maps_the_one_of_other_regions_shows_the_country_and_says_so(open_page):
    said = text(open_page("map", lang="vi", kind="both", year="2024", edition="63", region="63:TN"))
    assert said.count("cả nước, vì vùng đã chọn thuộc cách chia kia") == 1
    assert "cả nước, vì vùng" not in text(open_page("map", lang="vi", kind="both", year="2024"))


@pytest.mark.parametrize(
    ("edition", "province", "outlined"),
    [
        pytest.param("34", "34:25", {"63": ["63:17", "63:25", "63:26"], "34": ["34:25"]}, id="a merged one"),
        pytest.param("63", "63:26", {"63": ["63:26"], "34": ["34:25"]}, id="a member"),
    ],
)
def test_what_is_selected_on_one_map_is_outlined_on_the_other(open_page, edition, province, outlined):
    drawn = _drawn(open_page("map", kind="both", year="2024", edition=edition, province=province))
    for key, figure in drawn.items():
        bare = [trace for trace in figure["data"] if trace.get("colorscale", [[0, ""]])[0][1] == "rgba(0,0,0,0)"]
        assert sorted(one for trace in bare for one in trace["locations"]) == outlined[key]


def test_two_maps_have_no_groups_as_one_of_them_has_none(open_page):
    app = open_page("map", kind="both", year="2024")
    assert app.session_state["option-map"] == "level"


# ---- A year that is published for the merged provinces


@pytest.fixture
def year_of_the_34(tmp_path, monkeypatch):
    """The shipped data with one year more, published for the 34 provinces."""
    folder = tmp_path / "data"
    shutil.copytree(paths.data_folder(), folder)
    table = derived.table(read_index(folder / "papi"), 2024, score_store.read("papi", 2024), "34").assign(source="papi")
    rows = pa.Table.from_pandas(table, schema=score_store.SCHEMA, preserve_index=False)
    pq.write_table(rows, folder / "papi" / "2025.parquet")
    with (folder / "papi" / "index.toml").open("a", encoding="utf-8") as described:
        described.write('\n[[edition]]\nyear = 2025\nprovinces = "34"\nstatus = "final"\n')
    monkeypatch.setenv("PROVINDEX_DATA", str(folder))
    for cached in (st.cache_data, st.cache_resource):
        cached.clear()
    yield
    for cached in (st.cache_data, st.cache_resource):
        cached.clear()


@pytest.mark.usefixtures("year_of_the_34")
@pytest.mark.parametrize("name", EVERY_PAGE)
def test_nothing_is_called_derived_in_a_year_of_the_34(open_page, name):
    app = open_page(name, lang="en", year="2025")
    said = text(app)
    assert "derived" not in said.lower().replace("derived from published", "")
    assert app.query_params["edition"] == "34"
    assert not [one for one in app.get("button_group") if one.key == "bar-edition"]


@pytest.mark.usefixtures("year_of_the_34")
def test_a_year_of_the_34_has_groups_and_is_not_compared_with_the_63(open_page):
    said = text(open_page("overview", lang="en", year="2025", base="2024"))
    assert "PAPI has figures for 33 of 34 provinces" in said
    assert "they are different areas" in said


@pytest.mark.usefixtures("year_of_the_34")
def test_an_older_year_seen_from_there_is_derived_again(open_page):
    app = open_page("overview", lang="en", year="2025")
    app.selectbox(key="bar-year").select(2024).run()
    assert app.query_params["edition"] == "34"
    assert DERIVED["en"] in text(app)
