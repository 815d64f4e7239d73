"""A plain table: provinces in rows, long (a measure a row) or wide (a measure a column), with headings of one's own.

Long: province or id, measure, score, and perhaps year, index, rank, group, low, high, standard error and source. Wide:
province or id, perhaps year, and columns headed by a measure's key or name; ``[key rank]`` heads another figure of it.
The templates are wide tables of this kind.
"""

from collections import Counter
from dataclasses import dataclass, field

from provindex.catalog import Index
from provindex.intake import cells, labels
from provindex.intake.draft import Desk, Draft, Figure, Label, Table, Target, add_heading, add_rows, leave_columns
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.labels import Field, Found, MeasureNames
from provindex.intake.layouts.grid import Head, head_of, index_of, settled_year, title_of, year_of_file, year_of_sheet
from provindex.intake.workbook import Sheet, Workbook

NAME = "plain"

_FIGURES: tuple[Field, ...] = ("score", "rank_published", "group_published", "low", "high", "se")


@dataclass
class _Tables:
    """The tables of a file by year, with the names of each year's measures; ``several``: its sheets name many years."""

    desk: Desk
    index: Index
    several: bool
    by_year: dict[int, Table] = field(default_factory=dict)
    names: dict[int, MeasureNames] = field(default_factory=dict)

    def of(self, year: int, *, repeats: bool) -> tuple[Table, MeasureNames]:
        table = self.by_year.setdefault(year, Table(year, [], repeats=repeats))
        return table, self.names.setdefault(year, MeasureNames(self.index, year))


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has a row of headings with a column of provinces."""
    return any(head_of(sheet) is not None for sheet in workbook.sheets)


def is_certain(workbook: Workbook) -> bool:
    """Whether a sheet is a long table, or its headings hold keys of measures, as no official file does."""
    heads = [head for sheet in workbook.sheets if (head := head_of(sheet)) is not None]
    return any(
        ("measure" in head.roles and "score" in head.roles) or any(labels.has_key(text) for text in head.texts.values())
        for head in heads
    )


def read(desk: Desk) -> Draft:
    """Read every sheet with a row of headings.

    Raises:
        Refused: Nothing says the index or the year, or no column holds figures.
    """
    found = [(sheet, head) for sheet in desk.workbook.sheets if (head := head_of(sheet)) is not None]
    texts = [text for sheet, head in found for text in _measures_named(sheet, head)]
    titles = " ".join(title_of(sheet, head.row) for sheet, head in found)
    index = index_of(desk, texts, f"{titles} {desk.workbook.stem}", found[0][0].place())
    named = {year_of_sheet(sheet, head.row) for sheet, head in found} - {None}
    tables = _Tables(desk, index, len(named) > 1)
    for sheet, head in found:
        if "measure" in head.roles and "score" in head.roles:
            _read_long(tables, sheet, head)
        else:
            _read_wide(tables, sheet, head)
    if not any(table.headings for table in tables.by_year.values()):
        raise Refused(issue_of("layout_unknown", found[0][0].place()))
    return Draft(NAME, index, [table for _, table in sorted(tables.by_year.items())])


def _measures_named(sheet: Sheet, head: Head) -> list[str]:
    column = head.roles.get("measure")
    if column is None or "score" not in head.roles:
        return list(head.texts.values())
    return list(Counter(sheet.text(row, column) for row in range(head.row + 1, sheet.height)))[:500]


def _read_wide(tables: _Tables, sheet: Sheet, head: Head) -> None:
    years = _years(tables, sheet, head)
    for year, rows in years.items():
        table, names = tables.of(year, repeats=False)
        targets: list[Target] = []
        meant = set(head.roles.values())
        for column, text in head.texts.items():
            found = _wide_found(names, tables.index, text, head, column)
            if found is None:
                continue
            meant.add(column)
            target = add_heading(tables.desk, table, sheet, found, (head.row, column), tables.index, across=True)
            targets += [target] if target is not None else []
        if targets:
            leave_columns(tables.desk, sheet, head.row, meant)
            add_rows(table, sheet, rows, targets, name=head.name, code=head.code)


def _wide_found(names: MeasureNames, index: Index, text: str, head: Head, column: int) -> Found | None:
    if column in (head.name, head.code):
        return None
    dated = labels.of_year(text, names.year)
    if dated is None:
        return None
    found = names.find(dated)
    if found.key is not None or found.code is not None:
        return found
    role = labels.role(dated)
    return Found(index.root.key, role) if role in _FIGURES else None


def _read_long(tables: _Tables, sheet: Sheet, head: Head) -> None:
    columns = {name: head.roles[name] for name in _FIGURES if name in head.roles}
    known: dict[tuple[int, str], int] = {}
    for year, rows in _years(tables, sheet, head).items():
        table, names = tables.of(year, repeats=True)
        place = sheet.place(head.row, columns["score"])
        if sheet not in table.sheets:
            table.sheets.append(sheet)
        for row in rows:
            heading = sheet.text(row, head.roles["measure"])
            name = _province(sheet, head, row)
            if not _is_about(tables, sheet, head, row) or not (heading or name) or labels.is_aggregate(name):
                continue
            measure = names.find(heading)
            if measure.key is None:
                _note(tables, sheet, head, row, measure, year)
                continue
            label = _label(table, sheet, head, row, known)
            table.headings.setdefault((measure.key, measure.field), place)
            for name, column in columns.items():
                table.figures.append(Figure(label, measure.key, name, sheet.value(row, column), row, column))
                table.sheet_of.append(table.sheets.index(sheet))
            if "source" in head.roles and (source := sheet.text(row, head.roles["source"])):
                table.sources[label, measure.key] = source


def _is_about(tables: _Tables, sheet: Sheet, head: Head, row: int) -> bool:
    """Whether a row is about the index that is read; another one is named once."""
    if "index" not in head.roles:
        return True
    written = sheet.text(row, head.roles["index"])
    index = next(
        (
            one
            for one in tables.desk.catalog.indices.values()
            if cells.plain(written) in (one.key, one.short.en.lower())
        ),
        None,
    )
    if index is not None and index.key != tables.index.key:
        tables.desk.issues.add(issue_of("index_left", sheet.place(), facts={"index": index.short}))
        return False
    return True


def _note(tables: _Tables, sheet: Sheet, head: Head, row: int, found: Found, year: int) -> None:
    column = head.roles["measure"]
    facts: dict[str, Fact] = {"index": tables.index.short, "year": year}
    if found.code == "measure_conflict":
        names = [tables.index.measures[key].name for key in found.others]
        facts |= {"numbered": names[0], "named": names[1]}
    place = sheet.place(row, column)
    tables.desk.issues.add(issue_of(found.code or "measure_unknown", place, value=sheet.text(row, column), facts=facts))


def _label(table: Table, sheet: Sheet, head: Head, row: int, known: dict[tuple[int, str], int]) -> int:
    """The position of the row's province among the labels; the same spelling is one label."""
    name = _province(sheet, head, row)
    position = known.get((table.year, name))
    if position is None:
        coded = sheet.text(row, head.code) if head.code is not None else ""
        column = head.name if head.name is not None else head.code
        table.labels.append(Label(name, coded or None, sheet.place(row, column)))
        position = known[table.year, name] = len(table.labels) - 1
    return position


