"""One province over the years: lines that stop at holes and breaks, ranks downwards from 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_LETTER = 17  # height of a name in px


@dataclass(frozen=True)
class Course:
    """One line of the figure.

    Attributes:
        rows: ``year``, ``run``, ``value`` (None where there is no figure), ``hover``, optionally ``low``, ``high`` (an
            interval) and ``fill`` (the colour of the dot).
        province: What a click selects; empty for a line of no province.
        name: Written at the end of the line.
        colour: Of line and name.
        strong: The province the figure is about.
    """

    rows: pd.DataFrame
    province: str
    name: str
    colour: str
    strong: bool = False


@dataclass(frozen=True)
class Break:
    """A line across the years: between which two it stands, why, and whether nothing is compared over it."""

    after: int
    before: int
    hover: str
    refused: bool


def history_figure(
    courses: Sequence[Course],
    breaks: Sequence[Break],
    axis: tuple[float, float],
    theme: Theme,
    *,
    height: int = 330,
    ranks: bool = True,
    selected: int | None = None,
    width: int | None = None,
) -> go.Figure:
    """Values over the years.

    A line joins neighbouring years of one run only: it stops at a year without a figure, which has a cross at the foot
    of the figure, and at a break, where a line stands across (dashed; drawn through where nothing is compared).

    Args:
        courses: Drawn in this order, so the strong one comes last; all over the same years.
        breaks: Between the years.
        axis: Lowest and highest value drawn; for ranks the rank at the foot and 1.
        theme: Colours and sizes.
        height: In px.
        ranks: Whole numbers, 1 at the top.
        selected: The year that the page is about, marked on the axis.
        width: In px where it is fixed, as on paper.
    """
    figure = blank(theme, height)
    years = sorted({int(year) for course in courses for year in course.rows["year"]})
    foot, top = _ends(axis, ranks=ranks)
    for one in breaks:
        _break(figure, one, (foot, top), theme)
    ends = spread(
        [_last(course) for course in courses], abs(top - foot) * theme.px(_LETTER) / max(height - theme.px(46), 1)
    )
    for course, end in zip(courses, ends, strict=True):
        _line(figure, course, foot, theme)
        if end is not None:
            _name(figure, course, end, theme)
    figure.update_layout(
        margin={"l": theme.px(44), "r": theme.px(128), "t": 12, "b": theme.px(34)},
        showlegend=False,
        hovermode="closest",
        **({"width": width} if width else {}),
    )
    figure.update_xaxes(
        range=[years[0] - 0.4, years[-1] + 0.4] if years else None,
        tickvals=years,
        ticktext=_years(years, selected, width, theme),
        showgrid=False,
        zeroline=False,
        tickfont={"size": theme.size, "color": theme.text},
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[foot, top],
        gridcolor=theme.grid,
        zeroline=False,
        tickvals=_rank_ticks(axis[0]) if ranks else None,
        nticks=6,
        tickfont={"size": theme.size, "color": theme.muted},
        fixedrange=True,
    )
    return figure


def _years(years: Sequence[int], selected: int | None, width: int | None, theme: Theme) -> list[str]:
    """Each year as text, every second one where they would touch; the page's own year always."""
    crowded = width is not None and len(years) * theme.size * 2.6 > width - theme.px(172)
    shown = [not crowded or year == selected or (years[-1] - year) % 2 == 0 for year in years]
    near = {year - 1 for year in years if year == selected} | {year + 1 for year in years if year == selected}
    return [
        (f"<b>{year}</b>" if year == selected else str(year)) if show and not (crowded and year in near) else ""
        for year, show in zip(years, shown, strict=True)
    ]


def spread(values: Sequence[float | None], room: float) -> list[float | None]:
    """Where the names at the ends of the lines go: names that would touch move apart, by as little as they can.

    Neighbours that touch form a block around the mean of their ends; blocks that touch join. The order is kept.

    Args:
        values: Where each line ends; None for a line without an end.
        room: Least distance between two names, in units of the axis.
    """
    known = sorted((value, place) for place, value in enumerate(values) if value is not None)
    blocks: list[list[tuple[float, int]]] = []
    for one in known:
        blocks.append([one])
        while len(blocks) > 1 and _top(blocks[-2], room) + room > _foot(blocks[-1], room):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    found: list[float | None] = [None] * len(values)
    for block in blocks:
        for step, (_, place) in enumerate(block):
            found[place] = _foot(block, room) + step * room
    return found


