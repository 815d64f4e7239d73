import io

import openpyxl
import pytest

from provindex.core.translate import LANGS, translator
from provindex.intake.annotated_copy import marked
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import read


def opened(reading, lang: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked(reading, translator(lang))))


@pytest.fixture
def damaged():
    book = layouts.wide(score_store.read_shipped("papi", 2023), 2023)
    return read(book.put("D7", 11.2).put("E8", "=cmd|x").put("F9", "12 điểm").bytes())


def test_the_cells_with_issues_are_marked_and_say_why(damaged):
    sheet = opened(damaged)["2023_VIE_ENG"]
    assert sheet["D7"].value == 11.2
    assert sheet["D7"].fill.fgColor.rgb.endswith("F4B183")
    assert "11.2 lies outside the scale" in sheet["D7"].comment.text
    assert sheet["D8"].comment is None


def test_all_issues_stand_on_the_first_sheet(damaged):
    book = opened(damaged)
    listed = list(book["Issues"].iter_rows(min_row=2, max_col=7, values_only=True))
    assert [row[6] for row in listed] == [issue.code for issue in damaged.issues]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_in_the_copy_is_a_formula(damaged, lang):
    book = opened(damaged, lang)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_texts_that_would_act_are_escaped_and_control_characters_shown():
    rows = [["Tỉnh", "papi"], ["@SUM(A1)", 1.0], ["+cmd", 2.0], ["a\u202eb", 3.0], ["-5", 43.0]]
    sheet = opened(read(layouts.text(rows), "PAPI 2023.csv")).worksheets[1]
    assert [sheet.cell(row, 1).value for row in range(2, 5)] == ["'@SUM(A1)", "'+cmd", "a\\u202eb"]


def test_sheets_with_names_that_excel_forbids_are_copied():
    book = layouts.wide(score_store.read_shipped("papi", 2023), 2023)
    book.first.title = "Issues"
    copied = opened(read(book.put("D7", 11.2).bytes()))
    assert copied.sheetnames == ["Issues", "Issues (2)"]
    assert copied["Issues (2)"]["D7"].comment is not None


def test_a_file_that_could_not_be_opened_has_its_issue_alone():
    book = opened(read(b""))
    assert book.sheetnames == ["Issues"]
    assert book["Issues"]["C2"].value == "The file is empty."
