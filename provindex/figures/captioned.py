"""A figure of a page as a picture by itself: title, sentence, n, source and attribution inside of it.

The browser draws it and saves it as PNG or SVG; on pages these words stand around the figure, see
`components.widgets.card`.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from provindex.figures.text_metrics import width
from provindex.figures.theme import Theme

WIDTH = 1200
"""Width in px in which a picture is laid out."""

PROJECTOR = 1920
"""Width in px of the saved picture; its letters grow as much as it does."""

_SIDE, _TOP, _GAP = 20, 16, 14
_TITLE, _SENTENCE, _SMALL = 21, 15, 12  # px of letters
_LEADING = 1.35
_RISE = 18  # px by which plotly sets the lines of a title higher than it is told
# The page's own letters are not at hand in a saved picture: measured and drawn is with those of the reader's computer.
_FONT = "Arial, 'Liberation Sans', 'Noto Sans', sans-serif"


@dataclass(frozen=True)
class Caption:
    """What is said of a figure.

    Attributes:
        title: What it shows.
        sentence: Its sentence; empty for none.
        notes: n and coverage, breaks, source and data version, attribution of the map, each a text.
    """

    title: str
    sentence: str
    notes: Sequence[str]


def framed_figure(figure: BaseFigure, caption: Caption, theme: Theme) -> go.Figure:
    """The figure with its words inside, `WIDTH` px wide and as high as figure and words need.

    A film becomes a picture of where it starts; what is played with is left out.
    """
    spec = figure.to_dict()
    layout: dict[str, Any] = spec.get("layout", {})
    margin = {"l": 0, "r": 0, "t": 0, "b": 0} | layout.get("margin", {})
    if layout.get("sliders"):
        margin["b"] = 24
        layout["annotations"] = [one for one in layout.get("annotations", []) if one.get("visible", True)]
    head, above = _head(caption, theme)
    foot = _wrapped(" · ".join(note for note in caption.notes if note), _SMALL)
    below = round(_GAP + len(foot) * _SMALL * _LEADING + 8)
    kept = {name: one for name, one in layout.items() if name not in ("sliders", "updatemenus", "width")}
    source = {
        "text": "<br>".join(html.escape(line, quote=False) for line in foot),
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "xshift": _SIDE - (_SIDE + margin["l"]),
        "yshift": -(margin["b"] + _GAP),
        "font": {"size": _SMALL, "color": theme.muted},
    }
    made = go.Figure(data=spec.get("data", []), layout=kept, skip_invalid=True)
    height = int(layout.get("height", 450)) + above + below
    made.update_layout(
        width=WIDTH,
        height=height,
        margin={
            "l": margin["l"] + _SIDE,
            "r": margin["r"] + _SIDE,
            "t": margin["t"] + above,
            "b": margin["b"] + below,
        },
        annotations=[*kept.get("annotations", []), source],
        title=head | {"y": 1 - (_TOP + _RISE) / height},
        paper_bgcolor=theme.paper,
        font={"family": _FONT},
    )
    return made


def _head(caption: Caption, theme: Theme) -> tuple[dict[str, Any], int]:
    """The title with the sentence below it, and the height in px that both take."""
    title, said = _wrapped(caption.title, _TITLE, bold=True), _wrapped(caption.sentence, _SENTENCE)
    lines = [f"<b>{html.escape(line, quote=False)}</b>" for line in title]
    lines += [f'<span style="font-size:{_SENTENCE}px">{html.escape(line, quote=False)}</span>' for line in said]
    head = {
        "text": "<br>".join(lines),
        "x": _SIDE / WIDTH,
        "xref": "container",
        "xanchor": "left",
        "yref": "container",
        "yanchor": "top",
        "font": {"size": _TITLE, "color": theme.text},
    }
    # plotly spaces all lines of a text by the size of its first.
    return head, round(_TOP + len(lines) * _TITLE * _LEADING + _GAP)


def _wrapped(text: str, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit the picture; none for no text."""
    lines: list[str] = []
    for word in _plain(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= WIDTH - 2 * _SIDE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _plain(text: str) -> str:
    """The text without the marks by which pages set words bold."""
    return text.replace("**", "").replace("\\", "")
