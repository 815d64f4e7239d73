"""PAPI 2018-2024: indicators in rows, provinces in columns, no row of headings.

One sheet a year, with the provinces' codes and names on top and two or three columns of labels on the left: English,
Vietnamese, scale. The sheet of 2018 is in Vietnamese alone and has no total; that of 2024 has four more rows on top,
with the provinces of the next edition, and blank columns between groups. Below the scores the same measures are
repeated weighted by population: the first of each counts. Newer files repeat older years on further sheets.
"""

from provindex.catalog import Index
from provindex.intake.extraction import Desk, Draft
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import issue_of
from provindex.intake.layouts.across import Across, across_of, add_across, index_across, measures_of, provinces_of
from provindex.intake.layouts.divided import expect_undivided
from provindex.intake.layouts.tables import Tables
from provindex.intake.layouts.years import Stated, leave_sheet, settled_year, stated_in_order, year_of_file

NAME = "papi_wide"


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has provinces side by side in one of its first rows."""
    return any(across_of(sheet) for sheet in workbook.sheets)


def read(desk: Desk) -> Draft:
    """Read the sheet of the file's year, or of the newest year, and say which sheets were left.

    Further tables of that sheet, and sheets of measures or provinces that it does not hold, are read with it.

    Raises:
        Refused: Neither the file nor the sheet says the year, or no row is a measure.
    """
    dated = [
        (stated, across)
        for sheet in desk.workbook.sheets
        if (found := across_of(sheet))
        for stated, across in zip(stated_in_order(sheet, [one.lines for one in found]), found, strict=True)
    ]
    wanted = year_of_file(desk)
    newest = max((stated.year or 0 for stated, _ in dated), default=0)
    year = wanted if any(stated.year == wanted for stated, _ in dated) else newest
    stated, chosen = next(one for one in dated if (one[0].year or 0) == (year or 0))
    expect_undivided(chosen)
    index = index_across(desk, chosen)
    tables = Tables(desk, index)
    settled = settled_year(desk, stated)
    for other, across in dated:
        if across is chosen or _belongs(tables, settled, (other, across), (stated, chosen)):
            expect_undivided(across)
            add_across(tables, across, settled)
        else:
            _leave(desk, index, (other, across), (stated, chosen))
    return Draft(NAME, index, tables.in_order(chosen.sheet.place()))


def _belongs(tables: Tables, year: int, one: tuple[Stated, Across], first: tuple[Stated, Across]) -> bool:
    """Whether a table is one more of the year: on the same sheet, or of what the first does not hold."""
    (stated, across), (of_first, chosen) = one, first
    if stated.year not in (None, of_first.year) or index_across(tables.desk, across) is not tables.index:
        return False
    known = tables.names(year)
    own = measures_of(across, known)
    if stated.year is None and across.sheet is not chosen.sheet and tables.index.root.key in own:
        return False
    if across.sheet is chosen.sheet or (own and not own & measures_of(chosen, known)):
        return True
    return stated.year is not None and bool(own) and not provinces_of(across) & provinces_of(chosen)


def _leave(desk: Desk, index: Index, one: tuple[Stated, Across], first: tuple[Stated, Across]) -> None:
    (stated, across), (of_first, chosen) = one, first
    if across.sheet is not chosen.sheet and stated.year not in (None, of_first.year):
        leave_sheet(desk, across.sheet, stated.year, chosen.sheet, of_first.year)
    elif (other := index_across(desk, across)) is not index:
        desk.issues.add(issue_of("index_left", across.sheet.place(across.row), facts={"index": other.short}))
    elif across.sheet is chosen.sheet:
        desk.issues.add(issue_of("table_left", across.sheet.place(across.row), facts={"year": stated.year or 0}))
    else:
        leave_sheet(desk, across.sheet, stated.year, chosen.sheet, of_first.year)
