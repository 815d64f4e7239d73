"""What a reform programme says: the figures of a place and period, how far its plans came, and places side by side."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

import numpy as np
import pandas as pd

from provindex.catalog.programme_model import LEVELS, Plan, Programme
from provindex.core.periods import Period

Agreement = Literal["none", "exact", "cut", "differs"]

PROVINCE = ""
"""The scope of the province as a whole and of its levels as wholes; any other scope is the key of a unit."""

_MOST_DIGITS = 6
_SERIES = ["level", "indicator"]


@dataclass(frozen=True)
class Progress:
    """How far a plan has come.

    Attributes:
        plan: Whose tasks they are.
        period: From when to when.
        assigned: How many tasks there are; None where that is not stated.
        done: How many are done; None where that is not stated.
        under_way: How many are under way and not overdue; None where that is not stated.
        overdue: How many are overdue; None where that is not stated.
        printed: Per cent done as printed; None where only the counts are.
        computed: Per cent done by the counts; None where one of them is missing.
        agreement: How the two agree, see `agreement`.
        target: Per cent that the plan wants done; None where no target is stated.
    """

    plan: Plan
    period: Period
    assigned: int | None
    done: int | None
    under_way: int | None
    overdue: int | None
    printed: float | None
    computed: float | None
    agreement: Agreement
    target: float | None

    @property
    def open(self) -> int | None:
        """Tasks of which it is not stated whether they are under way or overdue; None where that cannot be known."""
        if self.assigned is None:
            return None
        known = (self.done or 0) + (self.under_way or 0) + (self.overdue or 0)
        return max(self.assigned - known, 0)


def agreement(value: float | None, numerator: float | None, denominator: float | None) -> Agreement:
    """Whether a printed percentage is that of its numerator and denominator.

    Returns:
        ``exact`` where it is the computed one rounded half up to the printed decimals; ``cut`` where it is the computed
        one with its further decimals left off, as some offices print; ``differs`` otherwise; ``none`` where one of the
        three is missing or the denominator is zero.
    """
    if value is None or numerator is None or not denominator:
        return "none"
    computed = Decimal(str(numerator)) * 100 / Decimal(str(denominator))
    printed = Decimal(str(value))
    step = Decimal(1).scaleb(-digits(value))
    if printed == computed.quantize(step, ROUND_HALF_UP):
        return "exact"
    return "cut" if printed == computed.quantize(step, ROUND_FLOOR) else "differs"


def digits(value: float) -> int:
    """The decimals of a number as it was printed: 94 has none, 64.7 has one; at most six."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MOST_DIGITS) if isinstance(exponent, int) else 0


def scopes(programme: Programme, province: str) -> tuple[str, ...]:
    """What a province has figures of: `PROVINCE` first if it has any, then its units in alphabetical order."""
    known = [unit.key for unit in programme.units_of(province)]
    return tuple(scope for scope in (PROVINCE, *known) if (province, scope) in programme.places)


def periods(programme: Programme, province: str, scope: str) -> tuple[Period, ...]:
    """The periods of which a scope has figures, the newest end first.

    A period that holds nothing but how many tasks are planned is left out beside others that lie in it: the plan shows
    with them.
    """
    rows = _of_scope(programme, province, scope)
    planned = {plan.assigned for plan in programme.plans}
    found: dict[Period, bool] = {}
    for start, end, indicator in zip(rows["start"], rows["end"], rows["indicator"], strict=True):
        period = Period(start, end)
        found[period] = found.get(period, True) and indicator in planned
    kept = [
        period
        for period, alone in found.items()
        if not alone or not any(other != period and _inside(other, period) for other in found)
    ]
    return tuple(sorted(kept, key=lambda period: (period.end, period.start), reverse=True))


def figures(programme: Programme, province: str, scope: str, period: Period) -> pd.DataFrame:
    """Every figure of a scope in a period, in the order of the catalogue and of the levels.

    Args:
        programme: Everything known.
        province: Province id.
        scope: `PROVINCE` or the key of a unit.
        period: Which period; how many tasks are planned counts too where the plan's own period holds this one's end.

    Returns:
        The columns of `provindex.catalog.programme_model.OBSERVATIONS` and: computed (per cent by numerator and
        denominator, NaN without both), agreement (see `agreement`), shown (value, or computed where no value is
        stated), aim (the observation's target, else the one that holds for everybody on the period's last day; NaN
        without one), before (what `shown` was in the period before), before_start, before_end, change (shown less
        before; NaN where there is no period before of the same length or from the same first day).
    """
    rows = with_computed(_of_scope(programme, province, scope))
    planned = rows["indicator"].isin({plan.assigned for plan in programme.plans})
    now = (rows["start"] == period.start) & (rows["end"] == period.end)
    now |= planned & (rows["start"] <= period.end) & (rows["end"] >= period.end)
    found = rows[now].copy()
    national = {key: one.target(period.end) for key, one in programme.indicators.items() if one.targets}
    aims = found["indicator"].map({key: target.value for key, target in national.items() if target})
    found["aim"] = found["target"].fillna(aims.astype("float64"))
    found = _with_before(found, rows)
    order = {key: place for place, key in enumerate(programme.indicators)}
    levels = {level: place for place, level in enumerate(LEVELS)}
    keys = found.assign(place=found["indicator"].map(order), height=found["level"].map(levels))
    return found.loc[keys.sort_values(["place", "height"], kind="stable").index].reset_index(drop=True)


