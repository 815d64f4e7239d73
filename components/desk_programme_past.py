"""The history of the reform programmes on the desk: every change, and undo, make final and release for its province."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from components import desk, gate, selection, table
from provindex import formats, geography, publish_programme
from provindex.access import Actor, Decision, Right
from provindex.errors import SentenceError
from provindex.ledger_programme import ProgrammeRecord
from provindex.publish_command import KINDS, STATUSES
from provindex.translate import Translator

Act = Callable[..., ProgrammeRecord]


def show(decision: Decision) -> None:
    """Every change of a programme, newest first; nothing where there never was one."""
    t, changes = selection.words(), publish_programme.history()
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
    )
    _acts(names, changes, decision, t)


def told(commit: Callable[[], ProgrammeRecord], done: str, t: Translator) -> None:
    """Does what was asked for and keeps what came of it for the next run."""
    try:
        commit()
    except SentenceError as error:
        desk.kept()["outcome"] = ("failed", error.told(t))
    except ValueError as error:
        desk.kept()["outcome"] = ("failed", str(error))
    else:
        desk.kept()["outcome"] = ("done", done)


def _acts(names: dict[str, str], changes: pd.DataFrame, decision: Decision, t: Translator) -> None:
    """Of which province, and what can be done with its last change."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        province = st.selectbox(
            t("Province"), list(names), format_func=names.__getitem__, key="desk-programme-past", width=240
        )
        name, seen = names[province], publish_programme.last_version(province)
        acts: list[tuple[Right, str, str, Act]] = [
            ("final", t("Make {province} final", province=name), "finalise", publish_programme.finalise),
            ("release", t("Show {province} now", province=name), "release", publish_programme.release),
            ("undo", t("Undo the last change of {province}", province=name), "undo", publish_programme.undo),
        ]
        for right, label, key, act in acts:
            st.button(
                label,
                key=f"desk-programme-{key}",
                disabled=not decision.actor.may(right),
                on_click=_act,
                args=(act, province, seen, name),
            )
        file = changes.loc[changes["province"] == province].iloc[0]
        st.download_button(
            t("The file of it"),
            data=partial(_content, int(file["version"])),
            file_name=str(file["file"]),
            icon=":material/download:",
            type="tertiary",
            key="desk-programme-file",
        )


def _act(act: Act, province: str, seen: int, name: str) -> None:
    t = selection.words()
    done = t("Done: programme of {province}. The history below tells it.", province=name)
    told(lambda: act(province, _actor(), expected=seen), done, t)


def _actor() -> Actor:
    return gate.decision().actor


def _content(version: int) -> bytes:
    return publish_programme.upload_of(version)[1]
