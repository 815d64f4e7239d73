"""The desk for a file of an index: what it is, what is asked and wrong, what it changes, and its terms."""

import streamlit as st

from components.desk import preview, publish, questions, sections
from components.desk.questions import answers, definition
from components.state import upload_cache, view_state
from provindex.intake import Reading
from provindex.publishing.permissions import Decision
from provindex.publishing.publish import Upload


def read(upload: Upload, basis: int) -> Reading:
    """The file at hand, read with what was said about it, and checked against what stands in ``basis``."""
    t = view_state.words()
    with st.spinner(t("Reading and checking…")):
        return upload_cache.reading(upload.content, upload.name, answers(), basis, definition())


def show(found: Reading, upload: Upload, basis: int, decision: Decision) -> None:
    """Everything between a file and its publish; ``basis`` is the version of the store that it is compared with."""
    t = view_state.words()
    sections.summary(found)
    with st.container(key="desk-questions"):  # an answer takes its question away, and nothing below it moves
        questions.show(found)
    with st.container(key="desk-found"):
        sections.issues(found)
    if found.index is None or not found.years:
        return
    year = max(found.years)
    if len(found.years) > 1:
        key = questions.key("desk-year-shown")
        year = st.segmented_control(t("Year"), sorted(found.years), default=year, required=True, key=key)
    preview.show(found, found.index, year, basis)
    publish.terms(found, found.index, year, upload, basis, decision)
