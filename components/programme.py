"""The reform programme of a province: how far its plans came, its rates against their targets, beside the indices."""

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from components import card, programme_beside, programme_empty, programme_rates, programme_view, selection
from provindex import programme
from provindex.sentences import programme as said
from provindex.sentences import words
from provindex.view import View

_REMARKS = 8  # remarks on the page; all of them stand in the table
_ORDER = ("papi", "par", "sipas")


def bar() -> str:
    """Province, place and period, and which part of the page is shown; returns that part."""
    view, t = selection.current(), selection.words()
    parts = {
        "progress": t("Progress and rates"),
        "units": t("Units"),
        "compare": t("Compare provinces"),
        "fell": t("Indices that fell"),
    }
    places = st.columns([2.2, 2, 2.2, 5.2], vertical_alignment="center", gap="small")
    with places[0]:
        selection.province_picker(t("Choose a province"), "programme-province")
    with places[3]:
        chosen = selection.option_picker("programme", parts, t("Part of the page"))
    if chosen == "progress" and view.province:
        _pickers(view, places[1:3])
    return chosen


def show(view: View) -> None:
    """Plans and rates of the View's place and period, each beside the measures that it feeds."""
    t, when = selection.words(), programme_view.period(view)
    if view.province is None or when is None:
        programme_empty.show(view)
        return
    rows = programme_view.rows(view)
    remarks = programme_view.remarks(rows)
    question = t("How far has the programme come, and how do the indices stand beside it?")
    notes = [*remarks[:_REMARKS], programme_view.sources(rows), programme_view.known().pairing.get(t.lang)]
    with card.card(question, _sentence(view, rows), notes, key="programme-progress"):
        look = programme_rates.look(rows)
        for at, (measures, part) in enumerate(_groups(rows)):
            left, right = st.columns([3, 9], gap="medium", vertical_alignment="center")
            with left, st.container(gap="xsmall"):
                for measure in measures:
                    programme_beside.show(view, measure)
            with right, st.container(gap=None):
                programme_rates.plans(part, when, look, key=str(at))
                programme_rates.rates(part, look, key=str(at))
        card.twin(lambda: programme_rates.table(view, rows), key="programme-progress")


def _pickers(view: View, places: Sequence[st.delta_generator.DeltaGenerator]) -> None:
    """The place inside the province and the period, where there are several to choose from."""
    t, every = selection.words(), programme_view.known()
    scopes, place = programme.scopes(every, str(view.province)), programme_view.scope(view)
    if place is None:
        return
    with places[0]:
        names = {key: programme_view.place_name(view, key) for key in scopes}
        selection.option_picker("unit", names, t("Unit inside the province"), listed=True)
    with places[1]:
        found = programme.periods(every, str(view.province), place)
        labels = {str(one): words.start_high(one.label(t)) for one in found}
        selection.option_picker("period", labels, t("Period"), listed=True)


def _sentence(view: View, rows: pd.DataFrame) -> str:
    """How far the plans came, how many figures there are, and how many of those with a target reach it."""
    t, every = selection.words(), programme_view.known()
    place, when = programme_view.scope(view), programme_view.period(view)
    if place is None or when is None:
        return ""
    plans = said.plans(programme.progress(every, rows, when), when, t)
    aimed, reached = int(rows["aim"].notna().sum()), int(programme.reached(every, rows).sum())
    summary = said.summary(programme_view.place_name(view, place), when, len(rows), aimed, reached, t)
    return f"{plans} {summary}".strip()


def _groups(rows: pd.DataFrame) -> Iterator[tuple[list[str], pd.DataFrame]]:
    """The figures by the field of PAR INDEX that they feed, with every measure that stands beside them."""
    every = programme_view.known().indicators
    fields = rows["indicator"].map({key: one.feeds.get("par", "") for key, one in every.items()})
    for field in fields.unique():
        part = rows[fields == field]
        measures = dict.fromkeys(measure for key in part["indicator"] for measure in every[key].feeds.values())
        yield sorted(measures, key=lambda measure: _ORDER.index(measure.split(".")[0])), part
