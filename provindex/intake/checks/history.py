"""The figures of a file against those published before: another year's figures, moved rows, jumps, the same file."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from provindex.catalog.schema import to_frame
from provindex.core.errors import CatalogError
from provindex.intake.checks.pairs import last_of, pairs_of, wide
from provindex.intake.checks.rows import check_rows
from provindex.intake.checks.values import check_values
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.normalisation import Year
from provindex.store import ledger, ledger_records, score_store
from provindex.store.ledger_records import Key, Record

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
        return pinned.shown(ledger_records.today(), see_embargoed=True)

    def years(self, index: str) -> Sequence[int]:
        """The years of an index that have figures."""
        return tuple(
            sorted({*score_store.shipped_years(index), *(year for key, year in self._published if key == index)})
        )

    def scores(self, index: str, year: int) -> pd.DataFrame:
        """The figures of one year."""
        record = self._published.get((index, year))
        return score_store.read_shipped(index, year) if record is None else to_frame(ledger.current().rows(record))

    def files(self) -> Mapping[str, str]:
        """The files that analysts published, by their hash."""
        return {
            record.sha256: f"{index.upper()} {year}"
            for (index, year), record in self._published.items()
            if record.sha256
        }


def check_against(
    years: Sequence[Year], frames: Mapping[int, pd.DataFrame], before: Mapping[int, pd.DataFrame], issues: Issues
) -> None:
    """Hold the years of a file against those published before, and each figure against the others of its year.

    Each year is held against every other published year, and against the years before it that it may be compared with,
    in the file if that has them.

    Args:
        years: The years of the file.
        frames: Their figures in the schema of the store.
        before: What was published before, see `tables_of`; empty where nothing was or nothing can be read.
        issues: Takes what is wrong.
    """
    mine = {year: wide(frame) for year, frame in frames.items()}
    for year in years:
        _expect_near(year, tuple(before), issues)
        for other, table in before.items():
            if other != year.year:
                _other_year(year, mine[year.year], other, table, issues)
        others = {**before, **mine}
        pairs = tuple(pairs_of(year, mine[year.year], others))
        misplaced = check_rows(year, pairs, issues)
        check_values(year, mine[year.year], pairs, last_of(year, others), misplaced, issues)


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


def tables_of(published: Published, index: str) -> dict[int, pd.DataFrame]:
    """Scores of the years of an index that were published, see `wide`; a year that cannot be read is left out.

    Raises:
        StoreError: The store cannot be reached.
    """
    tables: dict[int, pd.DataFrame] = {}
    for year in published.years(index):
        with suppress(CatalogError):
            tables[year] = wide(published.scores(index, year))
    return tables


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
