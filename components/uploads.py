"""Uploaded files read once: kept by their bytes, what a person said of them, and what was published before."""

import streamlit as st

from components import gate
from provindex import accepted_names, overlay, store
from provindex.catalog import Catalog
from provindex.intake import Answers, Reading, read

_MOST = 6  # readings kept; an official workbook with its cells is some megabytes


def catalog() -> Catalog:
    """Every index with what was published, held years too: for analysts alone."""
    return overlay.load_catalog(see_embargoed=gate.sees_held())


def accepted() -> dict[tuple[str, str], str]:
    """Every spelling that was accepted on this desk: province edition and name as written -> province id."""
    return accepted_names.accepted()


def reading(content: bytes, name: str, answers: Answers) -> Reading:
    """The file read and checked; nothing is written. Figures that are held count as published before.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    said = (answers.index, answers.year, tuple(sorted(answers.names.items())), answers.zeros)
    return _read(content, name, said, store.data_version(see_embargoed=True), _answers=answers)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _read(content: bytes, name: str, said: object, version: str, *, _answers: Answers) -> Reading:  # noqa: ARG001
    return read(content, name, overlay.load_catalog(see_embargoed=True), _answers)
