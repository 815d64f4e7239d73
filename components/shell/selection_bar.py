"""The selection bar, the same on every page: index, measure, year, provinces, region, highlights, language."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.shell import take_away
from components.state import results, view_state
from components.widgets import pickers
from provindex import geography
from provindex.catalog import Index, Measure
from provindex.core import inert
from provindex.core.translate import Translator
from provindex.figures.theme import MAX_HIGHLIGHTS
from provindex.views import view as views
from provindex.views.view import EVERYWHERE, View


def show(page: str) -> None:
    """Draws the bar over a page, with a switch of the provinces where a year can be seen on more than its own."""
    view, t = view_state.current(), view_state.words()
    index = results.index_of(view)
    editions = geography.shown_on(index.editions[view.year].provinces)
    # Columns would be squeezed on a narrow window; a row wraps.
    with st.container(horizontal=True):
        _index(view, t)
        _measure(view, index, t)
        _year(view, index, t)
        if len(editions) > 1:
            _edition(view, editions, t)
        _region(view, t)
        pickers.highlights(t("Highlighted provinces"), t("At most {most}", most=MAX_HIGHLIGHTS), width=200)
        _language(view, page)


def _index(view: View, t: Translator) -> None:
    catalog = results.catalog()
    names = {key: item.short.get(view.lang) for key, item in catalog.indices.items()}
    pickers.select(t("Index"), "index", names, view.index, lambda v, c: views.with_index(v, catalog, c), width=150)


def _measure(view: View, index: Index, t: Translator) -> None:
    names = {measure.key: _label(measure, view) for measure in index.measures_of(view.year)}
    pickers.select(t("Measure"), "measure", names, view.measure, lambda v, c: replace(v, measure=c))


def _year(view: View, index: Index, t: Translator) -> None:
    catalog = results.catalog()
    names = {year: str(year) for year in sorted(index.editions, reverse=True)}
    pickers.select(t("Year"), "year", names, view.year, lambda v, c: views.with_year(v, catalog, c), width=96)


def _edition(view: View, editions: Sequence[str], t: Translator) -> None:
    names = {one.key: str(one.count) for one in geography.editions() if one.key in editions}
    explained = t(
        "The figures of {year} were published for {own} provinces. On the others they are derived, not official: "
        "means of the members weighted by population.",
        year=view.year,
        own=names[editions[0]],
    )
    pickers.edition_switch(t("Provinces"), names, explained)


def _region(view: View, t: Translator) -> None:
    names = {EVERYWHERE: t("Whole country")}
    names |= {region.id: region.name.get(view.lang) for region in geography.regions(view.edition)}
    pickers.select(t("Region"), "region", names, view.region, lambda v, c: replace(v, region=c), width=190)


def _language(view: View, page: str) -> None:
    other, name = ("en", "English") if view.lang == "vi" else ("vi", "Tiếng Việt")
    with st.container(gap=None, width="content"):  # two lines are hardly higher than a field with its label
        take_away.menu(page)
        st.button(inert.markdown(name), key="bar-lang", type="tertiary", on_click=lambda: view_state.choose(lang=other))


def _label(measure: Measure, view: View) -> str:
    period = measure.period(view.year)
    code = f"{period.code} " if period and period.code else ""
    return "\u2003" * max(measure.depth - 1, 0) + code + measure.name.get(view.lang)
