"""Citizens and government: what citizens say of a province beside what the ministry says, by place."""

import streamlit as st

from components.pairs import page
from components.state import view_state
from components.widgets import card, pickers

view, t = view_state.current(), view_state.words()
with st.container(horizontal=True, vertical_alignment="center"):
    page.picker(view)
    pickers.province_picker(t("Choose a province"), "pairs-province")
    card.twin(lambda: page.twin(view), key="pairs")
question = t("Do citizens and the government see the same provinces ahead?")
with card.card(question, page.sentence(view), page.remarks(view), key="pairs"):
    page.show(view)
