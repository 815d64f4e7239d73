"""Who saved, deleted or took back which presentation, for those who may; what each change changed, and its undo."""

from functools import partial

import pandas as pd
import streamlit as st

from components.stage import state
from components.state import identity, view_state
from components.widgets import notices, pickers, table
from provindex.core import formats, inert, sorting
from provindex.core.errors import SentenceError
from provindex.core.translate import N_, Translator
from provindex.publishing import presentations
from provindex.views import scenes
from provindex.views.scenes import Step

KINDS = {"publish": N_("saved"), "delete": N_("deleted"), "undo": N_("undone")}
_NONE = "–"


def show() -> None:
    """The history of all presentations, folded; nothing for readers."""
    if not identity.decision().allowed:
        return
    t = view_state.words()
    label = t("History of the presentations")
    with st.expander(label, icon=":material/history:", key="stage-past", on_change="rerun") as place:
        if not place.open:
            return
        try:
            changes = presentations.history()
            if changes.empty:
                st.caption(t("No presentation has been saved here."))
            else:
                _changes(changes, t)
        except SentenceError as error:
            notices.nothing(error.sentence(t))


def _changes(changes: pd.DataFrame, t: Translator) -> None:
    kinds = [t(KINDS[kind]) for kind in changes["kind"]]
    rows = pd.DataFrame(
        {
            "version": changes["version"].astype(str),
            "when": [formats.moment(one.to_pydatetime(), t.lang) for one in changes["when"]],
            "who": changes["who"].replace("", _NONE),
            "presentation": changes["presentation"],
            "kind": kinds,
            "scenes": [formats.integer(one, t.lang) for one in changes["scenes"]],
        }
    )
    heads = {
        "version": t("Change"),
        "when": t("When"),
        "who": t("Who"),
        "presentation": t("Presentation"),
        "kind": t("What"),
        "scenes": t("Scenes"),
    }
    orders = {name: sorting.by_value(changes[name]) for name in ("version", "when")}
    alt = t("Every change of a presentation, newest first")
    table.show(rows, heads, key="stage-history", alt=alt, numbers=("scenes",), orders=orders)
    labels = {
        int(version): f"{version} · {name}: {kind}"
        for version, name, kind in zip(changes["version"], changes["presentation"], kinds, strict=True)
    }
    kept = view_state.kept("stage")
    chosen = kept.get("change")
    version = chosen if chosen in labels else next(iter(labels))
    pickers.chooser(t("Look at a change"), "stage-change", labels, version, lambda one: kept.update(change=one))
    _difference(version, t)
    _acts(version, changes, t)


def _difference(version: int, t: Translator) -> None:
    """The scenes before and after a change."""
    before, after = presentations.before_and_after(version)
    titles = [one.titled(t.lang) if one else "" for one in (before, after)]
    if before and after and titles[0] != titles[1]:
        st.text(t("Title before: {before}. Title afterwards: {after}.", before=titles[0], after=titles[1]))
    steps = scenes.difference(before, after)
    rows = pd.DataFrame(
        {
            "before": [_NONE if one.before is None else str(one.before) for one in steps],
            "after": [_NONE if one.after is None else str(one.after) for one in steps],
            "title": [state.titled(one.scene, state.view_of(one.scene)[0]) for one in steps],
            "what": [_what(one, t) for one in steps],
        }
    )
    heads = {"before": t("Before"), "after": t("Afterwards"), "title": t("Scene"), "what": t("What")}
    alt = t("The scenes before and after change {version}", version=version)
    table.show(rows, heads, key="stage-change-scenes", alt=alt, numbers=("before", "after"))


def _what(step: Step, t: Translator) -> str:
    if step.before is None:
        return t("new")
    if step.after is None:
        return t("taken out")
    return t("other words") if step.reworded else t("as before")


def _acts(version: int, changes: pd.DataFrame, t: Translator) -> None:
    """Undo of the last change of the presentation, and the way back to the change that is looked at."""
    change = changes.loc[changes["version"] == version].iloc[0]
    name = str(change["presentation"])
    last = changes[changes["presentation"] == name].iloc[0]
    seen = int(last["version"])
    back = (
        t("The presentation of change {version} is there again.", version=last["former"])
        if pd.notna(last["former"])
        else t("There is no presentation of that name afterwards.")
    )
    acts = [
        (
            "undo",
            t("Undo the last change of “{name}”", name=name),
            back,
            None,
            last["rows"] > 0 or pd.notna(last["former"]),
        ),
        (
            "back",
            t("Bring back what change {version} left", version=version),
            t("The presentation of change {version} is there again.", version=version),
            version,
            change["rows"] > 0 and version != seen,
        ),
    ]
    with st.container(horizontal=True):
        for act, label, what, to, fits in acts:
            # The next change has a popover of its own, closed, so that a second click cannot undo twice.
            with st.popover(inert.markdown(label), disabled=not fits, key=f"stage-{act}-open-{seen}-{version}"):
                st.markdown(inert.markdown(what))
                do = partial(_undo, name, to, seen)
                st.button(t("Confirm"), key=f"stage-{act}", type=view_state.primary(), on_click=do)


def _undo(name: str, to: int | None, seen: int) -> None:
    """Takes back a change and opens what is there afterwards; for callbacks."""
    t, kept = view_state.words(), view_state.kept("stage")
    kept.pop("change", None)
    try:
        record = presentations.undo(name, identity.actor(), to=to, seen=seen)
        opened = "" if record.removed else name
        if opened or state.name() == name:
            state.load(opened)
            view_state.option("show", opened)
        kept["said"] = t("Done: “{name}”. The history tells it.", name=name)
    except SentenceError as error:
        kept["said"] = error.sentence(t)
