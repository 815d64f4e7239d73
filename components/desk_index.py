"""The desk for a file of an index: what it is, what is asked and wrong, what it changes, and its terms."""

import streamlit as st

from components import desk, desk_preview, desk_publish, desk_questions, selection, uploads
from components.desk_questions import answers, definition
from provindex.access import Decision
from provindex.intake import Reading
from provindex.publish import Upload


def read(upload: Upload, basis: int) -> Reading:
    """The file at hand, read with what was said about it, and checked against what stands in ``basis``."""
    t = selection.words()
    with st.spinner(t("Reading and checking…")):
        return uploads.reading(upload.content, upload.name, answers(), basis, definition())


def show(found: Reading, upload: Upload, basis: int, decision: Decision) -> None:
    """Everything between a file and its publish; ``basis`` is the version of the store that it is compared with."""
    t = selection.words()
    desk.summary(found)
    with st.container(key="desk-questions"):  # an answer takes its question away, and nothing below it moves
        desk_questions.show(found)
    with st.container(key="desk-found"):
        desk.issues(found)
    if found.index is None or not found.years:
        return
    year = max(found.years)
    if len(found.years) > 1:
        key = desk_questions.key("desk-year-shown")
        year = st.segmented_control(t("Year"), sorted(found.years), default=year, required=True, key=key)
    desk_preview.show(found, found.index, year, basis)
    desk_publish.terms(found, found.index, year, upload, basis, decision)
