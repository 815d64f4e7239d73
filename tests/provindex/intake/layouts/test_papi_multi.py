"""2011-2016 in one workbook."""

import pytest

from provindex.core.translate import translator
from provindex.intake import exit_code
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, figures, only, read

YEARS = range(2011, 2017)
NAME = "PAPI_2011-2016.xlsx"


@pytest.fixture(scope="module")
def frames():
    return {year: score_store.read_shipped("papi", year) for year in YEARS}


@pytest.fixture
def book(frames):
    return layouts.multi(frames)


def test_all_years_come_back_as_they_were_written(book, frames):
    reading = read(book.bytes(), NAME)
    assert (reading.layout, list(reading.years)) == ("papi_multi", list(YEARS))
    assert {year: figures(frame) for year, frame in reading.years.items()} == {
        year: figures(frame) for year, frame in frames.items()
    }
    assert exit_code(reading) == 0


def test_the_row_of_the_highest_score_is_no_province(book):
    reading = read(book.bytes(), NAME)
    assert not reading.unresolved
    assert reading.years[2016]["province"].nunique() == 63


def test_the_parts_of_2016_have_other_places_than_before(book, frames):
    reading = read(book.bytes(), NAME)
    assert "papi.accountability.responsiveness" in set(reading.years[2016]["measure"])
    assert "papi.accountability.responsiveness" not in set(reading.years[2015]["measure"])


def test_a_part_without_a_known_name_takes_the_only_place_left(book):
    for column in "AD":
        assert book.sheets["2011_PAPI"][f"{column}1"].value
    row, column = layouts.find(book.sheets["2011_PAPI"], "Law and order")
    for line in (1, 2):
        book.sheets["2011_PAPI"].cell(line, column, "Something else")
    reading = read(book.bytes(), NAME)
    assert "papi.delivery.safety" in set(reading.years[2011]["measure"])
    assert "columns_left" not in codes(reading)


def test_a_code_that_is_not_that_of_the_name_is_told(book):
    book.put("A3", 2, "2013_PAPI")
    issue = only(read(book.bytes(), NAME), "province_conflict")
    assert (issue.sheet, issue.row, issue.column, issue.value) == ("2013_PAPI", 3, "C", "2 Hà Nội")


def test_a_formula_that_adds_up_blanks_is_no_zero(frames):
    """The totals of the publisher's workbook are formulas: those of two provinces without figures store a zero."""
    from provindex.intake.formats.workbook import load
    from tests.provindex.intake.biff import Formula, xls

    sheet = layouts.multi({2014: frames[2014]}).first
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for row in rows[2:]:
        row[-1] = Formula(row[-1] or 0.0)
    data = xls({"2014_PAPI": rows})
    assert len(load(data, NAME).sheets[0].formulas) == 64
    reading = read(data, "PAPI 2014.xls")
    assert figures(reading.years[2014]) == figures(frames[2014])
    assert "zeros" not in codes(reading)
    assert only(reading, "formula_results").severity == "warns"


def test_two_sheets_of_one_year_hold_the_file_back(book):
    book.sheets["2011_PAPI"].title = "PAPI_2012 (2)"
    issue = only(read(book.bytes(), NAME), "sheet_again")
    assert (issue.severity, issue.sheet) == ("blocks", "2012_PAPI")
    assert "“PAPI_2012 (2)”" in issue.found(translator("en"))
