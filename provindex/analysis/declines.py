"""The indices that fell: measures and indicators of a province that are lower, or lost rank, since an earlier year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from provindex.analysis.comparability import Verdict, comparable
from provindex.catalog import Catalog, Index
from provindex.catalog.programme_model import Programme
from provindex.core.formats import rounded
from provindex.core.translate import Text

Reader = Callable[[str, int], pd.DataFrame]
"""Index and year -> the year's table in the schema of the store, on the provinces that are ranked."""

COLUMNS = {
    "index": "string",
    "key": "string",
    "parent": "string",
    "part": "bool",
    "score_from": "float64",
    "score_to": "float64",
    "change": "float64",
    "share": "float64",
    "rank_from": "Int64",
    "rank_to": "Int64",
    "places": "Int64",
    "notice": "bool",
}


@dataclass(frozen=True)
class Fallen:
    """What fell.

    Attributes:
        rows: See `measures`.
        compared: How many measures have both years and may be compared.
        refused: Index key -> why nothing of it, or some of its measures, is not compared.
        silent: Keys of the indices of which the province lacks the figures of one year or both.
        notices: Why some of the falls call for care, each reason once.
    """

    rows: pd.DataFrame
    compared: int
    refused: Mapping[str, tuple[Text, ...]]
    silent: tuple[str, ...]
    notices: tuple[Text, ...]

    @property
    def count(self) -> int:
        """How many measures fell or lost rank."""
        return int(_fell(self.rows).sum())

    @property
    def largest(self) -> "pd.Series | None":
        """The row whose score fell most for the width of its scale, a part as any other; None where none fell."""
        lower = self.rows[self.rows["change"] < 0]
        return None if lower.empty else lower.sort_values("share", kind="stable").iloc[0]


def measures(catalog: Catalog, province: str, base: int, year: int, read: Reader) -> Fallen:
    """The measures of all indices in which a province has a lower score or a lower rank than in the base year.

    A change that rounds to nothing in the decimals of its index is none. Measures that may not be compared over the two
    years are left out and their reasons kept. Ranks follow the rule of `provindex.analysis.ranking.standing`.

    Args:
        catalog: Every index.
        province: Province id.
        base: The earlier year.
        year: The later year.
        read: Gives a year's table.

    Returns:
        Rows with index, key, parent, part (stands below the dimension that fell and that it is a part of, whether it
        fell itself or not), score_from, score_to, change (points), share (change in per cent of the width of the
        scale), rank_from, rank_to, places (positive = up), notice (mind a break). The largest fall in share stands
        first; measures that only lost rank follow, the most places first; below a dimension that fell stand all its
        parts in the order of the catalogue. Scores and ranks are missing where there are none.
    """
    found: list[pd.DataFrame] = []
    refused: dict[str, tuple[Text, ...]] = {}
    notices: dict[Text, None] = {}
    for key, index in catalog.indices.items():
        verdicts = _verdicts(index, base, year)
        reasons = [reason for one in verdicts.values() if one.verdict == "refuse" for reason in one.reasons]
        if reasons:
            refused[key] = tuple(dict.fromkeys(reasons))
        allowed = {measure: one for measure, one in verdicts.items() if one.verdict != "refuse"}
        rows = _changes(index, province, base, year, allowed, read) if allowed else pd.DataFrame(columns=list(COLUMNS))
        found.append(rows.astype(COLUMNS))
        for measure in rows.loc[_fell(rows.astype(COLUMNS)).to_numpy(), "key"]:
            notices.update(dict.fromkeys(allowed[measure].reasons))
    silent = tuple(key for key, rows in zip(catalog.indices, found, strict=True) if rows.empty and key not in refused)
    every = pd.concat(found, ignore_index=True)
    return Fallen(_ordered(every), len(every), refused, silent, tuple(notices))


def indicators(programme: Programme, rows: pd.DataFrame) -> pd.DataFrame:
    """The rates of a reform programme that moved against their aim since the period before.

    Args:
        programme: For the aims; what has none is never in the list.
        rows: `provindex.analysis.programme.figures`.

    Returns:
        The rows that fell though higher is aimed at, or rose though lower is; the largest change first.
    """
    signs = {"higher": 1.0, "lower": -1.0, "none": 0.0}
    aims = rows["indicator"].map({key: signs[one.aim] for key, one in programme.indicators.items()}).astype("float64")
    loss = (rows["change"] * aims).astype("float64")
    against = loss[loss < 0].sort_values(kind="stable")
    return rows.loc[against.index].reset_index(drop=True)


