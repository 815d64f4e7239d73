"""A plain table: provinces in rows, long (a measure a row) or wide (a measure a column), with headings of one's own.

Long: province or id, measure, score, and perhaps year, index, rank, group, low, high, standard error and source. Wide:
province or id, perhaps year, and columns headed by a measure's key or name; ``[key rank]`` heads another figure of it.
The templates are wide tables of this kind.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from provindex.intake import cells
from provindex.intake.extraction import Desk, Draft, Figure, Label, Table, leave_columns
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.columns import root_names
from provindex.intake.layouts.headings import Head, heads_of
from provindex.intake.layouts.indices import index_named, index_of, other_index
from provindex.intake.layouts.kinds import rows_of_all
from provindex.intake.layouts.measure_names import Field, Found
from provindex.intake.layouts.tables import Tables
from provindex.intake.layouts.years import Stated, settled_year, stated_in_order, year_of_file, years_in

NAME = "plain"

_FIGURES: tuple[Field, ...] = ("score", "rank_published", "group_published", "low", "high", "se")


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has a row of headings with a column of provinces."""
    return any(heads_of(sheet) for sheet in workbook.sheets)


def is_certain(workbook: Workbook) -> bool:
    """Whether a sheet is a long table, or its headings hold keys of measures, as no official file does."""
    heads = [head for sheet in workbook.sheets for head in heads_of(sheet)]
    return any(head.is_long or any(measure_names.has_key(part) for part in head.parts) for head in heads)


def read(desk: Desk) -> Draft:
    """Read every table with a row of headings.

    Raises:
        Refused: Nothing says the index or the year, two things say different years, or no column holds figures.
    """
    heads = [head for sheet in desk.workbook.sheets for head in heads_of(sheet)]
    place = heads[0].sheet.place()
    title = f"{' '.join(head.title for head in heads)} {desk.workbook.stem}"
    if any(head.is_long for head in heads):
        index = index_named(desk, sum((_measures_named(head) for head in heads), Counter()), title, place)
    else:
        index = index_of(desk, heads, title, place)
    by_sheet = [stated_in_order(sheet, [head.lines for head in heads_of(sheet)]) for sheet in desk.workbook.sheets]
    said = [stated for tables in by_sheet for stated in tables]
    named = {stated.year for stated in said} - {None}
    tables = Tables(desk, index)
    for head, found in zip(heads, said, strict=True):
        # Sheets of several years are each of their own; the name of the file can be true of one alone.
        stated = replace(found, alone=len(named) > 1)
        undated = len(named) == 1 and stated.year is None and not stated.several
        if undated and (head.goes_on or not tables.holds_total(head)):
            # Sheets of parts beside the main one, and those that go on with it, say no year; totals may be of any.
            stated = replace(stated, title=next(iter(named)))
        other = None if head.is_long else other_index(desk, head, index)
        if head.is_long:
            _read_long(tables, head, _years(desk, head, stated))
        elif other is not None:
            desk.issues.add(issue_of("index_left", head.sheet.place(head.row), facts={"index": other.short}))
        else:
            tables.add(head, stated, _years(desk, head, stated) if "year" in head.roles else None)
    return Draft(NAME, index, tables.in_order(place))


def _measures_named(head: Head) -> Counter[str]:
    """How often each measure is named, in the headings or in the rows of a long table."""
    if not head.is_long:
        return Counter(head.parts)
    column = head.measure or 0
    return Counter(dict(Counter(head.sheet.text(row, column) for row in head.rows).most_common(500)))


