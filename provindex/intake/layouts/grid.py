"""Finding one's way on a sheet: the row of headings, the row of provinces, the title above, the year and the index."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provindex import geography, names
from provindex.catalog import Index
from provindex.intake import cells, labels
from provindex.intake.aliases import MEASURES
from provindex.intake.draft import Desk
from provindex.intake.issues import Place, Refused, issue_of
from provindex.intake.labels import MeasureNames, Role
from provindex.intake.workbook import Sheet

HEAD_ROWS = 20
"""How far down headings may begin; titles, notes and metadata stand above."""

LONGEST_NAME = 60

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
# The day of a decision stands above its annex: it is a year later than the figures.
_DATE = re.compile(r"(?:ngay \d{1,2} )?thang \d{1,2} nam 20\d\d|\d{1,2}([/.-])\d{1,2}\120\d\d|/20\d\d/")
_NAMED_YEAR = re.compile(r"(?:\bnam|\byear) (20[0-4]\d)(?!\d)")


@dataclass(frozen=True)
class Head:
    """The row of headings of a table with provinces in rows.

    Attributes:
        row: Row of the headings.
        texts: Heading of each column that has one.
        roles: What the columns hold that are no measures; the first column of each role.
    """

    row: int
    texts: dict[int, str]
    roles: dict[Role, int]

    @property
    def name(self) -> int | None:
        """The column of the provinces' names."""
        return self.roles.get("province")

    @property
    def code(self) -> int | None:
        """The column of the provinces' codes."""
        return self.roles.get("code")


def head_of(sheet: Sheet) -> Head | None:
    """The first row that heads a column of provinces and at least one more; None if there is none."""
    for row in range(min(sheet.height, HEAD_ROWS)):
        texts = {column: text for column in range(len(sheet.rows[row])) if (text := sheet.text(row, column))}
        if len(texts) < 2:
            continue
        roles: dict[Role, int] = {}
        for column, text in texts.items():
            if (found := labels.role(text)) is not None:
                roles.setdefault(found, column)
        if "province" in roles or "code" in roles:
            return Head(row, texts, roles)
    return None


def known_province(text: str) -> str | None:
    """The province that a text names in any edition; ids as in ``63:01`` and codes do not count."""
    if not text or len(text) > LONGEST_NAME or text[0].isdecimal():
        return None
    return names.known(text, *(edition.key for edition in geography.editions()))


def title_of(sheet: Sheet, row: int) -> str:
    """What stands above a row, in plain letters, with the name of the sheet."""
    above = (
        cells.plain(value) for line in sheet.rows[: min(row, HEAD_ROWS)] for value in line if isinstance(value, str)
    )
    return " ".join([cells.plain(sheet.name.replace("_", " ")), *above])


def years_in(text: str) -> tuple[int, ...]:
    """The different years that a text names, ascending."""
    return tuple(sorted({int(year) for year in _YEAR.findall(text)}))


def year_of_file(desk: Desk) -> int | None:
    """The year that a person said, or the only one in the file name."""
    named = years_in(desk.workbook.stem)
    return desk.answers.year or (named[0] if len(named) == 1 else None)


def year_of_sheet(sheet: Sheet, row: int) -> int | None:
    """The only year in the name of the sheet, or else the year of the title above a row."""
    named = years_in(sheet.name)
    if len(named) == 1:
        return named[0]
    title = _DATE.sub(" ", title_of(sheet, row))
    stated = tuple(sorted({int(year) for year in _NAMED_YEAR.findall(title)})) or years_in(title)
    return stated[0] if len(stated) == 1 else None


def leave_sheet(desk: Desk, left: Sheet, year: int | None, chosen: Sheet, of_chosen: int | None) -> None:
    """Say why a table was not read: it is of another year, of the same year again, or of a year that nobody knows."""
    if year is None:
        desk.issues.add(issue_of("sheet_undated", left.place(), facts={"first": chosen.name}))
    elif year == of_chosen:
        desk.issues.add(issue_of("sheet_again", left.place(), facts={"year": year, "first": chosen.name}))
    else:
        desk.issues.add(issue_of("sheet_left", left.place(), facts={"year": year}))


def settled_year(desk: Desk, of_sheet: int | None, place: Place) -> int:
    """The year of the only table of a file: a person's word, then the file name, then the sheet.

    The name of a sheet may be wrong: the publisher's sheet of 2011 is called 2012.

    Raises:
        Refused: Nothing says which year it is.
    """
    of_file = year_of_file(desk)
    if of_file is None and of_sheet is None:
        raise Refused(issue_of("year_unknown", place))
    if of_file is not None and of_sheet is not None and of_file != of_sheet and desk.answers.year is None:
        facts = {"year": of_file, "other": of_sheet}
        desk.issues.add(issue_of("year_conflict", place, value=of_sheet, expected=str(of_file), facts=facts))
    return of_file or of_sheet or 0


def index_of(desk: Desk, headings: Sequence[str], title: str, place: Place) -> Index:
    """The index that a table is about: a person's word, then what its headings and its title name most.

    Raises:
        Refused: Nothing says which index it is.
    """
    indices = desk.catalog.indices
    if desk.answers.index in indices:
        return indices[desk.answers.index]
    words = f" {labels.simple(title)} "
    scores = {
        key: 3 * _measures_named(index, headings) + (2 if any(f" {name} " in words for name in _called(index)) else 0)
        for key, index in indices.items()
    }
    best = max(scores, key=lambda key: scores[key])
    if not scores[best]:
        raise Refused(issue_of("index_unknown", place))
    return indices[best]


def _measures_named(index: Index, headings: Iterable[str]) -> int:
    known = MeasureNames(index, index.latest)
    return sum(known.names_any(heading) for heading in headings)


def _called(index: Index) -> set[str]:
    root = index.root
    called = (index.short.vi, index.short.en, index.name.vi, index.name.en, root.name.vi, root.name.en)
    return {labels.simple(name) for name in (*called, *MEASURES.get(root.key, ()))}
