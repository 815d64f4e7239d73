"""The figures of a programme as charts whose bars stand below each other, and all of them as a table."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.programme import context, subject
from components.state import view_state
from components.widgets import chart
from components.widgets import table as tables
from provindex.analysis import programme
from provindex.analysis.programme import Progress
from provindex.catalog.programme_model import Indicator, Programme
from provindex.core import formats
from provindex.core.periods import Period
from provindex.figures import programme as figures
from provindex.figures.theme import Theme
from provindex.sentences import programme as said
from provindex.views.view import View

_AIR = 1.03  # room behind the longest bar
_LINE = 36  # px of a line that tells of further figures, at the letters of a page


@dataclass(frozen=True)
class Look:
    """What the charts of the page share.

    Attributes:
        theme: Colours and sizes.
        labelled: The columns of `figures.rates_figure`, by the index of the rows.
        reach: Per cent at the end of every axis.
        right: Room for the printed figures, in px.
    """

    theme: Theme
    labelled: pd.DataFrame
    reach: float
    right: int


def look(rows: pd.DataFrame, theme: Theme, of: Programme | None = None) -> Look:
    """Labels and printed figures of all rows, one axis and one margin for all charts of them.

    ``of`` is the programme they are of, where it is not the one that shows.
    """
    t, every = view_state.words(), of or subject.known()
    several = rows.groupby("indicator")["level"].transform("nunique") > 1
    labelled, plain = [], []
    for row, many in zip(rows.to_dict("records"), several, strict=True):
        one = every.indicators[row["indicator"]]
        name, rate = one.short.get(t.lang), one.unit == "percent"
        printed, below = _printed(row, one), said.since(row, t, one.unit)
        plain += [printed, below]
        labelled.append(
            {
                "id": "",
                "label": f"{name} · {said.place(row, every, t)}" if many else name,
                "value": row["shown"] if rate else None,
                "printed": printed + (f'<br><span style="color:{theme.muted}">{below}</span>' if below else ""),
                "target": row["aim"] if rate else None,
                "before": row["before"] if rate else None,
                "colour": theme.accent,
                "hover": "<br>".join(part for part in (f"<b>{one.name.get(t.lang)}</b>", printed, below) if part),
            }
        )
    found = pd.DataFrame(labelled, index=rows.index).astype(dict.fromkeys(("value", "target", "before"), "float64"))
    highest = found[["value", "target", "before"]].max().max()
    reach = max(figures.WHOLE, highest if pd.notna(highest) else 0.0) * _AIR
    return Look(theme, found, reach, figures.right_room(plain, theme))


def plans(rows: pd.DataFrame, when: Period, shared: Look, *, key: str, of: Programme | None = None) -> int:
    """The plans that rows tell of, as bars of their tasks; nothing where they tell of none. Returns px of height."""
    t = view_state.words()
    found = programme.progress(of or subject.known(), rows, when)
    if not found:
        return 0
    labels = pd.DataFrame(
        {"label": [one.plan.name.get(t.lang) for one in found], "printed": [said.share(one, t) for one in found]}
    )
    drawn = figures.progress_figure(labels, _segments(found), shared.reach, shared.right, shared.theme)
    with chart.sideways(f"programme-plans-{key}"):
        chart.plotly(drawn, key=f"programme-plans-{key}", alt=said.plans(found, when, t))
    return int(drawn.layout.height)


def rates(rows: pd.DataFrame, shared: Look, *, key: str, of: Programme | None = None, room: int | None = None) -> int:
    """Every figure that is no part of a plan: rates as bars, counts as numbers; nothing where there is none.

    Returns how many of the last of them found no place in ``room`` px, which leave a line free below.
    """
    t, every = view_state.words(), of or subject.known()
    planned = {indicator for plan in every.plans for indicator in plan.indicators}
    shown = rows[~rows["indicator"].isin(planned)]
    if shown.empty:
        return 0
    labelled = shared.labelled.loc[shown.index]
    alt = "; ".join(
        f"{label}: {said.figure(row, every.indicators[row['indicator']], t)}"
        for label, row in zip(labelled["label"], shown.to_dict("records"), strict=True)
    )
    drawn, fits = figures.rates_figure(labelled, shared.reach, shared.right, shared.theme), len(shown)
    if room is not None and drawn.layout.height > room:
        fits = max((room - shared.theme.px(_LINE)) * len(shown) // drawn.layout.height, 1)
        drawn = figures.rates_figure(labelled.head(fits), shared.reach, shared.right, shared.theme)
    with chart.sideways(f"programme-rates-{key}"):
        chart.plotly(drawn, key=f"programme-rates-{key}", alt=alt)
    return len(shown) - fits


def table(view: View, rows: pd.DataFrame) -> None:
    """All figures with target, change, the measures beside them, notes and sources."""
    t, every = view_state.words(), subject.known()
    beside = {
        measure: context.line(view, measure)
        for measure in dict.fromkeys(
            measure for key in rows["indicator"] for measure in every.indicators[key].feeds.values()
        )
    }
    shown = pd.DataFrame([_cells(row, every.indicators[row["indicator"]], beside) for row in rows.to_dict("records")])
    names = {
        "indicator": t("Indicator"),
        "place": t("Unit inside the province"),
        "period": t("Period"),
        "figure": t("Figure"),
        "target": t("Target"),
        "since": t("Change"),
        "beside": t("Stands beside"),
        "note": t("Note"),
        "source": t("Source"),
    }
    tables.show(shown, names, key="programme-figures", alt=t("All figures of the programme"), numbers=("target",))


def _cells(row: Mapping[Hashable, Any], one: Indicator, beside: Mapping[str, str]) -> dict[str, str]:
    t, every = view_state.words(), subject.known()
    aim = formats.MISSING
    if pd.notna(row["aim"]):
        digits = programme.digits(row["aim"])
        aim = (formats.percent if one.unit == "percent" else formats.score)(row["aim"], t.lang, digits)
    note = " ".join(part for part in (subject.note(row), said.difference(row, one, t)) if part)
    return {
        "indicator": one.name.get(t.lang),
        "place": said.place(row, every, t),
        "period": Period(row["start"], row["end"]).label(t),
        "figure": said.figure(row, one, t),
        "target": aim,
        "since": said.since(row, t, one.unit) or formats.MISSING,
        "beside": "; ".join(beside[measure] for measure in one.feeds.values()),
        "note": note,
        "source": every.source(row["source"]).get(t.lang),
    }


def _segments(found: Sequence[Progress]) -> pd.DataFrame:
    """The tasks of each plan by state, in the columns that the figure wants."""
    t = view_state.words()
    states = {"done": t("done"), "under_way": t("under way"), "overdue": t("overdue"), "open": t("not stated")}
    rows = []
    for at, one in enumerate(found):
        counts = {"done": one.done, "under_way": one.under_way, "overdue": one.overdue, "open": one.open}
        whole = one.assigned or sum(count or 0 for count in counts.values())
        for state, count in counts.items():
            if count:
                text = f"{formats.integer(count, t.lang)} {states[state]}"
                rows.append((at, state, count / whole * 100, text, f"<b>{one.plan.name.get(t.lang)}</b><br>{text}"))
    return pd.DataFrame(rows, columns=["plan", "state", "share", "text", "hover"])


def _printed(row: Mapping[Hashable, Any], one: Indicator) -> str:
    """A figure with its target: 111,94% (585.673 tài khoản), mục tiêu 100%."""
    t = view_state.words()
    figure = said.figure(row, one, t)
    if pd.isna(row["aim"]) or one.unit != "percent":
        return figure
    return f"{figure}, {said.aim(row['aim'], t)}"
