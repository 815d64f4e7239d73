"""The steps of a simulation as a link carries them: measures and points, ids and numbers only.

``papi.corruption:0.30,papi.transparency:-0.20``: points are added in the measure's own scale. All steps are of one
level of the tree, so that none lies inside another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provindex.catalog import Index

Steps = tuple[tuple[str, float], ...]
DIGITS = 2


@dataclass(frozen=True)
class Reading:
    """What was read from a link.

    Attributes:
        steps: What can be used, in the order of the measures' tree; none is zero.
        told: Each part of the text that could not be used as it stood, with what is used instead, empty for nothing.
    """

    steps: Steps
    told: tuple[tuple[str, str], ...] = ()


def written(steps: Iterable[tuple[str, float]]) -> str:
    """The steps as a link carries them; empty for none."""
    return ",".join(f"{measure}:{points:.{DIGITS}f}" for measure, points in steps)


def read(text: str, index: Index, year: int) -> Reading:
    """The steps in a link that the index and the year know.

    Not used are measures that are unknown or not measured in the year, the total itself, a measure named twice or of
    another level than the first that is known, and points that are no finite number. Points beyond the width of the
    scale are cut to it; zero points are no step.
    """
    found: dict[str, float] = {}
    told: list[tuple[str, str]] = []
    for part in (part.strip() for part in text.split(",") if part.strip()):
        measure, _, number = part.partition(":")
        points, width = _number(number), _width(index, year, measure)
        if points is None or width is None or measure in found or not _level(index, [*found, measure]):
            told.append((part, ""))
            continue
        found[measure] = round(max(-width, min(width, points)), DIGITS)
        if abs(points) > width:
            told.append((part, written([(measure, found[measure])])))
    return Reading(_ordered(found, index), tuple(told))


def kept(steps: Steps, index: Index, year: int) -> Steps:
    """The steps that still make sense in another year; none of another index."""
    return read(written(steps), index, year).steps


def changed(steps: Steps, index: Index, measure: str, points: float) -> Steps:
    """The steps with one of them set; zero takes it out, and steps of another level give way."""
    others = {key: value for key, value in steps if _level(index, [key, measure])}
    return _ordered(others | {measure: round(points, DIGITS)}, index)


def levelled(options: Mapping[str, str], steps: Steps, index: Index) -> dict[str, str]:
    """Chart options whose sliders are those of the steps; unchanged without any step."""
    if not steps:
        return dict(options)
    others = {name: value for name, value in options.items() if name != "level"}
    return others | ({"level": "part"} if index.measures[steps[0][0]].depth > 1 else {})


def _ordered(found: dict[str, float], index: Index) -> Steps:
    return tuple((key, found[key]) for key in index.measures if found.get(key))


def _level(index: Index, measures: list[str]) -> bool:
    """Whether the measures are all of one level."""
    return len({index.measures[measure].depth for measure in measures}) == 1


def _number(text: str) -> float | None:
    try:
        points = float(text)
    except ValueError:
        return None
    return points if math.isfinite(points) else None


def _width(index: Index, year: int, measure: str) -> float | None:
    """How far a measure can move at all; None for what is no part of the index in that year."""
    known = index.measures.get(measure)
    period = known.period(year) if known and known.parent else None
    return period.high - period.low if period else None
