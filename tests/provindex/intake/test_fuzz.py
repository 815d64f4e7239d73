"""Whatever the bytes are, `read` answers with a reading; no example may reach its last resort, the code unreadable."""

import io
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex.intake import Answers, reader, to_json
from provindex.intake.extraction import Desk
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Issues, Refused
from provindex.intake.reader import layout_of, read_workbook
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.biff import xls
from tests.provindex.intake.formats import words
from tests.provindex.intake.formats.pages import Page, pdf

BYTES, GRIDS, MUTATED, TABLES, DAMAGED = 500, 500, 500, 300, 300
"""Examples of each kind; over two thousand together."""

STARTS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PAR1",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"<?xml ",
    b"province,",
    b"%PDF-1.7\n",
    b"{\\rtf1",
)

_HEADINGS = (
    "tinhid", "tentinh_vie", "Tên tỉnh ", "Tỉnh, thành phố", "province", "measure", "score", "year", "index", "source",
    "STT", "Xếp hạng", "rank", "low", "Chỉ số CCHC", "SIPAS", "1: Tham gia của người dân ở cấp cơ sở",
    "1.1: Tri thức công dân", "papi", "papi.delivery", "[papi.delivery]", "[papi rank]", "papi.unknown", "[]",
    "Chỉ số nội dung 2: Công khai, minh bạch", "9: Nothing", "5.2: Giấy phép xây dựng", "Điểm tối đa", "group", "2023",
    "Thể chế (tối đa 10 điểm)", "Mã tỉnh", "Unweighted PAPI Score", "Unweighted 95% CI Low", "Weighted PAPI Score",
)  # fmt: skip
_NAMES = (
    "Hà Nội", "Hà Giang", "Cao Bằng", "TP.HCM", "Thừa Thiên - Huế", "BD", "Hà Nội, Hà Giang", "63:01", "34:15", "01",
    "Cả nước", "Hà Giangg", "Ðà Nẵng",
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eabc", "Hµ Néi", "Sơn La",
)  # fmt: skip
_VALUES = (
    None, "", 0.0, -0.0, 1.0, 5.5, 63.0, 99.9, 1e308, -1.0, "42,39", "42.39", "42,39 điểm", "1.234,5", "83,94%", "NaN",
    "inf", "1e999", "-", "#DIV/0!", True, "=1+1", "\u2212" + "1", float("nan"), float("inf"), 2023.0, "2024",
)  # fmt: skip

anything = st.sampled_from((*_HEADINGS, *_NAMES, *_VALUES)) | st.text(max_size=12) | st.floats(width=64)
rows = st.lists(st.lists(anything, max_size=9), max_size=14)
heads = st.lists(st.sampled_from(_HEADINGS), min_size=2, max_size=8)
bodies = st.lists(st.tuples(st.sampled_from(_NAMES), st.lists(st.sampled_from(_VALUES), max_size=8)), max_size=10).map(
    lambda found: [[name, *values] for name, values in found]
)
cells = st.frozensets(st.tuples(st.integers(0, 12), st.integers(0, 8)), max_size=4)


class Nothing:
    """Nothing was published before, which spares reading the store for every example."""

    def years(self, index):
        return ()

    def scores(self, index, year):
        raise AssertionError("nothing is published")

    def files(self):
        return {}


def expect_reading(data: bytes, name: str) -> None:
    reading = reader.read(data, name, layouts.CATALOG, published=Nothing())
    assert "unreadable" not in {issue.code for issue in reading.issues}
    assert reading.issues or reading.years
    to_json(reading)


@settings(max_examples=BYTES)
@given(
    st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(("a.xlsx", "b.csv", "../c.xls", "", "PAPI-2023"))
)
def test_any_bytes_are_answered(start, rest, name):
    expect_reading(start + rest, name)


def expect_years(sheets: tuple[Sheet, ...], name: str, answers: Answers) -> None:
    try:
        layout = layout_of(workbook := Workbook(name, "xlsx", sheets, ""))
        _, years = read_workbook(layout, Desk(workbook, layouts.CATALOG, answers, Issues()))
    except Refused:
        return
    for year in years:
        frame = year.frame()
        assert not frame.duplicated(["province", "measure"]).any()
        assert frame["province"].str.startswith(f"{year.edition}:").all()
        assert frame["score"].abs().lt(float("inf")).where(frame["score"].notna(), True).all()


@settings(max_examples=GRIDS)
@given(
    st.lists(st.tuples(st.sampled_from(("2023_VIE_ENG", "2011_PAPI", "Điểm 1")), rows, heads, bodies), max_size=3),
    cells,
    st.sampled_from(("PAPI-2023.xlsx", "PAR INDEX 2024.xlsx", "x.xlsx")),
)
def test_any_sheets_are_answered(found, marked, name):
    sheets = tuple(
        Sheet(
            title,
            [*above, head, *body],
            formulas=marked,
            errors=dict.fromkeys(list(marked)[:1], "#N/A"),
            merged={cell: ((0, 0), cell) for cell in list(marked)[1:]},
        )
        for title, above, head, body in found
    )
    expect_years(sheets, name, Answers())


