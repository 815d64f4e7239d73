"""The map of the provinces as a film: the same traces in every year, so that only colours and words change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures import animation
from provindex.figures.animation import Places, Reel, Words
from provindex.figures.maps import choropleth, insets
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes, rank_alone
from provindex.figures.theme import Theme

# Where the year and the reason of a stop stand: on the land of the neighbours, left of the country.
_PLACES = Places(year={"x": 0.0, "y": 1.0}, why={"x": 0.0, "y": 0.6})


@dataclass(frozen=True)
class Colouring:
    """How values become colours.

    Attributes:
        classes: The classes in legend order, the highest first; none for a continuous scale.
        scale: Plotly colour scale of a continuous value.
        spans: Year -> lowest and highest value of the scale.
        reverse: The colour bar runs downwards, as ranks do.
    """

    classes: Sequence[MapClass] = ()
    scale: Sequence[Sequence[float | str]] = ()
    spans: Mapping[int, tuple[float, float]] | None = None
    reverse: bool = False


def map_film_figure(
    cells: Mapping[int, pd.DataFrame],
    colouring: Colouring,
    reel: Reel,
    shapes: Shapes,
    text: MapText,
    words: Words,
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 540,
) -> go.Figure:
    """A map that plays through the years; no figure keeps its grey and its cross, a rank alone its fill and its ring.

    Args:
        cells: Year -> province, name, key (class) or value (missing where there is no figure), printed, place, of (how
            many were ranked), ranked (a rank but no score; none if left out); the same provinces in every year.
        colouring: How they are coloured.
        reel: The years.
        shapes: Addresses and places.
        text: Words of the map; in its hovers ``%{customdata[3]}`` is how many were ranked.
        words: Words of the controls.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px, with the controls.
    """
    alone = any(rank_alone(rows)[_values(rows, colouring).isna()].any() for rows in cells.values())
    above = choropleth.legend_height(len(colouring.classes) + alone, theme)
    if not colouring.classes:
        above = choropleth.bar_height(height - animation.FOOT, theme) + above
    figure = choropleth.canvas(theme, height - animation.FOOT, text, above)
    figure.update_layout(height=height)
    start = _traces(cells[reel.at], colouring, shapes, text, alone=alone)
    provinces = cells[reel.at]["province"].tolist()
    edge = {"unselected": {"marker": {"opacity": 1}}, "marker": {"line": {"color": theme.outline, "width": 0.6}}}
    figure.add_choropleth(
        geojson=shapes.provinces,
        locations=provinces,
        coloraxis="coloraxis",
        showlegend=False,
        **edge,
        **start[0],
    )
    said = f"<b>%{{customdata[0]}}</b><br>{text.missing}<br>%{{customdata[1]}}<extra></extra>"
    figure.add_choropleth(
        geojson=shapes.provinces, locations=provinces, hovertemplate=said, **edge, **_plain(theme.missing), **start[1]
    )
    figure.add_scattergeo(
        mode="markers", marker=choropleth.cross(theme), hoverinfo="skip", showlegend=False, **start[2]
    )
    insets.fill_levels(figure, cells[reel.at].iloc[:0].assign(value=0.0), shapes, theme)
    moving = [0, 1, 2]
    for (key, geo), fill in zip((("hoang_sa", "geo2"), ("truong_sa", "geo3")), start[3:5], strict=True):
        moving.append(len(figure.data))
        figure.add_choropleth(
            geojson=shapes.archipelagos,
            locations=[key],
            geo=geo,
            coloraxis="coloraxis",
            hoverinfo="skip",
            showlegend=False,
            **edge,
            **fill,
        )
    entries = [*(one.colour for one in colouring.classes), *([theme.ranked] if alone else []), theme.missing]
    for colour, entry in zip(entries, start[5:], strict=False):
        moving.append(len(figure.data))
        choropleth.legend_entry(figure, colour, entry["name"], theme)
    if alone:
        moving += range(len(figure.data), len(figure.data) + 4)
        _ranked(figure, provinces, start[5 + len(entries) :], shapes, text, theme, edge)
    choropleth.mark(figure, marks, shapes, theme)
    _scale(figure, colouring, reel.at, text, theme, height - animation.FOOT)
    frames = {year: _traces(rows, colouring, shapes, text, alone=alone) for year, rows in cells.items()}
    return animation.played(figure, reel, moving, frames, _layouts(colouring), words, _PLACES, theme)


def _ranked(
    figure: go.Figure,
    provinces: list[str],
    start: list[dict[str, Any]],
    shapes: Shapes,
    text: MapText,
    theme: Theme,
    edge: dict[str, Any],
) -> None:
    """The provinces with a rank alone: their fill, their rings, and the archipelagos of those that have one."""
    fill = edge | _plain(theme.ranked)
    figure.add_choropleth(
        geojson=shapes.provinces,
        locations=provinces,
        hovertemplate=f"{text.ranked_hover}<extra></extra>",
        **fill,
        **start[0],
    )
    figure.add_scattergeo(mode="markers", marker=choropleth.ring(theme), hoverinfo="skip", showlegend=False, **start[1])
    for (key, geo), part in zip((("hoang_sa", "geo2"), ("truong_sa", "geo3")), start[2:], strict=True):
        figure.add_choropleth(geojson=shapes.archipelagos, locations=[key], geo=geo, hoverinfo="skip", **fill, **part)


def _plain(colour: str) -> dict[str, Any]:
    return {"showscale": False, "showlegend": False, "colorscale": [[0, colour], [1, colour]]}


def _traces(
    rows: pd.DataFrame, colouring: Colouring, shapes: Shapes, text: MapText, *, alone: bool
) -> list[dict[str, Any]]:
    """What changes from year to year: fills, holes, crosses, both archipelagos, legend entries with their counts.

    With ``alone`` the fills, rings and archipelagos of provinces with a rank alone follow.
    """
    values = _values(rows, colouring)
    known = [None if pd.isna(value) else round(float(value), 4) for value in values]
    said = rows[["name", "printed", "place", "of"]].astype("string").fillna("").to_numpy().tolist()
    without = values.isna().to_numpy()
    only = without & rank_alone(rows).to_numpy()
    holes, rings = rows.loc[without & ~only, "province"], set(rows.loc[only, "province"])
    crosses, circles = (shapes.points[shapes.points["province"].isin(one)] for one in (holes, rings))
    by_id = dict(zip(rows["province"], known, strict=True))
    counts = [f"{one.label} ({int((rows['key'] == one.key).sum())})" for one in colouring.classes]
    labels = [*counts, *([f"{text.ranked} ({len(rings)})"] if alone else []), f"{text.missing} ({len(holes)})"]
    ranked: list[dict[str, Any]] = [
        {"z": [1 if one else None for one in only], "customdata": said},
        {"lon": circles["lon"].tolist(), "lat": circles["lat"].tolist()},
        *({"z": [1 if shapes.owners[key] in rings else None]} for key in ("hoang_sa", "truong_sa")),
    ]
    return [
        {"z": known, "customdata": said, "hovertemplate": text.hovers(rows)},
        {"z": [1 if hole else None for hole in without & ~only], "customdata": said},
        {"lon": crosses["lon"].tolist(), "lat": crosses["lat"].tolist()},
        *({"z": [by_id.get(shapes.owners[key])]} for key in ("hoang_sa", "truong_sa")),
        *({"name": entry} for entry in labels),
        *(ranked if alone else []),
    ]


def _values(rows: pd.DataFrame, colouring: Colouring) -> pd.Series:
    if not colouring.classes:
        return rows["value"].astype("Float64")
    places = {one.key: float(place) for place, one in enumerate(colouring.classes)}
    return rows["key"].astype("string").map(places).astype("Float64")


def _scale(figure: go.Figure, colouring: Colouring, at: int, text: MapText, theme: Theme, height: int) -> None:
    """The colours: a step a class without a bar, as the legend names them, or the bar of a continuous scale."""
    if colouring.classes:
        n = len(colouring.classes)
        steps = [[(i + end) / n, one.colour] for i, one in enumerate(colouring.classes) for end in (0, 1)]
        figure.update_layout(coloraxis={"colorscale": steps, "cmin": -0.5, "cmax": n - 0.5, "showscale": False})
        return
    scale = [list(step) for step in colouring.scale]
    span = (colouring.spans or {})[at]
    choropleth.levels_bar(figure, scale, span, text, theme, height, reverse=colouring.reverse)


def _layouts(colouring: Colouring) -> dict[int, dict[str, Any]]:
    """The ends of the scale in each year; where what is measured changed they differ."""
    return {year: {"coloraxis": {"cmin": low, "cmax": high}} for year, (low, high) in (colouring.spans or {}).items()}
