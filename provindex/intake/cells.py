"""Single cells of a file: numbers out of what people type, and any text made harmless to show."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from math import isfinite
from typing import Literal

from provindex.core.collation import fold, without_invisible

LONGEST_SHOWN = 80

# What publishers and people put where a figure is missing; a star or dash stands for a footnote.
_BLANKS = frozenset(
    ("", "-", "--", "–", "—", ".", "..", "...", "…", "*", "**", "***", "(*)", "n/a", "na", "null", "none")
)
_NO_FIGURE = frozenset(
    (
        *("x", "khong co", "khong co du lieu", "khong co so lieu", "khong du du lieu", "khong du so lieu"),
        *("khong xac dinh", "khong cong bo", "khong khao sat", "khong danh gia", "khong xep hang", "khong xep loai"),
        *("khong tham gia", "khong ap dung", "khong thuc hien", "chua co", "chua co du lieu", "chua co so lieu"),
        *("chua co ket qua", "chua cong bo", "chua khao sat", "chua danh gia", "chua xep hang", "chua xac dinh"),
        *("no data", "not available", "not applicable", "not published", "not surveyed", "not ranked", "missing"),
    )
)
_NUMBER = re.compile(r"([+-]?\d+)(?:([.,])(\d+))?([eE][+-]?\d{1,3})?( ?%)?", re.ASCII)
_LONGEST_NUMBER = 64
# Ranks as annexes print them: tied ones as "5=" or "1-2", with how many there are, or in words.
_RANK = re.compile(
    r"(?:=|#|no\.? ?|(?:xep |dong )?(?:hang|thu|vi tri|vi thu)(?: hang| thu)? ?:? ?)?"
    r"(\d{1,3})(?:\.0+|,0+|\.)?(?:st|nd|rd|th)?"
    r"(?: ?- ?(\d{1,3})| ?/ ?(\d{1,3}))? ?(?:=|\*+|\(\*+\)|\(?(?:dong hang|dong|tied?|=)\)?)?",
    re.ASCII,
)
# "87,32 (5)", "87,32% (hạng 5/63)"
_WITH_RANK = re.compile(
    r"([+-]?\d+(?:[.,]\d+)?(?: ?%)?) ?"
    r"[(\[] ?(?:(?:xep )?(?:hang|thu)(?: hang)? ?:? ?)?(\d{1,3}(?: ?/ ?\d{1,3})?) ?[)\]]",
    re.ASCII,
)
# "87,32/5", only where the heading says both
_OVER_RANK = re.compile(r"(\d+(?:[.,]\d+)?(?: ?%)?) ?/ ?(\d{1,3})", re.ASCII)
# A figure with the mark of a footnote, or with its unit, behind it. A number that a blank alone parts is no mark.
_MARKED = re.compile(
    r"(.*[\d%]) ?(?:([*\u2020\u2021\u00a7]{1,3}|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2}"
    r"|\((?:\*{1,3}|\d{1,2}|[a-z])\)|\[(?:\*{1,3}|\d{1,2}|[a-z])\])|điểm|points?|pts)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?: .*)?|\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\d)\w*"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d{1,4}",
    re.ASCII,
)
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Percent(float):
    """A number of a cell that is formatted as per cent, as it is shown: 91.02 where the cell holds 0.9102."""

    @classmethod
    def of(cls, share: float) -> "Percent":
        """The per cent that a share of 1 is shown as, without the noise of the multiplication."""
        return cls(round(share * 100, 10))


class Unshown(float):
    """A number of a cell whose format shows nothing or a scaled number; nobody can say that this one is meant."""


class Footnoted(str):
    """A text without the mark of a footnote that is raised behind it."""

    __slots__ = ("mark",)
    mark: str

    @classmethod
    def of(cls, text: str, mark: str) -> "Footnoted":
        """A text and the mark that was left out."""
        found = cls(text)
        found.mark = mark.strip()
        return found


State = Literal["number", "blank", "text"]


@dataclass(frozen=True)
class Number:
    """What a cell says where a number belongs.

    Attributes:
        state: ``number``; ``blank`` for an empty cell or a mark that stands for a missing figure; ``text`` otherwise.
        value: The number, never infinite; None unless the state is ``number``.
        mark: The decimal mark of a number that is written as text; None for a cell that is a number by itself.
        percent: True where a per cent sign follows.
        beside: The mark of a footnote behind it.
    """

    state: State
    value: float | None = None
    mark: str | None = None
    percent: bool = False
    beside: str | None = None


def number(raw: object) -> Number:
    """Read a cell as a number; "42,39" and "42.39" are the same, "42,39 điểm" and "1.234,5" are text.

    Truth values, dates, NaN and what is too large for a number are text: nobody means a score by them.
    """
    if raw is None:
        return Number("blank")
    if isinstance(raw, bool | Unshown):
        return Number("text")
    if isinstance(raw, int | float):
        found = _finite(raw)
        return replace(found, percent=True) if isinstance(raw, Percent) else found
    if not isinstance(raw, str) or len(raw) > 4 * _LONGEST_NUMBER:
        return Number("text")
    text = " ".join(raw.split()).replace("\u2212", "-")
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if match is None:
        return Number("blank" if _says_nothing(text) else "text")
    whole, mark, decimals, power, percent = match.groups()
    found = _finite(float(f"{whole}.{decimals or 0}{power or ''}"))
    return Number(found.state, found.value, mark if found.state == "number" else None, percent is not None)


def figure(raw: object) -> Number:
    """Read a cell as a number that the mark of a footnote or its unit may follow: "90,48*", "90,76 (1)", "92,18 điểm".

    "90,48 1" stays a text: nobody can say whether the last number is a mark, a rank or a slip.
    """
    found = number(raw)
    if found.state != "text" or not isinstance(raw, str) or len(raw) > _LONGEST_NUMBER:
        return found
    match = _MARKED.fullmatch(" ".join(unicodedata.normalize("NFC", raw).split()))
    inner = number(match[1]) if match else found
    return replace(inner, beside=match[2]) if match and inner.state == "number" else found


def is_figure(raw: object) -> bool:
    """Whether a cell holds a figure, perhaps with a mark, its unit or its rank behind it."""
    return (
        figure(raw).state == "number" or score_and_rank(raw) is not None or score_and_rank(raw, slash=True) is not None
    )


def rank(raw: object) -> Number:
    """Read a cell as a rank; of tied ranks ("5=", "1-2", "5 (đồng hạng)") the better one, of "5/34" the first number.

    A range that runs backwards, a rank beyond how many are said to be ranked, and per cent are text.
    """
    found = number(raw)
    if found.state != "text":
        return Number("text") if found.percent else found
    match = _RANK.fullmatch(plain(raw)) if isinstance(raw, str) and len(raw) <= _LONGEST_NUMBER else None
    if match is None:
        return found
    first, last, of = (int(group) if group else None for group in match.groups())
    beyond = (last is not None and first is not None and last <= first) or (of is not None and (first or 0) > of)
    return Number("text") if beyond or first is None else Number("number", float(first))


def score_and_rank(raw: object, *, slash: bool = False) -> tuple[str, str] | None:
    """The two texts of a cell that holds a score and its rank, in brackets or behind a ``slash``; None if not."""
    pattern = _OVER_RANK if slash else _WITH_RANK
    match = pattern.fullmatch(plain(raw)) if isinstance(raw, str) and len(raw) <= _LONGEST_NUMBER else None
    return (match[1], match[2]) if match else None


def is_date(raw: object) -> bool:
    """Whether a cell holds a date, or a text that reads as one: what a spreadsheet program makes of "1-2" or "9.10"."""
    return isinstance(raw, date | time | timedelta) or (
        isinstance(raw, str) and _DATE.fullmatch(plain(raw)) is not None
    )


def is_word(raw: object) -> bool:
    """Whether the cell says in words, and not by a mark or by being empty, that there is no figure."""
    return isinstance(raw, str) and any(map(str.isalpha, raw)) and number(raw).state == "blank"


def is_blank(raw: object) -> bool:
    """Whether the cell is empty; a dash or star is not, see `number`."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def text(raw: object) -> str:
    """The cell as one line of composed text without invisible letters; a whole number has no decimals."""
    if raw is None:
        return ""
    if isinstance(raw, float) and isfinite(raw) and raw == int(raw):
        return str(int(raw))
    return " ".join(unicodedata.normalize("NFC", without_invisible(str(raw))).split())


