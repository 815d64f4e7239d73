"""Tables with provinces in rows beside tables with provinces side by side. Figures made up."""

import pytest

from provindex.intake import Answers, exit_code
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import book, column, lying, scores, standing

PARTS = ["Chỉ đạo điều hành", "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy"]


@pytest.mark.parametrize("order", [1, -1], ids=["rows first", "side by side first"])
def test_the_newest_sheet_is_read_however_another_lies(order):
    sheets = [
        ("2023", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("2022", lying("PAR INDEX năm 2022", ["PAR INDEX", *PARTS], add=9)),
    ]
    reading = read(book(*sheets[::order]), "par.xlsx")
    assert (reading.layout, list(reading.years), scores(reading, 2023)) == ("mixed", [2023], column())
    left = only(reading, "sheet_left")
    assert (left.sheet, dict(left.facts)["year"]) == ("2022", 2022)


def test_the_year_of_the_file_is_read_where_it_lies_side_by_side():
    sheets = [
        ("2023", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("2022", lying("PAR INDEX năm 2022", ["PAR INDEX"], add=9)),
    ]
    reading = read(book(*sheets), "par 2022.xlsx")
    assert (scores(reading, 2022), only(reading, "sheet_left").sheet) == (column(9), "2023")


def test_totals_in_rows_and_parts_side_by_side_are_one_year():
    sheets = [
        ("Tổng hợp", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("Thành phần", lying("Các chỉ số thành phần", PARTS, add=1)),
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(), column(2))
    assert exit_code(reading) == 0


def test_totals_side_by_side_without_a_year_are_left_and_named():
    sheets = [
        ("Tổng hợp", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("Bảng 2", lying("Kết quả", ["PAR INDEX"], add=1)),
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), only(reading, "sheet_undated").sheet) == (column(), "Bảng 2")


def test_a_table_of_another_index_is_left_and_read_where_it_is_asked_for():
    sheets = [
        ("2023", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("SIPAS", lying("SIPAS năm 2023", ["SIPAS"], add=9)),
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), dict(only(reading, "index_left").facts)["index"].en) == (column(), "SIPAS")
    answered = read(book(*sheets), "a.xlsx", Answers(index="sipas"))
    assert (scores(answered, 2023, "sipas"), "index_left" in codes(answered)) == (column(9), True)


def test_the_same_totals_twice_with_other_figures_block():
    sheets = [
        ("A", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])),
        ("B", lying("PAR INDEX năm 2023", ["PAR INDEX"], add=1)),
    ]
    assert only(read(book(*sheets), "a.xlsx"), "measure_twice").severity == "blocks"


def test_a_table_that_does_not_say_its_index_is_named_and_left():
    sheets = [
        ("A", lying("PAR INDEX năm 2023", ["PAR INDEX"])),
        ("B", standing("Năm 2023", ["Tỉnh", "Điểm"])),
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), only(reading, "index_unsaid").sheet) == (column(), "B")