def _read_long(tables: Tables, head: Head, rows: dict[int, list[int]]) -> None:
    sheet = head.sheet
    columns = {name: head.roles[name] for name in _FIGURES if name in head.roles}
    known: dict[tuple[int, str], int] = {}
    indices = tables.desk.catalog.indices.items()
    called = {measure_names.simple(name): key for key, index in indices for name in (key, *root_names(index))}
    for year, of_year in rows.items():
        table, names = tables.of(year, repeats=True)
        place = sheet.place(head.row, columns["score"])
        if sheet not in table.sheets:
            table.sheets.append(sheet)
        used = {column for role, column in head.roles.items() if role in ("index", "measure", "year", "source")}
        leave_columns(tables.desk, sheet, head.row, used | {*columns.values(), *head.names}, head.paths)
        for row in rows_of_all(tables.desk, head, of_year):
            heading = sheet.text(row, head.measure or 0)
            name = _province(head, row)
            if not _is_about(tables, head, row, called) or not (heading or name):
                continue
            if measure_names.is_aggregate(name):
                table.left.append((name, sheet.place(row, head.name)))
                continue
            measure = names.find(heading)
            if measure.key is None:
                _note(tables, head, row, measure, year)
                continue
            label = _label(table, head, row, known)
            table.headings.setdefault((measure.key, measure.field), place)
            for figure, column in columns.items():
                table.figures.append(Figure(label, measure.key, figure, sheet.value(row, column), row, column))
                table.sheet_of.append(table.sheets.index(sheet))
            if "source" in head.roles and (source := sheet.text(row, head.roles["source"])):
                table.sources[label, measure.key] = source


def _is_about(tables: Tables, head: Head, row: int, called: Mapping[str, str]) -> bool:
    """Whether a row is about the index that is read; another one is named once."""
    for column in (head.roles.get("index"), head.measure):
        key = called.get(measure_names.simple(head.sheet.text(row, column))) if column is not None else None
        if key is not None and key != tables.index.key:
            index = tables.desk.catalog.indices[key]
            tables.desk.issues.add(issue_of("index_left", head.sheet.place(), facts={"index": index.short}))
            return False
    return True


def _note(tables: Tables, head: Head, row: int, found: Found, year: int) -> None:
    column = head.measure or 0
    facts: dict[str, Fact] = {"index": tables.index.short, "year": year}
    if found.code == "measure_conflict":
        names = [tables.index.measures[key].name for key in found.others]
        facts |= {"numbered": names[0], "named": names[1]}
    place, value = head.sheet.place(row, column), head.sheet.text(row, column)
    tables.desk.issues.add(issue_of(found.code or "measure_unknown", place, value=value, facts=facts))


def _label(table: Table, head: Head, row: int, known: dict[tuple[int, str], int]) -> int:
    """The position of the row's province among the labels; the same spelling is one label."""
    name = _province(head, row)
    position = known.get((table.year, name))
    if position is None:
        coded = head.sheet.text(row, head.code) if head.code is not None else ""
        column = head.name if head.name is not None else head.code
        table.labels.append(Label(name, coded or None, head.sheet.place(row, column)))
        position = known[table.year, name] = len(table.labels) - 1
    return position


def _province(head: Head, row: int) -> str:
    named = head.sheet.text(row, head.name) if head.name is not None else ""
    return named or (head.sheet.text(row, head.code) if head.code is not None else "")


def _years(desk: Desk, head: Head, stated: Stated) -> dict[int, list[int]]:
    """The rows of each year, by a column of years or else all of one year."""
    sheet, column = head.sheet, head.roles.get("year")
    if column is None:
        return {settled_year(desk, stated): list(head.rows)}
    years: dict[int, list[int]] = {}
    for row in head.rows:
        named = years_in(sheet.text(row, column))
        if len(named) == 1:
            years.setdefault(named[0], []).append(row)
        elif any(sheet.text(row, one) for one in head.paths):
            # A row without a year belongs to the year of the file, if that is said; a day is the year of nothing.
            year = year_of_file(desk) if cells.is_blank(sheet.value(row, column)) else desk.answers.year
            if year is None:
                raise Refused(issue_of("year_unknown", sheet.place(row, column), value=sheet.value(row, column)))
            years.setdefault(year, []).append(row)
    if not years:
        raise Refused(issue_of("year_unknown", sheet.place(None, column)))
    return years
