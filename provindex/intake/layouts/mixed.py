"""Files that hold both: tables with provinces in rows, and tables with provinces side by side."""

from dataclasses import dataclass

from provindex.catalog import Index
from provindex.intake.extraction import Desk, Draft
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Refused, issue_of
from provindex.intake.layouts.across import Across, across_of, add_across, index_across, measures_of
from provindex.intake.layouts.headings import Head, heads_of
from provindex.intake.layouts.indices import index_of, other_index
from provindex.intake.layouts.provinces import in_column
from provindex.intake.layouts.tables import Tables
from provindex.intake.layouts.years import Stated, leave_sheet, settled_year, stated_in_order, year_of_file

NAME = "mixed"

_FEWEST = 5
"""Provinces in rows from which a sheet is one of figures, and not of notes beside them."""


@dataclass(frozen=True)
class _Part:
    table: Head | Across
    index: Index
    stated: Stated

    @property
    def sheet(self) -> Sheet:
        return self.table.sheet


def matches(workbook: Workbook) -> bool:
    """Whether provinces stand side by side on a sheet, and in rows on another."""
    across = [sheet for sheet in workbook.sheets if across_of(sheet)]
    others = [sheet for sheet in workbook.sheets if sheet not in across]
    return bool(across) and any(_names_many(head) for sheet in others for head in heads_of(sheet))


def read(desk: Desk) -> Draft:
    """Read the tables of one index and year, however they lie, and say which others were left.

    Raises:
        Refused: Nothing says the index or the year, two things say different ones, or nothing holds its figures.
    """
    parts = _parts(desk)
    mine = [part for part in parts if part.index.key == desk.answers.index] or parts
    years = {part.stated.year for part in mine if part.stated.year}
    wanted = year_of_file(desk)
    wanted = wanted if wanted in years else max(years, default=None)
    chosen = next((part for part in mine if part.stated.year in (wanted, None)), mine[0])
    tables = Tables(desk, chosen.index)
    year = settled_year(desk, chosen.stated)
    for part in parts:
        place = part.sheet.place(part.table.row)
        if part.index.key != chosen.index.key:
            desk.issues.add(issue_of("index_left", place, facts={"index": part.index.short}))
        elif part.stated.year not in (wanted, None) and part.stated.alone:
            desk.issues.add(issue_of("table_left", place, facts={"year": part.stated.year or 0}))
        elif part.stated.year not in (wanted, None) or not _continues(tables, part, chosen, year):
            leave_sheet(desk, part.sheet, part.stated.year, chosen.sheet, wanted)
        elif isinstance(part.table, Across):
            add_across(tables, part.table, year)
        else:
            tables.add(part.table, chosen.stated if part.stated.year is None else part.stated)
    return Draft(NAME, chosen.index, tables.in_order(chosen.sheet.place()))


def _names_many(head: Head) -> bool:
    return head.name is not None and len(in_column(head.sheet, head.name, head.rows)) >= _FEWEST


def _continues(tables: Tables, part: _Part, chosen: _Part, year: int) -> bool:
    """Whether a table that states no year is of that of the chosen one: another list of totals may be of any year."""
    if part.stated.year is not None or part is chosen or year_of_file(tables.desk) is not None:
        return True
    if part.sheet is chosen.sheet or chosen.stated.year is None:
        return True
    if isinstance(part.table, Across):
        return tables.index.root.key not in measures_of(part.table, tables.names(year))
    return not tables.holds_total(part.table)


def _parts(desk: Desk) -> list[_Part]:
    """The tables in their order, each with the index and year that it states."""
    parts: list[_Part] = []
    unsaid: list[tuple[Head | Across, Refused]] = []
    for sheet in desk.workbook.sheets:
        found: list[Head | Across] = [*across_of(sheet)] or [head for head in heads_of(sheet) if _names_many(head)]
        for table, stated in zip(found, stated_in_order(sheet, [list(one.lines) for one in found]), strict=True):
            try:
                parts.append(_Part(table, _index(desk, table), stated))
            except Refused as refused:
                if refused.issue.code != "index_unknown":
                    raise
                unsaid.append((table, refused))
    if not parts and unsaid:
        raise unsaid[0][1]
    for table, _ in unsaid:
        desk.issues.add(issue_of("index_unsaid", table.sheet.place(table.row)))
    return parts


def _index(desk: Desk, table: Head | Across) -> Index:
    if isinstance(table, Across):
        return index_across(desk, table)
    index = index_of(desk, [table], f"{table.title} {desk.workbook.stem}", table.sheet.place())
    return other_index(desk, table, index) or index
