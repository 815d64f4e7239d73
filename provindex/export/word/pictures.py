"""Figures of a brief as PNG, drawn by matplotlib without a browser.

PNG and not EMF or SVG: every Word, LibreOffice and phone shows it alike, and at 220 dots an inch it prints sharp. The
letters are DejaVu Sans, which comes with matplotlib and has every Vietnamese letter, so the pictures look the same on
every server. The figures are those of `slides`, in the same colours.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from provindex.core import formats
from provindex.export import axes
from provindex.export.slide_model import BarSlide, LineSlide, MapSlide
from provindex.export.word import map_picture
from provindex.export.word.map_picture import SIZE
from provindex.figures.theme import Theme, theme

DPI = 220
_CM = 2.54
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
            map_picture.draw(drawn, figure, look, lang)
        case BarSlide():
            _bars(drawn, figure, look, lang)
        case LineSlide():
            _lines(drawn, figure, look, lang)
    out = io.BytesIO()
    # Without the name and version of the library the same figures give the same bytes.
    drawn.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


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
        place.text(value + (pad if value >= 0 else -pad), y, text, va="center", ha=side, fontsize=SIZE, color=look.text)
    place.set_xlim(axis.low, axis.high)
    place.set_ylim(len(values) - 0.5, -0.5)
    place.set_xticks([])
    place.set_yticks(places, [str(label) for label in figure.rows["label"]], fontsize=SIZE, color=look.text)
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
    place.set_xticks(spots, [str(year) for year in years], fontsize=SIZE - 0.5, color=look.text)
    for before in figure.breaks:
        later = [place_ for place_, year in enumerate(years) if year >= before]
        if later and later[0] > 0:
            middle = (spots[later[0]] + spots[later[0] - 1]) / 2
            place.annotate(
                _MARKS, (middle, 0), xycoords=("data", "axes fraction"), xytext=(0, -9), textcoords="offset points",
                ha="center", va="center", fontsize=SIZE, color=look.muted,
            )  # fmt: skip
    digits = axis.digits
    write = formats.rank if figure.ranks else (lambda tick, told: formats.score(tick, told, digits))
    place.set_yticks(list(axis.ticks), [write(tick, lang) for tick in axis.ticks], fontsize=SIZE, color=look.text)
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
    shifts = axes.apart(ends, axis, SIZE * 1.25, tall)
    for one in figure.series:
        if one.column in ends:
            place.annotate(
                one.name, (last, ends[one.column]), xytext=(8, -shifts[one.column]), textcoords="offset points",
                va="center", fontsize=SIZE, fontweight="bold", color=one.colour, annotation_clip=False,
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
