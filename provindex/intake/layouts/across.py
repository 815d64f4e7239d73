"""Tables with provinces side by side: measures, and what belongs to each, in rows below the row of names."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.extraction import Desk, Table, Target, add_columns, add_heading
from provindex.intake.formats.workbook import Sheet
from provindex.intake.issues import Fact, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.columns import is_another_figure, meaning
from provindex.intake.layouts.doubts import ask_about_titles
from provindex.intake.layouts.headings import lines_above
from provindex.intake.layouts.indices import index_named
from provindex.intake.layouts.measure_names import Field, Found, MeasureNames
from provindex.intake.layouts.provinces import known_province
from provindex.intake.layouts.starts import HEAD_ROWS
from provindex.intake.layouts.tables import Tables

_REMEMBERED = "across"

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
# Cheap first: most rows of an official sheet are of nothing but a score or an indicator.
_FIGURE = re.compile(r"hang|thu|vi tri|xep|nhom|loai|rank|group|can |low|high|upper|sai so|\bse\b|error")


@dataclass(frozen=True)
class Across:
    """A table with provinces side by side.

    Attributes:
        sheet: Where it stands.
        row: The row of names.
        first: First column of a province.
        code_row: The row of codes; None where there is none.
        last: The row behind its last.
        lines: What stands above it, beginning with the table above.
    """

    sheet: Sheet
    row: int
    first: int
    code_row: int | None
    last: int
    lines: tuple[str, ...]

    @property
    def rows(self) -> range:
        """The rows below the names."""
        return range(self.row + 1, self.last)

    def labels(self, row: int) -> list[str]:
        """What a row is called, in all columns in front of the provinces."""
        return [text for column in range(self.first) if (text := self.sheet.text(row, column))]

    def has_figures(self, row: int) -> bool:
        """Whether a row has a figure of any province."""
        values = (self.sheet.value(row, column) for column in range(self.first, self.sheet.width))
        return any(cells.number(value).state == "number" for value in values)


def across_of(sheet: Sheet) -> tuple[Across, ...]:
    """The tables of a sheet with provinces side by side, from top to bottom; none where its first rows name none."""
    if _REMEMBERED not in sheet.remembered:
        sheet.remembered[_REMEMBERED] = tuple(_found(sheet))
    found: tuple[Across, ...] = sheet.remembered[_REMEMBERED]
    return found


def _found(sheet: Sheet) -> list[Across]:
    starts: list[tuple[int, int]] = []
    most = 0
    for row in range(sheet.height):
        if not starts and row >= HEAD_ROWS:
            break
        # Cheap first: hardly a row below the names holds more texts than its labels.
        if sum(isinstance(value, str) for value in sheet.rows[row]) < _FEWEST:
            continue
        count, first = _names(sheet, row)
        if not count:
            continue
        if starts and any(_counts(sheet, one, starts[-1][1]) for one in range(starts[-1][0] + 1, row)):
            starts.append((row, first))
        elif count >= most:
            # Metadata stand above the names: of rows without figures between them that with the most provinces counts.
            starts[-1:] = [(row, first)]
        most = max(most, count)
    found: list[Across] = []
    above = 0
    for place, (row, first) in enumerate(starts):
        last = _title_start(sheet, starts[place + 1][0], row + 1, first) if place + 1 < len(starts) else sheet.height
        top = row - 1 if _has_codes(sheet, row, first) else row
        lines = tuple(lines_above(sheet, above, top))
        found.append(Across(sheet, row, first, top if top < row else None, last, lines))
        above = last
    return found


def _names(sheet: Sheet, row: int) -> tuple[int, int]:
    """How many different provinces a row names above their figures, and the column of the first; 0 if too few."""
    known = {
        column: province
        for column in range(len(sheet.rows[row]))
        if (province := known_province(sheet.text(row, column)))
    }
    count = len(set(known.values()))
    if count < _FEWEST or _is_list(sheet, row, known):
        return 0, 0
    first = min(known)
    # A province whose name is not known may stand before the first that is; it has figures below, labels have none.
    while first > 1 and sheet.text(row, first - 1) and _has_figures_below(sheet, row, first - 1):
        first -= 1
    return count, first


def _has_codes(sheet: Sheet, row: int, first: int) -> bool:
    return row > 0 and any(cells.plain(sheet.value(row - 1, column)).startswith("ma ") for column in range(first))


def _is_list(sheet: Sheet, row: int, columns: Collection[int]) -> bool:
    """Whether a row is one of several lists side by side: provinces stand below its provinces, and no figures."""
    below = range(row + 1, min(sheet.height, row + 1 + _BELOW))
    figures = [any(cells.number(sheet.value(one, column)).state == "number" for one in below) for column in columns]
    return figures.count(True) * 2 < len(figures)


def _has_figures_below(sheet: Sheet, row: int, column: int) -> bool:
    states = [cells.number(sheet.value(below, column)).state for below in range(row + 1, sheet.height)]
    return states.count("number") > states.count("text")


def _counts(sheet: Sheet, row: int, first: int) -> bool:
    """Whether a row holds a measure: a label that is not that of codes, and a figure of a province."""
    called = [cells.plain(text) for column in range(first) if (text := sheet.text(row, column))]
    figures = (cells.number(value).state == "number" for value in sheet.rows[row][first:])
    return bool(called) and not any(text.startswith("ma ") for text in called) and any(figures)


def _title_start(sheet: Sheet, row: int, first: int, column: int) -> int:
    """The first row of the title of a table below another: no figures of provinces stand between it and the names."""
    top = row
    while top > first and not any(cells.number(value).state == "number" for value in sheet.rows[top - 1][column:]):
        top -= 1
    return top


def index_across(desk: Desk, across: Across) -> Index:
    """The index of a table; what a person said counts unless its rows name measures of others alone.

    Raises:
        Refused: Its rows and its title name none, or two as much.
    """
    texts = Counter(text for row in across.rows for text in across.labels(row))
    title = " ".join([across.sheet.name.replace("_", " "), *across.lines, desk.workbook.stem])
    if desk.answers.index is not None:
        unasked = replace(desk, answers=replace(desk.answers, index=None))
        index = index_named(desk, texts, title, across.sheet.place())
        own = measures_of(across, MeasureNames(index, index.latest))
        return index if own else index_named(unasked, texts, title, across.sheet.place())
    return index_named(desk, texts, title, across.sheet.place())


def measures_of(across: Across, known: MeasureNames) -> set[str]:
    """The measures whose scores the rows of a table hold."""
    found = (_measure(known, across, row)[0] for row in across.rows if across.has_figures(row))
    return {one.key for one in found if one.key is not None}


def add_across(tables: Tables, across: Across, year: int) -> bool:
    """Add the figures of a table to those of its year, and name the rows that are left.

    A table whose rows are those of one above it on the same sheet goes on with its list.

    Returns:
        Whether a row was read.
    """
    table, known = tables.of(year)
    rows = _Rows(tables, across, table, known)
    found = rows.found()
    measures = frozenset(one.key for one, _ in found.values() if one.key is not None)
    before = tables.across.setdefault(year, {})
    part, named = before.get(measures, (len(before), {}))
    targets = rows.targets(found, joins=_goes_on(across, named))
    if not targets:
        return False
    before[measures] = part, {**named, across.sheet.name: named.get(across.sheet.name, set()) | provinces_of(across)}
    columns = range(across.first, across.sheet.width)
    add_columns(table, across.sheet, columns, targets, name=across.row, code=across.code_row, part=part)
    place = across.sheet.place(targets[0].at)
    ask_about_titles(tables.desk, across.lines, across.sheet, place, tables.index)
    return True


def provinces_of(across: Across) -> set[str]:
    """The provinces of a table whose names are known in any edition."""
    columns = range(across.first, across.sheet.width)
    return {known for at in columns if (known := known_province(across.sheet.text(across.row, at)))}


def _goes_on(across: Across, named: Mapping[str, set[str]]) -> bool:
    """Whether a table goes on with a list: a slip apart on its own sheet, with no province that another sheet has."""
    own = provinces_of(across)
    here = named.get(across.sheet.name, set())
    return bool(named) and len(own & here) * 2 < len(own) and not own & set().union(*named.values()) - here


@dataclass
class _Rows:
    """The rows of one table as they are told apart.

    Attributes:
        tables: Of the file.
        across: The table.
        table: Of its year.
        known: What the measures of its year are called.
    """

    tables: Tables
    across: Across
    table: Table
    known: MeasureNames

    def targets(self, found: Mapping[int, tuple[Found, int]], *, joins: bool) -> list[Target]:
        """The rows of scores, and what belongs to a score and follows it: rank, group, interval, standard error."""
        targets: list[Target] = []
        for row, (one, column) in found.items():
            if joins and one.key is not None:
                targets.append(Target(row, one.key, one.field))
                continue
            place, index = (row, column), self.tables.index
            target = add_heading(self.tables.desk, self.table, self.across.sheet, one, place, index, across=False)
            targets += [target] if target is not None else []
        return targets

    def found(self) -> dict[int, tuple[Found, int]]:
        """What each row means that means something, and the column of the label that says so."""
        found: dict[int, tuple[Found, int]] = {}
        first: dict[tuple[str | None, Field], int] = {}
        bare: list[int] = []
        left: list[int] = []
        above: str | None = None
        weighted = indicators = False  # the publisher lists indicators, and the scores once more weighted, headed alike
        for row in self.across.rows:
            texts = self.across.labels(row)
            if not texts:
                continue
            weighted = weighted or any(map(measure_names.is_weighted, texts))
            if _is_indicator(texts):
                above, indicators = None, True
                continue
            beside, is_bare = self._beside(texts, above)
            if beside is not None:
                if beside.key is None or any(map(measure_names.is_weighted, texts)):
                    left.append(row)
                    continue
                one, column = beside, 0
                bare += [row] if is_bare else []
            else:
                one, column = _measure(self.known, self.across, row)
                above = one.key if one.key is not None and (one.key, "score") not in first else None
            if one.key is None and one.code is None:
                left.append(row)
            before = first.setdefault((one.key, one.field), row)
            if one.key is not None and before != row and (weighted or _agree(self.across, before, row)):
                continue
            if one.key is not None or one.code is not None:
                found[row] = one, column
        left += self._without_lone(found, bare)
        self._leave(left, official=indicators or weighted)
        return found

    def _beside(self, texts: Sequence[str], above: str | None) -> tuple[Found | None, bool]:
        """The figure beside a score that labels are of, and whether they leave to the row above of which measure."""
        field = _interval(texts)
        if field is not None:
            return Found(above, field), False
        if not any(_FIGURE.search(cells.plain(text)) for text in texts):
            return None, False
        for path in (tuple(texts), *((text,) for text in texts)):
            one = meaning(self.known, path)
            if one.found is not None and one.found.field != "score" and one.found.code is None:
                key = one.found.key if one.named else above
                if self.tables.is_foreign_group(Found(key, one.found.field), sure=one.named):
                    key = None
                return Found(key, one.found.field), not one.named
        return None, False

    def _without_lone(self, found: dict[int, tuple[Found, int]], bare: Sequence[int]) -> list[int]:
        """Take out the only rank or group that stands below a part: it may be that of the total above it."""
        root = self.known.index.root.key
        has_total = any(one == Found(root) for one, _ in found.values())
        left: list[int] = []
        for name in ("rank_published", "group_published"):
            rows = [row for row in bare if row in found and found[row][0].field == name]
            if len(rows) == 1 and has_total and found[rows[0]][0].key != root:
                left.append(rows[0])
                del found[rows[0]]
        return left

    def _leave(self, rows: Sequence[int], *, official: bool) -> None:
        """Name the rows with figures that are not read; the indicators of the publisher's own files are many."""
        left: list[Fact] = []
        first: int | None = None
        for row in sorted(set(rows)):
            texts = self.across.labels(row)
            if (official and not is_another_figure(self.known, texts)) or not self.across.has_figures(row):
                continue
            if any(map(measure_names.is_weighted, texts)):
                continue
            left.append(" – ".join(texts))
            first = row if first is None else first
        if left:
            place = self.across.sheet.place(first)
            self.tables.desk.issues.add(issue_of("measures_left", place, facts={"headings": tuple(left)}))


