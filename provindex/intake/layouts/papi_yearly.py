"""PAPI 2011-2017, a file a year: provinces in rows, the dimensions on one sheet and the parts of each on another.

The main sheet is called "tổng hợp" and headed ``1: Tham gia ...``, the others "Điểm thành phần 1" to 6 and headed
``1.1: Tri thức ...``. There is no total and no interval; a province without figures has a row of blank cells. The year
in the name of the main sheet may be wrong, as in the file of 2011.
"""

from dataclasses import replace

from provindex.intake.extraction import Desk, Draft
from provindex.intake.formats.workbook import Workbook
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.headings import Head, heads_of
from provindex.intake.layouts.indices import index_of
from provindex.intake.layouts.tables import Tables
from provindex.intake.layouts.years import stated_below

NAME = "papi_yearly"

_FEWEST = 2
"""Numbered headings on a sheet from which it is taken for one of this layout."""


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has a column of provinces beside columns headed by a number and a name."""
    return bool(_heads(workbook))


def read(desk: Desk) -> Draft:
    """Read all sheets of the file as one year, and columns whose headings name another as that or not at all.

    Tables below each other that are each titled by a year of its own are read as those years.

    Raises:
        Refused: Nothing says the year or the index, or two things say different years.
    """
    # A sheet of parts may have a single numbered heading, or none.
    heads = [head for sheet in desk.workbook.sheets for head in heads_of(sheet) if head.name is not None]
    main = next((head for head in heads if "tong hop" in head.title), heads[0])
    index = index_of(desk, heads, f"{main.title} {desk.workbook.stem}", main.sheet.place())
    tables = Tables(desk, index)
    for sheet in desk.workbook.sheets:
        own = [head for head in heads if head.sheet is sheet]
        for head, stated in zip(own, stated_below(sheet, [head.lines for head in own]), strict=True):
            # The sheets of the parts say no year of their own, and the tab of one may say a wrong one.
            title = stated.title if stated.title is not None else main.stated.title
            tables.add(head, stated if stated.alone else replace(main.stated, title=title))
    return Draft(NAME, index, tables.in_order(main.sheet.place()))


def _heads(workbook: Workbook) -> list[Head]:
    found = [head for sheet in workbook.sheets for head in heads_of(sheet)]
    return [head for head in found if _numbered(head) >= _FEWEST and head.name is not None]


def _numbered(head: Head) -> int:
    return len({part for part in head.parts if measure_names.is_numbered(part)})
