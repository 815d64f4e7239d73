"""PAR INDEX and SIPAS as annexed to the ministry's decisions: rank, province, score, and the eight fields of reform.

The fields are in per cent of their maximum, as they are stored, or in points with the maximum stated in the heading
("tối đa 9,5 điểm") or in a row of its own ("Điểm tối đa") between the headings and the provinces. Headings may take
two rows, the lower one under a common heading of the fields. Several tables of one file are told apart by their titles.
"""

import re
from dataclasses import dataclass

from provindex.catalog import Index
from provindex.intake import cells, labels
from provindex.intake.draft import Desk, Draft, Table, Target, add_heading, add_rows, leave_columns
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.labels import Found, MeasureNames
from provindex.intake.layouts.grid import (
    Head,
    head_of,
    index_of,
    known_province,
    leave_sheet,
    settled_year,
    title_of,
    year_of_file,
    year_of_sheet,
)
from provindex.intake.workbook import Sheet, Workbook

NAME = "par_annex"

_MAXIMUM = re.compile(
    r"(?:toi da|maximum|max|/) ?:? ?(\d{1,3}(?:[.,]\d{1,3})?)|\((\d{1,3}(?:[.,]\d{1,3})?) ?(?:diem|points?)\)"
)
_COUNTING = re.compile(r"\(?\d{1,2}\)?")
_SAME = 1e-6


