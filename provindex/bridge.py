"""Figures of the 63 provinces seen on the 34: derived by this project, not official.

Every old province went wholly into one new one (Resolution 202/2025/QH15), so a mean of the members weighted by
their people describes the same land. No publisher has stated such a figure for the years before 2025.
"""

from typing import Any

import pandas as pd

# Beyond this share of the people without a figure, the members that are left no longer stand for the province.
MOST_MISSING = 1 / 3


def bridge(scores: pd.DataFrame, crosswalk: pd.DataFrame, *, ranked: bool = True) -> pd.DataFrame:
    """The scores of one measure and year as population-weighted means over the provinces of the new edition.

    Weights are the 2019 census populations of the crosswalk, whatever the year. Members without a figure are left
    out of the mean, named, and their weight stated; above `MOST_MISSING` of the weight there is no figure.

    Args:
        scores: ``province`` (old ids), ``score``; at most one row per province.
        crosswalk: ``old``, ``new``, ``population``.
        ranked: False where the table does not hold every province: a rank in it would mean nothing.

    Returns:
        One row per new province, by id: ``province``, ``score`` (NaN where refused), ``low``, ``high`` (the lowest and
        the highest member with a figure; NaN without any), ``members``, ``missing`` (tuples of old ids),
        ``missing_weight`` (0 to 1), ``rank`` (Int64, among the new provinces with a score; 1 highest, ties share the
        better rank) and ``derived`` (always True).

    Raises:
        ValueError: A province of ``scores`` is not in the crosswalk, or stands there twice.
    """
    members = breakdown(scores, crosswalk)
    known = members.dropna(subset=["score"])
    by_new = members.groupby("province")
    weighted = (known["score"] * known["population"]).groupby(known["province"]).sum()
    weight, whole = known.groupby("province")["population"].sum(), by_new["population"].sum()
    ends = known.groupby("province")["score"].agg(["min", "max"])
    frame = pd.DataFrame(index=whole.index).join(ends.rename(columns={"min": "low", "max": "high"}))
    missing_weight = 1 - weight.reindex(whole.index, fill_value=0) / whole
    # Rounding must not carry a mean past its members.
    mean = (weighted / weight).reindex(whole.index).clip(frame["low"], frame["high"])
    score = mean.where(missing_weight <= MOST_MISSING)
    rank = score.rank(method="min", ascending=False).astype("Int64")
    return frame.assign(
        score=score,
        members=by_new["member"].agg(tuple),
        missing=members[members["score"].isna()].groupby("province")["member"].agg(tuple).reindex(whole.index),
        missing_weight=missing_weight,
        rank=rank if ranked else rank.where(rank.isna()),
        derived=True,
    ).pipe(_in_order)


def breakdown(scores: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """The members under each new province, with the weight each carries.

    Args:
        scores: As for `bridge`.
        crosswalk: As for `bridge`.

    Returns:
        One row per old province, by new id and then by old: ``province`` (new id), ``member`` (old id), ``score`` (NaN
        without a figure), ``population`` (2019 census), ``weight`` (share of the new province's people, 0 to 1).

    Raises:
        ValueError: As `bridge` does.
    """
    strange = sorted(set(scores["province"]) - set(crosswalk["old"]))
    if strange:
        raise ValueError(f"scores has provinces that the crosswalk does not lead from: {', '.join(strange)}")
    frame = crosswalk[["new", "old", "population"]].merge(
        scores[["province", "score"]], left_on="old", right_on="province", how="left", validate="one_to_one"
    )
    whole = frame.groupby("new")["population"].transform("sum")
    return (
        frame.drop(columns="province")
        .rename(columns={"new": "province", "old": "member"})
        .assign(score=frame["score"].astype("float64"), weight=frame["population"] / whole)
        .sort_values(["province", "member"], ignore_index=True)[["province", "member", "score", "population", "weight"]]
    )


def to_json(bridged: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The frame of `bridge` as plain values: new id -> its columns, null for a figure that is refused."""
    return {
        row["province"]: {
            "score": _number(row["score"]),
            "low": _number(row["low"]),
            "high": _number(row["high"]),
            "members": list(row["members"]),
            "missing": list(row["missing"]),
            "missing_weight": row["missing_weight"],
            "rank": None if pd.isna(row["rank"]) else int(row["rank"]),
            "derived": row["derived"],
        }
        for row in bridged.to_dict("records")
    }


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    columns = ["score", "low", "high", "members", "missing", "missing_weight", "rank", "derived"]
    none_missing = frame["missing"].map(lambda ids: ids if isinstance(ids, tuple) else ())
    return frame.assign(missing=none_missing)[columns].rename_axis("province").reset_index()
