"""The indices that fell: a list with the parts of each, the unit responsible and a note, on the screen and on paper."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.programme import assignments, subject
from components.programme import empty as programme_empty
from components.state import results, scope, view_state
from components.widgets import card, download_button, file_queue, footnotes, surface, table
from provindex.analysis import declines
from provindex.analysis.declines import Fallen
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.export.excel import programme_workbook as exports
from provindex.export.excel.notes_sheet import Line
from provindex.export.excel.workbook import MEDIA_TYPE
from provindex.sentences import programme as said
from provindex.views.view import View

_WIDTH = 1000  # px of a page of A4 across
_LIST = 452  # px: the list on the page
_ENTERED = ("unit", "note", "entered")  # what a person enters; on stage and slides only where somebody did


def show(view: View) -> None:
    """The list with the form below it."""
    if view.province is None:
        programme_empty.show(view)
        return
    t, found = view_state.words(), of_view(view)
    with card.card(_question(t), sentence(view, found), _notes(found, view), key="programme-fell"):
        rows = listed(view, found)
        if not rows.empty:
            table_of(view, rows)
            left, right = st.columns([7, 4], gap="medium", vertical_alignment="bottom")
            with left:
                assignments.form(rows, view)
            with right:
                _downloads(rows, sentence(view, found), view)


def on_paper(view: View) -> None:
    """The whole list as one page to print: every row, with what was entered."""
    t, found = view_state.words(), of_view(view)
    with st.container(width=_WIDTH, gap="xsmall", key="fell-print"):
        st.subheader(inert.markdown(f"{_question(t)} – {scope.name(str(view.province), view)}"), anchor=False)
        st.markdown(inert.markdown(sentence(view, found)))
        rows = listed(view, found)
        if not rows.empty:
            shown = rows[list(heads(view))].map(inert.markdown)
            st.table(shown.rename(columns=heads(view)), hide_index=True)
            assignments.watch(view)
        st.caption(inert.markdown(" · ".join(note for note in _notes(found, view) if note)))
        st.button(
            t("Back to the page"),
            key="fell-back",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=lambda: view_state.option("layout", "page"),
        )


def sentence(view: View, found: Fallen) -> str:
    """How many measures fell, and which fell most; what to do where the base year is none before the year."""
    t = view_state.words()
    if view.base >= view.year:
        return t("A start lies before the year: choose an earlier year to compare with.")
    return said.fell(found, str(view.province), view.base, view.year, results.catalog().indices, t)


def listed(view: View, found: Fallen) -> pd.DataFrame:
    """The rows as they are read: printed numbers, and the unit and note that were entered beside each.

    Columns: key, index, measure, before, after, change, ranks, places, unit, note, entered (day); score_from, score_to
    and number hold the same as numbers.
    """
    entered, lang = assignments.entered(view), view_state.words().lang
    rows = [_measure(row) for row in found.rows.to_dict("records")]
    rows += [_indicator(row) for row in declines.indicators(subject.known(), subject.rows(view)).to_dict("records")]
    for row in rows:
        one = entered.get(row["key"])
        row["unit"], row["note"] = (one.responsible, one.note) if one else ("", "")
        row["entered"] = formats.day(one.when.astimezone(formats.VIETNAM).date(), lang) if one else ""
    return pd.DataFrame(rows, columns=None if rows else list(heads(view)))


def of_view(view: View) -> Fallen:
    """What fell from the View's base year to its year, over all indices."""
    return declines.measures(
        results.catalog(),
        str(view.province),
        view.base,
        view.year,
        lambda index, year: results.year_table(index, year, view.edition),
    )


