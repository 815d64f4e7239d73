"""One province's measures as a bullet chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank

_TOP, _KEY_LINE = 26, 22
_BAND = 0.3


@dataclass(frozen=True)
class Mark:
    """One kind of mark: the column it is drawn from, its name, its shape on the bands and its sign in the key."""

    column: str
    name: str
    symbol: str
    size: int
    sign: str
    colour: str = ""


@dataclass(frozen=True)
class Frame:
    """How much stands beside the bands; lengths in px of a page, which grow with the letters.

    Attributes:
        names: Room for the names of the measures.
        ends: Whether the lowest and the highest score are printed at both ends of the bands.
        letters: How many letters of the key stand on one line.
        row: Height of a row; names of two lines need 2.7 times the text size.
    """

    names: int = 226
    ends: bool = True
    letters: int = 112
    row: int = 37

    @property
    def left(self) -> int:
        """What stands left of the bands."""
        return self.names + (120 if self.ends else 100)

    @property
    def right(self) -> int:
        """What stands right of the bands."""
        return 158 if self.ends else 12

    def columns(self) -> tuple[tuple[int, int, str, bool], ...]:
        """Of name, score, rank, lowest and highest score: place in the plot, shift, anchor, and whether set back."""
        score, rank = (-120, -78) if self.ends else (-54, -12)
        ends = ((0, -8, "right", True), (1, 8, "left", True)) if self.ends else ()
        return (0, -self.left, "left", False), (0, score, "right", False), (0, rank, "right", False), *ends


@dataclass(frozen=True)
class BulletText:
    """The words of a bullet chart.

    Attributes:
        score, rank: Heads of the two columns of numbers.
        lowest, highest: Heads over the two ends of the bands.
        band, half: What the light and the dark band are, for the key.
        missing: What a dash in place of a figure means, for the key.
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
    frame: Frame = Frame(),  # noqa: B008 - frozen, so one default object is safe
) -> go.Figure:
    """Each measure as a row: a light band from the lowest to the highest score, a dark one over the middle half, marks.

    Every row has its own axis from ``start`` to ``end``, because the scores of different measures spread differently;
    what the two ends are is printed beside the band.

    Args:
        rows: In the order in which they are read: province, label, score, printed_score, printed_rank, start, end,
            lowest, lower, upper, highest, printed_lowest, printed_highest; one column a mark with ``<column>_hover``
            and, where the score is that of another province, ``<column>_province``.
        marks: What the province is held against; a column without a value draws nothing.
        own: The province itself, drawn last.
        text: The words.
        theme: Colours and sizes.
        width: Width in px where it is fixed, as on paper.
        frame: How much stands beside the bands.
    """
    places = [-float(place) for place in range(len(rows))]
    key, lines = _key(rows, marks, own, text, theme, frame)
    top, foot = theme.px(_TOP), theme.px(_KEY_LINE * lines + 8)
    figure = blank(theme, top + foot + theme.px(frame.row) * len(rows))
    _bands(figure, rows, places, text, theme)
    for mark in (*marks, own):
        _mark(figure, rows, places, mark, theme, strong=mark is own)
    # All notes at once: each one that is added alone is checked against all before it.
    figure.update_layout(
        annotations=[*_columns(rows, places, text, theme, frame), key],
        margin={"l": theme.px(frame.left), "r": theme.px(frame.right), "t": top, "b": foot},
        barmode="overlay",
        showlegend=False,
        **({"width": width} if width else {}),
    )
    figure.update_xaxes(range=[0, 1], visible=False, fixedrange=True)
    figure.update_yaxes(range=[-len(rows) + 0.5, 0.5], visible=False, fixedrange=True)
    return figure


