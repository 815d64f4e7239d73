"""One province's measures as a bullet chart, and as a radar for those who ask for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_TOP, _KEY = 26, 34
# From the left edge: name, score, rank, lowest score; then the bands; then the highest score with its holder.
_LEFT, _RIGHT = 346, 158
# Of each column: place in the plot, shift in px, anchor, and whether it is set back.
_COLUMNS = (
    (0, -_LEFT, "left", False),
    (0, -108, "right", False),
    (0, -56, "right", False),
    (0, -8, "right", True),
    (1, 8, "left", True),
    (0.5, 0, "center", False),
)
_HEAD, _BAND = 0.72, 0.3


@dataclass(frozen=True)
class Mark:
    """One kind of mark on the bands: the column it is drawn from, its name in the key, its shape."""

    column: str
    name: str
    symbol: str
    size: int
    colour: str = ""


@dataclass(frozen=True)
class BulletText:
    """The words of a bullet chart.

    Attributes:
        score, rank: Heads of the two columns of numbers.
        lowest, highest: Heads over the two ends of the bands.
        band, half: What the light and the dark band are, for the key.
        missing: What stands where the province has no figure.
    """

    score: str
    rank: str
    lowest: str
    highest: str
    band: str
    half: str
    missing: str


def bullet_figure(
    rows: pd.DataFrame,
    marks: Sequence[Mark],
    own: Mark,
    text: BulletText,
    theme: Theme,
    width: int | None = None,
    row_height: int = 42,
) -> go.Figure:
    """Each measure as a row: a light band from the lowest to the highest score, a dark one over the middle half, marks.

    Every row has its own axis from ``start`` to ``end``, because the scores of different measures spread differently;
    what the two ends are is printed beside the band.

    Args:
        rows: In the order in which they are read: province, label, score, printed_score, printed_rank, start, end,
            lowest, lower, upper, highest, printed_lowest, printed_highest, best_province, and one column a mark with
            ``<column>_hover``.
        marks: What the province is held against; a column without a value draws nothing.
        own: The province itself, drawn last.
        text: The words.
        theme: Colours and sizes.
        width: Width in px where it is fixed, as on paper.
        row_height: Height of a row in px; names of two lines need 36.
    """
    places = [-float(place) for place in range(len(rows))]
    figure = blank(theme, _TOP + _KEY + row_height * len(rows))
    _bands(figure, rows, places, text, theme)
    for mark in (*marks, own):
        _mark(figure, rows, places, mark, theme, strong=mark is own)
    _columns(figure, rows, places, text, theme)
    figure.update_layout(
        margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _KEY},
        barmode="overlay",
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": theme.size},
            "itemwidth": 30,
        },
        **({"width": width} if width else {}),
    )
    figure.update_xaxes(range=[0, 1], visible=False, fixedrange=True)
    figure.update_yaxes(range=[-len(rows) + 0.5, 0.5], visible=False, fixedrange=True)
    return figure


def radar_figure(rows: pd.DataFrame, marks: Sequence[Mark], own: Mark, theme: Theme) -> go.Figure:
    """The same places between the lowest and the highest score as spokes; a table has to stand beside it.

    A radar's area depends on the order of its spokes, so nothing is filled.

    Args:
        rows: As in `bullet_figure`, with ``spoke`` (a short label, broken into lines).
        marks: What the province is held against.
        own: The province itself.
        theme: Colours and sizes.
    """
    figure = blank(theme, 420)
    for mark in (*marks, own):
        strong = mark is own
        dash = None if strong else "dot"
        values = _position(rows, mark.column)
        known = [value if pd.notna(value) else None for value in values]
        figure.add_scatterpolar(
            r=[*known, *known[:1]],
            theta=[*rows["spoke"], *rows["spoke"].head(1)],
            mode="lines+markers" if strong else "lines",
            name=mark.name,
            line={"color": mark.colour or theme.muted, "width": 3 if strong else 1.6, "dash": dash},
            marker={"size": 8},
            customdata=[[province, hover] for province, hover in _carried(rows, mark, closed=True)],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    figure.update_layout(
        margin={"l": 110, "r": 110, "t": 34, "b": 54},
        legend={"orientation": "h", "y": -0.12, "x": 0.5, "xanchor": "center", "itemclick": False},
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {
                "range": [0, 1.02], "showticklabels": False, "ticks": "", "gridcolor": theme.grid, "showline": False
            },
            "angularaxis": {"gridcolor": theme.grid, "linecolor": theme.grid, "direction": "clockwise", "rotation": 90},
        },
    )
    return figure


def _bands(figure: go.Figure, rows: pd.DataFrame, places: list[float], text: BulletText, theme: Theme) -> None:
    """Bars, because shapes have no entry in a key; drawn under all marks."""
    for low, high, name, colour in (
        ("lowest", "highest", text.band, theme.grid),
        ("lower", "upper", text.half, theme.levels[1]),
    ):
        left, right = _position(rows, low), _position(rows, high)
        figure.add_bar(
            x=(right - left).tolist(),
            base=left.tolist(),
            y=places,
            width=_BAND,
            orientation="h",
            name=name,
            marker={"color": colour, "line": {"width": 0}},
            hoverinfo="skip",
            unselected={"marker": {"opacity": 1}},
        )


def _mark(
    figure: go.Figure, rows: pd.DataFrame, places: list[float], mark: Mark, theme: Theme, *, strong: bool
) -> None:
    colour = mark.colour or theme.text
    line = {"color": theme.paper if strong else colour, "width": 2}
    values = _position(rows, mark.column)
    figure.add_scatter(
        x=[value if pd.notna(value) else None for value in values],
        y=places,
        mode="markers",
        name=mark.name,
        marker={"symbol": mark.symbol, "size": mark.size, "color": colour, "line": line, "opacity": 1},
        customdata=[[province, hover] for province, hover in _carried(rows, mark)],
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _columns(figure: go.Figure, rows: pd.DataFrame, places: list[float], text: BulletText, theme: Theme) -> None:
    """The numbers beside the bands, and the heads over them."""
    heads = (("", text.score, text.rank, text.lowest, text.highest, ""), _HEAD, theme.muted)
    own = [f"<b>{score}</b>" for score in rows["printed_score"]]
    holes = ["" if known else text.missing for known in rows["score"].notna()]
    lines = zip(
        rows["label"], own, rows["printed_rank"], rows["printed_lowest"], rows["printed_highest"], holes, strict=True
    )
    for said, place, colour in [heads, *((line, place, "") for line, place in zip(lines, places, strict=True))]:
        for words, (x, shift, anchor, quiet) in zip(said, _COLUMNS, strict=True):
            if words:
                figure.add_annotation(
                    text=words,
                    x=x,
                    xref="paper",
                    xshift=shift,
                    xanchor=anchor,
                    y=place,
                    yref="y",
                    yanchor="middle",
                    showarrow=False,
                    align="left",
                    font={"size": theme.size, "color": colour or (theme.muted if quiet else theme.text)},
                )


def _position(rows: pd.DataFrame, column: str) -> pd.Series:
    """Where a value lies between the two ends of its row's axis, 0 to 1."""
    room = (rows["end"] - rows["start"]).where(lambda width: width > 0, 1.0)
    return (rows[column].astype("float64") - rows["start"]) / room


def _carried(rows: pd.DataFrame, mark: Mark, *, closed: bool = False) -> list[tuple[str, str]]:
    """What a click selects and what a hover says: the holder of the highest score, else the province itself."""
    holders = rows["best_province"].fillna(rows["province"]) if mark.column == "highest" else rows["province"]
    pairs = list(zip(holders.astype(str), rows[f"{mark.column}_hover"].astype(str), strict=True))
    return [*pairs, *pairs[:1]] if closed else pairs
