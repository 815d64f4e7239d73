"""Figures that a publisher would hardly print: in another unit, far from all others, or far from the last year."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from provindex import geography
from provindex.intake.checks.pairs import FEWEST, Matrix, Pair, spread, spread_about, widths_of
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.normalisation import DECIMALS, Year

OUTLYING, CONFIRMED = 6.5, 4.0
"""Robust deviations from the median of the year: alone, and where the change on the last year is unusual too."""

JUMPING, UNUSUAL = 7.0, 4.0
"""Robust deviations from the usual change: alone, and where the figure lies far from the others too.

All four are as low as they can be with at most three warnings for every year that ships, which a test proves."""

_ROOM, _LEAST_ROOM = 0.25, 0.05
"""Share of the range of the others, and of the scale, by which a figure may lie beside them and still be one of them.
"""

_USUAL = 4.0
"""Robust deviations up to which the others show where a figure would lie."""

_MOST_SKEWED = 2.0
"""Times the spread of a whole measure that one side of its median may be wide."""

_HIGH_PERCENT = 20.0
"""Percentages from which a figure of at most 1 among them is a share."""

_FACTORS = (100.0, 10.0, 1000.0, 0.1, 0.01, 0.001)

_MOST_LISTED = 3
"""Implausible figures of one measure that are named one by one; more are one issue."""

Code = Literal["unit_slip", "outlier", "jump"]

_SEVERAL: dict[Code, str] = {"unit_slip": "unit_slips", "outlier": "outliers", "jump": "jumps"}


@dataclass(frozen=True)
class Suspect:
    """A figure that is implausible.

    Attributes:
        province: Id.
        measure: Key.
        code: ``unit_slip`` where the figure fits once its decimal mark is moved, else ``jump`` where it can be held
            against an earlier year, else ``outlier``.
        value: The score.
        low: Least of the other scores, without those that are as implausible.
        high: Greatest of them.
        fitting: The score with its decimal mark moved, for a slip.
        before: The earlier year, for a jump.
        change: The change on it.
        usual: The median change of all provinces between the two years.
    """

    province: str
    measure: str
    code: Code
    value: float
    low: float
    high: float
    fitting: float = 0.0
    before: int = 0
    change: float = 0.0
    usual: float = 0.0


@dataclass(frozen=True, eq=False)
class _Changes:
    """Changes on the last comparable year, provinces times measures, NaN where there is none; see `Suspect`.

    ``deviation`` is the change less the usual one in robust standard deviations.
    """

    change: Matrix
    usual: Matrix
    deviation: Matrix
    before: Matrix


def check_values(
    year: Year,
    now: pd.DataFrame,
    pairs: Sequence[Pair],
    last: pd.DataFrame | None,
    misplaced: Collection[str],
    issues: Issues,
) -> None:
    """Warn of implausible figures: each with its cell, or of the whole measure where there are many.

    Args:
        year: The year.
        now: Its scores, provinces times measures.
        pairs: The year over earlier ones, the last first.
        last: Scores of the last comparable year over all provinces of its time; None if there is none.
        misplaced: Provinces of which another issue says that they hold the figures of others.
        issues: Takes the warnings.
    """
    by_measure: dict[tuple[Code, str], list[Suspect]] = {}
    for suspect in suspects(year, now, pairs, last):
        if suspect.province not in misplaced:
            by_measure.setdefault((suspect.code, suspect.measure), []).append(suspect)
    for (code, measure), found in by_measure.items():
        if len(found) > _MOST_LISTED:
            provinces = tuple(geography.province(one.province).name for one in found)
            name = year.index.measures[measure].name
            facts: dict[str, Fact] = {"measure": name, "n": len(found), "provinces": provinces}
            place = year.places.get((found[0].province, measure, "score"), Place())
            issues.add(issue_of(_SEVERAL[code], place, value=found[0].value, facts=facts))
            continue
        for suspect in found:
            _note(year, suspect, issues)


def suspects(year: Year, now: pd.DataFrame, pairs: Sequence[Pair], last: pd.DataFrame | None) -> Iterator[Suspect]:
    """The implausible figures, by measure in tree order, each once; arguments are those of `check_values`.

    A figure is implausible if it lies far from the others and its change on the last comparable year is unusual, or if
    one of the two is extreme, the first only where there is no such year.
    """
    measures = [key for key in year.index.measures if key in now and year.index.measures[key].period(year.year)]
    table = now[measures]
    widths = widths_of(year.index, year.year, measures)
    changes = _changes(year, table, pairs)
    for column, key in enumerate(measures):
        values = table[key].to_numpy()
        others = values[np.isfinite(values)]
        if len(others) < FEWEST:
            others = others if last is None or key not in last else last[key].dropna().to_numpy()
        far = deviations(values, others, float(widths[column]))
        jump = changes.deviation[:, column]
        alone = np.isnan(jump) & (np.abs(far) > OUTLYING)
        both = (np.abs(far) > CONFIRMED) & (np.abs(jump) > UNUSUAL)
        for row in np.flatnonzero((np.abs(jump) > JUMPING) | both | alone | _are_shares(values, year, key)):
            yield _suspect(year, table, int(row), column, others, changes)


def deviations(values: Matrix, others: Matrix, width: float) -> Matrix:
    """How far each score lies from the median, in robust standard deviations of its own side; 0 where none is known.

    Below and above the median the deviations are measured apart, since most measures are skewed; but where one side is
    far wider than the whole, many of its figures are wrong.

    Args:
        values: Scores of one measure, NaN where missing.
        others: The scores that they are held against, without NaN; too few say nothing.
        width: Width of the scale of the measure.
    """
    if len(others) < FEWEST:
        return np.zeros_like(values)
    middle = float(np.median(others))
    most = _MOST_SKEWED * spread_about(others, middle, width)
    sides = others[others <= middle], others[others >= middle]
    below, above = (min(most, spread_about(side, middle, width)) for side in sides)
    return np.nan_to_num((values - middle) / np.where(values < middle, below, above))


def _are_shares(values: Matrix, year: Year, measure: str) -> npt.NDArray[np.bool_]:
    """Which scores are at most 1 among percentages far above, however few or many there are."""
    period = year.index.measures[measure].period(year.year)
    known = values[np.isfinite(values)]
    others = known[known > 1]
    percent = period is not None and (period.low, period.high) == (0, 100)
    if not percent or not len(others) or np.median(others) < _HIGH_PERCENT:
        return np.zeros(values.shape, dtype=bool)
    return np.asarray(values <= 1)


def _changes(year: Year, table: pd.DataFrame, pairs: Sequence[Pair]) -> _Changes:
    found = _Changes(*(np.full(table.shape, np.nan) for _ in range(4)))
    for pair in pairs:
        rows = table.index.get_indexer(pd.Index(pair.provinces))
        place = np.ix_(rows, table.columns.get_indexer(pd.Index(pair.measures)))
        change = pair.now - pair.then
        usual, deviation = spread(change, widths_of(year.index, year.year, pair.measures))
        fresh = np.isnan(found.change[place]) & np.isfinite(change)
        for into, values in (
            (found.usual, np.broadcast_to(usual, change.shape)),
            (found.deviation, (change - usual) / deviation),
            (found.before, np.full(change.shape, float(pair.before))),
            (found.change, change),
        ):
            into[place] = np.where(fresh, values, into[place])
    return found


def _suspect(year: Year, table: pd.DataFrame, row: int, column: int, others: Matrix, changes: _Changes) -> Suspect:
    values = table.iloc[:, column].to_numpy()
    value, province, measure = float(values[row]), str(table.index[row]), str(table.columns[column])
    width = float(widths_of(year.index, year.year, [measure])[0])
    rest = others[others != value]
    usual = rest[(np.abs(deviations(rest, rest, width)) <= _USUAL) & ~_are_shares(rest, year, measure)]
    low, high = (float(usual.min()), float(usual.max())) if len(usual) else (value, value)
    fitting = _fitting(value, low, high, width)
    if fitting is not None:
        return Suspect(province, measure, "unit_slip", value, low, high, fitting)
    change, typical, before = (float(one[row, column]) for one in (changes.change, changes.usual, changes.before))
    if np.isnan(change):
        return Suspect(province, measure, "outlier", value, low, high)
    return Suspect(province, measure, "jump", value, low, high, before=int(before), change=change, usual=typical)


def _fitting(value: float, low: float, high: float, width: float) -> float | None:
    """The score with its decimal mark moved, where only that lies among the others or hardly beside them."""
    room = max(_ROOM * (high - low), _LEAST_ROOM * width)
    if low - room <= value <= high + room:
        return None
    moved = (value * factor for factor in _FACTORS)
    return next((round(one, DECIMALS) for one in moved if low - room <= one <= high + room), None)


def _note(year: Year, suspect: Suspect, issues: Issues) -> None:
    facts: dict[str, Fact] = {
        "measure": year.index.measures[suspect.measure].name,
        "province": geography.province(suspect.province).name,
        "low": suspect.low,
        "high": suspect.high,
    }
    expected = f"{suspect.low:.10g}-{suspect.high:.10g}"
    if suspect.code == "jump":
        facts |= {"before": suspect.before, "change": round(suspect.change, 2), "usual": round(suspect.usual, 2)}
        expected = f"{suspect.value - suspect.change + suspect.usual:.4g}"
    elif suspect.code == "unit_slip":
        facts["fitting"] = suspect.fitting
        expected = f"{suspect.fitting:.10g}"
    place = year.places.get((suspect.province, suspect.measure, "score"), Place())
    issues.add(issue_of(suspect.code, place, value=suspect.value, expected=expected, facts=facts))
