"""Dimensions: from the total to its parts, as maps, a table of colours, distributions, or how they go together."""

import streamlit as st

from components import card, dimensions, drilldown, pickers, selection

view, t = selection.current(), selection.words()
found = drilldown.level(view)
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("dims", dimensions.names(t), t("Way of looking"))
    if way == "heatmap":
        dimensions.order_picker(view, found)
    pickers.province_picker(t("Choose a province"), "dims-province")
    card.twin(lambda: dimensions.twin(view, found, way), key="dims")
drilldown.breadcrumb(view)
said = dimensions.sentence(view, found, way)
with card.card(dimensions.question(way, t), said, dimensions.remarks(view, found, way), key="dims"):
    dimensions.show(view, found, way)
