"""Relief: the provinces raised by their score, turned and tilted by hand; no tiles, no base map."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import Any

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import pydeck
import shapely

from provindex.figures.maps.map_model import MapClass
from provindex.figures.theme import FONT, Theme, blank

# The highest province stands this tall, in metres on the ground: about a sixth of the country's length.
_TOP = 260_000.0
_FLOOR = 0.1
_COASTAL = "hoang_sa"
_VIEW = {"longitude": 111.3, "latitude": 13.8, "pitch": 40, "bearing": -8}
_ZOOM, _HEIGHT = 4.45, 522  # the whole country with the names of the archipelagos fits these px at letters of 13 px


def relief_deck(
    cells: pd.DataFrame,
    shapes: gpd.GeoDataFrame,
    archipelagos: gpd.GeoDataFrame,
    names: dict[str, str],
    theme: Theme,
    *,
    height: int = _HEIGHT,
) -> pydeck.Deck:
    """Provinces as blocks, as tall as their score stands above the lowest one.

    Heights start at a floor below the lowest score, so that differences can be seen; the card says so in words.
    Shapes are part of the scene, because deck.gl cannot join scores to shapes that it fetches itself.

    Args:
        cells: province, value (missing where there is no figure), colour ("#rrggbb"), hover.
        shapes: province, geometry: the boundaries of the edition.
        archipelagos: archipelago, province (the one it belongs to), geometry: Hoàng Sa and Trường Sa in their places.
        names: Archipelago -> its name in the reader's language, written beside it.
        theme: Colours and sizes.
        height: Height in px, which the whole country fills.
    """
    known = cells["value"].dropna().astype(float)
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    room = (high - low) or 1.0
    looks: dict[str, dict[str, Any]] = {
        province: {"h": _height(value, low, room), "c": _rgb(colour), "t": hover}
        for province, value, colour, hover in zip(
            cells["province"], cells["value"], cells["colour"], cells["hover"], strict=True
        )
    }
    return pydeck.Deck(
        map_provider=None,
        initial_view_state=pydeck.ViewState(**_VIEW, zoom=_ZOOM + log2((height - 3 * theme.size) / (_HEIGHT - 39))),
        layers=[
            _layer("provinces", _polygons(shapes, looks), theme, extruded=True),
            _layer("archipelagos", _polygons(archipelagos, looks), theme, extruded=False),
            _labels(archipelagos, names, theme),
        ],
        tooltip={"html": "{t}"},
    )


def _layer(name: str, data: list[dict[str, Any]], theme: Theme, *, extruded: bool) -> pydeck.Layer:
    return pydeck.Layer(
        "PolygonLayer",
        id=name,
        data=data,
        get_polygon="p",
        get_elevation="h",
        get_fill_color="c",
        get_line_color=_rgb(theme.outline),
        line_width_min_pixels=1,
        extruded=extruded,
        # Little light and no gloss, so that a block keeps the colour of its legend entry.
        material={"ambient": 0.65, "diffuse": 0.5, "shininess": 1, "specularColor": [0, 0, 0]},
        pickable=True,
        auto_highlight=True,
    )


def _labels(archipelagos: gpd.GeoDataFrame, names: dict[str, str], theme: Theme) -> pydeck.Layer:
    """The names of the archipelagos below their reefs, the nearer one away from the blocks of the coast."""
    anchors = {key: "start" if key == _COASTAL else "middle" for key in names}
    bounds = archipelagos.geometry.bounds
    data = [
        {"t": names[key], "at": [west if key == _COASTAL else (west + east) / 2, south - 0.25], "a": anchors[key]}
        for key, west, south, east in zip(
            archipelagos["archipelago"], bounds["minx"], bounds["miny"], bounds["maxx"], strict=True
        )
    ]
    return pydeck.Layer(
        "TextLayer",
        id="names",
        data=data,
        get_text="t",
        get_position="at",
        get_size=theme.size + 1,
        get_color=_rgb(theme.text),
        font_family=pydeck.types.String(FONT),
        character_set=pydeck.types.String("auto"),
        get_text_anchor="a",
        get_alignment_baseline=pydeck.types.String("top"),
    )


def _polygons(shapes: gpd.GeoDataFrame, looks: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a polygon: deck.gl extrudes polygons, not collections of them."""
    single = shapes.explode(index_parts=False)
    return [
        {"p": shapely.get_coordinates(shape.exterior).round(3).tolist(), **looks[province]}
        for province, shape in zip(single["province"], single.geometry, strict=True)
        if province in looks
    ]


def _height(value: float, low: float, room: float) -> float:
    """Metres of a block; a province without a figure lies flat."""
    return 0.0 if pd.isna(value) else _TOP * (_FLOOR + (1 - _FLOOR) * (float(value) - low) / room)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def legend_figure(classes: Sequence[MapClass], theme: Theme, height: int | None = None) -> go.Figure:
    """Only the legend of a map in classes, in one row or in ``height`` px: the deck draws none of its own."""
    figure = blank(theme, height or theme.px(30))
    for item in classes:
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={"symbol": "square", "size": theme.px(12), "color": item.colour},
            name=item.label,
        )
    figure.update_layout(
        xaxis={"visible": False},
        yaxis={"visible": False},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0.5,
            "yanchor": "middle",
            "maxheight": 1,
            "font": {"size": theme.size, "color": theme.text},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    return figure
