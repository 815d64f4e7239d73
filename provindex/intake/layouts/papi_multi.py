"""PAPI 2011-2016 in one workbook: a sheet a year, provinces in rows, headings without numbers.

Row 1 is English and row 2 Vietnamese; ``tinhid`` is the code, then come the names, each dimension followed by its
parts, and last the unweighted total, whose heading says 2015 in every year. The last row is no province but the highest
score.
"""

from collections import Counter

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.extraction import Desk, Draft, Table, Target, add_heading, add_rows, leave_columns
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.headings import Head, head_of
from provindex.intake.layouts.indices import index_named
from provindex.intake.layouts.measure_names import Found, MeasureNames
from provindex.intake.layouts.years import settled_year

NAME = "papi_multi"


def matches(workbook: Workbook) -> bool:
    """Whether a sheet is headed ``tinhid``."""
    return bool(_heads(workbook))


def read(desk: Desk) -> Draft:
    """Read a year from each sheet; a second sheet of a year is left.

    Raises:
        Refused: Nothing says which year a sheet is of, or which index.
    """
    heads = _heads(desk.workbook)
    place = heads[0].sheet.place()
    texts = Counter(part for head in heads for part in head.parts)
    index = index_named(desk, texts, f"{heads[0].title} {desk.workbook.stem}", place)
    tables: dict[int, Table] = {}
    for head in heads:
        sheet = head.sheet
        stated = head.stated.year if len(heads) > 1 else None
        year = stated or settled_year(desk, head.stated)
        if year in tables:
            # Which of the two bears a wrong name nobody can say; read under its neighbour's year it would mislead.
            facts: dict[str, Fact] = {"year": year, "first": tables[year].sheets[0].name}
            desk.issues.add(issue_of("sheet_again", sheet.place(), facts=facts, severity="blocks"))
            continue
        tables[year] = _table(desk, head, index, year)
    if not any(table.headings for table in tables.values()):
        raise Refused(issue_of("layout_unknown", place))
    return Draft(NAME, index, list(tables.values()))


def _heads(workbook: Workbook) -> list[Head]:
    found = [head for sheet in workbook.sheets if (head := head_of(sheet)) is not None]
    return [head for head in found if "tinhid" in map(cells.plain, head.parts)]


def _table(desk: Desk, head: Head, index: Index, year: int) -> Table:
    table = Table(year, [])
    found = _measures(MeasureNames(index, year), head)
    targets: list[Target] = []
    for column, one in found.items():
        target = add_heading(desk, table, head.sheet, one, (head.row, column), index, across=True)
        targets += [target] if target is not None else []
    leave_columns(desk, head.sheet, head.first - 1, found.keys(), head.paths)
    # Of the names in two languages the Vietnamese one is read.
    vietnamese = (column for column in head.names if "vie" in cells.plain(head.paths.get(column, ("",))[0]))
    add_rows(table, head.sheet, head.rows, targets, name=next(vietnamese, head.name), code=head.code)
    return table


def _measures(known: MeasureNames, head: Head) -> dict[int, Found]:
    """The measure of each column by a heading; the only part left takes the only column left."""
    found: dict[int, Found] = {}
    unknown: dict[str, list[int]] = {}
    above = ""
    for column, path in head.paths.items():
        if column in head.names or measure_names.role(path[0]) in ("province", "code"):
            continue
        both = [known.find(heading) for heading in path]
        one = next((one for one in both if one.key is not None), both[0])
        if one.key is None and one.code is None:
            unknown.setdefault(above, []).append(column)
            continue
        found[column] = one
        above = known.dimension(one.key) or above
    for parent, columns in unknown.items():
        taken = {one.key for one in found.values()}
        left = [part for part in known.parts(parent) if part not in taken]
        if len(columns) == len(left) == 1:
            found[columns[0]] = Found(left[0])
    return dict(sorted(found.items()))
