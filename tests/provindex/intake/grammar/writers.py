"""Sheets as bytes: XLSX, XLS, ODS and CSV."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from tests.provindex.intake.biff import xls as biff
from tests.provindex.intake.grammar.model import Cell, Grid

Recode = Callable[[str], str]


def same(text: str) -> str:
    return text


def xlsx(grids: list[Grid], recode: Recode = same) -> bytes:
    """As Excel saves it; ``recode`` rewrites texts into the letters of an old font."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2024, 4, 3)})
    formats: dict[str, object] = {}
    for grid in grids:
        sheet = book.add_worksheet(recode(grid.name)[:31])  # no tab has more letters
        for first_row, first_column, last_row, last_column in grid.merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, "")
        for (row, column), cell in grid.cells.items():
            if cell.format not in formats:
                formats[cell.format] = book.add_format({"num_format": cell.format} if cell.format else {})
            style = formats[cell.format]
            if isinstance(cell.value, str):
                sheet.write_string(row, column, recode(cell.value), style)
            elif cell.computed:
                sheet.write_formula(row, column, f"=ROUND({cell.value!r},4)", style, cell.value)
            else:
                sheet.write(row, column, cell.value, style)
        if grid.hidden:
            sheet.hide()
    shown = next(number for number, grid in enumerate(grids) if not grid.hidden)
    book.worksheets()[shown].activate()
    book.worksheets()[shown].set_first_sheet()
    book.close()
    return out.getvalue()


def xls(grids: list[Grid], recode: Recode = same) -> bytes:
    """As an old program saves it: a merged cell is a value and blanks, and no number has a format."""
    return biff({recode(grid.name): [[_plain(cell, recode) for cell in row] for row in grid.rows()] for grid in grids})


def ods(grids: list[Grid]) -> bytes:
    """As LibreOffice saves it."""
    names = ["office", "style", "table", "text", "number"]
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"datastyle" if name == "number" else name}:1.0"'
        for name in names
    )
    styles = (
        '<number:percentage-style style:name="P">'
        '<number:number number:decimal-places="2" number:min-integer-digits="1"/>'
        "<number:text>%</number:text></number:percentage-style>"
        '<style:style style:name="ce" style:family="table-cell" style:data-style-name="P"/>'
        '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/>'
        "</style:style>"
        '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(map(_ods_table, grids))}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind, zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def csv_text(grid: Grid, separator: str, decimal: str, *, quoting: bool = True) -> str:
    """A sheet as text; without ``quoting`` nothing is quoted, so that a decimal comma parts a number in two."""
    rows = [[_text(cell, decimal) for cell in row] for row in grid.rows()]
    if not quoting:
        return "".join(separator.join(row) + "\r\n" for row in rows)
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _plain(cell: Cell | None, recode: Recode) -> object:
    if cell is None:
        return None
    return recode(cell.value) if isinstance(cell.value, str) else cell.value


def _text(cell: Cell | None, decimal: str) -> str:
    """What the cell shows."""
    if cell is None:
        return ""
    value = cell.value
    if not isinstance(value, float):
        return str(value)
    if cell.format.endswith("%"):
        return f"{value:.2%}".replace(".", decimal)
    shown = f"{value:.{len(cell.format.partition('.')[2])}f}" if "." in cell.format else f"{round(value, 10):.15g}"
    return shown.replace(".", decimal)


def _ods_table(grid: Grid) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = []
    for row, cells in enumerate(grid.rows()):
        written = "".join(
            "<table:covered-table-cell/>" if (row, column) in covered else _ods_cell(cell, spans.get((row, column)))
            for column, cell in enumerate(cells)
        )
        rows.append(f"<table:table-row>{written}</table:table-row>")
    style = "hidden" if grid.hidden else "shown"
    return f'<table:table table:name={quoteattr(grid.name)} table:style-name="{style}">{"".join(rows)}</table:table>'


def _ods_cell(cell: Cell | None, span: tuple[int, int] | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{spanned}/>"
    if isinstance(cell.value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.value.split("\n"))
        return f'<table:table-cell{spanned} office:value-type="string">{lines}</table:table-cell>'
    kind = 'percentage" table:style-name="ce' if cell.format.endswith("%") else "float"
    return (
        f'<table:table-cell{spanned} office:value-type="{kind}" office:value="{cell.value!r}">'
        f"<text:p>{escape(_text(cell, ','))}</text:p></table:table-cell>"
    )
