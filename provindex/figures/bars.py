"""Short lists as figures: leading and trailing provinces on one scale, movers around zero."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_ROW = 23
_GAP = 0.3


def ends_figure(rows: pd.DataFrame, headings: tuple[str, str], theme: Theme) -> go.Figure:
    """Leading and trailing provinces as dots on one axis that starts a little below the lowest of them.

    Dots, not bars, because the axis does not start at zero.

    Args:
        rows: province, label (name with rank), score, printed (the score as text), colour, end ("top" or "bottom"),
            hover; each end in the order in which it is read.
        headings: Words over the two ends.
        theme: Colours and sizes.
    """
    top, bottom = (rows[rows["end"] == end] for end in ("top", "bottom"))
    depth = {province: -float(i) for i, province in enumerate(top["province"])}
    start = len(top) + 1 + _GAP
    depth |= {province: -(start + i) for i, province in enumerate(bottom["province"])}
    y = [depth[province] for province in rows["province"]]
    low, high = float(rows["score"].min()), float(rows["score"].max())
    room = (high - low) or 1.0
    figure = blank(theme, _height(rows))
    for value, place in zip(rows["score"], y, strict=True):
        figure.add_shape(
            type="line",
            x0=low - room * 0.08,
            x1=value,
            y0=place,
            y1=place,
            layer="below",
            line={"color": theme.grid, "width": 1},
        )
    figure.add_scatter(
        x=rows["score"].tolist(),
        y=y,
        mode="markers+text",
        marker={
            "size": 12,
            "color": rows["colour"].tolist(),
            "line": {"color": theme.outline, "width": 0.8},
        },
        text=rows["printed"].tolist(),
        textposition="middle right",
        textfont={"color": theme.text, "size": theme.size},
        customdata=rows[["province", "hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
        showlegend=False,
    )
    _names(figure, rows, y, theme)
    for heading, place in zip(headings, (1.0, -(start - 1.0)), strict=True):
        _heading(figure, heading, place, theme)
    figure.update_layout(margin={"l": 176, "r": 8, "t": 0, "b": 0}, showlegend=False)
    figure.update_xaxes(range=[low - room * 0.08, high + room * 0.32], visible=False)
    figure.update_yaxes(range=[min(y, default=0) - 0.6, 1.6], visible=False)
    return figure


def movers_figure(rows: pd.DataFrame, headings: tuple[str, str], theme: Theme) -> go.Figure:
    """The largest moves up and down as bars around zero, each with its printed value.

    Args:
        rows: province, label, change (in points), printed, end ("up" or "down"), hover.
        headings: Words over the two ends.
        theme: Colours and sizes; up and down have their colours and their sign besides.
    """
    up, down = (rows[rows["end"] == end] for end in ("up", "down"))
    depth = {province: -float(i) for i, province in enumerate(up["province"])}
    start = len(up) + 1 + _GAP
    depth |= {province: -(start + i) for i, province in enumerate(down["province"])}
    y = [depth[province] for province in rows["province"]]
    reach = float(rows["change"].abs().max()) if len(rows) else 1.0
    reach = reach or 1.0
    colours = [theme.change[-1] if end == "up" else theme.change[0] for end in rows["end"]]
    figure = blank(theme, _height(rows))
    figure.add_bar(
        x=rows["change"].abs().tolist(),
        y=y,
        orientation="h",
        width=0.5,
        marker={"color": colours},
        text=rows["printed"].tolist(),
        textposition="outside",
        constraintext="none",
        textfont={"color": theme.text, "size": theme.size},
        cliponaxis=False,
        customdata=rows[["province", "hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )
    _names(figure, rows, y, theme)
    for heading, place in zip(headings, (1.0, -(start - 1.0)), strict=True):
        _heading(figure, heading, place, theme)
    figure.update_layout(margin={"l": 176, "r": 8, "t": 0, "b": 0}, showlegend=False)
    figure.update_xaxes(range=[0, reach * 1.55], visible=False)
    figure.update_yaxes(range=[min(y, default=0) - 0.6, 1.6], visible=False)
    return figure


def _names(figure: go.Figure, rows: pd.DataFrame, y: list[float], theme: Theme) -> None:
    for label, place in zip(rows["label"], y, strict=True):
        figure.add_annotation(
            text=label,
            x=0,
            xref="paper",
            xanchor="right",
            xshift=-6,
            y=place,
            yref="y",
            showarrow=False,
            align="right",
            font={"size": theme.size, "color": theme.text},
        )


def _heading(figure: go.Figure, text: str, place: float, theme: Theme) -> None:
    figure.add_annotation(
        text=f"<b>{text}</b>",
        x=0,
        xref="paper",
        xanchor="right",
        xshift=-6,
        y=place,
        yref="y",
        showarrow=False,
        align="right",
        font={"size": theme.size, "color": theme.muted},
    )


def _height(rows: pd.DataFrame) -> int:
    return int(_ROW * (len(rows) + 2 + _GAP + 0.6))
