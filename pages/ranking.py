"""Ranking: all provinces in order, with group, bar, sparkline and search, or with their sampling error."""

import streamlit as st

from components import card, download, errors, league, notes, selection, told

view, t = selection.current(), selection.words()
said, remarks = f"{told.ranking(view)} {errors.sentence(view)}".rstrip(), [errors.method(view), notes.line(view)]
with card.card(t("Which place does each province hold?"), said, remarks, key="ranking", fill=592):
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        found = league.rows(view, league.search())
        errors.picker()
        download.standing(view, found)
    league.show(view, found)
