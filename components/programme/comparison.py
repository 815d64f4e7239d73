"""Provinces side by side in one indicator of their programmes: ranked where their periods are the same, else listed."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.programme import subject
from components.state import scope, view_state
from components.widgets import card, chart, notices, pickers, table
from provindex.analysis import programme_comparison
from provindex.analysis.programme_comparison import Comparison
from provindex.core import formats, periods
from provindex.core.periods import Period
from provindex.figures import programme as figures
from provindex.figures.theme import highlight_colours
from provindex.sentences import programme as said
from provindex.views.view import View

_AIR = 1.03


def show(view: View) -> None:
    """The indicator to choose, the provinces in order where they may be ranked, and all figures as a table."""
    t, every = view_state.words(), subject.known()
    counts = programme_comparison.reported(every)
    if not counts:
        notices.nothing(t("No province has programme figures here yet."))
        return
    chosen = view.option("indicator") if view.option("indicator") in counts else next(iter(counts))
    found = programme_comparison.compare(every, chosen, periods.read(view.option("period")))
    names = {
        key: f"{every.indicators[key].name.get(t.lang)} ({t.plural('{n} province', '{n} provinces', n)})"
        for key, n in counts.items()
    }
    ranked = found.verdict == "yes"
    sources = subject.sources(pd.concat([found.ranked, found.others]))
    with card.card(
        t("How do the provinces compare in one indicator?"),
        said.comparison(found, t) if ranked else "",
        [t("Only figures of the same days are ranked."), every.indicators[chosen].about.get(t.lang), sources],
        key="programme-compare",
    ):
        with st.container(width=520):
            pickers.option_picker("indicator", names, t("Indicator"), listed=True)
        if ranked:
            _draw(found, view)
        else:
            notices.nothing(said.comparison(found, t))
        _table(found, view)


def _draw(found: Comparison, view: View) -> None:
    """The ranked provinces as bars; a click selects one."""
    t, look = view_state.words(), view_state.figure_theme()
    colours = highlight_colours(view.highlighted)
    rate = found.indicator.unit == "percent"
    printed = [said.figure(row, found.indicator, t) for row in found.ranked.to_dict("records")]
    names = [scope.name(province, view) for province in found.ranked["province"]]
    most = float(found.ranked["shown"].max())
    rows = pd.DataFrame(
        {
            "id": found.ranked["province"],
            "label": [
                f"{name}  {formats.rank(rank, t.lang)}" for name, rank in zip(names, found.ranked["rank"], strict=True)
            ],
            # A count is drawn as a share of the highest one, its number is printed.
            "value": found.ranked["shown"] if rate else found.ranked["shown"] / most * figures.WHOLE,
            "printed": printed,
            "target": float("nan"),
            "before": float("nan"),
            "colour": [colours.get(province, look.accent) for province in found.ranked["province"]],
            "hover": [f"<b>{name}</b><br>{text}" for name, text in zip(names, printed, strict=True)],
        }
    )
    reach = max(figures.WHOLE, float(rows["value"].max())) * _AIR
    drawn = figures.rates_figure(rows, reach, figures.right_room(printed, look), look)
    with chart.sideways("programme-compared"):
        chart.plotly(drawn, key="programme-compared", alt=said.comparison(found, t), select=True)


def _table(found: Comparison, view: View) -> None:
    """Every province with its figure and its period; those that are not ranked stand last."""
    t, rows = view_state.words(), []
    for row in found.ranked.to_dict("records"):
        rows.append(_cells(row, found, found.period, formats.rank(row["rank"], t.lang), view))
    for row in found.others.to_dict("records"):
        rows.append(_cells(row, found, Period(row["start"], row["end"]), formats.MISSING, view))
    if not rows:
        return
    names = {
        "rank": t("Rank"),
        "province": t("Province"),
        "figure": t("Figure"),
        "period": t("Period"),
        "note": t("Note"),
        "source": t("Source"),
    }
    table.show(
        pd.DataFrame(rows),
        names,
        key="programme-compare-table",
        alt=t("All figures of one indicator"),
        ids=[*found.ranked["province"], *found.others["province"]],
        numbers=("rank",),
    )


def _cells(
    row: Mapping[Hashable, Any], found: Comparison, period: Period | None, rank: str, view: View
) -> dict[str, str]:
    t = view_state.words()
    return {
        "rank": rank,
        "province": scope.name(row["province"], view),
        "figure": said.figure(row, found.indicator, t),
        "period": period.label(t) if period else "",
        "note": subject.note(row),
        "source": subject.known().source(row["source"]).get(t.lang),
    }
