"""Dimensions: from the total to its parts, as maps, a table of colours, distributions, or how they go together."""

import streamlit as st

from components import card, dimensions, drilldown, pickers, selection

view, t = selection.current(), selection.words()
found = drilldown.level(view)
controls = st.columns([4.2, 3.2, 2.6, 1.4], vertical_alignment="center", gap="small")
with controls[0]:
    way = pickers.option_picker("dims", dimensions.names(t), t("Way of looking"))
with controls[1]:
    if way == "heatmap":
        dimensions.order_picker(view, found)
with controls[2]:
    pickers.province_picker(t("Choose a province"), "dims-province")
with controls[3]:
    card.twin(lambda: dimensions.twin(view, found, way), key="dims")
drilldown.breadcrumb(view)
said = dimensions.sentence(view, found, way)
with card.card(dimensions.question(way, t), said, dimensions.remarks(view, found, way), key="dims"):
    dimensions.show(view, found, way)
