"""The insets of every map: Hoàng Sa and Trường Sa, in the colour of the province each belongs to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.maps.map_model import Shapes
from provindex.figures.theme import Theme

FRAMES = {
    "hoang_sa": ((110.6, 113.25), (15.6, 17.3)),
    "truong_sa": ((111.3, 116.2), (7.3, 12.0)),
}
_TALL = {"hoang_sa": 0.20, "truong_sa": 0.30}
_FOOT, _UPPER, _APART = 0.03, 0.40, 0.01
_FAIR, _LEAST = 0.55, 0.3  # of their usual height
_WORDS = (2.6, 1.4)  # height of the words over an inset, in letters: on two lines, on one


def frame(key: str, x: tuple[float, float], y: tuple[float, float], geo: dict[str, object]) -> dict[str, object]:
    """The geo subplot of one inset: its domain in the figure and its frame on the sea."""
    lon, lat = FRAMES[key]
    return {
        **geo,
        "domain": {"x": list(x), "y": list(y)},
        "lonaxis": {"range": list(lon), "showgrid": False},
        "lataxis": {"range": list(lat), "showgrid": False},
    }


@dataclass(frozen=True)
class Place:
    """Where an inset and the words over it lie, in shares of the height of the figure.

    Attributes:
        foot, top: Of the frame.
        words: The foot of the words.
        short: Whether there is room for the first line of the words only.
    """

    foot: float
    top: float
    words: float
    short: bool = False


def places(height: int, size: int, above: float) -> dict[str, Place]:
    """The two insets under a legend, as large as they usually are where it leaves the room, else smaller.

    Args:
        height: Of the figure in px.
        size: Of its letters in px.
        above: Px that the legend takes from the top.
    """
    for letters in _WORDS:
        words = letters * size / height
        room = 1 - above / height - 2 * words - _FOOT - _APART
        tall = max(_LEAST, min(1.0, room / (_TALL["hoang_sa"] + _TALL["truong_sa"])))
        if tall >= _FAIR:
            break
    short = letters == _WORDS[-1]
    top = _FOOT + _TALL["truong_sa"] * tall
    lower = Place(_FOOT, top, top + 0.005, short)
    foot = max(lower.words + words, min(_UPPER, 1 - above / height - words - _TALL["hoang_sa"] * tall - 0.005))
    top = foot + _TALL["hoang_sa"] * tall
    return {"hoang_sa": Place(foot, top, top + 0.005, short), "truong_sa": lower}


def fill_classes(figure: go.Figure, colours: dict[str, str], shapes: Shapes, theme: Theme) -> None:
    """The archipelagos in the colour of the province they belong to."""
    for key, geo in (("hoang_sa", "geo2"), ("truong_sa", "geo3")):
        colour = colours.get(shapes.owners[key], theme.missing)
        figure.add_choropleth(
            geojson=shapes.archipelagos,
            locations=[key],
            z=[1],
            geo=geo,
            colorscale=[[0, colour], [1, colour]],
            showscale=False,
            showlegend=False,
            marker={"line": {"color": theme.outline, "width": 0.8}},
            hoverinfo="skip",
        )
        _islands(figure, key, geo, shapes, theme)


def fill_levels(
    figure: go.Figure, known: pd.DataFrame, shapes: Shapes, theme: Theme, ranked: Collection[str] = ()
) -> None:
    """The archipelagos on the colour scale, at the value of their province; ``ranked`` provinces have a rank alone."""
    ranked = set(ranked)
    values = dict(zip(known["province"], known["value"], strict=True))
    for key, geo in (("hoang_sa", "geo2"), ("truong_sa", "geo3")):
        value = values.get(shapes.owners[key])
        plain = theme.ranked if shapes.owners[key] in ranked else theme.missing
        fill: dict[str, object] = (
            {"z": [float(value)], "coloraxis": "coloraxis"}
            if value is not None
            else {
                "z": [1],
                "colorscale": [[0, plain], [1, plain]],
                "showscale": False,
            }
        )
        figure.add_choropleth(
            geojson=shapes.archipelagos,
            locations=[key],
            geo=geo,
            showlegend=False,
            marker={"line": {"color": theme.outline, "width": 0.8}},
            hoverinfo="skip",
            **fill,
        )
        _islands(figure, key, geo, shapes, theme)


def _islands(figure: go.Figure, key: str, geo: str, shapes: Shapes, theme: Theme) -> None:
    rows = shapes.islands[shapes.islands["archipelago"] == key]
    figure.add_scattergeo(
        # A hundredth of a degree is half a pixel of an inset.
        lon=rows["lon"].round(2).tolist(),
        lat=rows["lat"].round(2).tolist(),
        text=rows["name"].tolist(),
        geo=geo,
        mode="markers",
        marker={"size": 4, "color": theme.muted},
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
