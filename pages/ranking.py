"""Ranking: all provinces in order, with group, bar, sparkline and search."""

import streamlit as st

from components import card, download, league, notes, selection, told

view, t = selection.current(), selection.words()
with card.card(t("Which place does each province hold?"), told.ranking(view), [notes.line(view)], key="ranking"):
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        found = league.rows(view, league.search())
        download.standing(view, found)
    league.show(view, found)
