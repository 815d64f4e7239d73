"""The relief view of a View: loaded only when chosen, as deck.gl weighs as much as the rest of the page."""

import pandas as pd

from components.charts import maps
from components.state import rendered_figures, results, scope, view_state
from components.widgets import chart
from provindex import geography
from provindex.analysis import map_values
from provindex.analysis.map_values import Way
from provindex.figures.maps import relief
from provindex.figures.maps.map_model import MapClass, rank_alone
from provindex.figures.theme import Theme
from provindex.views.view import View

_RANKED = "ranked"  # the class of a rank alone
_LINE, _GAP = 30, 8  # px of a line of the legend and of the air below it, at the letters of a page


def show(view: View, way: str, *, key: str, height: int, legend: int = 1) -> None:
    """Provinces raised by their score and coloured as the flat map is: in classes where it has some, else by level.

    The colours of the classes are told in ``legend`` lines, which are part of ``height`` in px.
    """
    index, t = results.index_of(view), view_state.words()
    look = view_state.figure_theme()
    by: Way = "group" if way == "group" else "quantile" if way == "quantile" else "level"
    rows = map_values.of_standing(results.standing(view), by, index, t, scope.reasons(view, t))
    rows = scope.in_region(rows, view)
    classes, alone = maps.classes(index, by, look, t), rank_alone(rows).any()
    plain = [MapClass("", t("No figure"), look.missing)]
    if alone:
        plain.insert(0, MapClass(_RANKED, t("Rank only"), look.ranked))
    rows = rows.assign(
        value=scope.in_region(results.standing(view), view)["score"],
        colour=_colours(rows, [*classes, *plain] if classes else [], look),
        hover="<b>" + rows["name"] + "</b><br>" + rows["printed"],
    )
    names = {key: name.get(t.lang) for key, name in geography.archipelago_names().items()}
    alt = t("Relief map: the higher the block, the higher the score. Blocks start below the lowest score.")
    if classes or alone:
        told = relief.legend_figure([*classes, *plain], look, legend * look.px(_LINE))
        chart.plotly(told, key=f"{key}-legend", alt=t("Colours of the groups"))
        height -= legend * look.px(_LINE) + look.px(_GAP)
    shapes, islands = results.boundaries(view.edition), results.archipelagos(view.edition)
    scene = relief.relief_deck(rows, shapes, islands, names, look, height=height)
    chart.deck(scene, key=key, alt=alt, height=height)
    maps.note_flat(view, by, key=key + rendered_figures.FLAT, height=height)


def _colours(rows: pd.DataFrame, classes: list[MapClass], look: Theme) -> list[str]:
    if classes:
        named = {item.key: item.colour for item in classes}
        keys = rows["key"].fillna("").mask(rank_alone(rows) & rows["key"].isna(), _RANKED)
        return [named[key] for key in keys]
    known = rows["value"].dropna().astype(float)
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    steps = len(look.levels) - 1
    return [
        (look.ranked if alone else look.missing)
        if pd.isna(value)
        else look.levels[round(steps * (value - low) / ((high - low) or 1.0))]
        for value, alone in zip(rows["value"], rank_alone(rows), strict=True)
    ]
