"""The brief: the figures it prints, what it says where there are none, and that Word can read and edit it."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from provindex import geography
from provindex.catalog import load_catalog
from provindex.core.translate import LANGS, translator
from provindex.export.word import brief, brief_facts

CATALOG = load_catalog()
PAPI = CATALOG.indices["papi"]
LINK = "https://host.test/province?lang=vi&index=papi&year=2023&province=63:14&version=0123456789ab"


def made(index, year, province, lang="vi", **more):
    said = {"version": "0123456789ab", "link": LINK, "day": date(2025, 4, 9)} | more
    return Document(io.BytesIO(brief.document(CATALOG.indices[index], year, province, translator(lang), **said)))


@pytest.fixture(scope="module")
def son_la():
    return made("papi", 2023, "63:14")


def texts(page):
    """Every paragraph, those in tables too."""
    found = [one.text for one in page.paragraphs]
    for table in page.element.body.iter(qn("w:tc")):
        found += ["".join(node.text or "" for node in one.iter(qn("w:t"))) for one in table.iter(qn("w:p"))]
    return [one for one in found if one]


def rows(page):
    """The rows of all tables, those within others too, as lists of texts."""
    return [
        ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))]
        for row in page.element.body.iter(qn("w:tr"))
    ]


def headings(page):
    return [one.text for one in page.paragraphs if one.style.name == "Heading 1"]


def alts(page):
    return [one.get("descr") for one in page.element.body.iter(qn("wp:docPr"))]


def test_it_goes_from_position_to_caveats(son_la):
    assert headings(son_la) == [
        "Vị trí",
        "Từng nội dung",
        "Qua các năm",
        "Thay đổi đến từ nội dung nào",
        "Các tỉnh có kết quả tương đồng",
        "Nội dung có thể nâng điểm",
        "Lưu ý và nguồn",
    ]


def test_the_lead_is_the_sentence_of_the_province(son_la):
    assert (
        "Năm 2023, PAPI của Sơn La đạt 42,40 điểm, xếp thứ 30/61, thuộc nhóm trung bình cao; tăng 1,53 điểm và lên "
        "16 bậc so với năm 2022; trong 8 chỉ số nội dung, 6 tăng và 2 giảm."
    ) in texts(son_la)


def test_position_is_told_in_figures(son_la):
    table = {row[0]: row[1] for row in rows(son_la) if len(row) == 2}
    assert table["Điểm"] == "42,40"
    assert table["Hạng trên 61"] == "30"
    assert table["Nhóm"] == "Trung bình cao"
    assert table["So với 2022"] == "+1,53"
    assert table["Số bậc so với 2022"] == "+16"


def test_every_part_has_a_row_with_score_median_rank_and_change(son_la):
    found = {row[0]: row[1:] for row in rows(son_la) if len(row) == 6}
    assert found["Cung ứng dịch vụ công"] == ["7,59", "1–10", "7,53", "28", "+0,52"]
    assert sum(one.name.vi in found for one in PAPI.children("papi")) == 8


def test_peers_are_those_of_the_profile(son_la):
    names = [row[0] for row in rows(son_la) if len(row) == 5 and row[4].startswith("Trung bình")]
    facts = brief_facts.collect(PAPI, 2023, "63:14")
    assert names == [geography.province(one).name.vi for one in facts.profile.peers]
    assert len(names) == 5


def test_causes_split_the_move_into_own_and_others(son_la):
    assert any("lên 16 bậc xếp hạng: +15 ứng với thay đổi điểm của tỉnh, +1" in one for one in texts(son_la))


def test_levers_come_with_their_effort(son_la):
    found = {row[0]: row[1:] for row in rows(son_la) if len(row) == 5}
    assert found["Kiểm soát tham nhũng trong khu vực công"] == ["6,61", "10", "+0,70", "2,2"]


def test_the_map_has_its_origin_below_it(son_la):
    assert geography.attribution().vi in texts(son_la)


def test_pictures_are_told_to_those_who_do_not_see_them(son_la):
    told = alts(son_la)
    assert len(told) == 4
    assert told[0] == "Bản đồ các tỉnh, Sơn La được viền đậm"
    assert all(told)


def test_caveats_name_gaps_source_version_day_and_link(son_la):
    whole = " ".join(texts(son_la))
    assert "Bình Dương và Quảng Ninh" in whole
    assert "Phiên bản số liệu 0123456789ab, truy cập ngày 09/04/2025" in whole
    assert LINK in whole


def test_without_a_link_there_is_no_code():
    page = made("papi", 2023, "63:14", link="", day=None)
    assert len(alts(page)) == 3
    assert "Nguồn: PAPI (CECODES, RTA & UNDP), papi.org.vn." in texts(page)


def test_a_table_marks_its_heading_for_screen_readers(son_la):
    marked = list(son_la.element.body.iter(qn("w:tblHeader")))
    assert len(marked) == 4


def test_the_page_is_a4_and_its_letters_have_every_vietnamese_sign(son_la):
    section = son_la.sections[0]
    assert (round(section.page_width / Cm(1), 1), round(section.page_height / Cm(1), 1)) == (21.0, 29.7)
    assert son_la.styles["Normal"].font.name == "Arial"


def test_the_language_is_set_for_the_spelling(son_la):
    (mark,) = son_la.styles.element.findall(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert mark.get(qn("w:val")) == "vi-VN"


def test_a_province_without_a_figure_is_told_with_the_reason():
    page = made("papi", 2024, "63:26")
    assert "Năm 2024, Vĩnh Phúc không có số liệu PAPI: thiếu dữ liệu." in texts(page)
    assert "Từng nội dung" not in headings(page)
    assert "Nội dung có thể nâng điểm" not in headings(page)


def test_no_change_of_the_total_is_printed_over_a_refused_break():
    page = made("papi", 2018, "63:14")
    table = {row[0] for row in rows(page) if len(row) == 2}
    assert "So với 2017" not in table
    assert any("không so sánh" in one for one in texts(page))


def test_a_partial_table_has_no_median_and_its_rank_counts_the_country():
    page = made("par", 2024, "63:22")
    table = {row[0]: row[1] for row in rows(page) if len(row) == 2}
    assert table["Hạng trên 63"] == "4"
    assert "Trung vị cả nước" not in table


def test_the_first_year_has_nothing_to_compare_with():
    page = made("papi", 2011, "63:01")
    assert "Không có năm trước để so sánh." in texts(page)


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_tell_the_same_figures(lang):
    table = [row[1:] for row in rows(made("papi", 2023, "63:14", lang)) if len(row) == 6]
    plain = [[cell.replace(",", ".") for cell in row] for row in table[1:]]
    assert plain[5] == ["7.59", "1–10", "7.53", "28", "+0.52"]


def test_a_merged_province_has_a_brief_that_says_its_figures_are_derived():
    page = made("papi", 2023, "34:15")
    assert "Số liệu suy ra theo dân số, không phải số liệu chính thức." in texts(page)
    table = {row[0]: row[1] for row in rows(page) if len(row) == 2}
    assert table["Hạng trên 33"] == str(brief_facts.collect(PAPI, 2023, "34:15").profile.rank)
    assert "Nhóm" not in table


def test_an_unknown_province_is_refused():
    with pytest.raises(ValueError, match="63:99"):
        made("papi", 2023, "63:99")
