"""A province's parts changed on paper: the new total, group and rank among the others as published."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from provindex.analysis.targets import Bound, group_with, text_or_none
from provindex.analysis.uncertainty import within_error
from provindex.catalog import Index

_WIDTHS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_MOST = 40  # places of a slider: what can still be hit with a mouse and walked with the arrow keys


@dataclass(frozen=True)
class Step:
    """One slider: what was asked of a part and what its scale allowed."""

    measure: str
    asked: float
    applied: float
    score_from: float
    score_to: float


@dataclass(frozen=True)
class Simulation:
    """A province with some parts changed, among the others as published.

    Attributes:
        province: Province id.
        measure: The whole.
        score_from: As published.
        score_to: With the steps applied.
        rank_from: As published.
        rank_to: Among the others' published scores; None where the table is partial.
        group_from: As published.
        group_to: By the publisher's rule with the new score among the others' published ones.
        steps: The parts that were changed.
        within_error: The change is smaller than the half-width of the published interval; None without one.
    """

    province: str
    measure: str
    score_from: float
    score_to: float
    rank_from: int | None
    rank_to: int | None
    group_from: str | None
    group_to: str | None
    steps: tuple[Step, ...]
    within_error: bool | None

    @property
    def change(self) -> float:
        """Points won or lost."""
        return self.score_to - self.score_from


def simulate(
    index: Index,
    measure: str,
    year: int,
    standing: pd.DataFrame,
    scores: pd.DataFrame,
    province: str,
    steps: Mapping[str, float],
) -> Simulation | None:
    """The total, group and rank of a province if some parts changed and everybody else stayed as published.

    A step that would leave the scale of its part is applied only as far as the scale goes. With no step, or only
    zeros, the published score, rank and group come back untouched.

    Args:
        index: The index, for scales and the groups rule.
        measure: The whole, usually the total.
        year: Year of the figures.
        standing: Standing of the whole: ``province``, ``score``, ``rank``, ``group``, ``se``.
        scores: The year's scores: ``province``, ``measure``, ``score``.
        province: Whose parts change.
        steps: Part (any measure below the whole, or the whole itself) -> points added in the part's own scale.

    Returns:
        None where the province lacks the whole or one of the changed parts.

    Raises:
        ValueError: A step is not below the whole or has no scale that year, two steps lie one within the other, or
            parts are changed of an index whose parts do not add up.
    """
    _refuse_tangled(index, measure, year, steps)
    own = standing.set_index("province").loc[province]
    published = scores[scores["province"] == province].set_index("measure")["score"].astype("float64")
    made = [_step(index, year, key, published.get(key, float("nan")), asked) for key, asked in steps.items()]
    if pd.isna(own["score"]) or any(pd.isna(step.score_from) for step in made):
        return None
    before = float(own["score"])
    after = before + sum(step.applied for step in made)
    score = standing.set_index("province")["score"].astype("float64")
    partial = index.editions[year].status == "partial"
    rank = None if pd.isna(own["rank"]) else int(own["rank"])
    group = text_or_none(own["group"])
    moved = after != before
    return Simulation(
        province=province,
        measure=measure,
        score_from=before,
        score_to=after,
        rank_from=rank,
        rank_to=rank if not moved else None if partial else 1 + int((score.drop(province) > after).sum()),
        group_from=group,
        group_to=group_with(index, measure, year, score, province, after) if moved else group,
        steps=tuple(made),
        within_error=within_error(after - before, own["se"]) if moved else None,
    )


def ends(limit: Bound) -> tuple[float, float]:
    """The two ends of a part's slider: what provinces lost and won in one year, towards zero to two decimals."""
    low, high = (math.trunc(round(100 * end, 6)) / 100 for end in (limit.loss, limit.gain))
    return low, high


def positions(limit: Bound, chosen: float = 0.0) -> tuple[float, ...]:
    """The places of a part's slider, ascending: even steps from end to end, the two ends, and what is chosen."""
    low, high = ends(limit)
    width = next((width for width in _WIDTHS if (high - low) / width <= _MOST), _WIDTHS[-1])
    steps = range(math.ceil(round(low / width, 6)), math.floor(round(high / width, 6)) + 1)
    return tuple(sorted({low, high, round(chosen, 2), *(round(step * width, 2) for step in steps)}))


def within(steps: Iterable[tuple[str, float]], limits: Mapping[str, Bound]) -> tuple[dict[str, float], tuple[str, ...]]:
    """The steps as far as the sliders reach.

    Args:
        steps: Parts with the points asked for; those without a limit are left out.
        limits: Part -> how far provinces have moved in one year.

    Returns:
        The points used of each part, and the parts that were cut.
    """
    used, cut = {}, []
    for measure, points in steps:
        if measure in limits:
            low, high = ends(limits[measure])
            used[measure] = max(low, min(high, points))
            if used[measure] != points:
                cut.append(measure)
    return used, tuple(cut)


def _refuse_tangled(index: Index, measure: str, year: int, steps: Mapping[str, float]) -> None:
    for key in steps:
        known = index.measures.get(key)
        if known is None or known.period(year) is None or not (key == measure or key.startswith(f"{measure}.")):
            raise ValueError(f"steps may name {measure} and its parts of {year}; {key} is none of them")
        if key != measure and not index.additive:
            raise ValueError(f"the parts of {measure} do not add up to it, so a step of {key} cannot be carried over")
    for one, other in combinations(steps, 2):
        if one.startswith(f"{other}.") or other.startswith(f"{one}."):
            raise ValueError(f"steps names both {one} and {other}, one of which is part of the other")


def _step(index: Index, year: int, key: str, score: float, asked: float) -> Step:
    period = index.measures[key].period(year)
    if period is None or asked == 0 or pd.isna(score):
        return Step(key, float(asked), 0.0, float(score), float(score))
    # A published score may lie a rounding above its scale; a step never pushes it the other way.
    room = max(period.high - score, 0.0) if asked > 0 else min(period.low - score, 0.0)
    applied = min(asked, room) if asked > 0 else max(asked, room)
    return Step(key, float(asked), float(applied), float(score), float(score + applied))
