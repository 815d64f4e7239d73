"""The decision of a table, wherever the file names it."""

import pytest

from provindex.intake import to_json
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import read

NAME = "Quyết định số 268/QĐ-BNV ngày 28/03/2025"
WRITTEN = "Kèm theo Quyết định số 268/QĐ-BNV ngày 28/3/2025"
ROWS = [["Tỉnh", "PAR INDEX 2024"], *[[one.name.vi, 80 + place % 9] for place, one in enumerate(layouts.OLD)]]


@pytest.mark.parametrize(
    "rows",
    [
        [["PAR INDEX 2024"], [WRITTEN], *ROWS],
        [["PAR INDEX 2024"], ["Số: 268/QĐ-BNV", "Hà Nội, ngày 28 tháng 3 năm 2025"], *ROWS],
        [["PAR INDEX 2024"], ["Quyết định số 268/QĐ-BNV"], ["ngày 28/3/2025"], *ROWS],
        [*ROWS, [], [f"Nguồn: {WRITTEN}"]],
    ],
    ids=["title", "two cells", "two rows", "note"],
)
def test_the_lines_around_a_table_name_it(rows):
    reading = read(layouts.xlsx(rows), "PAR INDEX 2024.xlsx")
    assert reading.source == NAME
    assert to_json(reading)["source"] == NAME


def test_a_text_file_names_it_too():
    assert read(layouts.text([["PAR INDEX 2024"], [WRITTEN], *ROWS]), "PAR INDEX 2024.csv").source == NAME


@pytest.mark.parametrize("part", ["oddHeader", "oddFooter", "firstHeader", "evenFooter"])
def test_the_margin_of_a_page_names_it(part):
    book = layouts.Book()
    for row in [["PAR INDEX 2024"], *ROWS]:
        (book.sheets.get("Sheet1") or book.sheet("Sheet1")).append(row)
    margin = getattr(book.first, part)
    margin.right.text, margin.right.font, margin.right.size = WRITTEN, "Times New Roman,Italic", 11
    assert read(book.bytes(), "PAR INDEX 2024.xlsx").source == NAME


def test_a_file_without_one_names_none():
    reading = read(layouts.xlsx([["PAR INDEX 2024"], *ROWS]), "PAR INDEX 2024.xlsx")
    assert (reading.source, to_json(reading)["source"]) == ("", None)
