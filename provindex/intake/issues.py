"""What is wrong with a file: issues with their place, their sentence and their cure, and a list that stays short."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from provindex.core import formats
from provindex.core.translate import Text, Translator
from provindex.intake import cells
from provindex.intake.messages.texts import WORDINGS, Severity

Fact = str | int | float | Text | tuple["Fact", ...]
"""A value inside a sentence: a text is made inert, a `Text` and a number are written in the reader's language."""

LISTED = 200
"""How many issues of one code are listed; a person mends a pattern, not the two thousandth cell."""

_LISTED_NAMES = 12

_TABLE = re.compile(r"(?:Trang (?P<page>\d+), b|B)ảng (?P<n>\d+)(?P<cell> [A-Z]+\d+)?")
"""What `formats.tables.name_of` calls a table of a document; a cell of it may be named behind it."""


@dataclass(frozen=True)
class Place:
    """A cell of the file, counted from 0; ``row`` or ``column`` is None where the whole column, row or sheet is meant.

    ``sheet`` is empty where a file has no sheets, as CSV and Parquet have none.
    """

    sheet: str = ""
    row: int | None = None
    column: int | None = None

    @property
    def address(self) -> str:
        """The cell as spreadsheet programs name it, such as ``C17``."""
        letters = "" if self.column is None else cells.column_letter(self.column)
        return letters + ("" if self.row is None else str(self.row + 1))


NOWHERE = Place()


@dataclass(frozen=True)
class Issue:
    """One thing to mend or to know.

    Attributes:
        code: Key of `WORDINGS`.
        severity: ``blocks`` if nothing may be published before it is mended, ``warns`` otherwise.
        sheet: Name of the sheet as in the file, made inert; None for the file as a whole.
        row: Row as numbered in the file, from 1; None where no single row is meant.
        column: Letter of the column; None where no single column is meant.
        value: What stands there, made inert; None where nothing does.
        number: The value where the file holds it as a number: a sentence writes it in the reader's language.
        expected: What was expected, in words or numbers that need no translation; None where that says nothing.
        facts: What the sentence names, by the name in its braces.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    facts: tuple[tuple[str, Fact], ...] = ()
    number: float | None = None

    def values(self) -> dict[str, object]:
        """Code, severity, place and values by name, without sentences and facts."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "expected": self.expected,
        }

    def place(self, t: Translator) -> str:
        """Where it is: “Sheet “A”, row 17, column C”; empty for the file as a whole."""
        parts = [
            *([_sheet(self.sheet, t)] if self.sheet else []),
            *([t("row {row}", row=self.row)] if self.row else []),
            *([t("column {column}", column=self.column)] if self.column else []),
        ]
        joined = ", ".join(parts)
        return joined[:1].upper() + joined[1:]

    def found(self, t: Translator) -> str:
        """What was found, in one sentence without its place."""
        return t(WORDINGS[self.code].found, **self._written(t))

    def fix(self, t: Translator) -> str:
        """What to do, after a suggestion where there is one."""
        cure = t(WORDINGS[self.code].fix, **self._written(t))
        suggestions = dict(self.facts).get("suggestions")
        if not isinstance(suggestions, tuple) or not suggestions:
            return cure
        names = formats.either([written(one, t) for one in suggestions], t.lang)
        return t("Did you mean {names}?", names=names) + f" {cure}"

    def shown(self, t: Translator) -> str:
        """What stands there, a number in the reader's language."""
        return (self.value or "") if self.number is None else _exact(self.number, t.lang)

    def sentence(self, t: Translator) -> str:
        """Place and finding together."""
        place = self.place(t)
        return f"{place}: {self.found(t)}" if place else self.found(t)

    def _written(self, t: Translator) -> dict[str, str]:
        facts = {name: written(fact, t) for name, fact in self.facts}
        return {"value": self.shown(t), **facts}


class Refused(Exception):  # noqa: N818 - not an error of the program: the file cannot be taken
    """The file cannot be read any further; carries the one issue that says why. Never leaves ``registry.read``."""

    def __init__(self, issue: Issue) -> None:
        """Keep the issue."""
        self.issue = issue
        super().__init__(issue.code)


