"""Provinces side by side in one indicator of their reform programmes."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from provindex.analysis.programme import with_computed
from provindex.analysis.ranking import competition_rank
from provindex.catalog.programme_model import Indicator, Programme
from provindex.core.periods import Period

_COMPARED = ["province", "value", "shown", "qualifier", "numerator", "denominator", "note_vi", "note_en", "source"]


@dataclass(frozen=True)
class Comparison:
    """Provinces side by side in one indicator.

    Attributes:
        indicator: Which.
        verdict: ``yes`` where two provinces or more have a figure of the same period, ``refuse`` where none do,
            ``alone`` where there is one province only, ``none`` where there is none.
        period: The period that is ranked; None unless ``verdict`` is ``yes``.
        ranked: province, value, shown, qualifier, numerator, denominator, notes, source, rank (1 = highest figure,
            ties share the better rank), highest first; of ``period``.
        others: The same without rank, with start and end: the newest figure of every other province.
    """

    indicator: Indicator
    verdict: Literal["yes", "refuse", "alone", "none"]
    period: Period | None
    ranked: pd.DataFrame
    others: pd.DataFrame


def compare(programme: Programme, indicator: str, period: Period | None = None) -> Comparison:
    """Provinces side by side in one indicator; ranked only where their periods are the same to the day.

    Args:
        programme: Everything known.
        indicator: Key of the indicator.
        period: Which period to rank; where it is None or fewer than two provinces have it, the one that most provinces
            have, of several the newest.
    """
    rows = _of_provinces(programme.observations)
    rows = with_computed(rows[rows["indicator"] == indicator])
    rows = rows[rows["shown"].notna()].sort_values(["end", "start"], kind="stable")
    counts = Counter(Period(start, end) for start, end in zip(rows["start"], rows["end"], strict=True))
    shared = {one: n for one, n in counts.items() if n > 1}
    chosen = period if period in shared else max(shared, key=lambda one: (shared[one], one.end), default=None)
    ranked = rows.iloc[:0]
    if chosen is not None:
        ranked = rows[(rows["start"] == chosen.start) & (rows["end"] == chosen.end)]
    others = rows[~rows["province"].isin(ranked["province"])].drop_duplicates("province", keep="last")
    verdict: Literal["yes", "refuse", "alone", "none"] = "yes"
    if chosen is None:
        verdict = "none" if others.empty else "alone" if len(others) == 1 else "refuse"
    ranked = ranked.assign(rank=competition_rank(ranked["shown"])).sort_values(["rank", "province"], kind="stable")
    return Comparison(
        indicator=programme.indicators[indicator],
        verdict=verdict,
        period=chosen,
        ranked=ranked[[*_COMPARED, "rank"]].reset_index(drop=True),
        others=others[[*_COMPARED, "start", "end"]].reset_index(drop=True),
    )


def reported(programme: Programme) -> dict[str, int]:
    """How many provinces have a figure of each indicator for the province as a whole; most first, none left out."""
    counts = _of_provinces(programme.observations).groupby("indicator")["province"].nunique()
    order = {key: place for place, key in enumerate(programme.indicators)}
    return {key: int(counts[key]) for key in sorted(counts.index, key=lambda key: (-counts[key], order[key]))}


def provinces(programme: Programme) -> pd.DataFrame:
    """The provinces that have figures, the newest first.

    Returns:
        province, figures (how many), units (of how many units inside it), end (the newest day of a figure; the end of a
        plan that only says how many tasks there are does not count beside others).
    """
    rows = programme.observations
    found = rows.groupby("province", as_index=False).agg(
        figures=("indicator", "size"), units=("unit", "nunique"), end=("end", "max")
    )
    reported = rows[~rows["indicator"].isin({plan.assigned for plan in programme.plans})]
    newest = reported.groupby("province")["end"].max()
    found["end"] = found["province"].map(newest).fillna(found["end"])
    return found.sort_values("end", ascending=False, kind="stable").reset_index(drop=True)


def _of_provinces(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["unit"].isna() & (rows["level"] == "province")]