def _province(sheet: Sheet, head: Head, row: int) -> str:
    named = sheet.text(row, head.name) if head.name is not None else ""
    return named or (sheet.text(row, head.code) if head.code is not None else "")


def _years(tables: _Tables, sheet: Sheet, head: Head) -> dict[int, list[int]]:
    """The rows of each year, by a column of years or else all of one year."""
    rows = list(range(head.row + 1, sheet.height))
    column = head.roles.get("year")
    if column is None:
        of_sheet = year_of_sheet(sheet, head.row)
        # Sheets of several years are each of their own; the name of the file can be true of one alone.
        of_its_own = of_sheet if tables.several else None
        return {of_its_own or settled_year(tables.desk, of_sheet, sheet.place()): rows}
    years: dict[int, list[int]] = {}
    for row in rows:
        number = cells.number(sheet.value(row, column))
        if number.value is not None and number.value == int(number.value) and 2000 <= number.value < 2050:
            years.setdefault(int(number.value), []).append(row)
        elif any(sheet.text(row, one) for one in head.texts):
            # A row without a year belongs to the year of the file, if that is said.
            year = year_of_file(tables.desk)
            if year is None:
                raise Refused(issue_of("year_unknown", sheet.place(row, column), value=sheet.value(row, column)))
            years.setdefault(year, []).append(row)
    if not years:
        raise Refused(issue_of("year_unknown", sheet.place(None, column)))
    return years
