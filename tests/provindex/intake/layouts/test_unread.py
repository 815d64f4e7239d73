"""Sheets and tables of which nothing is read are named. Figures made up."""

import pytest

from provindex.core.translate import translator
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import NAMES, book, column, score, scores, standing

FIRST = ("PAR INDEX 2023", standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"]))


@pytest.mark.parametrize("heads", [["Sở", "Điểm"], ["Ngành", "Số vụ"], None])
def test_a_sheet_with_numbers_that_is_not_read_is_named(heads):
    rows = [*([heads] if heads else []), ["Sở Nội vụ", 80.5], ["Sở Y tế", 79.5], ["Sở Tư pháp", 78.5]]
    reading = read(book(FIRST, ("Sở", rows)), "a.xlsx")
    assert scores(reading, 2023) == column()
    issue = only(reading, "sheets_unread")
    assert (issue.severity, dict(issue.facts)["sheets"]) == ("warns", ("Sở",))
    assert "Sở" in issue.found(translator("vi"))


def test_a_sheet_of_texts_and_one_that_is_read_are_not_named():
    reading = read(book(FIRST, ("Ghi chú", [["Nguồn"], ["Bộ Nội vụ"], ["Tờ trình", 1]])), "a.xlsx")
    assert "sheets_unread" not in codes(reading)


def test_a_table_of_provinces_without_a_measure_is_named_by_its_columns():
    rows = [["Tỉnh", "Dân số"], *[[name, 900 + at] for at, name in enumerate(NAMES)]]
    reading = read(book(FIRST, ("Dân số", rows)), "a.xlsx")
    issue = only(reading, "columns_left")
    assert (issue.sheet, dict(issue.facts)["headings"]) == ("Dân số", ("Dân số",))


def test_a_column_of_texts_without_a_heading_is_named():
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"])
    rows = [*rows[:2], *[[*row, "cao" if at % 2 else "thấp"] for at, row in enumerate(rows[2:])]]
    reading = read(book(("a", rows)), "a.xlsx")
    assert dict(only(reading, "columns_left").facts)["headings"] == ("C",)


def test_numbers_below_a_table_are_no_column_of_it():
    rows = [*standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"]), [], [None, None, None, "Ký", 3.5, 2.5]]
    assert "columns_left" not in codes(read(book(("a", rows)), "a.xlsx"))


def test_a_table_of_others_above_the_provinces_is_named():
    rows = [["PAR INDEX năm 2023"], ["TT", "Bộ, cơ quan", "Điểm"], *[[at, f"Bộ {at}", 80.5 + at] for at in range(1, 9)]]
    rows += [[], ["TT", "Tỉnh", "PAR INDEX"], *[[at, name, score(at)] for at, name in enumerate(NAMES)]]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), only(reading, "table_unread").row) == (column(), 3)


def test_a_title_and_the_most_points_above_the_provinces_are_no_table():
    rows = [["Phụ lục", 1], ["PAR INDEX năm 2023", 2023], ["Tỉnh", "PAR INDEX"], ["Điểm tối đa", 100]]
    rows += [[name, score(at)] for at, name in enumerate(NAMES)]
    assert "table_unread" not in codes(read(book(("a", rows)), "a.xlsx"))
