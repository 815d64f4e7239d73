"""Every province of several measures as a dot on one axis, a strip a measure, with the median of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.maps.map_model import Marks
from provindex.figures.theme import Theme, blank

_LEFT, _TOP, _FOOT = 250, 26, 24  # px: names, heads of the columns, axis
_COLUMN = (64, 176)  # px from the plot to the right ends of the columns of numbers
_DOT, _MARKED = 7, 11
# Dots are parted for a plot of this width, that of a window of 1366 px; in a wider one they only lie further apart.
_WIDTH = 720
_ROOMY = 60  # px: the least height of a strip with names in it
_LETTER = 7.4  # px of a letter on average, generous for bold capitals


@dataclass(frozen=True)
class Strip:
    """One measure of the figure.

    Attributes:
        measure: Its key.
        label: Its name; may hold ``<br>``.
        median: Where the median lies on the axis; None where none is computed.
        printed: The median as text.
        beside: What is printed of the selected province; empty where none is selected.
    """

    measure: str
    label: str
    median: float | None
    printed: str
    beside: str = ""


@dataclass(frozen=True)
class StripText:
    """Words of the figure: what the axis shows, the heads of the two columns of numbers, the text over a dot.

    In ``hover``, a plotly hover template, ``%{customdata[1]}`` is the province, ``[2]`` the printed figure, ``[3]`` the
    printed rank.
    """

    axis: str
    median: str
    beside: str
    hover: str


def strips_figure(
    dots: pd.DataFrame,
    strips: Sequence[Strip],
    span: tuple[float, float],
    text: StripText,
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 470,
    names: int = _LEFT,
) -> go.Figure:
    """Dots side by side where they would lie upon each other; marked ones in the legend, and named if there is room.

    Args:
        dots: measure, province, name, at (place on the axis), printed, rank (as text); no row without a figure.
        strips: The measures from the top.
        span: Lowest and highest place of the axis.
        text: Words of the figure.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px.
        names: Room for the names of the strips in px, at the letters of a page.
    """
    lane = (height - theme.px(_TOP + _FOOT)) / max(len(strips), 1)
    room = (span[1] - span[0]) * 0.03 or 1.0
    axis = (span[0] - room, span[1] + room)
    pixels = _WIDTH / (axis[1] - axis[0])
    depth = {strip.measure: -i for i, strip in enumerate(strips)}
    # Where a strip is high enough its upper part is kept for names, so the dots lie a little below its middle.
    low = 0.16 if lane >= theme.px(_ROOMY) else 0.0
    found = [dots.iloc[:0].assign(y=0.0)]
    for measure, row in depth.items():
        own = dots[dots["measure"] == measure]
        aside = swarm((own["at"].astype(float) * pixels).tolist(), _DOT, lane * 0.3)
        found.append(own.assign(y=[row - low + offset / lane for offset in aside]))
    placed = pd.concat(found)
    colours = {province: colour for province, _, colour in marks.highlighted}
    chosen = [*([marks.selected] if marks.selected else []), *(p for p in colours if p != marks.selected)]
    plain = placed[~placed["province"].isin(chosen)]
    traces = [_dots(plain, text, {"color": theme.levels[3], "size": _DOT, "opacity": 0.8})]
    traces.append(_medians(strips, depth, low, theme))
    for province in reversed(chosen):
        colour = colours.get(province, theme.strong)
        line = {"color": theme.strong if province == marks.selected else theme.paper, "width": 1.5}
        own = placed[placed["province"] == province]
        named = {"name": own["name"].iloc[0], "showlegend": True} if len(own) else {}
        traces.append(_dots(own, text, {"color": colour, "size": _MARKED, "line": line}) | named)
    if low:
        traces.append(_labels(placed, chosen, depth, pixels, theme.px(13) / lane, theme))
    layout = {
        "legend": {
            "orientation": "h",
            "traceorder": "reversed",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": theme.size, "color": theme.text},
        },
        "margin": {
            "l": theme.px(names),
            "r": theme.px(_COLUMN[1 if text.beside else 0] + 12),
            "t": theme.px(_TOP),
            "b": theme.px(_FOOT),
        },
        "xaxis": {
            "range": list(axis),
            "gridcolor": theme.grid,
            "tickfont": {"size": theme.size, "color": theme.muted},
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0.5 - len(strips), 0.5],
            "tickvals": list(depth.values()),
            "ticktext": [strip.label for strip in strips],
            "tickfont": {"size": theme.size, "color": theme.text},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [_line(0.5 - i, theme) for i in range(len(strips) + 1)],
        "annotations": [*_columns(strips, depth, text, theme), _axis_name(text.axis, theme)],
    }
    return go.Figure({"data": traces, "layout": blank(theme, height).layout.to_plotly_json() | layout})


def swarm(at: Sequence[float], size: float, limit: float) -> list[float]:
    """How far each dot is moved across its strip so that no two lie upon each other.

    Each dot, from the left, takes the place nearest to the middle of the strip at which it touches none placed before.

    Args:
        at: Places along the strip, in px.
        size: Width of a dot, in px.
        limit: How far a dot may be moved; where that is not enough, dots do overlap at the edge.

    Returns:
        Moves in px, in the order of ``at``; up is positive.
    """
    moved = [0.0] * len(at)
    placed: list[int] = []
    for dot in sorted(range(len(at)), key=lambda i: (at[i], i)):
        near = [other for other in placed if at[dot] - at[other] < size]
        reach = {other: (size**2 - (at[dot] - at[other]) ** 2) ** 0.5 for other in near}
        offers = [0.0] + [moved[other] + side * reach[other] for other in near for side in (1, -1)]
        free = [y for y in offers if all(abs(y - moved[other]) >= reach[other] - 1e-6 for other in near)]
        best = min(free, key=lambda y: (abs(y), -y))
        moved[dot] = max(-limit, min(limit, best))
        placed.append(dot)
    return moved


def fitting(spans: Sequence[tuple[float, float]]) -> list[bool]:
    """Which labels are written: in the order given, each that overlaps none written before it.

    Args:
        spans: Start and end of each label, the most important first.
    """
    written: list[tuple[float, float]] = []
    answer = []
    for start, end in spans:
        free = all(end <= left or start >= right for left, right in written)
        answer.append(free)
        if free:
            written.append((start, end))
    return answer


def _dots(rows: pd.DataFrame, text: StripText, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["at"].tolist(),
        "y": rows["y"].round(3).tolist(),
        "marker": marker,
        "customdata": rows[["province", "name", "printed", "rank"]].to_numpy().tolist(),
        "hovertemplate": text.hover + "<extra></extra>",
        "showlegend": False,
        "unselected": {"marker": {"opacity": marker.get("opacity", 1)}},
    }


def _medians(strips: Sequence[Strip], depth: dict[str, int], low: float, theme: Theme) -> dict[str, Any]:
    known = [strip for strip in strips if strip.median is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [strip.median for strip in known],
        "y": [depth[strip.measure] - low for strip in known],
        "showlegend": False,
        "marker": {"symbol": "line-ns-open", "size": 26, "color": theme.text, "line": {"width": 2}},
        "hoverinfo": "skip",
    }


def _labels(
    placed: pd.DataFrame, chosen: Sequence[str], depth: dict[str, int], pixels: float, above: float, theme: Theme
) -> dict[str, Any]:
    """Names of the marked provinces over their dots; one that would lie upon a more important one is left to hover."""
    written: list[tuple[float, float, str]] = []
    for measure, row in depth.items():
        own = placed[placed["measure"] == measure]
        at: dict[str, float] = dict(zip(own["province"], own["at"].astype(float), strict=True))
        names: dict[str, str] = dict(zip(own["province"], own["name"], strict=True))
        ids = [province for province in chosen if province in at]
        half = {province: len(names[province]) * theme.px(10 * _LETTER) / 20 for province in ids}
        fits = fitting([(at[one] * pixels - half[one], at[one] * pixels + half[one]) for one in ids])
        top = max(float(own["y"].max()) + above, row + 0.1) if len(own) else row
        written += [(at[one], top, names[one]) for one, free in zip(ids, fits, strict=True) if free]
    return {
        "type": "scatter",
        "mode": "text",
        "showlegend": False,
        "x": [x for x, _, _ in written],
        "y": [round(y, 3) for _, y, _ in written],
        "text": [f"<b>{name}</b>" for _, _, name in written],
        "textfont": {"size": theme.size, "color": theme.text},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _columns(strips: Sequence[Strip], depth: dict[str, int], text: StripText, theme: Theme) -> Iterator[dict[str, Any]]:
    """The columns of numbers to the right of the plot, each under its head."""
    for shift, head, values in (
        (_COLUMN[0], text.median, [strip.printed for strip in strips]),
        (_COLUMN[1], text.beside, [strip.beside for strip in strips]),
    ):
        lines = [
            (0.5, f"<b>{head}</b>", "bottom"),
            *((depth[s.measure], v, "middle") for s, v in zip(strips, values, strict=True)),
        ]
        for y, words, anchor in lines if head else []:
            yield {
                "text": words,
                "x": 1,
                "xref": "paper",
                "y": y,
                "xanchor": "right",
                "yanchor": anchor,
                "xshift": theme.px(shift),
                "align": "right",
                "showarrow": False,
                "font": {"size": theme.size, "color": theme.muted if anchor == "bottom" else theme.text},
            }


def _axis_name(text: str, theme: Theme) -> dict[str, Any]:
    """What the axis shows, in the row of its numbers under the names of the strips."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "right",
        "xshift": -8,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -2,
        "showarrow": False,
        "font": {"size": theme.size, "color": theme.muted},
    }


def _line(y: float, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": y,
        "y1": y,
        "line": {"color": theme.grid, "width": 1},
        "layer": "below",
    }
