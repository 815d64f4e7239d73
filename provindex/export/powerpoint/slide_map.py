"""Maps as native shapes: one freeform a province in one group, both archipelagos in insets, and a legend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from provindex import geography
from provindex.export import projection
from provindex.export.powerpoint import drawing
from provindex.export.powerpoint.drawing import MUTED, Canvas, Words
from provindex.export.powerpoint.map_legend import draw_legend, legend_height
from provindex.export.projection import UNITS, Outline, Sheet
from provindex.export.slide_model import Look, MapSlide, PairSlide
from provindex.figures import text_metrics
from provindex.figures.colour import blend
from provindex.figures.text_metrics import Box, emu, points
from provindex.figures.theme import Theme

# Units are stretched a little so that Office, which keeps whole numbers, still places the smallest islet well.
_STRETCH = 800
_GAP = emu(10)
_OUTLINE, _REEF, _MARKED = 0.5, 0.25, 2.25
# Share of the height that the column of legend and insets may take in width.
_COLUMN = 0.44
_LEAST_COLUMN = emu(104)


@dataclass(frozen=True)
class _Fill:
    """How a province is filled, and its class in words."""

    xml: str
    label: str


def width_of(map_slide: MapSlide, height: int) -> int:
    """How wide a map of this height is with its legend and insets, in EMU."""
    return round(projection.country(map_slide.edition).aspect * height) + _GAP + _column(height)


def draw(canvas: Canvas, map_slide: MapSlide, box: Box, look: Look, theme: Theme, alt: str) -> None:
    """The map on the left of the box, legend and insets beside it.

    Args:
        canvas: The slide.
        map_slide: What is drawn.
        box: Where; a box narrower than `width_of` makes the map smaller.
        look: Sizes of letters.
        theme: Outlines, the colour of a missing figure.
        alt: Alternative text of the whole map.
    """
    sheet = projection.country(map_slide.edition)
    height = box.height
    while width_of(map_slide, height) > box.width and height > box.height // 3:
        height -= emu(4)
    country = Box(box.left, box.top, round(sheet.aspect * height), height)
    column = Box(country.right + _GAP, box.top, _column(height), height)
    fills = _fills(map_slide, theme)
    provinces = _country(canvas, map_slide, sheet, country, fills, theme)
    told = legend_height(map_slide, column.width, look)
    insets = _insets(canvas, map_slide, column.below(told, emu(12)), fills, look, theme)
    labels = _labels(canvas, map_slide, sheet, country, look, theme)
    whole = Box(box.left, box.top, column.right - box.left, height)
    name = map_slide.legend or "Map"
    canvas.add(drawing.with_namespaces(drawing.group(canvas, name, whole, [provinces, *insets, *labels], alt=alt)))
    draw_legend(canvas, map_slide, Box(column.left, column.top, column.width, told), look, theme)


def draw_pair(canvas: Canvas, pair: PairSlide, box: Box, look: Look, theme: Theme, alt: str) -> None:
    """The maps of a pair from left to right in equal shares of the box, each under its head; arguments as in `draw`."""
    gap = 2 * _GAP
    wide = (box.width - gap * (len(pair.maps) - 1)) // len(pair.maps)
    size = look.size("label")
    rows = max(text_metrics.rows_of(head, size, points(wide), bold=True) for head, _ in pair.maps)
    tall = emu(rows * size * text_metrics.LEADING)
    for number, (head, one) in enumerate(pair.maps):
        place = Box(box.left + number * (wide + gap), box.top, wide, box.height)
        canvas.text(Box(place.left, place.top, wide, tall), [[Words(head, size, bold=True)]], name="head")
        draw(canvas, one, place.below(tall, _GAP), look, theme, f"{head}. {alt}")


def _column(height: int) -> int:
    return max(round(_COLUMN * height), _LEAST_COLUMN)


def _fills(map_slide: MapSlide, theme: Theme) -> dict[str, _Fill]:
    """The fill of every province of the cells."""
    cells = map_slide.cells
    ranked = _Fill(drawing.ranked(theme), "")
    missing = _Fill(drawing.missing(theme), map_slide.missing)
    plain = {
        str(province): ranked if alone else missing
        for province, alone in zip(cells["province"], map_slide.alone, strict=True)
    }
    coloured = cells[~map_slide.uncoloured]
    if map_slide.ramp is not None:
        ramp = map_slide.ramp
        return plain | {
            str(province): _Fill(drawing.solid(blend(ramp.colours, ramp.span, float(value))), "")
            for province, value in zip(coloured["province"], coloured["value"], strict=True)
        }
    known = {one.key: _Fill(drawing.solid(one.colour), one.label) for one in map_slide.classes}
    return plain | {
        str(province): known[str(key)] for province, key in zip(coloured["province"], coloured["key"], strict=True)
    }


def _country(canvas: Canvas, map_slide: MapSlide, sheet: Sheet, box: Box, fills: dict[str, _Fill], theme: Theme) -> str:
    """The group of the provinces; highlighted ones lie on top so that their outline is whole."""
    geometry = _geometry(sheet)
    marked = {province: colour for province, _, colour in map_slide.highlighted}
    told = {
        str(row.province): (str(row.name), str(row.printed))
        for row in map_slide.cells[["province", "name", "printed"]].itertuples(index=False)
    } | {
        str(row.province): (str(row.name), f"{row.printed} ({row.place})")
        for row in map_slide.cells[map_slide.alone].itertuples(index=False)
    }
    missing = _Fill(drawing.missing(theme), map_slide.missing)
    members = []
    for province in sorted(sheet.outlines, key=lambda one: one in marked):
        name, printed = told.get(province, (geography.province(province).name.get(canvas.lang), ""))
        fill = fills.get(province, missing)
        edge = drawing.line(marked.get(province, theme.outline), _MARKED if province in marked else _OUTLINE)
        members.append(
            drawing.shape(
                canvas.number(),
                f"{province} {name}",
                _place(sheet.outlines[province]),
                geometry[province],
                fill.xml,
                edge,
                " · ".join(part for part in (f"{name}: {printed}", fill.label) if part),
            )
        )
    inner = Box(0, 0, sheet.width * _STRETCH, UNITS * _STRETCH)
    edition = next(one for one in geography.editions() if one.key == map_slide.edition)
    return drawing.group(canvas, edition.name.get(canvas.lang), box, members, inner=inner)


def _insets(
    canvas: Canvas, map_slide: MapSlide, room: Box, fills: dict[str, _Fill], look: Look, theme: Theme
) -> list[str]:
    """Both archipelagos below each other at the bottom of the column, each in a frame under its name."""
    owners = geography.archipelago_owner(map_slide.edition)
    sheets = {key: projection.archipelago(key) for key in projection.ARCHIPELAGOS}
    size = look.size("small")
    title = emu(size * text_metrics.LEADING)
    gap = emu(8)
    # The width at which both frames with their titles and gaps fill the room, or the whole column.
    tall = room.height - 2 * title - 2 * gap
    wide = min(room.width, round(tall / sum(1 / sheet.aspect for sheet in sheets.values())))
    out = []
    bottom = room.bottom
    for key in reversed(projection.ARCHIPELAGOS):
        sheet = sheets[key]
        frame = Box(room.left, bottom - round(wide / sheet.aspect), wide, round(wide / sheet.aspect))
        label = Box(room.left, frame.top - title - emu(1), room.width, title)
        missing = _Fill(drawing.missing(theme), map_slide.missing)
        out.append(_inset(canvas, key, sheet, frame, label, owners[key], fills.get(owners[key], missing), size, theme))
        bottom = label.top - gap
    return list(reversed(out))


def _inset(
    canvas: Canvas, key: str, sheet: Sheet, frame: Box, label: Box, owner: str, fill: _Fill, size: float, theme: Theme
) -> str:
    name = geography.archipelago_names()[key].get(canvas.lang)
    belongs = geography.province(owner).name.get(canvas.lang)
    edge = drawing.shape(
        canvas.number(), name, frame, drawing.preset("rect"), drawing.NO_FILL, drawing.line(theme.missing_outline, 0.75)
    )
    inner = Box(0, 0, sheet.width * _STRETCH, UNITS * _STRETCH)
    reefs = drawing.shape(
        canvas.number(),
        f"{owner} {name}",
        _place(sheet.outlines[key]),
        _geometry(sheet)[key],
        fill.xml,
        drawing.line(theme.outline, _REEF),
        f"{name} ({belongs})",
    )
    islands = drawing.shape(
        canvas.number(),
        ", ".join(sheet.dots),
        inner,
        drawing.freeform(sheet.width, UNITS, "".join(_dot(x, y) for x, y in sheet.dots.values())),
        drawing.solid(theme.muted),
        drawing.NO_LINE,
    )
    drawn = drawing.group(canvas, name, frame, [reefs, islands], inner=inner)
    text = f"{name} ({belongs})"
    fitting = text_metrics.fitted(text, points(label.width), points(label.height), size, 6.5)
    if not text_metrics.fits(text, fitting, points(label.width), points(label.height)):
        text = name
        fitting = text_metrics.fitted(text, points(label.width), points(label.height), size, 6.5)
    title = canvas.text_xml(label, [[Words(text, fitting, colour=MUTED)]], name=name, anchor="b")
    return drawing.group(
        canvas, name, Box(label.left, label.top, label.width, frame.bottom - label.top), [edge, drawn, title]
    )


def _labels(canvas: Canvas, map_slide: MapSlide, sheet: Sheet, box: Box, look: Look, theme: Theme) -> list[str]:
    """Names of the highlighted provinces beside their places, moved apart where they would collide."""
    size = look.size("small")
    tall = emu(size * text_metrics.LEADING)
    scale = box.height / UNITS
    taken: list[Box] = []
    out = []
    for province, name, _ in sorted(map_slide.highlighted, key=lambda one: sheet.dots[one[0]][1]):
        x, y = sheet.dots[province]
        wide = emu(text_metrics.width(name, size, bold=True) + 6)
        # To the right of the place where there is room, else to its left.
        left = box.left + round(x * scale) + emu(4)
        left = left if left + wide <= box.right + _GAP else max(box.left + round(x * scale) - wide - emu(4), box.left)
        label = Box(left, box.top + round(y * scale) - tall // 2, wide, tall)
        while any(_overlap(label, other) for other in taken):
            label = Box(label.left, label.top + tall // 4, label.width, label.height)
        taken.append(label)
        ground = drawing.solid(theme.paper, opacity=0.85)
        words = Words(name, size, bold=True, colour=theme.text)
        out.append(canvas.text_xml(label, [[words]], name=name, anchor="ctr", side="ctr", fill=ground))
    return out


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@lru_cache(maxsize=8)
def _geometry(sheet: Sheet) -> dict[str, str]:
    """The path of every outline of a sheet; sheets are kept, so that thirty slides build each path once."""
    return {key: _path(outline) for key, outline in sheet.outlines.items()}


def _path(outline: Outline) -> str:
    commands = []
    for ring in outline.rings:
        x, y = (ring[:-1] - (outline.left, outline.top)).T.tolist()
        commands.append(f'<a:moveTo><a:pt x="{x[0]}" y="{y[0]}"/></a:moveTo>')
        commands += [f'<a:lnTo><a:pt x="{a}" y="{b}"/></a:lnTo>' for a, b in zip(x[1:], y[1:], strict=True)]
        commands.append("<a:close/>")
    return drawing.freeform(outline.width, outline.height, "".join(commands))


def _dot(x: int, y: int, radius: int = 62) -> str:
    return (
        f'<a:moveTo><a:pt x="{x - radius}" y="{y}"/></a:moveTo>'
        f'<a:arcTo wR="{radius}" hR="{radius}" stAng="10800000" swAng="10800000"/>'
        f'<a:arcTo wR="{radius}" hR="{radius}" stAng="0" swAng="10800000"/><a:close/>'
    )


def _place(outline: Outline) -> Box:
    return Box(*(side * _STRETCH for side in (outline.left, outline.top, outline.width, outline.height)))
