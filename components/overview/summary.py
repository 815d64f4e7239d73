"""The right side of the landing page: three figures, who leads and trails, who moved."""

from functools import partial
from typing import Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.state import figure_cache, narrative, results, scope, view_state
from components.widgets import card, chart, merged_members, table
from provindex.analysis import change, map_values
from provindex.catalog import Index
from provindex.core import formats, inert, sorting
from provindex.core.translate import Translator
from provindex.figures import bars
from provindex.sentences import words
from provindex.views.view import View

_AT_ENDS, _MOVED = 5, 3


def facts(view: View) -> None:
    """Three figures: the middle of the country, how many provinces have a figure, how many changed group."""
    # A row of its own for all three: a column each would be sent along with every change.
    row = st.container(horizontal=True)
    for draw in figure_cache.kept("overview-facts", view, lambda: _facts(view)):
        draw(row)


def ends(view: View, height: int | None = None) -> None:
    """The leading and the trailing five as dots on one scale, with the table of all behind them."""
    t, made = view_state.words(), figure_cache.chart("overview-ends", view, lambda: _ends(view, height), height)
    if made is None:
        st.caption(t("Fewer than two provinces have a score, so there is no scale to draw."))
        return
    chart.plotly(made[0], key="overview-ends", alt=made[1], select=True, fill=height is None)


def movers(view: View, height: int | None = None) -> None:
    """The largest changes of score up and down since the base year; nothing where there are none, see `unmoved`."""
    if figure_cache.kept("overview-refused", view, lambda: _refused(view)):
        return
    made = figure_cache.chart("overview-movers", view, lambda: _movers(view, height), height)
    if made is not None:
        chart.plotly(made[0], key="overview-movers", alt=made[1], select=True, fill=height is None)


def unmoved(view: View, height: int | None = None) -> None:
    """Why there are no largest changes; nothing where there are. In a row of its own, as a figure would cover it."""
    t, refused = view_state.words(), figure_cache.kept("overview-refused", view, lambda: _refused(view))
    for line in refused:
        st.caption(inert.markdown(line))
    if not refused and figure_cache.chart("overview-movers", view, lambda: _movers(view, height), height) is None:
        st.caption(
            inert.markdown(t("No province has figures in both {base} and {year}.", base=view.base, year=view.year))
        )


def all_provinces(view: View, height: Literal["stretch"] | None = None) -> None:
    """The table behind the map: every province with score, rank, group and the reason where there is none."""
    index, t = results.index_of(view), view_state.words()
    rows = _ranked(view)
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    shown = pd.DataFrame(
        {
            "place": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(rows["rank"], rows["tied"], strict=True)
            ],
            "name": rows["name"],
            "score": [formats.score(score, t.lang, index.digits) for score in rows["score"]],
            "group": merged_members.labels(view, rows),
        }
    )
    names = {"place": t("Rank"), "name": t("Province"), "score": t("Score"), "group": merged_members.heading(view, t)}
    table.show(
        shown,
        names,
        key="all-provinces",
        alt=t("All provinces"),
        ids=list(rows["province"]),
        numbers=("place", "score"),
        orders={
            "score": sorting.by_value(rows["score"]),
            "group": sorting.by_class(shown["group"], list(labels.values())),
        },
        height=height,
    )


