"""The furthest movers between two years, the provinces that changed group, and the change of every province."""

import pandas as pd
import streamlit as st

from components.state import figure_cache, narrative, results, scope, view_state
from components.widgets import chart, notices, table
from provindex.analysis import change, map_values
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures import bars
from provindex.sentences import words
from provindex.views.view import View

_MOVERS = 7


def show(view: View, *, height: int | None, alt: str) -> None:
    """Who moved furthest as bars of places, and beside them who moved to another group, in at most ``height`` px."""
    changes = scope.in_region(results.changes(view)[0], view)
    index = results.index_of(view)
    grouped = changes[["group_from", "group_to"]].notna().all(axis=1).any()
    if grouped and not index.partial(view.base, view.year):
        figures, groups = st.columns([1.15, 1], gap="small")
        with figures:
            _furthest(view, changes, alt)
        with groups:
            _groups(view, changes, index, height)
    else:
        _furthest(view, changes, alt)


def places(changes: pd.DataFrame, t: Translator) -> list[str]:
    """Places gained or lost with their sign; a province of one year only is called new or without a figure."""
    special = {"new": t("new"), "gone": t("no figure"), "none": t("no figure"), "uneven": t("other members")}
    return [
        special.get(status) or formats.signed(moved, t.lang, 0)
        for moved, status in zip(changes["places"], changes["status"], strict=True)
    ]


def all_changes(view: View) -> None:
    """The change of every province: ranks, scores and groups of both years, and the reason where one is missing."""
    index, t = results.index_of(view), view_state.words()
    every, verdict = results.changes(view)
    changes = scope.in_region(every, view)
    rows = changes.sort_values("places", ascending=False, kind="stable", na_position="last").reset_index(drop=True)
    shown = pd.DataFrame(
        {
            "name": [scope.name(province, view) for province in rows["province"]],
            "rank_from": [formats.rank(rank, t.lang) for rank in rows["rank_from"]],
            "rank_to": [formats.rank(rank, t.lang) for rank in rows["rank_to"]],
            "places": places(rows, t),
            "change": [formats.signed(points, t.lang, index.digits) for points in rows["change"]],
            "groups": _group_moves(rows, index, t),
            "reason": _reasons(view, rows, t),
        }
    )
    names = {
        "name": t("Province"),
        "rank_from": t("Rank {year}", year=view.base),
        "rank_to": t("Rank {year}", year=view.year),
        "places": t("Places"),
        "change": t("Change of score") + words.in_parts(index, view.measure, verdict, t),
        "groups": t("Group"),
        "reason": t("Why there is no figure"),
    }
    if not rows["group_to"].notna().any():
        names.pop("groups")
    if not verdict.has_points:
        names.pop("change")
    if not any(shown["reason"]):
        names.pop("reason")
    table.show(
        shown,
        names,
        key="change-all",
        alt=t("Change of every province from {base} to {year}", base=view.base, year=view.year),
        ids=list(rows["province"]),
        numbers=("rank_from", "rank_to", "places", "change"),
    )


def _furthest(view: View, changes: pd.DataFrame, alt: str) -> None:
    t = view_state.words()
    if results.index_of(view).partial(view.base, view.year):
        notices.nothing(narrative.incomplete(view))
        return
    far = change.movers(changes, _MOVERS)
    rows = pd.concat([far.up.head(_MOVERS).assign(end="up"), far.down.head(_MOVERS).assign(end="down")])
    if rows.empty:
        notices.nothing(t("No province of this choice moved in rank."))
        return
    shown = pd.DataFrame(
        {
            "province": rows["province"],
            "end": rows["end"],
            "label": [scope.name(province, view) for province in rows["province"]],
            "change": rows["places"].astype("float64"),
            "printed": [
                f"{formats.signed(row.places, t.lang, 0)} ({row.rank_from} → {row.rank_to})"
                for row in rows.itertuples()
            ],
        }
    )
    heads = (t("Most places up"), t("Most places down"))
    made = figure_cache.figure("movers", view, lambda: bars.movers_figure(shown, heads, view_state.figure_theme()))
    chart.plotly(made, key="change-movers", alt=alt, select=True)


def _groups(view: View, changes: pd.DataFrame, index: Index, height: int | None) -> None:
    """The provinces in another group than before, the longest way up first."""
    t = view_state.words()
    order = {key: -place for place, key in enumerate(index.groups.labels)}
    steps = changes["group_to"].map(order) - changes["group_from"].map(order)
    rows = changes.assign(step=steps)[steps.notna() & (steps != 0)].sort_values("step", ascending=False, kind="stable")
    if rows.empty:
        st.caption(t("No province changed group."))
        return
    rows = rows.assign(move=_group_moves(rows, index, t))
    head = t("Changed group ({n})", n=len(rows))
    lines = [f"**{inert.markdown(head)}**", ""]
    for move, found in rows.groupby("move", sort=False):
        names = formats.listing([scope.name(province, view) for province in found["province"]], t.lang)
        lines.append(f"- :small[{inert.markdown(move)} ({len(found):d}): **{inert.markdown(names)}**]")
    with st.container(height=height or "content", border=False):
        st.markdown("\n".join(lines))


def _group_moves(rows: pd.DataFrame, index: Index, t: Translator) -> list[str]:
    """From group to group; one name where it stayed, an en dash where there is none."""
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    ends = [map_values.named(rows[column], labels, formats.MISSING) for column in ("group_from", "group_to")]
    return [old if old == new else f"{old} → {new}" for old, new in zip(*ends, strict=True)]


def _reasons(view: View, rows: pd.DataFrame, t: Translator) -> list[str]:
    """Why a province has no figure at one end, with the year; empty where it has both."""
    years = {"new": (view.base,), "gone": (view.year,), "none": (view.base, view.year)}
    told = []
    for province, status in zip(rows["province"], rows["status"], strict=True):
        found = []
        for year in years.get(status, ()):
            reason = results.coverage(view.index, view.measure, year).reasons.get(province)
            said = reason.get(t.lang) if reason else t("no figure")
            found.append(f"{year}: {said}")
        if status == "uneven":
            found.append(t("Not all members have figures of both years."))
        told.append(" ".join(found))
    return told
