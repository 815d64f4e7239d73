import openpyxl
import pytest

from provindex.intake.formats import limits, workbook
from tests.provindex.intake import layouts, parts
from tests.provindex.intake.biff import Error, Formula, xls

ROWS = [["Tỉnh", "papi"], ["Hà Nội", 43.96], ["Huế", None]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (layouts.xlsx(ROWS), "xlsx"),
        (xls({"Sheet1": ROWS}), "xls"),
        (parts.ods("".join(parts.ods_row(*row) for row in ROWS)), "ods"),
        (layouts.parquet_table({"Tỉnh": ["Hà Nội", "Huế"], "papi": [43.96, None]}), "parquet"),
    ],
    ids=["xlsx", "xls", "ods", "parquet"],
)
def test_every_format_gives_the_same_cells(data, kind):
    book = workbook.load(data, f"a.{kind}")
    assert book.kind == kind
    assert [[sheet.value(row, column) for column in range(2)] for sheet in book.sheets for row in range(3)] == ROWS


def test_text_tables_keep_their_text():
    book = workbook.load(layouts.text(ROWS, ";", ","), "a.csv")
    assert book.sheets[0].rows == [["Tỉnh", "papi"], ["Hà Nội", "43,96"], ["Huế", ""]]


@pytest.mark.parametrize(
    "data",
    [
        xls({"a": [["x", Formula(1.0)]]}),
        parts.ods(parts.ods_row("x", "=1")),
        parts.xlsx('<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1"><f>cmd|1</f><v>1</v></c></row>'),
    ],
    ids=["xls", "ods", "xlsx"],
)
def test_formulas_are_known_and_only_their_stored_results_read(data):
    sheet = workbook.load(data, "a").sheets[0]
    assert (sheet.value(0, 1), sheet.formulas) == (1.0, {(0, 1)})


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (xls({"a": [["x", Error(0x07)]]}), "#DIV/0!"),
        (parts.xlsx('<row r="1"><c r="B1" t="e"><v>#REF!</v></c></row>'), "#REF!"),
    ],
    ids=["xls", "xlsx"],
)
def test_errors_are_not_taken_for_blank_cells(data, shown):
    assert workbook.load(data, "a").sheets[0].errors == {(0, 1): shown}


def test_cells_without_an_address_stand_one_after_the_other():
    sheet = workbook.load(
        parts.xlsx("<row><c><v>1</v></c></row><row><c><v>2</v></c><c><f>1</f></c></row>"), "a"
    ).sheets[0]
    assert sheet.formulas == {(1, 1)}


def test_hidden_sheets_are_named_and_not_read():
    book = layouts.Book()
    book.sheet("shown").append(["a"])
    book.sheet("hidden").sheet_state = "veryHidden"
    read = workbook.load(book.bytes(), "a.xlsx")
    assert [sheet.name for sheet in read.sheets] == ["shown"]
    assert [(issue.code, issue.sheet) for issue in read.issues] == [("sheet_hidden", "hidden")]


def test_merged_cells_are_known():
    book = openpyxl.Workbook()
    book.active.append([1, 2, 3])
    book.active.merge_cells("A1:B1")
    sheet = workbook.load(_saved(book), "a.xlsx").sheets[0]
    assert sheet.merged == dict.fromkeys([(0, 0), (0, 1)], ((0, 0), (0, 1)))


def test_macros_links_and_pictures_are_never_unpacked():
    more = dict.fromkeys(("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/media/image1.png"), b"\xff")
    book = workbook.load(parts.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', more=more), "a.xlsm")
    assert book.sheets[0].rows == [[1.0]]


def test_cells_are_counted_as_in_the_file_when_the_first_rows_are_blank():
    book = layouts.Book()
    book.sheet("a")["C4"] = "x"
    sheet = workbook.load(book.bytes(), "a.xlsx").sheets[0]
    assert sheet.text(3, 2) == "x"
    assert sheet.place(3, 2).address == "C4"


def _saved(book: openpyxl.Workbook) -> bytes:
    wrapped = layouts.Book(workbook=book)
    return wrapped.bytes()


def hiding_xlsx():
    book = layouts.Book()
    sheet = book.sheet("a")
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    return book.bytes()


def hiding_ods():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = [parts.ods_row(*ROWS[0]), parts.ods_row(*ROWS[1], attributes='table:visibility="filter"')]
    return parts.ods(columns + "".join(rows) + parts.ods_row(*ROWS[2]))


@pytest.mark.parametrize(
    "data",
    [hiding_xlsx(), hiding_ods(), xls({"a": ROWS}, hidden=([1], [1]))],
    ids=["xlsx", "ods", "xls"],
)
def test_hidden_rows_and_columns_are_known_and_their_cells_read(data):
    sheet = workbook.load(data, "a").sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.value(1, 1)) == ({1}, {1}, 43.96)


def test_a_million_hidden_rows_below_the_table_cost_nothing():
    rows = "".join(parts.ods_row(*row) for row in ROWS)
    rows += '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048573"/>'
    sheet = workbook.load(parts.ods(rows), "a.ods").sheets[0]
    assert max(sheet.hidden_rows) < limits.ROWS
