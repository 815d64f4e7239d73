"""A year laid over an earlier one, province by province and measure by measure, as far as the two may be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from provindex import geography
from provindex.analysis.comparability import comparable
from provindex.catalog import Edition, Index
from provindex.intake.normalisation import Year, edition_of

Matrix = npt.NDArray[np.floating[Any]]

FEWEST = 6
"""Figures of a measure from which its usual value or change is computed."""

_TO_DEVIATION = 1.4826
"""The median of absolute deviations times this is the standard deviation of a normal distribution."""

_LEAST_SPREAD = 0.005
"""Share of a scale below which no spread is believed, as where most figures are the same."""

_YEARS_BACK = 3


@dataclass(frozen=True, eq=False)
class Pair:
    """Two years of an index over the provinces and measures that may be compared.

    Attributes:
        before: The earlier year.
        provinces: Ids in the edition of the later year; over a merger only those that it left unchanged.
        measures: Keys, in tree order; each has at least `FEWEST` figures in both years.
        now: Scores of the later year, provinces times measures; NaN where there is none.
        then: Those of the earlier year.
    """

    before: int
    provinces: tuple[str, ...]
    measures: tuple[str, ...]
    now: Matrix
    then: Matrix


def wide(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores in the schema of the store as a table of provinces (rows) and measures (columns), NaN where missing."""
    return scores.pivot(index="province", columns="measure", values="score").astype("float64")


def pairs_of(year: Year, now: pd.DataFrame, tables: Mapping[int, pd.DataFrame]) -> Iterator[Pair]:
    """The year against each of the three years before it that have figures, the last first.

    Args:
        year: The year.
        now: Its scores, see `wide`.
        tables: Scores of other years, those of the same file before those that were published.
    """
    for before in sorted((one for one in tables if 0 < year.year - one <= _YEARS_BACK), reverse=True):
        then = _in_edition(tables[before], edition_of(year.index, before), year.edition)
        both = now.index.intersection(then.index)
        measures = [
            key
            for key in year.index.measures
            if key in now and key in then and _is_comparable(year.index, key, before, year.year)
        ]
        left, right = now.loc[both, measures], then.loc[both, measures]
        enough = (left.notna() & right.notna()).sum().ge(FEWEST)
        kept = [key for key in measures if enough[key]]
        if kept:
            yield Pair(before, tuple(both), tuple(kept), left[kept].to_numpy(), right[kept].to_numpy())


def last_of(year: Year, tables: Mapping[int, pd.DataFrame]) -> pd.DataFrame | None:
    """Scores of the last year before that has figures, with its own provinces, of the measures that may be compared."""
    before = max((one for one in tables if 0 < year.year - one <= _YEARS_BACK), default=None)
    if before is None:
        return None
    return tables[before][
        [
            key
            for key in tables[before]
            if key in year.index.measures and _is_comparable(year.index, key, before, year.year)
        ]
    ]


def spread(values: Matrix, widths: Matrix) -> tuple[Matrix, Matrix]:
    """Median and robust standard deviation of each column; the deviation is at least half a per cent of the scale.

    Args:
        values: One column a measure, each with at least one number.
        widths: Width of the scale of each measure.
    """
    middle = np.nanmedian(values, axis=0)
    deviation = np.nanmedian(np.abs(values - middle), axis=0) * _TO_DEVIATION
    return middle, np.maximum(deviation, _LEAST_SPREAD * widths)


def spread_about(values: Matrix, middle: float, width: float) -> float:
    """Robust standard deviation about a given middle; at least half a per cent of the scale."""
    return max(float(np.median(np.abs(values - middle))) * _TO_DEVIATION, _LEAST_SPREAD * width)


def widths_of(index: Index, year: int, measures: Sequence[str]) -> Matrix:
    """Width of the scale of each measure in a year that has it."""
    periods = [index.measures[key].period(year) for key in measures]
    return np.array([0.0 if period is None else period.high - period.low for period in periods])


def _is_comparable(index: Index, measure: str, before: int, year: int) -> bool:
    """Whether the measure asks the same in both years; the provinces of a pair are the same areas by themselves."""
    edition = edition_of(index, before)
    years = {one: Edition(year=one, provinces=edition, status="final") for one in (before, year)}
    return comparable(replace(index, editions={**index.editions, **years}), measure, before, year).verdict != "refuse"


def _in_edition(table: pd.DataFrame, edition: str, wanted: str) -> pd.DataFrame:
    """A year's scores under the ids of another edition, of the provinces that a merger left unchanged."""
    if edition == wanted:
        return table
    same = _unchanged(edition, wanted)
    return table.loc[[province for province in table.index if province in same]].rename(index=same)


@lru_cache(maxsize=8)
def _unchanged(edition: str, wanted: str) -> dict[str, str]:
    table = geography.crosswalk()
    same = table[table["relation"] == "unchanged"]
    linked = dict(zip(same["old"], same["new"], strict=True))
    linked |= {new: old for old, new in linked.items()}
    return {
        one: other for one, other in linked.items() if one.startswith(f"{edition}:") and other.startswith(f"{wanted}:")
    }
