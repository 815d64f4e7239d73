"""Short lists as figures: leading and trailing provinces on one scale, movers around zero."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_ROW = 21
_GAP = 0.3
LINES = 2 * (5 + 1) - 1 + _GAP  # of five provinces at each end, the lower five under a heading
# px beside the furthest mark for its printed value: a score, and a change with its places
_SCORE, _MOVE = 48, 90


def ends_figure(rows: pd.DataFrame, headings: tuple[str, str], theme: Theme, height: int | None = None) -> go.Figure:
    """The highest and the lowest scores as dots on one axis that starts a little below the lowest of them.

    Dots, not bars, because the axis does not start at zero.

    Args:
        rows: province, label (name with rank), score, printed (the score as text), group (its name as text), colour,
            end ("top" or "bottom"); each end in the order in which it is read.
        headings: Words over the two ends.
        theme: Colours and sizes.
        height: In px, where the rows are to fill it; else they stand close together.
    """
    places, heads = _lines(rows["end"], "top")
    low, high = float(rows["score"].min()), float(rows["score"].max())
    room = (high - low) or 1.0
    figure = _list(rows, places, heads, headings, theme, height, room=_SCORE)
    start = round(low - room * 0.08, 4)
    figure.add_bar(
        x=(rows["score"] - start).round(4).tolist(),
        base=start,
        y=places,
        orientation="h",
        width=0.06,
        marker={"color": theme.grid},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=rows["score"].round(4).tolist(),
        y=places,
        mode="markers+text",
        marker={"size": theme.px(12), "color": rows["colour"].tolist(), "line": {"color": theme.outline, "width": 0.8}},
        text=rows["printed"].tolist(),
        textposition="middle right",
        textfont={"color": theme.text, "size": theme.size},
        customdata=rows[["province", "label", "group"]].to_numpy().tolist(),
        hovertemplate="<b>%{customdata[1]}</b><br>%{text}<br>%{customdata[2]}<extra></extra>",
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
    )
    figure.update_xaxes(range=[start, round(high + room * 0.03, 4)], visible=False)
    return figure


def movers_figure(rows: pd.DataFrame, headings: tuple[str, str], theme: Theme, height: int | None = None) -> go.Figure:
    """The largest moves up and down as bars from zero, each with its printed value; the sign is printed, not drawn.

    Args:
        rows: province, label, change (in points), printed, end ("up" or "down").
        headings: Words over the two ends.
        theme: Colours and sizes.
        height: In px, where the rows are to fill it; else they stand close together, as far apart as those of
            `ends_figure` beside them, in whatever height the page gives both.
    """
    places, heads = _lines(rows["end"], "up")
    reach = float(rows["change"].abs().max()) if len(rows) else 1.0
    figure = _list(rows, places, heads, headings, theme, height, room=_MOVE, lines=0.0 if height else LINES)
    figure.add_bar(
        x=rows["change"].abs().round(4).tolist(),
        y=places,
        orientation="h",
        width=0.5,
        marker={"color": [theme.change[-1] if end == "up" else theme.change[0] for end in rows["end"]]},
        text=rows["printed"].tolist(),
        textposition="outside",
        constraintext="none",
        textfont={"color": theme.text, "size": theme.size},
        cliponaxis=False,
        customdata=rows[["province", "label"]].to_numpy().tolist(),
        hovertemplate="<b>%{customdata[1]}</b><br>%{text}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )
    figure.update_xaxes(range=[0, round((reach or 1.0) * 1.02, 4)], visible=False)
    return figure


def _lines(ends: pd.Series, first: str) -> tuple[list[float], tuple[float, float]]:
    """The line of each row, counted downwards, and the lines of the headings over the two ends."""
    n = int((ends == first).sum())
    second = n + 1 + _GAP
    rows = [float(i + 1) if i < n else second + 1 + i - n for i in range(len(ends))]
    return [round(-row, 1) for row in rows], (0.0, -second)


def _list(
    rows: pd.DataFrame,
    places: list[float],
    heads: tuple[float, float],
    headings: tuple[str, str],
    theme: Theme,
    height: int | None,
    room: int,
    lines: float = 0.0,
) -> go.Figure:
    """A figure whose lines are named by the ticks of its axis; annotations would weigh three times as much.

    ``room`` is for the printed values, in the margin, as they do not shrink with the window. ``lines`` are there
    at least, empty ones at the foot.
    """
    bottom = min(-lines, *places) - 0.6 if places else -0.6
    figure = blank(theme, height or theme.px(_ROW * (0.6 - bottom)))
    figure.update_layout(margin={"l": theme.px(176), "r": theme.px(room), "t": 0, "b": 0}, showlegend=False)
    figure.update_yaxes(
        range=[bottom, 0.6],
        tickvals=[*heads, *places],
        ticktext=[*(f"<b>{heading}</b>" for heading in headings), *rows["label"]],
        tickfont={"color": theme.text, "size": theme.size},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    return figure
