"""Every pair of measures once, as a triangle of cells whose corner carries the measure's name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.theme import Theme, blank, on

_CELL = 46  # px
_LETTER, _MOST = 0.5, 0.8  # width of a letter over its height; share of the figure that a name may take


def triangle_figure(
    pairs: pd.DataFrame,
    measures: Sequence[tuple[str, str]],
    hover: str,
    theme: Theme,
    *,
    height: int | None = None,
    width: int | None = None,
) -> go.Figure:
    """The coefficient of every pair, printed in its cell and coloured around zero.

    The name of a measure stands at the right end of its row, which is the top of its column: each cell lies in the row
    of one measure and in the column of the other.

    Args:
        pairs: a, b (keys), value (-1 to 1; missing where there is none), printed, n; a pair may stand in either order
            and twice.
        measures: Keys and names in the order of the rows.
        hover: Text over a cell, a plotly hover template: ``%{customdata[0]}`` and ``[1]`` are the two measures,
            ``[2]`` the printed value, ``[3]`` how many provinces it rests on.
        theme: Colours and sizes.
        height: Height in px; by default the same for every row.
        width: Width of the figure in px, where the room for the names is to be measured by it.
    """
    keys, names = [key for key, _ in measures], [name for _, name in measures]
    columns = ["a", "b", "value", "printed", "n"]
    found = {(a, b): rest for a, b, *rest in pairs[columns].itertuples(index=False, name=None)}
    last = len(keys) - 1
    values: list[list[float | None]] = [[None] * last for _ in range(last)]
    said: list[list[list[str]]] = [[[]] * last for _ in range(last)]
    written: list[tuple[int, int, str, str]] = []
    for row in range(last):
        for column in range(row + 1):
            value, words, n = found[keys[row + 1], keys[column]]
            known = pd.notna(value)
            values[row][column] = round(float(value), 3) if known else None
            said[row][column] = [names[row + 1], names[column], words, str(n)]
            ground = on(_colour(theme.change, float(value))) if known else theme.text
            written.append((column, -row - 1, words, ground))
    figure = blank(theme, height or _CELL * len(keys) + 8)
    figure.add_heatmap(
        x=list(range(last)),
        y=[-row for row in range(1, last + 1)],
        z=values,
        customdata=said,
        hovertemplate=hover + "<extra></extra>",
        hoverongaps=False,
        colorscale=theme.change_scale(),
        zmin=-1,
        zmax=1,
        xgap=3,
        ygap=3,
        showscale=False,
    )
    # Not the heat map's own text: plotly would print it in a grey that is hard to read on the middle colours.
    figure.add_scatter(
        x=[column for column, _, _, _ in written],
        y=[row for _, row, _, _ in written],
        mode="text",
        text=[words for _, _, words, _ in written],
        textfont={"size": theme.size + 1, "color": [ink for _, _, _, ink in written]},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[place - 0.44 for place in range(len(keys))],
        y=[-place for place in range(len(keys))],
        mode="text",
        text=names,
        textposition="middle right",
        textfont={"size": theme.size, "color": theme.text},
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.update_layout(showlegend=False, margin={"l": 0, "r": 0, "t": 4, "b": 4})
    end = _end(names, theme, width) if width else len(keys) + 2.4
    figure.update_xaxes(range=[-0.5, end], visible=False, fixedrange=True)
    figure.update_yaxes(range=[0.5 - len(keys), 0.5], visible=False, fixedrange=True)
    return figure


def _end(names: Sequence[str], theme: Theme, width: int) -> float:
    """Where the axis has to end, in cells, so that every name has room behind its last cell."""
    shares = [min(len(name) * theme.size * _LETTER / width, _MOST) for name in names]
    return max((place - 0.44 + 0.5 * share) / (1 - share) for place, share in enumerate(shares))


def _colour(scale: Sequence[str], value: float) -> str:
    """The colour of a value from -1 to 1 on a scale of evenly spaced colours."""
    place = (value + 1) / 2 * (len(scale) - 1)
    left = min(int(place), len(scale) - 2)
    share = place - left
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in scale[left : left + 2]]
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in zip(*ends, strict=True))
