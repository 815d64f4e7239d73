"""The summary of the selected province: its figures beside the map, with a way back."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from components.state import narrative, results, scope, view_state
from components.widgets import card, merged_members, table
from provindex import geography
from provindex.analysis import map_values
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.sentences import words
from provindex.views.view import View

_PROFILE = Path(__file__).resolve().parents[2] / "pages" / "province.py"


def show(view: View, *, narrow: bool = False) -> None:
    """What is known of the selected province in the View's year: figures, change, the measures one level down.

    In a ``narrow`` place two figures stand side by side instead of three.
    """
    if view.province is None:
        return
    index, t = results.index_of(view), view_state.words()
    province = geography.province(view.province)
    head, back = st.columns([3, 1.1], vertical_alignment="center")
    head.subheader(inert.markdown(province.name.get(t.lang)), anchor=False)
    back.button(
        t("Whole country"),
        key="panel-back",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=lambda: view_state.pick_province(None),
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(inert.markdown(_where(view, t)))
        _to_profile(view, t)
    row = of_province(results.standing(view), view.province)
    if row["missing"]:
        reason = scope.reasons(view, t)(view.province).rstrip(".")
        st.info(inert.markdown(t("No figure in {year}: {reason}.", year=view.year, reason=reason)))
        _members(view)
        _other_years(view, index, t)
    else:
        st.markdown(inert.markdown(narrative.province(view, view.province)))
        _figures(row, view, index, t, [*st.columns(2), st.container()] if narrow else st.columns(3))
        _members(view)
    _parts(view, index, t)


def of_province(frame: pd.DataFrame, province: str) -> pd.Series:
    """The one row of a province in a frame with a row for each."""
    return frame.loc[frame["province"] == province].iloc[0]


def _to_profile(view: View, t: Translator) -> None:
    """The way to the page about the province; the link carries the View, so that it can be opened in another tab."""
    st.page_link(_PROFILE, label=t("Province profile"), icon=":material/location_city:", query_params=view.params())


def _where(view: View, t: Translator) -> str:
    province = geography.province(str(view.province))
    region = next(one for one in geography.regions(view.edition) if one.id == province.region)
    return region.name.get(t.lang)


def _figures(
    row: pd.Series, view: View, index: Index, t: Translator, places: Sequence[st.delta_generator.DeltaGenerator]
) -> None:
    changes, verdict = results.changes(view)
    moved = of_province(changes, str(view.province))
    said = verdict.verdict != "refuse"
    since = t("since {base}", base=view.base)
    points = formats.signed(moved["change"], t.lang, index.digits) if verdict.has_points else None
    card.metric(
        places[0],
        t("Score"),
        formats.score(row["score"], t.lang, index.digits),
        points,
        since + words.share_of_parts(verdict),
    )
    valid, derived = formats.integer(row["ranked"], t.lang), results.is_derived(view)
    label = t("Derived rank of {valid}", valid=valid) if derived else t("Rank of {valid}", valid=valid)
    climbed = formats.signed(moved["places"], t.lang, 0) if said else None
    card.metric(places[1], label, map_values.place(row["rank"], row["tied"], t.lang), climbed, since)
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    if pd.notna(row["group"]):
        places[2].metric(t("Group"), inert.markdown(labels[row["group"]]))
    elif derived and (span := merged_members.spans(view, bare=True).get(str(view.province))):
        places[2].metric(t("Range of the members"), inert.markdown(span))


def _members(view: View) -> None:
    if results.is_derived(view):
        merged_members.show(view)


def _other_years(view: View, index: Index, t: Translator) -> None:
    """The years in which the province does have a figure, newest first."""
    rows = []
    for year in sorted(index.editions, reverse=True):
        if index.measures[view.measure].period(year) is None:
            continue
        row = of_province(results.standing(view, year), str(view.province))
        if not row["missing"]:
            place, of = map_values.place(row["rank"], row["tied"], t.lang), formats.integer(row["ranked"], t.lang)
            score = formats.score(row["score"], t.lang, index.digits)
            rows.append({"year": str(year), "score": score, "place": f"{place}/{of}"})
    if rows:
        names = {"year": t("Year"), "score": t("Score"), "place": t("Rank")}
        alt = t("Years with a figure")
        table.show(pd.DataFrame(rows), names, key="panel-years", alt=alt, numbers=("score", "place"), height=290)


def _parts(view: View, index: Index, t: Translator) -> None:
    """The measures one level below: score, rank and change, as a table."""
    parts = [part for part in index.children(view.measure) if part.period(view.year)]
    rows = [_part(view, part.key, index, t) for part in parts]
    known = [row for row in rows if row["score"] != formats.MISSING or row["place"] != formats.MISSING]
    if not known:
        return
    called = words.start_high(index.parts_called(view.measure).get(t.lang))
    names = {"name": called, "score": t("Score"), "place": t("Rank")}
    if view.has_base:
        names["change"] = t("Change since {base}", base=view.base)
    table.show(
        pd.DataFrame(known)[list(names)],
        names,
        key="panel-parts",
        alt=t("Scores one level down"),
        numbers=("score", "place", "change"),
    )


def _part(view: View, key: str, index: Index, t: Translator) -> dict[str, str]:
    below = results.at_measure(view, key)
    row = of_province(results.standing(below), str(view.province))
    change = formats.MISSING
    if index.measures[key].period(view.base):
        changes, verdict = results.changes(below)
        if verdict.has_points:
            points = of_province(changes, str(view.province))["change"]
            change = formats.signed(points, t.lang, index.digits) + words.in_parts(index, key, verdict, t)
    return {
        "name": index.measures[key].name.get(t.lang),
        "score": formats.score(row["score"], t.lang, index.digits),
        "place": map_values.place(row["rank"], row["tied"], t.lang),
        "change": change,
    }
