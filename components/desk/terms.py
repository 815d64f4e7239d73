"""On which terms a file is published: status, embargo and note, the same for an index and for a reform programme."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from components.desk.questions import file_state
from components.state import view_state
from provindex.publishing.permissions import Decision
from provindex.publishing.publish import Terms
from provindex.store import ledger_records

PARTS = ("status", "embargo", "note")


def asked(decision: Decision, fields: Mapping[str, str]) -> Terms:
    """What stands in the three fields; final is offered to those who may publish so.

    Another file may be looked at in between: what stood in the fields of this one stands there again afterwards.

    Args:
        decision: What whoever is here may do.
        fields: Keys of the fields by their `PARTS`.
    """
    t = view_state.words()
    statuses = {"provisional": t("provisional"), "final": t("final")}
    offered = list(statuses) if decision.actor.may("final") else ["provisional"]
    stood = file_state().get("terms", {})

    def begin(part: str, first: object) -> str:
        value = stood.get(fields[part], first)
        return view_state.begin(fields[part], first if part == "status" and value not in offered else value)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.segmented_control(
            t("Publish as"),
            offered,
            format_func=statuses.__getitem__,
            required=True,
            key=begin("status", offered[0]),
        )
        embargo = st.date_input(
            t("Hold until (leave empty to show at once)"),
            value=None,
            min_value=ledger_records.today() + timedelta(days=1),
            format="DD/MM/YYYY",
            key=begin("embargo", None),
            width=300,
        )
        note = st.text_input(t("Note for the history"), key=begin("note", ""), width=320)
    file_state().setdefault("terms", {}).update(
        {fields["status"]: status, fields["embargo"]: embargo, fields["note"]: note},
    )
    return Terms(status="final" if status == "final" else "provisional", embargo=embargo, note=note or "")


def as_typed(chosen: Terms, fields: Mapping[str, str]) -> Terms:
    """The terms with what the fields hold now; for callbacks, which may come before what was typed last is drawn.

    Args:
        chosen: The terms as they were drawn.
        fields: Keys of the fields by their parts, see `asked`.
    """
    status, embargo, note = (view_state.typed(fields[part]) for part in PARTS)
    return replace(chosen, status="final" if status == "final" else "provisional", embargo=embargo, note=note or "")


def source(found: str, key: str) -> str:
    """What the figures are cited from: the decision that the file names, to be confirmed, or asked for where none is.

    Args:
        found: What the file says; empty where it says nothing.
        key: Key of the field.
    """
    t = view_state.words()
    stated = st.text_input(
        t("Source: number and date of the decision"),
        value=found,
        key=key,
        placeholder="Quyết định số …/QĐ-BNV ngày …",
        help=t("Pages and exports of this year cite it; without it they cite the name of the file."),
    )
    return stated or ""
