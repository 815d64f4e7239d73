"""Map: each province by group, score, fifth, rank or change; a click, the search or the table selects one."""

import streamlit as st

from components import cache, card, maps, notes, overview, panel, relief, selection, told

view, t = selection.current(), selection.words()
names = maps.way_names(cache.index_of(view), view, t)
left, right = st.columns([7, 5], gap="medium")
with left:
    with st.container(horizontal=True, vertical_alignment="center"):
        way = selection.option_picker("map", names, t("Colour the map by"))
        kinds = {"flat": t("Flat"), "fine": t("Fine outlines"), "relief": t("Relief")}
        kind = selection.option_picker("kind", kinds, t("Kind of map"))
    with card.card("", notes=[maps.attribution(t)], key="map"):
        if kind == "relief":
            relief.show(view, way, key="map-relief", height=540)
        elif way == "change" and cache.changes(view)[1].verdict == "refuse":
            notes.refused(view)
        else:
            maps.show(view, way, key="map-shapes", height=540, alt=told.on_map(view, way))
with right, card.card(t("Where does each province stand?"), told.on_map(view, way), [notes.line(view)], key="map-side"):
    if way == "change":
        selection.base_picker()
    selection.province_picker(t("Choose a province"), "map-province")
    if view.province:
        panel.show(view)
    else:
        overview.all_provinces(view, height=300)
