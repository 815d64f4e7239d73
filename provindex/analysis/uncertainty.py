"""What a published standard error says: intervals, ranges of rank, and which figures cannot be told apart.

Where the publisher gives no standard error, nothing is returned: none is guessed.
"""

from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

# PAPI's rows are called "95% CI", yet every half-width at hand is 1.645 standard errors: two-sided 90 per cent.
PUBLISHED_LEVEL = 0.90
DRAWS = 10_000
SEED = 20_240_402

Floats = npt.NDArray[np.float64]


def half_width(level: float) -> float:
    """How many standard errors a two-sided normal interval reaches to either side; 1.645 at 0.90.

    Raises:
        ValueError: The level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"level has to lie between 0 and 1, such as 0.9; it is {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def intervals(standing: pd.DataFrame, level: float = PUBLISHED_LEVEL) -> pd.DataFrame:
    """Intervals of the scores at a level of the reader's choice.

    At `PUBLISHED_LEVEL` the published ends are kept where they stand; every other level is score -/+
    `half_width` x se.

    Args:
        standing: ``province``, ``score``, ``low``, ``high``, ``se``.
        level: Coverage of the two-sided interval.

    Returns:
        ``province``, ``score``, ``low``, ``high``, ``published`` (the two ends are the publisher's own). Only
        provinces with a score and either a standard error or, at the published level, published ends.
    """
    reach = half_width(level)
    ends = standing[["low", "high"]].notna().all(axis=1) & (level == PUBLISHED_LEVEL)
    rows = standing[standing["score"].notna() & (standing["se"].notna() | ends)]
    kept = ends[rows.index]
    return pd.DataFrame(
        {
            "province": rows["province"],
            "score": rows["score"],
            "low": rows["low"].where(kept, rows["score"] - reach * rows["se"]),
            "high": rows["high"].where(kept, rows["score"] + reach * rows["se"]),
            "published": kept,
        }
    ).reset_index(drop=True)


def separable(score_a: float, se_a: float, score_b: float, se_b: float, level: float = PUBLISHED_LEVEL) -> bool | None:
    """Whether two independent figures differ by more than their sampling errors explain.

    They do if the difference exceeds `half_width` times the root of the summed squared standard errors. It is a
    statement on this one pair: among many pairs some pass by chance, which `rank_ranges` takes into account.
    Serves two provinces in one year and one province in two years (PAPI draws a new sample every year).

    Returns:
        None where one of the four numbers is missing.
    """
    if any(pd.isna(value) for value in (score_a, se_a, score_b, se_b)):
        return None
    return bool(abs(score_a - score_b) > half_width(level) * np.hypot(se_a, se_b))


def within_error(step: float, se: float, level: float = PUBLISHED_LEVEL) -> bool | None:
    """Whether a step is smaller than the half-width of the figure's own interval; None without a standard error."""
    return None if pd.isna(se) else bool(abs(step) < half_width(level) * se)


def neighbours(standing: pd.DataFrame, level: float = PUBLISHED_LEVEL) -> pd.DataFrame:
    """Each province with a standard error against the next above and the next below it in the order of scores.

    Args:
        standing: ``province``, ``score``, ``se``.
        level: As in `separable`, which judges each of the pairs.

    Returns:
        ``province``, ``above``, ``below`` (province ids; null at the ends of the order), ``above_separable``,
        ``below_separable`` (null where that neighbour does not exist or has no standard error); highest score
        first, equal scores by id. No row for a province without a standard error.
    """
    order = standing.dropna(subset=["score"]).sort_values(["score", "province"], ascending=[False, True])
    reach = half_width(level)
    columns: dict[str, pd.Series] = {"province": order["province"]}
    for side, step in (("above", 1), ("below", -1)):
        other = order[["province", "score", "se"]].shift(step)
        apart = (order["score"] - other["score"]).abs() > reach * np.hypot(order["se"], other["se"])
        columns[side] = other["province"]
        columns[f"{side}_separable"] = apart.astype("boolean").where(order["se"].notna() & other["se"].notna())
    frame = pd.DataFrame(columns)[["province", "above", "below", "above_separable", "below_separable"]]
    return frame[order["se"].notna()].reset_index(drop=True)


def rank_ranges(
    standing: pd.DataFrame, level: float = PUBLISHED_LEVEL, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """The ranks each province may hold once sampling error is counted.

    Where every ranked province has a standard error: simultaneous confidence sets for ranks of Mogstad, Romano,
    Shaikh and Wilhelm (2024), "Inference for Ranks with Applications to Mobility across Neighbourhoods and
    Academic Achievement across Countries", Review of Economic Studies 91, 476-518, doi:10.1093/restud/rdad006,
    single step, for independent estimates. The critical value is the ``level`` quantile of the greatest
    studentised difference between any two provinces in ``draws`` normal draws around no difference (parametric
    simulation with a fixed ``seed``: the same figures always give the same ranges). A province's highest
    possible rank is one more than the number of provinces surely above it, the lowest is n less the number
    surely below. All ranges hold together with probability ``level``. Ranks simulated around the scores
    themselves are not used: they promise too much where scores lie close together.

    Where only some have one (``basis`` = ``own``): the ranks that the two ends of the province's own interval
    would have among the others' published scores. It leaves the others' errors out and so is too narrow; it is
    the least the range can be said to span, and a page that shows it says so.

    Args:
        standing: ``province``, ``score``, ``rank``, ``se``; ranks count the same scores (not a partial table).
        level: Coverage.
        draws: Number of simulated sets of errors.
        seed: Start of the random numbers.

    Returns:
        ``province``, ``rank``, ``rank_high`` (nearest to the top), ``rank_low``, ``basis`` (``all`` or ``own``),
        ``n`` (ranked provinces), ``n_se`` (of them with a standard error). One row per province with score, rank
        and standard error: empty where there are none. ``rank_high <= rank <= rank_low`` always.
    """
    ranked = standing.dropna(subset=["score", "rank"])
    known = ranked["se"].notna()
    score, se = ranked["score"].to_numpy(dtype="float64"), ranked["se"].to_numpy(dtype="float64")
    complete = bool(known.all())
    if complete and len(ranked) > 1:
        spread = np.hypot(se[:, None], se[None, :])
        margin = _critical(se, level, draws, seed) * spread
    else:
        margin = np.broadcast_to(half_width(level) * se[:, None], (len(ranked), len(ranked)))
    difference = score[None, :] - score[:, None]
    surely_above, surely_below = (difference > margin).sum(axis=1), (-difference > margin).sum(axis=1)
    return pd.DataFrame(
        {
            "province": ranked["province"],
            "rank": ranked["rank"].astype("Int64"),
            "rank_high": pd.array(1 + surely_above, dtype="Int64"),
            "rank_low": pd.array(len(ranked) - surely_below, dtype="Int64"),
            "basis": pd.array(["all" if complete else "own"] * len(ranked), dtype="string"),
            "n": len(ranked),
            "n_se": int(known.sum()),
        }
    )[known].reset_index(drop=True)


def _critical(se: Floats, level: float, draws: int, seed: int) -> float:
    """The ``level`` quantile of the greatest studentised difference between any two of the errors."""
    errors = np.random.default_rng(seed).standard_normal((draws, len(se))) * se
    greatest = np.zeros(draws)
    for one in range(len(se) - 1):
        spread = np.hypot(se[one], se[one + 1 :])
        apart = np.abs(errors[:, [one]] - errors[:, one + 1 :])
        studentised = np.divide(apart, spread, out=np.zeros_like(apart), where=spread > 0)
        np.maximum(greatest, studentised.max(axis=1), out=greatest)
    return float(np.quantile(greatest, level))
