"""What goes through the worker comes back as it was: every layout, every format, every kind of cell."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex.core.translate import Text
from provindex.intake import cells
from provindex.intake.formats import workbook
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Place, issue_of
from provindex.store import score_store
from provindex.worker import answers
from tests.provindex.intake import biff, layouts, parts
from tests.provindex.intake.formats import pages, words

ROWS = [["Tỉnh", "papi"], ["Hà Nội", 43.96], ["Huế", None]]


def there_and_back(book: Workbook) -> Workbook:
    sent = [json.dumps(document, ensure_ascii=False) for document in answers.documents(book)]
    return answers.workbook_of([json.loads(one, object_hook=answers.restored) for one in sent], book.sha256)


def typed(book: Workbook) -> list[list[list[tuple[str, str]]]]:
    """Every cell with its type, since 1 == 1.0 == True, and a per cent equals its number; a text with its mark."""
    return [[[(type(cell).__name__, written(cell)) for cell in row] for row in sheet.rows] for sheet in book.sheets]


def written(cell: object) -> str:
    return f"{cell!r} {cell.mark}" if isinstance(cell, cells.Footnoted) else repr(cell)


def expect_the_same(book: Workbook) -> None:
    back = there_and_back(book)
    assert back == book
    assert typed(back) == typed(book)


FILES = {
    "papi_yearly": lambda: layouts.yearly(score_store.read_shipped("papi", 2015), 2015).bytes(),
    "papi_multi": lambda: layouts.multi(
        {year: score_store.read_shipped("papi", year) for year in (2011, 2012)}
    ).bytes(),
    "papi_wide": lambda: layouts.wide(score_store.read_shipped("papi", 2024), 2024).bytes(),
    "plain": lambda: layouts.xlsx(ROWS),
    "xls": lambda: biff.xls({"a": [*ROWS, ["x", biff.Formula(1.5)], ["y", biff.Error(7)]]}),
    "hidden": lambda: biff.xls({"a": ROWS}, hidden=([1, 2], [1])),
    "ods": lambda: parts.ods("".join(parts.ods_row(*row) for row in ROWS)),
    "csv": lambda: layouts.text(ROWS, ";", ","),
    "parquet": lambda: layouts.parquet_table({"Tỉnh": ["Hà Nội", None], "papi": [43.96, 1], "n": [1, 2]}),
    "docx": lambda: words.annex(words.row("1", "Lào Cai", "91,07"), words.row("2", "Cà Mau", "90,25")),
    "pdf": lambda: pages.pdf(pages.Page().text(60, 100, "PAR INDEX 2025").table([("STT", "Tỉnh"), ("1", "91,07")])),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_layout_and_format_comes_back_as_it_was(kind):
    expect_the_same(workbook.load(FILES[kind](), f"{kind}.x"))


plain = st.none() | st.text() | st.booleans() | st.integers() | st.floats(allow_nan=False)
special = (
    st.floats(allow_nan=False).map(cells.Percent)
    | st.floats(allow_nan=False).map(cells.Unshown)
    | st.builds(cells.Footnoted.of, st.text(), st.text())
    | st.dates()
    | st.datetimes().map(lambda moment: moment.replace(fold=0))
    | st.times().map(lambda moment: moment.replace(fold=0))
    | st.timedeltas()
)
places = st.tuples(st.integers(0, 99), st.integers(0, 99))
sheets = st.builds(
    Sheet,
    name=st.text(),
    rows=st.lists(st.lists(plain | special, max_size=4), max_size=4),
    formulas=st.frozensets(places),
    errors=st.dictionaries(places, st.text()),
    merged=st.dictionaries(places, st.tuples(places, places)),
    margins=st.lists(st.text()).map(tuple),
    above=st.integers(0, 9),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(sheets, max_size=2))
def test_any_cells_come_back_as_they_were(found):
    expect_the_same(Workbook("a.xlsx", "xlsx", tuple(found), "hash"))


def test_a_sheet_of_many_documents_is_put_together_in_order():
    rows = [[row, *[None] * 99] for row in range(1_000)]
    book = Workbook("a.csv", "text", (Sheet("", rows), Sheet("b", [["x"]])), "hash")
    assert len(list(answers.documents(book))) == 1 + 6 + 1
    expect_the_same(book)


def test_days_and_times_come_back_as_they_were():
    row = [date(2024, 2, 29), datetime(2024, 2, 29, 23, 59, 59, 5), time(1, 2, 3), timedelta(days=-1, microseconds=7)]
    expect_the_same(Workbook("a.xls", "xls", (Sheet("a", [row]),), "hash"))


def test_an_issue_with_texts_and_lists_comes_back_as_it_was():
    facts = {"found": Text("Hà Giang", "Ha Giang"), "files": ("a", Text("b", "c")), "n": 3, "share": 0.5}
    issue = issue_of("format_packed", Place("Sổ", 3, 2), value=1.5, expected="x", facts=facts)
    sent = json.dumps(answers.issue_document(issue))
    assert answers.issue_of_document(json.loads(sent, object_hook=answers.restored)) == issue


def test_an_issue_that_no_reader_raises_is_not_taken():
    with pytest.raises(ValueError, match="no issue is called"):
        answers.issue_of_document({**answers.issue_document(issue_of("damaged")), "code": "anything"})


def test_a_cell_of_another_type_is_no_answer():
    with pytest.raises(TypeError, match="type complex"):
        list(answers.documents(Workbook("a", "xls", (Sheet("a", [[1j]]),), "")))
