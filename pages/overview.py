"""Overview: how the country stands this year, in one sentence and one map."""

import streamlit as st

from components import cache, card, maps, notes, overview, panel, pickers, selection, told
from provindex import inert

view, t = selection.current(), selection.words()
way = next(iter(maps.way_names(cache.index_of(view), view, t)))
sentence = told.overview(view)
left, right = st.columns([5, 7], gap="medium")
with left, card.card("", key="overview-map", notes=[maps.attribution(t)]):
    maps.show(view, way, key="overview-map", height=548, alt=sentence, fill=True)
with right:
    if view.province:
        with card.card("", key="overview-panel", fill=True):
            panel.show(view)
    else:
        with card.card(t("How does the country stand?"), sentence, key="overview-country", fill=True):
            overview.facts(view)
            overview.unmoved(view)
            with st.container(horizontal=True, height="stretch"):
                overview.ends(view)
                overview.movers(view)
    below = st.container(horizontal=True, vertical_alignment="center")
    with below:
        card.twin(lambda: overview.all_provinces(view), key="overview")
        pickers.province_picker(t("Choose a province"), "overview-province")
    st.caption(inert.markdown(notes.line(view)))
