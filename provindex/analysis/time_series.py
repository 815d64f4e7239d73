"""The course of one province in one measure over the years, with its holes and its breaks."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from provindex.analysis import comparability
from provindex.analysis.comparability import Answer
from provindex.catalog import Index
from provindex.core.translate import Text

COLUMNS = ("score", "rank", "ranked", "tied", "group", "low", "high", "se", "missing")


@dataclass(frozen=True)
class Cut:
    """Where a line through the years stops.

    Attributes:
        after: Last year before it.
        before: First year behind it.
        verdict: ``notice`` or ``refuse``: how a comparison across it is treated.
        reasons: What changed, one sentence each.
    """

    after: int
    before: int
    verdict: Answer
    reasons: tuple[Text, ...]


def rows(index: Index, measure: str, province: str, standing: Callable[[int], pd.DataFrame]) -> pd.DataFrame:
    """Where a province stood in every year in which the measure was measured.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        province: Province id.
        standing: Year -> `provindex.analysis.ranking.standing` of the measure; years counted over another province
            edition hold no row of the province and are left out.

    Returns:
        One row a year, ascending: ``year``; ``run`` (years of one number may be joined by a line, see
        `comparability.runs`); score, rank, ranked, tied, group, low, high, se, missing as in the standing; ``median``
        (of the provinces with a score; NaN in a partial year). A year without a figure keeps its row.
    """
    found = []
    for number, run in enumerate(comparability.runs(index, measure)):
        for year in run:
            frame = standing(year)
            own = frame.loc[frame["province"] == province, list(COLUMNS)]
            whole = index.editions[year].status != "partial"
            median = float(frame["score"].median()) if whole else float("nan")
            found.append(own.assign(year=year, run=number, median=median))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["year", "run", *COLUMNS, "median"])


def cuts(index: Index, measure: str) -> tuple[Cut, ...]:
    """Every place where a line through the years of a measure stops, oldest first."""
    found = []
    for run, following in pairwise(comparability.runs(index, measure)):
        verdict = comparability.comparable(index, measure, run[-1], following[0])
        found.append(Cut(run[-1], following[0], verdict.verdict, verdict.reasons))
    return tuple(found)
