"""Ranks and groups of the provinces in one year of one measure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from provindex import geography
from provindex.catalog import GroupPeriod, Index
from provindex.geography.model import Province

Scores = TypeVar("Scores", pd.Series, pd.DataFrame)
Grid = npt.NDArray[np.float64]
"""Numbers by measure and province; NaN where there is none."""

SHARES = (75, 50, 25)
"""Percentiles that part the four quartile groups, from the cut of the highest group down."""


def competition_rank(score: Scores) -> Scores:
    """Rank 1 for the highest score; ties share the better rank and the next rank is left out (1, 2, 2, 4).

    Args:
        score: Scores, in any unit; missing where there is none. The columns of a frame are ranked each by itself.

    Returns:
        Int64 ranks with the same index; <NA> where there is no score.
    """
    return score.rank(method="min", ascending=False).astype("Int64")


def groups(index: Index, measure: str, year: int, score: pd.Series) -> pd.Series:
    """The publisher's group of each province, computed by the rule that the catalogue states for the year.

    Quartile groups (PAPI): cuts are the linear percentiles P25, P50 and P75 of the scores, which give the sizes of the
    published groups; whether a score equal to a cut goes up or down is the period's ``ties``. Where the period says
    ``voids_as_lowest`` provinces without a figure count as zeros when the cuts are taken, which alone gives the sizes
    published for 2022. Fixed groups (PAR INDEX): a score equal to a cut belongs to the upper group.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: Year of the scores.
        score: One score a province of the whole edition, in the scale of the measure; NaN = not published.

    Returns:
        Keys of ``index.groups.labels``, one a province; <NA> without a score, for a measure or year that is not
        grouped, and for quartiles of a table that does not hold the whole country.
    """
    rule, period = index.groups, index.groups.period(year)
    empty = pd.Series(pd.NA, index=score.index, dtype="string")
    partial = index.editions[year].status == "partial"
    if period is None or not rule.covers(measure) or score.notna().sum() == 0:
        return empty
    if rule.kind == "quartile" and partial:
        return empty
    cuts = period.cuts if rule.kind == "fixed" else _quartile_cuts(score, period)
    # Position among the ascending cuts: 0 lies below all of them. "right" lifts a score equal to a cut over it.
    side: Literal["left", "right"] = "left" if period.ties == "lower" else "right"
    above = np.searchsorted(np.sort(cuts), score.to_numpy(), side=side)
    keys = np.array(list(rule.labels)[::-1], dtype=object)
    return pd.Series(keys[np.minimum(above, len(cuts))], index=score.index, dtype="string").where(score.notna())


def standing(
    index: Index, measure: str, year: int, scores: pd.DataFrame, provinces: Iterable[Province]
) -> pd.DataFrame:
    """Where every province of an edition stands in one year of one measure.

    A published group or a complete published order wins over the computed one. In a partial year the rank is the
    published one, nothing is computed from the others' scores, and ranks are counted over the whole edition.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: Year of the scores; decides the groups rule and whether the table is partial.
        scores: The year's table in the schema of the store; other measures in it are left aside.
        provinces: The provinces of the edition, in the order of the result.

    Returns:
        One row a province, in the order given: province; score (in the scale of the measure); rank (Int64, 1 = highest,
        ties share the better rank); valid (provinces with a figure, the same on each row); ranked (the n of “rank 3 of
        n”, the same on each row: how many provinces the ranks are counted over); tied (shares its rank);
        group (key or <NA>); low, high, se (as published); missing (neither score nor rank is published).
        A row of a province that is not among ``provinces`` is dropped.

    Raises:
        KeyError: The index has no such year.
    """
    ids = pd.Index([province.id for province in provinces], name="province", dtype="string")
    table = scores.loc[scores["measure"] == measure].set_index("province").reindex(ids)
    return _placed(index, (measure,), year, table)


def standings(
    index: Index, measures: Sequence[str], year: int, scores: pd.DataFrame, provinces: Iterable[Province]
) -> pd.DataFrame:
    """The `standing` of several measures below each other, with their key in a column ``measure``.

    Args:
        index: The catalogue of the index.
        measures: Measure keys, in the order of the result.
        year: As for `standing`.
        scores: As for `standing`.
        provinces: As for `standing`.

    Raises:
        KeyError: The index has no such year.
    """
    both = [pd.array(list(one), dtype="string") for one in (measures, (province.id for province in provinces))]
    keys = pd.MultiIndex.from_product(both, names=["measure", "province"])
    return _placed(index, measures, year, scores.set_index(["measure", "province"]).reindex(keys))


def _placed(index: Index, measures: Sequence[str], year: int, table: pd.DataFrame) -> pd.DataFrame:
    """The standings of a table that has all provinces for each measure, one measure after the other."""
    partial = index.editions[year].status == "partial"
    score, published = (_grid(table[name], len(measures)) for name in ("score", "rank_published"))
    rank = _ranks(score, published, partial=partial)
    missing = np.isnan(score) & np.isnan(rank)
    parts = np.split(np.arange(len(table)), len(measures)) if measures else []
    computed = [groups(index, one, year, table["score"].iloc[at]) for one, at in zip(measures, parts, strict=True)]
    group = pd.concat(computed) if computed else pd.Series(dtype="string", index=table.index)

    def each(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.repeat(numbers, score.shape[1])

    return pd.DataFrame(
        {
            "score": table["score"],
            "rank": pd.Series(rank.ravel(), index=table.index).astype("Int64"),
            "valid": each((~missing).sum(axis=1)),
            "ranked": each(_counted(score, rank, partial=partial)),
            "tied": _tied(rank).ravel(),
            "group": table["group_published"].fillna(group),
            "low": table["low"],
            "high": table["high"],
            "se": table["se"],
            "missing": missing.ravel(),
        },
        index=table.index,
    ).reset_index()


def counted(index: Index, year: int, scores: pd.DataFrame) -> pd.Series:
    """The n of “rank 3 of n” for each row of a year's table, Int16: how many provinces the ranks of its measure count.

    Args:
        index: The catalogue of the index.
        year: Year of the scores.
        scores: The year's table in the schema of the store, on the provinces it was published for.

    Returns:
        The ``ranked`` of `standing` of each row's measure, indexed like ``scores``.

    Raises:
        KeyError: The index has no such year.
    """
    partial, ids = index.editions[year].status == "partial", _ids(index, year)
    measures = list(scores["measure"].unique())
    table = scores.set_index(["measure", "province"]).reindex(pd.MultiIndex.from_product([measures, ids]))
    score, published = (_grid(table[name], len(measures)) for name in ("score", "rank_published"))
    found = _counted(score, _ranks(score, published, partial=partial), partial=partial)
    return scores["measure"].map(dict(zip(measures, found, strict=True))).astype("Int16")


def _ids(index: Index, year: int) -> list[str]:
    return [province.id for province in geography.provinces(index.editions[year].provinces)]


def _grid(numbers: pd.Series, measures: int) -> Grid:
    """The numbers of so many measures, one row each."""
    return numbers.to_numpy("float64", na_value=np.nan).reshape(measures, len(numbers) // max(measures, 1))


def _ranks(score: Grid, published: Grid, *, partial: bool) -> Grid:
    """The published ranks of a measure where the table is partial or they are complete, else those of the scores."""
    there = ~np.isnan(published)
    complete = there.any(axis=1, keepdims=True) & (there | np.isnan(score)).all(axis=1, keepdims=True)
    computed = competition_rank(pd.DataFrame(score.T)).to_numpy("float64", na_value=np.nan).T
    return np.where(partial | complete, published, computed)


def _tied(rank: Grid) -> npt.NDArray[np.bool_]:
    """Who shares a rank with another province in the same measure."""
    columns = pd.DataFrame(rank.T)
    return (columns.rank(method="min").ne(columns.rank(method="max")) & columns.notna()).to_numpy().T


def _counted(score: Grid, rank: Grid, *, partial: bool) -> npt.NDArray[np.int64]:
    """How many provinces the ranks of each measure are counted over."""
    known = score.shape[1] if partial else (~(np.isnan(score) & np.isnan(rank))).sum(axis=1)
    # A publisher may rank provinces that its table no longer has, as those that were merged since.
    found: npt.NDArray[np.int64] = np.maximum(known, np.nan_to_num(rank).max(axis=1, initial=0)).astype("int64")
    return found


def leading(standing: pd.DataFrame, n: int) -> pd.DataFrame:
    """The ``n`` highest ranks of a `standing`, highest first; provinces that tie with the last of them come too."""
    return _ends(standing, n, highest=True)


def trailing(standing: pd.DataFrame, n: int) -> pd.DataFrame:
    """The ``n`` lowest ranks of a `standing`, the lowest last; provinces that tie with the first of them come too."""
    return _ends(standing, n, highest=False)


def _ends(standing: pd.DataFrame, n: int, *, highest: bool) -> pd.DataFrame:
    ranked = standing.loc[standing["rank"].notna()]
    place = ranked["rank"].rank(method="min", ascending=highest)
    return ranked.loc[place <= n].sort_values("rank", kind="stable").reset_index(drop=True)


def _quartile_cuts(score: pd.Series, period: GroupPeriod) -> tuple[float, ...]:
    counted = score.fillna(0.0) if period.voids_as_lowest else score.dropna()
    return tuple(float(cut) for cut in np.percentile(counted, SHARES, method="linear"))


def within(standing: pd.DataFrame, parts: Mapping[str, str]) -> pd.DataFrame:
    """The rank of each province in its own part of the country, as the ranks of the country order it.

    Args:
        standing: As `standing` gives it, with every province of the edition: province, rank.
        parts: Province id -> key of its part, such as its region.

    Returns:
        province, place (rank in the part, 1 = highest, ties share the better one; NA without a rank), of (how many of
        the part have a rank), in the order of ``standing``.
    """
    part = standing["province"].map(parts)
    rank = standing["rank"].astype("Float64").groupby(part)
    return pd.DataFrame(
        {
            "province": standing["province"],
            "place": rank.rank(method="min").astype("Int16"),
            "of": rank.transform("count"),
        }
    )
