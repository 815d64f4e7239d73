"""The changes of a measure's parts as bars around zero, each with its printed value."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_ROW, _EDGE, _LEFT = 36, 8, 262


def parts_figure(
    rows: pd.DataFrame,
    theme: Theme,
    width: int | None = None,
    height: int | None = None,
    names: int = _LEFT,
) -> go.Figure:
    """Every part of a measure with its change; the sign is printed besides the side and the colour.

    Args:
        rows: In the order in which they are read: label, change (in points; NaN where none is computed), printed (the
            change, or why there is none), hover.
        theme: Colours and sizes.
        width: Width in px where it is fixed, as on paper.
        height: Height in px where the rows are to fill it.
        names: Room for the names in px of a page.
    """
    places = [-float(place) for place in range(len(rows))]
    change = rows["change"].astype("float64")
    reach = float(change.abs().max()) if change.notna().any() else 1.0
    reach = reach or 1.0
    up, down = theme.change[-1], theme.change[0]
    figure = blank(theme, height or 2 * _EDGE + theme.px(_ROW * max(len(rows), 1)))
    figure.add_bar(
        x=[None if pd.isna(value) else value for value in change],
        y=places,
        orientation="h",
        width=0.5,
        marker={"color": [up if value > 0 else down for value in change], "line": {"width": 0}},
        customdata=rows[["hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[0]}<extra></extra>",
    )
    notes = []
    for label, printed, value, place in zip(rows["label"], rows["printed"], change, places, strict=True):
        left = pd.notna(value) and value < 0
        beside = {"xshift": -6 if left else 6, "xanchor": "right" if left else "left"}
        notes.append(_note(label, place, theme, x=0, xref="paper", xshift=-theme.px(names), xanchor="left"))
        notes.append(_note(printed, place, theme, x=0 if pd.isna(value) else value, xref="x", **beside))
    figure.add_vline(x=0, line={"color": theme.muted, "width": 1})
    figure.update_layout(
        annotations=notes,
        margin={"l": theme.px(names), "r": 8, "t": _EDGE, "b": _EDGE},
        showlegend=False,
        **({"width": width} if width else {}),
    )
    low, high = float(change.min()), float(change.max())
    figure.update_xaxes(
        range=[(low if low < 0 else 0) - reach * 0.35, (high if high > 0 else 0) + reach * 0.35],
        visible=False,
        fixedrange=True,
    )
    figure.update_yaxes(range=[-len(rows) + 0.5, 0.5], visible=False, fixedrange=True)
    return figure


def _note(text: str, place: float, theme: Theme, **where: object) -> dict[str, object]:
    return {
        "text": text,
        "y": place,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
        "font": {"size": theme.size, "color": theme.text},
        **where,
    }
