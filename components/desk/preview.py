"""The desk's preview: what publishing a year would change, province by province, and the map as it would look."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.charts import maps
from components.desk.questions import answers, definition, file_state
from components.state import scope, upload_cache, view_state
from components.widgets import card, chart, pickers, table
from provindex import geography
from provindex.analysis import map_values
from provindex.analysis.ranking import standing
from provindex.catalog import Edition, Index, Status
from provindex.catalog.coverage import is_partial
from provindex.core import formats, inert, sorting
from provindex.core.translate import Translator
from provindex.intake import Reading
from provindex.intake.diff import counts
from provindex.views.view import View

_KEPT = 6
"""Digits of a score that the store keeps."""


def show(found: Reading, index: Index, year: int, basis: int) -> None:
    """The counts of new, changed, removed and same figures, the rows of one measure, and the map.

    ``basis`` is the version of the store that the file is compared with.
    """
    t = view_state.words()
    frame = found.years[year]
    with st.spinner(t("Comparing with what shows now…")):
        changes = upload_cache.changes(found, index, year, basis, definition())
    _counts(changes, index, t)
    if answers().correct:
        moved = changes[changes["status"] != "same"]
        if not moved.empty:
            figures(moved, index, key=f"desk-corrected-{year}", alt=t("What the correction changes"))
    measures = [key for key in index.measures if key in set(frame["measure"])]
    if not measures:
        return
    names = {key: index.measures[key].name.get(t.lang) for key in measures}
    chosen = file_state().get("measure")
    measure = chosen if chosen in names else measures[0]
    with st.container(width=420):
        pickers.chooser(
            t("Measure"), f"desk-measure-{year}", names, measure, lambda key: file_state().update(measure=key)
        )
    left, right = st.columns([6, 8], gap="medium")
    with left, card.card("", notes=[scope.attribution(t)], key=f"desk-map-{year}"):
        _map(frame, index, measure, year, t, part=found.is_part(year))
    rows = changes[changes["measure"] == measure]
    with right, card.card("", key=f"desk-rows-{year}"):
        changed, ranked = st.tabs([t("What changes"), t("The ranking afterwards")])
        with changed:
            _rows(rows, index, year, t)
        with ranked:
            _ranking(rows, index, year, t)


def figures(moved: pd.DataFrame, index: Index, *, key: str, alt: str) -> None:
    """Rows of `provindex.intake.diff` as a table, a line a figure: what it was and what it becomes."""
    t = view_state.words()
    rows = pd.DataFrame(
        {
            "name": [geography.province(one).name.get(t.lang) for one in moved["province"]],
            "measure": [index.measures[one].name.get(t.lang) for one in moved["measure"]],
            "before": [formats.score(one, t.lang, index.digits) for one in moved["score_before"]],
            "after": [formats.score(one, t.lang, index.digits) for one in moved["score_after"]],
            "difference": [formats.signed(one, t.lang, index.digits) for one in moved["difference"]],
        }
    )
    names = {
        "name": t("Province"),
        "measure": t("Measure"),
        "before": t("Before"),
        "after": t("After"),
        "difference": t("Difference"),
    }
    table.show(rows, names, key=key, alt=alt, numbers=("before", "after", "difference"))


def _counts(changes: pd.DataFrame, index: Index, t: Translator) -> None:
    found = counts(changes)
    total = changes[changes["measure"] == index.root.key]
    places = st.columns(5)
    labels = {"new": t("New"), "changed": t("Changed"), "removed": t("Removed"), "same": t("Unchanged")}
    for place, (status, label) in zip(places, labels.items(), strict=False):
        place.metric(inert.markdown(label), formats.integer(found[status], t.lang))  # type: ignore[index]
    places[4].metric(t("Provinces that change group"), formats.integer(int(total["group_moved"].sum()), t.lang))
    finer = changes.loc[changes["finer"], "difference"].abs()
    n = len(finer)
    if n:
        most = formats.score(finer.max(), t.lang, _KEPT)
        st.caption(
            inert.markdown(
                t.plural(
                    "Of the unchanged, {n} figure differs only behind the digits that are printed, by at most {most}.",
                    "Of the unchanged, {n} figures differ only behind the digits that are printed, by at most {most}.",
                    n,
                    most=most,
                )
            )
        )


def _rows(rows: pd.DataFrame, index: Index, year: int, t: Translator) -> None:
    statuses = {"new": t("new"), "changed": t("changed"), "removed": t("removed"), "same": t("unchanged")}
    moved = rows[rows["status"] != "same"]
    if moved.empty:
        st.caption(t("Nothing changes in this measure."))
        return
    groups = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    shown = pd.DataFrame(
        {
            "name": [geography.province(one).name.get(t.lang) for one in moved["province"]],
            "status": moved["status"].map(statuses),
            "before": [formats.score(one, t.lang, index.digits) for one in moved["score_before"]],
            "after": [formats.score(one, t.lang, index.digits) for one in moved["score_after"]],
            "difference": [formats.signed(one, t.lang, index.digits) for one in moved["difference"]],
            "places": [
                f"{formats.rank(old, t.lang)} → {formats.rank(new, t.lang)}"
                for old, new in zip(moved["rank_before"], moved["rank_after"], strict=True)
            ],
            "group": [
                f"{groups.get(old, '–')} → {groups.get(new, '–')}" if apart else ""
                for old, new, apart in zip(
                    moved["group_before"].fillna(""), moved["group_after"].fillna(""), moved["group_moved"], strict=True
                )
            ],
        }
    )
    names = {
        "name": t("Province"),
        "status": t("Status"),
        "before": t("Now"),
        "after": t("Then"),
        "difference": t("Difference"),
        "places": t("Rank"),
        "group": t("Group"),
    }
    table.show(
        shown,
        names,
        key=f"desk-diff-{year}",
        alt=t("What would change"),
        numbers=("before", "after", "difference"),
    )


def _ranking(rows: pd.DataFrame, index: Index, year: int, t: Translator) -> None:
    """Every province with a rank as it would stand, and where it stands now."""
    after = rows[rows["rank_after"].notna()].sort_values("rank_after", kind="stable")
    if after.empty:
        st.caption(t("No rank can be counted from this file."))
        return
    groups = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    shown = pd.DataFrame(
        {
            "rank": [formats.rank(one, t.lang) for one in after["rank_after"]],
            "name": [geography.province(one).name.get(t.lang) for one in after["province"]],
            "score": [formats.score(one, t.lang, index.digits) for one in after["score_after"]],
            "group": [groups.get(one, "") for one in after["group_after"].fillna("")],
            "before": [formats.rank(one, t.lang) for one in after["rank_before"]],
        }
    )
    names = {
        "rank": t("Rank"),
        "name": t("Province"),
        "score": t("Score"),
        "group": t("Group"),
        "before": t("Rank now"),
    }
    alt = t("The ranking as it would look after publishing.")
    numbers = ("rank", "score", "before")
    orders = {"group": sorting.by_class(shown["group"], list(groups.values()))}
    table.show(shown, names, key=f"desk-ranking-{year}", alt=alt, numbers=numbers, orders=orders)


def _map(frame: pd.DataFrame, index: Index, measure: str, year: int, t: Translator, *, part: bool) -> None:
    """The map of the year as it would look, in the way its measure is coloured by default."""
    edition = str(frame["province"].iloc[0]).split(":")[0]
    status: Status = "partial" if part or is_partial(frame, index, edition) else "final"
    known = index.editions.get(year) or Edition(year=year, provinces=edition, status="final")
    dated = replace(index, editions={**index.editions, year: replace(known, provinces=edition, status=status)})
    view = View(t.lang, index.key, measure, year, year, edition)
    way = next(iter(map_values.ways(dated, measure, year)))
    stands = standing(dated, measure, year, frame, geography.provinces(edition))
    rows = map_values.of_standing(stands, way, dated, t, map_values.reasons({}, t("no figure in the file")))
    figure = maps.drawing(view, dated, way, rows, int(stands["ranked"].iloc[0]), height=470)
    chart.plotly(figure, key=f"desk-shapes-{year}", alt=t("The map as it would look after publishing."))
