"""Figures of a brief as PNG, drawn by matplotlib without a browser.

PNG and not EMF or SVG: every Word, LibreOffice and phone shows it alike, and at 220 dots an inch it prints sharp. The
letters are DejaVu Sans, which comes with matplotlib and has every Vietnamese letter, so the pictures look the same on
every server. The figures are those of `slides`, in the same colours.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from provindex import formats, geography
from provindex.export import axes, outlines, typography
from provindex.export.outlines import UNITS, Outline, Sheet
from provindex.export.slide_map import blend
from provindex.export.slides import BarSlide, LineSlide, MapSlide
from provindex.figures.theme import Theme, theme

DPI = 220
_CM = 2.54
_SIZE = 7.5
# matplotlib hatches with lines of this width; finer ones vanish in print.
_HATCH = "////"
_MARKS = "//"
# Pixels between the outermost letter and the edge of the picture.
_EDGE = 6


def picture(figure: MapSlide | BarSlide | LineSlide, width: float, height: float, lang: str) -> bytes:
    """One figure as PNG on white.

    Args:
        figure: What is drawn; an ``aside`` of a map is left out.
        width: In centimetres.
        height: In centimetres.
        lang: Language of the numbers and of the names of the archipelagos.
    """
    drawn = Figure(figsize=(width / _CM, height / _CM), dpi=DPI)
    FigureCanvasAgg(drawn)
    look = theme("light")
    match figure:
        case MapSlide():
            _map(drawn, figure, look, lang)
        case BarSlide():
            _bars(drawn, figure, look, lang)
        case LineSlide():
            _lines(drawn, figure, look, lang)
    out = io.BytesIO()
    # Without the name and version of the library the same figures give the same bytes.
    drawn.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def _map(drawn: Figure, figure: MapSlide, look: Theme, lang: str) -> None:
    """The country on the left; legend and both insets in a column at its right."""
    sheet = outlines.country(figure.edition)
    wide, tall = drawn.get_size_inches()
    share = min(sheet.aspect * tall / wide, 0.62)
    country = drawn.add_axes((0, 0, share, 1))
    fills = _fills(figure)
    marked = {province: colour for province, _, colour in figure.highlighted}
    for province, outline in sheet.outlines.items():
        _patch(country, outline, fills.get(province), look, marked.get(province))
    _frame(country, sheet)
    left = share + 0.03
    owners = geography.archipelago_owner(figure.edition)
    bottom = 0.005
    inset = min(1 - left - 0.01, 0.27 * tall / wide)
    for key in reversed(outlines.ARCHIPELAGOS):
        part = outlines.archipelago(key)
        high = inset * wide / tall / part.aspect
        place = drawn.add_axes((left, bottom, inset, high))
        _patch(place, part.outlines[key], fills.get(owners[key]), look, None, thin=True)
        x, y = zip(*part.dots.values(), strict=True)
        place.plot(x, y, linestyle="none", marker="o", markersize=1.2, color=look.muted, markeredgewidth=0)
        _frame(place, part, edge=look.missing_outline)
        name = geography.archipelago_names()[key].get(lang)
        owner = geography.province(owners[key]).name.get(lang)
        label = f"{name.partition(' (')[0]}\n({owner})"
        drawn.text(
            left, bottom + high + 0.008, label, fontsize=_SIZE - 1.5, color=look.muted, va="bottom", linespacing=1.1
        )
        bottom += high + 0.095
    _legend(drawn, figure, look, left)


def _legend(drawn: Figure, figure: MapSlide, look: Theme, left: float) -> None:
    wide, tall = (float(one) for one in drawn.get_size_inches())
    rows = _entries(figure)
    side = _SIZE * 1.05 / 72
    beside = left + 1.5 * side / wide
    # DejaVu Sans is about an eighth wider than the Arial that is measured.
    longest = max((typography.width(label, 1.0) * 1.14 for label, _ in rows), default=1.0)
    size = min(_SIZE, (0.995 - beside) * wide * 72 / longest)
    step = _SIZE * 1.55 / 72 / tall
    top = 1 - step * 0.9
    drawn.text(left, top, figure.legend, fontsize=_SIZE, fontweight="bold", color=look.muted)
    for place, (label, colour) in enumerate(rows, start=1):
        y = top - place * step
        swatch = Rectangle(
            (left, y - 0.1 * step),
            side / wide,
            side / tall,
            facecolor=colour or look.missing,
            edgecolor=look.outline if colour else look.missing_outline,
            hatch=None if colour else _HATCH,
            linewidth=0.4,
            transform=drawn.transFigure,
        )
        drawn.add_artist(swatch)
        drawn.text(beside, y, label, fontsize=size, color=look.text)


def _entries(figure: MapSlide) -> list[tuple[str, str]]:
    """Legend texts with their colours, of a ramp at its ticks from the top; no colour stands for no figure."""
    if figure.ramp is not None:
        ramp = figure.ramp
        listed = [(text, blend(ramp.colours, ramp.span, value)) for value, text in reversed(ramp.ticks)]
        without = int(figure.cells["value"].isna().sum())
    else:
        counts = figure.cells["key"].value_counts().to_dict()
        listed = [(f"{one.label} ({counts.get(one.key, 0)})", one.colour) for one in figure.classes]
        without = int(figure.cells["key"].isna().sum())
    return [*listed, (f"{figure.missing} ({without})", "")] if without else listed


def _fills(figure: MapSlide) -> dict[str, str | None]:
    """Colour by province; None for no figure."""
    if figure.ramp is not None:
        ramp = figure.ramp
        return {
            str(province): None if pd.isna(value) else blend(ramp.colours, ramp.span, float(value))
            for province, value in zip(figure.cells["province"], figure.cells["value"], strict=True)
        }
    colours = {one.key: one.colour for one in figure.classes}
    return {
        str(province): None if pd.isna(key) else colours[str(key)]
        for province, key in zip(figure.cells["province"], figure.cells["key"], strict=True)
    }


def _patch(
    place: Axes, outline: Outline, fill: str | None, look: Theme, marked: str | None, *, thin: bool = False
) -> None:
    rings = [ring.astype(np.float64) for ring in outline.rings]
    codes = [np.full(len(ring), Path.LINETO, dtype=np.uint8) for ring in rings]
    for one in codes:
        one[0], one[-1] = Path.MOVETO, Path.CLOSEPOLY
    path = Path(np.concatenate(rings), np.concatenate(codes))
    place.add_patch(
        PathPatch(
            path,
            facecolor=fill or look.missing,
            edgecolor=marked or (look.outline if fill else look.missing_outline),
            linewidth=1.6 if marked else 0.2 if thin else 0.35,
            hatch=None if fill else _HATCH,
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


def _bars(drawn: Figure, figure: BarSlide, look: Theme, lang: str) -> None:
    """Horizontal bars of the first series, the printed figure at the end of each."""
    one = figure.series[0]
    axis = axes.of_bars(figure)
    values = figure.rows[one.column].to_numpy(dtype="float64")
    colours = list(figure.rows["colour"]) if "colour" in figure.rows else [one.colour] * len(values)
    place = drawn.add_axes((0.0, 0.0, 1.0, 1.0))
    places = np.arange(len(values))
    place.barh(places, np.nan_to_num(values), color=colours, height=0.62, zorder=2)
    place.axvline(0.0 if figure.low is None else figure.low, color=look.outline, linewidth=0.6, zorder=3)
    write = formats.signed if figure.signed else formats.score
    pad = (axis.high - axis.low) * 0.008
    for y, value in enumerate(values):
        if np.isnan(value):
            continue
        side = "left" if value >= 0 else "right"
        text = write(float(value), lang, figure.digits)
        place.text(
            value + (pad if value >= 0 else -pad), y, text, va="center", ha=side, fontsize=_SIZE, color=look.text
        )
    place.set_xlim(axis.low, axis.high)
    place.set_ylim(len(values) - 0.5, -0.5)
    place.set_xticks([])
    place.set_yticks(places, [str(label) for label in figure.rows["label"]], fontsize=_SIZE, color=look.text)
    place.tick_params(axis="y", length=0, pad=3)
    _bare(place)
    _inside(drawn, place)


def _lines(drawn: Figure, figure: LineSlide, look: Theme, lang: str) -> None:
    """Lines over the years; they stop at breaks, which a mark on the axis shows, and where no figure is."""
    place = drawn.add_axes((0.0, 0.0, 1.0, 1.0))
    years = [int(year) for year in figure.rows["year"]]
    spots = _spots(years, figure.breaks)
    columns = [one.column for one in figure.series]
    axis = axes.of_ranks(figure) if figure.ranks else axes.of_values(figure.rows[columns])
    ends: dict[str, float] = {}
    for one in figure.series:
        values = figure.rows[one.column].to_numpy(dtype="float64")
        for run in _runs(years, figure.breaks):
            x = [spots[place_] for place_ in run]
            wide = 1.6 if one.strong else 0.6
            place.plot(x, values[run], color=one.colour, linewidth=wide, marker="o", markersize=3, zorder=2)
        known = np.flatnonzero(~np.isnan(values))
        if one.strong and len(known):
            ends[one.column] = float(values[known[-1]])
    place.set_xticks(spots, [str(year) for year in years], fontsize=_SIZE - 0.5, color=look.text)
    for before in figure.breaks:
        later = [place_ for place_, year in enumerate(years) if year >= before]
        if later and later[0] > 0:
            middle = (spots[later[0]] + spots[later[0] - 1]) / 2
            place.annotate(
                _MARKS, (middle, 0), xycoords=("data", "axes fraction"), xytext=(0, -9), textcoords="offset points",
                ha="center", va="center", fontsize=_SIZE, color=look.muted,
            )  # fmt: skip
    digits = axis.digits
    write = formats.rank if figure.ranks else (lambda tick, told: formats.score(tick, told, digits))
    place.set_yticks(list(axis.ticks), [write(tick, lang) for tick in axis.ticks], fontsize=_SIZE, color=look.text)
    place.set_ylim((axis.high, axis.low) if axis.reverse else (axis.low, axis.high))
    place.set_xlim(spots[0] - 0.5, spots[-1] + 0.5)
    place.grid(axis="y", color=look.grid, linewidth=0.6, zorder=0)
    place.tick_params(length=0, pad=4)
    _bare(place)
    _end_names(drawn, place, figure, axis, ends, spots[-1])
    _inside(drawn, place)


def _end_names(
    drawn: Figure, place: Axes, figure: LineSlide, axis: axes.Axis, ends: dict[str, float], last: float
) -> None:
    """The names of the lines at their ends, moved apart where they would cover one another."""
    tall = drawn.get_size_inches()[1] * 72 * 0.82
    shifts = axes.apart(ends, axis, _SIZE * 1.25, tall)
    for one in figure.series:
        if one.column in ends:
            place.annotate(
                one.name, (last, ends[one.column]), xytext=(8, -shifts[one.column]), textcoords="offset points",
                va="center", fontsize=_SIZE, fontweight="bold", color=one.colour, annotation_clip=False,
            )  # fmt: skip


def _spots(years: Sequence[int], breaks: Sequence[int]) -> list[float]:
    """Where the years lie: one step apart, two across a break, as on a slide."""
    spots: list[float] = []
    for place, year in enumerate(years):
        apart = place > 0 and any(years[place - 1] < before <= year for before in breaks)
        spots.append((spots[-1] + (2 if apart else 1)) if spots else 0.0)
    return spots


def _runs(years: Sequence[int], breaks: Sequence[int]) -> list[list[int]]:
    """Positions of the years that a line may join."""
    runs: list[list[int]] = []
    for place, year in enumerate(years):
        if not runs or any(years[place - 1] < before <= year for before in breaks):
            runs.append([])
        runs[-1].append(place)
    return runs


def _bare(place: Axes) -> None:
    for spine in place.spines.values():
        spine.set_visible(False)


def _inside(drawn: Figure, place: Axes) -> None:
    """Make the axes as large as their names leave room; nothing sticks out of the picture.

    A name at the end of a line moves only with the axes, so a second round takes up what the first leaves.
    """
    wide, tall = (float(size) * DPI for size in drawn.get_size_inches())
    for _ in range(2):
        drawn.canvas.draw()
        box, held = place.get_tightbbox(), place.get_position()
        if box is None:
            return
        left, right = (max(one, 0) / wide for one in (_EDGE - box.x0, box.x1 + _EDGE - wide))
        bottom, top = (max(one, 0) / tall for one in (_EDGE - box.y0, box.y1 + _EDGE - tall))
        size = (held.width - left - right, held.height - bottom - top)
        place.set_position((held.x0 + left, held.y0 + bottom, *size))
