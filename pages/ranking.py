"""Ranking: all provinces in order, with group, bar, sparkline and search, or with their sampling error."""

import streamlit as st

from components.charts import ranking_table, sampling_error
from components.shell import take_away
from components.state import narrative, view_state
from components.widgets import card, footnotes

view, t = view_state.current(), view_state.words()
said, remarks = (
    f"{narrative.ranking(view)} {sampling_error.sentence(view)}".rstrip(),
    [sampling_error.method(view), footnotes.line(view)],
)
with card.card(t("Which place does each province hold?"), said, remarks, key="ranking", fill=592):
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        found = ranking_table.rows(view, ranking_table.search())
        sampling_error.picker()
        take_away.standing(view, found)
    ranking_table.show(view, found)
