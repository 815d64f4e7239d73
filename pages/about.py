"""About the data: sources, measures, breaks, holes, how ranks and groups are computed, licences, addresses."""

import streamlit as st

from components import about, cache, ready, selection
from provindex import inert

view, t = selection.current(), selection.words()
index = cache.index_of(view)
st.title(inert.markdown(t("About the data of {index}", index=index.short.get(view.lang))), anchor=False)
about.introduction(index, t)
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
    about.measures,
    about.editions,
    about.breaks,
    about.missing,
    about.rules,
    about.checks,
    about.licences,
    ready.show,
]
for tab, part in zip(st.tabs(titles), draw, strict=True):
    with tab:
        part(index, t)
