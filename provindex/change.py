"""What moved between two years of a measure: scores, ranks and groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from provindex.catalog import Index
from provindex.comparability import comparable

CARRIED = ["province", "score", "rank", "group", "missing"]


@dataclass(frozen=True)
class Movers:
    """The provinces that moved furthest, in rows of `between`, furthest first."""

    up: pd.DataFrame
    down: pd.DataFrame


@dataclass(frozen=True)
class Counts:
    """How many provinces went up, went down and stayed, among those that have both years."""

    up: int
    down: int
    same: int

    @property
    def moved(self) -> int:
        """How many did not stay."""
        return self.up + self.down


@dataclass(frozen=True)
class Parts:
    """Measure keys one level below a measure: those whose score rose and those whose score fell, in tree order."""

    rose: tuple[str, ...]
    fell: tuple[str, ...]


def between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How each province moved from one year to another.

    Whether the years may be compared is for `provindex.comparability` to say, before a number of this frame is shown.

    Args:
        before: `provindex.ranking.standing` of the earlier year.
        after: The same of the later year.

    Returns:
        One row a province of either frame, in the order of ``after``: province; score_from, score_to and change (in
        points of the measure, NaN unless both are known); rank_from, rank_to (Int64, among the provinces with a figure
        in their year) and places (Int64, places gained, positive = up; <NA> unless both are known); group_from,
        group_to; status: ``both`` years have a figure, ``new`` (the later only), ``gone`` (the earlier only), ``none``.
    """
    order = list(dict.fromkeys([*after["province"], *before["province"]]))
    old, new = (frame[CARRIED].set_index("province").reindex(order) for frame in (before, after))
    was, there = (~frame["missing"].fillna(True).astype(bool) for frame in (old, new))
    status = pd.Series("none", index=old.index, dtype="string")
    status = status.mask(was & there, "both").mask(~was & there, "new").mask(was & ~there, "gone")
    return pd.DataFrame(
        {
            "score_from": old["score"],
            "score_to": new["score"],
            "change": new["score"] - old["score"],
            "rank_from": old["rank"].astype("Int64"),
            "rank_to": new["rank"].astype("Int64"),
            "places": (old["rank"] - new["rank"]).astype("Int64"),
            "group_from": old["group"],
            "group_to": new["group"],
            "status": status,
        }
    ).reset_index()


def movers(changes: pd.DataFrame, n: int, by: Literal["places", "change"] = "places") -> Movers:
    """The ``n`` provinces that gained most and the ``n`` that lost most; those that tie with the last of them come too.

    Args:
        changes: `between`.
        n: How many each way, before ties.
        by: ``places`` (ranks gained) or ``change`` (points).

    Returns:
        Rows of ``changes``: only risers in ``up`` and only fallers in ``down``, so either may be empty. Where two are
        equal the larger change of score stands first.
    """
    other = "change" if by == "places" else "places"
    known = changes.loc[changes[by].notna()].astype({by: "float64", other: "float64"})

    def furthest(rows: pd.DataFrame, *, up: bool) -> pd.DataFrame:
        ranks = rows[by].rank(method="min", ascending=not up)
        chosen = rows.loc[ranks <= n].sort_values([by, other], ascending=not up, kind="stable")
        return changes.loc[chosen.index].reset_index(drop=True)

    return Movers(furthest(known.loc[known[by] > 0], up=True), furthest(known.loc[known[by] < 0], up=False))


def score_counts(changes: pd.DataFrame) -> Counts:
    """How many provinces scored higher, lower and the same; those without both scores are not counted."""
    change = changes["change"].dropna()
    return Counts(int((change > 0).sum()), int((change < 0).sum()), int((change == 0).sum()))


def group_counts(changes: pd.DataFrame, index: Index) -> Counts:
    """How many provinces went to a higher group, to a lower one, and stayed; only those with both groups count."""
    height = {key: -place for place, key in enumerate(index.groups.labels)}
    steps = (changes["group_to"].map(height) - changes["group_from"].map(height)).dropna()
    return Counts(int((steps > 0).sum()), int((steps < 0).sum()), int((steps == 0).sum()))


def rose_and_fell(
    index: Index,
    province: str,
    year_from: int,
    year_to: int,
    before: pd.DataFrame,
    after: pd.DataFrame,
    measure: str | None = None,
) -> Parts:
    """Which parts of a measure rose and which fell in a province.

    Parts that may not be compared over the two years, that lack a figure in one of them, or that stayed the same are in
    neither list.

    Args:
        index: The catalogue of the index.
        province: Province id.
        year_from: The earlier year.
        year_to: The later year.
        before: The earlier year's table, in the schema of the store.
        after: The later year's table.
        measure: The measure whose parts are asked for; the total if left out.
    """
    parts = [part.key for part in index.children(measure or index.root.key)]
    old, new = (_scores_of(frame, province, parts) for frame in (before, after))
    change = (new - old).dropna()
    compared = [key for key in change.index if comparable(index, key, year_from, year_to).verdict != "refuse"]
    return Parts(
        rose=tuple(key for key in compared if change[key] > 0),
        fell=tuple(key for key in compared if change[key] < 0),
    )


def _scores_of(frame: pd.DataFrame, province: str, measures: Iterable[str]) -> pd.Series:
    rows = frame.loc[frame["province"] == province].set_index("measure")
    return rows["score"].reindex(list(measures))
