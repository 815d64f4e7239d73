"""PAPI 2011-2017, a file a year: provinces in rows, the dimensions on one sheet and the parts of each on another.

The main sheet is called "tổng hợp" and headed ``1: Tham gia ...``, the others "Điểm thành phần 1" to 6 and headed
``1.1: Tri thức ...``. There is no total and no interval; a province without figures has a row of blank cells. The year
in the name of the main sheet may be wrong, as in the file of 2011.
"""

from provindex.intake import labels
from provindex.intake.draft import Desk, Draft, Table, add_heading, add_rows, leave_columns
from provindex.intake.issues import Refused, issue_of
from provindex.intake.labels import MeasureNames
from provindex.intake.layouts.grid import Head, head_of, index_of, settled_year, title_of, year_of_sheet
from provindex.intake.workbook import Sheet, Workbook

NAME = "papi_yearly"

_FEWEST = 2
"""Numbered headings on a sheet from which it is taken for one of this layout."""


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has a column of provinces beside columns headed by a number and a name."""
    return bool(_sheets(workbook))


def read(desk: Desk) -> Draft:
    """Read all sheets of the file as one year.

    Raises:
        Refused: Nothing says the year or the index.
    """
    sheets = _sheets(desk.workbook)
    main, head = next(((sheet, head) for sheet, head in sheets if "tong hop" in title_of(sheet, 0)), sheets[0])
    headings = [text for _, one in sheets for text in one.texts.values()]
    index = index_of(desk, headings, f"{title_of(main, head.row)} {desk.workbook.stem}", main.place())
    table = Table(settled_year(desk, year_of_sheet(main, head.row), main.place()), [])
    known = MeasureNames(index, table.year)
    for sheet, one in sheets:
        found = {column: known.find(text) for column, text in one.texts.items() if column not in one.roles.values()}
        placed = [
            add_heading(desk, table, sheet, measure, (one.row, column), index, across=True)
            for column, measure in found.items()
        ]
        targets = [target for target in placed if target is not None]
        meant = {column for column, measure in found.items() if measure.key or measure.code}
        leave_columns(desk, sheet, one.row, {*meant, *one.roles.values()})
        add_rows(table, sheet, range(one.row + 1, sheet.height), targets, name=one.name, code=one.code)
    if not table.headings:
        raise Refused(issue_of("layout_unknown", main.place()))
    return Draft(NAME, index, [table])


def _sheets(workbook: Workbook) -> list[tuple[Sheet, Head]]:
    found = [(sheet, head) for sheet in workbook.sheets if (head := head_of(sheet)) is not None]
    return [(sheet, head) for sheet, head in found if _numbered(head) >= _FEWEST and head.name is not None]


def _numbered(head: Head) -> int:
    return sum(labels.is_numbered(text) for text in head.texts.values())
