"""The furthest movers between two years, the provinces that changed group, and the change of every province."""

import pandas as pd
import streamlit as st

from components import cache, chart, drawn, maps, notices, selection, table, told
from provindex import cells, change, formats, inert
from provindex.catalog import Index
from provindex.figures import bars
from provindex.sentences import words
from provindex.translate import Translator
from provindex.view import View

_MOVERS = 7


def show(view: View, *, height: int | None, alt: str) -> None:
    """Who moved furthest as bars of places, and beside them who moved to another group, in at most ``height`` px."""
    changes = maps.in_region(cache.changes(view)[0], view)
    index = cache.index_of(view)
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
    index, t = cache.index_of(view), selection.words()
    every, verdict = cache.changes(view)
    changes = maps.in_region(every, view)
    rows = changes.sort_values("places", ascending=False, kind="stable", na_position="last").reset_index(drop=True)
    shown = pd.DataFrame(
        {
            "name": [maps.name(province, view) for province in rows["province"]],
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
    t = selection.words()
    if cache.index_of(view).partial(view.base, view.year):
        notices.nothing(told.incomplete(view))
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
            "label": [maps.name(province, view) for province in rows["province"]],
            "change": rows["places"].astype("float64"),
            "printed": [
                f"{formats.signed(row.places, t.lang, 0)} ({row.rank_from} → {row.rank_to})"
                for row in rows.itertuples()
            ],
        }
    )
    heads = (t("Most places up"), t("Most places down"))
    made = drawn.figure("movers", view, lambda: bars.movers_figure(shown, heads, selection.figure_theme()))
    chart.plotly(made, key="change-movers", alt=alt, select=True)


def _groups(view: View, changes: pd.DataFrame, index: Index, height: int | None) -> None:
    """The provinces in another group than before, the longest way up first."""
    t = selection.words()
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
        names = formats.listing([maps.name(province, view) for province in found["province"]], t.lang)
        lines.append(f"- :small[{inert.markdown(move)} ({len(found):d}): **{inert.markdown(names)}**]")
    with st.container(height=height or "content", border=False):
        st.markdown("\n".join(lines))


def _group_moves(rows: pd.DataFrame, index: Index, t: Translator) -> list[str]:
    """From group to group; one name where it stayed, an en dash where there is none."""
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    ends = [cells.named(rows[column], labels, formats.MISSING) for column in ("group_from", "group_to")]
    return [old if old == new else f"{old} → {new}" for old, new in zip(*ends, strict=True)]


def _reasons(view: View, rows: pd.DataFrame, t: Translator) -> list[str]:
    """Why a province has no figure at one end, with the year; empty where it has both."""
    years = {"new": (view.base,), "gone": (view.year,), "none": (view.base, view.year)}
    told = []
    for province, status in zip(rows["province"], rows["status"], strict=True):
        found = []
        for year in years.get(status, ()):
            reason = cache.coverage(view.index, view.measure, year).reasons.get(province)
            said = reason.get(t.lang) if reason else t("no figure")
            found.append(f"{year}: {said}")
        if status == "uneven":
            found.append(t("Not all members have figures of both years."))
        told.append(" ".join(found))
    return told