def _agree(across: Across, row: int, other: int) -> bool:
    """Whether two rows of one measure hold no different figures: a heading over its parts holds none."""
    sheet = across.sheet
    both = [(cells.number(sheet.value(row, at)).value, cells.number(sheet.value(other, at)).value)
            for at in range(across.first, sheet.width)]  # fmt: skip
    return all(one is None or two is None or one == two for one, two in both)


def _measure(known: MeasureNames, across: Across, row: int) -> tuple[Found, int]:
    """What the labels of a row mean, and the column of the one that says so; two languages may not contradict."""
    found = [
        (known.find(text, strict=True), column)
        for column in range(across.first)
        if (text := across.sheet.text(row, column))
    ]
    certain = [(one, column) for one, column in found if one.key is not None]
    if certain and is_another_figure(known, across.labels(row)):
        return Found(), 0
    if not certain and any("20" in text for text in across.labels(row)):
        # "PAR INDEX 2023": the year of the table says nothing more; that of another makes it no row of this one.
        bare = [(measure_names.of_year(across.sheet.text(row, column), known.year), column) for _, column in found]
        certain = [(one, column) for text, column in bare if text and (one := known.find(text, strict=True)).key]
        if is_another_figure(known, across.labels(row)):
            return Found(), 0
    keys = list(dict.fromkeys(one.key for one, _ in certain if one.key))
    if len(keys) > 1:
        return Found(None, "score", "measure_conflict", (keys[1], keys[0])), certain[1][1]
    if certain:
        return certain[0]
    # A number without a name that is known: an indicator of its own, unless it is numbered like a part.
    return next(((one, column) for one, column in found if one.code is not None), (Found(), 0))


def _is_indicator(texts: Sequence[str]) -> bool:
    """Indicators are shares: their label ends in "(%)" or their scale is one in per cent."""
    return any(text.endswith("(%)") or "100%" in text.replace(" ", "") for text in texts)


def _interval(texts: Sequence[str]) -> Field | None:
    """Which end of an interval a row holds, or its standard error; None if it is about none."""
    for text in texts:
        words = re.sub(r"[^a-z0-9]+", " ", cells.plain(text))
        for pattern, field in _ENDS:
            if pattern.search(words) and (field == "se" or _INTERVAL.search(words)):
                return field
    return None
