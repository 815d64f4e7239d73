"""The upload desk: a new year's file in, checked, compared, published, undone."""

import streamlit as st

from components import desk, desk_preview, desk_publish, gate, selection, uploads
from provindex.publish import Upload

t = selection.words()
decision = gate.decision()
st.title(t("Upload and publish"), anchor=False)
open_here = desk.door(decision)
desk.outcome()
if open_here:
    new, past = st.tabs([t("A new file"), t("History")])
    with new:
        dropped = desk.upload()
        if dropped is None:
            desk.templates()
        else:
            content, name = dropped
            with st.spinner(t("Reading and checking…")):
                found = uploads.reading(content, name, desk.answers())
            desk.summary(found)
            desk.questions(found)
            desk.issues(found)
            if found.index and found.years:
                year = st.segmented_control(
                    t("Year"), sorted(found.years), default=max(found.years), required=True, key="desk-year-shown"
                )
                desk_preview.show(found, found.index, year)
                desk_publish.terms(found, found.index, year, Upload(name, content), decision)
    with past:
        desk_publish.past(decision)
