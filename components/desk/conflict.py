"""What others changed since a person looked at a preview: it is named, and publishing over it is asked for apart."""

from collections.abc import Sequence

import streamlit as st

from components.desk.questions import file_state, kept
from components.state import upload_cache, view_state
from provindex.catalog import Index
from provindex.core import inert
from provindex.intake import Reading
from provindex.intake.programme import diff
from provindex.intake.programme.reader import Reading as ProgrammeReading
from provindex.publishing import change_notes
from provindex.store import ledger, programme_ledger, published_programme
from provindex.store.ledger_records import Entry
from provindex.store.programme_ledger import FIGURES


def of_index(found: Reading, index: Index, year: int, basis: int) -> tuple[int, bool]:
    """Says what others changed of a year since this person first saw it beside the file at hand.

    Returns:
        The change of the year that a confirm expects as the last, and whether it came after the person had looked.
    """
    t, state = view_state.words(), ledger.current().state().at(basis)
    first, now = _first((index.key, year), state.version_of(index.key, year))
    if first != now:
        rows = upload_cache.undone(found, index, year, first, basis)
        changes = state.since(first, index.key, year)
        _say(changes, (index.short, year), change_notes.figures(rows, index, t), len(rows))
    return now, first != now


def of_programme(found: ProgrammeReading, province: str, basis: int) -> tuple[int, bool]:
    """The same for the reform programme of a province."""
    t, state = view_state.words(), programme_ledger.current().state().at(basis)
    first, now = _first((FIGURES, province), state.version_of(FIGURES, province))
    if first != now:
        current = published_programme.as_of(basis)
        figures, scores = diff.undone(found, published_programme.as_of(first), current)
        scores = diff.totals(scores)
        changes, called = state.since(first, FIGURES, province), programme_ledger.called(FIGURES, province)
        named = change_notes.programme_figures(figures, scores, current, t)
        _say(changes, called, named, len(figures) + len(scores))
    return now, first != now


def see(record: Entry) -> None:
    """Takes a change for seen, because this person made it."""
    for state in kept().get("files", {}).values():
        if record.key in state.get("seen", {}):
            state["seen"][record.key] = record.version


def _first(part: tuple[str | int, ...], now: int) -> tuple[int, int]:
    """The last change of a part as this person saw it first, and as it is now."""
    return file_state().setdefault("seen", {}).setdefault(part, now), now


def _say(changes: Sequence[Entry], called: tuple[object, object], named: list[str], n: int) -> None:
    t = view_state.words()
    again = t(
        "Nothing of yours was written. The comparison above is with what stands now: look at it, and confirm again."
    )
    st.warning(inert.markdown(f"{change_notes.conflict(changes, called, named, n, t)} {again}"))
