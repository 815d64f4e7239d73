"""A map as a picture: the country, both archipelagos in insets, a legend with counts; see `pictures`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from provindex import geography
from provindex.export import projection
from provindex.export.projection import UNITS, Outline, Sheet
from provindex.export.slide_model import MapSlide
from provindex.figures import text_metrics
from provindex.figures.colour import blend
from provindex.figures.theme import Theme

SIZE = 7.5
# matplotlib hatches with lines of this width; finer ones vanish in print. Dots stand for a rank alone.
_HATCH, _DOTS = "////", "...."


def draw(drawn: Figure, figure: MapSlide, look: Theme, lang: str) -> None:
    """The country on the left; legend and both insets in a column at its right.

    Args:
        drawn: An empty figure.
        figure: What is drawn.
        look: Outlines, the colour of a missing figure.
        lang: Language of the names of the archipelagos.
    """
    sheet = projection.country(figure.edition)
    wide, tall = drawn.get_size_inches()
    share = min(sheet.aspect * tall / wide, 0.62)
    country = drawn.add_axes((0, 0, share, 1))
    fills = _fills(figure, look)
    nothing = _Fill(look.missing, _HATCH)
    marked = {province: colour for province, _, colour in figure.highlighted}
    for province, outline in sheet.outlines.items():
        _patch(country, outline, fills.get(province, nothing), look, marked.get(province))
    _frame(country, sheet)
    left = share + 0.03
    owners = geography.archipelago_owner(figure.edition)
    bottom = 0.005
    inset = min(1 - left - 0.01, 0.27 * tall / wide)
    for key in reversed(projection.ARCHIPELAGOS):
        part = projection.archipelago(key)
        high = inset * wide / tall / part.aspect
        place = drawn.add_axes((left, bottom, inset, high))
        _patch(place, part.outlines[key], fills.get(owners[key], nothing), look, None, thin=True)
        x, y = zip(*part.dots.values(), strict=True)
        place.plot(x, y, linestyle="none", marker="o", markersize=1.2, color=look.muted, markeredgewidth=0)
        _frame(place, part, edge=look.missing_outline)
        name = geography.archipelago_names()[key].get(lang)
        owner = geography.province(owners[key]).name.get(lang)
        label = f"{name.partition(' (')[0]}\n({owner})"
        drawn.text(
            left, bottom + high + 0.008, label, fontsize=SIZE - 1.5, color=look.muted, va="bottom", linespacing=1.1
        )
        bottom += high + 0.095
    _legend(drawn, figure, look, left)


def _legend(drawn: Figure, figure: MapSlide, look: Theme, left: float) -> None:
    wide, tall = (float(one) for one in drawn.get_size_inches())
    rows = _entries(figure, look)
    side = SIZE * 1.05 / 72
    beside = left + 1.5 * side / wide
    # DejaVu Sans is about an eighth wider than the Arial that is measured.
    longest = max((text_metrics.width(label, 1.0) * 1.14 for label, _ in rows), default=1.0)
    size = min(SIZE, (0.995 - beside) * wide * 72 / longest)
    step = SIZE * 1.55 / 72 / tall
    top = 1 - step * 0.9
    drawn.text(left, top, figure.legend, fontsize=SIZE, fontweight="bold", color=look.muted)
    for place, (label, fill) in enumerate(rows, start=1):
        y = top - place * step
        swatch = Rectangle(
            (left, y - 0.1 * step),
            side / wide,
            side / tall,
            facecolor=fill.colour,
            edgecolor=look.missing_outline if fill.hatch else look.outline,
            hatch=fill.hatch,
            linewidth=0.4,
            transform=drawn.transFigure,
        )
        drawn.add_artist(swatch)
        drawn.text(beside, y, label, fontsize=size, color=look.text)


@dataclass(frozen=True)
class _Fill:
    """A colour, and what lies over it where it stands for no score."""

    colour: str
    hatch: str | None = None


def _entries(figure: MapSlide, look: Theme) -> list[tuple[str, _Fill]]:
    """Legend texts with their fills, of a ramp at its ticks from the top; a rank alone and no figure come last."""
    if figure.ramp is not None:
        ramp = figure.ramp
        listed = [(text, _Fill(blend(ramp.colours, ramp.span, value))) for value, text in reversed(ramp.ticks)]
    else:
        counts = figure.cells["key"].value_counts().to_dict()
        listed = [(f"{one.label} ({counts.get(one.key, 0)})", _Fill(one.colour)) for one in figure.classes]
    alone, without = int(figure.alone.sum()), int((figure.uncoloured & ~figure.alone).sum())
    if alone:
        listed.append((f"{figure.ranked} ({alone})", _Fill(look.ranked, _DOTS)))
    if without:
        listed.append((f"{figure.missing} ({without})", _Fill(look.missing, _HATCH)))
    return listed


def _fills(figure: MapSlide, look: Theme) -> dict[str, _Fill]:
    """The fill of each province of the cells."""
    plain = {True: _Fill(look.ranked, _DOTS), False: _Fill(look.missing, _HATCH)}
    fills = {str(one): plain[alone] for one, alone in zip(figure.cells["province"], figure.alone, strict=True)}
    coloured = figure.cells[~figure.uncoloured]
    if figure.ramp is not None:
        ramp = figure.ramp
        return fills | {
            str(province): _Fill(blend(ramp.colours, ramp.span, float(value)))
            for province, value in zip(coloured["province"], coloured["value"], strict=True)
        }
    colours = {one.key: one.colour for one in figure.classes}
    return fills | {
        str(province): _Fill(colours[str(key)])
        for province, key in zip(coloured["province"], coloured["key"], strict=True)
    }


def _patch(place: Axes, outline: Outline, fill: _Fill, look: Theme, marked: str | None, *, thin: bool = False) -> None:
    rings = [ring.astype(np.float64) for ring in outline.rings]
    codes = [np.full(len(ring), Path.LINETO, dtype=np.uint8) for ring in rings]
    for one in codes:
        one[0], one[-1] = Path.MOVETO, Path.CLOSEPOLY
    path = Path(np.concatenate(rings), np.concatenate(codes))
    place.add_patch(
        PathPatch(
            path,
            facecolor=fill.colour,
            edgecolor=marked or (look.missing_outline if fill.hatch else look.outline),
            linewidth=1.6 if marked else 0.2 if thin else 0.35,
            hatch=fill.hatch,
            zorder=3 if marked else 1,
            joinstyle="round",
        )
    )


def _frame(place: Axes, sheet: Sheet, edge: str | None = None) -> None:
    place.set_xlim(-10, sheet.width + 10)
    place.set_ylim(UNITS + 10, -10)
    place.set_aspect("equal", anchor="W")
    place.set_xticks([])
    place.set_yticks([])
    for spine in place.spines.values():
        spine.set_visible(edge is not None)
        spine.set_linewidth(0.5)
        spine.set_edgecolor(edge or "none")
