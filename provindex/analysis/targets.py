"""What it would take: the way to the next group and to the median, and which parts could carry a province there."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from provindex.analysis.comparability import comparable
from provindex.analysis.ranking import groups
from provindex.catalog import Index

STEP = 1e-6  # PAPI's scores are published to six decimals: the least by which one can be higher than another.


@dataclass(frozen=True)
class Gap:
    """Where a province stands between the groups in one measure, all in points of the measure.

    Attributes:
        measure: Measure key.
        score: The province's score.
        median: Median of the provinces with a score; None for a partial table.
        to_median: Median less score: positive below the median.
        group: Group key; None where the measure is not grouped.
        next_group: The group above; None in the highest.
        points: Least rise that brings it there, all other provinces as published; None without a next group.
        margin: Greatest fall that still keeps the group, likewise; None in the lowest group.
    """

    measure: str
    score: float
    median: float | None
    to_median: float | None
    group: str | None
    next_group: str | None
    points: float | None
    margin: float | None


@dataclass(frozen=True)
class Bound:
    """What provinces have achieved in one year in a measure.

    Attributes:
        measure: Measure key.
        gain: 90th percentile of the yearly changes, not below 0, in points of the measure.
        loss: 10th percentile of them, not above 0.
        n: Changes of a province that the percentiles are taken of.
        years: The pairs of neighbouring years they come from.
    """

    measure: str
    gain: float
    loss: float
    n: int
    years: tuple[tuple[int, int], ...]


def gap(index: Index, measure: str, year: int, standing: pd.DataFrame, province: str) -> Gap | None:
    """The way from a province's score to the group above, to the group below, and to the median.

    The other provinces keep their published scores, but the cuts are taken anew with the changed score among
    them, because a province that moves up shifts the quartiles itself. So ``points`` is exactly what
    `simulation.simulate` needs to show the next group, to `STEP`.

    Args:
        index: The index, for its groups rule and scales.
        measure: Measure key.
        year: Year of the standing.
        standing: ``province``, ``score``, ``group`` of every province of the edition.
        province: Whose gap.

    Returns:
        None where the province has no score.
    """
    score = standing.set_index("province")["score"].astype("float64")
    own, period, rule = (
        float(score.get(province, np.nan)),
        index.measures[measure].period(year),
        index.groups.period(year),
    )
    if np.isnan(own) or period is None:
        return None
    group = text_or_none(standing.set_index("province")["group"].get(province))
    labels = list(index.groups.labels)[::-1]
    place = labels.index(group) if group in labels else None
    marks = [*score.drop(province).dropna(), *(rule.cuts if rule else ())]

    def edge(wanted: int, tried: list[float]) -> float | None:
        """The lowest score tried that is in the wanted group or above it."""
        return _first(lambda value: _place(index, measure, year, score, province, value) >= wanted, tried)

    higher = lower = None
    if place is not None and place + 1 < len(labels):
        higher = edge(place + 1, [mark for mark in marks if mark >= own])
    if place:
        lower = edge(place, [period.low, *(mark for mark in marks if mark <= own)])
    median = None if index.editions[year].status == "partial" else float(score.median())
    return Gap(
        measure=measure,
        score=own,
        median=median,
        to_median=None if median is None else median - own,
        group=group,
        next_group=None if place is None or place + 1 == len(labels) else labels[place + 1],
        points=None if higher is None else _rise(own, higher),
        margin=None if lower is None else own - lower,
    )


def gap_to_json(found: Gap | None) -> dict[str, str | float] | None:
    """``{group, points}`` of the next group; None in the highest group, without groups and without a score."""
    if found is None or found.next_group is None or found.points is None:
        return None
    return {"group": found.next_group, "points": found.points}


def bounds(index: Index, year: int, history: pd.DataFrame, measures: Sequence[str]) -> dict[str, Bound]:
    """How far provinces have moved in one year, measure by measure: the ends of the simulator's sliders.

    All changes of a province between neighbouring years that `comparability` answers with a plain ``yes`` and
    that are on the scale of ``year`` are taken together, falls included: one change in ten was greater than
    ``gain``. Pairs over a break are left out because they mix a new questionnaire with what was achieved.

    Args:
        index: The index, for its breaks and scales.
        year: The year the simulation starts from.
        history: ``year``, ``province``, ``measure``, ``score`` of all years.
        measures: Which measures.

    Returns:
        By measure, in the order asked for; one without any such pair of whole tables is left out.
    """
    years = sorted(int(year) for year in history["year"].unique())
    tables = dict(iter(history[history["measure"].isin(list(measures))].groupby("measure")))
    found: dict[str, Bound] = {}
    for measure in (one for one in measures if one in tables):
        wide = tables[measure].pivot(index="province", columns="year", values="score").reindex(columns=years)
        pairs = [pair for pair in pairwise(years) if _alike(index, measure, year, pair)]
        changes = pd.concat([wide[b] - wide[a] for a, b in pairs]).dropna() if pairs else pd.Series(dtype="float64")
        if len(changes):
            low, high = np.percentile(changes, [10, 90])
            found[measure] = Bound(measure, max(float(high), 0.0), min(float(low), 0.0), len(changes), tuple(pairs))
    return found


def levers(
    index: Index,
    year: int,
    points: float | None,
    scores: pd.DataFrame,
    province: str,
    limits: Mapping[str, Bound],
) -> pd.DataFrame:
    """Which parts could carry a province over a gap, alone or together, and with how much effort.

    Effort is the rise needed over the rise that one province in ten exceeds in a year (`Bound.gain`): 0.5 is half
    of such a year, above 1 is more than nine in ten have achieved. Parts add up to the whole, so every part alone
    needs the same rise; they differ in how far they have been seen to move and in the room left on their scale.
    Taken from the top, the parts of the table are the fewest that reach the gap within one such year.

    Args:
        index: The index, for scales.
        year: Year of the scores.
        points: The rise the whole needs, from `gap`; None gives an empty table.
        scores: ``province``, ``measure``, ``score``.
        province: Whose parts.
        limits: `bounds` of the parts to look at: the dimensions, or the sub-dimensions, of the whole.

    Returns:
        ``measure``, ``score``, ``needed`` (points), ``score_needed``, ``top`` (of the scale), ``gain``, ``effort``,
        ``fits`` (the scale has room for the whole rise), ``carries`` (what the part adds in one such year: gain, or
        the room left), ``together`` (what it and the rows above it add), ``enough`` (together reaches points). Greatest
        ``carries`` first, equal ones in the order of ``limits``; parts without a score are left out. Empty for an
        index whose parts do not add up.
    """
    published = scores[scores["province"] == province].set_index("measure")["score"].astype("float64")
    table = pd.DataFrame(
        {
            "measure": pd.array(list(limits), dtype="string"),
            "score": published.reindex(list(limits)).to_numpy(),
            "needed": np.nan if points is None else points,
            "top": [_top(index, key, year) for key in limits],
            "gain": [bound.gain for bound in limits.values()],
        }
    )
    if points is None or not index.additive:
        table = table.iloc[:0]
    room = (table["top"] - table["score"]).clip(lower=0)
    table = table.assign(
        score_needed=table["score"] + table["needed"],
        effort=(table["needed"] / table["gain"]).where(table["gain"] > 0, np.inf),
        fits=table["needed"] <= room,
        carries=table["gain"].clip(upper=room),
    ).dropna(subset=["score", "top"])
    table = table.sort_values("carries", ascending=False, kind="stable", ignore_index=True)
    table = table.assign(together=table["carries"].cumsum())
    columns = ["measure", "score", "needed", "score_needed", "top", "gain", "effort", "fits", "carries", "together"]
    return table[columns].assign(enough=table["together"] >= table["needed"])


def group_with(index: Index, measure: str, year: int, score: pd.Series, province: str, value: float) -> str | None:
    """The group a province would be in with another score, by the publisher's rule, all others unchanged.

    Args:
        index: The index, for its groups rule.
        measure: Measure key.
        year: Year of the scores.
        score: One score a province of the whole edition, province ids as index.
        province: Whose score is replaced.
        value: The other score, in the scale of the measure.

    Returns:
        Group key; None where the measure or year is not grouped.
    """
    return text_or_none(groups(index, measure, year, score.mask(score.index == province, value)).get(province))


def text_or_none(value: Any) -> str | None:  # noqa: ANN401
    """A cell of a text column as plain text; None for a missing one."""
    return None if pd.isna(value) else str(value)


def _alike(index: Index, measure: str, year: int, pair: tuple[int, int]) -> bool:
    """Whether a pair of years is neighbouring, whole, comparable without a notice, and on the scale of ``year``."""
    first, last = pair
    here, there = index.measures[measure].period(year), index.measures[measure].period(last)
    return (
        last - first == 1
        and all(index.editions[one].status != "partial" for one in pair)
        and comparable(index, measure, first, last).verdict == "yes"
        and here is not None
        and there is not None
        and (here.low, here.high) == (there.low, there.high)
    )


def _first(reached: Callable[[float], bool], marks: list[float]) -> float | None:
    """The lowest of the marks, or the least step above one of them, from which ``reached`` holds.

    A linear percentile that moves with the score itself is crossed only at another province's score, so no other
    value needs to be tried; ``reached`` holds from some value upwards.
    """
    tried = sorted({value for mark in marks for value in (mark, mark + STEP)})
    place = bisect_left(tried, True, key=reached)
    return tried[place] if place < len(tried) else None


def _top(index: Index, measure: str, year: int) -> float:
    period = index.measures[measure].period(year)
    return np.nan if period is None else period.high


def _rise(own: float, wanted: float) -> float:
    """What has to be added to reach a score; a difference of binary fractions can fall short by its last bit."""
    rise = wanted - own
    return rise if own + rise >= wanted else float(np.nextafter(rise, np.inf))


def _place(index: Index, measure: str, year: int, score: pd.Series, province: str, value: float) -> int:
    """Position of that group, 0 the lowest; -1 without groups."""
    group = group_with(index, measure, year, score, province, value)
    return -1 if group is None else list(index.groups.labels)[::-1].index(group)
