"""The bump chart as a film: a dot for each province moves along its line from year to year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures import animation
from provindex.figures.animation import Places, Reel, Words
from provindex.figures.lines import Focus, ranks
from provindex.figures.theme import Theme

_SMALL, _LARGE = 7, 15
_ROOM = 62  # px for the reason of a stop, in up to three lines
_TICKS = 24  # px of the years below the axis


def bump_film_figure(
    figure: go.Figure, course: pd.DataFrame, focus: Sequence[Focus], reel: Reel, hover: str, words: Words, theme: Theme
) -> go.Figure:
    """The bump chart with its dots and controls; a province without a rank in a year has no dot in it.

    Args:
        figure: From `provindex.figures.bump.bump_figure`; grows by the height of the controls.
        course: province, name, year, rank (missing where there is none), of.
        focus: The provinces that stand out, the most important first.
        reel: The years; where it is gliding the dots move along the lines.
        hover: Hover template of the bump chart.
        words: Words of the controls.
        theme: Colours and sizes.
    """
    colours = {one.province: one.colour for one in focus}
    grey = [province for province in course["province"].unique() if province not in colours]
    order = [*grey, *(one.province for one in reversed(focus))]  # those that stand out lie on top
    table = {year: rows.set_index("province").reindex(order) for year, rows in course.groupby("year")}
    figure.add_scatter(
        mode="markers",
        ids=order,
        marker={
            "size": [_LARGE if one in colours else _SMALL for one in order],
            "color": [colours.get(one, theme.outline) for one in order],
            "line": {"width": 1, "color": theme.paper},
        },
        hovertemplate=hover + "<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        cliponaxis=False,
        **_dots(table[reel.at], reel.at),
    )
    figure.update_layout(height=figure.layout.height + animation.FOOT + _ROOM)
    frames = {year: [_dots(table[year], year)] for year in reel.years}
    why = {"x": 0.0, "y": 0.0, "yshift": -(_TICKS + animation.FOOT + 8)}
    # The axis tells the year, and the dots stand over it.
    places = Places(year={"x": 0.0, "y": 0.0, "visible": False}, why=why, aside=0.54, above=_TICKS, below=_ROOM)
    return animation.played(figure, reel, [len(figure.data) - 1], frames, {}, words, places, theme)


def _dots(rows: pd.DataFrame, year: int) -> dict[str, Any]:
    cells = rows.reset_index()[["province", "name", "of"]].astype("object")
    return {
        "x": [year] * len(rows),
        "y": ranks(rows["rank"]),
        "customdata": cells.where(cells.notna(), None).to_numpy().tolist(),
    }