def _verdicts(index: Index, base: int, year: int) -> dict[str, Verdict]:
    """Measure -> whether the years may be compared; of a year without the index only the total's answer."""
    if base not in index.editions or year not in index.editions:
        return {index.root.key: comparable(index, index.root.key, base, year)}
    both = [one.key for one in index.measures.values() if one.period(base) and one.period(year)]
    return {key: comparable(index, key, base, year) for key in both}


def _changes(
    index: Index, province: str, base: int, year: int, verdicts: Mapping[str, Verdict], read: Reader
) -> pd.DataFrame:
    """What each measure did, of those with both scores or both ranks."""
    before, after = (_places(index, one, read(index.key, one), province, list(verdicts)) for one in (base, year))
    periods = {key: index.measures[key].period(year) for key in verdicts}
    widths = {key: period.high - period.low for key, period in periods.items() if period}
    rows = pd.DataFrame(
        {
            "index": index.key,
            "key": list(verdicts),
            "parent": [index.measures[key].parent for key in verdicts],
            "part": False,
            "score_from": before["score"].to_numpy(),
            "score_to": after["score"].to_numpy(),
            "change": _points(index, before["score"], after["score"], verdicts),
            "rank_from": before["rank"].to_numpy(),
            "rank_to": after["rank"].to_numpy(),
            "places": (before["rank"] - after["rank"]).to_numpy(),
            "notice": [one.verdict == "notice" for one in verdicts.values()],
        }
    )
    rows["share"] = rows["change"] / rows["key"].map(widths) * 100
    return rows[rows["change"].notna() | rows["places"].notna()]


def _points(
    index: Index, before: pd.Series, after: pd.Series, verdicts: Mapping[str, Verdict]
) -> npt.NDArray[np.float64]:
    """The change of each measure in points, rounded as printed; NaN where not the measure itself is compared in points.

    Of a measure whose questions changed in part its parts are in the list with changes of their own.
    """
    whole = pd.Series([one.basis == "whole" for one in verdicts.values()], index=list(verdicts))
    return np.array([rounded(points, index.digits) for points in (after - before).where(whole)], dtype="float64")


def _places(index: Index, year: int, table: pd.DataFrame, province: str, keys: list[str]) -> pd.DataFrame:
    """Score and rank of one province in every measure; ranks as of `provindex.analysis.ranking.standing`."""
    scores, published = (
        table.pivot(index="province", columns="measure", values=column).reindex(columns=keys).astype("float64")
        for column in ("score", "rank_published")
    )
    complete = published.notna().any() & (published.notna() | scores.isna()).all()
    official = keys if index.editions[year].status == "partial" else [key for key in keys if complete[key]]
    ranks = scores.rank(method="min", ascending=False)
    ranks[official] = published[official]
    return pd.DataFrame(
        {"score": scores.reindex([province]).iloc[0], "rank": ranks.reindex([province]).iloc[0]}, index=keys
    )


def _fell(rows: pd.DataFrame) -> "pd.Series[bool]":
    return (rows["change"] < 0) | (rows["places"] < 0).fillna(False).astype(bool)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Entries by the size of their fall, each followed by its parts."""
    fell = _fell(rows)
    # A part of a total is a dimension and an entry of its own; what lies below a dimension is one of its parts.
    fallen = {key for key in rows.loc[fell, "key"] if "." in key}
    below = rows["parent"].isin(fallen)
    entries = rows[fell & ~below]
    lower = entries["change"] < 0
    order = pd.concat(
        [entries[lower].sort_values("share", kind="stable"), entries[~lower].sort_values("places", kind="stable")]
    )
    listed = [rows.iloc[:0]]
    for entry in order["key"]:
        listed += [rows[rows["key"] == entry], rows[below & (rows["parent"] == entry)].assign(part=True)]
    return pd.concat(listed, ignore_index=True)
