"""Map: each province by group, score, fifth, rank or change; a click, the search or the table selects one."""

import streamlit as st

from components import cache, card, film, map_pair, maps, notes, overview, panel, pickers, relief, selection, told

view, t = selection.current(), selection.words()
paired = view.option("kind") == "both" and len(map_pair.editions(view)) > 1
names = map_pair.way_names(view, t) if paired else maps.way_names(cache.index_of(view), view, t)
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("map", names, t("Colour the map by"))
    kinds = {"flat": t("Flat"), "fine": t("Fine outlines"), "relief": t("Relief")}
    kinds |= {"both": map_pair.name(view, t)} if len(map_pair.editions(view)) > 1 else {}
    kind = pickers.option_picker("kind", kinds, t("Kind of map"))
    playing = kind in ("flat", "fine") and way != "change" and film.switch()
left, right = st.columns([7.7, 4.3] if paired else [7, 5], gap="medium")
with left, card.card("", notes=[maps.attribution(t)], key="map"):
    if way == "change" and not cache.changes(view)[1].has_points:
        notes.refused(view)
    elif kind == "relief":
        relief.show(view, way, key="map-relief", height=522)
    elif kind == "both":
        map_pair.show(view, way, key="map-pair", height=510)
    elif playing:
        film.show_map(view, way, key="map-film", height=522, alt=told.on_map(view, way))
    else:
        maps.show(view, way, key="map-shapes", height=522, alt=told.on_map(view, way), fill=True)
question, said = t("Where does each province stand?"), told.on_map(view, way)
with right, card.card(question, said, [notes.line(view)], key="map-side", fill=False if view.province else 562):
    if way == "change":
        pickers.base_picker()
    pickers.province_picker(t("Choose a province"), "map-province")
    if view.province:
        panel.show(view, narrow=True)
    else:
        overview.all_provinces(view, height="stretch")
