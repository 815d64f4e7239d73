"""Headings of programme files: keys in brackets, words, quarters, days."""

from datetime import date, datetime

import pytest

from provindex.catalog import programme_loader
from provindex.intake.formats.workbook import Sheet
from provindex.intake.programme.headers import day_of, head_of, level_of, period_of, qualifier_of


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý I/2024", "2024-01-01..2024-03-31"),
        ("quý iv năm 2023", "2023-10-01..2023-12-31"),
        ("Q2 2024", "2024-04-01..2024-06-30"),
        ("Quarter III of 2024", "2024-07-01..2024-09-30"),
        ("quý I/2024 [2024-01-01..2024-03-31]", "2024-01-01..2024-03-31"),
        ("9 tháng đầu năm 2023", "2023-01-01..2023-09-30"),
        ("6 tháng 2022", "2022-01-01..2022-06-30"),
        ("first 9 months of 2023", "2023-01-01..2023-09-30"),
        ("Năm 2020", "2020-01-01..2020-12-31"),
        ("2020", "2020-01-01..2020-12-31"),
        ("01/01/2021–24/12/2021", "2021-01-01..2021-12-24"),
    ],
)
def test_a_heading_names_a_period(text, period):
    assert str(period_of(text)) == period


@pytest.mark.parametrize("text", ["", "Quý V/2024", "13 tháng 2023", "31/02/2024–01/03/2024", "1750", "Ghi chú"])
def test_anything_else_names_none(text):
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("31/03/2024", date(2024, 3, 31)),
        ("1-4-2024", date(2024, 4, 1)),
        ("2024-03-31", date(2024, 3, 31)),
        (datetime(2024, 3, 31, 7), date(2024, 3, 31)),
        ("31/02/2024", None),
        ("03/31/2024", None),
        (45382, None),
        (None, None),
    ],
)
def test_a_day_is_read_as_vietnam_writes_it(raw, day):
    assert day_of(raw) == day


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Cấp huyện", "district"),
        ("Sở, ban, ngành", "department"),
        ("CẤP XÃ", "commune"),
        ("commune level", "commune"),
        ("tổ dân phố", None),
    ],
)
def test_a_level_is_known_by_its_words(text, level):
    assert level_of(text) == level


@pytest.mark.parametrize(("text", "word"), [("Gần", "nearly"), ("trên", "above"), ("about", "about"), ("đúng", None)])
def test_a_word_before_a_figure_is_kept(text, word):
    assert qualifier_of(text) == word


def head(*cells):
    return head_of(Sheet("A", [["Báo cáo quý"], [], list(cells)]), programme_loader.load().indicators)


@pytest.mark.parametrize(
    ("cells", "layout"),
    [
        (("Chỉ tiêu", "Từ ngày", "Đến ngày", "Số liệu"), "figures"),
        (("Chỉ tiêu", "Quý I/2024", "Quý II/2024"), "periods"),
        (("Đơn vị", "Từ ngày", "Đến ngày", "Hồ sơ trực tuyến"), "units"),
        (("Đơn vị", "Năm", "Tổng điểm", "1. Chỉ đạo, điều hành", "1.1 Kế hoạch"), "index"),
        (("Đơn vị", "Cấp", "Có từ ngày", "Có đến hết ngày"), "registry"),
    ],
)
def test_a_layout_is_known_by_its_headings(cells, layout):
    found = head(*cells)
    assert (found.row, found.layout) == (2, layout)


def test_criteria_keep_their_printed_code_and_name():
    found = head("Đơn vị", "Năm", "Tổng điểm", "1. Chỉ đạo, điều hành", "3.2.1 Xin lỗi khi trễ hẹn")
    assert found.criteria == {3: ("1", "Chỉ đạo, điều hành"), 4: ("3.2.1", "Xin lỗi khi trễ hẹn")}


def test_a_key_in_brackets_counts_whatever_the_language():
    found = head("Anything [indicator]", "Bất kỳ [start]", "x [end]", "y [value]")
    assert dict(found.roles) == {"indicator": 0, "start": 1, "end": 2, "value": 3}


def test_a_sheet_of_something_else_has_no_head():
    assert head("Tên tỉnh", "1: Tham gia", "2: Công khai") is None
