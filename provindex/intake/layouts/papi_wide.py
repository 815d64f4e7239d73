"""PAPI 2018-2024: indicators in rows, provinces in columns, no row of headings.

One sheet a year, with the provinces' codes and names on top and two or three columns of labels on the left: English,
Vietnamese, scale. The sheet of 2018 is in Vietnamese alone and has no total; that of 2024 has four more rows on top,
with the provinces of the next edition, and blank columns between groups. Below the scores the same measures are
repeated weighted by population: the first of each counts. Newer files repeat older years on further sheets.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from provindex.catalog import Index
from provindex.intake import cells, labels
from provindex.intake.draft import Desk, Draft, Table, Target, add_columns, add_heading
from provindex.intake.issues import Refused, issue_of
from provindex.intake.labels import Field, Found, MeasureNames
from provindex.intake.layouts.columns import is_another_figure
from provindex.intake.layouts.headings import lines_above
from provindex.intake.layouts.indices import index_named
from provindex.intake.layouts.provinces import known_province
from provindex.intake.layouts.starts import HEAD_ROWS
from provindex.intake.layouts.years import leave_sheet, settled_year, stated_by, year_of_file
from provindex.intake.workbook import Sheet, Workbook

NAME = "papi_wide"

_FEWEST = 5
"""Provinces in one row from which it is taken for the row of names."""

_BELOW = 40
"""Rows below the names that are looked at for figures."""

_INTERVAL = re.compile(r"\bci\b|confidence interval|khoang tin cay")
_ENDS: tuple[tuple[re.Pattern[str], Field], ...] = (
    (re.compile(r"standard error|sai so chuan"), "se"),
    (re.compile(r"\b(low|lower|thap|duoi)\b"), "low"),
    (re.compile(r"\b(high|upper|cao|tren)\b"), "high"),
)


@dataclass(frozen=True)
class _Names:
    row: int
    first: int
    code_row: int | None


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has provinces side by side in one of its first rows."""
    return any(_names_of(sheet) is not None for sheet in workbook.sheets)


def read(desk: Desk) -> Draft:
    """Read the sheet of the file's year, or of the newest year, and say which sheets were left.

    Raises:
        Refused: Neither the file nor the sheet says the year, or no row is a measure.
    """
    found = [(sheet, names) for sheet in desk.workbook.sheets if (names := _names_of(sheet)) is not None]
    dated = [(stated_by(sheet, lines_above(sheet, 0, names.row)), sheet, names) for sheet, names in found]
    wanted = year_of_file(desk)
    newest = max((stated.year or 0 for stated, _, _ in dated), default=0)
    chosen = wanted if any(stated.year == wanted for stated, _, _ in dated) else newest
    stated, sheet, names = next(one for one in dated if (one[0].year or 0) == (chosen or 0))
    for other, left, _ in dated:
        if left is not sheet:
            leave_sheet(desk, left, other.year, sheet, stated.year)
    texts = Counter(text for row in _rows(sheet, names) for text in _labels(sheet, names, row))
    title = " ".join([sheet.name.replace("_", " "), *lines_above(sheet, 0, names.row), desk.workbook.stem])
    index = index_named(desk, texts, title, sheet.place())
    table = Table(settled_year(desk, stated), [sheet])
    targets = _targets(desk, sheet, names, index, table)
    if not targets:
        raise Refused(issue_of("layout_unknown", sheet.place()))
    add_columns(table, sheet, range(names.first, sheet.width), targets, name=names.row, code=names.code_row)
    return Draft(NAME, index, [table])


def _names_of(sheet: Sheet) -> _Names | None:
    """The row with the most different provinces; where rows tie, the lowest, because metadata stand above the names."""
    best: tuple[int, int, int] | None = None
    for row in range(min(sheet.height, HEAD_ROWS)):
        known = {
            column: province
            for column in range(len(sheet.rows[row]))
            if (province := known_province(sheet.text(row, column)))
        }
        count = len(set(known.values()))
        if count >= _FEWEST and (best is None or count >= best[0]) and not _is_list(sheet, row, known):
            best = (count, row, min(known))
    if best is None:
        return None
    _, row, first = best
    # A province whose name is not known may stand before the first that is; it has figures below, labels have none.
    while first > 1 and sheet.text(row, first - 1) and _has_figures(sheet, row, first - 1):
        first -= 1
    coded = row > 0 and any(cells.plain(sheet.value(row - 1, column)).startswith("ma ") for column in range(first))
    return _Names(row, first, row - 1 if coded else None)


