"""One province's measures as a radar, for those who ask for one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.profile import Mark, carried, position
from provindex.figures.theme import NO_FILL, Theme, blank

_ENTRY = 19


def radar_figure(rows: pd.DataFrame, marks: Sequence[Mark], own: Mark, theme: Theme) -> go.Figure:
    """The same places between the lowest and the highest score as spokes; a table has to stand beside it.

    The highest score is the outer ring, so it has no line of its own. A radar's area depends on the order of its
    spokes, so nothing is filled.

    Args:
        rows: As in `bullet_figure`, with ``spoke`` (a short label, broken into lines).
        marks: What the province is held against.
        own: The province itself.
        theme: Colours and sizes.
    """
    compared = [mark for mark in marks if mark.column != "highest"]
    figure = blank(theme, 340 + _ENTRY * (len(compared) + 1))
    for mark, dash in zip((*compared, own), (*_dashes(compared), "solid"), strict=True):
        strong = mark is own
        values = position(rows, mark.column)
        known = [None if pd.isna(value) else value for value in values]
        figure.add_scatterpolar(
            r=[*known, *known[:1]],
            theta=[*rows["spoke"], *rows["spoke"].head(1)],
            mode="lines+markers" if strong else "lines",
            name=mark.name,
            line={"color": mark.colour or theme.muted, "width": 3 if strong else 1.8, "dash": dash},
            marker={"size": 8},
            customdata=[[province, hover] for province, hover in carried(rows, mark, closed=True)],
            hovertemplate="%{customdata[1]}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
        )
    figure.update_layout(
        margin={"l": 96, "r": 96, "t": 44, "b": 40 + _ENTRY * (len(compared) + 1)},
        legend={
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "x": 0,
            "xanchor": "left",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        polar={
            "bgcolor": NO_FILL,
            "radialaxis": {
                "range": [0, 1],
                "tickvals": [0.25, 0.5, 0.75, 1],
                "showticklabels": False,
                "ticks": "",
                "gridcolor": theme.grid,
                "showline": False,
            },
            "angularaxis": {
                "gridcolor": theme.grid,
                "linecolor": theme.muted,
                "direction": "clockwise",
                "rotation": 90,
                "ticks": "",
                "tickfont": {"size": theme.size},
            },
        },
    )
    return figure


def _dashes(marks: Sequence[Mark]) -> list[str]:
    """Lines without a colour of their own differ by their dashes."""
    plain = iter(("solid", "dash", "dot", "dashdot"))
    return ["solid" if mark.colour else next(plain) for mark in marks]
