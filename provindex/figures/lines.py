"""What charts of many lines share: which of them stand out, and labels that never lie upon each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme

DOT = "\u25cf"
DISTANCE = "\u2003"  # an em space between a point and its label


@dataclass(frozen=True)
class Focus:
    """A province whose line stands out.

    Attributes:
        province: Province id.
        colour: Of its line and of the dot before its label; the label itself is in the colour of text.
        end: Words at the right end of the line.
        start: Words at the left end; none where empty.
        width: Of the line, in px.
    """

    province: str
    colour: str
    end: str
    start: str = ""
    width: float = 2.5


def spread(at: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels, moved as little as possible so that neighbours are ``gap`` apart.

    The places with the smallest sum of squared moves, by pooling neighbours that collide (isotonic regression on
    ``at`` less ``gap`` a label; Ayer et al. 1955, "An empirical distribution function for sampling with incomplete
    information", Annals of Mathematical Statistics 26).

    Args:
        at: Where each label would like to stand; equal ones keep the order given.
        gap: The least distance, in the same unit; less where the room does not hold as many.
        low: The lowest place allowed.
        high: The highest place allowed.

    Returns:
        The places, in the order of ``at``.
    """
    if not at:
        return []
    gap = min(gap, (high - low) / max(len(at) - 1, 1))
    order = sorted(range(len(at)), key=lambda i: at[i])
    pools: list[tuple[float, int]] = []
    for place, i in enumerate(order):
        mean, size = at[i] - place * gap, 1
        while pools and pools[-1][0] >= mean:
            other, n = pools.pop()
            mean, size = (other * n + mean * size) / (n + size), n + size
        pools.append((mean, size))
    wanted = [mean for mean, size in pools for _ in range(size)]
    top = high - (len(at) - 1) * gap
    placed = {
        i: min(max(mean, low), top) + place * gap for place, (i, mean) in enumerate(zip(order, wanted, strict=True))
    }
    return [placed[i] for i in range(len(at))]


def kept(at: Sequence[float], gap: float, taken: Sequence[float] = ()) -> list[bool]:
    """Which labels are written: in the order given, each that is ``gap`` away from those written before it.

    Args:
        at: Where each label stands, the most important first.
        gap: The least distance.
        taken: Places that are written on already.
    """
    used, answer = list(taken), []
    for place in at:
        free = all(abs(place - other) >= gap for other in used)
        answer.append(free)
        if free:
            used.append(place)
    return answer


def ranks(values: pd.Series) -> list[int | None]:
    """Whole numbers as plotly takes them, with None where there is none."""
    return [None if pd.isna(value) else int(value) for value in values]


def room(text: str, theme: Theme) -> int:
    """Px that a label needs beside the figure, its dot and distance included; letters are half as wide as high."""
    return int(len(text) * theme.size * 0.47) + theme.px(32)


def dotted(colour: str, text: str, *, after: bool = False) -> str:
    """A label with a dot in the colour of its line, before it or after it: the words stay in the colour of text."""
    dot = f'<span style="color:{colour}">{DOT}</span>'
    return f"{text} {dot}" if after else f"{dot} {text}"


def write(figure: go.Figure, labels: pd.DataFrame, x: float, theme: Theme, *, left: bool = False) -> None:
    """Labels beside the points of one column; a click on one selects its province.

    They are one trace, because every annotation of its own would be checked and sent with all its properties.

    Args:
        figure: Where they are written.
        labels: province, text, y, colour.
        x: The column; the labels stand to its right or, with ``left``, end there.
        theme: Sizes.
        left: To the left of the column.
    """
    figure.add_scatter(
        x=[x] * len(labels),
        y=labels["y"].tolist(),
        text=[f"{text}{DISTANCE}" if left else f"{DISTANCE}{text}" for text in labels["text"]],
        mode="text",
        textposition="middle left" if left else "middle right",
        textfont={"size": theme.size, "color": labels["colour"].tolist()},
        customdata=[[province] for province in labels["province"]],
        hoverinfo="skip",
        cliponaxis=False,
        unselected={"textfont": {"color": theme.text}},
        showlegend=False,
    )
