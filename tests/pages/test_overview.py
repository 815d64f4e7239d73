"""The landing page says how the country stands, in each language and for each index."""

import pytest

from tests.pages.conftest import alts, text


@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "Điểm trung vị 43,48 +1,15", "43.48", id="papi-vi"),
        pytest.param("papi", "en", "Median score 43.48 +1.15", "43,48", id="papi-en"),
        pytest.param("par", "vi", "Trung bình cả nước đã công bố 88,37", "trung vị", id="par-vi"),
        pytest.param("par", "en", "National mean, as published 88.37", "Median", id="par-en"),
        pytest.param("sipas", "vi", "Trung bình cả nước đã công bố 83,94", "trung vị", id="sipas-vi"),
        pytest.param("sipas", "en", "National mean, as published 83.94", "Median", id="sipas-en"),
    ],
)
def test_the_middle_of_the_country_is_told(open_page, index, lang, fact, absence):
    said = text(open_page("overview", index=index, lang=lang, year="2024"))
    assert fact in said
    assert absence not in said


def test_the_sentence_names_the_leading_province_and_its_score(open_page):
    said = text(open_page("overview", year="2023", lang="vi"))
    assert "Thừa Thiên Huế (46,04)" in said


def test_a_refused_comparison_gives_its_reason_and_no_number(open_page):
    app = open_page("overview", year="2018", base="2017", lang="vi")
    assert "Không tính thay đổi từ năm 2017 đến năm 2018" in text(app)
    median = next(metric for metric in app.metric if metric.label == "Điểm trung vị")
    assert median.delta == ""


def test_a_break_between_the_years_is_named_beside_the_change(open_page):
    said = text(open_page("overview", year="2021", base="2020", lang="en"))
    assert "Compare 2020 and 2021 with care" in said


def test_the_selected_province_takes_the_place_of_the_country(open_page):
    app = open_page("overview", year="2023", province="63:14", lang="vi")
    assert "xếp thứ 30/61" in text(app)
    assert "Điểm trung vị" not in text(app)


def test_a_province_without_a_figure_is_told_with_the_reason(open_page):
    said = text(open_page("overview", year="2023", province="63:22", lang="vi"))
    assert "Không có số liệu năm 2023" in said
    assert "0,00" not in said


def test_the_way_back_from_a_province_leads_to_the_country(open_page):
    app = open_page("overview", year="2023", province="63:14", lang="vi")
    app.button(key="panel-back").click().run()
    assert "Điểm trung vị" in text(app)
    assert app.query_params["province"] == ""


def test_the_map_is_described_for_those_who_do_not_see_it(open_page):
    assert "61/63" in alts(open_page("overview", year="2023", lang="vi"))[0]


def test_a_partial_table_says_what_it_holds(open_page):
    said = text(open_page("overview", index="par", year="2023", lang="vi"))
    assert "Bảng chưa đầy đủ" in said


def test_unknown_values_of_an_address_fall_back_and_are_told(open_page):
    app = open_page("overview", year="1999", p="xx", measure="<script>alert(1)</script>")
    notices = "\n".join(info.value for info in app.info)
    assert "“1999”" in notices
    assert "“xx”" in notices
    assert r"“\<script>alert(1)\</script>”" in notices
    assert app.query_params["year"] == "2024"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"year": "1999"}, "Không có giá trị “1999” cho “Năm”; trang đang hiển thị 2024."),
        ({"index": "xyz"}, "Không có giá trị “xyz” cho “Chỉ số”; trang đang hiển thị PAPI."),
        ({"region": "xyz"}, "Không có giá trị “xyz” cho “Vùng”; trang đang hiển thị Cả nước."),
        ({"province": "63:99"}, "Không có giá trị “63:99” cho “Tỉnh, thành phố”; giá trị này được bỏ qua."),
        ({"map": "xyz"}, "“map=xyz” trong địa chỉ không phải là một thiết lập"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_notice_calls_the_parts_of_an_address_as_the_page_does(open_page, asked, said):
    assert said in [info.value for info in open_page("overview", lang="vi", **asked).info][0]


def test_a_measure_that_a_year_lacks_is_told_by_its_name(open_page):
    app = open_page("overview", lang="en", year="2015", measure="papi.environment")
    assert "“Environmental governance” was not measured in 2015; the view shows PAPI instead." in app.info[0].value


def _blocks(node):
    """A block of the page and those in it."""
    if hasattr(node, "children"):
        yield node
        for child in node.children.values():
            yield from _blocks(child)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "A table is not complete"), ("vi", "Bảng số liệu chưa đầy đủ")], ids=["en", "vi"]
)
def test_why_nobody_moved_furthest_stands_in_a_row_of_its_own(open_page, lang, said):
    app = open_page("overview", lang=lang, index="sipas", measure="sipas", year="2024")
    kinds = [
        [child.type for child in block.children.values()]
        for block in _blocks(app.main)
        if any(child.type == "caption" and child.value.startswith(said) for child in block.children.values())
    ]
    assert len(kinds) == 1
    assert "plotly_chart" not in kinds[0]
