"""What publishing a programme file would change: figure by figure, and the page's charts as they would look."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.programme import rates
from components.state import view_state
from components.widgets import card, table
from provindex import geography
from provindex.analysis import programme
from provindex.catalog.programme_model import Programme
from provindex.core import formats, inert
from provindex.core.periods import Period
from provindex.core.translate import Translator
from provindex.intake.programme import diff
from provindex.intake.programme.reader import Reading
from provindex.sentences import programme as said
from provindex.store import published_programme
from provindex.store.programme_overlay import over

_HEIGHT = 317  # px: eight rows of the table


def show(found: Reading, basis: int) -> None:
    """Counts of new, changed and unchanged figures, the rows, and the newest period of the file as it would look.

    ``basis`` is the version of the table of programmes that the file is compared with.
    """
    t, now = view_state.words(), published_programme.as_of(basis)
    then = over(now, found.observations, found.units, found.scores)
    _counts(found, now, t)
    with card.card("", key="desk-programme-rows"):
        _rows(found, now, then, t)
    with card.card("", key="desk-programme-then"):
        _drawn(found, then, t)


def _counts(found: Reading, now: Programme, t: Translator) -> None:
    numbers = diff.counts(diff.figures(found, now), diff.scores(found, now))
    added = sum(key not in now.units for key in found.units["unit"])
    labels = {
        t("New"): numbers["new"],
        t("Changed"): numbers["changed"],
        t("Unchanged"): numbers["same"],
        t("Units new in the registry"): added,
    }
    for place, (label, number) in zip(st.columns(4), labels.items(), strict=True):
        place.metric(inert.markdown(label), formats.integer(number, t.lang))


def _drawn(found: Reading, then: Programme, t: Translator) -> None:
    """The place and period of the file's last figure, drawn from what would stand after publishing."""
    if found.observations.empty or found.province is None:
        st.caption(t("The file has no figures of a period to draw."))
        return
    last = found.observations.sort_values("end", kind="stable").iloc[-1]
    scope = programme.PROVINCE if pd.isna(last["unit"]) else str(last["unit"])
    when = Period(last["start"], last["end"])
    rows = programme.figures(then, found.province, scope, when)
    name = geography.province(found.province).name if scope == programme.PROVINCE else then.units[scope].name
    aimed, reached = int(rows["aim"].notna().sum()), int(programme.reached(then, rows).sum())
    told = [
        said.plans(programme.progress(then, rows, when), when, t),
        said.summary(name.get(t.lang), when, len(rows), aimed, reached, t),
    ]
    st.markdown(inert.markdown(t("As it would read: {sentence}", sentence=" ".join(part for part in told if part))))
    look = rates.look(rows, view_state.figure_theme(), then)
    rates.plans(rows, when, look, key="preview", of=then)
    rates.rates(rows, look, key="preview", of=then)


def _rows(found: Reading, now: Programme, then: Programme, t: Translator) -> None:
    """What is new or changed; unchanged figures are only counted."""
    figures, scores = diff.figures(found, now), diff.scores(found, now)
    if not rows(figures, scores, then, key="desk-programme-diff"):
        st.caption(t("Nothing changes: every figure of the file stands there already."))


def rows(figures: pd.DataFrame, scores: pd.DataFrame, of: Programme, *, key: str, past: bool = False) -> bool:
    """The frames of `diff` as a table of what is not the same; returns whether anything is.

    ``of`` names the units, ``past`` says that the change was made; of scores only the totals have a row.
    """
    t, scores = view_state.words(), diff.totals(scores)
    statuses = {"new": t("new"), "changed": t("changed"), "removed": t("removed")}
    told = [_figure(row, of, t) for row in figures[figures["status"] != "same"].to_dict("records")]
    told += [_score(row, of, t) for row in scores[scores["status"] != "same"].to_dict("records")]
    if not told:
        return False
    shown = pd.DataFrame(told)
    names = {
        "what": t("Indicator"),
        "place": t("Unit inside the province"),
        "period": t("Period"),
        "status": t("Status"),
        "before": t("Before") if past else t("Now"),
        "after": t("After") if past else t("Then"),
        "difference": t("Difference"),
    }
    table.show(
        shown.assign(status=shown["status"].map(statuses)),
        names,
        key=key,
        alt=t("What changes"),
        numbers=("before", "after", "difference"),
        height=_HEIGHT,
    )
    return True


def _figure(row: Mapping[Hashable, Any], then: Programme, t: Translator) -> dict[str, str]:
    one = then.indicators[row["indicator"]]
    stated = ("value", "qualifier", "numerator", "denominator", "shown")
    before: dict[Hashable, Any] = {**row, **{name: row[f"{name}_now"] for name in stated}}
    return {
        "what": one.short.get(t.lang),
        "place": said.place(row, then, t),
        "period": Period(row["start"], row["end"]).label(t),
        "status": row["status"],
        "before": formats.MISSING if row["status"] == "new" else said.figure(before, one, t),
        "after": formats.MISSING if row["status"] == "removed" else said.figure(row, one, t),
        "difference": formats.signed(row["difference"], t.lang, 0 if one.unit == "count" else 2),
    }


def _score(row: Mapping[Hashable, Any], then: Programme, t: Translator) -> dict[str, str]:
    return {
        "what": t("Score in the province's own index"),
        "place": then.units[row["unit"]].name.get(t.lang),
        "period": t("year {year}", year=row["year"]),
        "status": row["status"],
        "before": formats.score(row["score_now"], t.lang),
        "after": formats.score(row["score"], t.lang),
        "difference": formats.signed(row["difference"], t.lang),
    }
