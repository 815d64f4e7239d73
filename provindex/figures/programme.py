"""Figures of a reform programme: tasks of a plan, rates against their targets, units inside a province."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.lines import room
from provindex.figures.theme import Theme, blank

WHOLE = 100.0

_EDGE = 4  # px: air above and below the rows
_SIZE = 13  # px: the letters that the other measures belong to; larger ones on stage take more of everything
_LEFT = 236  # px: names of the rows
_ROW, _TALL, _PLAN = 28, 44, 40  # px: a row of one line, of two, of a plan
_NAMES = 232  # px: rank and name of a unit
_UNIT_ROW, _HEADS = 25, 78


def progress_figure(plans: pd.DataFrame, segments: pd.DataFrame, reach: float, right: int, theme: Theme) -> go.Figure:
    """Plans as bars of their tasks: done, under way, overdue, and those of which that is not stated, hatched.

    Args:
        plans: label, printed (what stands to the right), in the order in which they are read.
        segments: plan (place of its row in ``plans``), state (``done``, ``under_way``, ``overdue``, ``open``), share
            (per cent of the plan's tasks), text (inside the segment where there is room), hover.
        reach: Per cent at the end of the axis, as in the charts of rates beside it.
        right: Room for what stands to the right, in px; see `right_room`.
        theme: Colours and sizes.
    """
    places = [-float(place) for place in range(len(plans))]
    figure = _rows(plans, places, _PLAN, right, reach, theme)
    # Only the browser knows how wide a segment is: words that would have to shrink are left to the hover.
    figure.update_layout(barmode="stack", uniformtext={"minsize": theme.size, "mode": "hide"})
    colours = state_colours(theme)
    halo = ", ".join([f"0 0 3px {theme.paper}"] * 8)  # or the hatch would run through the letters
    for state, colour in colours.items():
        rows = segments[segments["state"] == state]
        if rows.empty:
            continue
        hatched = {"pattern": {"shape": "/", "size": 11, "solidity": 0.1, "fgcolor": theme.missing_outline}}
        figure.add_bar(
            x=rows["share"].tolist(),
            y=[places[plan] for plan in rows["plan"]],
            orientation="h",
            width=0.62,
            name=state,
            marker={"color": colour, "line": {"color": theme.paper, "width": 1}} | (hatched if state == "open" else {}),
            text=rows["text"].tolist(),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="inside",
            textfont={"color": ink(colour), "size": theme.size} | ({"shadow": halo} if state == "open" else {}),
            customdata=rows[["hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    return figure


def rates_figure(rows: pd.DataFrame, reach: float, right: int, theme: Theme) -> go.Figure:
    """Rates as bars from zero on a track of a whole, with the target as a line across and the period before as a ring.

    A count has no bar: its number stands where the bar would start.

    Args:
        rows: In the order in which they are read: id (province or unit; empty where a click selects nothing), label,
            value (per cent; NaN for a count), printed (may hold a second line), target, before (per cent; NaN without
            one), colour, hover.
        reach: Per cent at the end of the axis, the same for charts that stand below each other.
        right: Room for what stands to the right, in px; see `right_room`.
        theme: Colours and sizes.
    """
    places = [-float(place) for place in range(len(rows))]
    rate = rows["value"].notna()
    height = _TALL if rows["printed"].str.contains("<br>", regex=False).any() else _ROW
    figure = _rows(rows.assign(printed=rows["printed"].where(rate, "")), places, height, right, reach, theme)
    y = pd.Series(places, index=rows.index)
    figure.update_layout(barmode="overlay")
    _bars(figure, [WHOLE] * int(rate.sum()), y[rate], theme.grid, 0.5)
    figure.add_bar(
        x=rows.loc[rate, "value"].tolist(),
        y=y[rate].tolist(),
        orientation="h",
        width=0.5,
        marker={"color": rows.loc[rate, "colour"].tolist()},
        customdata=rows.loc[rate, ["id", "hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )
    # Each mark lies on a rim in the colour of the page, so that it shows on the bar as well as beside it.
    marks = (
        ("before", {"symbol": "circle", "size": 10, "color": theme.paper, "line": {"width": 2, "color": theme.text}}),
        ("target", {"symbol": "line-ns-open", "size": 20, "color": theme.paper, "line": {"width": 7}}),
        ("target", {"symbol": "line-ns-open", "size": 20, "color": theme.strong, "line": {"width": 3}}),
    )
    for column, marker in marks:
        known = rows[column].notna() & rate
        if known.any():
            figure.add_scatter(
                x=rows.loc[known, column].tolist(),
                y=y[known].tolist(),
                mode="markers",
                name=column,
                marker=marker,
                hoverinfo="skip",
                cliponaxis=False,
                unselected={"marker": {"opacity": 1}},
            )
    if (~rate).any():
        _texts(figure, [0.0] * int((~rate).sum()), y[~rate], rows.loc[~rate, "printed"], theme)
    return figure


def units_figure(units: pd.DataFrame, cells: pd.DataFrame, heads: Sequence[str], theme: Theme) -> go.Figure:
    """Units in order of rank as bars from zero, and beside them a table of colours: a column a part of the index.

    Args:
        units: In the order in which they are read: label (rank and name), percent (of the maximum), printed, hover.
        cells: unit (place of its row in ``units``), part (place in ``heads``), percent (of the maximum; NaN where
            there is none), printed, hover.
        heads: Names of the parts; may hold ``<br>``. None where the index has no parts.
        theme: Colours and sizes.
    """
    top = _HEADS if heads else _EDGE
    height = top + _EDGE + _UNIT_ROW * max(len(units), 1)
    places = [-float(place) for place in range(len(units))]
    figure = blank(theme, height)
    figure.update_layout(margin={"l": _NAMES, "r": 8, "t": top, "b": _EDGE}, showlegend=False, bargap=0.3)
    figure.update_yaxes(
        range=[-len(units) + 0.5, 0.5],
        tickvals=places,
        ticktext=units["label"].tolist(),
        tickfont={"size": theme.size, "color": theme.text},
        ticks="",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.add_bar(
        x=units["percent"].tolist(),
        y=places,
        orientation="h",
        marker={"color": theme.accent},
        customdata=units[["hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[0]}<extra></extra>",
        text=units["printed"].tolist(),
        textposition="outside",
        constraintext="none",
        textfont={"color": theme.text, "size": theme.size},
        cliponaxis=False,
    )
    figure.update_xaxes(range=[0, 130], domain=[0, 0.3 if heads else 1], visible=False, fixedrange=True)
    if heads:
        _table(figure, cells, heads, theme)
    return figure


def state_colours(theme: Theme) -> dict[str, str]:
    """Colour of each state of a task; what is overdue differs in hue, what is not stated is hatched grey."""
    return {
        "done": theme.groups[0],
        "under_way": theme.groups[2],
        "overdue": theme.change[0],
        "open": theme.missing,
    }


def right_room(printed: Sequence[str], theme: Theme) -> int:
    """Px that the longest line of these texts needs to the right of the bars."""
    lines = [line for text in printed for line in text.split("<br>")]
    return max((room(line, theme) for line in lines), default=0)


def ink(colour: str) -> str:
    """Black or white, whichever stands out more from a colour; contrast as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def shade(value: float, low: float, theme: Theme) -> str:
    """The colour that the scale of levels gives a value between ``low`` and a whole."""
    steps = len(theme.levels) - 1
    at = min(max((value - low) / ((WHOLE - low) or 1.0), 0.0), 1.0) * steps
    first = min(int(at), steps - 1)
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in theme.levels[first : first + 2]]
    mixed = [round(one + (other - one) * (at - first)) for one, other in zip(*ends, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _rows(rows: pd.DataFrame, places: list[float], height: int, right: int, reach: float, theme: Theme) -> go.Figure:
    """An empty figure with a line a row: its name to the left, what is printed to the right."""
    figure = blank(theme, 2 * _EDGE + height * theme.size // _SIZE * max(len(rows), 1))
    figure.update_layout(
        margin={"l": _LEFT * theme.size // _SIZE, "r": right, "t": _EDGE, "b": _EDGE}, showlegend=False
    )
    figure.update_xaxes(range=[0, reach], visible=False, fixedrange=True)
    figure.update_yaxes(
        range=[min(places, default=0.0) - 0.5, 0.5],
        tickvals=places,
        ticktext=rows["label"].tolist(),
        tickfont={"size": theme.size, "color": theme.text},
        ticks="",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    _texts(figure, [reach] * len(rows), pd.Series(places), rows["printed"], theme)
    return figure


def _texts(figure: go.Figure, x: list[float], y: pd.Series[float], texts: pd.Series[str], theme: Theme) -> None:
    figure.add_scatter(
        x=x,
        y=y.tolist(),
        mode="text",
        text=texts.tolist(),
        textposition="middle right",
        textfont={"color": theme.text, "size": theme.size},
        hoverinfo="skip",
        cliponaxis=False,
        unselected={"textfont": {"color": theme.text}},
    )


def _bars(figure: go.Figure, x: list[float], y: pd.Series[float], colour: str, width: float) -> None:
    figure.add_bar(
        x=x,
        y=y.tolist(),
        orientation="h",
        width=width,
        marker={"color": colour},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _table(figure: go.Figure, cells: pd.DataFrame, heads: Sequence[str], theme: Theme) -> None:
    """Adds the table of colours on a second axis, its heads on top."""
    known = cells[cells["percent"].notna()]
    low = float(known["percent"].min()) if len(known) else 0.0
    grid = cells.pivot(index="unit", columns="part", values=["percent", "hover"])
    figure.add_heatmap(
        z=[[None if pd.isna(value) else round(value, 2) for value in row] for row in grid["percent"].to_numpy()],
        x=list(range(len(heads))),
        y=[-float(unit) for unit in grid.index],
        xaxis="x2",
        yaxis="y",
        colorscale=theme.level_scale(),
        zmin=low,
        zmax=WHOLE,
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=grid["hover"].to_numpy().tolist(),
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
    )
    figure.add_scatter(
        x=known["part"].tolist(),
        y=[-float(unit) for unit in known["unit"]],
        xaxis="x2",
        yaxis="y",
        mode="text",
        text=known["printed"].tolist(),
        textfont={"size": theme.size, "color": [ink(shade(value, low, theme)) for value in known["percent"]]},
        hoverinfo="skip",
    )
    figure.update_layout(
        xaxis2={
            "domain": [0.32, 1],
            "anchor": "y",
            "side": "top",
            "range": [-0.5, len(heads) - 0.5],
            "tickvals": list(range(len(heads))),
            "ticktext": list(heads),
            "tickfont": {"size": theme.size, "color": theme.text},
            "tickangle": 0,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }
    )
