"""The map page: ways of colouring that fit the index, refused changes, the selected province."""

import json

import pytest

from tests.pages.conftest import text


def _legend(app) -> list[str]:
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    return [trace["name"] for trace in figure["data"] if trace.get("showlegend")]


@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "Cao nhất (15)", "Nhóm A (6)", id="papi-vi"),
        pytest.param("papi", "en", "Highest (15)", "Cao nhất (15)", id="papi-en"),
        pytest.param("par", "vi", "Nhóm A (6)", "Cao nhất (15)", id="par-vi"),
        pytest.param("par", "en", "Group A (6)", "Nhóm A (6)", id="par-en"),
    ],
)
def test_the_legend_counts_the_groups(open_page, index, lang, fact, absence):
    legend = _legend(open_page("map", index=index, lang=lang, year="2024"))
    assert fact in legend
    assert absence not in legend


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_index_without_groups_is_coloured_by_its_score(open_page, lang):
    app = open_page("map", index="sipas", lang=lang, year="2024")
    assert app.session_state["option-map"] == "level"
    assert "group" not in app.session_state["option-map"]


def test_provinces_without_a_figure_have_their_own_legend_entry(open_page):
    assert "Không có số liệu (2)" in _legend(open_page("map", year="2023", lang="vi"))


def test_a_year_in_which_all_have_a_figure_has_no_such_entry(open_page):
    assert not [name for name in _legend(open_page("map", year="2019", lang="vi")) if "Không có" in name]


def test_a_change_over_a_refused_break_is_not_drawn(open_page):
    app = open_page("map", map="change", year="2018", base="2017", lang="vi")
    assert not app.get("plotly_chart")
    assert "Không tính thay đổi từ năm 2017 đến năm 2018" in text(app)


def test_a_hole_of_a_change_says_in_which_year_and_why(open_page):
    figure = json.loads(
        open_page("map", map="change", year="2023", base="2022", lang="vi").get("plotly_chart")[0].proto.spec
    )
    holes = next(trace["customdata"] for trace in figure["data"] if "Không có số liệu" in trace.get("name", ""))
    assert [(name, reason) for name, reason, _ in holes] == [
        ("Bắc Giang", "2022: Dữ liệu khảo sát không chính xác."),
        ("Bắc Ninh", "2022: Dữ liệu khảo sát không chính xác."),
        ("Bình Dương", "2023: Kết quả vượt quá sai số thống kê cho phép."),
        ("Quảng Ninh", "2023: Kết quả vượt quá sai số thống kê cho phép."),
    ]


def test_a_change_over_a_break_is_drawn_with_the_reason(open_page):
    app = open_page("map", map="change", year="2021", base="2020", lang="vi")
    assert app.get("plotly_chart")
    assert "Thận trọng khi so sánh 2020 với 2021" in text(app)


def test_the_selected_province_is_shown_beside_the_map(open_page):
    said = text(open_page("map", year="2023", province="63:14", lang="en"))
    assert "Sơn La" in said or "Son La" in said
    assert "30" in said


def test_the_licence_line_of_the_boundaries_is_printed(open_page):
    assert "CC BY-SA 4.0" in text(open_page("map"))


def test_the_shapes_go_by_address(open_page):
    spec = open_page("map").get("plotly_chart")[0].proto.spec
    assert json.loads(spec)["data"][0]["geojson"].startswith("/geo/63-m-")
    assert '"coordinates"' not in spec


def test_a_change_of_year_sends_at_most_ten_kilobytes(open_page):
    assert len(open_page("map", year="2023").get("plotly_chart")[0].proto.spec) <= 10_000


def test_the_relief_stands_in_the_place_of_the_flat_map(open_page):
    app = open_page("map", kind="relief")
    assert app.get("deck_gl_json_chart")
    assert "choropleth" not in "".join(chart.proto.spec for chart in app.get("plotly_chart"))
