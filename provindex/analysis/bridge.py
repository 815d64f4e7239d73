"""Figures of the 63 provinces seen on the 34: derived by this project, not official.

Every old province went wholly into one new one (Resolution 202/2025/QH15), so a mean of the members weighted by
their people describes the same land. No publisher has stated such a figure for the years before 2025.
"""

from typing import Any

import pandas as pd

from provindex.analysis.ranking import competition_rank

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
    mean, weight = _means(members.set_index("member")[["score"]], crosswalk)
    score, missing_weight = mean["score"], weight["score"]
    frame = known.groupby("province")["score"].agg(low="min", high="max").reindex(score.index)
    rank = competition_rank(score)
    columns = {
        "score": score,
        "low": frame["low"],
        "high": frame["high"],
        "members": _names(members, score.index),
        "missing": _names(unknown, score.index),
        "missing_weight": missing_weight,
        "rank": rank if ranked else rank.where(rank.isna()),
        "derived": True,
    }
    return pd.DataFrame(columns, index=score.index).reset_index()


def table(scores: pd.DataFrame, crosswalk: pd.DataFrame, *, complete: bool = False) -> pd.DataFrame:
    """A whole year on the provinces of the new edition: every measure as `bridge` computes it.

    Args:
        scores: A year in the schema of the store; provinces from which the crosswalk does not lead are left out.
        crosswalk: As for `bridge`.
        complete: Only provinces all of whose members have a score, for a table that does not hold every province.

    Returns:
        The schema of the store, one row a new province and measure with a figure, by id. Nothing that a publisher
        states survives: ``rank_published``, ``group_published``, ``low``, ``high`` and ``se`` are empty, and
        ``source`` is ``derived``.
    """
    wide = scores.pivot(index="province", columns="measure", values="score")
    mean, missing_weight = _means(wide, crosswalk)
    if complete:
        mean = mean.where(missing_weight == 0)
    tree = pd.CategoricalDtype(list(dict.fromkeys(scores["measure"])))
    rows = mean.reset_index().melt(id_vars="province", var_name="measure", value_name="score").dropna()
    rows = rows.astype({"measure": tree}).sort_values(["province", "measure"], ignore_index=True)
    empty = dict.fromkeys(name for name in scores.columns if name not in rows.columns)
    return rows.assign(**empty | {"source": "derived"}).astype(scores.dtypes.to_dict())[list(scores.columns)]


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


def _means(wide: pd.DataFrame, crosswalk: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Weighted means of each column and the share of the weight without a figure; both by new province."""
    wide = wide.reindex(crosswalk["old"])
    new, people = crosswalk["new"].to_numpy(), crosswalk["population"].to_numpy()
    known = wide.notna().mul(people, axis=0).groupby(new).sum()
    mean = wide.mul(people, axis=0).groupby(new).sum() / known.where(known > 0)
    whole = crosswalk.groupby("new")["population"].sum()
    missing = known.rsub(whole, axis=0).div(whole, axis=0)
    # Rounding must not carry a mean past its members, hence the clip.
    mean = mean.clip(wide.groupby(new).min(), wide.groupby(new).max())
    return mean.where(missing <= MOST_MISSING).rename_axis("province"), missing.rename_axis("province")


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _names(members: pd.DataFrame, order: pd.Index) -> pd.Series:
    named = {new: tuple(group) for new, group in members.groupby("province")["member"]}
    return pd.Series([named.get(new, ()) for new in order], index=order, dtype=object)
