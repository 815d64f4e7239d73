"""How figures of many cells are coloured: one colour axis for all of them, in plain steps or continuous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from provindex.figures.maps.map_model import MapClass
from provindex.figures.theme import Theme


@dataclass(frozen=True)
class Paint:
    """The colours of a figure.

    Attributes:
        scale: Plotly colour scale.
        low: Number at its start.
        high: Number at its end.
        classes: The classes in legend order; none where the scale is continuous.
        legend: Words over the legend or the colour bar.
    """

    scale: list[list[float | str]]
    low: float
    high: float
    classes: tuple[MapClass, ...] = ()
    legend: str = ""

    @property
    def axis(self) -> dict[str, Any]:
        """Plotly's colour axis, without its bar."""
        return {"colorscale": self.scale, "cmin": self.low, "cmax": self.high, "showscale": False}

    def numbers(self, cells: pd.DataFrame) -> pd.Series:
        """Where each cell lies on the axis, from its ``key`` or, without classes, its ``value``; missing likewise."""
        if not self.classes:
            return cells["value"].astype("Float64").round(3)
        places = {item.key: i for i, item in enumerate(self.classes)}
        return cells["key"].map(places).astype("Int64")


def classes_paint(classes: Sequence[MapClass], legend: str = "") -> Paint:
    """Plain steps, one a class; the number of a class lies in the middle of its step."""
    n = max(len(classes), 1)
    scale: list[list[float | str]] = [[edge / n, item.colour] for i, item in enumerate(classes) for edge in (i, i + 1)]
    return Paint(scale, -0.5, n - 0.5, tuple(classes), legend)


def levels_paint(low: float, high: float, theme: Theme, legend: str = "") -> Paint:
    """A continuous scale between two scores."""
    return Paint(theme.level_scale(), low, high if high > low else low + 1, (), legend)


def bar(paint: Paint, theme: Theme, x: float, y: float) -> dict[str, Any]:
    """The colour bar of a continuous scale, lying flat over the point ``x``, ``y`` of the figure; none for classes."""
    if paint.classes:
        return {}
    return {
        "showscale": True,
        "colorbar": {
            "orientation": "h",
            "x": x,
            "xanchor": "left",
            "y": y,
            "yanchor": "bottom",
            "len": 0.22,
            "thickness": 8,
            "outlinewidth": 0,
            "tickfont": {"size": theme.size, "color": theme.text},
            "nticks": 5,
            "ypad": 0,
        },
    }
