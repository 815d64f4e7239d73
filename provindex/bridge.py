"""Figures of the 63 provinces seen on the 34: derived by this project, not official.

Every old province went wholly into one new one (Resolution 202/2025/QH15), so a mean of the members weighted by
their people describes the same land. No publisher has stated such a figure for the years before 2025.
"""

from typing import Any

import pandas as pd

from provindex.ranking import competition_rank

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
    known, unknown = members.dropna(subset=["score"]), members[members["score"].isna()]
    whole = members.groupby("province")["population"].sum()
    frame = known.groupby("province")["score"].agg(low="min", high="max").reindex(whole.index)
    weight = known.groupby("province")["population"].sum()
    mean = (known["score"] * known["population"]).groupby(known["province"]).sum() / weight
    missing_weight = unknown.groupby("province")["population"].sum().reindex(whole.index, fill_value=0) / whole
    # Rounding must not carry a mean past its members, hence the clip.
    score = mean.reindex(whole.index).clip(frame["low"], frame["high"]).where(missing_weight <= MOST_MISSING)
    rank = competition_rank(score)
    columns = {
        "score": score,
        "low": frame["low"],
        "high": frame["high"],
        "members": _names(members, whole.index),
        "missing": _names(unknown, whole.index),
        "missing_weight": missing_weight,
        "rank": rank if ranked else rank.where(rank.isna()),
        "derived": True,
    }
    return pd.DataFrame(columns, index=whole.index).reset_index()


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


def _names(members: pd.DataFrame, order: pd.Index) -> pd.Series:
    named = {new: tuple(group) for new, group in members.groupby("province")["member"]}
    return pd.Series([named.get(new, ()) for new in order], index=order, dtype=object)
