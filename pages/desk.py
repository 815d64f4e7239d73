"""The upload desk: a new year's file in, checked, compared, published, undone."""

import streamlit as st

from components.desk import files, history, index_review, programme_history, programme_review, sections
from components.state import identity, upload_cache, view_state

t = view_state.words()
decision = identity.decision()
st.title(t("Upload and publish"), anchor=False)
open_here = sections.door(decision)
if open_here:
    new, past = st.tabs([t("A new file"), t("History")])
    # The history is drawn first: reading and comparing a file takes long, and what may be undone is up to date by then.
    with past:
        sections.outcome("past")
        history.past(decision)
        programme_history.show(decision)
    with new:
        basis = upload_cache.basis()
        upload = files.chosen(basis)
        if upload is None:
            sections.templates()
            programme_review.template()
        else:
            found = index_review.read(upload, basis)
            if not programme_review.takes(found, upload, decision):
                index_review.show(found, upload, basis, decision)
else:
    sections.outcome("new", "past")
