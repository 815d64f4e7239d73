"""The waterfall: a change as the bars of its causes, one after the other, to the whole."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.lines import room
from provindex.figures.theme import Theme, blank

_EDGE = 4


def waterfall_figure(rows: pd.DataFrame, whole: tuple[str, float, str], theme: Theme, *, row: int = 25) -> go.Figure:
    """The parts of a change as bars that start where the one above ends, and the whole from zero below them.

    What the parts leave unexplained is for the caller to hand in as a row of its own; the whole is drawn as given and
    never as the sum of what is drawn.

    Args:
        rows: label, change (in one unit, positive or negative), printed, hover; in the order from top to bottom.
        whole: Label, change and printed figure of the whole.
        theme: Colours and sizes; up and down have their colours and their sign besides.
        row: Height of a bar with its room, in px.
    """
    ends = rows["change"].cumsum()
    starts = (ends - rows["change"]).tolist()
    label, change, printed = whole
    figure = blank(theme, row * (len(rows) + 1) + 2 * _EDGE)
    figure.add_bar(
        x=[*rows["change"], change],
        base=[*starts, 0.0],
        y=list(range(len(rows) + 1)),
        orientation="h",
        width=0.55,
        marker={"color": [*(_colour(value, theme) for value in rows["change"]), theme.muted]},
        customdata=[*rows["hover"], f"<b>{label}</b><br>{printed}"],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )
    highest = [max(start, end) for start, end in zip([*starts, 0.0], [*ends, change], strict=True)]
    figure.add_scatter(
        x=highest,
        y=list(range(len(rows) + 1)),
        mode="text",
        text=[*(f" {text}" for text in rows["printed"]), f" <b>{printed}</b>"],
        textposition="middle right",
        textfont={"color": theme.text, "size": theme.size},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        unselected={"textfont": {"color": theme.text}},
    )
    for place, end in enumerate(ends):
        line = {"color": theme.muted, "width": 1}
        figure.add_shape(type="line", x0=end, x1=end, y0=place, y1=place + 1, layer="below", line=line)
    _axes(figure, rows, label, min(0.0, change, *starts, *ends), max(0.0, *highest), theme)
    longest = max([*rows["printed"], printed], key=len)
    beside = {"l": room(max([*rows["label"], label], key=len), theme) - 14, "r": room(longest, theme)}
    figure.update_layout(margin=beside | {"t": _EDGE, "b": _EDGE}, bargap=0)
    return figure


def _colour(change: float, theme: Theme) -> str:
    return theme.change[-1] if change >= 0 else theme.change[0]


def _axes(figure: go.Figure, rows: pd.DataFrame, label: str, low: float, high: float, theme: Theme) -> None:
    width = (high - low) or 1.0
    # The printed figures of the longest bars stand in the margin, which a narrow place does not make smaller.
    figure.update_xaxes(
        range=[low - width * 0.03, high + width * 0.03],
        showgrid=False,
        showticklabels=False,
        zeroline=True,
        zerolinecolor=theme.grid,
        zerolinewidth=1,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[len(rows) + 0.5, -0.5],
        tickvals=list(range(len(rows) + 1)),
        ticktext=[*rows["label"], f"<b>{label}</b>"],
        tickfont={"size": theme.size, "color": theme.text},
        showgrid=False,
        zeroline=False,
        ticks="",
        fixedrange=True,
    )
