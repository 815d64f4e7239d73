"""The desk's history: every publish with its diff and its file, and what may still be done with a year."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from components.desk import final, preview, sections
from components.desk import publish as desk_publish
from components.state import identity, upload_cache, view_state
from components.widgets import pickers, table
from provindex.catalog import Index
from provindex.core import formats, inert, sorting
from provindex.core.translate import Translator
from provindex.intake.diff import counts
from provindex.publishing import publish, publish_log
from provindex.publishing.permissions import Decision, Right
from provindex.publishing.publish_log import KINDS, STATUSES
from provindex.store import ledger_records, score_store
from provindex.store.ledger_records import Record


def past(decision: Decision) -> None:
    """Every change, newest first; the chosen one with its differences, and undo, make final, release for its year."""
    t = view_state.words()
    changes = publish_log.history()
    if changes.empty:
        st.caption(t("No year of an index has been published here."))
        return
    known = upload_cache.catalog().indices
    figures = [_figures(known, index, year, t) for index, year in zip(changes["index"], changes["year"], strict=True)]
    kinds = [t(KINDS[kind]) for kind in changes["kind"]]
    rows = pd.DataFrame(
        {
            "version": changes["version"].astype(str),
            "figures": figures,
            "kind": kinds,
            "status": [t(STATUSES[one]) for one in changes["status"]],
            "embargo": [formats.day(None if pd.isna(one) else one.date(), t.lang) for one in changes["embargo"]],
            "when": [formats.moment(one.to_pydatetime(), t.lang) for one in changes["when"]],
            "who": changes["who"],
            "rows": [formats.integer(one, t.lang) for one in changes["rows"]],
            "file": changes["file"],
            "note": changes["note"],
            "source": changes["source"],
        }
    )
    names = {
        "version": t("Change"),
        "figures": t("Figures"),
        "kind": t("What"),
        "status": t("Status"),
        "embargo": t("Held until"),
        "when": t("When"),
        "who": t("Who"),
        "rows": t("Rows"),
        "file": t("File"),
        "note": t("Note"),
        "source": t("Source"),
    }
    alt = t("Everything that was published here")
    orders = {name: sorting.by_value(changes[name]) for name in ("version", "embargo", "when")}
    table.show(rows, names, key="desk-history", alt=alt, numbers=("rows",), orders=orders)
    labels = {
        int(version): f"{version} · {figure}: {kind}"
        for version, figure, kind in zip(changes["version"], figures, kinds, strict=True)
    }
    chosen = sections.kept().get("change")
    version = chosen if chosen in labels else next(iter(labels))
    change = changes.loc[changes["version"] == version].iloc[0]
    of_year = changes[(changes["index"] == change["index"]) & (changes["year"] == change["year"])]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=420):
            pickers.chooser(
                t("Look at a change"), "desk-change", labels, version, lambda one: sections.kept().update(change=one)
            )
        st.download_button(
            t("The file of this change"),
            data=lambda: publish_log.upload_of(version)[1],
            file_name=str(change["file"]) or "file",
            icon=":material/download:",
            type="tertiary",
            key="desk-change-file",
        )
    _acts(of_year.iloc[0], _figures(known, str(change["index"]), int(change["year"]), t), decision, t)
    if change["index"] in known:
        _look(change, known[change["index"]], t)


def _figures(known: dict[str, Index], index: str, year: int, t: Translator) -> str:
    return f"{known[index].short.get(t.lang) if index in known else index} {year}"


def _look(change: pd.Series, index: Index, t: Translator) -> None:
    """What a change changed: the counts, and each figure."""
    with st.spinner(t("Comparing with what showed before…")):
        changes = upload_cache.past_changes(int(change["version"]), index, int(change["year"]))
    if changes.empty:
        return
    found = {name: formats.integer(number, t.lang) for name, number in counts(changes).items()}
    st.markdown(
        inert.markdown(
            t(
                "This change made {new} figures new, changed {changed}, removed {removed} and left {same} as they "
                "were.",
                **found,
            )
        )
    )
    moved = changes[changes["status"] != "same"]
    if not moved.empty:
        preview.figures(moved, index, key="desk-change-rows", alt=t("What the change changed"))


def _acts(last: pd.Series, name: str, decision: Decision, t: Translator) -> None:
    """What may still be done with a year, by the last change of it; each is confirmed, with a note for the history."""
    actor, version = decision.actor, int(last["version"])
    held = pd.notna(last["embargo"]) and last["embargo"].date() > ledger_records.today()
    shows = int(last["rows"]) > 0
    back = (
        t("The figures of change {version} show again.", version=last["former"])
        if pd.notna(last["former"])
        else t("What ships with the program shows again.")
        if int(last["year"]) in score_store.shipped_years(str(last["index"]))
        else t("The year is gone from every page: nothing of it ships with the program.")
    )
    undo = (
        t("Take back the last correction of {figures}", figures=name)
        if last["kind"] == "correct"
        else t("Undo the last change of {figures}", figures=name)
    )
    acts: list[tuple[Right, str, bool, str, Callable[..., Record]]] = [
        (
            "final",
            t("Make {figures} final", figures=name),
            shows and last["status"] == "provisional",
            t("The same figures, without the banner."),
            publish.finalise,
        ),
        (
            "release",
            t("Show {figures} now", figures=name),
            shows and held,
            t("The same figures, for everybody from now on."),
            publish.release,
        ),
        ("undo", undo, shows, back, publish.undo),
    ]
    with st.container(horizontal=True):
        for right, label, fits, what, act in acts:
            # The next change has a popover of its own, closed, so that a second click cannot undo twice.
            with st.popover(
                inert.markdown(label), disabled=not (fits and actor.may(right)), key=f"desk-{right}-open-{version}"
            ):
                st.markdown(inert.markdown(what))
                note = st.text_input(t("Note for the history"), key=f"desk-{right}-note-{version}")
                do, ready = partial(act, str(last["index"]), int(last["year"]), expected=version), True
                if right == "undo" and fits and last["status"] == "final" and not held:
                    ready = final.taken_back(note, f"desk-undo-final-{version}")
                    do = partial(do, confirmed=ready)
                _confirm(f"desk-{right}", partial(_act, do, name, note), t, ready=ready)


def _confirm(key: str, act: Callable[[], None], t: Translator, *, ready: bool) -> None:
    st.button(t("Confirm"), key=key, type=view_state.primary(), disabled=not ready, on_click=act)


def _act(act: Callable[..., Record], name: str, note: str) -> None:
    t = view_state.words()
    desk_publish.carry_out(
        lambda: act(actor=identity.actor(), note=note),
        t("Done: {figures}. The history below tells it.", figures=name),
        t,
        "past",
    )
