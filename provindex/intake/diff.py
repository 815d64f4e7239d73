"""What publishing would change: province by province, measure by measure, before anything is written."""

from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from provindex import geography
from provindex.analysis.ranking import standings
from provindex.catalog import Edition, Index
from provindex.catalog.coverage import is_partial

Status = Literal["new", "changed", "removed", "same"]

COLUMNS = (
    "province", "measure", "status", "score_before", "score_after", "difference", "rank_before", "rank_after", "places",
    "group_before", "group_after", "group_moved", "finer",
)  # fmt: skip

TOLERANCE = 5e-7
"""Scores are kept to six decimals; what differs by less is the same."""

_BESIDE = ("low", "high", "se", "rank_published")
"""Published beside the score; where both tables have it, another number is a change too."""


def difference(
    before: pd.DataFrame | None, after: pd.DataFrame, index: Index, year: int, *, part: bool = False
) -> pd.DataFrame:
    """What the figures of a year change against those that show now.

    Args:
        before: The figures that show now, in the schema of the store; None or empty where there are none.
        after: The figures to be published, in the same schema.
        index: The catalogue of the index; the year need not be in it.
        year: The year.
        part: Whether the figures to be published are known to be of a part of the country, so that none has a rank
            beside a published one; otherwise they are where `provindex.catalog.coverage.is_partial` says so.

    Returns:
        One row for each province and measure that has a score or rank before or after, by measure in tree order and
        province: status (``new``, ``changed`` in what is published, ``removed``, ``same``), score_before, score_after,
        difference (after less before), rank_before, rank_after, places (positive = up; both missing where there is no
        rank), group_before, group_after (keys), group_moved, finer.

        A score that differs by less than half of the last digit that is printed, and holds its rank and group, is the
        ``same`` to every reader: publishers print one figure to different lengths. ``finer`` marks it, so that nobody
        takes it for identical.
    """
    then = _standings(after.iloc[:0] if before is None else before, index, year)
    now = _standings(after, index, year, part=part)
    both = then.merge(now, on=["measure", "province"], how="outer", suffixes=("_before", "_after"))
    both = both[~(both["missing_before"].fillna(True).astype(bool) & both["missing_after"].fillna(True).astype(bool))]
    gone = both["missing_after"].fillna(True).astype(bool)
    fresh = both["missing_before"].fillna(True).astype(bool)
    apart = (both["score_after"] - both["score_before"]).abs()
    half = both["score_after"].isna() != both["score_before"].isna()
    moved = both["group_before"].fillna("").ne(both["group_after"].fillna("")) & ~gone & ~fresh
    placed = both["rank_before"].astype("Int64").ne(both["rank_after"].astype("Int64")).fillna(False).astype(bool)
    differs = apart > TOLERANCE
    changed = half | (apart >= 0.5 * 10.0**-index.digits) | (differs & (moved | placed)) | _beside(both)
    status = np.select([gone, fresh, changed], ["removed", "new", "changed"], "same")
    order = {key: place for place, key in enumerate(index.measures)}
    result = both.assign(
        status=pd.Series(status, index=both.index, dtype="string"),
        difference=both["score_after"] - both["score_before"],
        places=both["rank_before"].astype("Int64") - both["rank_after"].astype("Int64"),
        group_moved=moved,
        finer=differs & (status == "same"),
    )
    result = result.sort_values(
        ["measure", "province"], key=lambda column: column.map(order).fillna(0) if column.name == "measure" else column
    )
    return result[list(COLUMNS)].reset_index(drop=True)


def counts(changes: pd.DataFrame) -> dict[Status, int]:
    """How many rows of a `difference` have each status."""
    found = changes["status"].value_counts()
    return {status: int(found.get(status, 0)) for status in ("new", "changed", "removed", "same")}


def replaced(before: pd.DataFrame | None, after: pd.DataFrame, index: Index, year: int) -> pd.DataFrame:
    """The rows of `difference` that change or take away a figure; none where there is no table before."""
    return replacing(difference(before, after.iloc[:0] if before is None else after, index, year))


def replacing(changes: pd.DataFrame) -> pd.DataFrame:
    """Those rows of a `difference` that change or take away a figure."""
    return changes[changes["status"].isin(["changed", "removed"])]


def undone(seen: pd.DataFrame, now: pd.DataFrame, after: pd.DataFrame, index: Index, year: int) -> pd.DataFrame:
    """What others changed since somebody looked, and what publishing would change again.

    Args:
        seen: The figures that the person compared with, in the schema of the store.
        now: The figures that stand now, in the same schema.
        after: The figures to be published, in the same schema.
        index: The catalogue of the index.
        year: The year.

    Returns:
        The rows of `difference` between ``now`` and ``after`` of every figure that also differs between ``seen`` and
        ``now``; ``before`` is the figure of the others.
    """
    theirs, mine = (difference(*pair, index, year) for pair in ((seen, now), (now, after)))
    moved = theirs.loc[theirs["status"] != "same", ["measure", "province"]]
    return mine[mine["status"] != "same"].merge(moved, on=["measure", "province"])


def _beside(both: pd.DataFrame) -> pd.Series:
    """Where an interval, its error or a published rank is another number than before."""
    apart = [(both[f"{name}_after"] - both[f"{name}_before"]).abs() > TOLERANCE for name in _BESIDE]
    return pd.concat(apart, axis=1).any(axis=1)


def _standings(frame: pd.DataFrame, index: Index, year: int, *, part: bool = False) -> pd.DataFrame:
    edition = _edition(frame, index, year)
    partial = part or (len(frame) > 0 and is_partial(frame, index, edition))
    known = index.editions.get(year) or Edition(year=year, provinces=edition, status="final")
    status: Literal["partial", "final"] = "partial" if partial else "final"
    dated = replace(index, editions={**index.editions, year: replace(known, provinces=edition, status=status)})
    measures = [one for one in frame["measure"].dropna().unique() if one in index.measures]
    columns = ["measure", "province", "score", "rank", "group", "missing", *_BESIDE]
    if not measures:
        types = {"rank": "Int64", "missing": "boolean", **dict.fromkeys(("score", *_BESIDE), "float64")}
        return pd.DataFrame({name: pd.Series(dtype=types.get(name, "string")) for name in columns})
    published = frame[["measure", "province", "rank_published"]]
    found = standings(dated, measures, year, frame, geography.provinces(edition))
    result = found.merge(published, on=["measure", "province"], how="left")
    return result[columns].astype({"measure": "string", "missing": "boolean", "rank_published": "float64"})


def _edition(frame: pd.DataFrame, index: Index, year: int) -> str:
    if len(frame):
        return str(frame["province"].iloc[0]).partition(":")[0]
    return index.editions[year].provinces if year in index.editions else geography.edition_of(year).key