def no_figures(programme: Programme) -> pd.DataFrame:
    """The columns of `figures` without a row, for a place of which nothing is known."""
    rows = with_computed(programme.observations.iloc[:0])
    return _with_before(rows.assign(aim=rows["target"]), rows)


def progress(programme: Programme, rows: pd.DataFrame, period: Period) -> tuple[Progress, ...]:
    """How far each plan has come, in the order of the catalogue; plans of which nothing is stated are left out.

    Args:
        programme: For the plans.
        rows: `figures`; where several levels report on a plan, the highest of them counts.
        period: The period of the rows.
    """
    found = []
    for plan in programme.plans:
        told = rows[rows["indicator"].isin(plan.indicators)]
        level = next((level for level in LEVELS if (told["level"] == level).any()), None)
        if level is not None:
            found.append(_progress(plan, told[told["level"] == level].set_index("indicator"), period))
    return tuple(found)


def reached(programme: Programme, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each of `figures` reaches its target; what was printed as “nearly” a target does not."""
    aims = rows["indicator"].map({key: one.aim for key, one in programme.indicators.items()})
    higher = (rows["shown"] > rows["aim"]) | (
        (rows["shown"] == rows["aim"]) & (rows["qualifier"].fillna("") != "nearly")
    )
    lower = (rows["shown"] < rows["aim"]) | ((rows["shown"] == rows["aim"]) & (rows["qualifier"].fillna("") != "above"))
    return higher.where(aims != "lower", lower).astype(bool) & rows["aim"].notna() & (aims != "none")


def with_computed(rows: pd.DataFrame) -> pd.DataFrame:
    """Observations with the columns computed, agreement and shown of `figures`."""
    whole = rows["denominator"].where(rows["denominator"] != 0)
    computed = rows["numerator"] / whole * 100
    said = [
        agreement(*(None if pd.isna(cell) else float(cell) for cell in cells))
        for cells in zip(rows["value"], rows["numerator"], rows["denominator"], strict=True)
    ]
    return rows.assign(
        computed=computed, agreement=pd.array(said, dtype="string"), shown=rows["value"].fillna(computed)
    )


def _of_scope(programme: Programme, province: str, scope: str) -> pd.DataFrame:
    return programme.places.get((province, scope), programme.observations.iloc[:0])


def _inside(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.end <= outer.end


def _with_before(found: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Adds what the same series was in the period before; see `figures`."""
    earlier = rows[[*_SERIES, "start", "end", "shown"]]
    pairs = found[[*_SERIES, "start", "end"]].reset_index().merge(earlier, on=_SERIES, suffixes=("", "_before"))
    pairs = pairs[pairs["end_before"] < pairs["end"]]
    fits = [
        start == start_before or Period(start, end).as_long_as(Period(start_before, end_before))
        for start, end, start_before, end_before in zip(
            pairs["start"], pairs["end"], pairs["start_before"], pairs["end_before"], strict=True
        )
    ]
    last = (
        pairs[np.array(fits, dtype=bool)]
        .sort_values("end_before", kind="stable")
        .drop_duplicates("index", keep="last")
        .set_index("index")
    )
    before = last["shown"].reindex(found.index).astype("float64")
    return found.assign(
        before=before,
        before_start=last["start_before"].reindex(found.index),
        before_end=last["end_before"].reindex(found.index),
        change=found["shown"] - before,
    )


def _progress(plan: Plan, rows: pd.DataFrame, period: Period) -> Progress:
    def count(key: str, column: str = "shown") -> int | None:
        value = rows[column].get(key)
        return None if value is None or pd.isna(value) else round(float(value))

    done = count(plan.done, "numerator")
    assigned = count(plan.done, "denominator")
    assigned = count(plan.assigned) if assigned is None else assigned
    printed = rows["value"].get(plan.done)
    printed = None if printed is None or pd.isna(printed) else float(printed)
    target = rows["aim"].get(plan.done)
    return Progress(
        plan=plan,
        period=period,
        assigned=assigned,
        done=done,
        under_way=count(plan.under_way),
        overdue=count(plan.overdue),
        printed=printed,
        computed=done / assigned * 100 if done is not None and assigned else None,
        agreement=agreement(printed, done, assigned),
        target=None if target is None or pd.isna(target) else float(target),
    )
