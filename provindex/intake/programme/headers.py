"""What the columns of a programme file hold: headings with a key in brackets, as people write them, and periods."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from provindex.catalog.programme_model import Indicator, Level, Qualifier
from provindex.core import periods
from provindex.core.periods import Period
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet

Role = Literal[
    "indicator", "place", "level", "start", "end", "qualifier", "value", "numerator", "denominator", "target", "note",
    "note_en", "source", "year", "total", "rank", "rating", "first", "last",
]  # fmt: skip
Layout = Literal["figures", "periods", "units", "index", "registry"]

HEAD_ROWS = 15
"""How far down the headings may stand; titles stand above."""

_KEYED = re.compile(r"\[([a-z0-9_.-]+)\]$")
_CRITERION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(\S.*)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SPAN = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})\s*[-–—]\s*(\d{1,2}/\d{1,2}/\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"(?:quy|quarter|q)\.?\s*(iv|i{1,3}|[1-4])(?:\s+of)?(?:\s*/?\s*(?:nam|year)?\s*)(\d{4})")
_MONTHS = re.compile(r"(?:first\s+)?(\d{1,2})\s+(?:thang(?: dau)?(?: nam)?|months of)\s+(\d{4})")
_YEAR = re.compile(r"(?:nam|year)?\s*(\d{4})")
_NAMES: Mapping[Role, tuple[str, ...]] = {
    "indicator": ("ma chi tieu", "ma", "chi tieu", "key", "indicator", "noi dung chi tieu"),
    "place": ("don vi", "ten don vi", "don vi trong tinh", "unit", "unit inside the province", "co quan, don vi"),
    "level": ("cap", "level", "loai don vi"),
    "start": ("tu ngay", "from day", "tu", "ngay bat dau"),
    "end": ("den ngay", "to day", "den", "ngay ket thuc", "tinh den ngay"),
    "qualifier": ("cach ghi", "printed as"),
    "value": ("so lieu", "gia tri", "ket qua", "ty le", "figure", "value"),
    "numerator": ("tu so", "da hoan thanh", "numerator"),
    "denominator": ("mau so", "duoc giao", "tong so", "denominator"),
    "target": ("muc tieu", "chi tieu giao", "ke hoach", "target"),
    "note": ("ghi chu", "note"),
    "note_en": ("ghi chu (tieng anh)", "note in english"),
    "source": ("nguon", "source"),
    "year": ("nam", "year"),
    "total": ("tong diem", "diem", "diem tong hop", "total score"),
    "rank": ("xep hang", "hang", "thu hang", "rank"),
    "rating": ("xep loai", "rating"),
    "first": ("co tu ngay", "exists from"),
    "last": ("co den het ngay", "exists to"),
}
_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names}
_KEYS: frozenset[Role] = frozenset(_NAMES)
_LEVELS: dict[Level, tuple[str, ...]] = {
    "province": ("cap tinh", "tinh", "toan tinh", "province level", "province"),
    "central": ("co quan trung uong tren dia ban", "co quan trung uong", "central agencies in the province", "central"),
    "department": ("so, ban, nganh", "so ban nganh", "so nganh", "departments", "department"),
    "district": ("cap huyen", "huyen", "district level", "district"),
    "commune": ("cap xa", "xa", "commune level", "commune"),
}  # fmt: skip
_QUALIFIERS: dict[Qualifier, tuple[str, ...]] = {
    "nearly": ("gan", "nearly", "almost"),
    "above": ("tren", "above", "over", "hon"),
    "about": ("khoang", "about", "around"),
}


@dataclass(frozen=True)
class Head:
    """The headings of one sheet.

    Attributes:
        row: Their row.
        layout: What the rows below hold.
        roles: Role -> column.
        periods: Column -> period, where a column stands for one.
        indicators: Column -> key of the indicator whose figures it holds.
        criteria: Column -> printed code and name of a criterion.
    """

    row: int
    layout: Layout
    roles: Mapping[Role, int]
    periods: Mapping[int, Period]
    indicators: Mapping[int, str]
    criteria: Mapping[int, tuple[str, str]]


def head_of(sheet: Sheet, indicators: Mapping[str, Indicator]) -> Head | None:
    """The first row that heads a table of a programme; None where there is none."""
    known = indicator_names(indicators)
    for row in range(min(sheet.height, HEAD_ROWS)):
        head = _head(sheet, row, known)
        if head is not None:
            return head
    return None


def indicator_names(indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Every spelling of an indicator, plain -> its key: key, name and short name in both languages."""
    found = {cells.plain(text): key for key, one in indicators.items() for text in (one.short.vi, one.short.en)}
    found |= {cells.plain(text): key for key, one in indicators.items() for text in (one.name.vi, one.name.en)}
    return found | {cells.plain(key): key for key in indicators}


