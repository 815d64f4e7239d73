"""What has to hold before a year is written, and how texts of people are kept."""

import unicodedata

import numpy as np
import pandas as pd

from provindex import geography
from provindex.catalog import Index
from provindex.catalog.schema import SCHEMA

_NUMBERS = ("score", "low", "high", "se", "rank_published")
_SAME = 5e-7
"""Scores are kept to six decimals; what differs by less is the same."""

LONGEST = 2000
"""Letters that are kept of a note, which may be a few paragraphs."""


def expect_rows(frame: pd.DataFrame, index: Index, year: int) -> str:
    """Hold a year's scores against the rules of the table.

    Returns:
        The key of the province edition.

    Raises:
        ValueError: It lacks a column or has no rows, names a measure that the index does not have in that year,
            provinces that do not exist or are of several editions, a province and measure twice, or an infinite
            number.
    """
    if lacking := [name for name in SCHEMA.names if name not in frame]:
        raise ValueError(f"frame: these columns are missing: {', '.join(lacking)}")
    known = {measure.key for measure in index.measures_of(year)}
    if frame.empty:
        raise ValueError("frame: it has no rows")
    if unknown := sorted(set(frame["measure"]) - known):
        raise ValueError(f"frame: {index.key} has no measure {unknown[0]} in {year}")
    editions = sorted({str(province).partition(":")[0] for province in frame["province"]})
    if len(editions) != 1 or editions[0] not in {one.key for one in geography.editions()}:
        raise ValueError(f"frame: the provinces are of the editions {', '.join(editions)}; expected is one that exists")
    if unknown := sorted(set(frame["province"]) - {one.id for one in geography.provinces(editions[0])}):
        raise ValueError(f"frame: there is no province {unknown[0]}")
    if frame.duplicated(["province", "measure"]).any():
        raise ValueError("frame: a province and measure stand twice")
    if np.isinf(frame[["score", "low", "high", "se"]].to_numpy("float64", na_value=np.nan)).any():
        raise ValueError("frame: a number is infinite")
    return editions[0]


def loses_figures(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    """Whether a figure of one table is missing in another one, or is another number or group there.

    Args:
        before: Scores in the schema of the store.
        after: The same; what stands there alone is no loss.
    """
    both = before.merge(after, on=["province", "measure"], how="left", suffixes=("", "_after"))
    numbers = [~((both[name] - both[f"{name}_after"]).abs() <= _SAME) & both[name].notna() for name in _NUMBERS]
    groups = both["group_published"].ne(both["group_published_after"]).fillna(value=True)
    return bool(pd.concat([*numbers, groups & both["group_published"].notna()], axis=1).any(axis=None))


def plain(text: str) -> str:
    """A text on one line without anything unseen: no control character, no mark that turns the direction."""
    seen = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    seen = "".join(letter for letter in seen if not unicodedata.category(letter).startswith("C"))
    return " ".join(seen.split())[:LONGEST]
