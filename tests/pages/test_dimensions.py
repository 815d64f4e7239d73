"""The page of the parts: what it shows of each index, year and way of looking, and what it says where nothing is."""

import json

import pytest

from tests.pages.conftest import alts, text


def _figure(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def _buttons(app, place):
    """Key -> label of the ways up and down in the breadcrumb (``path``) or over the maps (``title``)."""
    return {
        one.key.removeprefix("step-to-").removesuffix(f"-{place}"): one.label
        for one in app.button
        if (one.key or "").startswith("step-to-") and one.key.endswith(place)
    }


@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "Trong 8 nội dung của PAPI", "PAR INDEX", id="papi-vi"),
        pytest.param("papi", "en", "of the 8 parts of PAPI", "nội dung", id="papi-en"),
        pytest.param("par", "vi", "7 trong 8 nội dung của PAR INDEX", "trung vị", id="par-vi"),
        pytest.param("par", "en", "7 of the 8 parts of PAR INDEX", "median", id="par-en"),
        pytest.param("sipas", "vi", "chỉ được công bố điểm tổng", "trung vị", id="sipas-vi"),
        pytest.param("sipas", "en", "is published as a total only", "median", id="sipas-en"),
    ],
)
def test_the_parts_of_each_index_are_told(open_page, index, lang, fact, absence):
    said = text(open_page("dimensions", index=index, lang=lang, year="2023"))
    assert fact.lower() in said.lower()
    assert absence not in said


def test_every_map_has_its_title_both_archipelagos_and_the_attribution(open_page):
    app = open_page("dimensions", lang="vi", year="2023")
    notes = [note["text"] for note in _figure(app)["layout"]["annotations"]]
    assert notes == ["Hoàng Sa", "Trường Sa"] * 8
    assert len(_buttons(app, "title")) == 8
    assert _buttons(app, "title")["papi.delivery"] == "6 Cung ứng dịch vụ công"
    assert "quần đảo Trường Sa (Tỉnh Khánh Hòa)" in text(app)
    assert "CC BY-SA" in text(app)


def test_son_la_is_told_and_outlined_on_every_map(open_page):
    app = open_page("dimensions", lang="vi", year="2023", province="63:14")
    assert "3 thuộc nhóm trung bình cao và 5 thuộc nhóm trung bình thấp" in alts(app)[0]
    outlined = [trace for trace in _figure(app)["data"] if trace.get("locations") == ["63:14"]]
    assert len(outlined) == 8


@pytest.mark.parametrize("way", ["maps", "heatmap", "distribution"])
def test_a_province_without_figures_is_told_with_the_reason(open_page, way):
    app = open_page("dimensions", lang="vi", year="2023", province="63:22", dims=way)
    assert "Quảng Ninh không có số liệu ở cả 8 nội dung của PAPI: kết quả vượt quá sai số" in text(app)
    assert len(app.get("plotly_chart")) == 1


def test_a_way_down_and_a_way_up_change_the_measure(open_page):
    app = open_page("dimensions", lang="vi", year="2023")
    app.button(key="step-to-papi.delivery-title").click().run()
    assert app.query_params["measure"] == "papi.delivery"
    assert list(_buttons(app, "title")) == [
        "papi.delivery.health",
        "papi.delivery.education",
        "papi.delivery.infrastructure",
        "papi.delivery.safety",
    ]
    assert _buttons(app, "path") == {"papi": "PAPI"}
    app.button(key="step-to-papi-path").click().run()
    assert app.query_params["measure"] == "papi"


def test_a_measure_without_parts_is_shown_among_its_siblings(open_page):
    app = open_page("dimensions", lang="vi", year="2023", measure="papi.delivery.health")
    assert "“Y tế công lập” không có nội dung nhỏ hơn trong năm 2023" in text(app)
    assert _buttons(app, "title")["papi.delivery.health"] == "**6.1 Y tế công lập**"
    assert _buttons(app, "path") == {"papi": "PAPI", "papi.delivery": "6 Cung ứng dịch vụ công"}


def test_what_a_measure_measures_and_its_scale_are_printed(open_page):
    said = text(open_page("dimensions", lang="vi", year="2023", measure="papi.delivery"))
    assert "**6 Cung ứng dịch vụ công**" in said
    assert "Thang điểm: 1–10 điểm." in said


@pytest.mark.parametrize(
    ("way", "alt", "note"),
    [
        pytest.param("maps", "thuộc nhóm trung bình cao", "Khung nhỏ", id="maps"),
        pytest.param("heatmap", "xếp cao nhất ở “Thủ tục hành chính công” (hạng 16/61)", "n = 61/63", id="heatmap"),
        pytest.param("distribution", "cao hơn trung vị ở 3 trên 8 nội dung", "n = 61/63", id="distribution"),
        pytest.param("correlation", "(0,77, n = 61)", "Hệ số Spearman", id="correlation"),
    ],
)
def test_each_way_of_looking_draws_one_figure_told_from_its_data(open_page, way, alt, note):
    app = open_page("dimensions", lang="vi", year="2023", province="63:14", dims=way)
    assert len(app.get("plotly_chart")) == 1
    assert alt in alts(app)[0]
    assert note in text(app)


def test_the_table_of_colours_stands_in_the_order_of_the_view(open_page):
    app = open_page("dimensions", lang="vi", year="2023", dims="heatmap", order="papi.procedures")
    names = _figure(app)["layout"]["xaxis"]["ticktext"]
    assert names.index("Sơn La") == 15
    assert len(names) == 63


def test_an_order_of_another_level_falls_back_to_the_rank(open_page):
    app = open_page("dimensions", year="2023", dims="heatmap", order="papi.procedures", measure="papi.delivery")
    assert app.session_state["option-order"] == "rank"


def test_a_region_keeps_the_classes_of_the_country(open_page):
    app = open_page("dimensions", lang="vi", year="2023", dims="heatmap", region="63:DBSH")
    names = _figure(app)["layout"]["xaxis"]["ticktext"]
    assert "Hà Nội" in names
    assert "Sơn La" not in names
    assert "61 tỉnh, thành phố" in text(app)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_correlation_is_computed_from_a_partial_table(open_page, lang):
    app = open_page("dimensions", index="par", year="2023", dims="correlation", lang=lang)
    assert not app.get("plotly_chart")
    assert {"vi": "nên không tính", "en": "so none is computed"}[lang] in text(app)


@pytest.mark.parametrize("way", ["maps", "heatmap", "distribution"])
def test_a_partial_year_without_any_part_is_told_plainly(open_page, way):
    app = open_page("dimensions", index="par", year="2020", dims=way, lang="vi")
    assert not app.get("plotly_chart")
    assert "không nêu số liệu của nội dung nào" in text(app)


def test_a_partial_year_draws_the_parts_at_hand_and_names_the_others(open_page):
    app = open_page("dimensions", index="par", year="2023", lang="vi")
    assert "par.impact" not in _buttons(app, "title")
    assert len(_buttons(app, "title")) == 7
    assert "Chưa có số liệu: Tác động của cải cách hành chính" in text(app)
    assert "Chỉ có hạng" in [trace.get("name") for trace in _figure(app)["data"]]


def test_figures_of_the_merged_provinces_are_told_as_derived_and_have_no_groups(open_page):
    app = open_page("dimensions", year="2023", lang="vi", edition="34")
    legend = [trace["name"] for trace in _figure(app)["data"] if trace.get("showlegend")]
    assert "20% cao nhất" in legend
    assert "Cao nhất" not in legend
    assert "34 tỉnh" in alts(app)[0]