def level_of(text: str) -> Level | None:
    """The level that a cell names; None where it names none."""
    plain = cells.plain(text)
    return next((level for level, names in _LEVELS.items() if plain in names), None)


def qualifier_of(text: str) -> Qualifier | None:
    """The word that was printed before a figure; None for any other."""
    plain = cells.plain(text)
    return next((key for key, names in _QUALIFIERS.items() if plain in names or plain == key), None)


def day_of(raw: object) -> date | None:
    """The day in a cell: a date, 31/03/2024 or 2024-03-31; None for anything else."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = cells.text(raw)
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def period_of(text: str) -> Period | None:
    """The period that a heading names: a quarter, the first months of a year, a year, two days; None for none."""
    keyed = _KEYED.search(text)
    if keyed is not None:
        return periods.read(keyed.group(1))
    plain = cells.plain(text)
    if found := _SPAN.search(plain):
        start, end = (day_of(part) for part in found.groups())
        return Period(start, end) if start and end and start <= end else None
    if found := _QUARTER.fullmatch(plain):
        quarter = _ROMAN.get(found.group(1)) or int(found.group(1))
        return _months(int(found.group(2)), 3 * quarter - 2, 3 * quarter)
    if (found := _MONTHS.fullmatch(plain)) and 1 <= int(found.group(1)) <= 12:
        return _months(int(found.group(2)), 1, int(found.group(1)))
    if found := _YEAR.fullmatch(plain):
        return _months(int(found.group(1)), 1, 12)
    return None


def _months(year: int, first: int, last: int) -> Period | None:
    if not 1900 <= year <= 2100:
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _head(sheet: Sheet, row: int, known: Mapping[str, str]) -> Head | None:
    roles: dict[Role, int] = {}
    spans: dict[int, Period] = {}
    indicators: dict[int, str] = {}
    criteria: dict[int, tuple[str, str]] = {}
    for column in range(len(sheet.rows[row])):
        text = sheet.text(row, column)
        if not text:
            continue
        keyed = _KEYED.search(text)
        key = keyed.group(1) if keyed else ""
        plain = cells.plain(text)
        role = next((role for role in _KEYS if role == key), _ROLES.get(plain))
        # A heading with a key means what the key says, whatever stands before it.
        if role is not None and (not keyed or role == key):
            roles.setdefault(role, column)
        elif (indicator := known.get(key or plain)) is not None:
            indicators[column] = indicator
        elif (found := _CRITERION.fullmatch(text)) is not None:
            criteria[column] = (found.group(1), found.group(2))
        elif (period := period_of(text)) is not None:
            spans[column] = period
    layout = _layout(roles, spans, indicators)
    return None if layout is None else Head(row, layout, roles, spans, indicators, criteria)


def _layout(roles: Mapping[Role, int], spans: Mapping[int, Period], indicators: Mapping[int, str]) -> Layout | None:
    if "indicator" in roles:
        if spans:
            return "periods"
        return "figures" if "value" in roles or "numerator" in roles else None
    if "place" not in roles:
        return None
    if "total" in roles and "year" in roles:
        return "index"
    if indicators:
        return "units"
    return "registry" if "level" in roles and ("first" in roles or "last" in roles) else None
