"""Citizens and government: what citizens say of a province beside what the ministry says, by place."""

import streamlit as st

from components import card, pairs, pickers, selection

view, t = selection.current(), selection.words()
with st.container(horizontal=True, vertical_alignment="center"):
    pairs.picker(view)
    pickers.province_picker(t("Choose a province"), "pairs-province")
    card.twin(lambda: pairs.twin(view), key="pairs")
question = t("Do citizens and the government see the same provinces ahead?")
with card.card(question, pairs.sentence(view), pairs.remarks(view), key="pairs"):
    pairs.show(view)
