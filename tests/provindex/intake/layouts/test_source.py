"""The decision of a table, wherever the file names it."""

import pytest

from provindex.intake import to_json
from tests.provindex.intake import biff, layouts, parts
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


@pytest.mark.parametrize("margins", [(f'&L&"Times New Roman,Italic"&11{WRITTEN}', ""), ("&CTrang &P", f"&R{WRITTEN}")])
def test_the_margin_of_a_page_of_xls_names_it(margins):
    data = biff.xls({"Bang": [["PAR INDEX 2024"], *ROWS]}, margins=margins)
    assert read(data, "PAR INDEX 2024.xls").source == NAME


def ods(margin, *, pages="Report"):
    """A table whose pages are those of the name, with this XML on the pages called Report."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "style", "text"))
    masters = (
        '<style:master-page style:name="Default"><style:header><text:p>Trang 1</text:p></style:header>'
        f'</style:master-page><style:master-page style:name="Report">{margin}</style:master-page>'
    )
    styles = (
        f"<office:document-styles {names}><office:master-styles>{masters}</office:master-styles>"
        "</office:document-styles>"
    )
    own = f'<style:style style:name="ta1" style:family="table" style:master-page-name="{pages}"/>'
    rows = "".join(parts.ods_row(*row) for row in [["PAR INDEX 2024"], *ROWS])
    return parts.ods(rows, tab='Bang" table:style-name="ta1', styles=own, more={"styles.xml": styles.encode()})


@pytest.mark.parametrize("part", ["header", "footer", "header-first", "footer-left"])
def test_the_margin_of_a_page_of_ods_names_it(part):
    first, second = WRITTEN[:40], WRITTEN[40:]
    text = f"<style:region-left><text:p>{first}<text:span>{second}</text:span></text:p></style:region-left>"
    assert read(ods(f"<style:{part}>{text}</style:{part}>"), "PAR INDEX 2024.ods").source == NAME


@pytest.mark.parametrize(("hidden", "pages"), [(' style:display="false"', "Report"), ("", "Default")])
def test_a_margin_that_is_not_printed_with_the_sheet_names_none(hidden, pages):
    data = ods(f"<style:header{hidden}><text:p>{WRITTEN}</text:p></style:header>", pages=pages)
    assert read(data, "PAR INDEX 2024.ods").source == ""


def test_a_file_without_one_names_none():
    reading = read(layouts.xlsx([["PAR INDEX 2024"], *ROWS]), "PAR INDEX 2024.xlsx")
    assert (reading.source, to_json(reading)["source"]) == ("", None)
