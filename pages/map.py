"""Map: each province by group, score, fifth, rank or change; a click, the search or the table selects one."""

import streamlit as st

from components import cache, card, maps, notes, overview, panel, relief, selection

view, t = selection.current(), selection.words()
names = maps.way_names(cache.index_of(view), view, t)
controls = st.container(horizontal=True, vertical_alignment="center")
with controls:
    way = selection.option_picker("map", names, t("Colour the map by"))
    raised = selection.option_picker("relief", {"0": t("Flat"), "1": t("Relief")}, t("Kind of map"))
    detail = selection.option_picker("detail", {"m": t("Simple outlines"), "l": t("Fine outlines")}, t("Outlines"))
left, right = st.columns([7, 5], gap="medium")
with left, card.card(
    t("Where does each province stand?"), cache.map_sentence(view, way), [maps.attribution(t)], key="map"
):
    if raised == "1":
        relief.show(view, way, key="map-relief", height=560)
    elif way == "change" and cache.changes(view)[1].verdict == "refuse":
        notes.refused(view)
    else:
        maps.show(view, way, key="map-shapes", height=560, alt=cache.map_sentence(view, way))
with right, card.card("", notes=[notes.line(view)], key="map-side"):
    selection.province_picker(t("Choose a province"), "map-province")
    if view.province:
        panel.show(view)
    else:
        overview.all_provinces(view)
