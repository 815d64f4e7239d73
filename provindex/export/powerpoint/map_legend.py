"""The legend of a map: its classes with counts, a ramp with ticks, or a square of nine classes."""

from __future__ import annotations

from provindex.export.powerpoint import drawing
from provindex.export.powerpoint.drawing import MUTED, Canvas, Words
from provindex.export.slide_model import Look, MapSlide, Ramp
from provindex.figures import text_metrics
from provindex.figures.colour import blend, is_dark
from provindex.figures.text_metrics import Box, emu, points
from provindex.figures.theme import Theme

_SWATCH = emu(13)
_GAP = emu(6)
_BETWEEN = emu(3)
_RAMP_HEIGHT = emu(96)
_CELL = emu(22)
_SLICES = 24


def legend_height(map_slide: MapSlide, width: int, look: Look) -> int:
    """The height of the legend in EMU, for a column of this width."""
    size = _size(map_slide, width, look)
    head = _heading_height(map_slide, width, look)
    if map_slide.ramp is not None:
        body = _RAMP_HEIGHT + _GAP
    elif map_slide.grid is not None:
        body = 3 * _CELL + 2 * emu(size * text_metrics.LEADING) + _GAP
    else:
        body = 0
    return head + body + sum(_row_height(label, width, size) for label, _ in entries(map_slide))


