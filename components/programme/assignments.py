"""Unit and note beside each measure that fell: shown to everybody, entered by those who may publish."""

import pandas as pd
import streamlit as st

from components.state import identity, view_state
from provindex.core import formats, inert
from provindex.core.errors import SentenceError, StoreError
from provindex.publishing import assignments
from provindex.publishing.assignments import Assigned
from provindex.views.view import View

_SECONDS = 2.5  # as `components.state.refresh` looks for what was published elsewhere


def entered(view: View) -> dict[str, Assigned]:
    """What stands beside the measures of the View's province and years; nothing while the store does not answer."""
    try:
        return assignments.entered(str(view.province), view.base, view.year)
    except StoreError:
        return {}


def watch(view: View) -> None:
    """Draws the page anew when somebody enters something elsewhere, as a publish shows in every open browser."""
    _watch(str(view.province), _version(str(view.province)))


def form(rows: pd.DataFrame, view: View) -> None:
    """Unit and note of one row, for those who may publish; everybody else is told who may enter them."""
    t, told = view_state.words(), view_state.kept("fell")
    failed = told.pop("failed", None)
    if failed:
        st.error(inert.markdown(failed))
    if not identity.decision().actor.may("provisional"):
        st.caption(t("Unit and note are entered by those who may publish; everybody reads them here."))
        return
    names = dict(
        zip(rows["key"], (f"{row['index']}: {row['measure'].strip()}" for row in rows.to_dict("records")), strict=True)
    )
    chosen = st.selectbox(t("Assign a measure"), list(names), format_func=names.__getitem__, key="fell-measure")
    one = entered(view).get(chosen)
    slot = f"{view.province} {view.base} {view.year} {chosen}"
    # Fields of another key, so that what somebody else entered stands in them and not what stood there before.
    mark = f"{slot} {one.when.isoformat()}" if one else slot
    with st.form(f"fell-{mark}", border=False):
        places = st.columns([3, 5, 1.6], vertical_alignment="bottom", gap="small")
        places[0].text_input(
            t("Responsible unit"), one.responsible if one else "", max_chars=120, key=f"fell-unit-{mark}"
        )
        places[1].text_input(t("Note"), one.note if one else "", max_chars=400, key=f"fell-note-{mark}")
        # What this person saw goes with the button: whatever somebody else enters meanwhile is not overwritten.
        places[2].form_submit_button(t("Enter"), width="stretch", on_click=_enter, args=(view, chosen, mark, one))
    if one:
        st.caption(inert.markdown(t("Entered by {who} at {when}.", who=one.who, when=formats.moment(one.when, t.lang))))


def _enter(view: View, measure: str, mark: str, seen: Assigned | None) -> None:
    """Keeps unit and note, or what to say of why not; for a callback."""
    said = str(view_state.typed(f"fell-unit-{mark}")), str(view_state.typed(f"fell-note-{mark}"))
    try:
        actor = identity.actor()
        assignments.enter(str(view.province), view.base, view.year, measure, said, actor, seen=seen)
    except SentenceError as error:
        view_state.kept("fell")["failed"] = error.sentence(view_state.words())


@st.fragment(run_every=_SECONDS)
def _watch(province: str, drawn: int) -> None:
    """Looks whether anything was entered since the page was drawn."""
    if _version(province) != drawn:
        st.rerun(scope="app")


def _version(province: str) -> int:
    try:
        return assignments.version(province)
    except StoreError:
        return 0
