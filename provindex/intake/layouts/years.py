"""The year of figures: what a file name, the name of a sheet, a title and a heading say, and what is only a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provindex.intake import cells
from provindex.intake.extraction import Desk
from provindex.intake.formats.workbook import Sheet
from provindex.intake.issues import Fact, Issue, Place, Refused, issue_of

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_ACTS = "(?:qd|nq|kh|bc|cv|tb|ttg?|nd|ct)"
_NO_INDEX = r"(?:(?!chi so|ket qua|par index|sipas|papi|\bpci\b|cchc|\bnam\b).){0,60}?"

# The day of a decision stands above its annex, and a file is named after the day it was made: a year later than the
# figures. What is left of a text without its dates may state the year of the figures.
_DATES = re.compile(
    "|".join(
        (
            # "Quyết định số 268/QĐ-BNV năm 2025", "số 12/2025/QĐ-BNV"
            rf"\d+ ?/ ?(?:20\d\d ?/ ?)?{_ACTS}\b[\w/-]*{_NO_INDEX}(?:\bnam )?(?<!\d)20\d\d(?![\d/.-])",
            r"\d+ ?/ ?20\d\d ?/ ?[a-z]",
            # "số 2019/BNV-CCHC": the number of a letter, not a year
            r"(?<![\d/])\d{1,5} ?/ ?[a-z]{2,6}-[a-z]+",
            # "ngày 3 tháng 4 năm 2024", "tháng 4/2024", "quý I năm 2024", "6 tháng đầu năm 2024"
            r"(?:ngay \d{1,2} ?)?thang ?\d{1,2} ?(?:nam|[/.,-])? ?20\d\d(?!\d)",
            r"\bquy ?(?:[1-4]|i{1,3}|iv) ?(?:nam|[/.,-])? ?20\d\d(?!\d)",
            r"\d{1,2} thang (?:dau|cuoi) nam 20\d\d(?!\d)",
            # 03/4/2024, 3.4.2024, 03-4-2024, 4/2024, 03 04 2024 behind "ngày"
            r"(?<![\d.,])\d{1,2} ?([/.-]) ?\d{1,2} ?\1 ?20\d\d(?!\d)",
            r"\bngay \d{1,2} \d{1,2} 20\d\d(?!\d)",
            r"(?<![\d./-])(?:0?[1-9]|1[0-2]) ?[/.] ?20\d\d(?!\d)",
            r"(?<![\d./-])(?:0[1-9]|1[0-2])-20\d\d(?!\d)",
            # 2024-04-03, 2024/4/3, 2024.04.03, 20240403, 03042024, 2024_04_03
            r"(?<!\d)20\d\d([/._ -])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01])(?!\d)(?: ?\d\d:\d\d(?::\d\d)?)?",
            r"(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
            r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d(?!\d)",
            r"(?<![\d])\d{1,2}_\d{1,2}_20\d\d(?!\d)",
            # "3 April 2024", "April 3, 2024", "April 2024"
            rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)? )?\b(?:{_MONTHS})\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? 20\d\d(?!\d)",
        )
    )
)
# Years that a title names beside that of its figures: what they are compared with, when they came out, whose criteria
# they follow, and which meeting, report or plan they are for.
_BESIDE = re.compile(
    r"\b(?:so voi|compared (?:with|to)|against|cong bo|ban hanh|phat hanh|cap nhat|published|updated|released)"
    r"(?: vao| trong| in| den| toi)?(?: nam| year| thang)? ?20\d\d(?!\d)"
    r"|\btheo (?:bo (?:chi so|tieu chi|tieu chuan)|phuong phap|cach tinh|thang diem|quy dinh|huong dan)(?: moi)?"
    r"(?: cua)?(?: nam)? 20\d\d(?!\d)"
    r"|\b(?:hoi nghi|phuong huong|nhiem vu|ke hoach|bao cao)(?: nam)? 20\d\d(?!\d)"
    r"|\b(?:giai doan|nhiem ky|period) ?20\d\d ?[-\u2013] ?20\d\d"
)

# What is counted in the course of a year; publishers' indices are of whole years.
_PART_OF_YEAR = re.compile(
    r"\bquy ?(?:[1-4]|i{1,3}|iv)\b|\b(?:[1-9]|1[01]|ba|sau|chin) thang (?:dau|cuoi)\b|\bnua (?:dau|cuoi) nam\b"
    r"|\bthang ?\d{1,2}(?: ?[/.-] ?| nam )20\d\d|\b(?:q[1-4]|(?:first|second|third|fourth) quarter)\b"
)
# In the name of a file blanks and dashes stand for the strokes of "876/QĐ-BNV", and its number may look like a year.
_GAP, _ISSUER = r"[ ._-]*", r"(?:[ ._-]*(?:bnv|ttg|ubnd|cp|bkhdt|btttt|hdnd))*"
_DECISION = re.compile(
    rf"(?<!\d)\d{{1,5}}{_GAP}(?:qd|nq|quyet dinh)(?![a-z]){_ISSUER}(?!{_GAP}(?!20\d\d(?!\d))\d)(?:{_GAP}20\d\d(?!\d))?"
    rf"|(?<![a-z])(?:qd|nq|quyet dinh)(?:{_GAP}so)?(?![a-z]){_GAP}\d{{1,5}}(?!\d){_ISSUER}(?:{_GAP}20\d\d(?!\d))?"
    rf"|(?<![a-z])(?:qd|nq)[ ._-]*(?:bnv|ttg|ubnd|cp){_GAP}20\d\d(?!\d)"
)
_OF_FIGURES = re.compile(r"(?:index|sipas|papi|pci|cchc|nam|year)[ ._-]*$")
_DAY = re.compile(r"\b(?:ngay|cong bo|ban hanh|phat hanh|cap nhat|published|updated|released)\b")


@dataclass(frozen=True)
class Stated:
    """The years that a sheet states.

    Attributes:
        sheet: Its name.
        tab: The only year in its name.
        title: The only year in the text above a table.
        several: Whether the title names several years.
        alone: Whether it counts before the file name, because the file holds tables of several years.
    """

    sheet: str = ""
    tab: int | None = None
    title: int | None = None
    several: bool = False
    alone: bool = False

    @property
    def year(self) -> int | None:
        """The year of the title, or else of the name of the sheet, which may be left over from another year."""
        return self.title or self.tab


def without_dates(text: str) -> str:
    """A text in plain letters without days, months, and the years of decisions."""
    return _DATES.sub(" ", cells.plain(text))


def years_in(text: str) -> tuple[int, ...]:
    """The different years that a text names beside dates, ascending."""
    return tuple(sorted({int(year) for year in _YEAR.findall(without_dates(text))}))


def is_part_of_year(text: str) -> bool:
    """Whether a text says a quarter, a month or some months, and not the day on which something came out."""
    plain = cells.plain(text)
    return _PART_OF_YEAR.search(plain) is not None and _DAY.search(plain) is None


def states_time(text: str) -> bool:
    """Whether a text names a year of figures, or a part of one."""
    return bool(years_in(text)) or is_part_of_year(text)


def without_years(text: str) -> str:
    """A text in plain letters without dates and years, and without the word before a year."""
    return re.sub(r"(?:\b(?:nam|year) ?)?(?<!\d)20[0-4]\d(?!\d)", " ", without_dates(text))


def _without_number(stem: str) -> str:
    """The name of a file without the number and year of a decision, unless an index or "năm" stands before the year."""

    def rest(match: re.Match[str]) -> str:
        year = re.match(r"20\d\d", match[0])
        kept = year is not None and _OF_FIGURES.search(match.string[: match.start()])
        return f" {year[0]} " if kept and year else " "

    return _DECISION.sub(rest, cells.plain(stem))


def year_of_file(desk: Desk) -> int | None:
    """The year that a person said, or the only one in the file name."""
    named = years_in(_without_number(desk.workbook.stem))
    return desk.answers.year or (named[0] if len(named) == 1 else None)


def stated_by(sheet: Sheet, lines: Sequence[str]) -> Stated:
    """What the name of a sheet and the texts above a table say."""
    tab = years_in(sheet.name)
    years = set[int]().union(*map(_years_of_line, lines))
    title = next(iter(years)) if len(years) == 1 else None
    return Stated(sheet.name, tab[0] if len(tab) == 1 else None, title, len(years) > 1)


def stated_below(sheet: Sheet, tables: Sequence[Sequence[str]]) -> list[Stated]:
    """What the texts above each of the tables of a sheet say; where the tables are of several years, `Stated.alone`.

    A title of the whole sheet may name all of its years, or the newest; of tables below each other the line that
    stands nearest to each counts, if each has one.

    Args:
        sheet: The sheet, whose name may say a year.
        tables: The lines above each table, from top to bottom.
    """
    stated = [stated_by(sheet, lines) for lines in tables]
    nearest = [next((years for line in reversed(lines) if (years := _years_of_line(line))), set()) for lines in tables]
    if len({year for years in nearest for year in years}) < 2 or any(len(years) != 1 for years in nearest):
        return stated
    return [
        replace(one, title=next(iter(years)), several=False, alone=True)
        for one, years in zip(stated, nearest, strict=True)
    ]


def stated_in_order(sheet: Sheet, tables: Sequence[Sequence[str]]) -> list[Stated]:
    """As `stated_below`; a table whose own title says no year is of that of the table above it."""
    found: list[Stated] = []
    for one in stated_below(sheet, tables):
        goes_on = bool(found) and one.title is None and not one.several
        found.append(replace(one, title=found[-1].title, alone=found[-1].alone) if goes_on else one)
    return found


def _years_of_line(line: str) -> set[int]:
    """The years of figures that a line above a table names."""
    return {int(year) for year in _YEAR.findall(_BESIDE.sub(" ", without_dates(line)))}


def leave_sheet(desk: Desk, left: Sheet, year: int | None, chosen: Sheet, of_chosen: int | None) -> None:
    """Say why a table was not read: it is of another year, of the same year again, or of a year that nobody knows."""
    if year is None:
        desk.issues.add(issue_of("sheet_undated", left.place(), facts={"first": chosen.name}))
    elif year == of_chosen:
        desk.issues.add(issue_of("sheet_again", left.place(), facts={"year": year, "first": chosen.name}))
    else:
        desk.issues.add(issue_of("sheet_left", left.place(), facts={"year": year}))


def settled_year(desk: Desk, stated: Stated) -> int:
    """The year of the only table of a file: a person's word, then the file name and the title, then the sheet.

    The name of a sheet may be wrong: the publisher's sheet of 2011 is called 2012. A file name and a title that
    contradict each other are asked about.

    Raises:
        Refused: Nothing says which year it is, or two things say different years.
    """
    if stated.alone and stated.year is not None:
        return stated.year
    of_file, place = year_of_file(desk), Place(stated.sheet)
    if desk.answers.year is None and of_file and stated.title and of_file != stated.title:
        raise Refused(disputed(place, of_file, stated.title))
    year = of_file or stated.title or stated.tab
    if year is None:
        raise Refused(issue_of("year_unknown", place))
    if stated.tab is not None and stated.tab != year and desk.answers.year is None:
        if of_file is None:
            raise Refused(disputed(place, stated.tab, year))
        facts: dict[str, Fact] = {"year": year, "other": stated.tab}
        desk.issues.add(issue_of("year_conflict", place, value=stated.tab, expected=str(year), facts=facts))
    return year


def disputed(place: Place, year: int, other: int) -> Issue:
    """The issue about two years that are stated for the same figures."""
    return issue_of("year_disputed", place, value=other, expected=str(year), facts={"year": year, "other": other})
