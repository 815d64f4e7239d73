"""Citizens and government: two indices of one year against each other, by place and never by score."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts import maps
from components.pairs import sides
from components.state import figure_cache, results, scope, view_state
from components.widgets import chart, footnotes, notices, pickers, table
from provindex import sentences
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures import pairs as figures
from provindex.figures.maps.map_model import MapText
from provindex.figures.pairs import PairText
from provindex.figures.theme import highlight_colours
from provindex.views.view import View

_FEWEST, _GAPS, _HEIGHT = 3, 5, 452


def picker(view: View) -> None:
    """Which two are compared: PAPI as a whole with another index, or the parts that look at the same thing."""
    t = view_state.words()
    pickers.option_picker("pair", sides.names(view, t), t("PAPI beside"))


def sentence(view: View) -> str:
    """How many provinces have a place in both, and which stand furthest apart."""
    return figure_cache.kept("told-pairs", view, lambda: _sentence(view))


def _sentence(view: View) -> str:
    t = view_state.words()
    if sides.absent(view):
        return ""
    a, b = sides.sides(view)
    covered, both = sides.coverage(view), sides.frame(view)
    return sentences.pair(sides.side(a), sides.side(b), view.year, covered, both, t)


def remarks(view: View) -> list[str]:
    """What each of the two tables holds, the provinces in both by name, how the places are reckoned, the sources."""
    return figure_cache.kept("pairs-remarks", view, lambda: _remarks(view))


def _remarks(view: View) -> list[str]:
    if sides.absent(view):
        return []
    t = view_state.words()
    a, b = sides.sides(view)
    both = sides.coverage(view).both
    said = [f"{sides.short(side)}: {footnotes.coverage(side)}" for side in (a, b)]
    partial = any(results.index_of(side).editions[view.year].status == "partial" for side in (a, b))
    if partial and both:
        named = formats.listing([scope.name(province, view) for province in _in_order(both, view)], t.lang)
        said.append(t("Provinces in both: {names}.", names=named))
    said.append(_reckoned(t))
    return [*said, footnotes.source(a), footnotes.source(b)]


def show(view: View) -> None:
    """The map, the plane and the widest gaps, or why there is nothing to compare."""
    t = view_state.words()
    reason = sides.absent(view)
    if reason:
        notices.nothing(reason)
        return
    both = sides.frame(view)
    if len(both) < _FEWEST:
        notices.nothing(t("With fewer than three provinces in both there is nothing to compare. Choose another pair."))
        return
    left, middle, right = st.columns([4.3, 4.2, 3.3], gap="medium")
    with left:
        _map(view, both)
        st.caption(inert.markdown(scope.attribution(t)))
    shown = scope.in_region(both, view)
    with middle:
        _plane(view, shown)
    with right:
        _gaps(view, shown)


def twin(view: View) -> None:
    """The table behind the figures: the places of every province with a figure in either, and what is missing."""
    if sides.absent(view):
        return
    t, (a, b) = view_state.words(), sides.sides(view)
    both = sides.frame(view).set_index("province")
    rows = scope.in_region(sides.everyone(view), view)
    gap = both["gap"].reindex(rows["province"])
    shown = pd.DataFrame(
        {
            "name": [scope.name(province, view) for province in rows["province"]],
            "a": sides.places(a, rows["rank_a"]),
            "b": sides.places(b, rows["rank_b"]),
            "gap": [formats.signed(value, t.lang, 0) for value in gap],
            "reading": [sides.reading(quadrant, a, b, t) for quadrant in both["quadrant"].reindex(rows["province"])],
        }
    )
    names = {
        "name": t("Province"),
        "a": t("Rank in {name}", name=sides.label(a)),
        "b": t("Rank in {name}", name=sides.label(b)),
        "gap": t("Gap in percentile points"),
        "reading": t("Half of the country"),
    }
    alt = t("Places of the provinces in both indices")
    ids = list(rows["province"])
    table.show(shown, names, key="pairs-table", alt=alt, ids=ids, numbers=("a", "b", "gap"))


def _map(view: View, both: pd.DataFrame) -> None:
    made = figure_cache.figure("pairs-map", view, lambda: _map_figure(view, both))
    chart.plotly(made, key="pairs-map", alt=sentence(view), select=True)


def _map_figure(view: View, both: pd.DataFrame) -> go.Figure:
    t, (a, b) = view_state.words(), sides.sides(view)
    return figures.bivariate_figure(
        scope.in_region(sides.cells(view, both), view),
        maps.shapes(view),
        MapText(
            missing=t("Missing in one or both"),
            insets=maps.insets(view, t),
            hover="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}",
        ),
        PairText("", "", sides.corners(a, b, t, lines=True)),
        view_state.figure_theme(),
        maps.marks(view, t),
        height=_HEIGHT,
    )


def _plane(view: View, both: pd.DataFrame) -> None:
    made = figure_cache.chart("pairs-plane", view, lambda: _plane_figure(view, both))
    if made:
        chart.plotly(made[0], key="pairs-plane", alt=made[1], select=True)


def _plane_figure(view: View, both: pd.DataFrame) -> tuple[go.Figure, str]:
    t, (a, b) = view_state.words(), sides.sides(view)
    look = view_state.figure_theme()
    marked = highlight_colours(view.highlighted) | ({view.province: look.strong} if view.province else {})
    rows = both.assign(
        label=[scope.name(province, view) for province in both["province"]],
        hover=sides.hovers(view, both),
        strong=both["province"].isin(list(marked)),
        colour=[marked.get(province, "") for province in both["province"]],
        apart=both["gap"].abs(),
    ).sort_values(["strong", "apart"], ascending=False, kind="stable")
    text = PairText(_axis(a, t), _axis(b, t), sides.corners(a, b, t))
    figure = figures.plane_figure(rows, text, look, height=_HEIGHT)
    names = formats.listing([str(name) for name in rows["label"].head(_GAPS)], t.lang)
    alt = t("Places in {a} and {b} as points; the furthest apart: {names}.", names=names, **_both(a, b))
    return figure, alt


def _gaps(view: View, both: pd.DataFrame) -> None:
    t, made = view_state.words(), figure_cache.chart("pairs-gaps", view, lambda: _gaps_figure(view, both))
    if view.province:
        st.markdown(f"**{inert.markdown(sides.of_province(view))}**")
    if made is None:
        st.caption(t("No province of this region stands at different places in the two."))
        return
    chart.plotly(made[0], key="pairs-gaps", alt=made[1], select=True)


def _gaps_figure(view: View, both: pd.DataFrame) -> tuple[go.Figure, str] | None:
    t, (a, b) = view_state.words(), sides.sides(view)
    look = view_state.figure_theme()
    rows = sides.widest(both, _GAPS - 2 if view.province else _GAPS)
    if rows.empty:
        return None
    rows = rows.assign(
        label=[scope.name(province, view) for province in rows["province"]],
        hover=sides.hovers(view, rows),
        printed=[formats.score(abs(gap), t.lang, 0) for gap in rows["gap"]],
    )
    marked = {"a": figures.named(sides.short(a), "a", look), "b": figures.named(sides.short(b), "b", look)}
    higher = t("{one} higher than {other}", one=marked["b"], other=marked["a"])
    lower = t("{one} higher than {other}", one=marked["a"], other=marked["b"])
    figure = figures.gaps_figure(rows, (higher, lower), look)
    names = formats.listing([str(name) for name in rows["label"]], t.lang)
    return figure, t("The widest gaps: {names}.", names=names)


def _reckoned(t: Translator) -> str:
    return t(
        "A place is the share of the ranked provinces that stand lower, 100 for rank 1; thirds are of the provinces in "
        "both; on the dotted line both places are the same."
    )


def _axis(side: View, t: Translator) -> str:
    return t("Place in {name}: 0 last, 100 first", name=sides.label(side))


def _both(a: View, b: View) -> dict[str, str]:
    return {"a": sides.label(a), "b": sides.label(b)}


def _in_order(provinces: Sequence[str], view: View) -> list[str]:
    order = {province: place for place, province in enumerate(results.standing(view)["province"])}
    return sorted(provinces, key=order.__getitem__)
