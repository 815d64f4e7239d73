"""Maps of several measures side by side, each with both archipelagos in insets of its own.

All maps share one figure: the browser keeps one copy of the shapes, and a click in any of them is a click in the same
chart. What the traces have in common stands once, in the figure's own template, so that the message stays short. The
insets draw the islands as dots, because the outlines of reefs would be specks at this size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.colour_axis import Paint, bar
from provindex.figures.maps.map_model import MapText, Marks, Shapes
from provindex.figures.theme import NO_FILL, Theme, blank

_COUNTRY = ((102.0, 109.7), (8.3, 23.5))
# Squares, so that the two insets of a map stand level.
_SEA = {"hoang_sa": ((110.6, 113.25), (15.1, 17.8)), "truong_sa": ((111.3, 116.2), (7.3, 12.1))}
_GAP = 0.013  # between two maps, as a share of the width: the gap of the page's columns above them
_FOOT, _LABEL, _INSET = 28, 20, 66  # px: legend, words over an inset, an inset
_MANY = 4  # up to so many maps have room for their insets at the side
_LEAST = 3  # fewer maps are not made wider
_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "y": 0,
    "xanchor": "left",
    "yanchor": "bottom",
    "bgcolor": NO_FILL,
    "itemclick": False,
    "itemdoubleclick": False,
}


@dataclass(frozen=True)
class Box:
    """A part of the figure in shares of its width and height."""

    left: float
    right: float
    bottom: float
    top: float


def small_maps_figure(
    cells: pd.DataFrame,
    measures: Sequence[str],
    paint: Paint,
    shapes: Shapes,
    text: MapText,
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 360,
) -> go.Figure:
    """One small map a measure, coloured alike; a marked province is marked in all of them.

    Args:
        cells: measure, province, name, key or value (missing where there is no score), printed (the score as text, or
            what is said where there is none), place (the rank as text), ranked (there is a rank but no score).
        measures: The measures in the order of the maps, from left to right.
        paint: The colours, and the entries of the legend.
        shapes: Addresses and places.
        text: Words of the maps; ``insets`` holds short names. Provinces with a rank alone carry a ring.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces; the latter get a legend entry, as a label has no room here.
        height: Height in px.
    """
    rows = cells.assign(number=paint.numbers(cells))
    many, font = len(measures) > _MANY, {"size": theme.size, "color": theme.text}
    islands = _islands(shapes, few=many)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "template": _template(shapes, text, theme),
        "coloraxis": paint.axis | bar(paint, theme, 0.28, 0),
        "annotations": [],
        "legend": _LEGEND | {"font": font, "title": {"text": paint.legend, "side": "left", "font": font}},
    }
    for place, measure in enumerate(measures):
        land, seas = _boxes(place, len(measures), height)
        geos = [_name(3 * place + i) for i in range(3)]
        own = rows[rows["measure"] == measure]
        traces += _land(own, geos[0], theme)
        traces += _rings(own[own["ranked"]], geos[0], shapes, theme)
        traces += _outlines(marks, geos[0], theme, 1.5 if many else 2.2)
        traces += _seas(own, geos[1:], islands, shapes, theme)
        layout[geos[0]] = _subplot(land, _COUNTRY)
        for geo, (key, box) in zip(geos[1:], seas.items(), strict=True):
            layout[geo] = _subplot(box, _SEA[key]) | {"showframe": True}
            layout["annotations"].append(_label(text.insets[key], box, many and key))
    uncoloured = rows[rows["number"].isna()]
    entries = [(text.missing, "square", theme.missing)] if not uncoloured["ranked"].all() else []
    entries += [(text.ranked, "circle-open", theme.strong)] if rows["ranked"].any() else []
    traces += _legend(paint, entries, marks)
    # Made in one go: adding traces and subplots one by one takes six times as long.
    return go.Figure({"data": traces, "layout": blank(theme, height).layout.to_plotly_json() | layout})


def _template(shapes: Shapes, text: MapText, theme: Theme) -> dict[str, Any]:
    """What maps, dots, frames and labels have in common; a trace names only what differs."""
    return {
        "data": {
            "choropleth": [
                {
                    "geojson": shapes.provinces,
                    "hovertemplate": text.hover + "<extra></extra>",
                    "marker": {"line": {"color": theme.outline, "width": 0.5}},
                    "unselected": {"marker": {"opacity": 1}},
                    "showlegend": False,
                }
            ],
            "scattergeo": [
                {
                    "mode": "markers",
                    "hoverinfo": "skip",
                    "showlegend": False,
                    "marker": {"size": 4.5, "line": {"color": theme.outline, "width": 0.8}},
                    "unselected": {"marker": {"opacity": 1}},
                }
            ],
        },
        "layout": {
            "annotationdefaults": {
                "xref": "paper",
                "yref": "paper",
                "xanchor": "center",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"color": theme.muted},
            },
            "geo": {
                "visible": False,
                "bgcolor": NO_FILL,
                "framecolor": theme.grid,
                "projection": {"type": "mercator"},
            },
        },
    }


def _boxes(place: int, n: int, height: int) -> tuple[Box, dict[str, Box]]:
    """Where a map and its two insets lie: below it where maps are many and narrow, at its side where they are few."""
    # A little less than all, so that the frame of the last inset is not cut off.
    count = max(n, _LEAST)
    width = (0.998 - _GAP * (count - 1)) / count
    left = place * (width + _GAP)
    foot, label = _FOOT / height, _LABEL / height
    if n <= _MANY:
        side, half = left + 0.58 * width, (1 - foot) * 0.36
        return Box(left, left + 0.56 * width, foot, 1), {
            "hoang_sa": Box(side, left + width, foot + half + label, foot + 2 * half),
            "truong_sa": Box(side, left + width, foot, foot + half - label),
        }
    # Narrower than both words: those of the second inset stand below it.
    half, foot = width * 0.48, foot + label
    top = foot + _INSET / height
    return Box(left, left + width, top + label, 1), {
        "hoang_sa": Box(left, left + half, foot, top),
        "truong_sa": Box(left + width - half, left + width, foot, top),
    }


def _name(number: int) -> str:
    return "geo" if number == 0 else f"geo{number + 1}"


def _subplot(box: Box, ends: tuple[tuple[float, float], tuple[float, float]]) -> dict[str, Any]:
    return {
        "domain": {"x": [round(box.left, 4), round(box.right, 4)], "y": [round(box.bottom, 4), round(box.top, 4)]},
        "lonaxis": {"range": list(ends[0])},
        "lataxis": {"range": list(ends[1])},
    }


def _label(text: str, box: Box, corner: str | bool) -> dict[str, Any]:
    """The words of an inset: over its middle, or in a corner of their own where two insets are less wide than both."""
    if corner == "hoang_sa":
        return {"text": text, "x": round(box.left, 4), "y": round(box.top, 4), "xanchor": "left"}
    if corner == "truong_sa":
        return {"text": text, "x": round(box.right, 4), "y": round(box.bottom, 4), "xanchor": "right", "yanchor": "top"}
    return {"text": text, "x": round((box.left + box.right) / 2, 4), "y": round(box.top, 4)}


def _land(rows: pd.DataFrame, geo: str, theme: Theme) -> Iterator[dict[str, Any]]:
    """The provinces of one map: those with a score, with a rank alone, with neither."""
    known, others = rows[rows["number"].notna()], rows[rows["number"].isna()]
    yield {
        "type": "choropleth",
        "geo": geo,
        "locations": known["province"].tolist(),
        "z": known["number"].tolist(),
        "coloraxis": "coloraxis",
        "customdata": known[["name", "printed", "place"]].to_numpy().tolist(),
    }
    for own, colour in ((others[others["ranked"]], theme.ranked), (others[~others["ranked"]], theme.missing)):
        if len(own):
            yield {
                "type": "choropleth",
                "geo": geo,
                "locations": own["province"].tolist(),
                "z": [0] * len(own),
                "customdata": own[["name", "printed"]].to_numpy().tolist(),
                "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
                **_plain(colour),
            }


def _rings(rows: pd.DataFrame, geo: str, shapes: Shapes, theme: Theme) -> Iterator[dict[str, Any]]:
    if len(rows):
        points = shapes.points[shapes.points["province"].isin(rows["province"])]
        yield {
            "type": "scattergeo",
            "geo": geo,
            "lon": points["lon"].tolist(),
            "lat": points["lat"].tolist(),
            "marker": {"symbol": "circle-open", "size": 9, "color": theme.strong, "line": {"width": 1.6}},
        }


def _outlines(marks: Marks, geo: str, theme: Theme, width: float) -> Iterator[dict[str, Any]]:
    """The marked provinces; the selected one comes last, so that its line lies on top."""
    lines = [(province, colour) for province, _, colour in marks.highlighted]
    lines += [(marks.selected, theme.strong)] if marks.selected else []
    if lines:
        yield {
            "type": "choropleth",
            "geo": geo,
            "locations": [province for province, _ in lines],
            "z": [0] * len(lines),
            "marker": {"line": {"color": [colour for _, colour in lines], "width": width}},
            "hoverinfo": "skip",
            **_plain(NO_FILL),
        }


def _plain(colour: str) -> dict[str, Any]:
    return {"colorscale": [[0, colour], [1, colour]], "showscale": False}


def _islands(shapes: Shapes, *, few: bool) -> dict[str, dict[str, Any]]:
    """Archipelago -> the places of its islands; where room is small, of the main ones."""
    islands = shapes.islands[shapes.islands["label_rank"] == 1] if few else shapes.islands
    return {
        str(key): {"lon": own["lon"].round(1).tolist(), "lat": own["lat"].round(1).tolist()}
        for key, own in islands.groupby("archipelago")
    }


def _seas(
    rows: pd.DataFrame, geos: Sequence[str], islands: dict[str, dict[str, Any]], shapes: Shapes, theme: Theme
) -> Iterator[dict[str, Any]]:
    """The islands, in the colour of the province each archipelago belongs to."""
    numbers = dict(zip(rows["province"], rows["number"], strict=True))
    ranked = set(rows.loc[rows["ranked"], "province"])
    for key, geo in zip(_SEA, geos, strict=True):
        number = numbers.get(shapes.owners[key], pd.NA)
        plain = theme.ranked if shapes.owners[key] in ranked else theme.missing
        scaled = {"color": [number] * len(islands[key]["lon"]), "coloraxis": "coloraxis"}
        yield {
            "type": "scattergeo",
            "geo": geo,
            **islands[key],
            "marker": {"color": plain} if pd.isna(number) else scaled,
        }


def _legend(paint: Paint, others: Sequence[tuple[str, str, str]], marks: Marks) -> Iterator[dict[str, Any]]:
    entries = [(item.label, "square", item.colour) for item in paint.classes]
    entries += [*others, *((name, "square-open", colour) for _, name, colour in marks.highlighted)]
    for label, symbol, colour in entries:
        yield {
            "type": "scattergeo",
            "lon": [None],
            "lat": [None],
            "marker": {"symbol": symbol, "size": 12, "color": colour},
            "name": label,
            "showlegend": True,
        }
