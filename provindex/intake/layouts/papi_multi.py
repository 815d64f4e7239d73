"""PAPI 2011-2016 in one workbook: a sheet a year, provinces in rows, headings without numbers.

Row 1 is English and row 2 Vietnamese; ``tinhid`` is the code, then come the names, each dimension followed by its
parts, and last the unweighted total, whose heading says 2015 in every year. The last row is no province but the highest
score.
"""

from provindex.catalog import Index
from provindex.intake import cells, labels
from provindex.intake.draft import Desk, Draft, Table, Target, add_heading, add_rows, leave_columns
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.labels import Found, MeasureNames
from provindex.intake.layouts.grid import Head, head_of, index_of, settled_year, title_of, year_of_sheet
from provindex.intake.workbook import Sheet, Workbook

NAME = "papi_multi"


def matches(workbook: Workbook) -> bool:
    """Whether a sheet is headed ``tinhid``."""
    return bool(_sheets(workbook))


def read(desk: Desk) -> Draft:
    """Read a year from each sheet; a second sheet of a year is left.

    Raises:
        Refused: Nothing says which year a sheet is of, or which index.
    """
    sheets = _sheets(desk.workbook)
    texts = [text for sheet, head in sheets for text in (*head.texts.values(), *_second_row(sheet, head).values())]
    index = index_of(desk, texts, f"{title_of(sheets[0][0], 0)} {desk.workbook.stem}", sheets[0][0].place())
    tables: dict[int, Table] = {}
    for sheet, head in sheets:
        of_sheet = year_of_sheet(sheet, 0)
        year = of_sheet if of_sheet and len(sheets) > 1 else settled_year(desk, of_sheet, sheet.place())
        if year in tables:
            # Which of the two bears a wrong name nobody can say; read under its neighbour's year it would mislead.
            facts: dict[str, Fact] = {"year": year, "first": tables[year].sheets[0].name}
            desk.issues.add(issue_of("sheet_again", sheet.place(), facts=facts, severity="blocks"))
            continue
        tables[year] = _table(desk, sheet, head, index, year)
    if not any(table.headings for table in tables.values()):
        raise Refused(issue_of("layout_unknown", sheets[0][0].place()))
    return Draft(NAME, index, list(tables.values()))


def _sheets(workbook: Workbook) -> list[tuple[Sheet, Head]]:
    found = [(sheet, head) for sheet in workbook.sheets if (head := head_of(sheet)) is not None]
    return [(sheet, head) for sheet, head in found if "tinhid" in map(cells.plain, head.texts.values())]


def _table(desk: Desk, sheet: Sheet, head: Head, index: Index, year: int) -> Table:
    table = Table(year, [])
    second = _second_row(sheet, head)
    found = _measures(MeasureNames(index, year), head, second)
    targets: list[Target] = []
    for column, one in found.items():
        target = add_heading(desk, table, sheet, one, (head.row, column), index, across=True)
        targets += [target] if target is not None else []
    leave_columns(desk, sheet, head.row, {*head.roles.values(), *found, *_names(head)})
    first = head.row + (2 if second else 1)
    name = next((column for column in _names(head) if "vie" in cells.plain(head.texts[column])), head.name)
    add_rows(table, sheet, range(first, sheet.height), targets, name=name, code=head.code)
    return table


def _second_row(sheet: Sheet, head: Head) -> dict[int, str]:
    """The headings of the second row; empty where figures begin at once."""
    if head.code is None or labels.role(sheet.text(head.row + 1, head.code)) != "code":
        return {}
    return {column: sheet.text(head.row + 1, column) for column in head.texts}


def _names(head: Head) -> list[int]:
    return [column for column, text in head.texts.items() if labels.role(text) == "province"]


def _measures(known: MeasureNames, head: Head, second: dict[int, str]) -> dict[int, Found]:
    """The measure of each column by a heading; the only part left takes the only column left."""
    found: dict[int, Found] = {}
    unknown: dict[str, list[int]] = {}
    above = ""
    for column, text in head.texts.items():
        if labels.role(text) in ("province", "code"):
            continue
        both = [known.find(heading) for heading in (text, second.get(column, "")) if heading]
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
