"""Replacing or taking back figures that are final and that everybody sees: asked for apart, with a reason."""

import streamlit as st

from components.state import view_state
from provindex.core import inert
from provindex.publishing import change_notes


def confirmed(named: list[str], n: int, note: str, key: str) -> bool:
    """Names what is replaced and asks for a confirmation of its own; returns whether a publish may go on.

    Args:
        named: The first of the figures that are replaced, in words.
        n: How many are replaced; none needs no confirmation.
        note: The note for the history, which has to say why.
        key: Of the box to tick; another one for another file and for another state of the store.
    """
    t = view_state.words()
    if not n:
        return True
    st.warning(inert.markdown(change_notes.final(named, n, t)), icon=":material/published_with_changes:")
    agreed = st.checkbox(t("Replace these final figures; the note says why"), key=key)
    if agreed and not note.strip():
        st.caption(t("Write in the note for the history why they are replaced."))
    return agreed and bool(note.strip())


def taken_back(note: str, key: str) -> bool:
    """Asks for a confirmation that final figures are taken back; returns whether an undo may go on.

    Args:
        note: The note for the history, which has to say why.
        key: Of the box to tick; another one for each change.
    """
    t = view_state.words()
    st.warning(t("These figures are final, and everybody sees them."), icon=":material/published_with_changes:")
    agreed = st.checkbox(t("Take back these final figures; the note says why"), key=key)
    if agreed and not note.strip():
        st.caption(t("Write in the note for the history why they are taken back."))
    return agreed and bool(note.strip())
