"""Ministries beside the provinces, in a table of their own or in the same one. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import only, read
from tests.provindex.intake.formats import words

MINISTRIES = ("Bộ Tư pháp", "Ngân hàng Nhà nước Việt Nam", "Bộ Y tế", "Thanh tra Chính phủ", "3. Bộ Xây dựng")
NAMES = tuple(one.name.vi for one in layouts.NEW)
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"
EXPECTED = {(one.id, "par"): 80 + place * 7 % 19 + 0.25 for place, one in enumerate(layouts.NEW)}

ministries = [(name, 95 - place) for place, name in enumerate(MINISTRIES)]
provinces = [(one.name.vi, EXPECTED[one.id, "par"]) for one in layouts.NEW]


def documented(*tables):
    """A decision with a title and a table for each pair of heading and rows."""
    blocks = [words.paragraph("QUYẾT ĐỊNH"), words.paragraph("Số: 12/QĐ-BNV")]
    for heading, rows in tables:
        lines = [words.row(heading, "PAR INDEX 2025"), *(words.row(name, f"{value:.2f}") for name, value in rows)]
        blocks += [words.paragraph(f"{TITLE} CỦA {heading}"), words.table(*lines, widths=(3000, 2000))]
    return words.document(*blocks)


def workbook(*tables):
    """A workbook with a sheet for each pair of heading and rows."""
    book = layouts.Book()
    for number, (heading, rows) in enumerate(tables, start=1):
        sheet = book.sheet(f"PL{number}")
        for row in ([TITLE], [heading, "PAR INDEX 2025"], *rows):
            sheet.append(row)
    return book.bytes()


LISTS = (("Bộ, cơ quan ngang bộ", ministries), ("Tỉnh, thành phố", provinces))


@pytest.mark.parametrize("lists", [LISTS, LISTS[::-1]], ids=["ministries first", "provinces first"])
@pytest.mark.parametrize(("write", "name"), [(documented, "phu luc.docx"), (workbook, "phu luc.xlsx")])
def test_of_tables_of_ministries_and_of_provinces_that_of_the_provinces_is_read(lists, write, name):
    reading = read(write(*lists), name)
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2025]) == EXPECTED
    assert len(dict(only(reading, "sheets_unread").facts)["sheets"]) == 1


@pytest.mark.parametrize("rows", [[*provinces, *ministries], [*ministries[:3], *provinces]], ids=["below", "above"])
@pytest.mark.parametrize(("write", "name"), [(documented, "phu luc.docx"), (workbook, "phu luc.xlsx")])
def test_ministries_in_the_table_of_the_provinces_are_left_out_and_named(rows, write, name):
    reading = read(write(("Bộ, tỉnh", rows)), name)
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2025]) == EXPECTED
    left = dict(only(reading, "rows_left").facts)["rows"]
    assert set(left) == {name for name, _ in rows} - set(NAMES)


def test_another_name_with_figures_is_asked_about():
    rows = [*provinces, ("Bộ phận tổng hợp", 80.5), ("Vùng thử nghiệm", 70.5)]
    asked = [one.value for one in read(workbook(("Tỉnh", rows)), "a.xlsx").issues if one.code == "province_unknown"]
    assert asked == ["Bộ phận tổng hợp", "Vùng thử nghiệm"]


@pytest.mark.parametrize("second", ["names", "numbers"])
def test_a_heading_of_two_lines_over_provinces_in_columns_is_read(second):
    measures = list(layouts.PAR.measures.values())
    lines = {
        "names": [["STT", "Chỉ số", "Tỉnh, thành phố"], [None, None, *NAMES]],
        "numbers": [["STT", "Chỉ số", *NAMES], [f"({number})" for number in range(1, len(NAMES) + 3)]],
    }
    expected = {
        (one.id, measure.key): 60 + (7 * place + 5 * row) % 31 + 0.5
        for row, measure in enumerate(measures)
        for place, one in enumerate(layouts.NEW)
    }
    rows = [
        [row + 1, measure.name.vi, *(expected[one.id, measure.key] for one in layouts.NEW)]
        for row, measure in enumerate(measures)
    ]
    reading = read(layouts.xlsx([[TITLE], *lines[second], *rows]), "a.xlsx")
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2025]) == expected
