"""Sheets and tables with numbers of which no reader took any, so that none is lost in silence."""

from provindex.intake import cells
from provindex.intake.draft import Desk, Draft
from provindex.intake.issues import issue_of
from provindex.intake.layouts.source import is_guide
from provindex.intake.workbook import Sheet

_FEWEST = 3
"""Numbers from which a sheet may hold a table."""


def leave_unread(desk: Desk, draft: Draft) -> None:
    """Name the sheets with numbers that are neither read nor named by another issue."""
    read = {id(sheet) for table in draft.tables for sheet in table.sheets}
    named = {issue.sheet for issue in desk.issues.collected()}
    unseen = (one for one in desk.workbook.sheets if id(one) not in read and cells.shown(one.name) not in named)
    left = [sheet.name for sheet in unseen if not is_guide(sheet) and _has_numbers(sheet)]
    if left:
        desk.issues.add(issue_of("sheets_unread", facts={"sheets": tuple(left)}))


def _has_numbers(sheet: Sheet) -> bool:
    count = 0
    for row in sheet.rows:
        count += sum(cells.number(value).state == "number" for value in row)
        if count >= _FEWEST:
            return True
    return False
