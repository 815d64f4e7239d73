"""Provinces against measures as a table of colours: a column a province, a row a measure, every name written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.colour_axis import Paint, bar
from provindex.figures.maps.map_model import Marks
from provindex.figures.theme import NO_FILL, Theme, blank

_LEFT, _TOP, _BAR, _FOOT = 290, 28, 42, 118  # px: names of the measures, legend, legend with a bar, names of provinces
_PART, _STEP = 0.22, 0.06  # of a row: the gap under the whole measure, the gap between rows


def heatmap_figure(
    cells: pd.DataFrame,
    measures: Sequence[tuple[str, str]],
    provinces: Mapping[str, str],
    paint: Paint,
    hover: tuple[str, str],
    without: tuple[str, str],
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 460,
    named: bool = True,
) -> go.Figure:
    """A cell for every province and measure; the first measure, the whole, stands a little apart from its parts.

    The cells are bars, because plotly does not tell a click on a heat map.

    Args:
        cells: measure, province, key or value (missing where there is no score), printed (the score as text, or what
            is said where there is none), place (the rank as text), ranked (there is a rank but no score; the rank is
            written into the cell).
        measures: Keys and names of the rows from the top; a name may hold ``<br>``.
        provinces: Id -> name of the columns from the left.
        paint: The colours, and the entries of the legend.
        hover: Text over a cell with a figure and over one without, plotly hover templates: ``%{customdata[1]}`` is the
            province, ``[2]`` the printed score or what is said instead, ``[3]`` the printed rank,
            ``%{fullData.name}`` the measure.
        without: Legend entries of cells with a rank alone and of those without a figure.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px.
        named: Whether every column carries its name; else the marked ones alone do, and the others tell it on touch.
    """
    places = {province: place for place, province in enumerate(provinces)}
    rows = cells[cells["province"].isin(places)]
    rows = rows.assign(
        number=paint.numbers(rows), x=rows["province"].map(places), name=rows["province"].map(dict(provinces))
    )
    bottoms, ticks = _bottoms(len(measures)), _names(provinces, marks, named=named)
    traces: list[dict[str, Any]] = []
    for (measure, label), bottom in zip(measures, bottoms, strict=True):
        own = rows[rows["measure"] == measure].sort_values("x")
        traces += _row(own, label, bottom, hover, theme)
    traces += _legend(paint, rows.loc[rows["number"].isna(), "ranked"], without, theme)
    layout = {
        "coloraxis": paint.axis | bar(paint, theme, 0.3, 1.07),
        "barmode": "overlay",
        "margin": {
            "l": theme.px(_LEFT),
            "r": 4,
            "t": theme.px(_TOP if paint.classes else _BAR),
            "b": theme.px(_FOOT) if named or any(name for name in ticks) else 8,
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "bgcolor": NO_FILL,
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": theme.size, "color": theme.text},
            "title": {"text": paint.legend, "side": "left", "font": {"size": theme.size, "color": theme.text}},
        },
        "xaxis": {
            "range": [-0.5, len(places) - 0.5],
            "tickvals": list(places.values()),
            "ticktext": ticks,
            "tickangle": -90,
            "tickfont": {"size": theme.size, "color": theme.text},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0, max(bottoms, default=0.0) + 1],
            "tickvals": [bottom + 0.5 for bottom in bottoms],
            "ticktext": [label for _, label in measures],
            "tickfont": {"size": theme.size, "color": theme.text},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [
            _frame(places[province], colour, width)
            for province, colour, width in _marked(marks, theme)
            if province in places
        ],
    }
    return go.Figure({"data": traces, "layout": blank(theme, height).layout.to_plotly_json() | layout})


def _bottoms(n: int) -> list[float]:
    """The lower edge of each row, from the top row down to 0."""
    return [float(n - 1 - i) + (_PART if i == 0 and n > 1 else 0.0) for i in range(n)]


def _row(
    rows: pd.DataFrame, label: str, bottom: float, hover: tuple[str, str], theme: Theme
) -> Iterator[dict[str, Any]]:
    coloured = rows["number"].notna()
    known, alone, missing = rows[coloured], rows[~coloured & rows["ranked"]], rows[~coloured & ~rows["ranked"]]
    scaled = {"color": known["number"].tolist(), "coloraxis": "coloraxis"}
    # Hatched, so that a hole does not depend on its colour.
    hatched = {
        "color": theme.missing,
        "pattern": {"shape": "x", "size": 5, "solidity": 0.2, "fgcolor": theme.missing_outline},
    }
    plain = {"color": theme.ranked}
    for part, marker, said in ((known, scaled, hover[0]), (alone, plain, hover[1]), (missing, hatched, hover[1])):
        if len(part):
            yield {
                "type": "bar",
                "name": label.replace("<br>", " "),
                "x": part["x"].tolist(),
                "y": [1 - _STEP] * len(part),
                "width": 0.92,
                "base": bottom + _STEP / 2,
                "marker": marker,
                "customdata": part[["province", "name", "printed", "place"]].to_numpy().tolist(),
                "hovertemplate": said + "<extra></extra>",
                "unselected": {"marker": {"opacity": 1}},
                "showlegend": False,
                **_ranks(part, theme),
            }


def _ranks(rows: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    if not rows["ranked"].any():
        return {}
    return {
        "text": rows["place"].where(rows["ranked"], "").tolist(),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": theme.size, "color": theme.text},
    }


def _legend(paint: Paint, gaps: pd.Series, without: tuple[str, str], theme: Theme) -> Iterator[dict[str, Any]]:
    """The classes, and what cells without one have: a rank alone where ``gaps`` says so, or no figure."""
    entries = [(item.label, item.colour) for item in paint.classes]
    entries += [(without[0], theme.ranked)] if gaps.any() else []
    entries += [(without[1], theme.missing)] if not gaps.all() else []
    for label, colour in entries:
        yield {
            "type": "scatter",
            "x": [None],
            "y": [None],
            "mode": "markers",
            "marker": {"symbol": "square", "size": 12, "color": colour, "line": {"color": theme.outline, "width": 1}},
            "name": label,
        }


def _names(provinces: Mapping[str, str], marks: Marks, *, named: bool) -> list[str]:
    """The names, marked ones bold; a highlighted one with a dot in its colour, for its text needs contrast."""
    colours = {province: colour for province, _, colour in marks.highlighted}
    found = []
    for province, name in provinces.items():
        marked = province in colours or province == marks.selected
        bold = f"<b>{name}</b>" if marked else name if named else ""
        dot = f' <span style="color:{colours[province]}">\u25cf</span>' if province in colours else ""
        found.append(bold + dot)
    return found


def _marked(marks: Marks, theme: Theme) -> Iterator[tuple[str, str, float]]:
    yield from ((province, colour, 2.0) for province, _, colour in marks.highlighted)
    if marks.selected:
        yield marks.selected, theme.strong, 2.4


def _frame(place: int, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": place - 0.5,
        "x1": place + 0.5,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colour, "width": width},
    }
