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
_USUAL_SIZE = 13
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
# Two rankings at once, in thirds: the grey diagonal runs from both low to both high, blue is only the first one high,
# orange only the second. Rows go up the second ranking, columns along the first. Smallest CAM02-UCS difference of any
# two, and of each from the missing one: 17.7 on the light page (normal, deutan, protan and tritan sight), 17.1 on the
# dark one. Lightness falls, or rises on the dark page, along every row and column, so that greyscale keeps the order.
_PAIRS_LIGHT = (
    "#b8a9b4", "#8887b8", "#585ee1",
    "#b47e6a", "#6f656e", "#454777",
    "#ae4e05", "#694132", "#2d2a33",
)  # fmt: skip
_PAIRS_DARK = (
    "#666153", "#738494", "#66abf2",
    "#a37e49", "#a7a49b", "#b4cce3",
    "#ea9820", "#e9c793", "#f0f2ec",
)  # fmt: skip
_CHANGE_DARK = ("#e66101", "#fdb863", "#4a545c", "#b2abd2", "#8c6bd0")


@dataclass(frozen=True)
class Theme:
    """What a figure needs to know of the page around it.

    Attributes:
        mode: light or dark page.
        text, muted, grid, paper: colours of text, secondary text, grid lines and the page.
        outline: thin outline of shapes; strong: outline of the selected shape.
        missing, missing_outline: fill and outline of a province without a figure.
        ranked: fill of a province with a rank alone.
        groups: four ordered class colours, highest first.
        levels: colours of a continuous level, lowest first.
        change: colours of a change from down over zero to up.
        pairs: nine colours of two rankings in thirds, see `pair_colour`.
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
    ranked: str
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    change: tuple[str, ...]
    pairs: tuple[str, ...]
    accent: str
    size: int = _USUAL_SIZE

    def px(self, length: float) -> int:
        """A length of the page in px, grown with the letters on the stage."""
        return round(length * self.size / _USUAL_SIZE)

    def group_colours(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Colour of each group key, ordered highest first; at most four groups."""
        return dict(zip(keys, self.groups, strict=False))

    def pair_colour(self, first: int, second: int) -> str:
        """Colour of a place in two rankings; the thirds count from 1, the lowest, to 3, the highest."""
        return self.pairs[3 * (second - 1) + first - 1]

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
            ranked="#5c4f2e",
            groups=tuple(reversed(_GROUPS_LIGHT)),
            levels=tuple(reversed(_LEVELS_LIGHT)),
            change=_CHANGE_DARK,
            pairs=_PAIRS_DARK,
            accent="#8cc3d9",
            size=size,
        )
    return Theme(
        mode="light",
        text="#0b1721",
        muted="#5a6872",
        grid="#e3e8eb",
        paper="#ffffff",
        outline="#7d8b95",
        strong="#0b1721",
        missing="#e4e2de",
        missing_outline="#9a948a",
        ranked="#f2e2b3",
        groups=_GROUPS_LIGHT,
        levels=_LEVELS_LIGHT,
        change=_CHANGE_LIGHT,
        pairs=_PAIRS_LIGHT,
        accent="#0b4f7d",
        size=size,
    )


def on(colour: str) -> str:
    """The colour of text on a coloured ground: dark on light ones, light on dark ones."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    # Near this luminance both stand out equally (WCAG 2 contrast).
    return "#10181e" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.19 else "#ffffff"


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
