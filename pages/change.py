"""Rank change: who moved between two years, over which years, where on the map, and what lies behind it."""

import streamlit as st

from components import card, causes, film, movement, pickers, selection

view, t = selection.current(), selection.words()
# A row wraps on a narrow window, where columns would be squeezed.
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("chart", movement.charts(view, t), t("Kind of figure"))
    if way == "bump":
        film.switch()
    pickers.base_picker(compact=True)
    pickers.province_picker(t("Choose a province"), "change-province")
    card.twin(lambda: movement.twin(view, way), key="change")
left, right = st.columns([7, 5], gap="medium")
said = movement.sentence(view, way)
with left, card.card(movement.question(view, way, t), said, movement.remarks(view, way), key="change", fill=True):
    movement.show(view, way)
with right:
    causes.show(view)
