"""2011-2017, a file a year."""

import pytest

from provindex.intake import exit_code
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, figures, only, read


def name(year: int) -> str:
    return f"PAPI-{year}-Dữ-liệu-1.xlsx"


@pytest.mark.parametrize("year", range(2011, 2018))
def test_figures_come_back_as_they_were_written(year):
    frame = score_store.read_shipped("papi", year)
    reading = read(layouts.yearly(frame, year).bytes(), name(year))
    assert (reading.layout, reading.index.key, reading.edition) == ("papi_yearly", "papi", "63")
    parts = frame[frame["measure"] != "papi"]
    back = reading.years[year]
    assert figures(back[back["measure"] != "papi"]) == figures(parts)
    assert exit_code(reading) == 0


def test_the_total_that_the_layout_lacks_is_the_sum_of_the_dimensions():
    frame = score_store.read_shipped("papi", 2017)
    reading = read(layouts.yearly(frame, 2017).bytes(), name(2017))
    totals = layouts.scores_of(reading.years[2017].query("measure == 'papi'"))
    published = layouts.scores_of(frame.query("measure == 'papi'"))
    assert totals == pytest.approx(published, abs=1e-5)
    assert only(reading, "total_derived").severity == "warns"


def test_a_province_with_a_row_of_blank_cells_has_no_figures():
    reading = read(layouts.yearly(score_store.read_shipped("papi", 2014), 2014).bytes(), name(2014))
    assert not set(reading.years[2014]["province"]) & {"63:24", "63:87"}
    assert reading.missing(2014) == 2 * 29
    assert "figures_missing" not in codes(reading)


def test_the_file_name_decides_where_the_tab_says_another_year():
    reading = read(layouts.yearly(score_store.read_shipped("papi", 2011), 2011, tab_year=2012).bytes(), name(2011))
    assert list(reading.years) == [2011]
    issue = only(reading, "year_conflict")
    assert (issue.severity, issue.value, issue.expected) == ("warns", "2012", "2011")


def test_the_tab_decides_where_the_file_name_says_no_year():
    reading = read(layouts.yearly(score_store.read_shipped("papi", 2015), 2015).bytes(), "tong hop.xlsx")
    assert list(reading.years) == [2015]


def test_without_any_year_the_file_waits_for_one():
    book = layouts.yearly(score_store.read_shipped("papi", 2015), 2015)
    book.first.title = "Bảng tổng hợp kết quả"
    reading = read(book.bytes(), "data.xlsx")
    assert exit_code(reading) == 1
    assert only(reading, "year_unknown").severity == "blocks"
    assert [question.about for question in reading.questions] == ["year"]


def test_a_number_and_a_name_that_contradict_each_other_are_told():
    book = layouts.yearly(score_store.read_shipped("papi", 2016), 2016)
    book.put("B1", "  2: Công khai, minh bạch trong việc ra quyết địn")
    book.put("C1", "  1: Công khai, minh bạch trong việc ra quyết địn")
    reading = read(book.bytes(), name(2016))
    issue = only(reading, "measure_conflict")
    assert (issue.sheet, issue.row, issue.column) == ("2016PAPI- Bảng tổng hợp kết quả", 1, "C")


def test_a_province_without_a_row_on_one_of_the_sheets_is_told_there():
    book = layouts.yearly(score_store.read_shipped("papi", 2012), 2012)
    sheet = book.sheets["Điểm thành phần 3"]
    sheet.delete_rows(layouts.find(sheet, "Sơn La")[0])
    issue = only(read(book.bytes(), name(2012)), "provinces_missing")
    assert (issue.severity, issue.sheet, issue.expected) == ("blocks", "Điểm thành phần 3", "Sơn La")


@pytest.mark.parametrize("region", ["Vùng Tây Nguyên", "IV. Tây Nguyên", "Đồng bằng sông Hồng", "Central Highlands"])
def test_a_row_of_a_region_is_no_province(region):
    frame = score_store.read_shipped("papi", 2012)
    book = layouts.yearly(frame, 2012)
    book.first.insert_rows(30)
    for column in range(1, 8):
        book.first.cell(30, column, region if column == 1 else 5.5)
    reading = read(book.bytes(), name(2012))
    assert codes(reading) == ["rows_left", "total_derived"]
    assert len(reading.years[2012]) == len(frame)
