"""The figures of a file against those published before: jumps, another year's figures, the same file again."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from provindex import geography, ledger, ledger_model, store
from provindex.errors import CatalogError
from provindex.intake.assembly import Year
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.ledger_model import Key, Record
from provindex.schema import to_frame

ROBUST_DEVIATIONS = 4.0
_TO_DEVIATION = 1.4826
"""The median of absolute deviations times this is the standard deviation of a normal distribution."""

_FEWEST = 20
"""Figures in common from which two years are compared."""

_SHARE_SAME = 0.5
_TOLERANCE = 5e-5


class Published(Protocol):
    """What was published before."""

    def years(self, index: str) -> Sequence[int]:
        """The years of an index that have figures."""
        ...

    def scores(self, index: str, year: int) -> pd.DataFrame:
        """The figures of one year, in the schema of the store."""
        ...

    def files(self) -> Mapping[str, str]:
        """Published files: SHA-256 -> what was published from it, such as "PAPI 2024"."""
        ...


class Stored:
    """What the store holds, held years too: who uploads may see them, and has to be warned of what they contradict.

    Every answer is of one version of the table, whatever is published between two of them.
    """

    def __init__(self, version: int | None = None) -> None:
        """Of a version of the table; None takes the one that stands when the first question is asked."""
        self._version = version

    @cached_property
    def _published(self) -> Mapping[Key, Record]:
        state = ledger.current().state()
        pinned = state if self._version is None else state.at(self._version)
        return pinned.shown(ledger_model.today(), see_embargoed=True)

    def years(self, index: str) -> Sequence[int]:
        """The years of an index that have figures."""
        return tuple(sorted({*store.shipped_years(index), *(year for key, year in self._published if key == index)}))

    def scores(self, index: str, year: int) -> pd.DataFrame:
        """The figures of one year."""
        record = self._published.get((index, year))
        return store.read_shipped(index, year) if record is None else to_frame(ledger.current().rows(record))

    def files(self) -> Mapping[str, str]:
        """The files that analysts published, by their hash."""
        return {
            record.sha256: f"{index.upper()} {year}"
            for (index, year), record in self._published.items()
            if record.sha256
        }


def check_against(
    years: Sequence[Year], frames: Mapping[int, pd.DataFrame], published: Published, issues: Issues
) -> None:
    """Hold the years of a file against the years published before; one that cannot be read is left out.

    Each year is held against every other published year, and against the year before it, in the file if that has it.

    Args:
        years: The years of the file.
        frames: Their figures in the schema of the store.
        published: What was published before.
        issues: Takes what is wrong.
    """
    if not years:
        return
    key = years[0].index.key
    known = tuple(published.years(key))
    before = {year: frame for year in known if (frame := _published(published, key, year)) is not None}
    mine = {year: _wide(frame) for year, frame in frames.items()}
    for year in years:
        _expect_near(year, known, issues)
        for other, frame in before.items():
            if other != year.year:
                _other_year(year, mine[year.year], other, frame, issues)
        last = mine.get(year.year - 1, before.get(year.year - 1))
        if last is not None:
            _jumps(year, mine[year.year], year.year - 1, last, issues)


def _expect_near(year: Year, known: Sequence[int], issues: Issues) -> None:
    if known and year.year > max(known) + 1 and year.year not in year.index.editions:
        place = Place(next(iter(year.headings.values()), Place()).sheet)
        facts: dict[str, Fact] = {"year": year.year, "latest": max(known)}
        issues.add(issue_of("year_far", place, value=year.year, expected=str(max(known) + 1), facts=facts))


def check_file(sha256: str, published: Published, issues: Issues) -> None:
    """Note that exactly these bytes were published before."""
    what = published.files().get(sha256)
    if what is not None:
        issues.add(issue_of("already_published", facts={"what": what}))


def _published(published: Published, index: str, year: int) -> pd.DataFrame | None:
    try:
        return _wide(published.scores(index, year))
    except CatalogError:
        return None


def _wide(scores: pd.DataFrame) -> pd.DataFrame:
    return scores.pivot(index="province", columns="measure", values="score").astype("float64")


def _other_year(year: Year, mine: pd.DataFrame, other: int, before: pd.DataFrame, issues: Issues) -> None:
    """Figures that are, number by number, those of another year."""
    theirs = before.reindex(index=mine.index, columns=mine.columns)
    apart = np.abs(mine.to_numpy() - theirs.to_numpy())
    count = int(np.isfinite(apart).sum())
    if count < _FEWEST:
        return
    same = int((apart <= _TOLERANCE).sum())
    if same >= _SHARE_SAME * count:
        place = Place(next(iter(year.headings.values()), Place()).sheet)
        facts: dict[str, Fact] = {"share": f"{same}/{count}", "other": other, "year": year.year}
        issues.add(issue_of("other_year", place, value=year.year, expected=str(other), facts=facts))


def _jumps(year: Year, mine: pd.DataFrame, other: int, before: pd.DataFrame, issues: Issues) -> None:
    """Changes on the year before that lie far outside of what the other provinces changed by."""
    for key in mine.columns.intersection(before.columns):
        measure = year.index.measures[key]
        now, then = measure.period(year.year), measure.period(other)
        if now is None or then is None or (now.low, now.high) != (then.low, then.high):
            continue
        change = (mine[key] - before[key]).dropna()
        if len(change) < _FEWEST:
            continue
        usual = float(change.median())
        deviation = float((change - usual).abs().median()) * _TO_DEVIATION
        if not np.isfinite(deviation) or deviation == 0:
            continue
        for province, value in change[(change - usual).abs() > ROBUST_DEVIATIONS * deviation].items():
            facts: dict[str, Fact] = {
                "measure": measure.name,
                "province": geography.province(str(province)).name,
                "before": other,
                "usual": round(usual, 2),
                "value": round(float(value), 2),
            }
            place = year.places.get((str(province), key, "score"), Place())
            score = year.scores(key)[str(province)]
            issues.add(issue_of("jump", place, value=score, expected=f"{score - value + usual:.4g}", facts=facts))
