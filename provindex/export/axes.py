"""Where the axes of a chart begin and end, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, log10

import pandas as pd

from provindex.core import formats
from provindex.export.slide_model import BarSlide, LineSlide

# Room beyond the longest bar for the figure printed at its end, as a share of the axis.
_BEYOND = 0.2


@dataclass(frozen=True)
class Axis:
    """One axis: its ends, the distance of its marks, and whether it runs downwards."""

    low: float
    high: float
    step: float
    reverse: bool = False

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where its marks stand."""
        n = floor((self.high - self.low) / self.step + 1e-9)
        return tuple(self.low + place * self.step for place in range(n + 1))

    @property
    def digits(self) -> int:
        """Decimals that its marks need."""
        return next((digits for digits in range(6) if all(round(tick, digits) == tick for tick in self._rounded)), 6)

    @property
    def _rounded(self) -> tuple[float, ...]:
        return tuple(round(tick, 6) for tick in self.ticks)

    @property
    def widest(self) -> str:
        """The longest number written beside it."""
        return max((f"{tick:.{self.digits}f}" for tick in self.ticks), key=len)


def number_format(digits: int, *, signed: bool = False) -> str:
    """A number format of Office; the reader's own Office puts its decimal mark where the format has a point."""
    plain = "0." + "0" * digits if digits else "0"
    return f"+{plain};\N{MINUS SIGN}{plain};{plain}" if signed else plain


def cells(values: pd.Series, digits: int | None = None) -> list[float | None]:
    """Numbers for a data sheet; an empty cell where there is none, never zero.

    Values that a chart prints beside its marks are rounded to their ``digits``, so that every program writes the same
    last digit; the places of marks on an axis are not.
    """
    if digits is None:
        return [None if pd.isna(value) else float(value) for value in values]
    return [formats.rounded(value, digits) for value in values]


def of_bars(slide: BarSlide) -> Axis:
    """Bars begin at zero, or at the foot of the scale where that is not zero; there is room for printed figures."""
    values = _numbers(slide.rows[[one.column for one in slide.series]])
    foot = 0.0 if slide.low is None else slide.low
    low, high = min([*values, foot]), max([*values, foot])
    span = (high - low) or 1.0
    return Axis(low - (_BEYOND * span if low < foot else 0), high + (_BEYOND * span if high > foot else 0), span)


def _numbers(frame: pd.DataFrame) -> list[float]:
    """Every figure of a frame that is there."""
    values = frame.astype("float64").to_numpy().ravel()
    return [float(value) for value in values if value == value]  # noqa: PLR0124 - only NaN differs from itself


def of_values(frame: pd.DataFrame) -> Axis:
    """From a round number below the least value to one above the greatest."""
    values = _numbers(frame)
    return of_span((min(values), max(values)), loose=True) if values else Axis(0.0, 1.0, 1.0)


def of_span(span: tuple[float, float], *, loose: bool = False) -> Axis:
    """Three to seven round marks between two ends; ``loose`` ends are moved outwards to the next mark."""
    low, high = span
    reach = (high - low) or max(abs(high), 1.0)
    raw = reach / 5
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    if not loose:
        return Axis(low, high, step)
    return Axis(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step or step, step)


def of_ranks(slide: LineSlide) -> Axis:
    """Ranks run downwards from 1; the marks end on the last rank where an even step leads there."""
    last = int(max([*_numbers(slide.rows[[one.column for one in slide.series]]), 2]))
    steps = [(last - 1) // parts for parts in (4, 3, 5, 6, 2) if (last - 1) % parts == 0]
    return Axis(1.0, float(last), float(steps[0] if steps else max(round((last - 1) / 5), 1)), reverse=True)


def apart(values: Mapping[str, float], axis: Axis, tall: float, height: float) -> dict[str, float]:
    """How far the names at the ends of lines have to move, in points downwards, so that none covers another.

    Args:
        values: The last value of each line.
        axis: The axis they are drawn on.
        tall: Height of one name in points.
        height: Height of the plot in points.
    """
    span = (axis.high - axis.low) or 1.0
    place = {
        key: (value - axis.low if axis.reverse else axis.high - value) / span * height for key, value in values.items()
    }
    order = sorted(place, key=lambda key: place[key])
    moved: dict[str, float] = {}
    for key in order:
        above = [moved[other] for other in moved]
        moved[key] = max([place[key], *(one + tall for one in above)])
    # What was pushed below the plot comes back up, and pushes those above it.
    limit = height
    for key in reversed(order):
        moved[key] = min(moved[key], limit)
        limit = moved[key] - tall
    return {key: moved[key] - place[key] for key in order}
