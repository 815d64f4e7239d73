"""Decisions and reports of an authority as sources: number and date, read from text and written in both languages."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from provindex.core import formats
from provindex.core.translate import N_, Text, Translator, in_every_language

_KINDS = {
    "QĐ": N_("Decision {number}"),
    "BC": N_("Report {number}"),
    "TB": N_("Notice {number}"),
    "TTR": N_("Submission {number}"),
}

_NUMBER = re.compile(
    r"(?<![\d/])(\d{1,5}\s*/\s*(?:(?:19|20)\d\d\s*/\s*)?)(Q[ĐD]|BC|TB|TTr)((?:\s*-\s*[A-ZĐ]{2,12}){1,3})\b",
    re.IGNORECASE,
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})\s*(?:[/.-]|\s+THANG\s+)\s*(?P<month>\d{1,2})\s*(?:[/.-]|,?\s+NAM\s+)\s*(?P<year>(?:19|20)\d\d)"
    r"|(?P<isoyear>(?:19|20)\d\d)-(?P<isomonth>\d\d)-(?P<isoday>\d\d)"
    rf"|(?P<enday>\d{{1,2}})\s+(?P<enmonth>{'|'.join(_MONTHS)})[A-Z]*,?\s+(?P<enyear>(?:19|20)\d\d))(?!\d)"
)
_ALIKE = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x2010: "-", 0x2011: "-", 0x2013: "-"}

_BETWEEN = 60
"""Letters between a number and its date, such as the name of the authority or of the city."""

_WORDS = re.compile(
    r"QUYET DINH|BAO CAO|THONG BAO|TO TRINH|DECISION|REPORT|NOTICE|SUBMISSION|NGAY|DATED|SO|NO|OF|[ .,:]"
)

_ISSUING = re.compile(r"KEM THEO|CONG BO|PHE DUYET|BAN HANH|ISSUED WITH|PUBLISHED BY")
"""Words beside the decision that a table belongs to; others may be the criteria that it follows."""


@dataclass(frozen=True)
class Decision:
    """A numbered document of an authority.

    Attributes:
        number: With year of numbering and letters, such as ``268/QĐ-BNV``.
        day: Its date; None where none stands beside it.
    """

    number: str
    day: date | None = None

    @property
    def name(self) -> Text:
        """What it is called, such as “Quyết định số 268/QĐ-BNV ngày 28/03/2025”."""
        return in_every_language(self._named)

    def _named(self, t: Translator) -> str:
        kind = next(kind for kind in _KINDS if f"/{kind}-" in self.number.upper())
        named = t(_KINDS[kind], number=self.number)
        if self.day is None:
            return named
        return t("{decision} of {day}", decision=named, day=formats.day(self.day, t.lang))


def decision_in(text: str) -> Decision | None:
    """The first decision, report or notice that a text names by its number, with the date that follows it."""
    plain = _one_line(text)
    match = _NUMBER.search(plain)
    if match is None:
        return None
    number, kind, authority = match.groups()
    kind = kind.upper().replace("QD", "QĐ")
    number = re.sub(r"\s", "", f"{number}{kind}{authority}")
    return Decision(number, _day_in(plain[match.end() : match.end() + 2 * _BETWEEN]))


def decision_among(texts: Iterable[str]) -> Decision | None:
    """The decision that a table is issued with, of those that the lines around it name.

    One beside such words as “Kèm theo” or “công bố” comes before all others, of which the first counts; a date counts
    even where it stands only where the decision is named again.
    """
    named = [(decision, bool(_ISSUING.search(_bare(text)))) for text in texts if (decision := decision_in(text))]
    chosen = next((one for one, issuing in named if issuing), named[0][0] if named else None)
    if chosen is None or chosen.day is not None:
        return chosen
    return next((one for one, _ in named if one.number == chosen.number and one.day is not None), chosen)


def cited(source: str) -> Text:
    """A source as a person wrote it, in both languages: a decision alone is translated, all else stays as it is."""
    decision = decision_in(source)
    if decision is None or _WORDS.sub("", _DAY.sub("", _bare(_NUMBER.sub("", _one_line(source), count=1)), count=1)):
        return Text(source, source)
    return decision.name


def _day_in(plain: str) -> date | None:
    match = _DAY.search(_bare(plain))
    if match is None or match.start() > _BETWEEN:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    found = {re.sub("^(iso|en)", "", name): value for name, value in parts.items()}
    month = found["month"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def _one_line(text: str) -> str:
    """A text on one line, with one letter for the Đ and one for the hyphen, which are typed in several ways."""
    return " ".join(unicodedata.normalize("NFC", text).split()).translate(_ALIKE)


def _bare(text: str) -> str:
    """Capitals without marks."""
    letters = unicodedata.normalize("NFD", _one_line(text).upper()).replace("Đ", "D")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
