"""A change of score split into the parts of the measure, a change of rank into its two causes."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from provindex.analysis.comparability import comparable
from provindex.analysis.scores import wide
from provindex.catalog import Index

REMAINDER = "remainder"

Scores = npt.NDArray[np.floating[Any]]
Counts = npt.NDArray[np.float64]


def parts_of(index: Index, measure: str, *years: int) -> tuple[str, ...]:
    """The parts that add up to a measure in any of the years, in tree order.

    Empty where the index is not a sum of its parts (PAR INDEX publishes its fields in per cent of their own
    maximum, and not every maximum is known) and for a measure without parts.
    """
    if not index.additive:
        return ()
    return tuple(part.key for part in index.children(measure) if any(part.period(year) for year in years))


def score_parts(
    index: Index,
    measure: str,
    year_from: int,
    year_to: int,
    before: pd.DataFrame,
    after: pd.DataFrame,
) -> pd.DataFrame:
    """The change of a measure as the changes of its parts, which add up to it exactly.

    Follows ``comparability.Verdict.basis``: of a whole that may be compared all parts, where a part that exists in one
    of the two years only enters or leaves with all its points, and what the published parts leave unexplained by
    rounding is a row of its own, `REMAINDER`, so that nothing is hidden in a bar; of a whole whose questions changed in
    part the parts measured alike, whose sum is the change that is shown; else nothing, and nothing either where a part
    may not be compared.

    Args:
        index: The index the measure belongs to.
        measure: Key of the whole.
        year_from: Year of ``before``.
        year_to: Year of ``after``.
        before: Scores of the base year: ``province``, ``measure``, ``score``.
        after: Scores of the later year, likewise.

    Returns:
        ``province``, ``part`` (key, or `REMAINDER`, always last), ``points_from``, ``points_to``, ``change`` (all in
        the measure's own unit; the first two null for the remainder) and ``status`` (``both``, ``new``, ``gone``).
        Only provinces with the whole and every part of the year in both years; empty where `parts_of` is. Of parts
        measured alike there is no remainder, and only these are needed.
    """
    verdict = comparable(index, measure, year_from, year_to)
    old, new = parts_of(index, measure, year_from), parts_of(index, measure, year_to)
    shared = [part for part in old if part in new]
    if not old or not new or not verdict.has_points:
        return _no_parts()
    if verdict.basis == "parts":
        first, last = (wide(scores, list(verdict.parts)).dropna() for scores in (before, after))
        provinces = first.index.intersection(last.index).sort_values()
        alike = [_piece(part, first.loc[provinces, part], last.loc[provinces, part], "both") for part in verdict.parts]
        return pd.concat(alike, ignore_index=True).sort_values("province", kind="stable", ignore_index=True)
    if any(comparable(index, part, year_from, year_to).verdict == "refuse" for part in shared):
        return _no_parts()
    first, last = _complete(before, measure, old), _complete(after, measure, new)
    provinces = first.index.intersection(last.index).sort_values()
    first, last = first.loc[provinces], last.loc[provinces]
    nothing = pd.Series(0.0, index=provinces)
    pieces: list[pd.DataFrame] = []
    for part in parts_of(index, measure, year_from, year_to):
        status = "new" if part not in old else "gone" if part not in new else "both"
        pieces.append(_piece(part, first.get(part, nothing), last.get(part, nothing), status))
    explained = pd.concat(pieces).groupby("province")["change"].sum().reindex(provinces)
    pieces.append(_remainder(last[measure] - first[measure] - explained))
    return pd.concat(pieces, ignore_index=True).sort_values("province", kind="stable", ignore_index=True)


def score_points(parts: pd.DataFrame, province: str) -> dict[str, float]:
    """The changes of one province by part, from the frame of `score_parts`.

    A remainder that is no more than the noise of binary fractions is left out; empty without a decomposition.
    """
    own = parts[parts["province"] == province]
    points = {str(part): float(change) for part, change in zip(own["part"], own["change"], strict=True)}
    return {part: change for part, change in points.items() if part != REMAINDER or abs(change) > 1e-9}


def rank_parts(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The places won or lost split into the province's own change and the others' movement, exactly.

    Two counterfactual ranks stand between the two published ones: the new own score among the others' old
    scores, and the old own score among the others' new ones. Changing the own score first or last gives two
    answers to "what did the own change do"; their mean is the Shapley value of a game of two players (Shapley
    1953, "A value for n-person games"; for decompositions Shorrocks 2013, Journal of Economic Inequality 11,
    99-126). The others' movement is itself the sum of two causes that do not act on one another: provinces with
    a figure in both years that changed their score, and provinces whose figure appeared or went (``field``).
    All parts are whole or half places, so the sums hold to the last bit.

    Args:
        before: Standing of the base year: ``province``, ``score``, ``rank``.
        after: Standing of the later year, likewise.

    Returns:
        ``province``, ``places`` (rank before less rank after; positive = moved up), ``own``, ``others`` (own +
        others = places), and of ``others``: ``moved`` and ``field`` (moved + field = others). One row per province
        with a score and a rank in both years. Empty where a standing's ranks do not follow from its scores, as in
        a partial table: no counterfactual can be computed from figures that are not there.
    """
    first, last = _ranked(before), _ranked(after)
    if first is None or last is None:
        return _no_ranks()
    common = first.index.intersection(last.index).sort_values()
    own_from, own_to = first.loc[common].to_numpy(), last.loc[common].to_numpy()
    gone, come = first.drop(common).to_numpy(), last.drop(common).to_numpy()
    # More provinces above the old own score and above the new one, on average: places lost to the others.
    moved = (_lost(own_from, own_from, own_to, stay=True) + _lost(own_to, own_from, own_to, stay=True)) / 2
    field = (_lost(own_from, gone, come) + _lost(own_to, gone, come)) / 2
    places = _above(own_from, first.to_numpy()) - _above(own_to, last.to_numpy())
    return pd.DataFrame(
        {
            "province": pd.array(list(common), dtype="string"),
            "places": pd.array(places.astype("int64"), dtype="Int64"),
            "own": places + moved + field,
            "others": 0 - moved - field,
            "moved": 0 - moved,
            "field": 0 - field,
        }
    )


def _complete(scores: pd.DataFrame, measure: str, parts: tuple[str, ...]) -> pd.DataFrame:
    """Province x (measure and its parts), only provinces that lack none of them."""
    return wide(scores, [measure, *parts]).dropna()


def _piece(part: str, points_from: pd.Series, points_to: pd.Series, status: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "province": points_from.index.astype("string"),
            "part": pd.array([part] * len(points_from), dtype="string"),
            "points_from": points_from.to_numpy(),
            "points_to": points_to.to_numpy(),
            "change": (points_to - points_from).to_numpy(),
            "status": pd.array([status] * len(points_from), dtype="string"),
        }
    )


