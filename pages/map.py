"""Map: each province by group, score, fifth, rank or change; a click, the search or the table selects one."""

import streamlit as st

from components.charts import animation, map_pair, maps, relief
from components.overview import province_summary, summary
from components.state import narrative, results, scope, view_state
from components.widgets import card, footnotes, pickers

view, t = view_state.current(), view_state.words()
paired = view.option("kind") == "both" and len(map_pair.editions(view)) > 1
names = map_pair.way_names(view, t) if paired else maps.way_names(results.index_of(view), view, t)
with st.container(horizontal=True, vertical_alignment="center"):
    way = pickers.option_picker("map", names, t("Colour the map by"))
    kinds = {"flat": t("Flat"), "fine": t("Fine outlines"), "relief": t("Relief")}
    kinds |= {"both": map_pair.name(view, t)} if len(map_pair.editions(view)) > 1 else {}
    kind = pickers.option_picker("kind", kinds, t("Kind of map"))
    playing = kind in ("flat", "fine") and way != "change" and animation.switch()
left, right = st.columns([7.7, 4.3] if paired else [7, 5], gap="medium")
with left, card.card("", notes=[scope.attribution(t)], key="map"):
    if way == "change" and not results.changes(view)[1].has_points:
        footnotes.refused(view)
    elif kind == "relief":
        relief.show(view, way, key="map-relief", height=522)
    elif kind == "both":
        map_pair.show(view, way, key="map-pair", height=510)
    elif playing:
        animation.show_map(view, way, key="map-film", height=522, alt=narrative.on_map(view, way))
    else:
        maps.show(view, way, key="map-shapes", height=522, alt=narrative.on_map(view, way), fill=True)
question, said = t("Where does each province stand?"), narrative.on_map(view, way)
with right, card.card(question, said, [footnotes.line(view)], key="map-side", fill=False if view.province else 562):
    if way == "change":
        pickers.base_picker()
    pickers.province_picker(t("Choose a province"), "map-province")
    if view.province:
        province_summary.show(view, narrow=True)
    else:
        summary.all_provinces(view, height="stretch")
