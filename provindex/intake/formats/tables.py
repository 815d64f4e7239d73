"""Tables of a document: what stands above each, which of them are one table, and which only arrange text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, rows and columns counted from 0."""

TITLE_LINES = 8
"""Lines above a table that are looked at for its index and year."""

_LONGEST_TITLE = 300
_LETTERHEAD_LINES = 40
_ANNEX = re.compile(r"(?:phu luc|annex|appendix)\b")
_DECISION = re.compile(r"(?:so ?: ?\d*|[^,]{2,40}, ngay \d|decision no)")
_CONTINUED = re.compile(r"\W*(?:tiep(?: theo)?|continued|cont\.?|(?:trang|page)? ?\d{1,3}(?: ?[/-] ?\d{1,3})?)\W*")
_MARK = re.compile(r"(?:[(\[]?(?:\d{1,2}|[^\W\d]{1,2}|[*†‡§#]{1,3})[)\]]?[ ,;]*)+")
_DECIMAL = re.compile(r"\d[.,]\d")
# A figure, perhaps with a per cent sign, a mark of a footnote or a word behind it.
_FIGURE = re.compile(r"\W{0,3}\d[\d.,]*\W{0,4}\w{0,6}")


@dataclass(frozen=True)
class Line:
    """A line or paragraph of text outside of tables."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table as it stands in the document.

    Attributes:
        rows: Text of each cell, of a merged range in its first cell alone; None for a cell that is covered or absent.
        merged: Ranges of more than one cell.
        edges: Left and right edges of the columns in a unit of the document; empty where it says none.
        page: Number of its page from 1; 0 where the document has no fixed pages.
    """

    rows: list[list[str | None]]
    merged: list[Range] = field(default_factory=list)
    edges: tuple[float, ...] = ()
    page: int = 0

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)


Block = Line | Grid


@dataclass(frozen=True)
class Table:
    """A table with what stands above it.

    Attributes:
        name: Page and number of the table, as `name_of` writes them.
        title: Lines above it: number and date of the decision, then the nearest lines.
        rows: As in `Grid`.
        merged: As in `Grid`.
    """

    name: str
    title: tuple[str, ...]
    rows: list[list[str | None]]
    merged: list[Range]


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """The tables with figures, each with the lines above it; what goes on in the next table is joined.

    A table without any figure, such as the letterhead of a decision, is text. A table that follows another without a
    line between them and repeats its headings, or goes on with the same kind of cells under the same columns, is a
    part of it: its repeated headings are dropped, and a row that was broken between them is made whole.
    """
    found: list[Table] = []
    last: Grid | None = None
    lines: list[str] = []
    letterhead = _letterhead(blocks)
    title: tuple[str, ...] = ()
    count: dict[int, int] = {}
    for block in blocks:
        if isinstance(block, Line) or not _has_figures(block):
            lines += [line for line in _texts(block) if not _CONTINUED.fullmatch(cells.plain(line))]
            continue
        count[block.page] = count.get(block.page, 0) + 1
        joined = _joined(last, block) if last is not None and not lines else None
        if joined is not None:
            last = joined
            found[-1] = replace(found[-1], rows=joined.rows, merged=joined.merged)
            continue
        title = _title(lines, letterhead) if lines or not found else title
        found.append(Table(name_of(block.page, count[block.page]), title, block.rows, block.merged))
        last, lines = block, []
    return found


def is_mark(raised: str) -> bool:
    """Whether raised letters are the mark of a footnote, and not, for example, the decimals of a figure."""
    return _MARK.fullmatch(raised.strip()) is not None


def unclear_row(grid: Grid) -> int | None:
    """The first row with a figure over columns, or over rows, that each have figures of their own; None if none has.

    To which of them it belongs nobody can say.
    """
    figured = [_figured(row) for row in grid.rows]
    for (top, left), (bottom, right) in grid.merged:
        if left not in figured[top]:
            continue
        columns = [column for column in range(left, right + 1)
                   if any(column in found for row, found in enumerate(figured) if row != top)]  # fmt: skip
        rows = [row for row in range(top, bottom + 1) if figured[row] - {left}]
        if len(columns) > 1 or (len(rows) > 1 and _DECIMAL.search(grid.rows[top][left] or "")):
            return top
    return None


