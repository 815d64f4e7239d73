"""Rank change: who moved between two years, over which years, where on the map, and what lies behind it."""

import streamlit as st

from components.charts import animation, change_parts, rank_change
from components.state import view_state
from components.widgets import card, pickers

view, t = view_state.current(), view_state.words()
# A row wraps on a narrow window, where columns would be squeezed.
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("chart", rank_change.charts(view, t), t("Kind of figure"))
    if way == "bump":
        animation.switch()
    pickers.base_picker(compact=True)
    pickers.province_picker(t("Choose a province"), "change-province")
    card.twin(lambda: rank_change.twin(view, way), key="change")
left, right = st.columns([7, 5], gap="medium")
said = rank_change.sentence(view, way)
with left, card.card(rank_change.question(view, way, t), said, rank_change.remarks(view, way), key="change", fill=True):
    rank_change.show(view, way)
with right:
    change_parts.show(view)
