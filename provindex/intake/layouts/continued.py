"""Sheets without headings that go on with the list of the sheet before, as the next page of a document does."""

from dataclasses import replace

from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.layouts.across import across_of
from provindex.intake.layouts.headings import REMEMBERED, Head, heads_of, lines_above
from provindex.intake.layouts.provinces import LOOKED_AT, by_column

_SHARE = 0.5
"""Share of rows with a number from which a column is one of numbers."""


def note_continued(workbook: Workbook) -> None:
    """Let each sheet without headings have those of the sheet before, where its columns are of the same kinds.

    A sheet with the same headings goes on with the list too. The provinces have to be others: a list of the same ones
    is a table of its own, of which nobody knows what it holds.
    """
    before: Head | None = None
    seen: set[str] = set()
    for sheet in workbook.sheets:
        if across_of(sheet):
            before = None
            continue
        heads = heads_of(sheet)
        if len(heads) == 1 and before is not None and _repeats(heads[0], before, seen):
            sheet.remembered[REMEMBERED] = (replace(heads[0], goes_on=True),)
            seen |= set(_provinces(sheet, heads[0].rows, heads[0].names))
        elif heads:
            before = heads[-1]
            seen = set(_provinces(sheet, before.rows, before.names))
        elif before is not None and before.names and (head := _going_on(sheet, before, seen)) is not None:
            sheet.remembered[REMEMBERED] = (head,)
            seen |= set(_provinces(sheet, head.rows, head.names))


def _repeats(head: Head, before: Head, seen: set[str]) -> bool:
    """Whether a table has the headings of the one before it, and other provinces."""
    alike = head.paths == before.paths and head.names == before.names and not head.is_long and head.stated.tab is None
    return alike and not seen & set(_provinces(head.sheet, head.rows, head.names))


def _going_on(sheet: Sheet, before: Head, seen: set[str]) -> Head | None:
    held = by_column(sheet, range(min(sheet.height, LOOKED_AT)))
    if tuple(held) != before.names:
        return None
    first = min(min(rows) for rows in held.values())
    rows = range(first, sheet.height)
    if seen & set(_provinces(sheet, rows, before.names)):
        return None
    if _of_numbers(sheet, rows, held) != _of_numbers(before.sheet, before.rows, held):
        return None
    lines = tuple(lines_above(sheet, 0, first))
    return replace(
        before, sheet=sheet, top=first, row=first - 1, first=first, last=sheet.height, lines=lines, goes_on=True
    )


def _provinces(sheet: Sheet, rows: range, names: tuple[int, ...]) -> list[str]:
    return [one for column, known in by_column(sheet, rows).items() if column in names for one in known.values()]


def _of_numbers(sheet: Sheet, rows: range, names: dict[int, dict[int, str]]) -> set[int]:
    """The columns with numbers beside most of the provinces."""
    named = [row for row in rows if any(sheet.text(row, column) for column in names)][:LOOKED_AT]
    counts = {
        column: sum(cells.number(sheet.value(row, column)).state == "number" for row in named)
        for column in range(sheet.width)
    }
    return {column for column, count in counts.items() if count > _SHARE * len(named)}