@dataclass(frozen=True)
class _Annex:
    sheet: Sheet
    head: Head
    texts: dict[int, str]
    first: int
    index: Index
    year: int | None


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has provinces beside a rank or a score, without keys or numbered names in its headings."""
    return any(_is_annex(head) for sheet in workbook.sheets if (head := head_of(sheet)) is not None)


def read(desk: Desk) -> Draft:
    """Read the tables of one index and year, and say which others were left.

    Raises:
        Refused: Nothing says the index or the year, or no column holds its figures.
    """
    found = [
        (sheet, head) for sheet in desk.workbook.sheets if (head := head_of(sheet)) is not None and _is_annex(head)
    ]
    annexes = [_annex(desk, sheet, head) for sheet, head in found]
    # Of several years that of the file name, or the newest; the first table of it says which index is read.
    years = {annex.year for annex in annexes if annex.year}
    wanted = year_of_file(desk)
    wanted = wanted if wanted in years else max(years, default=None)
    chosen = next((annex for annex in annexes if annex.year in (wanted, None)), annexes[0])
    table = Table(settled_year(desk, chosen.year, chosen.sheet.place()), [])
    for annex in annexes:
        if annex.index.key != chosen.index.key:
            desk.issues.add(issue_of("index_left", annex.sheet.place(), facts={"index": annex.index.short}))
        elif annex.year not in (wanted, None):
            leave_sheet(desk, annex.sheet, annex.year, chosen.sheet, wanted)
        else:
            _add(desk, annex, table)
    if not table.headings:
        raise Refused(issue_of("layout_unknown", chosen.sheet.place()))
    return Draft(NAME, chosen.index, [table])


def _is_annex(head: Head) -> bool:
    return head.name is not None and ("rank_published" in head.roles or "score" in head.roles or "number" in head.roles)


def _annex(desk: Desk, sheet: Sheet, head: Head) -> _Annex:
    first = next((row for row in range(head.row + 1, sheet.height) if _is_province(sheet, row, head)), sheet.height)
    texts = dict(head.texts)
    for row in range(head.row + 1, min(first, head.row + 3)):
        lower = {column: sheet.text(row, column) for column in range(len(sheet.rows[row]))}
        written = [text for text in lower.values() if text]
        # A second row of headings; a row that counts the columns or states the maxima is none.
        if not _is_maxima(sheet, row, head) and not (head.name in lower and lower[head.name or 0]) and len(written) > 1:
            texts |= {column: text for column, text in lower.items() if text and column not in head.roles.values()}
    title = title_of(sheet, head.row)
    index = index_of(desk, list(texts.values()), f"{title} {desk.workbook.stem}", sheet.place())
    return _Annex(sheet, head, texts, first, index, year_of_sheet(sheet, head.row))


def _is_province(sheet: Sheet, row: int, head: Head) -> bool:
    name = sheet.text(row, head.name or 0)
    return known_province(name) is not None


def _is_maxima(sheet: Sheet, row: int, head: Head) -> bool:
    left = [sheet.text(row, column) for column in range((head.name or 0) + 1)]
    return any(labels.role(text) == "maximum" or labels.role(text.split("(")[0]) == "maximum" for text in left if text)


def _add(desk: Desk, annex: _Annex, table: Table) -> None:
    known = MeasureNames(annex.index, table.year)
    targets: list[Target] = []
    meant = set(annex.head.roles.values())
    for column, text in annex.texts.items():
        found = _found(known, annex.index, text, column, annex.head)
        if found is None:
            continue
        meant.add(column)
        target = add_heading(desk, table, annex.sheet, found, (annex.head.row, column), annex.index, across=True)
        if target is not None:
            targets.append(_scaled(desk, annex, table, target, text))
    leave_columns(desk, annex.sheet, annex.head.row, meant, annex.texts)
    rows = [row for row in range(annex.head.row + 1, annex.sheet.height) if not _is_heading(annex, row)]
    add_rows(table, annex.sheet, rows, targets, name=annex.head.name)


def _is_heading(annex: _Annex, row: int) -> bool:
    """Whether a row between headings and provinces is one more row of headings, of maxima, or of column numbers."""
    if row >= annex.first:
        return False
    name = annex.sheet.text(row, annex.head.name or 0)
    return not name or _COUNTING.fullmatch(name) is not None or _is_maxima(annex.sheet, row, annex.head)


def _found(known: MeasureNames, index: Index, text: str, column: int, head: Head) -> Found | None:
    """What a column holds; None for the province, the running number, and what is no figure of the index."""
    dated = labels.of_year(text, known.year)
    if dated is None:
        return None
    text, role, root = dated, labels.role(dated), index.root.key
    if role == "rank_published":
        return Found(root, "rank_published")
    if role == "group_published":
        return Found(root, "group_published")
    if column in (head.name, head.code) or role in ("number", "year", "index", "source", "maximum"):
        return None
    bare = _MAXIMUM.sub(" ", cells.plain(text))
    found = known.find(bare if known.find(bare).key else text)
    if found.key is not None or found.code is not None:
        return found
    return Found(root) if role == "score" else None


def _scaled(desk: Desk, annex: _Annex, table: Table, target: Target, text: str) -> Target:
    """The target with the factor that turns points into per cent, where the file states the most points."""
    if target.field != "score":
        return target
    stated = _stated(text)
    for row in range(annex.head.row, annex.first):
        if _is_maxima(annex.sheet, row, annex.head):
            number = cells.number(annex.sheet.value(row, target.at))
            stated = number.value if number.value is not None else stated
    period = annex.index.measures[target.measure].period(table.year)
    if stated is None or stated <= 0 or period is None:
        return target
    table.maxima[target.measure] = stated
    if abs(stated - period.high) < _SAME or _is_in_percent(annex, target.at, stated):
        return target
    if period.max_points is not None and abs(stated - period.max_points) > _SAME:
        facts: dict[str, Fact] = {
            "measure": annex.index.measures[target.measure].name, "year": table.year, "high": period.max_points
        }  # fmt: skip
        place = annex.sheet.place(annex.head.row, target.at)
        desk.issues.add(
            issue_of("maximum_differs", place, value=stated, expected=f"{period.max_points:g}", facts=facts)
        )
    return Target(target.at, target.measure, target.field, period.high / stated)


def _is_in_percent(annex: _Annex, column: int, stated: float) -> bool:
    """Whether most figures of a column are more than the points that it states: per cent of them then."""
    values = [cells.number(annex.sheet.value(row, column)).value for row in range(annex.first, annex.sheet.height)]
    known = [value for value in values if value is not None]
    return sum(value > stated for value in known) * 2 > len(known)


def _stated(text: str) -> float | None:
    match = _MAXIMUM.search(cells.plain(text))
    return cells.number(match[1] or match[2]).value if match else None
