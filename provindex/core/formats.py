"""Numbers and dates as a reader of each language expects them, through Babel.

Every function takes a number or a missing value (None, NaN, NA) and gives an en dash for the
latter. Signs are a plus and U+2212, the minus that is as wide as the plus, in both languages.
A year is never written through this module: it has no thousands.

The rule of the last digit, one for everything that is printed: a number is rounded half away from
zero on its shortest decimal form, in which 42.845 is 42.85 and not the 42.8449… that binary holds.
So do the spreadsheets in which publishers make and readers open these tables (Excel keeps 15
significant digits and rounds their half away from zero; so does LibreOffice), while `round`, numpy,
a browser's toFixed and Babel itself differ from it and from each other. Before that a number is
rounded to ten decimals, as a difference or a mean of such figures is off by some 1e-14: 42.845 less
40 is 2.845. Nothing else in the product rounds what it prints: texts are made here, and what a
library has to write itself (a chart of Office) is handed numbers that went through `rounded`.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

MISSING = "–"
PLUS = "+"
MINUS = "\u2212"

VIETNAM = timezone(timedelta(hours=7))
"""The clock of the country: seven hours before UTC all year round."""

# A mark of a bound may stand before a number; a day of the month or an hour is none.
_LEADING = re.compile(
    rf"[≥≤<>]?\s*(?P<sign>[{PLUS}{MINUS}]?)(?P<digits>\d[\d.,]*+)(?!:\d\d|/\d+/\d{{4}}| [A-Z][a-z]+ \d{{4}})"
)
_NOISE = Decimal("1e-10")
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}
_DAYS = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}


def score(value: object, lang: str, digits: int = 2) -> str:
    """A score with a fixed number of decimals: 42,40 or 42.40."""
    number = _rounded(value, digits)
    return MISSING if number is None else _plain(number, lang, digits)


def signed(value: object, lang: str, digits: int = 2) -> str:
    """A difference with its sign: +1,52 or −0,31; what rounds to nothing has no sign."""
    number = _rounded(value, digits)
    if number is None:
        return MISSING
    sign = PLUS if number > 0 else MINUS if number < 0 else ""
    return sign + _plain(abs(number), lang, digits)


def percent(value: object, lang: str, digits: int = 1) -> str:
    """A share that is already in percent: 64,7% in Vietnamese, 64.7% in English, as CLDR has it for both."""
    number = _rounded(value, digits)
    if number is None:
        return MISSING
    return _plain(number, lang, digits) + "%"


def integer(value: object, lang: str) -> str:
    """A count with its thousands parted: 28.854 or 28,854."""
    return score(value, lang, digits=0)


def rank(value: object, lang: str) -> str:
    """A rank as a bare number, 1 = highest score; both languages put the words round it."""
    return integer(value, lang)


def day(value: date | None, lang: str) -> str:
    """A date: 24/12/2021 or 24 Dec 2021."""
    if value is None:
        return MISSING
    return format_date(value, format=_DAYS[lang], locale=_LOCALES[lang])


def moment(value: datetime | None, lang: str) -> str:
    """A point in time on Vietnam's clock, to the minute: 14:05 24/12/2021 or 14:05 24 Dec 2021."""
    if value is None:
        return MISSING
    local = value.astimezone(VIETNAM)
    return f"{format_time(local, format='HH:mm', locale=_LOCALES[lang])} {day(local, lang)}"


def when(value: object, lang: str) -> object:
    """A date or a point in time as text; anything else as it is."""
    if isinstance(value, datetime):
        return moment(value, lang)
    return day(value, lang) if isinstance(value, date) else value


def span(low: object, high: object, lang: str, digits: int = 2) -> str:
    """A range from low to high: 42,79–45,71; an en dash alone if an end is missing."""
    ends = (score(low, lang, digits), score(high, lang, digits))
    return MISSING if MISSING in ends else MISSING.join(ends)


def listing(items: Sequence[str], lang: str) -> str:
    """Names in a sentence: Hà Giang, Cao Bằng và Bắc Kạn; an en dash for none."""
    return format_list(list(items), locale=_LOCALES[lang]) if items else MISSING


def either(items: Sequence[str], lang: str) -> str:
    """Names of which one is meant: Bắc Ninh hoặc Bắc Kạn; an en dash for none."""
    return format_list(list(items), style="or", locale=_LOCALES[lang]) if items else MISSING


def rounded(value: object, digits: int) -> float | None:
    """A number as it is printed, see the rule above: 42.85 for 42.845; None where it is missing."""
    number = _rounded(value, digits)
    return None if number is None else float(number) + 0.0  # a negative zero becomes a plain one


def shows(value: object, digits: int) -> bool:
    """Whether a difference is printed as something else than nothing; a missing one is not."""
    return bool(_rounded(value, digits))


def leading(text: str | None, lang: str) -> Decimal | None:
    """The number that a printed text begins with, as this module prints it; None where it begins with something else.

    ``1.234,50 (−3)`` in Vietnamese is 1234.50, ``12=`` is 12 and ``−0,31*`` is −0.31; a date begins with no number.
    """
    point, thousands = (",", ".") if lang == "vi" else (".", ",")
    match = _LEADING.match(text or "")
    if match is None:
        return None
    digits = match["digits"].replace(thousands, "").replace(point, ".").rstrip(".")
    return Decimal(f"{'-' if match['sign'] == MINUS else ''}{digits}")


def _rounded(value: object, digits: int) -> Decimal | None:
    if value is None or value is pd.NA:
        return None
    number = Decimal(str(value))
    if not number.is_finite():
        return None
    return number.quantize(_NOISE).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=1 << 14)  # Babel takes a tenth of a millisecond, and a page prints the same thousand numbers again
def _plain(number: Decimal, lang: str, digits: int) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(abs(number), format=pattern, locale=_LOCALES[lang])
    return MINUS + text if number < 0 else text


def scale(low: float, high: float, lang: str) -> str:
    """The two ends of a scale: 1–10 where both are whole numbers, 0,33–3,33 otherwise."""
    return span(low, high, lang, 0 if float(low).is_integer() and float(high).is_integer() else 2)
