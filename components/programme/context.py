"""A published measure beside the figures of a programme: score, change and rank, or why there is none."""

import pandas as pd
import streamlit as st

from components.overview import province_summary
from components.programme import subject
from components.state import results, scope, view_state
from provindex.core import inert
from provindex.sentences import programme as said
from provindex.sentences import words
from provindex.views.view import View


def show(view: View, measure: str) -> None:
    """The measure in the View's year, against its base year where the two may be compared."""
    title, figure, moved, reasons = map(inert.markdown, parts(view, measure))
    if not moved:
        st.markdown(f":small[{title}: {figure}]", help=reasons)
        return
    st.markdown(f":small[{title}]  \n**{figure}** :small[{moved}]", help=reasons)


def line(view: View, measure: str) -> str:
    """The same in one line: PAPI 2023, Quản trị điện tử: 3,13 điểm, +0,80 so với 2022, hạng 36/61."""
    title, figure, moved, _ = parts(view, measure)
    return f"{title}: {figure}" + (f", {moved}" if moved else "")


def parts(view: View, measure: str) -> tuple[str, str, str, str]:
    """Title, figure, how it moved and where it stands, and what to mind when comparing; the last two may be empty."""
    t = view_state.words()
    there = subject.beside(view, measure)
    index = results.catalog().indices[measure.split(".")[0]]
    title = said.beside(index, measure, view.year, t)
    if there is None:
        return title, t("not measured in {year}", year=view.year), "", ""
    row = province_summary.of_province(results.standing(there), str(view.province))
    if row["missing"]:
        reason = scope.reasons(there, t)(str(view.province))
        return title, t("no figure"), "", reason
    changes, verdict = results.changes(there)
    change = province_summary.of_province(changes, str(view.province))["change"]
    known = verdict.has_points and pd.notna(change)
    score = t("score not at hand") if pd.isna(row["score"]) else words.amount(index, float(row["score"]), t)
    rank, of = None if pd.isna(row["rank"]) else int(row["rank"]), int(row["ranked"])
    moved = said.moved(index, float(change) if known else None, rank, of, there.base, t)
    reasons = " ".join(reason.get(t.lang) for reason in verdict.reasons)
    return title, score, moved + ("*" if known and verdict.basis == "parts" else ""), reasons


def breaks(view: View, measure: str) -> tuple[str, ...]:
    """Why the change of a measure has a star; empty where it has none."""
    t, there = view_state.words(), subject.beside(view, measure)
    if there is None or not parts(view, measure)[2].endswith("*"):
        return ()
    return tuple(reason.get(t.lang) for reason in results.changes(there)[1].reasons)
