"""Headings of tables with provinces in rows: where a table begins, which rows head it, and the path of each column.

A column's heading is the path of all its heading rows. A merged cell stands over every column that it covers. Formats
without merged ranges, and sheets that leave them out, leave blanks behind a heading: these belong to it where the row
below is filled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet
from provindex.intake.layouts import measure_names, provinces, years
from provindex.intake.layouts.blocks import Block, blocks_of
from provindex.intake.layouts.measure_names import Role
from provindex.intake.layouts.provinces import LOOKED_AT, known_province
from provindex.intake.layouts.starts import BELOW, HEAD_ROWS, may_head, starts_of, title_start

REMEMBERED = "heads"
"""Under which name a sheet remembers its tables."""

_ABOVE = 3
"""Rows of headings above the row that heads the column of provinces."""

_ALONE: tuple[Role, ...] = ("province", "region", "code", "number", "note", "year", "index", "source")
"""What a column holds that stands under no common heading."""


@dataclass(frozen=True)
class Head:
    """A table with provinces in rows: its headings, and the rows that hold its figures.

    Attributes:
        sheet: Where it stands.
        top: First row of its headings.
        row: The row that heads the column of provinces.
        first: First row that holds a province.
        last: The row behind the last.
        lines: What stands above it, beginning with the nearest table above.
        paths: Headings of each column from top to bottom, without those that stand there twice.
        maxima: The most points of each column, where a row between headings and provinces states them.
        names: Columns of provinces, headed so or not.
        merges: Whether common headings are merged over their columns, so that no blank belongs to one.
        goes_on: Whether it has no headings of its own and goes on with the list of the sheet before.
    """

    sheet: Sheet
    top: int
    row: int
    first: int
    last: int
    lines: tuple[str, ...]
    paths: dict[int, tuple[str, ...]]
    maxima: dict[int, float] = field(default_factory=dict)
    names: tuple[int, ...] = ()
    merges: bool = False
    goes_on: bool = False

    @cached_property
    def texts(self) -> dict[int, str]:
        """The path of each column as one text."""
        return {column: " – ".join(path) for column, path in self.paths.items()}

    @cached_property
    def roles(self) -> dict[Role, int]:
        """What the columns hold that are no measures; the first column of each role."""
        roles: dict[Role, int] = {}
        worded: int | None = None
        for column, path in self.paths.items():
            found = "province" if column in self.names else measure_names.role(path[-1])
            if found == "year" and not self._may_hold_years(column):
                continue
            if found == "score" and worded is None and self._holds_texts(column):
                worded = column
            elif found is not None and (found != "province" or column in self.names):
                roles.setdefault(found, column)
        if worded is not None:
            # "Chỉ số" over texts names the index of each row, or its measure where no other column does.
            roles.setdefault("index" if "measure" in roles else "measure", worded)
        return roles

    @property
    def name(self) -> int | None:
        """The first column of provinces' names."""
        return self.names[0] if self.names else None

    @property
    def code(self) -> int | None:
        """The column of the provinces' codes."""
        return self.roles.get("code")

    @property
    def titles(self) -> tuple[str, ...]:
        """The lines above it without notes: "Nguồn: Báo cáo Chỉ số CCHC và SIPAS" is about more than the table."""
        return tuple(line for line in self.lines if not measure_names.begins_note(line))

    @property
    def title(self) -> str:
        """What the name of the sheet and the lines above the table without notes say, in plain letters."""
        return " ".join([cells.plain(self.sheet.name.replace("_", " ")), *map(cells.plain, self.titles)])

    @cached_property
    def stated(self) -> years.Stated:
        """The years that the title and the sheet's name state."""
        return years.stated_by(self.sheet, list(self.lines))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The columns of figures, each beside its own column of provinces."""
        return blocks_of(self.sheet, self.paths, self.names, self.code, self.rows)

    def place_of(self, column: int) -> tuple[int, int]:
        """Row and column of the lowest heading of a column."""
        rows = range(self.first - 1, self.top - 1, -1)
        texts = self.paths.get(column, ())
        return next((row for row in rows if texts and self.sheet.text(row, column) == texts[-1]), self.row), column

    @property
    def rows(self) -> range:
        """Rows of provinces."""
        return range(self.first, self.last)

    @property
    def named_rows(self) -> list[int]:
        """Its rows beside which a name or a code stands."""
        at = [*self.names, *([self.code] if self.code is not None else [])]
        return [row for row in self.rows if any(not cells.is_blank(self.sheet.value(row, column)) for column in at)]

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Its rows without headings that stand among them once more, as on the next page of a printed list."""
        above = self.sheet.rows[max(0, self.top - _ABOVE) : self.first]
        return tuple(row for row in self.rows if self.sheet.rows[row] not in above or not any(self.sheet.rows[row]))

    @property
    def parts(self) -> Iterator[str]:
        """All headings, each as often as it stands over a column."""
        return (part for path in self.paths.values() for part in path)

    @cached_property
    def is_long(self) -> bool:
        """Whether each row names a measure and holds its figures."""
        return "score" in self.roles and self.measure is not None

    def _holds_texts(self, column: int) -> bool:
        """Whether texts stand in a column, and no figure."""
        values = [self.sheet.value(row, column) for row in self.rows[:LOOKED_AT]]
        states = {cells.number(value).state for value in values}
        return "text" in states and "number" not in states and not any(map(cells.is_figure, values))

    def _may_hold_years(self, column: int) -> bool:
        """Whether a column is no column of other numbers than years: "Nam" heads men too."""
        texts = [text for row in self.rows[:LOOKED_AT] if (text := self.sheet.text(row, column))]
        return any(map(years.years_in, texts)) or not any(cells.number(text).state == "number" for text in texts)

    @property
    def measure(self) -> int | None:
        """The column that names the measure of each row, or the index where only totals are listed."""
        return self.roles.get("measure", self.roles.get("index"))


