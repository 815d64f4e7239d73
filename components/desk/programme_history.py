"""The history of the reform programmes on the desk: every change, and undo, make final and release for its province."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components.desk import final, programme_preview, publish, sections
from components.state import identity, view_state
from components.widgets import pickers, table
from provindex import geography
from provindex.core import formats, inert, sorting
from provindex.core.translate import Translator
from provindex.intake.programme import diff
from provindex.publishing import publish_programme
from provindex.publishing.permissions import Decision, Right
from provindex.publishing.publish_log import KINDS, STATUSES
from provindex.store import ledger_records
from provindex.store.programme_ledger import ProgrammeRecord

Act = Callable[..., ProgrammeRecord]


def show(decision: Decision) -> None:
    """Every change of a programme, newest first; nothing where there never was one."""
    t, changes = view_state.words(), publish_programme.history()
    if changes.empty:
        return
    st.subheader(t("Reform programmes"), anchor=False)
    names = {one: geography.province(one).name.get(t.lang) for one in changes["province"].unique()}
    rows = pd.DataFrame(
        {
            "version": changes["version"].astype(str),
            "when": [formats.moment(one.to_pydatetime(), t.lang) for one in changes["when"]],
            "who": changes["who"],
            "what": [
                f"{t(KINDS[kind])}: {names[of]}" for kind, of in zip(changes["kind"], changes["province"], strict=True)
            ],
            "status": [t(STATUSES[one]) for one in changes["status"]],
            "embargo": [formats.day(None if pd.isna(one) else one.date(), t.lang) for one in changes["embargo"]],
            "read": [formats.integer(one, t.lang) for one in changes["read"]],
            "rows": [formats.integer(one, t.lang) for one in changes["rows"]],
            "file": changes["file"],
            "note": changes["note"],
        }
    )
    heads = {
        "version": t("Change"),
        "when": t("When"),
        "who": t("Who"),
        "what": t("What"),
        "status": t("Status"),
        "embargo": t("Held until"),
        "read": t("Rows of the file"),
        "rows": t("Rows afterwards"),
        "file": t("File"),
        "note": t("Note"),
    }
    table.show(
        rows,
        heads,
        key="desk-programme-history",
        alt=t("Everything that was published of reform programmes here"),
        numbers=("read", "rows"),
        orders={name: sorting.by_value(changes[name]) for name in ("version", "embargo", "when")},
    )
    versions = {
        int(version): f"{version} · {what}" for version, what in zip(rows["version"], rows["what"], strict=True)
    }
    chosen = sections.kept().get("programme-change")
    version = chosen if chosen in versions else next(iter(versions))
    change = changes.loc[changes["version"] == version].iloc[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=420):
            pickers.chooser(
                t("Look at a change"),
                "desk-programme-change",
                versions,
                version,
                lambda one: sections.kept().update({"programme-change": one}),
            )
        st.download_button(
            t("The file of this change"),
            data=partial(_content, version),
            file_name=str(change["file"]),
            icon=":material/download:",
            type="tertiary",
            key="desk-programme-file",
        )
    of_province = changes[changes["province"] == change["province"]]
    _acts(of_province.iloc[0], names[str(change["province"])], decision, t)
    _look(change, t)


def _acts(last: pd.Series, name: str, decision: Decision, t: Translator) -> None:
    """What may still be done with a province, by its last change; each is confirmed, with a note for the history."""
    version, record = int(last["version"]), publish_programme.record(int(last["version"]))
    held, shows = record.held(ledger_records.today()), not record.removed
    back = (
        t("What ships with the program shows again, or nothing where nothing ships.")
        if record.former is None
        else t("The figures of change {version} show again.", version=record.former)
    )
    acts: list[tuple[Right, str, bool, str, Act]] = [
        (
            "final",
            t("Make {province} final", province=name),
            shows and not record.is_final,
            t("The same figures, without the banner."),
            publish_programme.finalise,
        ),
        (
            "release",
            t("Show {province} now", province=name),
            shows and held,
            t("The same figures, for everybody from now on."),
            publish_programme.release,
        ),
        ("undo", t("Undo the last change of {province}", province=name), shows, back, publish_programme.undo),
    ]
    with st.container(horizontal=True):
        for right, label, fits, what, act in acts:
            disabled = not (fits and decision.actor.may(right))
            # The next change has a popover of its own, closed, so that a second click cannot undo twice.
            with st.popover(inert.markdown(label), disabled=disabled, key=f"desk-programme-{right}-open-{version}"):
                st.markdown(inert.markdown(what))
                note = st.text_input(t("Note for the history"), key=f"desk-programme-{right}-note-{version}")
                do, ready = partial(act, record.province, expected=version), True
                if right == "undo" and fits and record.is_final and not held:
                    ready = final.taken_back(note, f"desk-programme-undo-final-{version}")
                    do = partial(do, confirmed=ready)
                key, args = f"desk-programme-{right}", (do, name, note)
                st.button(
                    t("Confirm"), key=key, type=view_state.primary(), disabled=not ready, on_click=_act, args=args
                )


def _look(change: pd.Series, t: Translator) -> None:
    """What a change changed: the counts, and each figure."""
    before, after = publish_programme.before_and_after(int(change["version"]))
    figures, scores = diff.between(before, after, str(change["province"]))
    numbers = diff.counts(figures, scores)
    st.markdown(
        inert.markdown(
            t(
                "This change made {new} figures new, changed {changed}, removed {removed} and left {same} as they "
                "were.",
                **{status: formats.integer(number, t.lang) for status, number in numbers.items()},
            )
        )
    )
    named = replace(after, units={**before.units, **after.units})
    programme_preview.rows(figures, scores, named, key="desk-programme-change-rows", past=True)


def _act(act: Act, name: str, note: str) -> None:
    t = view_state.words()
    done = t("Done: programme of {province}. The history below tells it.", province=name)
    publish.carry_out(lambda: act(actor=identity.actor(), note=note), done, t, "past")


def _content(version: int) -> bytes:
    return publish_programme.upload_of(version)[1]
