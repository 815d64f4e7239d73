"""Orders of the columns of a table: a dense place for each row, counted from 0; None for a missing figure or word.

The browser sorts by these places alone, so that numbers are in the order of their values, names in that of the
Vietnamese alphabet, and what is missing stands last in both directions, whatever the browser's own language is.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from provindex.core import collation, formats

Places = list[int | None]
_DIGITS = re.compile(r"\d+")
_LONGEST = 12  # digits of the largest whole number that is ordered by its value inside a text


def by_value(values: Iterable[object]) -> Places:
    """Places of numbers, dates or points in time: equal values share a place, None, NaN, NaT and NA have none."""
    return _places([_known(value) for value in values])


def by_number(texts: Iterable[str | None], lang: str) -> Places:
    """Places of printed numbers by the number each text begins with, see `formats.leading`; words have none."""
    return _places([formats.leading(text, lang) for text in texts])


def by_text(texts: Iterable[str | None]) -> Places:
    """Places of texts in the order of the Vietnamese alphabet, see `collation.sort_key`; empty ones have none.

    Whole numbers inside a text count by their value: "Nội dung 2" comes before "Nội dung 10".
    """
    known = [None if text is None or text.strip() in ("", formats.MISSING) else text for text in texts]
    return _places([None if text is None else collation.sort_key(_DIGITS.sub(_padded, text)) for text in known])


def by_class(texts: Iterable[str], classes: Sequence[str]) -> Places:
    """Places of printed classes, which are named from the highest to the lowest; what is none of them has none."""
    rising = {name: place for place, name in enumerate(reversed(classes))}
    return [rising.get(text) for text in texts]


def _known(value: Any) -> float | date | Decimal | None:  # noqa: ANN401 - a number or a date of any library
    return None if value is None or pd.isna(value) else value


def _padded(digits: re.Match[str]) -> str:
    return digits[0].zfill(_LONGEST)


def _places(keys: Sequence[Any]) -> Places:
    known = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [None if key is None else known[key] for key in keys]