def heads_of(sheet: Sheet) -> list[Head]:
    """The tables of a sheet, from top to bottom; none where no row heads a column of provinces.

    A table below another begins where a row heads a column of provinces once more; what stands between them is its
    title.
    """
    if REMEMBERED in sheet.remembered:
        return list(sheet.remembered[REMEMBERED])
    starts = starts_of(sheet)
    heads: list[Head] = []
    above = 0
    for place, (row, column) in enumerate(starts):
        end = title_start(sheet, starts[place + 1][0], row + 1, column) if place + 1 < len(starts) else sheet.height
        head = _head(sheet, row, above, end, column)
        # Headings that a list repeats on its next page stand there without its title, a second language and maxima.
        if heads and _repeats(head, heads[-1]):
            head = replace(head, maxima=head.maxima or heads[-1].maxima, lines=head.lines or heads[-1].lines)
        heads.append(head)
        above = end
    sheet.remembered[REMEMBERED] = tuple(heads)
    return heads


def _repeats(head: Head, before: Head) -> bool:
    """Whether the headings of a table are those of the one above it, or the first of their lines."""
    lacking = before.paths.keys() - head.paths.keys()
    # A running number in front may be headed in the second language alone.
    return all(before.paths.get(column, ())[: len(path)] == path for column, path in head.paths.items()) and all(
        column < min(head.names, default=0) for column in lacking
    )


def head_of(sheet: Sheet) -> Head | None:
    """The first table of a sheet."""
    return next(iter(heads_of(sheet)), None)


def title_of(sheet: Sheet, row: int) -> str:
    """What stands above a row, in plain letters, with the name of the sheet."""
    return " ".join([cells.plain(sheet.name.replace("_", " ")), *map(cells.plain, lines_above(sheet, 0, row))])


def lines_above(sheet: Sheet, first: int, row: int) -> list[str]:
    """The texts between two rows, the nearest `HEAD_ROWS` rows of them."""
    rows = sheet.rows[max(first, row - HEAD_ROWS) : row]
    return [value for line in rows for value in line if isinstance(value, str)]


