"""Totals against the points of their parts, where the most points of each part are known."""

from collections.abc import Sequence

from provindex import geography
from provindex.catalog import Measure
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.normalisation import DECIMALS, Year

_SAME = 0.01
"""Points by which the most points of the parts may miss that of the total."""

_FINEST = 4


def check_points(year: Year, issues: Issues) -> None:
    """Warn of totals that are not the sum of the points of their parts, and of stated maxima that do not add up.

    Parts in per cent of their own most points add up to the total once each is weighed by them. A set of parts that is
    not whole says nothing. How far a sum may be off grows with the number of parts: each is rounded.

    Args:
        year: The year; the most points are those that the file states, or else those of the catalogue.
        issues: Takes what is wrong.
    """
    for measure in () if year.index.additive else year.index.measures_of(year.year):
        parts = [part for part in year.index.children(measure.key) if part.period(year.year)]
        maxima = [_most(year, part) for part in parts]
        known = [most for most in maxima if most is not None]
        whole = _most(year, measure, otherwise=100.0)
        if not parts or len(known) < len(parts) or whole is None or not all(year.has(part.key) for part in parts):
            continue
        if abs(sum(known) - whole) > _SAME:
            _note_maxima(year, measure, parts, sum(known), whole, issues)
            continue
        tolerance = sum(_rounding(year, part.key, most) for part, most in zip(parts, known, strict=True))
        tolerance += _rounding(year, measure.key, whole)
        for province, score in year.scores(measure.key).items():
            values = [year.number(province, part.key, "score") for part in parts]
            if None in values:
                continue
            points = sum(value * most / 100 for value, most in zip(values, known, strict=True) if value is not None)
            if abs(points - score * whole / 100) > tolerance:
                place = year.places.get((province, measure.key, "score"), Place())
                facts: dict[str, Fact] = {
                    "measure": measure.name,
                    "province": geography.province(province).name,
                    "sum": round(points * 100 / whole, 2),
                }
                issues.add(
                    issue_of("points_differ", place, value=score, expected=f"{points * 100 / whole:.4g}", facts=facts)
                )


def _most(year: Year, measure: Measure, otherwise: float | None = None) -> float | None:
    """The most points of a measure: as the file states, or as the catalogue does."""
    period = measure.period(year.year)
    known = year.maxima.get(measure.key, period.max_points if period else None)
    return otherwise if known is None else known


def _rounding(year: Year, measure: str, most: float) -> float:
    """By how much the points of a measure may be off: half of the last decimal that it is printed with, and a hair."""
    printed_in, scale = (most / 100, 1.0) if measure in year.in_points else (1.0, most / 100)
    digits = printed_decimals([score * printed_in for score in year.scores(measure).values()])
    return 0.5 * 10.0**-digits * scale * 1.05 + 2 * 10.0**-DECIMALS


def printed_decimals(values: Sequence[float]) -> int:
    """Decimals that figures are printed with, at most four: what has more was computed and is not rounded."""
    near = 2 * 10.0**-DECIMALS
    return next(
        (digits for digits in range(_FINEST) if all(abs(value - round(value, digits)) <= near for value in values)),
        _FINEST,
    )


def _note_maxima(
    year: Year, measure: Measure, parts: Sequence[Measure], total: float, whole: float, issues: Issues
) -> None:
    """Stated maxima that do not add up turn points into wrong percentages; those of the catalogue alone say nothing."""
    stated = [part.key for part in parts if part.key in year.maxima]
    if len(stated) == len(parts):
        facts: dict[str, Fact] = {"measure": measure.name, "sum": round(total, 2), "whole": whole}
        place = year.headings.get((stated[0], "score"), Place())
        issues.add(issue_of("maxima_differ", place, value=round(total, 2), expected=f"{whole:g}", facts=facts))
