"""The desk's second half: terms, publishing, history, undo. Every right is checked again where the commit is made."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from components import desk, gate, pickers, selection, table, uploads
from components.desk_questions import definition
from provindex import accepted_names, formats, ledger_model, overlay, publish, publish_history
from provindex.access import Decision, Right
from provindex.catalog import Index
from provindex.errors import CatalogError, SentenceError
from provindex.intake import Reading
from provindex.intake.diff import counts, difference
from provindex.ledger_model import Record
from provindex.publish import Terms, Upload
from provindex.publish_command import KINDS, STATUSES
from provindex.translate import Translator


def terms(found: Reading, index: Index, year: int, upload: Upload, decision: Decision) -> None:
    """Status, embargo and note, and the button that publishes; nothing is written before it is pressed."""
    t = selection.words()
    statuses = {"provisional": t("provisional"), "final": t("final")}
    offered = list(statuses) if decision.actor.may("final") else ["provisional"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.segmented_control(
            t("Publish as"),
            offered,
            format_func=statuses.__getitem__,
            default=offered[0],
            required=True,
            key=f"desk-status-{year}",
        )
        embargo = st.date_input(
            t("Hold until (leave empty to show at once)"),
            value=None,
            min_value=date.today() + timedelta(days=1),
            format="DD/MM/YYYY",
            key=f"desk-embargo-{year}",
            width=300,
        )
        note = st.text_input(t("Note for the history"), key=f"desk-note-{year}", width=320)
    chosen = Terms(status="final" if status == "final" else "provisional", embargo=embargo, note=note or "")
    seen = publish.last_version(index.key, year)
    names = dict(desk.kept().get("names", {}))
    st.button(
        t("Publish {index} {year}", index=index.short.get(t.lang), year=year),
        key=f"desk-publish-{year}",
        type=selection.primary(),
        disabled=found.blocks,
        help=t("Mend or answer what blocks first.") if found.blocks else None,
        on_click=_publish,
        args=(found.years[year], index, year, upload, chosen, seen, names, _of(index)),
    )


def _of(index: Index) -> bytes | None:
    """The ``index.toml`` that was given with the file, where it is that of the file's index."""
    content = definition()
    return content if content and overlay.read_definition(content).key == index.key else None


def past(decision: Decision) -> None:
    """Every change, newest first; the chosen one with its differences, and undo, make final, release for its year."""
    t = selection.words()
    told = publish_history.history()
    if told.empty:
        st.caption(t("No year of an index has been published here."))
        return
    rows = pd.DataFrame(
        {
            "version": told["version"].astype(str),
            "when": [formats.moment(one.to_pydatetime(), t.lang) for one in told["when"]],
            "who": told["who"],
            "what": [
                f"{t(KINDS[kind])}: {index} {year}"
                for kind, index, year in zip(told["kind"], told["index"], told["year"], strict=True)
            ],
            "status": [t(STATUSES[one]) for one in told["status"]],
            "embargo": [formats.day(None if pd.isna(one) else one.date(), t.lang) for one in told["embargo"]],
            "rows": [formats.integer(one, t.lang) for one in told["rows"]],
            "file": told["file"],
            "note": told["note"],
        }
    )
    names = {
        "version": t("Change"),
        "when": t("When"),
        "who": t("Who"),
        "what": t("What"),
        "status": t("Status"),
        "embargo": t("Held until"),
        "rows": t("Rows"),
        "file": t("File"),
        "note": t("Note"),
    }
    table.show(rows, names, key="desk-history", alt=t("Everything that was published here"), numbers=("rows",))
    labels = {int(version): f"{version}: {what}" for version, what in zip(rows["version"], rows["what"], strict=True)}
    chosen = desk.kept().get("change")
    version = chosen if chosen in labels else next(iter(labels))
    with st.container(width=420):
        pickers.chooser(
            t("Look at a change"), "desk-change", labels, version, lambda one: desk.kept().update(change=one)
        )
    change = told.loc[told["version"] == version].iloc[0]
    _look(change, t)
    of_year = told[(told["index"] == change["index"]) & (told["year"] == change["year"])]
    _acts(of_year.iloc[0], decision, t)


def _look(change: pd.Series, t: Translator) -> None:
    index, year = str(change["index"]), int(change["year"])
    described = uploads.catalog().indices.get(index)
    before, after = publish_history.difference(int(change["version"]))
    if described is not None and (len(before) or len(after)):
        found = counts(difference(before, after, described, year))
        st.markdown(
            t(
                "This change made {new} figures new, changed {changed}, removed {removed} and left {same} as "
                "they were.",
                **{name: formats.integer(number, t.lang) for name, number in found.items()},
            )
        )


def _acts(last: pd.Series, decision: Decision, t: Translator) -> None:
    """What may still be done with a year, by the last change of it; each is confirmed, with a note for the history."""
    index, year, actor = str(last["index"]), int(last["year"]), decision.actor
    held = pd.notna(last["embargo"]) and last["embargo"].date() > ledger_model.today()
    shows = int(last["rows"]) > 0
    back = (
        t("The figures of change {version} show again.", version=last["former"])
        if pd.notna(last["former"])
        else t("What ships with the program shows again, or nothing where nothing ships.")
    )
    place = {"index": index, "year": year}
    acts: list[tuple[Right, str, bool, str, Callable[..., Record]]] = [
        (
            "final",
            t("Make {index} {year} final", **place),
            shows and last["status"] == "provisional",
            t("The same figures, without the banner."),
            publish.finalise,
        ),
        (
            "release",
            t("Show {index} {year} now", **place),
            shows and held,
            t("The same figures, for everybody from now on."),
            publish.release,
        ),
        ("undo", t("Undo the last change of {index} {year}", **place), shows, back, publish.undo),
    ]
    with st.container(horizontal=True):
        for right, label, fits, what, act in acts:
            with st.popover(label, disabled=not (fits and actor.may(right)), key=f"desk-{right}-open"):
                st.markdown(what)
                note = st.text_input(t("Note for the history"), key=f"desk-{right}-note")
                args = (act, index, year, int(last["version"]), note)
                st.button(t("Confirm"), key=f"desk-{right}", type=selection.primary(), on_click=_act, args=args)


def _publish(
    frame: pd.DataFrame,
    index: Index,
    year: int,
    upload: Upload,
    chosen: Terms,
    seen: int,
    names: dict[tuple[str, str], str],
    content: bytes | None,
) -> None:
    """Publishes and remembers the spellings that were accepted; for a callback."""
    t = selection.words()

    def commit() -> Record:
        actor = gate.actor()
        record = publish.publish(frame, index, year, upload, actor, chosen, definition=content, expected=seen)
        for (_, name), province in names.items():
            accepted_names.accept(name, province, actor)
        return record

    _told(commit, t("{index} {year} is published.", index=index.short.get(t.lang), year=year), t)


def _act(act: Callable[..., Record], index: str, year: int, seen: int, note: str) -> None:
    t = selection.words()
    _told(
        lambda: act(index, year, gate.actor(), note, expected=seen),
        t("Done: {index} {year}. The history below tells it.", index=index, year=year),
        t,
    )


def _told(commit: Callable[[], Record], done: str, t: Translator) -> None:
    try:
        commit()
    except SentenceError as error:
        desk.kept()["outcome"] = ("failed", error.told(t))
    except (CatalogError, ValueError) as error:
        desk.kept()["outcome"] = ("failed", str(error))
    else:
        desk.kept()["outcome"] = ("done", done)
