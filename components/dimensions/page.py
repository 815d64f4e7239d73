"""The parts of a measure side by side: the ways of looking at them, in words and figures."""

import streamlit as st

from components.charts import maps
from components.dimensions import drilldown, figures, tables
from components.dimensions.drilldown import Level
from components.state import results, scope, view_state
from components.widgets import footnotes, notices, pickers
from provindex.analysis import drilldown as parts
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.sentences import dimensions as said
from provindex.sentences import levels, spread
from provindex.views.view import View


def names(t: Translator) -> dict[str, str]:
    """The ways of looking at the parts."""
    return {
        "maps": t("Maps"),
        "heatmap": t("Table of colours"),
        "distribution": t("Distribution"),
        "correlation": t("Correlation"),
    }


def question(way: str, t: Translator) -> str:
    """The title of the card."""
    return {
        "maps": t("Where does each part stand high, and where low?"),
        "heatmap": t("On which parts does each province stand high or low?"),
        "distribution": t("How far apart are the provinces on each part?"),
        "correlation": t("Which parts go together?"),
    }[way]


def sentence(view: View, found: Level, way: str) -> str:
    """The sentence of the card; empty where a notice says that there is nothing."""
    index, t, branch = results.index_of(view), view_state.words(), found.branch
    if not found.known:
        return ""
    if way == "correlation":
        pairs = drilldown.pairs(view, found)
        known = pairs["spearman"].notna().any()
        return spread.together(index, branch, view.year, found.rows, pairs, t) if known else ""
    if view.province and not found.has(view.province):
        return said.absent(index, branch, view.year, view.province, drilldown.reasons(view, branch), t)
    if len(branch.parts) == 1 and way != "distribution":
        return levels(index, view.measure, view.year, results.standing(view), t)
    if way == "maps":
        return said.classes(index, branch, view.year, found.rows, found.way, t, view.province)
    if way == "heatmap":
        return said.places(index, branch, view.year, found.rows, t, view.province)
    spreads = parts.spreads(index, view.year, found.rows)
    return spread.spreads(index, branch, view.year, found.rows, spreads, t, view.province)


def show(view: View, found: Level, way: str) -> None:
    """Draws the chosen way of looking; a notice where there is nothing to draw."""
    index, t = results.index_of(view), view_state.words()
    if found.branch.leaf:
        _alone(found, view, t)
    if not found.known:
        notices.nothing(said.covered(index, found.branch, view.year, found.rows, t))
        return
    draw = {
        "maps": figures.show_maps,
        "heatmap": figures.show_colours,
        "distribution": figures.show_dots,
        "correlation": figures.show_pairs,
    }
    draw[way](view, found, sentence(view, found, way))


def remarks(view: View, found: Level, way: str) -> list[str]:
    """The small type below the figure: what has no figure, n, source, attribution and archipelagos of the maps."""
    t = view_state.words()
    told = [_unknown(view, found, t)]
    if way == "maps":
        home = maps.homes(view, t)
        told.append(t("Small frames: Hoàng Sa archipelago ({hoang_sa}), Trường Sa archipelago ({truong_sa})", **home))
    if way == "distribution":
        told.append(_rank_only(view, found, t))
    if way == "correlation":
        told.append(t("Spearman's coefficient of the ranks, from −1 to 1, over all provinces that have both figures"))
    if way == "heatmap" and view.option("order") == parts.BY_LIKENESS:
        told.append(t("One of several good orders: neighbours have similar scores on all parts"))
    told += [footnotes.coverage(view), footnotes.source(view)]
    return [*told, scope.attribution(t)] if way == "maps" else told


def order_picker(view: View, found: Level) -> None:
    """How the columns of the table of colours are ordered."""
    index, t = results.index_of(view), view_state.words()
    labels = {parts.BY_RANK: t("Order: rank on {measure}", measure=_short(index, found, t))}
    labels |= {key: t("Order: {measure}", measure=index.measures[key].name.get(t.lang)) for key in found.known}
    labels |= {parts.BY_LIKENESS: t("Order: similar profiles side by side"), parts.BY_NAME: t("Order: by name")}
    pickers.option_picker("order", labels, t("Order of the provinces"), listed=True)


def twin(view: View, found: Level, way: str) -> None:
    """The table behind the figure."""
    if way == "correlation":
        tables.pairs(view, found)
    elif way == "distribution":
        tables.spreads(view, found)
    else:
        tables.all_provinces(view, found)


def _alone(found: Level, view: View, t: Translator) -> None:
    """Says that the measure has no parts, and what is drawn instead."""
    branch = found.branch
    name = branch.measure.name.get(t.lang)
    if len(branch.path) == 1:
        st.caption(
            inert.markdown(t("“{measure}” is published as a total only, so it stands alone here.", measure=name))
        )
        return
    above = branch.head.name.get(t.lang)
    st.caption(
        inert.markdown(
            t(
                "“{measure}” has no parts in {year}; the parts of “{above}” are shown.",
                measure=name,
                year=view.year,
                above=above,
            )
        )
    )


def _unknown(view: View, found: Level, t: Translator) -> str:
    """The parts that the publications at hand say nothing of."""
    index = results.index_of(view)
    lacking = [index.measures[key].name.get(t.lang) for key in found.branch.keys if key not in found.known]
    return t("No figure at hand: {names}", names=formats.listing(lacking, t.lang)) if lacking else ""


def _rank_only(view: View, found: Level, t: Translator) -> str:
    """The parts of which ranks but no scores are at hand, and so no dots."""
    index = results.index_of(view)
    scored = set(found.rows.loc[found.rows["score"].notna(), "measure"])
    names = [index.measures[key].name.get(t.lang) for key in found.known if key not in scored]
    return t("Ranks only, no score at hand: {names}", names=formats.listing(names, t.lang)) if names else ""


def _short(index: Index, found: Level, t: Translator) -> str:
    head = found.branch.head
    return index.short.get(t.lang) if head.parent is None else head.name.get(t.lang)
