"""A file as sheets of plain values, whatever its format: nothing is run, computed, or looked up elsewhere.

python-calamine parses XLSX, XLS and ODS. It is handed only what `xml_scan` and `xls` have measured before. The tables
of documents come from `formats`.
"""

import hashlib
import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

import python_calamine as calamine

from provindex.intake import cells
from provindex.intake.formats import (
    container,
    docx,
    limits,
    margins,
    old_fonts,
    parquet,
    pdf,
    raised,
    text,
    xls,
    xml_scan,
)
from provindex.intake.formats.budget import Budget, Cell, Extent, too_many
from provindex.intake.formats.container import Kind
from provindex.intake.formats.tables import Table
from provindex.intake.issues import Issue, Place, Refused, issue_of

Range = tuple[Cell, Cell]
"""First and last cell of a merged range."""

_MERGED = 5_000
"""Merged ranges of a sheet that are looked at."""


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As in the file; empty where a file has no sheets.
        rows: Values as a person sees them: str, float, int, bool, dates, None; `cells.Percent` where a cell is
            formatted as per cent, `cells.Unshown` where its format shows another figure than it holds,
            `cells.Footnoted` where a raised mark was left out. Rows and columns are counted from 0 as in the file.
        formulas: Cells that hold a formula; their values are what the writing program computed.
        errors: Cells that show an error, with its name.
        merged: Each cell of a merged range with the range; only the first cell of each range has a value.
        margins: What is printed above and below each page.
        hidden_rows: Rows that a person does not see, hidden or filtered; their cells are read all the same.
        hidden_columns: Columns that a person does not see.
        above: First rows that are no rows of the table but lines above it; places are counted without them.
        remembered: What readers of layouts have found on it, so that each looks once.
    """

    name: str
    rows: list[list[object]] = field(repr=False)
    formulas: frozenset[Cell] = frozenset()
    errors: dict[Cell, str] = field(default_factory=dict)
    merged: dict[Cell, Range] = field(default_factory=dict, repr=False)
    margins: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    above: int = 0
    remembered: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> object:
        """The value of a cell; None outside of the sheet."""
        if row < 0 or column < 0 or row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """The cell as one line of text."""
        return cells.text(self.value(row, column))

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """A place on this sheet; none of its rows where a line above the table is meant."""
        if row is not None:
            row = row - self.above if row >= self.above else None
        return Place(self.name, row, column)


@dataclass(frozen=True)
class Workbook:
    """A file that was read.

    Attributes:
        name: Its name without folders.
        kind: Its format, by content.
        sheets: The visible sheets in order.
        sha256: Hash of the bytes.
        issues: What a person should know about the file as a whole.
    """

    name: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    sha256: str
    issues: tuple[Issue, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return PurePath(self.name).stem


def load(data: bytes, name: str) -> Workbook:
    """Read the sheets of a file; its content decides on the format, not its name.

    Raises:
        Refused: It cannot be read, or is larger than `limits` allow.
    """
    kind = container.kind_of(data)
    base = name.replace("\\", "/").rpartition("/")[2]
    issues: list[Issue] = []
    extension = base.rpartition(".")[2].lower() if "." in base else ""
    if extension and extension not in container.EXTENSIONS[kind]:
        facts = {"extension": f".{cells.shown(extension, 12)}", "kind": container.NAMES[kind]}
        issues.append(
            issue_of("extension_differs", value=base, expected=f".{container.EXTENSIONS[kind][0]}", facts=facts)
        )
    if kind == "text":
        sheets = [Sheet("", [list(row) for row in text.rows(data, issues)])]
    elif kind == "parquet":
        sheets = [Sheet("", parquet.rows(data))]
    elif kind == "docx":
        tables, noted = docx.tables(container.unpack(data, kind))
        sheets = [_of_document(table) for table in tables]
        issues += noted
    elif kind == "pdf":
        tables, noted = pdf.tables(data)
        sheets = [_of_document(table) for table in tables]
        issues += noted
    else:
        sheets = _calamine_sheets(data, kind, issues)
    old = old_fonts.converted([sheet.rows for sheet in sheets])
    if old is not None:
        issues.append(issue_of("old_font_converted", facts={"encoding": old[0].name, "n": old[1]}))
    return Workbook(base, kind, tuple(sheets), hashlib.sha256(data).hexdigest(), tuple(issues))


def _of_document(table: Table) -> Sheet:
    """A table of a document as a sheet: the lines above it, each a row, and then its rows."""
    above = len(table.title)
    rows: list[list[object]] = [[line] for line in table.title]
    rows += [list(row) for row in table.rows]
    merged = {
        (row + above, column): ((top + above, left), (bottom + above, right))
        for (top, left), (bottom, right) in table.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    return Sheet(table.name, rows, merged=merged, above=above)


def _calamine_sheets(data: bytes, kind: Kind, issues: list[Issue]) -> list[Sheet]:
    measured, checked = _measured(data, kind)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(checked)) as book:
            return _sheets(book, measured, issues)
    except calamine.PasswordError:
        raise Refused(issue_of("password")) from None
    except (calamine.CalamineError, OSError, ValueError, IndexError, OverflowError):
        raise Refused(issue_of("damaged")) from None
    except BaseException as panic:
        # A panic of the parser is no Exception; whatever else is none, such as an interruption, goes on.
        if type(panic).__name__ != "PanicException":
            raise
        raise Refused(issue_of("damaged")) from None


def _measured(data: bytes, kind: Kind) -> tuple[list[Extent | None], bytes]:
    """What each sheet holds, in the order of the sheets, and the bytes that hold just that."""
    if kind == "xls":
        return list(xls.sheets(data)), data
    parts = container.unpack(data, kind)
    budget = Budget()
    if kind == "ods":
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refused(issue_of("password"))
        tables = xml_scan.ods_sheets(parts.get("content.xml", b""), budget)
        raised.leave_ods(parts.get("content.xml", b""), tables)
        if styles := parts.pop("styles.xml", b""):
            xml_scan.expect_modest(styles)
            margins.leave_ods(styles, tables)
        return list(tables), container.repack(parts)
    shared, formats = xml_scan.shared_lengths(parts), xml_scan.xlsx_formats(parts)
    named = xml_scan.xlsx_sheets(parts)
    extents = [
        None if part is None else xml_scan.xlsx_sheet(name, parts[part], shared, budget, formats)
        for name, part in named
    ]
    texts = next((content for name, content in parts.items() if name.lower() == "xl/sharedstrings.xml"), b"")
    found = zip(extents, named, strict=True)
    raised.leave_xlsx(texts, [(extent, parts[part]) for extent, (_, part) in found if extent and part])
    return extents, container.repack(parts)


def _sheets(book: calamine.CalamineWorkbook, measured: list[Extent | None], issues: list[Issue]) -> list[Sheet]:
    sheets: list[Sheet] = []
    tables = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    by_name = {extent.sheet: extent for extent in measured if extent is not None}
    for position, about in enumerate(book.sheets_metadata):
        if about not in tables:
            continue
        if about.visible != calamine.SheetVisibleEnum.Visible:
            issues.append(issue_of("sheet_hidden", Place(about.name)))
            continue
        extent = by_name.get(about.name)
        # A sheet that was not measured is not opened.
        if extent is not None:
            sheets.append(_sheet(book.get_sheet_by_index(position), about.name, extent))
    return sheets


def _sheet(found: calamine.CalamineSheet, name: str, extent: Extent) -> Sheet:
    rows: list[list[object]] = [
        [None if value == "" else value for value in row] for row in found.to_python(skip_empty_area=False)
    ]
    for (row, column), shown in extent.formats.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        rows[row][column] = cells.Percent.of(value) if shown == "percent" else cells.Unshown(value)
    for (row, column), level in extent.level.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = level
    return Sheet(
        name,
        rows,
        frozenset(extent.formulas),
        extent.errors,
        _merged(found, rows),
        extent.margins,
        frozenset(extent.hidden_rows),
        frozenset(extent.hidden_columns),
    )


def _merged(found: calamine.CalamineSheet, rows: list[list[object]]) -> dict[Cell, Range]:
    """The merged cells among the cells with content; the rest of a range, which may be a million rows, is left out."""
    ranges = found.merged_cell_ranges or []
    width = max(map(len, rows), default=0)
    merged: dict[Cell, Range] = {}
    for (top, left), (bottom, right) in ranges[:_MERGED]:
        inside = (min(bottom + 1, len(rows)) - top) * (min(right + 1, width) - left)
        if len(merged) + max(inside, 0) > limits.CELLS:
            raise Refused(too_many(found.name))
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, width)):
                merged[row, column] = ((top, left), (bottom, right))
    return merged