def _foot(block: Sequence[tuple[float, int]], room: float) -> float:
    return sum(value for value, _ in block) / len(block) - room * (len(block) - 1) / 2


def _top(block: Sequence[tuple[float, int]], room: float) -> float:
    return _foot(block, room) + room * (len(block) - 1)


def _line(figure: go.Figure, course: Course, foot: float, theme: Theme) -> None:
    """One trace with a hole between the runs; the years without a figure as crosses at the foot."""
    points = _with_holes(course.rows.to_dict("records"))
    figure.add_scatter(
        x=[point.get("year") for point in points],
        y=[_plain(point.get("value")) for point in points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": course.colour, "width": 3 if course.strong else 1.8},
        marker={
            "size": theme.px(11 if course.strong else 6),
            "color": [point.get("fill", course.colour) for point in points],
            "line": {"color": course.colour, "width": 1.5},
        },
        customdata=[[course.province, point.get("hover", "")] for point in points],
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        **_interval(points),
    )
    holes = course.rows[course.rows["value"].isna()]
    if course.strong and len(holes):
        figure.add_scatter(
            x=holes["year"].tolist(),
            y=[foot] * len(holes),
            mode="markers",
            marker={"symbol": "x-thin", "size": 10, "line": {"color": theme.muted, "width": 2}},
            customdata=[[course.province, hover] for hover in holes["hover"]],
            hovertemplate="%{customdata[1]}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _with_holes(rows: Sequence[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    """The rows with an empty one between two runs, where the line stops."""
    found: list[Mapping[Any, Any]] = []
    for row in rows:
        if found and found[-1]["run"] != row["run"]:
            found.append({"run": row["run"]})
        found.append(row)
    return found


def _interval(points: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """Published intervals as bars, each end as far from the value as it is."""
    up = [_plain(point.get("high", math.nan) - point.get("value", math.nan)) for point in points]
    down = [_plain(point.get("value", math.nan) - point.get("low", math.nan)) for point in points]
    if not any(up):
        return {}
    drawn = {"type": "data", "symmetric": False, "thickness": 1.5, "width": 5, "array": up, "arrayminus": down}
    return {"error_y": drawn}


def _plain(value: Any) -> float | None:  # noqa: ANN401 - a cell of a frame
    return None if value is None or pd.isna(value) else float(value)


def _break(figure: go.Figure, one: Break, ends: tuple[float, float], theme: Theme) -> None:
    """A line halfway between two years, wide enough to be pointed at."""
    at = (one.after + one.before) / 2
    figure.add_scatter(
        x=[at, at, at],
        y=[ends[0], sum(ends) / 2, ends[1]],
        mode="lines",
        line={"color": theme.muted, "width": 1.6 if one.refused else 1, "dash": None if one.refused else "dot"},
        customdata=[["", one.hover]] * 3,
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _name(figure: go.Figure, course: Course, value: float, theme: Theme) -> None:
    figure.add_annotation(
        text=f"<b>{course.name}</b>" if course.strong else course.name,
        x=int(course.rows.dropna(subset=["value"])["year"].max()),
        y=value,
        xshift=theme.px(12),
        xanchor="left",
        yanchor="middle",
        showarrow=False,
        align="left",
        font={"size": theme.size, "color": theme.text if course.strong else course.colour},
    )


def _last(course: Course) -> float | None:
    known = course.rows["value"].dropna()
    return float(known.iloc[-1]) if len(known) else None


def _ends(axis: tuple[float, float], *, ranks: bool) -> tuple[float, float]:
    """The axis with a little room at both ends, so that no dot is cut."""
    low, high = axis
    room = (high - low) * 0.06 or (2.0 if ranks else 1.0)
    return low - room, high + room


def _rank_ticks(lowest: float) -> list[int]:
    """1 and every tenth rank."""
    return [1, *range(10, int(lowest) + 1, 10)]
