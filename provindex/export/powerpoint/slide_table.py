"""Native tables: as large as they can be read, in blocks side by side, and on further slides where they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd
from pptx.spec import GRAPHIC_DATA_URI_TABLE

from provindex.export.powerpoint import drawing
from provindex.export.powerpoint.drawing import INK, MUTED, Canvas, Words
from provindex.export.slide_model import Column, Look, TableSlide
from provindex.figures import text_metrics
from provindex.figures.text_metrics import Box, emu, points
from provindex.figures.theme import Theme

_LARGEST = 1.15
"""Size of a short table's letters over the size of labels."""
_SIDE, _ABOVE = 5.0, 0.2
"""Room beside a cell's text in points, and above and below it over its size."""
_MARK = 3.0
"""Width in points of the coloured edge of a row that stands out."""
_SLACK = 2.0
"""What a column is wider than its longest text, for fonts that are not quite as narrow as measured."""
_BLOCK_GAP = emu(22)
_MOST_BLOCKS = 3
# A table is not stretched further than this beyond what its texts need: the eye has to follow a row across.
_STRETCH = 1.35
_LONGEST_HEAD = 2


@dataclass(frozen=True)
class Setting:
    """How a table is set.

    Attributes:
        size: Size of its letters in points.
        widths: Width of each column in points.
        pages: For each slide the first row and the row after the last of every block on it.
    """

    size: float
    widths: tuple[float, ...]
    pages: tuple[tuple[tuple[int, int], ...], ...]


def setting(slide: TableSlide, box: Box, look: Look) -> Setting:
    """The largest letters at which the table fits one slide, in as few blocks as it needs; else on further slides."""
    size, least = round(look.size("label") * _LARGEST * 2) / 2, look.size("least") + 1
    best: Setting | None = None
    while size >= least:
        for blocks in range(1, _MOST_BLOCKS + 1):
            found = _fit(slide, box, size, blocks)
            if found is not None and len(found.pages) == 1:
                return found
            if found is not None and (best is None or len(found.pages) < len(best.pages)):
                best = found
        size -= 0.5
    widths = _widths(slide, least, points(box.width))
    return best or Setting(least, widths, tuple(((place, place + 1),) for place in range(len(slide.rows))))


def draw(canvas: Canvas, slide: TableSlide, page: int, found: Setting, box: Box, theme: Theme, alt: str) -> None:
    """One page of a table.

    Args:
        canvas: The slide.
        slide: The whole table.
        page: Which of the pages.
        found: As `setting` found it for the same box.
        box: Where.
        theme: Colours of lines.
        alt: Alternative text.
    """
    wide = sum(emu(width) for width in found.widths)
    for place, (first, end) in enumerate(found.pages[page]):
        left = box.left + place * (wide + _BLOCK_GAP)
        part = slide.part(first, end)
        canvas.add(drawing.with_namespaces(_table(canvas, part, found, (left, box.top), theme, alt)))


