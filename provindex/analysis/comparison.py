"""Provinces and indices set side by side within a year: percentiles, pairs of indices, nearest profiles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from provindex.analysis import scores


@dataclass(frozen=True)
class NaturalPair:
    """Two measures of different indices that look at the same thing from two sides.

    Attributes:
        government: Key of the ministry's measure.
        citizens: Key of the citizens' measure.
    """

    government: str
    citizens: str


# Paired by what they ask about: the same procedures, the same digital services, and reform as a whole beside the
# corruption it is meant to curb. No publisher pairs them; they are readings, not two measurements of one quantity.
NATURAL_PAIRS = (
    NaturalPair("par.procedures", "papi.procedures"),
    NaturalPair("par.digital", "papi.egovernance"),
    NaturalPair("par", "papi.corruption"),
)


@dataclass(frozen=True)
class PairCoverage:
    """How many provinces a comparison of two indices rests on; to be said before any figure.

    Attributes:
        both: Provinces ranked by both, sorted.
        only_a: Ranked by the first alone.
        only_b: Ranked by the second alone.
        neither: Ranked by neither.
    """

    both: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    neither: tuple[str, ...]


def percentiles(standing: pd.DataFrame, ranked: int | None = None) -> pd.Series:
    """The share of the other provinces that stand lower, in per cent: 100 for rank 1, 0 for the last rank.

    Reckoned from the rank, 100 x (n - rank) / (n - 1), so that it also holds where an index publishes ranks of a
    table that is not complete. Ties share the better rank and so the higher percentile.

    Args:
        standing: ``province``, ``rank``, and ``ranked`` as `provindex.analysis.ranking.standing` gives it.
        ranked: n, how many provinces the ranks were counted over; for a partial table all provinces of the edition.
            By default the standing's own ``ranked``, and without one the provinces with a rank.

    Returns:
        float64 indexed like ``standing``; NaN without a rank and where fewer than two are ranked.
    """
    rank = standing["rank"].astype("Float64")
    if ranked is None and "ranked" in standing and len(standing):
        ranked = int(standing["ranked"].iloc[0])
    total = int(rank.count()) if ranked is None else ranked
    if total < 2:
        return pd.Series(float("nan"), index=standing.index)
    return (100 * (total - rank) / (total - 1)).astype("float64")


def coverage(a: pd.DataFrame, b: pd.DataFrame) -> PairCoverage:
    """Which provinces two standings of one year share: ``province``, ``rank`` each."""
    ranked_a, ranked_b = (set(frame.loc[frame["rank"].notna(), "province"]) for frame in (a, b))
    everyone = set(a["province"]) | set(b["province"])
    return PairCoverage(
        both=tuple(sorted(ranked_a & ranked_b)),
        only_a=tuple(sorted(ranked_a - ranked_b)),
        only_b=tuple(sorted(ranked_b - ranked_a)),
        neither=tuple(sorted(everyone - ranked_a - ranked_b)),
    )


def pair(a: pd.DataFrame, b: pd.DataFrame, ranked_a: int | None = None, ranked_b: int | None = None) -> pd.DataFrame:
    """Two measures of one year against each other, by place and never by score: the scales differ.

    Args:
        a: Standing: ``province``, ``score``, ``rank``.
        b: The other standing, of the same year and province edition.
        ranked_a: How many provinces the ranks of ``a`` were counted over, see `percentiles`.
        ranked_b: Likewise of ``b``.

    Returns:
        One row per province ranked by both, by id: ``province``, ``score_a``, ``score_b`` (NaN where only a rank is
        published), ``rank_a``, ``rank_b``, ``percentile_a``, ``percentile_b`` (within each index's own year), ``gap``
        (percentile of b less that of a), ``third_a``, ``third_b`` (1 lowest to 3 highest third among the provinces
        in this frame, see `thirds`), ``quadrant`` (``high_high``, ``high_low``, ``low_high``, ``low_low``: a, then b;
        high from the 50th percentile upwards).
    """
    sides = []
    for side, standing, ranked in (("a", a, ranked_a), ("b", b, ranked_b)):
        frame = standing.assign(percentile=percentiles(standing, ranked)).dropna(subset=["rank"])
        names = {name: f"{name}_{side}" for name in ("score", "rank", "percentile")}
        sides.append(frame[["province", *names]].rename(columns=names))
    both = sides[0].merge(sides[1], on="province", validate="one_to_one").sort_values("province", ignore_index=True)
    half_a, half_b = (
        both[f"percentile_{side}"].ge(50).map({True: "high", False: "low"}).astype("string") for side in "ab"
    )
    both = both.assign(
        gap=both["percentile_b"] - both["percentile_a"],
        third_a=thirds(both["rank_a"]),
        third_b=thirds(both["rank_b"]),
        quadrant=half_a + "_" + half_b,
    )
    return both[
        ["province", "score_a", "score_b", "rank_a", "rank_b", "percentile_a", "percentile_b"]
        + ["gap", "third_a", "third_b", "quadrant"]
    ]


def thirds(rank: pd.Series) -> pd.Series:
    """The third of a set of ranked provinces each belongs to: 3 highest, 2 middle, 1 lowest.

    The ranks are counted anew within the set and placed at the middle of their share of it, (rank - 1/2) / n, so
    that the thirds are as even and as symmetrical as ties allow. Ties share the better rank and so the higher third.

    Args:
        rank: Ranks, 1 = highest; none missing.

    Returns:
        Int64 indexed like ``rank``.
    """
    within = rank.astype("float64").rank(method="min")
    size = len(rank)
    # (rank - 1/2) / n below 1/3, and up to 2/3, written without division so that no rounding decides.
    return 1 + (6 * within - 3 < 2 * size).astype("Int64") + (6 * within - 3 <= 4 * size).astype("Int64")


def widest_gaps(pairs: pd.DataFrame, n: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The widest gaps of percentiles both ways, from the frame of `pair`.

    Returns:
        Two frames with the columns of ``pairs``: up to ``n`` provinces that stand higher in b than in a, widest
        first, and as many that stand higher in a. Equal gaps by province id; none appears on the wrong side.
    """
    order = pairs.sort_values("province")
    higher_b = order[order["gap"] > 0].sort_values("gap", ascending=False, kind="stable")
    higher_a = order[order["gap"] < 0].sort_values("gap", kind="stable")
    return higher_b.head(n).reset_index(drop=True), higher_a.head(n).reset_index(drop=True)


def strengths(standings: Mapping[str, pd.DataFrame], province: str) -> pd.DataFrame:
    """The measures of a province by the place it holds in each: strengths at the top, weaknesses at the bottom.

    Args:
        standings: Measure -> standing of one year (``province``, ``score``, ``rank``).
        province: Whose measures.

    Returns:
        ``measure``, ``score``, ``rank``, ``percentile``; highest percentile first, equal ones in the order given.
        Measures in which the province has no rank are left out.
    """
    rows = [
        standing.assign(measure=measure, percentile=percentiles(standing))[standing["province"] == province]
        for measure, standing in standings.items()
    ]
    columns = ["measure", "score", "rank", "percentile"]
    table = pd.concat(rows)[columns] if rows else pd.DataFrame(columns=columns)
    table = table.dropna(subset=["rank"]).astype({"measure": "string"})
    return table.sort_values("percentile", ascending=False, kind="stable", ignore_index=True)


def against(
    wide: pd.DataFrame, province: str, region: Collection[str] = (), peers: Collection[str] = ()
) -> pd.DataFrame:
    """Each measure of a province beside the country, its region, its peers and the highest score.

    Args:
        wide: Index province, one column per measure, scores of one year.
        province: Whose scores.
        region: The provinces of its region, itself included.
        peers: The provinces it is held against.

    Returns:
        One row a measure, in the order of the columns: ``measure``, ``score``, ``median``, ``region`` and ``peers``
        (unweighted medians of those with a score; NaN without any), ``best`` (highest score), ``best_province`` (the
        first id of those that share it; null without any).
    """
    scored = wide.astype("float64").sort_index()
    known = scored.dropna(axis=1, how="all")
    return pd.DataFrame(
        {
            "measure": pd.array(list(scored.columns), dtype="string"),
            "score": scored.reindex([province]).to_numpy()[0],
            "median": scored.median().to_numpy(),
            "region": scored[scored.index.isin(list(region))].median().to_numpy(),
            "peers": scored[scored.index.isin(list(peers))].median().to_numpy(),
            "best": scored.max().to_numpy(),
            "best_province": known.idxmax().reindex(scored.columns).astype("string").array,
        }
    )


def peers(wide: pd.DataFrame, province: str, n: int = 5, within: Collection[str] | None = None) -> pd.DataFrame:
    """The provinces whose profile lies nearest, by standardised Euclidean distance over the columns.

    Each column is divided by its standard deviation over all provinces that lack none, so that no dimension
    counts for more because its scores spread wider; a column without any spread counts nothing. The scaling does
    not depend on ``within``, so a distance means the same in every set.

    Args:
        wide: Index province, one column per dimension, scores of one year.
        province: Whose peers.
        n: How many.
        within: Only these provinces, such as a region or a set made by the reader; all by default.

    Returns:
        ``province``, ``distance`` (in standard deviations), nearest first, equal distances by id. A province that
        lacks any of the dimensions has no profile and never appears; empty if ``province`` itself lacks one.
    """
    profiles = wide.astype("float64").dropna()
    if province not in profiles.index or profiles.columns.empty:
        return _distances(pd.Series(dtype="float64"))
    spread = profiles.std(ddof=0)
    spread = spread.where(spread > 0, 1.0)
    steps = (profiles - profiles.loc[province]) / spread
    distance = (steps**2).sum(axis=1).pow(0.5).drop(index=province)
    if within is not None:
        distance = distance[distance.index.isin(list(within))]
    return _distances(distance.sort_index().sort_values(kind="stable").head(n))


def similar_start(
    before: pd.DataFrame,
    after: pd.DataFrame,
    measure: str,
    parts: Sequence[str],
    province: str,
    n: int = 10,
    alike: Sequence[str] = (),
) -> pd.DataFrame:
    """Who improved most among the provinces that started nearest to this one.

    Similar start: the ``n`` provinces whose score in the base year lay nearest to the province's own, among those
    with a figure in both years (equal distances by id). Whether the two years may be compared is for
    `comparability` to say.

    Args:
        before: Scores of the base year: ``province``, ``measure``, ``score``.
        after: Scores of the later year, likewise.
        measure: What is compared.
        parts: Measures to look for the greatest contribution in, such as all sub-dimensions; those without a
            figure in both years are passed over, and those that are not in ``alike`` or below it.
        province: Whose start; it is not in the result.
        n: How many similar starts.
        alike: The parts whose changes add up to the change that is compared, where not all were measured alike in both
            years (``comparability.Verdict.parts``); the change of the measure itself if empty.

    Returns:
        ``province``, ``score_from``, ``score_to``, ``change``, ``lever`` (the part whose change was greatest; null
        if no part has both figures), ``lever_change``; greatest change first, equal changes by id. Empty if the
        province has no figure in the base year.
    """
    if alike:
        parts = [part for part in parts if any(f"{part}.".startswith(f"{whole}.") for whole in alike)]
    asked = list(dict.fromkeys([measure, *parts, *alike]))
    first, last = scores.wide(before, asked), scores.wide(after, asked)
    start = first[measure].dropna()
    if province not in start.index:
        return _improved(pd.DataFrame(columns=[measure, *parts], dtype="float64"), first, last, measure)
    moved = last - first
    if alike:
        moved[measure] = moved[list(alike)].sum(axis=1, skipna=False)
    change = moved[[measure, *parts]].dropna(subset=[measure]).drop(index=province, errors="ignore").sort_index()
    apart = (start[change.index] - start[province]).abs()
    nearest = change.loc[apart.sort_values(kind="stable").head(n).index].sort_index()
    return _improved(nearest, first, last, measure)


def _improved(change: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame, measure: str) -> pd.DataFrame:
    order = change.sort_values(measure, ascending=False, kind="stable")
    parts = order.drop(columns=measure).dropna(how="all")
    lever = parts.idxmax(axis=1) if len(parts) else pd.Series(dtype="string")
    return pd.DataFrame(
        {
            "province": pd.array(list(order.index), dtype="string"),
            "score_from": first[measure].reindex(order.index).to_numpy(),
            "score_to": last[measure].reindex(order.index).to_numpy(),
            "change": order[measure].to_numpy(),
            "lever": lever.reindex(order.index).astype("string").array,
            "lever_change": parts.max(axis=1).reindex(order.index).to_numpy(),
        }
    )


def _distances(distance: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {"province": pd.array(list(distance.index), dtype="string"), "distance": distance.to_numpy(dtype="float64")}
    )