def _bands(figure: go.Figure, rows: pd.DataFrame, places: list[float], text: BulletText, theme: Theme) -> None:
    """Bars, because shapes have no entry in a key; drawn under all marks."""
    for low, high, name, colour in (
        ("lowest", "highest", text.band, theme.grid),
        ("lower", "upper", text.half, theme.levels[1]),
    ):
        left, right = position(rows, low), position(rows, high)
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
    values = position(rows, mark.column)
    figure.add_scatter(
        x=[value if pd.notna(value) else None for value in values],
        y=places,
        mode="markers",
        name=mark.name,
        marker={
            "symbol": mark.symbol,
            "size": mark.size + (theme.size - 13) // 2,
            "color": colour,
            "line": line,
            "opacity": 1,
        },
        customdata=[[province, hover] for province, hover in carried(rows, mark)],
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _columns(
    rows: pd.DataFrame, places: list[float], text: BulletText, theme: Theme, frame: Frame
) -> list[dict[str, object]]:
    """The numbers beside the bands, and the heads over them."""
    heads = ("", text.score, text.rank, text.lowest, text.highest)
    found = _line(heads, theme, frame, quiet=True, y=1, yref="paper", yanchor="bottom")
    own = [f"<b>{score}</b>" for score in rows["printed_score"]]
    lines = zip(rows["label"], own, rows["printed_rank"], rows["printed_lowest"], rows["printed_highest"], strict=True)
    for line, place in zip(lines, places, strict=True):
        found += _line(line, theme, frame, y=place, yref="y", yanchor="middle")
    return found


def _line(
    said: Sequence[str], theme: Theme, frame: Frame, *, quiet: bool = False, **where: object
) -> list[dict[str, object]]:
    return [
        {
            "text": words,
            "x": x,
            "xref": "paper",
            "xshift": theme.px(shift),
            "xanchor": anchor,
            "showarrow": False,
            "align": "left",
            "font": {"size": theme.size, "color": theme.muted if quiet or set_back else theme.text},
            **where,
        }
        for words, (x, shift, anchor, set_back) in zip(said, frame.columns(), strict=False)
        if words
    ]


def _key(
    rows: pd.DataFrame, marks: Sequence[Mark], own: Mark, text: BulletText, theme: Theme, frame: Frame
) -> tuple[dict[str, object], int]:
    """The key under the chart and its lines, as words: plotly's own is as narrow as the bands."""
    signs = [(mark.sign, mark.colour or theme.text, mark.name) for mark in (own, *marks)]
    signs += [("■", theme.levels[1], text.half), ("■", theme.grid, text.band)]
    signs += [("–", theme.text, text.missing)] if rows["score"].isna().any() else []
    big = f"font-size:{theme.size + 4}px"
    said = [f"<span style='color:{colour};{big}'>{sign}</span>\u00a0{_joined(name)}" for sign, colour, name in signs]
    lines, length = [""], 0
    for part, (_, _, name) in zip(said, signs, strict=True):
        length += len(name) + 5
        if lines[-1] and length > frame.letters:
            lines, length = [*lines, ""], len(name) + 5
        lines[-1] += ("\u2003" if lines[-1] else "") + part
    note: dict[str, object] = {
        "text": "<br>".join(lines),
        "x": 0,
        "xref": "paper",
        "xshift": -theme.px(frame.left),
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yshift": -8,
        "yanchor": "top",
        "showarrow": False,
        "align": "left",
        "font": {"size": theme.size, "color": theme.text},
    }
    return note, len(lines)


def _joined(name: str) -> str:
    return name.replace(" ", "\u00a0")


def position(rows: pd.DataFrame, column: str) -> pd.Series:
    """Where a value lies between the two ends of its row's axis, 0 to 1."""
    room = (rows["end"] - rows["start"]).where(lambda width: width > 0, 1.0)
    return (rows[column].astype("float64") - rows["start"]) / room


def carried(rows: pd.DataFrame, mark: Mark, *, closed: bool = False) -> list[tuple[str, str]]:
    """What a click selects and what a hover says: the province whose score it is, else the one of the page."""
    holders = rows.get(f"{mark.column}_province", rows["province"]).fillna(rows["province"])
    pairs = list(zip(holders.astype(str), rows[f"{mark.column}_hover"].astype(str), strict=True))
    return [*pairs, *pairs[:1]] if closed else pairs
