"""Sheets and tables with numbers of which no reader took any, so that none is lost in silence."""

from collections.abc import Sequence

from provindex.intake import cells
from provindex.intake.extraction import Desk, Draft
from provindex.intake.formats.workbook import Sheet
from provindex.intake.issues import issue_of
from provindex.intake.layouts.across import across_of
from provindex.intake.layouts.headings import heads_of
from provindex.intake.layouts.source import is_guide

_FEWEST = 3
"""Numbers from which a sheet, and rows with one from which a part of it may hold a table."""


def leave_unread(desk: Desk, draft: Draft) -> None:
    """Name the sheets with numbers that are neither read nor named by another issue, and tables above those read."""
    for sheet in {id(sheet): sheet for table in draft.tables for sheet in table.sheets}.values():
        if not across_of(sheet) and (row := _above(sheet)) is not None:
            desk.issues.add(issue_of("table_unread", sheet.place(row)))
    read = {id(sheet) for table in draft.tables for sheet in table.sheets}
    named = {issue.sheet for issue in desk.issues.collected()}
    unseen = (one for one in desk.workbook.sheets if id(one) not in read and cells.shown(one.name) not in named)
    left = [sheet.name for sheet in unseen if not is_guide(sheet) and _has_numbers(sheet)]
    if left:
        desk.issues.add(issue_of("sheets_unread", facts={"sheets": tuple(left)}))


def _above(sheet: Sheet) -> int | None:
    """The first of several rows with a name and a number above the first table of provinces; None where none stand."""
    heads = heads_of(sheet)
    rows = [row for row in range(heads[0].top if heads else 0) if _is_of_figures(sheet.rows[row])]
    return rows[0] if len(rows) >= _FEWEST else None


def _is_of_figures(row: Sequence[object]) -> bool:
    states = [cells.number(value).state for value in row if not cells.is_blank(value)]
    return "number" in states and "text" in states


def _has_numbers(sheet: Sheet) -> bool:
    count = 0
    for row in sheet.rows:
        count += sum(cells.number(value).state == "number" for value in row)
        if count >= _FEWEST:
            return True
    return False
