"""Dimensions: from the total to its parts, as maps, a table of colours, distributions, or how they go together."""

import streamlit as st

from components.dimensions import drilldown, page
from components.state import view_state
from components.widgets import card, pickers

view, t = view_state.current(), view_state.words()
found = drilldown.level(view)
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("dims", page.names(t), t("Way of looking"))
    if way == "heatmap":
        page.order_picker(view, found)
    pickers.province_picker(t("Choose a province"), "dims-province")
    card.twin(lambda: page.twin(view, found, way), key="dims")
drilldown.breadcrumb(view)
said = page.sentence(view, found, way)
with card.card(page.question(way, t), said, page.remarks(view, found, way), key="dims"):
    page.show(view, found, way)