def _head(sheet: Sheet, row: int, above: int, end: int, column: int) -> Head:
    top, first, maxima = row, row + 1, dict[int, float]()
    named = [
        place for place in range(len(sheet.rows[row])) if measure_names.role(sheet.text(row, place)) == "province"
    ] or [column]
    while top > max(above, row - _ABOVE) and _is_above(sheet, top - 1, named):
        top -= 1
    rows = list(range(top, row + 1))
    while first < min(end, row + 1 + BELOW):
        kind = _kind_below(sheet, first, named, column)
        if kind == "data":
            break
        if kind == "heading":
            rows.append(first)
        elif kind == "maxima":
            maxima = {
                place: number
                for place in range(len(sheet.rows[first]))
                if (number := cells.figure(sheet.value(first, place)).value) is not None
            }
        first += 1
    # Where cells are merged over their columns, a blank beside one that is not is a blank.
    merges = any(first[1] < last[1] and row in rows for (row, _), (first, last) in sheet.merged.items())
    paths = _paths(sheet, rows, blanks=not merges)
    looked = range(first, min(end, first + LOOKED_AT))
    held = provinces.by_column(sheet, looked)
    headed = tuple(place for place, path in paths.items() if measure_names.role(path[-1]) == "province")
    # A column that is headed like one of provinces and holds none, as "Đơn vị" of a measure, gives way.
    names_at = tuple(sorted({*held, *(place for place in headed if not held or _may_name(sheet, place, looked))}))
    lines = tuple(lines_above(sheet, above, top))
    paths |= _of_further_parts(paths, {place: set(held.get(place, {}).values()) for place in names_at}, sheet.width)
    return Head(sheet, top, row, first, end, lines, paths, maxima, names_at, merges=merges)


def _of_further_parts(
    paths: Mapping[int, tuple[str, ...]], named: Mapping[int, set[str]], width: int
) -> dict[int, tuple[str, ...]]:
    """The headings of the second half of a list, or its thirds, beside the first, where they stand over that alone.

    Each part names other provinces and has as many columns as the first; the last ends at the edge.

    Args:
        paths: Headings of each column.
        named: The provinces in each column that names them.
        width: Columns of the sheet.
    """
    if len(named) < 2:
        return {}
    first, *further = named
    headed, step = sorted(paths), further[0] - first
    if first not in paths or headed[-1] >= further[0] or headed[-1] - headed[0] >= step:
        return {}
    even = all(place == first + step * at for at, place in enumerate(named))
    apart = len(set[str]().union(*named.values())) == sum(map(len, named.values()))
    moved = {column + place - first: paths[column] for place in further for column in headed}
    return moved if even and apart and max(moved) == width - 1 else {}


def _may_name(sheet: Sheet, column: int, rows: range) -> bool:
    return any(known_province(sheet.text(row, column)) for row in rows)


def _is_above(sheet: Sheet, row: int, named: Sequence[int]) -> bool:
    """Whether a row above the one that heads the provinces is a row of common headings, and not a title.

    A title stands alone, from the left or over everything; titles of tables side by side stand over each.
    """
    filled = [place for place in range(len(sheet.rows[row])) if not cells.is_blank(sheet.value(row, place))]
    right = [place for place in filled if place > named[0]]
    if not right or not all(may_head(sheet.value(row, place)) for place in filled):
        return False
    if len(named) > 1 and len(filled) > 1:
        return True
    if not all(_stands_alone(sheet.text(row, place)) for place in filled if place <= named[0]):
        return False
    merged = sheet.merged.get((row, right[0]))
    return len(right) > 1 or (merged is not None and merged[1][1] > merged[0][1])


def _stands_alone(heading: str) -> bool:
    """Whether a heading is one of a column in front of the provinces: of their number, their code, or their rank."""
    return measure_names.role(heading) in _ALONE or measure_names.is_rank(heading)


