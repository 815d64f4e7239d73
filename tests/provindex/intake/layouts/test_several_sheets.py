"""Sheets of one file beside each other: which of them are of the index and the year that is read. Figures made up."""

import pytest

from provindex.intake import Answers, exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, read


def sheet_of(book, name, title, heads, first=80):
    sheet = book.sheet(name)
    sheet.append([title])
    sheet.append(heads)
    for place, one in enumerate(layouts.OLD):
        sheet.append([one.name.vi, *(first + at - place / 4 for at in range(len(heads) - 1))])


@pytest.mark.parametrize("number", [[], ["Xếp hạng"]], ids=["plain", "annex"])
def test_a_sheet_without_a_year_does_not_take_that_of_a_sheet_of_another_index(number):
    book = layouts.Book()
    sheet_of(book, "Năm 2022", "Kết quả", ["Tỉnh", "PAR INDEX"])
    sheet_of(book, "Kết quả", "PAR INDEX và SIPAS", ["Tỉnh", "PAR INDEX", "SIPAS", *number], 81)
    reading = read(book.bytes(), "x.xlsx", Answers(index="sipas"))
    assert (codes(reading)[0], reading.years) == ("year_unknown", {})


@pytest.mark.parametrize("answered", ["par", "sipas"])
def test_a_sheet_of_another_index_is_no_table_without_figures(answered):
    book = layouts.Book()
    sheet_of(book, "PAR INDEX và SIPAS", "Năm 2023", ["Tỉnh", "PAR INDEX", "SIPAS"], 81)
    sheet_of(book, "Năm 2022", "Năm 2022", ["Tỉnh", "PAR INDEX"])
    reading = read(book.bytes(), "x.xlsx", Answers(index=answered))
    assert exit_code(reading) == 0
    scores = layouts.scores_of(reading.years[2023])
    assert scores["63:01", answered] == (81 if answered == "par" else 82)


def test_totals_on_a_sheet_without_a_year_are_not_those_of_another_sheet():
    book = layouts.Book()
    sheet_of(book, "Năm 2022", "PAR INDEX năm 2022", ["Tỉnh", "Xếp hạng", "Thể chế"])
    sheet_of(book, "Kết quả", "PAR INDEX", ["Tỉnh", "Điểm"], 81)
    reading = read(book.bytes(), "x.xlsx")
    assert not any("par" in set(frame["measure"]) and exit_code(reading) == 0 for frame in reading.years.values())