def _remainder(left: pd.Series) -> pd.DataFrame:
    piece = _piece(REMAINDER, left, left, "both")
    return piece.assign(points_from=np.nan, points_to=np.nan, change=left.to_numpy())


def _ranked(standing: pd.DataFrame) -> pd.Series | None:
    """Scores by province where there is a rank; None if the ranks are not those of the scores."""
    rows = standing.dropna(subset=["rank"])
    scores = rows.set_index("province")["score"].astype("float64")
    expected = 1 + _above(scores.to_numpy(), scores.to_numpy())
    follows = bool(scores.notna().all()) and np.array_equal(rows["rank"].to_numpy(dtype="float64"), expected)
    return scores if follows else None


def _above(own: Scores, others: Scores, *, stay: bool = False) -> Counts:
    """How many of the others are above each own score; with ``stay`` both are in one order and none counts itself."""
    higher = others[None, :] > own[:, None]
    if stay:
        np.fill_diagonal(higher, val=False)
    counts: Counts = higher.sum(axis=1, dtype=np.float64)
    return counts


def _lost(own: Scores, others_from: Scores, others_to: Scores, *, stay: bool = False) -> Counts:
    """How many more of the others are above each own score once they have moved."""
    return _above(own, others_to, stay=stay) - _above(own, others_from, stay=stay)


def _no_parts() -> pd.DataFrame:
    return _remainder(pd.Series(dtype="float64")).iloc[:0]


def _no_ranks() -> pd.DataFrame:
    numbers = {name: pd.Series(dtype="float64") for name in ("own", "others", "moved", "field")}
    return pd.DataFrame({"province": pd.array([], dtype="string"), "places": pd.array([], dtype="Int64"), **numbers})
