"""The slopegraph: the ranks of two years side by side, each province a line from one to the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.lines import Focus, dotted, kept, ranks, spread, write
from provindex.figures.theme import Theme, blank

_TOP, _BOTTOM, _EDGE = 22, 2, 9
# The two years stand at 0 and 1; the room for names beside each of them, in the same unit.
_ROOM = 0.7


def slope_figure(
    rows: pd.DataFrame,
    focus: Sequence[Focus],
    heads: tuple[str, str],
    hover: str,
    theme: Theme,
    *,
    height: int = 400,
) -> go.Figure:
    """Ranks of two years, downwards from 1; those in focus in colour, the rest thin and grey.

    Names in focus are all written, moved apart where they would collide. Of the others those are written that find
    room, the furthest movers first; the rest is on hover. A province with a rank in one year only has an open dot
    there and no line.

    Args:
        rows: province, name, rank_from, rank_to (missing where there is none), printed (the move as text).
        focus: The provinces that stand out, with the words at both ends.
        heads: Words over the two years.
        hover: Hover template; ``%{customdata[1]}`` is the name, ``[2]`` and ``[3]`` are the earlier and the later rank,
            ``[4]`` is what is printed.
        theme: Colours and sizes.
        height: Height in px.
    """
    known = pd.concat([rows["rank_from"], rows["rank_to"]]).dropna()
    lowest = int(known.max()) if len(known) else 1
    unit = (lowest - 1) / (height - theme.px(_TOP) - _BOTTOM - 2 * theme.px(_EDGE)) or 1.0  # ranks a px
    figure = blank(theme, height)
    chosen = [one.province for one in focus]
    grey = rows[~rows["province"].isin(chosen)]
    _lines(figure, grey, hover, theme.outline, 1, 4, theme, opacity=0.5)
    for one in reversed(focus):
        _lines(figure, rows[rows["province"] == one.province], hover, one.colour, one.width, 8, theme)
    for x, column in ((0, "rank_from"), (1, "rank_to")):
        _names(figure, rows, grey, focus, x, column, unit, lowest, theme)
    figure.update_xaxes(range=[-_ROOM, 1 + _ROOM], visible=False, fixedrange=True)
    figure.update_yaxes(
        range=[lowest + theme.px(_EDGE) * unit, 1 - theme.px(_EDGE) * unit], visible=False, fixedrange=True
    )
    figure.update_layout(annotations=[_head(head, x, theme) for x, head in enumerate(heads)])
    figure.update_layout(margin={"l": 0, "r": 0, "t": theme.px(_TOP), "b": _BOTTOM}, hovermode="closest")
    return figure


def _head(text: str, x: int, theme: Theme) -> dict[str, object]:
    font = {"size": theme.size, "color": theme.text}
    return {
        "text": f"<b>{text}</b>",
        "x": x,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": font,
    }


def _lines(
    figure: go.Figure,
    rows: pd.DataFrame,
    hover: str,
    colour: str,
    width: float,
    dot: float,
    theme: Theme,
    *,
    opacity: float = 1,
) -> None:
    """Every province as two points and a lifted pen; a province of one year only as an open dot."""
    open_dot = rows["rank_from"].isna() | rows["rank_to"].isna()
    told = rows[["province", "name", "rank_from", "rank_to", "printed"]].astype("string").fillna("–")
    cells = told.to_numpy().tolist()
    fills = [theme.paper if alone else colour for alone in open_dot]
    figure.add_scatter(
        x=[0, 1, None] * len(rows),
        y=[y for ends in zip(ranks(rows["rank_from"]), ranks(rows["rank_to"]), strict=True) for y in (*ends, None)],
        mode="lines+markers",
        line={"color": colour, "width": width},
        marker={
            "color": [fill for fill in fills for _ in range(3)],
            "size": dot,
            "line": {"color": colour, "width": 1.4},
        },
        opacity=opacity,
        customdata=[cell for cell in cells for _ in range(3)],
        hovertemplate=hover + "<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _names(
    figure: go.Figure,
    rows: pd.DataFrame,
    grey: pd.DataFrame,
    focus: Sequence[Focus],
    x: int,
    column: str,
    unit: float,
    lowest: int,
    theme: Theme,
) -> None:
    left, gap = x == 0, (theme.size + 3) * unit
    at = rows.dropna(subset=[column]).set_index("province")[column].astype(float)
    shown = [one for one in focus if one.province in at.index]
    places = spread([at[one.province] for one in shown], gap, 1, lowest)
    labels = [
        (one.province, dotted(one.colour, one.start if left else one.end, after=left), y, theme.text)
        for one, y in zip(shown, places, strict=True)
    ]
    others = grey.dropna(subset=[column])
    size = (others["rank_from"] - others["rank_to"]).abs().astype("Float64").fillna(0)
    others = others.loc[size.sort_values(ascending=False, kind="stable").index]
    others = others[kept([float(rank) for rank in others[column]], gap, places)]
    labels += [
        (province, f"{name}  {rank}" if left else f"{rank}  {name}", float(rank), theme.muted)
        for province, name, rank in zip(others["province"], others["name"], others[column], strict=True)
    ]
    write(figure, pd.DataFrame(labels, columns=["province", "text", "y", "colour"]), x, theme, left=left)
