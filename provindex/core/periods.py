"""Periods of a reform programme: two days, as a link carries them and as a reader calls them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from provindex.core import formats
from provindex.core.translate import Translator

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")
# Two reports of the same stretch may be closed a few days apart, as when a quarter is reported before its last day.
_SLACK = 3


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days, the first and the last included.

    Attributes:
        start: First day.
        end: Last day; not before ``start``.
    """

    start: date
    end: date

    def __str__(self) -> str:
        """As a link carries it: ``2023-01-01..2023-09-30``."""
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def months(self) -> int | None:
        """How many whole months of the calendar it is; None where it starts or ends inside one."""
        last = calendar.monthrange(self.end.year, self.end.month)[1]
        if self.start.day != 1 or self.end.day != last:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def as_long_as(self, other: "Period") -> bool:
        """Whether the two are equally long: the same number of months, or of days to within three."""
        if self.months is not None and other.months is not None:
            return self.months == other.months
        return abs((self.end - self.start).days - (other.end - other.start).days) <= _SLACK

    def overlaps(self, other: "Period") -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def label(self, t: Translator) -> str:
        """As a reader calls it: the year 2020, the first 9 months of 2023, quarter I of 2024, else its two days."""
        year, months = self.start.year, self.months
        if months == 12 and self.start.month == 1:
            return t("year {year}", year=year)
        if months == 3 and self.start.month % 3 == 1:
            return t("quarter {quarter} of {year}", quarter=_ROMAN[self.start.month // 3], year=year)
        if months == 1:
            return t("month {month}/{year}", month=self.start.month, year=year)
        if months is not None and self.start.month == 1 and self.end.year == year:
            return t("first {months} months of {year}", months=months, year=year)
        return formats.MISSING.join(formats.day(day, t.lang) for day in (self.start, self.end))


def read(text: str) -> Period | None:
    """The period in a link; None for anything that is none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    try:
        start, end = (date.fromisoformat(day) for day in found.groups())
    except ValueError:
        return None
    return Period(start, end) if start <= end else None
