"""What a layout reader hands on: which cells hold which figures, before names and numbers are judged."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from provindex.catalog import Catalog, Index
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.measure_names import Field, Found

_LOOKED_AT = 100
"""Rows of a column that are looked at before it counts as empty."""


@dataclass(frozen=True)
class Target:
    """A row or column of figures: of which measure, which of its figures, and what they are multiplied by.

    ``bracketed`` says that each cell holds a score and its rank, in brackets or behind a ``slash``: one of them.
    """

    at: int
    measure: str
    field: Field = "score"
    factor: float = 1.0
    bracketed: bool = False
    slash: bool = False

    def of(self, raw: object) -> object:
        """What a cell says of it; a score without brackets has no rank."""
        if not self.bracketed:
            return raw
        both = cells.score_and_rank(raw, slash=self.slash) or (raw, None)
        return both[self.field == "rank_published"]


@dataclass(frozen=True)
class Label:
    """The name of a province in the file, and the code beside it where there is one.

    Attributes:
        name: As written.
        code: As written.
        place: Where the name stands.
        part: Which of the tables of a sheet; in each of them a province stands once.
    """

    name: str
    code: str | None
    place: Place
    part: int = 0


class Figure(NamedTuple):
    """One cell that holds a figure; ``label`` is the position of its province among the labels of the table."""

    label: int
    measure: str
    field: Field
    raw: object
    row: int
    column: int
    factor: float = 1.0


@dataclass
class Table:
    """The figures of one year.

    Attributes:
        year: The year they are read as.
        sheets: The sheets they come from; figures of several sheets are parted by ``sheet_of``.
        labels: The provinces as the file names them.
        figures: The cells, each with the position of its label.
        sheet_of: For each figure the position of its sheet.
        headings: Where each row or column of figures begins.
        repeats: Whether a province may have several rows, as in a long table.
        sources: Key of the source of a province and measure, where the file states one.
        left: Rows and columns that are about no province, such as a mean or a note, as the file names them.
        maxima: The most points of a measure, where the file states them.
        bracketed: Measures whose ranks stand in brackets behind their scores.
        worded: Names with the same words beside a province's, by these words: each name with the province in it.
    """

    year: int
    sheets: list[Sheet]
    labels: list[Label] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    sheet_of: list[int] = field(default_factory=list)
    headings: dict[tuple[str, Field], Place] = field(default_factory=dict)
    repeats: bool = False
    sources: dict[tuple[int, str], str] = field(default_factory=dict)
    left: list[tuple[str, Place]] = field(default_factory=list)
    maxima: dict[str, float] = field(default_factory=dict)
    bracketed: set[str] = field(default_factory=set)
    worded: dict[str, dict[str, str]] = field(default_factory=dict)

    def placed(self) -> Iterator[tuple[Figure, Sheet]]:
        """Each figure with its sheet."""
        return ((figure, self.sheets[sheet]) for figure, sheet in zip(self.figures, self.sheet_of, strict=True))


@dataclass
class Draft:
    """What a layout reader found: one table a year, of one index."""

    layout: str
    index: Index
    tables: list[Table]


@dataclass(frozen=True)
class Answers:
    """What a person said about the file beside the file itself.

    Attributes:
        index: Key of the index, where the file does not say or a file holds several.
        year: The year, where the file does not say or says wrongly.
        names: Province edition and name as written -> id of the province that the name was accepted for.
        zeros: What a zero means: ``ask`` holds the file back, ``missing`` is no figure, ``keep`` is a score of zero.
        correct: Whether only the figures of the file are to change, and all else of its years stays as published.
        blanks: What a blank cell of such a correction means: ``keep`` leaves the figure, ``remove`` takes it away.
        part: Whether a year of which nothing is published is a part of the list of provinces on purpose.
    """

    index: str | None = None
    year: int | None = None
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    zeros: Literal["ask", "missing", "keep"] = "ask"
    correct: bool = False
    blanks: Literal["keep", "remove"] = "keep"
    part: bool = False


@dataclass(frozen=True)
class Desk:
    """What every layout reader gets: the file, the catalogue, what a person said, and where issues go."""

    workbook: Workbook
    catalog: Catalog
    answers: Answers
    issues: Issues


def add_rows(
    table: Table,
    sheet: Sheet,
    rows: Sequence[int],
    targets: Sequence[Target],
    *,
    name: int | None,
    code: int | None = None,
    part: int = 0,
    left: int = 0,
) -> None:
    """Add figures that stand in rows of provinces.

    A row without a name counts only if it holds figures; a row of a mean or maximum and a note below the table do not
    count at all and are listed as left.

    Args:
        table: Is added to.
        sheet: Where they stand.
        rows: Rows below the headings.
        targets: Columns of figures.
        name: Column of the names; None where there are only codes.
        code: Column of the codes.
        part: Which of the tables of the sheet they belong to.
        left: The first column of that table; what stands left of it is about other rows.
    """
    position = _sheet_position(table, sheet)
    for row in rows:
        values = [target.of(sheet.value(row, target.at)) for target in targets]
        written = sheet.text(row, name) if name is not None else ""
        coded = sheet.text(row, code) if code is not None else ""
        place = sheet.place(row, name if name is not None else code)
        errors = any((row, target.at) in sheet.errors for target in targets)
        beside = [] if written or coded else [sheet.text(row, column) for column in range(left, name or 0)]
        if _counts(table, place, [written or coded, *beside], values, errors=errors):
            table.labels.append(Label(written or coded, coded or None, place, part))
            label = len(table.labels) - 1
            for target, raw in zip(targets, values, strict=True):
                table.figures.append(Figure(label, target.measure, target.field, raw, row, target.at, target.factor))
                table.sheet_of.append(position)


def add_columns(
    table: Table,
    sheet: Sheet,
    columns: Sequence[int],
    targets: Sequence[Target],
    *,
    name: int,
    code: int | None,
    part: int = 0,
) -> None:
    """Add figures that stand in columns of provinces; ``name`` and ``code`` are rows. Otherwise as `add_rows`."""
    position = _sheet_position(table, sheet)
    for column in columns:
        values = [sheet.value(target.at, column) for target in targets]
        written = sheet.text(name, column)
        coded = sheet.text(code, column) if code is not None else ""
        place = sheet.place(name, column)
        errors = any((target.at, column) in sheet.errors for target in targets)
        if _counts(table, place, [written], values, errors=errors):
            table.labels.append(Label(written, coded or None, place, part))
            label = len(table.labels) - 1
            for target, raw in zip(targets, values, strict=True):
                table.figures.append(Figure(label, target.measure, target.field, raw, target.at, column, target.factor))
                table.sheet_of.append(position)


def add_heading(
    desk: Desk, table: Table, sheet: Sheet, found: Found, at: tuple[int, int], index: Index, *, across: bool
) -> Target | None:
    """The target that a heading stands for; notes a heading that contradicts itself or stands there twice.

    Args:
        desk: Where issues go.
        table: Remembers the heading.
        sheet: Where it stands.
        found: What it means.
        at: Row and column of the heading.
        index: For the names of measures.
        across: Whether it heads a column (True) or a row (False).
    """
    place = sheet.place(*at)
    heading = sheet.text(*at)
    if found.key is None:
        if found.code is not None:
            names = [index.measures[key].name for key in found.others]
            facts: dict[str, Fact] = {"index": index.short, "year": table.year}
            if found.code == "measure_conflict":
                facts |= {"numbered": names[0], "named": names[1]}
            desk.issues.add(issue_of(found.code, place, value=heading, facts=facts))
        return None
    first = table.headings.setdefault((found.key, found.field), place)
    if first != place:
        where = f"{cells.shown(first.sheet)} {first.address}".strip()
        facts = {"measure": index.measures[found.key].name, "first": where}
        desk.issues.add(issue_of("measure_twice", place, value=heading, expected=where, facts=facts))
        return None
    return Target(at[1] if across else at[0], found.key, found.field)


def leave_columns(
    desk: Desk,
    sheet: Sheet,
    row: int,
    known: Collection[int],
    paths: Mapping[int, Sequence[str]],
    rows: Sequence[int] | None = None,
) -> None:
    """Name the columns that nobody reads, headed in a row or not, so that none is lost in silence.

    Columns of notes hold no figures and are left without a word. Texts in most rows that nothing heads may be groups.

    Args:
        desk: Where the issue goes.
        sheet: Where the columns stand.
        row: Last row of their headings.
        known: Columns that are read.
        paths: Headings of each column from top to bottom.
        rows: Rows of provinces; those below the headings if left out.
    """
    left: list[Fact] = []
    first: int | None = None
    looked = (range(row + 1, sheet.height) if rows is None else rows)[:_LOOKED_AT]
    for column in range(sheet.width):
        path = paths.get(column, ())
        role = measure_names.role(path[-1]) if path else None
        if column in known or role in ("number", "code", "province"):
            continue
        states = [cells.number(sheet.value(below, column)).state for below in looked]
        texts = not path and states.count("text") * 2 > len(states)
        if (path and role != "note") or texts or "number" in states:
            left.append(" – ".join(path) or cells.column_letter(column))
            first = column if first is None else first
    if left:
        desk.issues.add(issue_of("columns_left", sheet.place(row, first), facts={"headings": tuple(left)}))


def _sheet_position(table: Table, sheet: Sheet) -> int:
    for position, known in enumerate(table.sheets):
        if known is sheet:
            return position
    table.sheets.append(sheet)
    return len(table.sheets) - 1


def _counts(table: Table, place: Place, texts: Sequence[str], values: Sequence[object], *, errors: bool) -> bool:
    """Whether a row or column is about a province, or holds figures whose province is not said.

    Args:
        table: Remembers what is about no province, so that it can be listed.
        place: Where the name stands.
        texts: The name; where it is blank, what stands beside it, as "Cộng" under the running numbers.
        values: The cells of figures.
        errors: Whether one of them shows an error.
    """
    name = texts[0]
    said = next((text for text in texts if text and cells.number(text).state == "text"), "")
    figures = errors or any(cells.figure(value).state == "number" for value in values)
    left = measure_names.is_aggregate(said) or (
        not figures
        and (measure_names.is_note(said) or measure_names.role(said) == "province" or (bool(said) and not name))
    )
    if said and left:
        table.left.append((said, place))
        return False
    return figures or bool(name)