def _fit(slide: TableSlide, box: Box, size: float, blocks: int) -> Setting | None:
    """The table in this many blocks a slide; None where its columns have no room."""
    room = points((box.width - (blocks - 1) * _BLOCK_GAP) // blocks)
    widths = _widths(slide, size, room)
    if sum(widths) > room + 0.01:
        return None
    heights = [_row_height(row, widths, size) for row in _texts(slide.rows, slide.columns)]
    left = points(box.height) - _row_height([column.head for column in slide.columns], widths, size)
    even = ceil(len(heights) / blocks)
    runs = [(first, min(first + even, len(heights))) for first in range(0, len(heights), even or 1)]
    if any(sum(heights[first:end]) > left for first, end in runs):
        runs = _filled(heights, left)
    if not runs:
        return Setting(size, widths, (((0, 0),),)) if not heights else None
    return Setting(size, widths, tuple(tuple(runs[first : first + blocks]) for first in range(0, len(runs), blocks)))


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Runs of rows, each as long as a block has room; empty where a single row has none."""
    if not heights or max(heights) > room:
        return []
    runs, first, used = [], 0, 0.0
    for place, height in enumerate(heights):
        if used + height > room:
            runs.append((first, place))
            first, used = place, 0.0
        used += height
    return [*runs, (first, len(heights))]


def _widths(slide: TableSlide, size: float, room: float) -> tuple[float, ...]:
    """Columns as wide as their texts; the widest text column gives way, then takes what is left up to a limit."""
    texts = _texts(slide.rows, slide.columns)
    natural = []
    for place, column in enumerate(slide.columns):
        cells = [text_metrics.width(row[place], size, bold=True) for row in texts]
        head = max(text_metrics.width(word, size, bold=True) for word in column.head.split(" "))
        whole = text_metrics.width(column.head, size, bold=True)
        natural.append(max([*cells, max(head, whole / _LONGEST_HEAD)], default=0.0) + 2 * _SIDE + _SLACK)
    flexible = _flexible(slide.columns, natural)
    spare = min(room, sum(natural) * _STRETCH) - sum(natural)
    if spare < 0:
        words = [word for row in texts for word in row[flexible].split(" ")]
        least = max((text_metrics.width(word, size, bold=True) for word in words), default=0.0) + 2 * _SIDE
        natural[flexible] = max(natural[flexible] + room - sum(natural), least)
        return tuple(natural)
    natural[flexible] += spare
    return tuple(natural)


def _flexible(columns: Sequence[Column], natural: Sequence[float]) -> int:
    left = [place for place, column in enumerate(columns) if column.align == "left"]
    return max(left or range(len(columns)), key=lambda place: natural[place])


def _texts(rows: pd.DataFrame, columns: Sequence[Column]) -> list[list[str]]:
    keys = [column.key for column in columns]
    return [[("" if pd.isna(cell) else str(cell)) for cell in row] for row in rows[keys].itertuples(index=False)]


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    tallest = max(
        text_metrics.rows_of(text, size, width - 2 * _SIDE, bold=True) for text, width in zip(row, widths, strict=True)
    )
    return tallest * size * text_metrics.LEADING + 2 * _ABOVE * size


def _table(canvas: Canvas, slide: TableSlide, found: Setting, corner: tuple[int, int], theme: Theme, alt: str) -> str:
    size, widths, columns = found.size, found.widths, slide.columns
    texts = _texts(slide.rows, columns)
    heights = [_row_height(row, widths, size) for row in ([column.head for column in columns], *texts)]
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    lines = [_row(canvas, [column.head for column in columns], columns, size, heights[0], theme, head=True)]
    for place, row in enumerate(texts):
        look = {"bold": place in slide.strong, "part": place in slide.heads}
        tall, mark = heights[place + 1], slide.edges.get(place, "")
        lines.append(_row(canvas, row, columns, size, tall, theme, mark=mark, **look))
    box = Box(*corner, sum(emu(width) for width in widths), sum(emu(height) for height in heights))
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{drawing.properties(canvas.number(), columns[0].head, alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{GRAPHIC_DATA_URI_TABLE}"><a:tbl><a:tblPr firstRow="1"/>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(lines)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(
    canvas: Canvas,
    texts: Sequence[str],
    columns: Sequence[Column],
    size: float,
    height: float,
    theme: Theme,
    *,
    head: bool = False,
    bold: bool = False,
    part: bool = False,
    mark: str = "",
) -> str:
    """One row: a ``head`` of the table, a heading over ``part`` of it, or figures; ``mark`` colours its edge."""
    rest = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "RT")
    left = '<a:lnL w="0"><a:noFill/></a:lnL>'
    first = f'<a:lnL w="{emu(_MARK)}">{drawing.solid(mark)}</a:lnL>' if mark else left
    rest += f'<a:lnB w="{emu(1.0 if head else 0.5)}">{drawing.solid(theme.outline if head else theme.grid)}</a:lnB>'
    margin = f'marL="{emu(_SIDE)}" marR="{emu(_SIDE)}" marT="{emu(_ABOVE * size)}" marB="{emu(_ABOVE * size)}"'
    cells: list[str] = []
    for text, column in zip(texts, columns, strict=True):
        words = Words(text, size, bold=head or bold or part, colour=MUTED if head or part else INK)
        side: drawing.Side = "r" if column.align == "right" else "l"
        anchor = "b" if head else "ctr"
        cells.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{drawing.paragraph_look(side, size)}"
            f"{canvas.run(words) if text else canvas.blank(size)}</a:p></a:txBody>"
            f'<a:tcPr {margin} anchor="{anchor}">{first if not cells else left}{rest}<a:noFill/></a:tcPr></a:tc>'
        )
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'
