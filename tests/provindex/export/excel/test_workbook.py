"""Workbooks: typed numbers, one sheet a level, texts that no Excel runs, and how to read them."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.export.excel import notes_sheet, workbook
from provindex.export.excel.workbook import Column, Sheet
from provindex.store import score_store

VI = translator("vi")
PAPI = load_catalog().indices["papi"]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def one_sheet(rows, *columns, told=(), t=VI):
    return opened(workbook.shown([Sheet("Bảng", columns, rows)], told, t))["Bảng"]


@pytest.fixture(scope="module")
def year():
    return opened(workbook.whole_year(PAPI, 2022, score_store.read("papi", 2022), "0123456789ab", "/x", VI))


def test_a_year_has_a_sheet_for_each_level_and_one_to_read_it_by(year):
    assert year.sheetnames == ["Tổng hợp", "Nội dung cấp 1", "Nội dung cấp 2", "Cách đọc"]


def test_numbers_are_numbers_with_all_their_decimals(year):
    page = year["Tổng hợp"]
    rows = {row[0].value: row[2] for row in page.iter_rows(min_row=2)}
    scores = score_store.read("papi", 2022).query("measure == 'papi'").set_index("province")["score"]
    assert rows["63:14"].value == scores["63:14"]
    assert rows["63:14"].data_type == "n"
    assert rows["63:14"].number_format == "#,##0.00"


def test_every_province_has_a_row_and_a_missing_figure_is_an_empty_cell(year):
    page = year["Tổng hợp"]
    rows = {row[1].value: row[2].value for row in page.iter_rows(min_row=2)}
    assert len(rows) == 63
    assert rows["Bắc Giang"] is None
    assert 0 not in rows.values()


def test_provinces_stand_in_vietnamese_order(year):
    names = [row[1].value for row in year["Tổng hợp"].iter_rows(min_row=2)]
    assert names[:3] == ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu"]


def test_headings_carry_the_code_printed_in_that_year(year):
    heads = [cell.value for cell in year["Nội dung cấp 1"][1]]
    assert heads[2] == "1 Tham gia của người dân ở cấp cơ sở"
    assert heads[-1] == "Nguồn"
    assert len(heads) == 2 + 8 + 1


def test_ranks_and_intervals_come_along_where_they_are_published():
    par = load_catalog().indices["par"]
    page = opened(workbook.whole_year(par, 2024, score_store.read("par", 2024), "v", "", VI))["Tổng hợp"]
    heads = [cell.value for cell in page[1]]
    assert "Chỉ số cải cách hành chính: hạng" in heads
    ranks = [row[heads.index("Chỉ số cải cách hành chính: hạng")] for row in page.iter_rows(min_row=2)]
    known = [one for one in ranks if one.value is not None]
    assert {type(one.value) for one in known} == {int}
    assert {one.number_format for one in known} == {"#,##0"}


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-x", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    page = one_sheet(pd.DataFrame({"a": [text]}), Column("a", text))
    for cell in (page["A1"], page["A2"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix


def test_an_ordinary_text_has_no_mark_against_formulas():
    assert not one_sheet(pd.DataFrame({"a": ["Sơn La"]}), Column("a", "Tỉnh"))["A2"].quotePrefix


def test_letters_that_no_workbook_holds_are_left_out():
    assert one_sheet(pd.DataFrame({"a": ["x\x0by"]}), Column("a", "A"))["A2"].value == "xy"


def test_a_change_is_shown_with_its_sign():
    page = one_sheet(pd.DataFrame({"a": [1.5]}), Column("a", "A", "number", 2, signed=True))
    assert page["A2"].number_format == "+#,##0.00;−#,##0.00;#,##0.00"
    assert page["A2"].value == 1.5


@pytest.mark.parametrize(
    ("names", "tabs"),
    [
        (("PAPI/2023: a?", "x"), ["PAPI 2023  a", "x"]),
        (("Bảng", "bảng"), ["Bảng", "bảng 2"]),
        (("a" * 40, "a" * 40), ["a" * 31, "a" * 29 + " 2"]),
        (("", "''"), ["–", "– 2"]),
    ],
    ids=["forbidden letters", "same name", "too long", "empty"],
)
def test_tabs_have_names_that_excel_takes(names, tabs):
    sheets = [Sheet(name, (Column("a", "A"),), pd.DataFrame({"a": ["x"]})) for name in names]
    assert opened(workbook.shown(sheets, (), VI)).sheetnames[:2] == tabs


def test_the_reader_can_filter_and_keeps_headings_and_names_in_sight(year):
    page = year["Nội dung cấp 1"]
    assert page.auto_filter.ref == page.dimensions
    assert page.freeze_panes == "C2"


def test_the_guide_holds_scales_breaks_gaps_version_and_source(year):
    rows = [[cell.value for cell in row] for row in year["Cách đọc"].iter_rows()]
    told = {row[0]: row[1:] for row in rows}
    assert told["Phiên bản số liệu"][0] == "0123456789ab"
    assert told["papi"][3] == "https://papi.org.vn"
    assert told["1 Tham gia của người dân ở cấp cơ sở"][1:3] == ["1", "10"]
    assert ["Trước năm 2018", "không so sánh", "Chỉ số PAPI tổng hợp"] in [[row[0], row[2], row[4]] for row in rows]
    assert told["Bắc Ninh"][:2] == ["Dữ liệu khảo sát không chính xác.", "0"]


def test_the_guide_says_over_how_many_provinces_ranks_are_counted():
    par = load_catalog().indices["par"]
    book = opened(workbook.whole_year(par, 2018, score_store.read("par", 2018), "v", "", VI))
    cells = [cell for row in book.worksheets[-1].iter_rows(values_only=True) for cell in row if cell]
    assert "Hạng tính trong 63 tỉnh, thành phố." in cells
    lines = notes_sheet.of_year(
        PAPI, 2022, "v", "", VI, measures=["papi", "papi.delivery"], ranked={"papi": 61, "papi.delivery": 63}
    )
    assert [one.cells for one in lines if one.cells and one.cells[0].startswith("Hạng tính")] == [
        ("Hạng tính trong 61 tỉnh, thành phố.",),
        ("Hạng tính trong 63 tỉnh, thành phố.",),
    ]


def test_the_guide_speaks_of_the_measures_shown_alone():
    lines = notes_sheet.of_year(PAPI, 2022, "v", "", VI, measures=["papi.delivery"])
    heads = [one.head for one in lines]
    assert "6 Cung ứng dịch vụ công" in heads
    assert "1 Tham gia của người dân ở cấp cơ sở" not in heads
    assert "Tỉnh không có số liệu" not in heads


def test_parts_are_not_listed_where_all_of_them_are_meant():
    measures = [one for one in PAPI.measures_of(2022) if one.key.startswith("papi.delivery")]
    assert notes_sheet._named(measures, measures, VI) == "Cung ứng dịch vụ công và các nội dung thành phần"
    assert notes_sheet._named(measures[:2], measures, VI) == "Cung ứng dịch vụ công; Y tế công lập"


def test_the_guide_of_a_provisional_year_says_so():
    edition = replace(PAPI.editions[2023], status="provisional")
    index = replace(PAPI, editions={**PAPI.editions, 2023: edition})
    told = {one.head: one.cells for one in notes_sheet.of_year(index, 2023, "v", "", VI)}
    assert told["Trạng thái"] == ("Số liệu tạm thời, có thể còn thay đổi.",)
    assert "Trạng thái" not in {one.head for one in notes_sheet.of_year(PAPI, 2023, "v", "", VI)}


def test_fixed_groups_tell_their_cuts():
    par = load_catalog().indices["par"]
    told = {one.head: one.cells for one in notes_sheet.of_year(par, 2018, "v", "", VI)}
    assert told["Nhóm A"] == ("từ 80",)
    assert told["Nhóm D"] == ("dưới 70",)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_both_languages_give_the_same_figures(lang):
    book = opened(workbook.whole_year(PAPI, 2023, score_store.read("papi", 2023), "v", "", translator(lang)))
    page = book.worksheets[1]
    figures = {row[0].value: [cell.value for cell in row[2:]] for row in page.iter_rows(min_row=2)}
    assert figures["63:14"][0] == pytest.approx(4.891, abs=0.001)
    assert len(figures["63:14"]) == 8 + 1  # and the source


@pytest.mark.filterwarnings("error::pandas.errors.PerformanceWarning")
def test_a_sheet_of_more_than_a_hundred_columns_is_made_in_one_go():
    scores = score_store.read("papi", 2022).assign(low=1.0, high=2.0, se=0.1, rank_published=1, group_published="high")
    sheet = workbook.levels(PAPI, 2022, scores, VI)[-1]
    assert len(sheet.columns) > 100
    assert list(sheet.rows) == [column.key for column in sheet.columns]
