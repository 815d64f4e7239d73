"""Citizens and government: what is compared, how many provinces it rests on, and when nothing is."""

import json

import pytest

from tests.pages.conftest import alts, text


def _figures(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize(
    ("pair", "lang", "fact", "absence"),
    [
        pytest.param("par", "vi", "35/63 tỉnh, thành phố có thứ hạng trong cả PAPI và PAR", "SIPAS", id="par-vi"),
        pytest.param("par", "en", "35 of 63 provinces have a place in both PAPI and PAR INDEX", "SIPAS", id="par-en"),
        pytest.param("sipas", "vi", "16/63 tỉnh, thành phố có thứ hạng trong cả PAPI và S", "PAR INDEX", id="sipas"),
        pytest.param("sipas", "en", "16 of 63 provinces have a place in both PAPI and S", "PAR INDEX", id="sipas-en"),
        pytest.param("corruption", "en", "“Control of corruption in the public sector” (PAPI)", "SIPAS", id="natural"),
    ],
)
def test_the_page_says_first_how_many_provinces_are_in_both(open_page, pair, lang, fact, absence):
    said = text(open_page("citizens", pair=pair, lang=lang, year="2023"))
    assert fact in said
    assert absence not in said


def test_a_partial_index_names_the_provinces_in_both(open_page):
    said = text(open_page("citizens", lang="vi", year="2023", pair="sipas"))
    assert "Bảng chưa đầy đủ" in said
    assert "Các tỉnh, thành phố có ở cả hai: Bắc Kạn, Bình Phước" in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_averaged_or_correlated(open_page, lang):
    said = text(open_page("citizens", lang=lang, year="2023")).lower()
    for word in ("trung vị", "tương quan", "median", "correlat"):
        assert word not in said


def test_only_provinces_in_both_are_coloured(open_page):
    coloured = _figures(open_page("citizens", year="2023"))[0]["data"]
    country = [trace for trace in coloured if trace["type"] == "choropleth" and trace.get("geo", "geo") == "geo"]
    missing = next(trace for trace in country if str(trace.get("name", "")).startswith("Thiếu"))
    assert len(missing["locations"]) == 28
    assert sum(len(trace["locations"]) for trace in country) == 63


def test_a_selected_province_is_told_with_both_places(open_page):
    said = text(open_page("citizens", lang="en", year="2023", province="63:31"))
    assert "Hai Phong: rank 32 of 61 in PAPI; rank 2 of 63 in PAR INDEX" in said


def test_a_province_without_a_figure_is_not_compared_and_says_why(open_page):
    said = text(open_page("citizens", lang="vi", year="2023", province="63:22"))
    assert "Quảng Ninh: không có thứ hạng trong PAPI (kết quả vượt quá sai số thống kê cho phép)" in said
    assert "nên không so sánh vị trí" in said


def test_son_la_is_not_among_the_published_ranks_of_2023(open_page):
    said = text(open_page("citizens", lang="vi", year="2023", province="63:14"))
    assert "Sơn La: hạng 30/61 trong PAPI; không có thứ hạng trong PAR INDEX (chưa có trong các ấn phẩm" in said


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        pytest.param({"year": "2011"}, "PAR INDEX không có số liệu năm 2011", id="no such year"),
        pytest.param({"year": "2013", "pair": "digital"}, "“Quản trị điện tử” (PAPI)", id="not measured"),
        pytest.param({"year": "2018", "pair": "digital"}, "Có ít hơn ba tỉnh", id="too few"),
        pytest.param({"year": "2023", "edition": "34"}, "Hãy chọn 63 tỉnh để so sánh", id="merged provinces"),
    ],
)
def test_where_nothing_can_be_compared_a_sentence_stands_for_the_figures(open_page, params, reason):
    app = open_page("citizens", lang="vi", **params)
    assert reason in text(app)
    assert not app.get("plotly_chart")


def test_a_measure_of_the_bar_takes_its_side(open_page):
    said = text(open_page("citizens", lang="en", year="2023", measure="papi.egovernance"))
    assert "“E-governance” (PAPI) and PAR INDEX" in said


def test_each_figure_is_described_from_its_data(open_page):
    first, plane, gaps = alts(open_page("citizens", lang="en", year="2023"))
    assert "35 of 63" in first
    assert "Soc Trang" in plane
    assert gaps.startswith("The widest gaps: Long An")


def test_a_region_keeps_the_thirds_of_the_country(open_page):
    def colour(app):
        plane = _figures(app)[1]["data"][0]
        at = [said[0] for said in plane["customdata"]].index("63:31")
        return plane["marker"]["color"][at]

    whole = open_page("citizens", year="2023")
    region = open_page("citizens", year="2023", region="63:DBSH")
    assert colour(whole) == colour(region)
    assert len(_figures(region)[1]["data"][0]["x"]) < len(_figures(whole)[1]["data"][0]["x"])