def draw_legend(canvas: Canvas, map_slide: MapSlide, box: Box, look: Look, theme: Theme) -> None:
    """The legend from the top of the box down, as a group."""
    size = _size(map_slide, box.width, look)
    members = []
    top = box.top
    head = _heading_height(map_slide, box.width, look)
    if head:
        words = Words(map_slide.legend, look.size("small"), bold=True, colour=MUTED)
        members.append(canvas.text_xml(Box(box.left, top, box.width, head), [[words]], name=map_slide.legend))
        top += head
    if map_slide.ramp is not None:
        members += _ramp(canvas, map_slide.ramp, Box(box.left, top, box.width, _RAMP_HEIGHT), size, theme)
        top += _RAMP_HEIGHT + _GAP
    if map_slide.grid is not None:
        tall = 3 * _CELL + 2 * emu(size * text_metrics.LEADING) + _GAP
        members += _square(canvas, map_slide, map_slide.grid, Box(box.left, top, box.width, tall), size, theme)
        top += tall
    for label, fill in entries(map_slide, theme):
        tall = _row_height(label, box.width, size)
        swatch = Box(box.left, top + (emu(size * text_metrics.LEADING) - _SWATCH) // 2, _SWATCH, _SWATCH)
        members.append(
            drawing.shape(
                canvas.number(), label, swatch, drawing.preset("rect"), fill, drawing.line(theme.outline, 0.5)
            )
        )
        room = Box(box.left + _SWATCH + _GAP, top, box.width - _SWATCH - _GAP, tall - _BETWEEN)
        members.append(canvas.text_xml(room, [[Words(label, size)]], name=label))
        top += tall
    name = map_slide.legend or map_slide.missing
    canvas.add(drawing.with_namespaces(drawing.group(canvas, name, box, members)))


def entries(map_slide: MapSlide, theme: Theme | None = None) -> list[tuple[str, str]]:
    """Legend texts with their counts, and fills once a theme is given; a rank alone and no figure come last, if any."""
    cells = map_slide.cells
    continuous = map_slide.ramp is not None
    alone, without = int(map_slide.alone.sum()), int((map_slide.uncoloured & ~map_slide.alone).sum())
    counts = {} if continuous else cells["key"].value_counts().to_dict()
    listed = () if continuous or map_slide.grid is not None else map_slide.classes
    found = [(f"{one.label} ({counts.get(one.key, 0)})", drawing.solid(one.colour)) for one in listed]
    if alone:
        found.append((f"{map_slide.ranked} ({alone})", drawing.ranked(theme) if theme else ""))
    if without:
        hatch = drawing.missing(theme) if theme else ""
        found.append((f"{map_slide.missing} ({without})", hatch))
    return found


def _size(map_slide: MapSlide, width: int, look: Look) -> float:
    """One size for all entries: the largest at which the longest of them takes at most two lines."""
    largest, least = look.size("label"), look.size("least")
    room = points(width - _SWATCH - _GAP)
    sizes = [
        text_metrics.fitted(label, room, 2 * largest * text_metrics.LEADING, largest, least)
        for label, _ in entries(map_slide)
    ]
    return min(sizes, default=largest)


def _heading_height(map_slide: MapSlide, width: int, look: Look) -> int:
    if not map_slide.legend:
        return 0
    return emu(text_metrics.height(map_slide.legend, look.size("small"), points(width), bold=True)) + _BETWEEN


def _row_height(label: str, width: int, size: float) -> int:
    return emu(text_metrics.height(label, size, points(width - _SWATCH - _GAP))) + _BETWEEN


def _ramp(canvas: Canvas, ramp: Ramp, box: Box, size: float, theme: Theme) -> list[str]:
    """The colours as a bar, highest on top, with the printed ticks beside it.

    Slices and no gradient: some readers of these files know only gradients of two colours and would show another ramp.
    """
    bar = Box(box.left, box.top + emu(size / 2), _SWATCH, box.height - emu(size))
    out = []
    for place in range(_SLICES):
        first, end = (bar.top + bar.height * (place + more) // _SLICES for more in (0, 1))
        colour = blend(ramp.colours, (0.0, 1.0), 1 - (place + 0.5) / _SLICES)
        slice_ = Box(bar.left, first, bar.width, end - first)
        fill = drawing.solid(colour)
        out.append(drawing.shape(canvas.number(), colour, slice_, drawing.preset("rect"), fill, drawing.NO_LINE))
    edge = drawing.line(theme.outline, 0.5)
    out.append(drawing.shape(canvas.number(), "–", bar, drawing.preset("rect"), drawing.NO_FILL, edge))
    low, high = ramp.span
    tall = emu(size * text_metrics.LEADING)
    for value, text in ramp.ticks:
        share = (value - low) / (high - low) if high > low else 0.5
        middle = bar.bottom - round(share * bar.height)
        room = Box(bar.right + _GAP, middle - tall // 2, box.width - _SWATCH - _GAP, tall)
        out.append(canvas.text_xml(room, [[Words(text, size)]], name=text, anchor="ctr"))
    return out


def _square(
    canvas: Canvas, map_slide: MapSlide, axes: tuple[str, str], box: Box, size: float, theme: Theme
) -> list[str]:
    """Nine classes as a square with the count in each cell; words above for the upward axis, below for the other."""
    right, up = axes
    counts = map_slide.cells["key"].value_counts().to_dict()
    tall = emu(size * text_metrics.LEADING)
    out = [_caption(canvas, f"↑ {up}", Box(box.left, box.top, box.width, tall), size)]
    for place, one in enumerate(map_slide.classes):
        row, column = divmod(place, 3)
        cell = Box(box.left + column * _CELL, box.top + tall + row * _CELL, _CELL, _CELL)
        edge = drawing.line(theme.paper, 0.75)
        label = f"{one.label} ({counts.get(one.key, 0)})"
        out.append(drawing.shape(canvas.number(), label, cell, drawing.preset("rect"), drawing.solid(one.colour), edge))
        ink = theme.paper if is_dark(one.colour) else theme.text
        words = Words(str(counts.get(one.key, 0)), size - 1, colour=ink)
        out.append(canvas.text_xml(cell, [[words]], name=label, anchor="ctr", side="ctr"))
    below = Box(box.left, box.top + tall + 3 * _CELL, box.width, tall)
    return [*out, _caption(canvas, f"{right} →", below, size)]


def _caption(canvas: Canvas, text: str, box: Box, size: float) -> str:
    fitting = text_metrics.fitted(text, points(box.width), points(box.height), size, 6.5)
    return canvas.text_xml(box, [[Words(text, fitting, colour=MUTED)]], name=text)
