"""The reform programme and the indices that fell as figures of a presentation: in words, as a slide and on stage."""

import pandas as pd
import streamlit as st

from components.programme import declines, page, rates, subject
from components.state import results, view_state
from provindex import geography
from provindex.core.translate import Translator
from provindex.export.slide_model import Column, TableSlide
from provindex.sentences import programme as said
from provindex.views.view import View

FIGURES = ("programme", "fell")
_MOST_ROWS = 60  # rows of a slide; a table goes on on further slides


def of_page(view: View) -> str | None:
    """The figure that the page shows: the progress or the list of a chosen province, none of the other parts."""
    figures = {"progress": "programme", "fell": "fell"}
    return figures.get(view.option("programme")) if view.province else None


def title(view: View, figure: str, t: Translator) -> str:
    """Province, what is shown, and the period or the two years."""
    who = geography.province(view.province).name.get(t.lang) if view.province else ""
    if figure == "fell":
        name = t("Indices that fell") + f" {view.base}–{view.year}"
    else:
        when, index = subject.period(view), results.index_of(view).short.get(t.lang)
        told = f", {when.label(t)}" if when else ""
        name = t("Reform programme") + f"{told} ({index} {view.year})"
    return ": ".join(part for part in (who, name) if part)


def sentence(view: View, figure: str) -> str:
    """The sentence of the page; what to do where there is nothing to say."""
    t = view_state.words()
    if figure == "fell":
        return declines.sentence(view, declines.of_view(view))
    rows = subject.rows(view)
    if rows.empty:
        name = geography.province(str(view.province)).name.get(t.lang)
        return t("{province} has no programme figures here yet.", province=name)
    return page.sentence(view, rows)


def frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    """The figures that are drawn."""
    if view.province is None:
        return (results.standing(view),)
    return (declines.of_view(view).rows if figure == "fell" else subject.rows(view),)


def source(view: View) -> str:
    """Where the figures of a programme come from, and whether they may still change."""
    told = [subject.source_names(subject.rows(view)), *subject.caution(view)]
    return ". ".join(part.removesuffix(".") for part in told if part)


def slide(view: View, figure: str, t: Translator) -> TableSlide:
    """The rows as a native table."""
    if figure == "fell":
        rows = declines.listed(view, declines.of_view(view)).head(_MOST_ROWS)
        heads = declines.filled(view, rows)
        right = ("before", "after", "change", "ranks", "places")
        return TableSlide(
            rows[list(heads)],
            tuple(Column(key, head, "right" if key in right else "left") for key, head in heads.items()),
        )
    every, figures = subject.known(), subject.rows(view)
    told = [
        (
            every.indicators[row["indicator"]].name.get(t.lang),
            said.place(row, every, t),
            said.figure(row, every.indicators[row["indicator"]], t),
        )
        for row in figures.head(_MOST_ROWS).to_dict("records")
    ]
    columns = (
        Column("name", t("Indicator")),
        Column("place", t("Unit inside the province")),
        Column("figure", t("Figure"), "right"),
    )
    return TableSlide(pd.DataFrame(told, columns=["name", "place", "figure"]), columns)


def show(view: View, figure: str, height: int) -> None:
    """The figure on stage, in ``height`` px: the bars of a programme without the measures that stand beside them."""
    if figure == "fell":
        rows = declines.listed(view, declines.of_view(view))
        if not rows.empty:
            declines.table_of(view, rows, height)
        return
    rows, when = subject.rows(view), subject.period(view)
    if when is None:
        return
    look = rates.look(rows, view_state.figure_theme())
    taken = rates.plans(rows, when, look, key="stage")
    if left := rates.rates(rows, look, key="stage", room=height - taken):
        t = view_state.words()
        st.caption(
            t.plural(
                "One more figure on the page “Reform programme”.",
                "{n} more figures on the page “Reform programme”.",
                left,
            )
        )