def name_of(page: int, number: int) -> str:
    """The name of a table of a document, in Vietnamese; `place_of` says the same in another language."""
    return f"Trang {page}, bảng {number}" if page else f"Bảng {number}"


def _texts(block: Block) -> list[str]:
    written = [block.text] if isinstance(block, Line) else [text for row in block.rows for text in row if text]
    return [line for text in written for part in text.split("\n") if (line := cells.text(part))]


def _has_figures(grid: Grid) -> bool:
    return any(text and _FIGURE.fullmatch(text) for row in grid.rows for text in row)


def _letterhead(blocks: Sequence[Block]) -> list[str]:
    """Number and date of the decision, which stand above its first article and not above its annexes."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid) and _has_figures(block):
            break
        lines += _texts(block)
    return [line for line in lines[:_LETTERHEAD_LINES] if len(line) < 120 and _DECISION.match(cells.plain(line))][:3]


def _title(lines: Sequence[str], letterhead: Sequence[str]) -> tuple[str, ...]:
    near = list(lines[-TITLE_LINES:])
    for position in range(len(near) - 1, -1, -1):
        if _ANNEX.match(cells.plain(near[position])):
            near = near[position:]
            break
    return tuple(line[:_LONGEST_TITLE] for line in (*(one for one in letterhead if one not in near), *near))


def _joined(before: Grid, after: Grid) -> Grid | None:
    """Both as one table; None if the second is a table of its own."""
    if before.width != after.width or not _same_edges(before.edges, after.edges):
        return None
    heads = _heads(before)
    repeated = 0
    while repeated < min(len(before.rows), len(after.rows)) and _same(before.rows[repeated], after.rows[repeated]):
        repeated += 1
    rows = after.rows[repeated:]
    shift = len(before.rows) - repeated
    whole = _made_whole(before.rows[-1], rows[0]) if rows and len(before.rows) > heads else None
    if rows and repeated < heads and (repeated or not _goes_on(before.rows[heads:], whole or rows[0])):
        return None
    if whole is not None:
        rows, shift = rows[1:], shift - 1
    kept = [*before.rows[:-1], whole] if whole is not None else before.rows
    first = repeated + (whole is not None)
    moved = [
        ((top + shift, left), (bottom + shift, right)) for (top, left), (bottom, right) in after.merged if top >= first
    ]
    return replace(before, rows=[*kept, *rows], merged=[*before.merged, *moved])


def _same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < 3 for a, b in zip(one, other, strict=True))


def _heads(grid: Grid) -> int:
    """How many rows stand above the first row with as many figures as most rows have."""
    counts = [len(_figured(row)) for row in grid.rows]
    most = max(counts, default=0)
    return next((row for row, count in enumerate(counts) if most and count * 2 > most), len(grid.rows))


def _figured(row: Sequence[str | None]) -> set[int]:
    """Columns of a row with figures; a year and the number of a column are none."""
    return {
        column
        for column, text in enumerate(row)
        if text and _FIGURE.fullmatch(text) and not re.fullmatch(r"20[0-4]\d|\(\d+\)", text.strip())
    }


def _same(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    return [cells.plain(text) for text in one] == [cells.plain(text) for text in other]


def _goes_on(body: Sequence[Sequence[str | None]], first: Sequence[str | None]) -> bool:
    """Whether a row has its figures where the rows of a table have theirs, as no row of headings has."""
    usual = {column for row in body for column in _figured(row)}
    figured = _figured(first)
    return bool(figured) and figured <= usual and len(figured) * 2 >= len(usual)


def _made_whole(upper: Sequence[str | None], lower: Sequence[str | None]) -> list[str | None] | None:
    """One row of two parts, where one has the figures and both together name a province; None otherwise."""
    both = [column for column in range(len(upper)) if upper[column] and lower[column]]
    if len(both) != 1 or (_figured(upper) and _figured(lower)):
        return None
    name = f"{upper[both[0]]} {lower[both[0]]}"
    editions = (edition.key for edition in geography.editions())
    if len(name) > 60 or name_matching.known(cells.text(name), *editions) is None:
        return None
    return [name if column in both else upper[column] or lower[column] for column in range(len(upper))]