def _kind_below(sheet: Sheet, row: int, named: Sequence[int], column: int) -> str:
    """What a row below the headings is: one more ``heading``, ``maxima``, ``skipped``, or ``data``."""
    filled = [place for place in range(len(sheet.rows[row])) if not cells.is_blank(sheet.value(row, place))]
    left = [sheet.text(row, place) for place in filled if place <= max(named)]
    if any("maximum" in (measure_names.role(text), measure_names.role(text.split("(")[0])) for text in left):
        return "maxima"
    if not filled or _counts([sheet.text(row, place) for place in filled]):
        return "skipped"
    name = sheet.text(row, column) or next((text for place in named if (text := sheet.text(row, place))), "")
    if measure_names.role(name) in ("province", "code") or (
        not name and all(may_head(sheet.value(row, place)) for place in filled)
    ):
        return "heading"
    return "data"


def _counts(texts: Sequence[str]) -> bool:
    """Whether a row counts the columns, as the line of A, B, (1), (2) does that stands below headings."""
    bare = [text.strip("()[]. ") for text in texts]
    numbers = [int(text) for text in bare if text.isdecimal() and len(text) < 3]
    letters = [text for text in bare if len(text) == 1 and text.isalpha()]
    # Beside a second half of the list the columns are counted from the beginning once more.
    follow = all(after in (before + 1, 1) for before, after in zip(numbers, numbers[1:], strict=False))
    several = len(texts) > 2 or bool(numbers and letters)
    return several and len(numbers) + len(letters) == len(texts) and follow


def _paths(sheet: Sheet, rows: Sequence[int], *, blanks: bool) -> dict[int, tuple[str, ...]]:
    """The path of each column that has a heading; ``blanks`` behind one may belong to it."""
    paths: dict[int, list[str]] = {}
    for place, row in enumerate(rows):
        for column, text in _spread(sheet, row, rows[place + 1 :], blanks=blanks).items():
            path = paths.setdefault(column, [])
            if text not in path:
                path.append(text)
    return {column: tuple(path) for column, path in sorted(paths.items())}


def _spread(sheet: Sheet, row: int, below: Sequence[int], *, blanks: bool) -> dict[int, str]:
    """The heading of each column in one row, spread over its merged columns, and over ``blanks`` behind it."""
    found: dict[int, str] = {}
    over: int | None = None
    written = [sheet.text(row, column) for column in range(sheet.width)]
    # A row that writes a heading over each of its columns leaves none to a blank.
    blanks = blanks and not any(text and text == following for text, following in pairwise(written))
    for column, text in enumerate(written):
        merged = sheet.merged.get((row, column))
        if merged is not None and not text:
            (top, left), _ = merged
            over = None
            if top == row and sheet.text(top, left):
                found[column] = sheet.text(top, left)
        elif text:
            found[column] = text
            across = merged is not None and merged[1][1] > merged[0][1]
            over = column if blanks and not across and _spreads(sheet, row, column, below) else None
        elif over is not None and not _lower(sheet, column, below):
            over = None
        elif over is not None and _belongs(sheet, row, over, column, below):
            found[column] = sheet.text(row, over)
    return found


def _spreads(sheet: Sheet, row: int, column: int, below: Sequence[int]) -> bool:
    """Whether blanks behind a heading may belong to it: a lower one stands below it."""
    return measure_names.role(sheet.text(row, column)) not in _ALONE and bool(_lower(sheet, column, below))


def _lower(sheet: Sheet, column: int, below: Sequence[int]) -> list[str]:
    return [text for row in below if (text := sheet.text(row, column))]


def _belongs(sheet: Sheet, row: int, over: int, column: int, below: Sequence[int]) -> bool:
    """Whether a blank belongs to the heading before it: what stands below is no heading of another kind or year."""
    lower = _lower(sheet, column, below)
    if measure_names.role(lower[-1]) in _ALONE:
        return False
    own, common = set(years.years_in(" ".join(lower))), set(years.years_in(sheet.text(row, over)))
    return not own or not common or own == common
