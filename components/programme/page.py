"""The reform programme of a province: how far its plans came, its rates against their targets, beside the indices."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.programme import context, empty, subject, units
from components.programme import rates as programme_rates
from components.state import scope, view_state
from components.widgets import card, pickers
from provindex.analysis import programme
from provindex.core.periods import Period
from provindex.sentences import programme as said
from provindex.sentences import words
from provindex.views.view import View

_REMARKS = 8  # remarks on the page; all of them stand in the table
_ORDER = ("papi", "par", "sipas")
_PICKER = 300  # px: a name in two spellings, a period of two days


def bar() -> str:
    """Province, place and period, and which part of the page is shown; returns that part."""
    view, t = view_state.current(), view_state.words()
    parts = {
        "progress": t("Progress and rates"),
        "units": t("Units"),
        "compare": t("Compare provinces"),
        "fell": t("Indices that fell"),
    }
    # Columns would cut names on a narrow window; a row wraps.
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with _place():
            pickers.province_picker(t("Choose a province"), "programme-province")
        with st.container(width="content"):
            chosen = pickers.option_picker("programme", parts, t("Part of the page"))
        if chosen == "progress" and view.province:
            _pickers(view)
        if chosen == "units" and view.province:
            with _place():
                units.level_picker(view)
        if chosen == "fell" and view.province:
            with _place():
                pickers.base_picker(compact=True)
    return chosen


def show(view: View) -> None:
    """Plans and rates of the View's place and period, each beside the measures that it feeds."""
    t, when = view_state.words(), subject.period(view)
    if view.province is None or when is None:
        empty.show(view)
        return
    rows = subject.rows(view)
    remarks = subject.remarks(rows)
    question = t("How far has the programme come, and how do the indices stand beside it?")
    notes = [
        *remarks[:_REMARKS],
        subject.sources(rows),
        subject.known().pairing.get(t.lang),
        _of_whole(view),
        _marks(view, rows),
    ]
    with card.card(question, sentence(view, rows), notes, key="programme-progress"):
        draw(view, rows, when)
        card.twin(lambda: programme_rates.table(view, rows), key="programme-progress")


def draw(view: View, rows: pd.DataFrame, when: Period, size: int | None = None) -> None:
    """The figures, each group beside the measures that it feeds; all bars on one scale, letters of ``size`` px."""
    look = programme_rates.look(rows, view_state.figure_theme(size))
    for at, (measures, part) in enumerate(_groups(rows)):
        left, right = st.columns([3.3, 8.7], gap="small")
        with left, st.container(gap="xsmall"):
            for measure in measures:
                context.show(view, measure)
        with right, st.container(gap=None):
            programme_rates.plans(part, when, look, key=str(at))
            programme_rates.rates(part, look, key=str(at))


def _place() -> DeltaGenerator:
    return st.container(width=_PICKER)


def _pickers(view: View) -> None:
    """The place inside the province and the period, where there are several to choose from."""
    t, every = view_state.words(), subject.known()
    scopes, place = programme.scopes(every, str(view.province)), subject.scope(view)
    if place is None:
        return
    with _place():
        found = programme.periods(every, str(view.province), place)
        labels = {str(one): words.start_high(one.label(t)) for one in found}
        pickers.option_picker("period", labels, t("Period"), listed=True)
    if scopes != (programme.PROVINCE,):
        with _place():
            names = {key: subject.place_name(view, key) for key in scopes}
            pickers.option_picker("unit", names, t("Unit inside the province"), listed=True)


def _of_whole(view: View) -> str:
    """Beside the figures of a unit stand the indices of its province."""
    if subject.scope(view) == programme.PROVINCE:
        return ""
    t = view_state.words()
    return t("The indices are those of {province} as a whole.", province=scope.name(str(view.province), view))


def _marks(view: View, rows: pd.DataFrame) -> str:
    """What the marks on the bars and the star beside a change mean, where there are any."""
    t, every = view_state.words(), subject.known()
    planned = {indicator for plan in every.plans for indicator in plan.indicators}
    rates = rows[[every.indicators[key].unit == "percent" and key not in planned for key in rows["indicator"]]]
    measures = [measure for beside, _ in _groups(rows) for measure in beside]
    reasons = dict.fromkeys(reason for measure in measures for reason in context.breaks(view, measure))
    told = [
        (rates["aim"].notna().any(), t("The line across a bar is the target.")),
        (rates["before"].notna().any(), t("The ring is the figure of the period before.")),
        (bool(reasons), t("* Mind when comparing: {reasons}", reasons=" ".join(reasons))),
    ]
    return " ".join(text for there, text in told if there)


def sentence(view: View, rows: pd.DataFrame) -> str:
    """How far the plans came, how many figures there are, and how many of those with a target reach it."""
    t, every = view_state.words(), subject.known()
    place, when = subject.scope(view), subject.period(view)
    if place is None or when is None:
        return ""
    plans = said.plans(programme.progress(every, rows, when), when, t)
    aimed, reached = int(rows["aim"].notna().sum()), int(programme.reached(every, rows).sum())
    summary = said.summary(subject.place_name(view, place), when, len(rows), aimed, reached, t)
    return f"{plans} {summary}".strip()


def _groups(rows: pd.DataFrame) -> Iterator[tuple[list[str], pd.DataFrame]]:
    """The figures with the measures that stand beside them; figures that share a measure stand together."""
    every = subject.known().indicators
    groups: list[tuple[set[str], set[str]]] = []
    for key in rows["indicator"].unique():
        measures, keys = set(every[key].feeds.values()), {key}
        for group in [group for group in groups if group[0] & measures]:
            groups.remove(group)
            measures, keys = measures | group[0], keys | group[1]
        groups.append((measures, keys))
    for measures, keys in groups:
        named = dict.fromkeys(
            measure for one in every.values() for measure in one.feeds.values() if measure in measures
        )
        part = rows[rows["indicator"].isin(keys)]
        yield sorted(named, key=lambda measure: _ORDER.index(measure.split(".")[0])), part
