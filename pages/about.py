"""About the data: sources, measures, breaks, holes, how ranks and groups are computed, licences, addresses."""

import streamlit as st

from components.about import api_examples, page
from components.state import results, view_state
from provindex.core import inert

view, t = view_state.current(), view_state.words()
index = results.index_of(view)
st.title(inert.markdown(t("About the data of {index}", index=index.short.get(view.lang))), anchor=False)
page.introduction(index, t)
titles = [
    t("Measures"),
    t("Years and coverage"),
    t("Breaks"),
    t("Missing figures"),
    t("Ranks and groups"),
    t("Checks of files"),
    t("Sources and licences"),
    t("Use in other programs"),
]
draw = [
    page.measures,
    page.editions,
    page.breaks,
    page.missing,
    page.rules,
    page.checks,
    page.licences,
    api_examples.show,
]
for tab, part in zip(st.tabs(titles), draw, strict=True):
    with tab:
        part(index, t)
