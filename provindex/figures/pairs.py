"""Two indices of one year against each other: a map of two rankings, a plane of places, the widest gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.declutter import sides as free_sides
from provindex.figures.maps.choropleth import classes_figure
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes
from provindex.figures.theme import Theme, blank, on

Side = Literal["a", "b"]

# Third in the first ranking, third in the second; in the order in which the legend is read, from its top left.
CELLS = tuple((first, second) for second in (3, 2, 1) for first in (1, 2, 3))
QUADRANTS = {"low_high": (0, 1), "high_high": (1, 1), "low_low": (0, 0), "high_low": (1, 0)}

_WIDTH = 326  # px that a plane is given at the least; on more there is only more room for its labels
_EDGES = {"l": 46, "r": 14, "t": 2, "b": 40}
_BEYOND = 11
_ROW, _NAME = 34, 128


@dataclass(frozen=True)
class PairText:
    """The words of the figures of a pair.

    Attributes:
        first: Title of the x axis, the first ranking.
        second: Title of the y axis, the second one.
        corners: Quadrant (`QUADRANTS`) -> what it means in words.
    """

    first: str
    second: str
    corners: Mapping[str, str]


def key(first: int, second: int) -> str:
    """The class of a cell of the map."""
    return f"{first}{second}"


def bivariate_figure(
    cells: pd.DataFrame, shapes: Shapes, words: MapText, text: PairText, theme: Theme, marks: Marks, *, height: int
) -> go.Figure:
    """A map of two rankings in thirds; its legend is a square of nine cells with their counts and corners in words.

    Args:
        cells: As for `classes_figure`; key is `key` of the two thirds, missing for a province that lacks one of them.
        shapes: Addresses and places.
        words: Words of the map.
        text: Words of the pair; ``corners`` stand beside the legend.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px.
    """
    classes = [MapClass(key(*cell), "", theme.pair_colour(*cell)) for cell in CELLS]
    figure = classes_figure(cells, classes, shapes, words, theme, marks, height=height)
    for trace in figure.data:
        if trace.showlegend and not str(trace.name).startswith(words.missing):
            trace.showlegend = False
    counts = cells["key"].value_counts()
    _square(figure, {cell: int(counts.get(key(*cell), 0)) for cell in CELLS}, text, theme)
    figure.update_layout(legend={"y": 0.735, "yanchor": "top", "title": {"text": ""}})
    return figure


def plane_figure(rows: pd.DataFrame, text: PairText, theme: Theme, *, height: int) -> go.Figure:
    """Places in both rankings as points, higher to the right and upwards, in the colours of the map.

    Names stand beside the points where there is room, those of the first rows first; the rest is left to hover.

    Args:
        rows: province, label, percentile_a, percentile_b, third_a, third_b, hover, strong (marked by the reader) and
            colour (of its outline and name where it is marked, else empty), the most important first.
        text: Words of the pair; ``corners`` stand in the quadrants.
        theme: Colours and sizes.
        height: Height in px.
    """
    figure = blank(theme, height)
    figure.add_shape(type="line", x0=0, y0=0, x1=100, y1=100, line={"color": theme.grid, "width": 1.5, "dash": "dot"})
    for axis in ("x", "y"):
        ends = {f"{axis}0": 50, f"{axis}1": 50, "x0" if axis == "y" else "y0": 0, "x1" if axis == "y" else "y1": 100}
        figure.add_shape(type="line", line={"color": theme.grid, "width": 1.5}, **ends)
    for quadrant, (x, y) in QUADRANTS.items():
        figure.add_annotation(
            text=text.corners[quadrant],
            x=x,
            y=y,
            xref="x domain",
            yref="y domain",
            xanchor="right" if x else "left",
            yanchor="top" if y else "bottom",
            showarrow=False,
            font={"size": theme.size, "color": theme.muted},
        )
    _points(figure, rows, theme, height)
    # Above and below the points there is room for the names of the quadrants.
    for update, title, beyond in ((figure.update_xaxes, text.first, 4), (figure.update_yaxes, text.second, _BEYOND)):
        update(
            range=[-beyond, 100 + beyond],
            tickvals=[0, 25, 50, 75, 100],
            tickfont={"color": theme.muted},
            zeroline=False,
            showgrid=False,
            fixedrange=True,
            title={"text": title, "standoff": 4, "font": {"size": theme.size}},
        )
    figure.update_layout(margin=_EDGES, showlegend=False, hovermode="closest")
    return figure


def named(name: str, side: Side, theme: Theme) -> str:
    """The name of a ranking with the mark of its places in `gaps_figure` before it."""
    return f"<span style='color:{_colour(side, theme)}'>{'●' if side == 'a' else '◆'}</span>\u00a0{name}"


def gaps_figure(rows: pd.DataFrame, headings: tuple[str, str], theme: Theme) -> go.Figure:
    """The widest gaps both ways: the two places of a province as marks on one line, with the gap printed between.

    Args:
        rows: province, label, percentile_a, percentile_b, printed (the gap), hover, end (``b`` or ``a``: the ranking
            in which it stands higher); each end in the order in which it is read.
        headings: Words over the two ends, ``b`` first; they say with `named` which mark is which ranking.
        theme: Colours and sizes.
    """
    lines, heads = _lines(rows["end"])
    figure = blank(theme, int(_ROW * (-min([*lines, heads[1]]) + 0.9)))
    for line, low, high in zip(lines, rows["percentile_a"], rows["percentile_b"], strict=True):
        figure.add_shape(type="line", x0=low, x1=high, y0=line, y1=line, line={"color": theme.muted, "width": 2})
    sides: tuple[tuple[Side, str], ...] = (("a", "circle"), ("b", "diamond"))
    for side, symbol in sides:
        figure.add_scatter(
            x=rows[f"percentile_{side}"].tolist(),
            y=lines,
            mode="markers",
            marker={
                "size": 12,
                "symbol": symbol,
                "color": _colour(side, theme),
                "line": {"color": theme.paper, "width": 1},
            },
            customdata=rows[["province", "hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[1]}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )
    _written(figure, rows, lines, heads, headings, theme)
    figure.update_xaxes(range=[-3, 103], visible=False, fixedrange=True)
    figure.update_yaxes(
        range=[min([*lines, heads[1]]) - 0.5, 0.4],
        tickvals=lines,
        ticktext=rows["label"].tolist(),
        tickfont={"color": theme.text},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_layout(margin={"l": _NAME, "r": 8, "t": 0, "b": 0}, showlegend=False, hovermode="closest")
    return figure


def _colour(side: Side, theme: Theme) -> str:
    return theme.pair_colour(3, 1) if side == "a" else theme.pair_colour(1, 3)


def _square(figure: go.Figure, counts: Mapping[tuple[int, int], int], text: PairText, theme: Theme) -> None:
    """Nine cells on axes of their own, beside the map; the axes keep them square whatever the figure's width."""
    axis = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=axis | {"domain": [0.66, 1], "range": [0, 5], "constrain": "domain", "constraintoward": "left"},
        yaxis=axis
        | {
            "domain": [0.745, 1],
            "range": [-0.85, 3.85],
            "scaleanchor": "x",
            "constrain": "domain",
            "constraintoward": "top",
        },
    )
    # Without a trace plotly would take the axes for absent and spread the cells over the whole figure.
    figure.add_scatter(
        x=[first - 0.5 for first, _ in counts],
        y=[second - 0.5 for _, second in counts],
        mode="text",
        text=[str(count) for count in counts.values()],
        textfont={"size": theme.size, "color": [on(theme.pair_colour(*cell)) for cell in counts]},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    for first, second in counts:
        figure.add_shape(
            type="rect",
            x0=first - 1,
            x1=first,
            y0=second - 1,
            y1=second,
            fillcolor=theme.pair_colour(first, second),
            xref="x",
            yref="y",
            line={"color": theme.paper, "width": 1},
            layer="below",
        )
    corners = text.corners
    for quadrant, x, y, yanchor in (
        ("low_high", 0, 3.05, "bottom"),
        ("high_high", 3.15, 2.5, "middle"),
        ("high_low", 3.15, 0.5, "middle"),
        ("low_low", 0, -0.05, "top"),
    ):
        figure.add_annotation(
            text=corners[quadrant],
            x=x,
            y=y,
            xref="x",
            yref="y",
            xanchor="left",
            yanchor=yanchor,
            showarrow=False,
            align="left",
            font={"size": theme.size, "color": theme.text},
        )


def _points(figure: go.Figure, rows: pd.DataFrame, theme: Theme, height: int) -> None:
    wide = _WIDTH - _EDGES["l"] - _EDGES["r"]
    high = height - _EDGES["t"] - _EDGES["b"]
    at = [
        ((a + 4) / 108 * wide, (100 + _BEYOND - b) / (100 + 2 * _BEYOND) * high)
        for a, b in zip(rows["percentile_a"], rows["percentile_b"], strict=True)
    ]
    widths = [len(label) * theme.size * 0.5 for label in rows["label"]]
    label = theme.size + 2
    found = free_sides(at, widths, label, (0, label, wide + _EDGES["r"], high - label))
    strong = rows["strong"].astype(bool)
    figure.add_scatter(
        x=rows["percentile_a"].tolist(),
        y=rows["percentile_b"].tolist(),
        mode="markers+text",
        marker={
            "size": [13 if one else 10 for one in strong],
            "color": [theme.pair_colour(int(a), int(b)) for a, b in zip(rows["third_a"], rows["third_b"], strict=True)],
            "line": {
                "color": [colour or theme.outline for colour in rows["colour"]],
                "width": [2.5 if one else 0.8 for one in strong],
            },
        },
        text=[
            (f"<b>{label}</b>" if one else label) if side else ""
            for label, side, one in zip(rows["label"], found, strong, strict=True)
        ],
        textposition=[side or "middle right" for side in found],
        textfont={"color": theme.text, "size": theme.size},
        customdata=rows[["province", "hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
        cliponaxis=False,
    )


def _lines(ends: pd.Series) -> tuple[list[float], tuple[float, float]]:
    """The line of each row, counted downwards, and of the headings over the two ends."""
    n = int((ends == "b").sum())
    second = float(n + 1) if n else 0.0
    rows = [float(i + 1) if i < n else second + 1 + i - n for i in range(len(ends))]
    return [-row for row in rows], (0.0, -second)


def _written(
    figure: go.Figure,
    rows: pd.DataFrame,
    lines: list[float],
    heads: tuple[float, float],
    headings: tuple[str, str],
    theme: Theme,
) -> None:
    """The headings, and the gaps over their lines."""
    for end, place, heading in zip(("b", "a"), heads, headings, strict=True):
        if not (rows["end"] == end).any():
            continue
        figure.add_annotation(
            text=f"<b>{heading}</b>", x=0, xref="paper", xshift=-_NAME, xanchor="left", y=place, showarrow=False
        )
    middle = (rows["percentile_a"] + rows["percentile_b"]) / 2
    for x, line, printed in zip(middle, lines, rows["printed"], strict=True):
        figure.add_annotation(
            text=printed,
            x=x,
            y=line,
            yanchor="bottom",
            showarrow=False,
            font={"size": theme.size, "color": theme.muted},
        )
