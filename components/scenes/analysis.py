"""Ways of looking at parts, similar provinces and targets as figures of a presentation: words, slides, on stage."""

import pandas as pd

from components.dimensions import drilldown, figures, page, tables
from components.province import peers, subject, targets
from components.state import results, view_state
from components.widgets import notices
from provindex import geography
from provindex.analysis import drilldown as parts
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.export.slide_model import Column, TableSlide
from provindex.views.view import View

OF_PARTS = ("heatmap", "distribution", "correlation")
ABOUT_ONE = ("peers", "targets")
FIGURES = (*OF_PARTS, *ABOUT_ONE)
_MOST = 5  # provinces beside each other on a slide


def names(t: Translator) -> dict[str, str]:
    """What the figures are called."""
    ways = page.names(t)
    return {way: ways[way] for way in OF_PARTS} | {"peers": t("Similar provinces"), "targets": t("Targets")}


def known(view: View, figure: str) -> bool:
    """Whether there is anything to draw of a View.

    Nothing is computed from a partial table or for a province without a score, and no target for a merged province.
    """
    if figure in ABOUT_ONE:
        if view.province is None or subject.partial(view) or results.profile(view).score is None:
            return False
        return figure == "peers" or not results.is_derived(view) and len(targets.levers(view)) > 0
    found = drilldown.level(view)
    if figure != "correlation":
        return bool(found.known)
    partial = results.index_of(view).editions[view.year].status == "partial"
    return not partial and bool(drilldown.pairs(view, found)["spearman"].notna().any())


def sentence(view: View, figure: str) -> str:
    """The sentence of the card; empty where there is nothing to draw."""
    if not known(view, figure):
        return ""
    if figure == "peers":
        return peers.sentence(view)
    if figure == "targets":
        return targets.gap_sentence(view)
    return page.sentence(view, drilldown.level(view), figure)


def frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    """The figures that are drawn."""
    if not known(view, figure):
        return (results.standing(view),)
    if figure == "peers":
        return (peers.found(view), results.standing(view))
    if figure == "targets":
        return (targets.levers(view),)
    found = drilldown.level(view)
    return (drilldown.pairs(view, found),) if figure == "correlation" else (found.rows,)


def slide(view: View, figure: str, t: Translator) -> TableSlide | None:
    """The figures as a native table; None where there is nothing to draw."""
    if not known(view, figure):
        return None
    if figure == "heatmap":
        return _beside(view, t)
    if figure == "peers":
        return _table(*peers.listed(view, t))
    if figure == "targets":
        return _table(*targets.listed(view, t))
    found = drilldown.level(view)
    if figure == "distribution":
        return _table(*tables.spread_rows(view, found, t))
    return _table(*tables.pair_rows(view, found, t))


def show(view: View, figure: str, height: int) -> None:
    """The figure on stage; what it says where there is nothing to draw."""
    t = view_state.words()
    if not known(view, figure):
        notices.nothing(t("There is nothing to draw of this measure and year here. Choose another year or measure."))
    elif figure == "peers":
        peers.nearest(view, height)
    elif figure == "targets":
        targets.lever_paper(view)
    else:
        found = drilldown.level(view)
        draw = {
            "heatmap": figures.show_colours,
            "distribution": figures.show_dots,
            "correlation": figures.show_pairs,
        }
        draw[figure](view, found, page.sentence(view, found, figure), height)


def _beside(view: View, t: Translator) -> TableSlide:
    """Score and rank on every part, of the provinces chosen or else of those that lead."""
    index, found = results.index_of(view), drilldown.level(view)
    shown = tuple(dict.fromkeys((found.branch.head.key, *found.known)))
    rows = drilldown.painted(view, shown, found.way)
    chosen = dict.fromkeys((*((view.province,) if view.province else ()), *view.highlighted))
    there = [one for one in chosen if one in set(rows["province"])]
    if not there:
        standing = results.standing(results.at_measure(view, found.branch.head.key)).sort_values("rank", kind="stable")
        there = [str(one) for one in standing["province"] if one in set(rows["province"])][:_MOST]
    printed = rows["printed"].mask(rows["value"].notna(), rows["printed"] + " (" + rows["place"] + ")")
    wide = parts.wide(rows.assign(text=printed.mask(rows["missing"], formats.MISSING)), "text").loc[there, list(shown)]
    table = wide.T.rename_axis("measure").reset_index()
    table["measure"] = [drilldown.title(index.measures[key], view) for key in table["measure"]]
    heads = {"measure": t("Measure")} | {one: geography.province(one).name.get(t.lang) for one in there}
    return _table(table, heads, tuple(there))


def _table(rows: pd.DataFrame, heads: dict[str, str], numbers: tuple[str, ...]) -> TableSlide:
    columns = tuple(Column(key, head, "right" if key in numbers else "left") for key, head in heads.items())
    return TableSlide(rows[list(heads)].astype("string").fillna(formats.MISSING), columns)
