"""Sampling error beside a ranking: intervals, ranges of ranks, and neighbours that cannot be told apart."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from components.state import results, scope, view_state
from components.widgets import pickers
from provindex import sentences
from provindex.analysis import uncertainty
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences.errors import span
from provindex.views.view import View


def picker() -> None:
    """At which level sampling error is shown; none by default."""
    t = view_state.words()
    levels = {str(level): t("Error at {level}", level=formats.percent(level, t.lang, 0)) for level in (90, 95)}
    pickers.option_picker("error", {"off": t("Without error")} | levels, t("Sampling error"))


def level(view: View) -> float | None:
    """The level that the reader chose; None where no error is asked for."""
    chosen = view.option("error")
    return None if chosen == "off" else int(chosen) / 100


def sentence(view: View) -> str:
    """What the standard errors of the View's year say of the order; empty where no error is asked for."""
    chosen = level(view)
    if chosen is None:
        return ""
    index, standing, ranges = results.index_of(view), results.standing(view), _ranges(view, chosen)
    close = uncertainty.neighbours(standing, chosen)
    t = view_state.words()
    return sentences.errors(index, view.measure, view.year, standing, ranges, close, chosen, t)


def method(view: View) -> str:
    """How ranges of ranks are computed; empty where none are shown."""
    chosen, t = level(view), view_state.words()
    if chosen is None or _ranges(view, chosen).empty:
        return ""
    return t(
        "Ranges of ranks: simultaneous confidence sets (Mogstad, Romano, Shaikh and Wilhelm 2024), {draws} draws with "
        "a fixed seed, where every province has a standard error; else from each province's own interval. The "
        "intervals that PAPI publishes hold at 90%, whatever their label says.",
        draws=formats.integer(uncertainty.DRAWS, t.lang),
    )


def columns(view: View, provinces: list[str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The columns of the ranking for the given provinces and their headings; both empty where there is nothing."""
    chosen, t = level(view), view_state.words()
    ranges = pd.DataFrame() if chosen is None else _ranges(view, chosen)
    if chosen is None or ranges.empty:
        return pd.DataFrame(index=range(len(provinces))), {}
    standing, digits = results.standing(view), results.index_of(view).digits
    ends = uncertainty.intervals(standing, chosen).set_index("province").reindex(provinces)
    ranks = ranges.set_index("province").reindex(provinces)
    close = uncertainty.neighbours(standing, chosen).set_index("province").reindex(provinces)
    frame = pd.DataFrame(
        {
            "interval": [
                formats.span(low, high, t.lang, digits) for low, high in zip(ends["low"], ends["high"], strict=True)
            ],
            "ranks": [span(high, low, t.lang) for high, low in zip(ranks["rank_high"], ranks["rank_low"], strict=True)],
            "close": [_close(row, view, t) for row in close.to_dict("records")],
        }
    )
    shown = formats.percent(100 * chosen, t.lang, 0)
    names = {
        "interval": t("Interval, {level}", level=shown),
        "ranks": t("Range of ranks"),
        "close": t("Cannot be told apart from"),
    }
    return frame, names


def _ranges(view: View, chosen: float) -> pd.DataFrame:
    """Ranges of ranks; none of a table that is not complete, whose ranks do not follow from its scores."""
    found = results.rank_ranges(view, chosen)
    return found.iloc[:0] if results.index_of(view).editions[view.year].status == "partial" else found


def _close(row: Mapping[Hashable, Any], view: View, t: Translator) -> str:
    """The neighbours above and below whose difference is within the error; what is not known is said."""
    known = {side: row[f"{side}_separable"] for side in ("above", "below")}
    if all(pd.isna(answer) for answer in known.values()):
        lone = pd.isna(row["above"]) and pd.isna(row["below"])
        return formats.MISSING if lone else t("not known: the neighbours have no error")
    names = [scope.name(str(row[side]), view) for side, answer in known.items() if answer is False]
    return formats.listing(names, t.lang) if names else t("stands apart")
