"""What moved between two years of a measure: scores, ranks and groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from provindex.analysis import derived
from provindex.analysis.comparability import Verdict, comparable
from provindex.analysis.scores import wide
from provindex.catalog import Index

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
    """Measure keys one level below a measure, in tree order.

    Attributes:
        rose: Those whose score rose.
        fell: Those whose score fell.
        alike: How many were measured alike in both years, with or without figures.
    """

    rose: tuple[str, ...]
    fell: tuple[str, ...]
    alike: int = 0


def between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How each province moved from one year to another.

    For two measures of one year, or a file and what is published; two years are shown through `compared`.

    Args:
        before: `provindex.analysis.ranking.standing` of the earlier year.
        after: The same of the later year.

    Returns:
        One row a province of either frame, in the order of ``after``: province; score_from, score_to and change (in
        points of the measure, NaN unless both are known); rank_from, rank_to (Int64, among the provinces with a figure
        in their year) and places (Int64, places gained, positive = up; <NA> unless both are known); group_from,
        group_to; status: ``both`` years have a figure, ``new`` (the later only), ``gone`` (the earlier only), ``none``;
        `compared` adds ``uneven``.
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


def compared(
    index: Index,
    measure: str,
    years: tuple[int, int],
    tables: tuple[pd.DataFrame, pd.DataFrame],
    standings: tuple[pd.DataFrame, pd.DataFrame],
    edition: str,
) -> tuple[pd.DataFrame, Verdict]:
    """How each province moved between two years, as far as the same questions were asked of the same people.

    The one way to a change that is shown: everything that prints a difference between two years starts here.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        years: The earlier and the later year.
        tables: Their tables as published, in the schema of the store.
        standings: `provindex.analysis.derived.standing` of both on the provinces of ``edition``.
        edition: Key of the province edition.

    Returns:
        The frame of `between` and the verdict. ``change`` follows ``Verdict.basis``: the difference of the scores, or
        the sum of the differences of the parts measured alike (NaN unless all of these have both figures), or NaN
        where points are not compared. Two more columns, ``gap_from`` and ``gap_to``, are the distances of the scores
        from the median of their year (NaN in a partial year). A merged province whose derived figures do not rest on
        the same members in both years has the status ``uneven`` and neither change nor places.
    """
    verdict = comparable(index, measure, *years)
    rows = between(*standings)
    for column, standing, year in zip(("gap_from", "gap_to"), standings, years, strict=True):
        partial = year in index.editions and index.editions[year].status == "partial"
        scores = standing.set_index("province")["score"].reindex(rows["province"]).astype("float64")
        rows[column] = (scores - (float("nan") if partial else scores.median())).to_numpy()
    if verdict.basis == "parts":
        seen = [derived.table(index, year, table, edition) for year, table in zip(years, tables, strict=True)]
        old, new = (wide(table, list(verdict.parts)).reindex(rows["province"]) for table in seen)
        rows["change"] = (new - old).sum(axis=1, skipna=False).to_numpy()
    elif verdict.basis == "standing":
        rows["change"] = float("nan")
    uneven = rows["province"].isin(_uneven(index, measure, verdict, years, tables, edition)) & (
        rows["status"] == "both"
    )
    rows["change"] = rows["change"].mask(uneven)
    rows["places"] = rows["places"].mask(uneven)
    rows["status"] = rows["status"].mask(uneven, "uneven")
    return rows, verdict


def _uneven(
    index: Index,
    measure: str,
    verdict: Verdict,
    years: tuple[int, int],
    tables: tuple[pd.DataFrame, pd.DataFrame],
    edition: str,
) -> set[str]:
    """Merged provinces whose figures of the two years do not rest on the same members, in any part compared."""
    if not all(year in index.editions and derived.is_derived(index, year, edition) for year in years):
        return set()
    measures = (measure, *(verdict.parts if verdict.basis == "parts" else ()))
    return {
        province
        for one in measures
        for province in derived.uneven(
            *(derived.ranges(index, one, year, table) for year, table in zip(years, tables, strict=True))
        )
    }


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

    Parts that were not measured alike in the two years, that lack a figure in one of them, or that stayed the same are
    in neither list.

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
    alike = [key for key in parts if comparable(index, key, year_from, year_to).verdict == "yes"]
    return Parts(
        rose=tuple(key for key in alike if change.get(key, 0) > 0),
        fell=tuple(key for key in alike if change.get(key, 0) < 0),
        alike=len(alike),
    )


def _scores_of(frame: pd.DataFrame, province: str, measures: Iterable[str]) -> pd.Series:
    rows = frame.loc[frame["province"] == province].set_index("measure")
    return rows["score"].reindex(list(measures))
