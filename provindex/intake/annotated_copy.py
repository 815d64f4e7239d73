"""The uploaded table once more as XLSX, with the cells that have issues marked and the issues on a sheet of their own.

Written anew from the values that were read, so that nothing of the uploaded file itself, no formula, macro or link,
comes along; every text is written as text.
"""

import io
import re
from collections.abc import Iterable
from typing import Protocol

import openpyxl
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from provindex.core import inert
from provindex.core.translate import Translator
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Issue

_FILLS = {"blocks": PatternFill("solid", fgColor="F4B183"), "warns": PatternFill("solid", fgColor="FFE699")}
_WIDTHS = (12, 44, 70, 70, 24, 24, 22)
_ROWS, _COLUMNS = 5_000, 300
"""As much of a sheet as is copied; issues beyond are on the sheet of issues."""
_LONGEST = 500
_LONGEST_NAME = 31
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


class Read(Protocol):
    """A file that was read, of whichever kind."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong or to be known."""

    @property
    def workbook(self) -> Workbook | None:
        """Its cells."""


def marked(reading: Read, t: Translator) -> bytes:
    """An XLSX workbook with the issues of a reading, and every sheet with the cells concerned marked.

    A cell with several issues carries all their sentences in its note; an issue about a row, column or sheet marks its
    first cell.
    """
    book = openpyxl.Workbook()
    first = book.active
    first.title = t("Issues")
    _list(first, reading.issues, t)
    for sheet in reading.workbook.sheets if reading.workbook else ():
        copy = book.create_sheet(_title(sheet.name or reading.name, book.sheetnames))
        _copy(copy, sheet)
        shown = cells.shown(sheet.name)
        _mark(copy, [one for one in reading.issues if (one.sheet or "") == shown and one.row], t)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _list(sheet: Worksheet, issues: Iterable[Issue], t: Translator) -> None:
    severities = {"blocks": t("Blocks"), "warns": t("Warns")}
    heads = (t("Severity"), t("Place"), t("Found"), t("What to do"), t("Value"), t("Expected"), t("Code"))
    for column, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True), start=1):
        _put(sheet.cell(1, column), head)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
    for row, issue in enumerate(issues, start=2):
        told = (severities[issue.severity], issue.place(t), issue.found(t), issue.fix(t))
        for column, value in enumerate((*told, issue.value, issue.expected, issue.code), start=1):
            _put(sheet.cell(row, column), value)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = _FILLS[issue.severity]
    sheet.freeze_panes = "A2"


def _copy(target: Worksheet, sheet: Sheet) -> None:
    for row, values in enumerate(sheet.rows[sheet.above :][:_ROWS], start=1):
        for column, value in enumerate(values[:_COLUMNS], start=1):
            if value is not None:
                _put(target.cell(row, column), value)


def _mark(target: Worksheet, issues: Iterable[Issue], t: Translator) -> None:
    notes: dict[tuple[int, int], list[Issue]] = {}
    for issue in issues:
        column = column_index_from_string(issue.column) if issue.column else 1
        if issue.row and issue.row <= _ROWS and column <= _COLUMNS:
            notes.setdefault((issue.row, column), []).append(issue)
    for place, found in notes.items():
        cell = target.cell(*place)
        cell.fill = _FILLS["blocks" if any(one.severity == "blocks" for one in found) else "warns"]
        note = Comment("\n\n".join(f"{one.found(t)} {one.fix(t)}" for one in found), "")
        note.width, note.height = 320, 140
        cell.comment = note


def _put(cell: Cell, value: object) -> None:
    """Fill a cell with a number, or with a text that nothing takes for a formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
    elif value is not None:
        cell.value = inert.cell(cells.shown(value, _LONGEST))
        cell.data_type = "s"


def _title(name: str, taken: list[str]) -> str:
    """A name of a sheet as Excel allows it, and not twice."""
    bare = _SHEET_FORBIDDEN.sub(" ", cells.shown(name)).strip("' ")[:_LONGEST_NAME] or "Sheet"
    known, title, number = {one.lower() for one in taken}, bare, 2
    while title.lower() in known:
        ending = f" ({number})"
        title, number = bare[: _LONGEST_NAME - len(ending)] + ending, number + 1
    return title
