"""What a programme file may not say.

More done than assigned, percentages that contradict their counts, periods that overlap, units that did not exist then,
districts after their end.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from provindex.analysis import programme
from provindex.catalog.programme_model import LAST_DAY_OF_DISTRICTS, TOTAL, Plan, Unit
from provindex.core import formats
from provindex.core.periods import Period
from provindex.core.translate import Text, Translator, in_every_language
from provindex.geography.model import ProvinceEdition
from provindex.intake.issues import Fact
from provindex.intake.programme.records import Figure, Found, Score, level_name

_SUM = 0.01
"""Points by which a total may miss the sum of its parts: each is printed with two decimals."""


def figures(rows: Sequence[Figure], found: Found) -> None:
    """Check the figures one by one, as series, and plan by plan."""
    for row in rows:
        _numbers(row, found)
        _existed(row, found)
    _series(rows, found)
    for plan in found.programme.plans:
        _tasks(plan, rows, found)


def scores(rows: Sequence[Score], found: Found) -> None:
    """Check the scores against their most points, the totals against their parts, the units against their days."""
    for row in rows:
        if row.score is not None and row.most is not None and row.score > row.most:
            criterion = row.criterion or formats.MISSING
            told: dict[str, Fact] = {"unit": row.unit.name, "criterion": criterion, "most": row.most}
            told["stated"] = row.score
            found.tell("programme_most", row.place, row.score, expected=f"≤ {_plain(row.most)}", facts=told)
    by_unit: dict[tuple[str, int], list[Score]] = {}
    for row in rows:
        by_unit.setdefault((row.unit.key, row.year), []).append(row)
    for (_, year), own in by_unit.items():
        total = next((row for row in own if row.criterion == TOTAL), None)
        parts = [row.score for row in own if row.criterion != TOTAL and "." not in row.criterion]
        known = [score for score in parts if score is not None]
        if total is not None and total.score is not None and known and abs(total.score - sum(known)) > _SUM:
            found.tell(
                "programme_total",
                total.place,
                total.score,
                expected=_plain(sum(known)),
                facts={"stated": total.score, "unit": total.unit.name, "sum": round(sum(known), 4)},
            )
        _lived(own[0].unit, Period(date(year, 1, 1), date(year, 12, 31)), own[0], found)


def _numbers(row: Figure, found: Found) -> None:
    one = found.programme.indicators[row.indicator]
    told: dict[str, Fact] = {"indicator": one.name}
    for number in (row.value, row.numerator, row.denominator, row.target):
        if number is not None and number < 0:
            found.tell("programme_negative", row.place, number, expected="≥ 0", facts={"stated": number, **told})
    if one.unit == "count":
        if row.value is not None and row.value != int(row.value):
            found.tell("programme_count", row.place, row.value, facts={"stated": row.value, **told})
        return
    if row.numerator is not None and row.denominator is not None and row.numerator > row.denominator:
        most = f"≤ {_plain(row.denominator)}"
        counts: dict[str, Fact] = {"numerator": row.numerator, "denominator": row.denominator}
        if row.indicator in {plan.done for plan in found.programme.plans}:
            counts = {"done": row.numerator, "assigned": row.denominator}
            found.tell("programme_done", row.place, row.numerator, expected=most, facts={**counts, **told})
        else:
            found.tell("programme_part", row.place, row.numerator, expected=most, facts={**counts, **told})
    elif row.value is not None and row.value > 100:
        found.tell("programme_above", row.place, row.value, facts={"stated": row.value, **told})
    _percent(row, found, told)


def _percent(row: Figure, found: Found, told: dict[str, Fact]) -> None:
    """A percentage against its numerator and denominator; what rounding explains is no contradiction."""
    kind = programme.agreement(row.value, row.numerator, row.denominator)
    if kind not in ("cut", "differs") or row.numerator is None or not row.denominator or row.value is None:
        return
    computed = row.numerator / row.denominator * 100
    digits = max(programme.digits(row.value), 1) if kind == "cut" else 2
    code = "programme_cut" if kind == "cut" else "programme_percent"
    counts: dict[str, Fact] = {"numerator": row.numerator, "denominator": row.denominator}
    right = round(computed, digits)
    counts |= {"stated": row.value, "computed": right} | told
    found.tell(code, row.place, row.value, expected=_plain(right), facts=counts)


def _existed(row: Figure, found: Found) -> None:
    """Districts, the province itself and the unit had to be there on every day of the period."""
    level = row.unit.level if row.unit else row.level
    if level == "district" and row.period.end > LAST_DAY_OF_DISTRICTS:
        _ended(row.unit.name if row.unit else level_name(row.level), row.period, row, found)
    elif not _covers(found.edition, row.period):
        told: dict[str, Fact] = {"province": found.name, "edition": found.edition.name, "period": _label(row.period)}
        span = _span(found.edition.valid_from, found.edition.valid_to)
        found.tell("programme_province_then", row.place, expected=span, facts=told)
    elif row.unit is not None:
        _lived(row.unit, row.period, row, found)


def _covers(edition: ProvinceEdition, period: Period) -> bool:
    return edition.valid_from <= period.start and (edition.valid_to is None or period.end <= edition.valid_to)


def _span(first: date | None, last: date | None) -> str:
    """Two days in figures, either of which may be open: 01/02/2023–."""
    return formats.MISSING.join(formats.day(day, "vi") if day else "" for day in (first, last))


def _lived(unit: Unit, period: Period, row: Figure | Score, found: Found) -> None:
    """A unit has to exist on every day of a period."""
    if unit.level == "district" and period.end > LAST_DAY_OF_DISTRICTS:
        _ended(unit.name, period, row, found)
    elif not unit.existed(period.start, period.end):
        days = in_every_language(lambda t: _days(unit, t))
        told: dict[str, Fact] = {"unit": unit.name, "period": _label(period), "existed": days}
        found.tell("programme_unit_then", row.place, unit.name.vi, expected=_span(unit.first, unit.last), facts=told)


def _days(unit: Unit, t: Translator) -> str:
    """When a unit existed, as far as it is known."""
    first = [t("from {day}", day=formats.day(unit.first, t.lang))] if unit.first else []
    last = [t("to {day}", day=formats.day(unit.last, t.lang))] if unit.last else []
    return " ".join([*first, *last])


def _ended(unit: Text, period: Period, row: Figure | Score, found: Found) -> None:
    found.tell(
        "programme_district_ended",
        row.place,
        unit.vi,
        expected=f"≤ {formats.day(LAST_DAY_OF_DISTRICTS, 'vi')}",
        facts={
            "unit": unit,
            "last": in_every_language(lambda t: formats.day(LAST_DAY_OF_DISTRICTS, t.lang)),
            "end": in_every_language(lambda t: formats.day(period.end, t.lang)),
        },
    )


def _series(rows: Sequence[Figure], found: Found) -> None:
    """Each indicator of a place: no period twice, none that overlaps another unless both start on the same day."""
    published = _published(rows, found)
    seen: dict[tuple[str, str, str], list[tuple[Period, Figure | None, float | None]]] = {}
    for row in rows:
        key = (row.unit.key if row.unit else "", row.level, row.indicator)
        before = seen.setdefault(key, [(period, None, value) for period, value in published.get(key, ())])
        told: dict[str, Fact] = {
            "indicator": found.programme.indicators[row.indicator].name,
            "unit": row.unit.name if row.unit else level_name(row.level),
            "period": _label(row.period),
        }
        _against(row, before, told, found)
        before.append((row.period, row, row.value))


def _against(
    row: Figure,
    before: Iterable[tuple[Period, Figure | None, float | None]],
    told: dict[str, Fact],
    found: Found,
) -> None:
    for period, first, value in before:
        if period == row.period and first is not None:
            found.tell("programme_twice", row.place, row.value, facts={"first": first.place.address, **told})
        elif period == row.period:
            if value != row.value:
                numbers: dict[str, Fact] = {"before": _shown(value), "after": _shown(row.value)}
                found.tell("programme_replaces", row.place, row.value, facts={**numbers, **told})
        elif period.overlaps(row.period):
            grows = period.start == row.period.start
            longer, shorter = (row.period, period) if row.period.end >= period.end else (period, row.period)
            spans: dict[str, Fact] = {"period": _label(longer), "other": _label(shorter)}
            code = "programme_grows" if grows else "programme_overlap"
            apart = f"> {formats.day(shorter.end, 'vi')}" if row.period.start > period.start else None
            apart = apart or f"< {formats.day(period.start, 'vi')}"
            found.tell(code, row.place, row.value, expected=None if grows else apart, facts={**told, **spans})


def _tasks(plan: Plan, rows: Sequence[Figure], found: Found) -> None:
    """Tasks done, under way and overdue are together no more than were assigned."""
    groups: dict[tuple[str, str, Period], dict[str, Figure]] = {}
    for row in rows:
        if row.indicator in plan.indicators:
            groups.setdefault((row.unit.key if row.unit else "", row.level, row.period), {})[row.indicator] = row
    for group in groups.values():
        done = group.get(plan.done)
        assigned = done.denominator if done else None
        if assigned is None and plan.assigned in group:
            assigned = group[plan.assigned].value
        others = [group[key].value for key in (plan.under_way, plan.overdue) if key in group]
        parts = [number for number in (done.numerator if done else None, *others) if number is not None]
        apart = bool(others) or (done is not None and done.denominator is None)
        if assigned is not None and apart and sum(parts) > assigned:
            place = (done or next(iter(group.values()))).place
            told: dict[str, Fact] = {"plan": plan.name, "parts": sum(parts), "assigned": assigned}
            found.tell("programme_tasks", place, sum(parts), expected=f"≤ {_plain(assigned)}", facts=told)


def _published(rows: Sequence[Figure], found: Found) -> dict[tuple[str, str, str], list[tuple[Period, float | None]]]:
    """What is published of the province in the file's indicators: unit, level, indicator -> periods and figures."""
    table: dict[tuple[str, str, str], list[tuple[Period, float | None]]] = {}
    known = found.programme.observations
    own = known[(known["province"] == found.province) & known["indicator"].isin({row.indicator for row in rows})]
    names = ("unit", "level", "indicator", "start", "end", "value")
    columns = (own["unit"].fillna("").tolist(), *(own[name].tolist() for name in names[1:]))
    for unit, level, indicator, start, end, value in zip(*columns, strict=True):
        figure = None if pd.isna(value) else float(value)
        table.setdefault((unit, level, indicator), []).append((Period(start, end), figure))
    return table


@lru_cache(maxsize=256)
def _label(period: Period) -> Text:
    return in_every_language(period.label)


def _plain(number: float) -> str:
    """A number without zeros at its end, in no language."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _shown(value: float | None) -> Fact:
    return formats.MISSING if value is None else value
