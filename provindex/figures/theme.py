"""Every colour and size of the figures, for the light and the dark page and for the stage.

The colours were checked for lightness (CAM02 J) and for the smallest pairwise difference under normal, deutan, protan
and tritan sight; the dark theme keeps the hues and turns the order of lightness round, so that the highest is always
what stands out most from the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]

FONT = "'Source Sans', sans-serif"
NO_FILL = "rgba(0,0,0,0)"
HIGHLIGHTS = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
MAX_HIGHLIGHTS = len(HIGHLIGHTS)

_GROUPS_LIGHT = ("#0b4f7d", "#3f8fb5", "#8cc3d9", "#d7ecf4")
_LEVELS_LIGHT = (
    "#eaf5fa",
    "#bfdfec",
    "#8cc3d9",
    "#5aa5c6",
    "#3f8fb5",
    "#22709b",
    "#0b4f7d",
    "#083d61",
)
_CHANGE_LIGHT = ("#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99")
_CHANGE_DARK = ("#e66101", "#fdb863", "#4a545c", "#b2abd2", "#8c6bd0")


@dataclass(frozen=True)
class Theme:
    """What a figure needs to know of the page around it.

    Attributes:
        mode: light or dark page.
        text, muted, grid, paper: colours of text, secondary text, grid lines and the page.
        outline: thin outline of shapes; strong: outline of the selected shape.
        missing, missing_outline: fill and outline of a province without a figure.
        groups: four ordered class colours, highest first.
        levels: colours of a continuous level, lowest first.
        change: colours of a change from down over zero to up.
        size: text size in figures, in px (13 on pages, 20 on the stage).
    """

    mode: Mode
    text: str
    muted: str
    grid: str
    paper: str
    outline: str
    strong: str
    missing: str
    missing_outline: str
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    change: tuple[str, ...]
    accent: str
    size: int = 13

    def group_colours(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Colour of each group key, ordered highest first; at most four groups."""
        return dict(zip(keys, self.groups, strict=False))

    def level_scale(self) -> list[list[float | str]]:
        """Plotly colour scale of levels, lowest first."""
        return _scale(self.levels)

    def change_scale(self) -> list[list[float | str]]:
        """Plotly colour scale of a change; zero lies in the middle."""
        return _scale(self.change)


def _scale(colours: tuple[str, ...]) -> list[list[float | str]]:
    last = len(colours) - 1
    return [[i / last, colour] for i, colour in enumerate(colours)]


def theme(mode: Mode = "light", *, size: int = 13) -> Theme:
    """The theme of a light or dark page; size is the text size of figures in px."""
    if mode == "dark":
        return Theme(
            mode="dark",
            text="#e8eef2",
            muted="#a9b7c0",
            grid="#35434d",
            paper="#10181e",
            outline="#5d6c76",
            strong="#ffffff",
            missing="#3a3f43",
            missing_outline="#8f979c",
            groups=tuple(reversed(_GROUPS_LIGHT)),
            levels=tuple(reversed(_LEVELS_LIGHT)),
            change=_CHANGE_DARK,
            accent="#8cc3d9",
            size=size,
        )
    return Theme(
        mode="light",
        text="#1d2b36",
        muted="#5a6872",
        grid="#e3e8eb",
        paper="#ffffff",
        outline="#7d8b95",
        strong="#1d2b36",
        missing="#e4e2de",
        missing_outline="#9a948a",
        groups=_GROUPS_LIGHT,
        levels=_LEVELS_LIGHT,
        change=_CHANGE_LIGHT,
        accent="#0b4f7d",
        size=size,
    )


def highlight_colours(provinces: tuple[str, ...]) -> dict[str, str]:
    """Colour of each highlighted province, by its place in the selection, the same on every page."""
    return dict(zip(provinces, HIGHLIGHTS, strict=False))


def blank(theme: Theme, height: int) -> go.Figure:
    """An empty figure in the theme's type; plotly's own template, 7 kB of defaults, is left out of every message."""
    return go.Figure(
        layout={
            "template": "none",
            "height": height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": NO_FILL,
            "plot_bgcolor": NO_FILL,
            "font": {"family": FONT, "size": theme.size, "color": theme.text},
            "hoverlabel": {"align": "left"},
            "dragmode": False,
            "clickmode": "event+select",
            "showlegend": True,
        }
    )