def _is_list(sheet: Sheet, row: int, columns: Collection[int]) -> bool:
    """Whether a row is one of several lists side by side: provinces stand below its provinces, and no figures."""
    below = range(row + 1, min(sheet.height, row + 1 + _BELOW))
    figures = [any(cells.number(sheet.value(one, column)).state == "number" for one in below) for column in columns]
    return figures.count(True) * 2 < len(figures)


def _has_figures(sheet: Sheet, row: int, column: int) -> bool:
    states = [cells.number(sheet.value(below, column)).state for below in range(row + 1, sheet.height)]
    return states.count("number") > states.count("text")


def _rows(sheet: Sheet, names: _Names) -> range:
    return range(names.row + 1, sheet.height)


def _labels(sheet: Sheet, names: _Names, row: int) -> list[str]:
    return [text for column in range(names.first) if (text := sheet.text(row, column))]


def _targets(desk: Desk, sheet: Sheet, names: _Names, index: Index, table: Table) -> list[Target]:
    """The rows of scores, and the intervals and standard errors that follow a score."""
    known = MeasureNames(index, table.year)
    targets: list[Target] = []
    first: dict[tuple[str | None, Field], int] = {}
    above: str | None = None
    weighted = False  # behind the scores the publisher lists those that are weighted by population, headed alike
    for row in _rows(sheet, names):
        texts = _labels(sheet, names, row)
        if not texts:
            continue
        weighted = weighted or any(map(labels.is_weighted, texts))
        if _is_indicator(texts):
            above = None
            continue
        field = _interval(texts)
        if field is not None:
            found = Found(above, field)
            if above is None or any(labels.is_weighted(text) for text in texts):
                continue
        else:
            found, column = _measure(known, sheet, names, row)
            above = found.key if (found.key, found.field) not in table.headings else None
        before = first.setdefault((found.key, found.field), row)
        if found.key is not None and before != row and (weighted or _agree(sheet, names, before, row)):
            continue
        at = (row, 0 if field is not None else column)
        target = add_heading(desk, table, sheet, found, at, index, across=False)
        targets += [target] if target is not None else []
    return targets


def _agree(sheet: Sheet, names: _Names, row: int, other: int) -> bool:
    """Whether two rows of one measure hold no different figures: a heading over its parts holds none."""
    both = [(cells.number(sheet.value(row, at)).value, cells.number(sheet.value(other, at)).value)
            for at in range(names.first, sheet.width)]  # fmt: skip
    return all(one is None or two is None or one == two for one, two in both)


def _measure(known: MeasureNames, sheet: Sheet, names: _Names, row: int) -> tuple[Found, int]:
    """What the labels of a row mean, and the column of the one that says so; two languages may not contradict."""
    found = [
        (known.find(text, strict=True), column) for column in range(names.first) if (text := sheet.text(row, column))
    ]
    certain = [(one, column) for one, column in found if one.key is not None]
    if certain and is_another_figure(known, _labels(sheet, names, row)):
        return Found(), 0
    keys = list(dict.fromkeys(one.key for one, _ in certain if one.key))
    if len(keys) > 1:
        return Found(None, "score", "measure_conflict", (keys[1], keys[0])), certain[1][1]
    if certain:
        return certain[0]
    # A number without a name that is known: an indicator of its own, unless it is numbered like a part.
    return next(((one, column) for one, column in found if one.code is not None), (Found(), 0))


def _is_indicator(texts: list[str]) -> bool:
    """Indicators are shares: their label ends in "(%)" or their scale is one in per cent."""
    return any(text.endswith("(%)") or "100%" in text.replace(" ", "") for text in texts)


def _interval(texts: list[str]) -> Field | None:
    """Which end of an interval a row holds, or its standard error; None if it is about none."""
    for text in texts:
        words = re.sub(r"[^a-z0-9]+", " ", cells.plain(text))
        for pattern, field in _ENDS:
            if pattern.search(words) and (field == "se" or _INTERVAL.search(words)):
                return field
    return None
