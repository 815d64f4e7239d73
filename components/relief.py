"""The relief view of a View: loaded only when chosen, as deck.gl weighs as much as the rest of the page."""

import pandas as pd

from components import cache, chart, maps, selection
from provindex import cells
from provindex.cells import Way
from provindex.figures import relief
from provindex.figures.theme import Theme
from provindex.view import View


def show(view: View, way: str, *, key: str, height: int) -> None:
    """Provinces raised by their score and coloured as the flat map is, by groups or by level."""
    index, t = cache.index_of(view), selection.words()
    look = selection.figure_theme()
    by: Way = "group" if way == "group" else "level"
    rows = cells.of_standing(cache.standing(view), by, index, t, maps.reasons(view, t))
    rows = maps.in_region(rows, view)
    rows = rows.assign(
        colour=_colours(rows, by, look, tuple(index.groups.labels)),
        hover="<b>" + rows["name"] + "</b><br>" + rows["printed"],
    )
    scene = relief.relief_deck(rows, cache.boundaries(view.edition), cache.archipelagos(view.edition), look)
    alt = t("Relief map: the higher the block, the higher the score. Blocks start below the lowest score.")
    chart.deck(scene, key=key, alt=alt, height=height)


def _colours(rows: pd.DataFrame, by: str, look: Theme, groups: tuple[str, ...]) -> list[str]:
    if by == "group":
        named = look.group_colours(groups)
        return [named.get(key, look.missing) for key in rows["key"].fillna("")]
    known = rows["value"].dropna().astype(float)
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    steps = len(look.levels) - 1
    return [
        look.missing if pd.isna(value) else look.levels[round(steps * (value - low) / ((high - low) or 1.0))]
        for value in rows["value"]
    ]
