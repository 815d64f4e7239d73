"""Citizens and government: what citizens say of a province beside what the ministry says, by place."""

import streamlit as st

from components import card, pairs, pickers, selection

view, t = selection.current(), selection.words()
controls = st.columns([5.2, 4.4, 1.4], vertical_alignment="center", gap="small")
with controls[0]:
    pairs.picker(view)
with controls[1]:
    pickers.province_picker(t("Choose a province"), "pairs-province")
with controls[2]:
    card.twin(lambda: pairs.twin(view), key="pairs")
question = t("Do citizens and the government see the same provinces ahead?")
with card.card(question, pairs.sentence(view), pairs.remarks(view), key="pairs"):
    pairs.show(view)