def plain(raw: object) -> str:
    """The text in small letters without accents, for comparing headings."""
    return fold(text(raw)[:200]).strip()


def shown(raw: object, longest: int = LONGEST_SHOWN) -> str:
    r"""The cell as text that does nothing wherever it is shown.

    Control characters, invisible letters and marks that turn the direction of writing appear as ``\u202e``;
    what is longer than ``longest`` ends in an ellipsis. Angle brackets stay: who draws the text escapes it.
    """
    value = f"{raw:.10g}" if isinstance(raw, float) else "" if raw is None else str(raw)
    # Cut before escaping, so that a text of a megabyte costs nothing.
    cut = value[: longest + 1]
    safe = "".join(_escaped(letter) for letter in cut)
    return safe if len(value) <= longest and len(safe) <= longest else safe[: longest - 1] + "…"


def column_letter(column: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _says_nothing(text: str) -> bool:
    """Whether a text is empty, a mark, or a word that says that there is no figure."""
    if text.casefold() in _BLANKS:
        return True
    plain = fold(text)
    return plain in _BLANKS or plain.strip("()[]. ") in _NO_FIGURE


def _finite(value: float) -> Number:
    try:
        number = float(value)
    except OverflowError:
        return Number("text")
    # Adding zero turns a negative zero into a plain one.
    return Number("number", number + 0.0) if isfinite(number) else Number("text")


def _escaped(letter: str) -> str:
    if letter in _NAMED:
        return _NAMED[letter]
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        code = ord(letter)
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return letter
