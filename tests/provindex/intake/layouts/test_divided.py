"""Provinces side by side with several columns each: which of them counts their names do not say. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import read

MEASURES = tuple(layouts.PAR.measures.values())
NAMES = tuple(one.name.vi for one in layouts.NEW)
SPREAD = [text for name in NAMES for text in (name, None)]


def rows_of(width):
    return [
        [measure.name.vi, *(60 + (7 * place + row) % 31 for place in range(width))]
        for row, measure in enumerate(MEASURES)
    ]


@pytest.mark.parametrize("title", ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"])
@pytest.mark.parametrize(
    ("lines", "row", "column"),
    [
        ([["Chỉ số", *SPREAD], [None, *["Điểm", "Xếp hạng"] * 34]], 2, "C"),
        ([["Chỉ số", *SPREAD], [None, *["Năm 2024", "Năm 2025"] * 34]], 2, "C"),
        ([["Chỉ số", *(name for name in NAMES for _ in "ab")], [None, *["Năm 2024", "Năm 2025"] * 34]], 2, "C"),
        ([[None, "Năm 2024", *[None] * 33, "Năm 2025"], ["Chỉ số", *NAMES, *NAMES]], 3, "AJ"),
    ],
    ids=["scores and ranks", "years", "names repeated", "years above"],
)
def test_provinces_with_several_columns_each_are_refused(title, lines, row, column):
    reading = read(layouts.xlsx([[title], *lines, *rows_of(68)]), "a.xlsx")
    assert reading.years == {}
    assert [(one.code, one.severity, one.row, one.column) for one in reading.issues] == [
        ("columns_divided", "blocks", row, column)
    ]


def test_a_column_of_means_without_a_name_divides_no_province():
    rows = [[*row, 75] for row in rows_of(34)]
    reading = read(layouts.xlsx([["PAR INDEX 2025"], ["Chỉ số", *NAMES], *rows]), "a.xlsx")
    assert [issue.code for issue in reading.issues if issue.severity == "blocks"] == ["province_nameless"]
    assert exit_code(reading) == 1
