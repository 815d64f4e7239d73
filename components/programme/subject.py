"""What the page on the reform programme looks at: province, place inside it, period, and the figures of these."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.state import results, view_state
from components.state import scope as scope_
from provindex.analysis import programme
from provindex.catalog.programme_model import Programme
from provindex.core import formats, inert, periods
from provindex.core.periods import Period
from provindex.sentences import programme as said
from provindex.store import ledger_records, published_programme, score_store
from provindex.views import view as views
from provindex.views.view import View


def known() -> Programme:
    """Everything known of all programmes, as far as whoever is here may see it; cached, and never changed."""
    return published_programme.current(version=results.version())


def scope(view: View) -> str | None:
    """The province as a whole or the unit that the View names, else the first with figures; None without any."""
    found = programme.scopes(known(), str(view.province)) if view.province else ()
    return view.option("unit") if view.option("unit") in found else next(iter(found), None)


def period(view: View) -> Period | None:
    """The period that the View names where the place has figures of it, else the newest; None without any."""
    place = scope(view)
    if place is None:
        return None
    found = programme.periods(known(), str(view.province), place)
    asked = periods.read(view.option("period"))
    return asked if asked in found else next(iter(found), None)


def rows(view: View) -> pd.DataFrame:
    """The figures of the View's place and period: see `provindex.analysis.programme.figures`; no rows without any."""
    place, when = scope(view), period(view)
    if place is None or when is None:
        return programme.no_figures(known())
    return programme.figures(known(), str(view.province), place, when)


def place_name(view: View, place: str) -> str:
    """The name of the province, or of a unit inside it."""
    if place == programme.PROVINCE:
        return scope_.name(str(view.province), view)
    return known().units[place].name.get(view.lang)


def beside(view: View, measure: str) -> View | None:
    """The View on a measure that stands beside the figures, in the View's year; None where it was not measured then."""
    catalog = results.catalog()
    index = catalog.indices.get(measure.split(".")[0])
    if index is None or measure not in index.measures or view.year not in index.editions:
        return None
    if index.measures[measure].period(view.year) is None:
        return None
    base = view.base if view.base in index.editions else views.year_before(index, view.year)
    return replace(view, index=index.key, measure=measure, base=base)


def caution(view: View) -> list[str]:
    """That figures of the View's province are provisional or held, and until when; nothing for what is settled."""
    t, record = view_state.words(), score_store.programmes(version=results.version()).get(str(view.province))
    if record is None:
        return []
    said = []
    if record.provisional:
        said.append(t("Provisional figures: they may still change."))
    if record.held(ledger_records.today()):
        day = formats.day(record.embargo, t.lang)
        said.append(t("Held until {day}: only those who may publish see these figures.", day=day))
    return said


def banner(view: View) -> None:
    """The caution as a line above the page; nothing where there is none."""
    said = caution(view)
    if said:
        t = view_state.words()
        name = t("Programme of {province}", province=scope_.name(str(view.province), view))
        st.markdown(f":orange-badge[:material/pending: {inert.markdown(name)}] " + inert.markdown(" ".join(said)))


def sources(figures: pd.DataFrame) -> str:
    """Where the figures come from, each source once."""
    t, named = view_state.words(), source_names(figures)
    return t("Source: {source}.", source=named) if named else ""


def source_names(figures: pd.DataFrame) -> str:
    """The names of the sources alone."""
    lang = view_state.words().lang
    return "; ".join(known().source(key).get(lang) for key in dict.fromkeys(figures["source"].dropna()))


def remarks(figures: pd.DataFrame) -> list[str]:
    """What is to be known of single figures: printed words, notes, and percentages that differ from their counts."""
    t, every = view_state.words(), known()
    several = figures.groupby("indicator")["level"].transform("nunique") > 1
    told = []
    for row, many in zip(figures.to_dict("records"), several, strict=True):
        indicator = every.indicators[row["indicator"]]
        parts = [part for part in (note(row), said.difference(row, indicator, t)) if part]
        if parts:
            name = indicator.short.get(t.lang) + (f", {said.place(row, every, t)}" if many else "")
            told.append(f"{name}: {'. '.join(part.removesuffix('.') for part in parts)}.")
    return told


def note(row: Mapping[Hashable, Any]) -> str:
    """The note of a figure in the reader's language, else in Vietnamese; empty without one."""
    told = row["note_vi"] if view_state.words().lang == "vi" or pd.isna(row["note_en"]) else row["note_en"]
    return "" if pd.isna(told) else str(told)