class Issues:
    """Collects issues in the order in which they are found; what exceeds `LISTED` of a code is only counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._issues: list[Issue] = []
        self._counts: dict[str, int] = {}

    def add(self, issue: Issue) -> None:
        """Take an issue; the same issue twice counts once."""
        count = self._counts.get(issue.code, 0)
        if count < LISTED and issue in self._issues[-LISTED:]:
            return
        self._counts[issue.code] = count + 1
        if count < LISTED:
            self._issues.append(issue)

    def count(self, code: str) -> int:
        """How many issues of a code were found, listed or not."""
        return self._counts.get(code, 0)

    def counts(self) -> dict[str, int]:
        """How many issues of each code were found, listed or not."""
        return dict(self._counts)

    def collected(self) -> tuple[Issue, ...]:
        """The issues, those that block first, with one more for each code that is not listed to its end."""
        more = [
            replace(issue_of("more", facts={"kind": code, "n": count - LISTED}), severity=WORDINGS[code].severity)
            for code, count in self._counts.items()
            if count > LISTED
        ]
        return tuple(sorted([*self._issues, *more], key=lambda issue: issue.severity))


def issue_of(
    code: str,
    place: Place = NOWHERE,
    *,
    value: object = None,
    expected: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    severity: Severity | None = None,
) -> Issue:
    """An issue of a code at a place.

    Args:
        code: Key of `WORDINGS`; anything else is a KeyError.
        place: Where in the file.
        value: The cell as it was read; kept as inert text.
        expected: What was expected there.
        facts: What the sentence names beside the value.
        severity: Another one than the code usually has.
    """
    return Issue(
        code=code,
        severity=severity or WORDINGS[code].severity,
        sheet=cells.shown(place.sheet) or None,
        row=None if place.row is None else place.row + 1,
        column=None if place.column is None else cells.column_letter(place.column),
        value=None if value is None else cells.shown(value),
        expected=expected,
        facts=tuple((facts or {}).items()),
        number=value if isinstance(value, float) else None,
    )


def written(fact: Fact, t: Translator) -> str:
    """A fact as it stands in a sentence; of a long list the first names and how many more."""
    if isinstance(fact, Text):
        return fact.get(t.lang)
    if isinstance(fact, tuple):
        return _listing(fact, t)
    if isinstance(fact, float):
        return _decimal(fact, t.lang)
    # Years and small counts have no thousands.
    if isinstance(fact, int):
        return str(fact) if abs(fact) < 10_000 else formats.integer(fact, t.lang)
    table = _TABLE.fullmatch(fact)
    return f"{_table(table, t)}{table['cell'] or ''}" if table else cells.shown(fact)


def _sheet(name: str, t: Translator) -> str:
    """A sheet by its name, a table of a document by its page and number."""
    table = _TABLE.fullmatch(name)
    return _table(table, t) if table else t("Sheet “{sheet}”", sheet=name)


def _table(found: re.Match[str], t: Translator) -> str:
    page, n = found["page"], found["n"]
    return t("page {page}, table {n}", page=page, n=n) if page else t("table {n}", n=n)


def _listing(facts: Iterable[Fact], t: Translator) -> str:
    names = [written(fact, t) for fact in facts]
    if len(names) <= _LISTED_NAMES:
        return formats.listing(names, t.lang)
    rest = t("{n} more", n=len(names) - _LISTED_NAMES)
    return formats.listing([*names[:_LISTED_NAMES], rest], t.lang)


def _exact(value: float, lang: str) -> str:
    """A number of the file with all its decimals; far outside any scale as it was read."""
    text = cells.shown(value)
    whole, _, decimals = text.lstrip("-").partition(".")
    return formats.score(value, lang, len(decimals)) if (whole + decimals).isdecimal() and len(whole) < 10 else text


def _decimal(value: float, lang: str) -> str:
    """Up to four decimals, without zeros at the end; a number far outside any scale as it was read."""
    if abs(value) >= 1e9:
        return cells.shown(value)
    digits = next((digits for digits in range(4) if round(value, digits) == round(value, 4)), 4)
    return formats.score(value, lang, digits)
