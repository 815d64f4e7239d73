"""Cells that name provinces, whatever the edition."""

import re
from collections.abc import Iterable, Mapping

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet

LONGEST_NAME = 60

LOOKED_AT = 200
"""Rows that are looked at to see which columns hold provinces."""

_NUMBERED = re.compile(r"\d{1,2} ?[.)] ?(?=\D)")

_LEAST_SHARE = 0.6
"""Share of provinces among the texts of a column from which it is one of provinces, whatever its heading."""


def known_province(text: str) -> str | None:
    """The province that a text names in any edition, numbered or not; ids as in ``63:01`` and codes do not count."""
    if text and text[0].isdecimal():
        text = _NUMBERED.sub("", text)
    if not text or len(text) > LONGEST_NAME or text[0].isdecimal():
        return None
    return name_matching.known(text, *(edition.key for edition in geography.editions()))


def in_column(sheet: Sheet, column: int, rows: Iterable[int]) -> dict[int, str]:
    """The province in each row of a column; empty where less than two are named, or most texts name none."""
    return _named({row: sheet.text(row, column) for row in rows if isinstance(sheet.value(row, column), str)})


def by_column(sheet: Sheet, rows: Iterable[int]) -> dict[int, dict[int, str]]:
    """The columns that hold provinces, from left to right, each as `in_column` gives it."""
    texts: dict[int, dict[int, str]] = {}
    for row in rows:
        for column, value in enumerate(sheet.rows[row]):
            if isinstance(value, str):
                texts.setdefault(column, {})[row] = cells.text(value)
    return {column: known for column in sorted(texts) if (known := _named(texts[column]))}


def _named(texts: Mapping[int, str]) -> dict[int, str]:
    known = {row: province for row, text in texts.items() if (province := known_province(text))}
    filled = sum(map(bool, texts.values()))
    if len(known) < _LEAST_SHARE * filled or len(set(known.values())) < 2:
        return {}
    return known
