"""The workbooks of a programme: templates that the reader of programme files knows, and the list of what fell."""

import io

import openpyxl
import pandas as pd
import pytest

from provindex.catalog import programme_loader
from provindex.core.translate import translator
from provindex.export.excel import programme_workbook as templates
from provindex.export.excel.notes_sheet import Line

COLUMNS = ["index", "measure", "score_from", "score_to", "change", "places", "unit", "note", "entered"]


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.parametrize(
    ("lang", "details", "quarters"), [("vi", "Theo chỉ tiêu", "Theo quý"), ("en", "By indicator", "By quarter")]
)
def test_a_template_by_indicator_lists_the_catalogue(lang, details, quarters):
    programme = programme_loader.load()
    found = sheets(templates.by_indicator(programme, "63:14", 2024, translator(lang)))
    for name in (details, quarters):
        assert [row[0] for row in found[name][1:]] == list(programme.indicators)


def test_a_column_of_the_template_is_a_quarter_of_the_year():
    found = sheets(templates.by_indicator(programme_loader.load(), "63:14", 2024, translator("vi")))
    assert [head for head in found["Theo quý"][0] if "quý" in str(head)] == [
        "quý I/2024 [2024-01-01..2024-03-31]",
        "quý II/2024 [2024-04-01..2024-06-30]",
        "quý III/2024 [2024-07-01..2024-09-30]",
        "quý IV/2024 [2024-10-01..2024-12-31]",
    ]


def test_a_template_by_unit_lists_the_units_of_the_province_with_their_last_day():
    found = sheets(templates.by_unit(programme_loader.load(), "63:66", 2024, translator("vi")))
    assert found["Danh mục đơn vị"][1] == ["Huyện Buôn Đôn", "cấp huyện", None, "30/06/2025"]
    assert [row[0] for row in found["Chỉ số của đơn vị"][1:]] == ["Điểm tối đa", "Huyện Buôn Đôn"]


def test_a_template_names_its_province():
    found = sheets(templates.by_unit(programme_loader.load(), "63:66", 2024, translator("vi")))
    assert found["Cách đọc"][0][:2] == ["Tỉnh, thành phố", "63:66 Tỉnh Đắk Lắk"]


def test_the_list_of_what_fell_holds_numbers_and_what_was_entered():
    rows = pd.DataFrame(
        [("PAPI", "Chất lượng nước", 0.67, 0.55, -0.12, -13, "=Sở", "", "")],
        columns=COLUMNS,
    )
    found = sheets(templates.fell(rows, [Line("Nguồn", ("PAPI",))], translator("vi")))
    assert found["Chỉ số giảm"][1][:7] == ["PAPI", "Chất lượng nước", 0.67, 0.55, -0.12, -13, "=Sở"]


def test_a_typed_formula_stays_a_text():
    rows = pd.DataFrame([("PAPI", "a", 1.0, 0.5, -0.5, -1, "=1+1", "", "")], columns=COLUMNS)
    book = openpyxl.load_workbook(io.BytesIO(templates.fell(rows, [], translator("vi"))))
    assert book.worksheets[0]["G2"].data_type == "s"
