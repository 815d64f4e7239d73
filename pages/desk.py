"""The upload desk: a new year's file in, checked, compared, published, undone."""

import streamlit as st

from components import (
    desk,
    desk_files,
    desk_history,
    desk_index,
    desk_programme,
    desk_programme_past,
    gate,
    selection,
    uploads,
)

t = selection.words()
decision = gate.decision()
st.title(t("Upload and publish"), anchor=False)
open_here = desk.door(decision)
if open_here:
    new, past = st.tabs([t("A new file"), t("History")])
    # The history is drawn first: reading and comparing a file takes long, and what may be undone is up to date by then.
    with past:
        desk.outcome("past")
        desk_history.past(decision)
        desk_programme_past.show(decision)
    with new:
        basis = uploads.basis()
        upload = desk_files.chosen(basis)
        if upload is None:
            desk.templates()
            desk_programme.template()
        else:
            found = desk_index.read(upload, basis)
            if not desk_programme.takes(found, upload, decision):
                desk_index.show(found, upload, basis, decision)
else:
    desk.outcome("new", "past")