def _measure(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    t, index = view_state.words(), results.catalog().indices[row["index"]]
    name = index.measures[row["key"]].name.get(t.lang)
    whole = index.measures.get(str(row["parent"]))
    if whole is not None and whole.parent is not None and not row["part"]:
        name = t("{part} ({whole})", part=name, whole=whole.name.get(t.lang))
    star = "*" if row["notice"] else ""
    return {
        "key": row["key"],
        "index": index.short.get(t.lang),
        "measure": f"\u2003{name}" if row["part"] else name,
        "before": formats.score(row["score_from"], t.lang, index.digits),
        "after": formats.score(row["score_to"], t.lang, index.digits),
        "change": formats.signed(row["change"], t.lang, index.digits) + star,
        # On paper the cell is narrow, and the arrow stays between its ranks.
        "ranks": f"{formats.rank(row['rank_from'], t.lang)}\u00a0→\u00a0{formats.rank(row['rank_to'], t.lang)}",
        "places": formats.signed(row["places"], t.lang, 0),
        "score_from": row["score_from"],
        "score_to": row["score_to"],
        "number": row["change"],
        "moved": row["places"],
    }


def _indicator(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """A rate of the programme that moved against its aim since the period before."""
    t, one = view_state.words(), subject.known().indicators[row["indicator"]]
    return {
        "key": f"{row['indicator']} {row['level']}",
        "index": t("Programme"),
        "measure": f"{one.short.get(t.lang)} ({said.place(row, subject.known(), t)})",
        "before": formats.score(row["before"], t.lang),
        "after": formats.score(row["shown"], t.lang),
        "change": formats.signed(row["change"], t.lang),
        "ranks": formats.MISSING,
        "places": formats.MISSING,
        "score_from": row["before"],
        "score_to": row["shown"],
        "number": row["change"],
        "moved": None,
    }


def table_of(view: View, rows: pd.DataFrame, room: int | None = None) -> None:
    """The list as a table, drawn anew when somebody enters something; ``room`` in px is what there is on the stage."""
    t, names = view_state.words(), heads(view)
    widths = {} if room else {"measure": 385, "unit": 185, "note": 185}
    if room:
        left_out = {"places"} if surface.narrow() else set()
        names = {name: head for name, head in filled(view, rows).items() if name not in left_out}
    assignments.watch(view)
    table.show(
        rows,
        names,
        key="programme-fell-table",
        alt=t("Measures that fell or lost rank, the largest fall first"),
        numbers=("before", "after", "change", "ranks", "places"),
        look=table.Look(widths=widths),
        height=_LIST,
        room=room,
    )


def filled(view: View, rows: pd.DataFrame) -> dict[str, str]:
    """The columns that say something: those to be filled in only where somebody did."""
    empty = {name for name in _ENTERED if not rows[name].astype(bool).any()}
    return {name: head for name, head in heads(view).items() if name not in empty}


def heads(view: View) -> dict[str, str]:
    """The columns of the list with their headings."""
    t = view_state.words()
    return {
        "index": t("Index"),
        "measure": t("Measure"),
        "before": str(view.base),
        "after": str(view.year),
        "change": t("Change"),
        "ranks": t("Rank"),
        "places": t("Places"),
        "unit": t("Responsible unit"),
        "note": t("Note"),
        "entered": t("Entered"),
    }


def _downloads(rows: pd.DataFrame, summary: str, view: View) -> None:
    t = view_state.words()
    st.caption(t("What is entered is kept here for everybody; print or download the list as it stands now."))
    with st.container(horizontal=True):
        st.button(
            t("Page for printing"),
            key="fell-paper",
            icon=":material/print:",
            type="tertiary",
            on_click=lambda: view_state.option("layout", "print"),
        )
        table_rows = rows.assign(change=rows["number"], places=rows["moved"])
        told = [
            Line(t("About"), (summary, *subject.caution(view))),
            Line(t("Source"), (footnotes.source(view, compared=True),)),
        ]
        download_button.button(
            "XLSX",
            lambda: exports.fell(table_rows, told, t),
            f"fell-{str(view.province).replace(':', '-')}-{view.base}-{view.year}.xlsx",
            MEDIA_TYPE,
            key="fell-xlsx",
            kind="tertiary",
        )
    file_queue.line("fell-waiting")


def _notes(found: Fallen, view: View) -> list[str]:
    """What is not in the list and why, what the star means, how the list is ordered, and the source."""
    t, indices = view_state.words(), results.catalog().indices
    names = formats.listing([indices[key].short.get(t.lang) for key in found.silent], t.lang)
    told = [t("No figures of both years: {indices}.", indices=names)] if found.silent else []
    for reasons in found.refused.values():
        told.append(t("Not compared: {reasons}", reasons=" ".join(reason.get(t.lang) for reason in reasons)))
    if found.notices:
        told.append("* " + " ".join(reason.get(t.lang) for reason in found.notices))
    order = t("The largest fall in per cent of its scale stands first; parts of a dimension that fell stand below it.")
    return [*told, *subject.caution(view), order, footnotes.source(view, compared=True)]


def _question(t: Translator) -> str:
    return t("Which indices fell, and who is responsible?")
