"""Overview: how the country stands this year, in one sentence and one map."""

import streamlit as st

from components.charts import maps
from components.overview import province_summary, summary
from components.state import narrative, results, scope, view_state
from components.widgets import card, footnotes, pickers
from provindex.core import inert

view, t = view_state.current(), view_state.words()
way = next(iter(maps.way_names(results.index_of(view), view, t)))
sentence = narrative.overview(view)
left, right = st.columns([5, 7], gap="medium")
with left, card.card("", key="overview-map", notes=[scope.attribution(t)]):
    maps.show(view, way, key="overview-map", height=548, alt=sentence, fill=True)
with right:
    if view.province:
        with card.card("", key="overview-panel", fill=True):
            province_summary.show(view)
    else:
        with card.card(t("How does the country stand?"), sentence, key="overview-country", fill=True):
            summary.facts(view)
            summary.unmoved(view)
            with st.container(horizontal=True, height="stretch"):
                summary.ends(view)
                summary.movers(view)
    below = st.container(horizontal=True, vertical_alignment="center")
    with below:
        card.twin(lambda: summary.all_provinces(view), key="overview")
        pickers.province_picker(t("Choose a province"), "overview-province")
    st.caption(inert.markdown(footnotes.line(view)))
