"""What rose and what fell in a province since the base year, part by part."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.province import subject
from components.state import figure_cache, results, view_state
from components.widgets import card, chart, footnotes, notices, pickers, table
from provindex.analysis.comparability import Verdict, comparable
from provindex.core import formats
from provindex.figures import diverging_bars as figures
from provindex.figures.labels import balanced
from provindex.sentences import one_profile, words
from provindex.views.view import View

_LINE = 38


def show(view: View) -> None:
    """The card; with a base year that does not lie before the year, or nothing to compare, it only says so."""
    t = view_state.words()
    told = sentence(view)
    compared = known(view)
    with card.card(t("What rose and what fell?"), told if compared else "", _notes(view), key="profile-moved"):
        with st.container(horizontal=True, vertical_alignment="center"):
            pickers.base_picker(compact=True)
            if compared:
                card.twin(lambda: _values(view), key="profile-moved")
        if compared:
            made = figure_cache.figure("profile-moved", view, lambda: figure(view))
            chart.plotly(made, key="profile-moved-parts", alt=told)
        else:
            notices.nothing(told)


def known(view: View) -> bool:
    """Whether any part can be compared with an earlier year."""
    return view.base < view.year and bool(_changes(view))


def sentence(view: View) -> str:
    """Which parts moved most, and how the move in rank splits; or why nothing is compared."""
    t = view_state.words()
    if view.base >= view.year:
        return t("A change is counted from an earlier year: choose one to compare with.")
    profile, changes = results.profile(view), _changes(view)
    if not changes:
        name = profile.province.name.get(t.lang)
        return t("No part can be compared with {base} for {province}.", base=view.base, province=name)
    places = None if profile.change is None else profile.change.rank
    return one_profile.moved(profile.index, changes, profile.split, places, view.base, t)


def figure(
    view: View, width: int | None = None, height: int | None = None, line: int = _LINE, names: int = 262
) -> go.Figure:
    """Each part with its change as a bar around zero; a part that is not compared says so in its row.

    ``height`` is in px where the rows are to fill it, ``line`` the letters of a name on one line, ``names`` their room.
    """
    found = _rows(view, subject.parts(view))
    found = found.assign(label=[balanced(name, line) for name in found["name"]])
    return figures.parts_figure(found, view_state.figure_theme(), width, height, names)


def _notes(view: View) -> list[str]:
    return [footnotes.breaks(view) if view.base < view.year else "", footnotes.source(view, compared=True)]


def _changes(view: View) -> dict[str, float]:
    """Part -> change in points, of the parts that may be compared and have both figures."""
    found = {}
    for key in subject.parts(view):
        change = _change(view, key)
        if change is not None:
            found[key] = change
    return found


def _change(view: View, key: str) -> float | None:
    if not _verdict(view, key).has_points:
        return None
    changes, _ = results.changes(results.at_measure(view, key))
    value = changes.loc[changes["province"] == view.province, "change"].iloc[0]
    return None if pd.isna(value) else float(value)


def _verdict(view: View, key: str) -> Verdict:
    return comparable(results.index_of(view), key, view.base, view.year)


def _rows(view: View, keys: tuple[str, ...]) -> pd.DataFrame:
    index, t = results.index_of(view), view_state.words()
    rows = []
    for key in keys:
        name, change, verdict = index.measures[key].name.get(t.lang), _change(view, key), _verdict(view, key)
        refused = t("no figure in one of the years") if verdict.has_points else t("not compared")
        in_parts = words.in_parts(index, key, verdict, t)
        printed = refused if change is None else formats.signed(change, t.lang, index.digits) + in_parts
        before, after = (_score(view, key, year) for year in (view.base, view.year))
        hover = f"<b>{name}</b><br>{view.base}: {before}<br>{view.year}: {after}"
        row = {"key": key, "name": name, "printed": printed, "before": before, "after": after, "hover": hover}
        rows.append(row | {"change": float("nan") if change is None else change})
    return pd.DataFrame(rows)


def _score(view: View, key: str, year: int) -> str:
    index, t = results.index_of(view), view_state.words()
    if index.measures[key].period(year) is None:
        return formats.MISSING
    frame = results.standing(results.at_measure(view, key), year)
    return formats.score(frame.loc[frame["province"] == view.province, "score"].iloc[0], t.lang, index.digits)


def _values(view: View) -> None:
    """The parts and the parts of the parts, as a table."""
    index, t = results.index_of(view), view_state.words()
    below = [one.key for one in index.measures_of(view.year) if one.key.startswith(f"{view.measure}.")]
    shown = _rows(view, tuple(below) or (view.measure,))
    depth = index.measures[view.measure].depth + 1
    indents = ["\u2003" * max(index.measures[key].depth - depth, 0) for key in shown["key"]]
    shown = shown.assign(name=pd.Series(indents, dtype="string") + shown["name"])
    names = {"name": t("Measure"), "before": str(view.base), "after": str(view.year), "printed": t("Change")}
    table.show(
        shown, names, key="profile-moves", alt=t("What rose and what fell"), numbers=("before", "after", "printed")
    )
