"""The bump chart: the rank of every province over the years, downwards from 1, with its gaps and its breaks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.lines import DISTANCE, Focus, dotted, kept, ranks, room, spread, write
from provindex.figures.theme import Theme, blank

_TOP, _BOTTOM = 2, 24
_HEAD = 42  # px above the first rank, where the breaks have their words in two rows
_BUBBLE = 23
_STEPS = 10
# Words of two breaks need about this share of the width between them; nearer ones stay on hover.
_APART = 0.1


@dataclass(frozen=True)
class BreakMark:
    """A break between two neighbouring years.

    Attributes:
        after: The last year before it.
        before: The first year behind it.
        refused: No comparison is made over it.
        label: A short word over the line.
        reason: What changed, for the hover; lines parted by ``<br>``.
    """

    after: int
    before: int
    refused: bool
    label: str
    reason: str

    @property
    def at(self) -> float:
        """Where the line stands among the years."""
        return (self.after + self.before) / 2


def bump_figure(
    course: pd.DataFrame,
    runs: Sequence[Sequence[int]],
    focus: Sequence[Focus],
    breaks: Sequence[BreakMark],
    hover: str,
    theme: Theme,
    *,
    marked: Sequence[int] = (),
    height: int = 400,
) -> go.Figure:
    """The rank of every province over the years; those in focus in colour, the rest thin and grey.

    A line joins neighbouring years of one run. A missing year leaves a gap. Where what is measured changed, grey lines
    stop, and the line of a province in focus goes on as dots, so that the eye can follow; over a break that refuses
    comparison nothing goes on.

    Args:
        course: province, name, year, rank (missing where there is none), of (how many were ranked that year).
        runs: The years of the measure, cut at its breaks, as ``comparability.runs`` gives them.
        focus: The provinces that stand out, the most important first.
        breaks: The breaks between the runs.
        hover: Hover template; ``%{x}`` is the year, ``%{y}`` the rank, ``%{customdata[1]}`` the name and ``[2]`` of how
            many.
        theme: Colours and sizes.
        marked: Years whose ranks are written into the lines in focus and whose tick is bold.
        height: Height in px.
    """
    years = [year for run in runs for year in run]
    lowest = int(course["rank"].max()) if course["rank"].notna().any() else 1
    unit = (lowest - 0.2) / (height - _TOP - theme.px(_BOTTOM) - theme.px(_HEAD))  # ranks a px
    figure = blank(theme, height)
    chosen = [one.province for one in focus]
    grey = course[~course["province"].isin(chosen)]
    _line(figure, _cut(grey, runs), hover, theme.outline, 1, 3, opacity=0.4)
    _breaks(figure, breaks, _APART * len(years) * theme.px(100) / 100, unit, lowest, theme)
    for one in reversed(focus):
        rows = course[course["province"] == one.province]
        _across(figure, rows, breaks, one)
        _line(figure, _cut(rows, runs), hover, one.colour, one.width, 6)
    _bubbles(figure, course, focus, marked, unit, hover, theme)
    _ends(figure, course, focus, unit, lowest, years[-1], theme)
    _axes(figure, years, marked, lowest, unit, max((room(one.end, theme) for one in focus), default=8), theme)
    return figure


def _cut(rows: pd.DataFrame, runs: Sequence[Sequence[int]]) -> pd.DataFrame:
    """The rows in drawing order with an empty one behind each run of each province, where the pen is lifted."""
    number = {year: i for i, run in enumerate(runs) for year in run}
    rows = rows.assign(run=rows["year"].map(number))
    lifts = rows[["province", "run"]].drop_duplicates().assign(year=math.inf)
    return pd.concat([rows, lifts]).sort_values(["province", "run", "year"], kind="stable")


def _line(
    figure: go.Figure, rows: pd.DataFrame, hover: str, colour: str, width: float, dot: float, *, opacity: float = 1
) -> None:
    cells = rows[["province", "name", "of"]].to_numpy().tolist()
    figure.add_scatter(
        x=[int(year) if math.isfinite(year) else None for year in rows["year"]],
        y=ranks(rows["rank"]),
        mode="lines+markers",
        line={"color": colour, "width": width},
        marker={"color": colour, "size": dot},
        opacity=opacity,
        customdata=[cell if there else None for cell, there in zip(cells, rows["rank"].notna(), strict=True)],
        hovertemplate=hover + "<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _across(figure: go.Figure, rows: pd.DataFrame, breaks: Sequence[BreakMark], one: Focus) -> None:
    """Dots over the breaks that only give notice, between neighbouring years that both have a rank."""
    known = rows.dropna(subset=["rank"]).set_index("year")["rank"]
    x: list[int | None] = []
    y: list[int | None] = []
    for item in breaks:
        if not item.refused and item.after in known.index and item.before in known.index:
            x += [item.after, item.before, None]
            y += [int(known[item.after]), int(known[item.before]), None]
    if x:
        line = {"color": one.colour, "width": one.width * 0.7, "dash": "dot"}
        figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _breaks(
    figure: go.Figure, breaks: Sequence[BreakMark], apart: float, unit: float, lowest: int, theme: Theme
) -> None:
    """Lines with a word over them, refusals in a row above the rest; what finds no room is a star with its hover."""
    rows = [
        sorted((one for one in breaks if one.refused is refused), key=lambda one: -one.at) for refused in (True, False)
    ]
    written = {one: free for row in rows for one, free in zip(row, kept([o.at for o in row], apart), strict=True)}
    shapes, notes = [], []
    for item in breaks:
        top = 1 - theme.px(32 if item.refused else 16) * unit
        line = {"color": theme.muted, "width": 1.6 if item.refused else 1, "dash": "solid" if item.refused else "dot"}
        ends = {"x0": item.at, "x1": item.at, "y0": top + theme.px(7) * unit, "y1": lowest + 0.5}
        shapes.append({"type": "line", "layer": "below", "line": line, **ends})
        font = {"size": theme.size, "color": theme.muted}
        text = item.label if written[item] else "*"
        notes.append({"text": text, "hovertext": item.reason, "x": item.at, "y": top, "showarrow": False, "font": font})
    figure.update_layout(shapes=shapes, annotations=notes)


def _bubbles(
    figure: go.Figure,
    course: pd.DataFrame,
    focus: Sequence[Focus],
    marked: Sequence[int],
    unit: float,
    hover: str,
    theme: Theme,
) -> None:
    """The ranks of the marked years, written into the lines in focus; one that would cover another is left out."""
    place = {one.province: i for i, one in enumerate(focus)}
    colours = {one.province: one.colour for one in focus}
    rows = course[course["province"].isin(place) & course["year"].isin(list(marked)) & course["rank"].notna()]
    for _, found in rows.groupby("year"):
        found = found.sort_values("province", key=lambda ids: ids.map(place))
        found = found[kept([float(rank) for rank in found["rank"]], theme.px(_BUBBLE) * unit)]
        outlines = found["province"].map(colours).tolist()
        figure.add_scatter(
            x=found["year"].tolist(),
            y=ranks(found["rank"]),
            text=[str(rank) for rank in found["rank"]],
            mode="markers+text",
            marker={"size": theme.px(_BUBBLE), "color": theme.paper, "line": {"color": outlines, "width": 2}},
            textfont={"size": theme.size, "color": theme.text},
            customdata=found[["province", "name", "of"]].to_numpy().tolist(),
            hovertemplate=hover + "<extra></extra>",
            unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
            showlegend=False,
        )


def _ends(
    figure: go.Figure,
    course: pd.DataFrame,
    focus: Sequence[Focus],
    unit: float,
    lowest: int,
    last: int,
    theme: Theme,
) -> None:
    """Names at the right end, each at the height of the last known rank."""
    ranked = course.dropna(subset=["rank"]).sort_values("year").groupby("province")["rank"].last()
    shown = [one for one in focus if one.province in ranked.index]
    wanted = [float(ranked[one.province]) for one in shown]
    labels = pd.DataFrame(
        {
            "province": [one.province for one in shown],
            "text": [f"{DISTANCE}{dotted(one.colour, one.end)}" for one in shown],  # clear of a bubble
            "y": spread(wanted, (theme.size + 4) * unit, 1, lowest),
            "colour": theme.text,
        }
    )
    write(figure, labels, last, theme)


def _axes(
    figure: go.Figure, years: Sequence[int], marked: Sequence[int], lowest: int, unit: float, right: int, theme: Theme
) -> None:
    usual: dict[str, Any] = {
        "fixedrange": True,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": theme.size, "color": theme.muted},
    }
    figure.update_xaxes(
        range=[years[0] - 0.4, years[-1] + 0.4],
        tickvals=list(years),
        ticktext=[f"<b>{year}</b>" if year in marked else str(year) for year in years],
        showgrid=False,
        **usual,
    )
    figure.update_yaxes(
        range=[lowest + 0.6, 1 - theme.px(_HEAD) * unit],
        tickvals=[1, *range(_STEPS, lowest + 1, _STEPS)],
        gridcolor=theme.grid,
        **usual,
    )
    figure.update_layout(margin={"l": theme.px(26), "r": right, "t": _TOP, "b": theme.px(_BOTTOM)}, hovermode="closest")