@cache
def _official() -> tuple[tuple[str, str, list[list[object]]], ...]:
    """The upper left corner of a sheet of each layout."""
    scores = layouts.scores_of(score_store.read_shipped("par", 2024))
    books = {
        "PAPI-2017.xlsx": layouts.yearly(score_store.read_shipped("papi", 2017), 2017),
        "PAPI_2011-2016.xlsx": layouts.multi({2016: score_store.read_shipped("papi", 2016)}),
        "PAPI-2018.xlsx": layouts.wide(score_store.read_shipped("papi", 2018), 2018),
        "PAPI-2024.xlsx": layouts.wide(score_store.read_shipped("papi", 2024), 2024),
        "PAR.xlsx": layouts.annex(scores, layouts.PAR, 2024, maxima=dict.fromkeys(layouts.PAR.measures, 10)),
    }
    grids = [
        (name, book.first.title, [list(row)[:14] for row in book.first.iter_rows(max_row=24, values_only=True)])
        for name, book in books.items()
    ]
    return (*grids, ("a.csv", "", layouts.long_rows(score_store.read_shipped("papi", 2023).head(20), 2023)))


@settings(max_examples=MUTATED)
@given(
    st.integers(0, 5),
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 13), anything), max_size=8),
    st.lists(st.tuples(st.sampled_from(("delete", "double", "empty")), st.integers(0, 23)), max_size=3),
    st.sampled_from(("ask", "missing", "keep")),
)
def test_official_sheets_with_anything_put_in_are_answered(which, changes, moves, zeros):
    name, title, grid = _official()[which]
    found = [list(row) for row in grid]
    for row, column, value in changes:
        if row < len(found) and column < len(found[row]):
            found[row][column] = value
    for move, row in moves:
        if row < len(found):
            found[row : row + 1] = {"delete": [], "double": [found[row], list(found[row])], "empty": [[]]}[move]
    expect_years((Sheet(title, found),), name, Answers(zeros=zeros))


@settings(max_examples=TABLES)
@given(heads, bodies, st.sampled_from((",", ";", "\t")), st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "latin-1")))
def test_any_text_table_is_answered(head, body, separator, encoding):
    content = layouts.text([head, *body], separator).decode("utf-8")
    expect_reading(content.encode(encoding, errors="replace"), "PAPI 2023.csv")


@cache
def _whole(kind: str) -> bytes:
    frame = score_store.read_shipped("papi", 2023)
    if kind == "xls":
        return xls({"2023_VIE_ENG": [["Tên tỉnh", "papi"], ["Hà Nội", 43.96], ["Hà Giang", 44.25]]})
    if kind == "parquet":
        return layouts.parquet(frame)
    rows = [words.HEAD, ("1", "Lào Cai", "91,07"), ("2", "Cà Mau", "90,25")]
    if kind == "docx":
        return words.annex(*(words.row(*row) for row in rows[1:]))
    if kind == "pdf":
        return pdf(Page().text(60, 90, words.TITLE[1]).table(rows), Page(90).table(rows[1:]))
    return layouts.wide(frame, 2023).bytes()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "parquet", "docx", "pdf"])
@settings(max_examples=DAMAGED // 3)
@given(data=st.data())
def test_damaged_files_are_answered(kind, data):
    whole = bytearray(_whole(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    length = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    expect_reading(bytes(whole[:length]), f"PAPI-2023.{kind}")


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "word/document.xml", "word/styles.xml"],
)
@settings(max_examples=40)
@given(content=st.binary(max_size=200))
def test_damaged_parts_of_a_package_are_answered(part, content):
    kind = "docx" if part.startswith("word/") else "xlsx"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_whole(kind))) as whole, zipfile.ZipFile(out, "w") as damaged:
        for name in whole.namelist():
            old = whole.read(name)
            damaged.writestr(name, old[: len(old) // 2] + content + old[len(old) // 2 :] if name == part else old)
    expect_reading(out.getvalue(), f"PAPI-2023.{kind}")


_WORDS = st.sampled_from(
    (words.run("91,07"), words.run("1", '<w:vertAlign w:val="superscript"/>'), words.run("x", "<w:vanish/>"),
     "<w:sdt/>", "<w:sdt><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>", "<w:r><w:tab/><w:sym/></w:r>",
     "<w:bdo/>")
)  # fmt: skip
_PROPERTIES = st.sampled_from(
    ("", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:hMerge w:val="continue"/>', '<w:gridSpan w:val="99999"/>',
     '<w:gridSpan w:val="-1"/>', "<w:gridSpan/>")
)  # fmt: skip
_CELLS = st.tuples(st.lists(_WORDS, max_size=3), st.integers(1, 3), _PROPERTIES).map(
    lambda made: words.cell(words.paragraph(*made[0]), span=made[1], properties=made[2])
)
_ROW_PROPERTIES = st.sampled_from(("", '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="2"/>', "<w:hidden/>"))
_TABLES = st.lists(st.tuples(st.lists(_CELLS, max_size=4), _ROW_PROPERTIES), max_size=4).map(
    lambda made: words.table(*(words.row(*cells, properties=properties) for cells, properties in made))
)


@settings(max_examples=DAMAGED // 3)
@given(st.lists(_TABLES | st.sampled_from((words.paragraph("PAR INDEX 2025"), "<w:sdt/>", "<w:tbl/>")), max_size=4))
def test_any_tables_of_a_document_are_answered(blocks):
    rows = (words.row(*words.HEAD), words.row("1", "Lào Cai", "91,07"))
    expect_reading(words.document(words.paragraph("PAR INDEX 2025"), words.table(*rows), *blocks), "a.docx")
