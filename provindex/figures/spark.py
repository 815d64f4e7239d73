"""Sparklines for tables: the rank over the years as a small picture, with a hole wherever a year has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

_WIDTH, _HEIGHT, _EDGE = 132, 24, 3
# One colour that keeps 3:1 against both pages, because a picture in a table cannot follow the theme.
_COLOUR = "#3f8fb5"


def rank_spark(ranks: Mapping[int, int], runs: Sequence[Sequence[int]], places: int) -> str:
    """The rank in every year as an address that holds its own picture; rank 1 is at the top.

    Ranks are drawn, not scores, because scales differ between years. A line joins neighbouring years of one run; a
    missing year and the end of a run leave a hole; a year that stands alone is a dot.

    Args:
        ranks: Year -> rank; a year without a figure is absent.
        runs: The years of the measure, cut wherever a comparison needs a word, as ``comparability.runs`` gives them.
        places: The lowest possible rank.

    Returns:
        A ``data:`` address of an SVG, 132 x 24 px; empty where there is no rank at all.
    """
    years = [year for run in runs for year in run]
    if not ranks or not years:
        return ""
    step = (_WIDTH - 2 * _EDGE) / max(len(years) - 1, 1)
    drop = (_HEIGHT - 2 * _EDGE) / max(places - 1, 1)
    at = {
        year: f"{_EDGE + i * step:.0f} {_EDGE + (ranks[year] - 1) * drop:.0f}"
        for i, year in enumerate(years)
        if year in ranks
    }
    lines = [piece for run in runs for piece in _pieces(run, at)]
    path = "".join("M" + "L".join(piece if len(piece) > 1 else piece * 2) for piece in lines)
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{_HEIGHT}'>"
        f"<path d='{path}' fill='none' stroke='{_COLOUR}' stroke-width='2' stroke-linecap='round'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe=" =:/'<>")


def _pieces(run: Sequence[int], at: Mapping[int, str]) -> list[list[str]]:
    """The points of one run, cut where a year is missing."""
    pieces: list[list[str]] = [[]]
    for year in run:
        if year in at:
            pieces[-1].append(at[year])
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]