def _ends(view: View, height: int | None) -> tuple[go.Figure, str] | None:
    index, t = results.index_of(view), view_state.words()
    rows = _ranked(view)
    if rows["score"].notna().sum() < 2:
        return None
    rows = rows[rows["score"].notna()].sort_values("score", ascending=False, kind="stable")
    n = min(_AT_ENDS, len(rows) // 2)
    shown = pd.concat([rows.head(n).assign(end="top"), rows.tail(n).assign(end="bottom")])
    heads = (t("Highest scores"), t("Lowest scores"))
    if index.editions[view.year].status == "partial":
        heads = (t("Highest scores, of those known"), t("Lowest scores, of those known"))
    figure = bars.ends_figure(_labelled(shown, index, t), heads, view_state.figure_theme(), height)
    names = formats.listing([str(name) for name in rows["name"].head(n)], t.lang)
    return figure, t("The highest scores: {names}.", names=names)


def _movers(view: View, height: int | None) -> tuple[go.Figure, str] | None:
    index, t = results.index_of(view), view_state.words()
    changes, verdict = results.changes(view)
    found = change.movers(scope.in_region(changes, view), _MOVED, by="change")
    rows = pd.concat([found.up.head(_MOVED).assign(end="up"), found.down.head(_MOVED).assign(end="down")])
    if rows.empty:
        return None
    rows = rows.assign(name=_names(view, tuple(rows["province"])))
    rows["label"] = rows["name"]
    rows["printed"] = [
        _move(points, places, index, t) for points, places in zip(rows["change"], rows["places"], strict=True)
    ]
    in_parts = words.in_parts(index, view.measure, verdict, t)
    heads = (t("Rose most since {base}", base=view.base), t("Fell most since {base}", base=view.base))
    heads = (heads[0] + in_parts, heads[1] + in_parts)
    figure = bars.movers_figure(rows, heads, view_state.figure_theme(), height)
    alt = t("Largest changes since {base}: {names}.", base=view.base, names=formats.listing(list(rows["name"]), t.lang))
    return figure, alt


def _refused(view: View) -> list[str]:
    """Why no change since the base year is computed; empty where one is."""
    t, (_, verdict) = view_state.words(), results.changes(view)
    if not view.has_base:
        return [reason.get(t.lang) for reason in verdict.reasons]
    if verdict.has_points and results.index_of(view).partial(view.base, view.year):
        return [narrative.incomplete(view)]
    if verdict.has_points:
        return []
    said = t("No change is computed from {base} to {year}.", base=view.base, year=view.year)
    return [said, *(reason.get(t.lang) for reason in verdict.reasons)]


def _facts(view: View) -> list[card.Metric]:
    found = [_middle(view), _covered(view)]
    # Of a part of the country it is not known how many moved.
    counted = view.has_base and not results.index_of(view).partial(view.base, view.year)
    return [*found, _moved(view)] if counted else found


def _middle(view: View) -> card.Metric:
    index, t, now = results.index_of(view), view_state.words(), results.summary(view)
    _, verdict = results.changes(view)
    value, label, since = now.median, t("Median score"), None
    if value is None:
        value, label = now.published_mean, t("National mean, as published")
    elif verdict.verdict == "yes":
        since = results.summary(view, view.base).median
    delta = None if value is None or since is None else formats.signed(value - since, t.lang, index.digits)
    shown = formats.score(value, t.lang, index.digits)
    return partial(card.metric, label=label, value=shown, delta=delta, since=t("since {base}", base=view.base))


def _covered(view: View) -> card.Metric:
    t, found = view_state.words(), results.coverage(view.index, view.measure, view.year, view.edition)
    missing = formats.listing(_names(view, found.missing), t.lang)
    return partial(
        card.plain_metric,
        label=t("Provinces with a figure"),
        value=t("{figures} of {of}", figures=found.known, of=found.of),
        help=t("Missing: {names}", names=missing) if 0 < len(found.missing) <= 8 else None,
    )


def _moved(view: View) -> card.Metric:
    index, t = results.index_of(view), view_state.words()
    changes, verdict = results.changes(view)
    if verdict.verdict == "refuse":
        return partial(card.plain_metric, label=t("Changed group since {base}", base=view.base), value=formats.MISSING)
    if index.groups.covers(view.measure) and changes[["group_from", "group_to"]].notna().all(axis=1).any():
        counts = change.group_counts(changes, index)
        label, higher, lower = t("Changed group since {base}", base=view.base), counts.up, counts.down
    elif not verdict.has_points:
        return partial(card.plain_metric, label=t("Changed since {base}", base=view.base), value=formats.MISSING)
    else:
        counts = change.score_counts(changes)
        label, higher, lower = t("Changed since {base}", base=view.base), counts.up, counts.down
    return partial(
        card.plain_metric,
        label=label,
        value=formats.integer(counts.moved, t.lang),
        delta=t("{up} up, {down} down", up=higher, down=lower),
    )


def _ranked(view: View) -> pd.DataFrame:
    """The standing of the View's region in order of rank, with names; provinces without a rank stand last."""
    rows = scope.in_region(results.standing(view), view)
    rows = rows.assign(name=_names(view, tuple(rows["province"])))
    return rows.sort_values(["rank", "score"], ascending=[True, False], kind="stable").reset_index(drop=True)


def _labelled(rows: pd.DataFrame, index: Index, t: Translator) -> pd.DataFrame:
    look = view_state.figure_theme()
    colours = look.group_colours(tuple(index.groups.labels))
    groups = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    places = [map_values.place(rank, tied, t.lang) for rank, tied in zip(rows["rank"], rows["tied"], strict=True)]
    rows = rows.assign(
        label=[
            name if place == formats.MISSING else f"{name}  {place}"
            for name, place in zip(rows["name"], places, strict=True)
        ],
        printed=[formats.score(score, t.lang, index.digits) for score in rows["score"]],
        colour=map_values.named(rows["group"], colours, look.accent),
    )
    return rows.assign(group=map_values.named(rows["group"], groups))


def _names(view: View, provinces: tuple[str, ...]) -> list[str]:
    return [scope.name(province, view) for province in provinces]


def _move(points: float, places: float, index: Index, t: Translator) -> str:
    """A change in points with the places gained beside it: ``+1,52 (+16)``."""
    moved = formats.signed(points, t.lang, index.digits)
    return moved if pd.isna(places) else f"{moved} ({formats.signed(places, t.lang, 0)})"
