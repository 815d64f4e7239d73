"""What a map shows of each province: its class or value, and the printed figure, rank or reason.

Five ways to colour a map: the publisher's groups, the level of the score, fifths of the year's scores, the rank, and
the change since another year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import pandas as pd

from provindex import geography
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator

Way = Literal["group", "level", "quantile", "rank", "change"]
FIFTHS = ("q5", "q4", "q3", "q2", "q1")


def ways(index: Index, measure: str, year: int) -> tuple[Way, ...]:
    """The ways in which this measure and year may be coloured, the default first.

    A partial year has no fifths, because the cut points of an incomplete table would be read as the country's.
    """
    grouped = index.groups.covers(measure) and index.groups.period(year) is not None
    partial = index.editions[year].status == "partial"
    usual: tuple[Way, ...] = ("level", "rank", "change") if partial else ("level", "quantile", "rank", "change")
    return ("group", *usual) if grouped else usual


def of_standing(
    standing: pd.DataFrame, way: Way, index: Index, t: Translator, reason: Callable[[str], str]
) -> pd.DataFrame:
    """Cells of a map of one year.

    Args:
        standing: As ``ranking.standing`` gives it: province, score, rank, valid, tied, group.
        way: How the map is coloured; not ``change``, see `of_change`.
        index: The catalogue of the index, for the decimals.
        t: The reader's language.
        reason: Province id -> why it has no figure, in the reader's language.

    Returns:
        province, name, key (class; missing where there is none), value (what a continuous scale shows), printed (the
        score, or the reason where there is no figure), place (rank of how many, a shared rank marked "="), ranked (a
        rank is published but no score; ``printed`` says so then).
    """
    cells = pd.DataFrame({"province": standing["province"], "name": _names(standing["province"], t.lang)})
    cells["value"] = standing["rank"].astype("Float64") if way == "rank" else standing["score"].astype("Float64")
    cells["key"] = fifths(standing["score"]) if way == "quantile" else standing["group"]
    known = cells["key"].notna() if way in ("group", "quantile") else cells["value"].notna()
    cells["ranked"] = standing["score"].isna() & standing["rank"].notna()
    cells["printed"] = [
        t("Rank only") if ranked else _score_or_reason(score, province, index.digits, t, reason)
        for score, province, ranked in zip(standing["score"], standing["province"], cells["ranked"], strict=True)
    ]
    cells.loc[~known & standing["score"].isna(), "key"] = pd.NA
    cells["place"] = [place(rank, tied, t.lang) for rank, tied in zip(standing["rank"], standing["tied"], strict=True)]
    return cells


def of_change(changes: pd.DataFrame, index: Index, t: Translator, reason: Callable[[str], str]) -> pd.DataFrame:
    """Cells of a map of change.

    Args:
        changes: As ``change.between`` gives it: province, change, places, status.
        index: The catalogue of the index, for the decimals.
        t: The reader's language.
        reason: Province id -> why one of the years has no figure.

    Returns:
        The columns of `of_standing`; value is the change of the score, place the places gained or lost, ranked where
        there are only these.
    """
    cells = pd.DataFrame({"province": changes["province"], "name": _names(changes["province"], t.lang)})
    cells["value"] = changes["change"].astype("Float64")
    cells["key"] = pd.Series(pd.NA, index=cells.index, dtype="string")
    cells["printed"] = [
        formats.signed(change, t.lang, index.digits) if pd.notna(change) else reason(province)
        for change, province in zip(changes["change"], changes["province"], strict=True)
    ]
    cells["place"] = [formats.signed(places, t.lang, 0) for places in changes["places"]]
    cells["ranked"] = changes["change"].isna() & changes["places"].notna()
    return cells


def fifths(score: pd.Series) -> pd.Series:
    """Fifths of the valid scores, ``q5`` the highest; a score equal to a cut belongs to the upper fifth."""
    cuts = score.dropna().quantile([0.8, 0.6, 0.4, 0.2]).tolist()
    keys = pd.Series(pd.NA, index=score.index, dtype="string")
    for key, cut in zip(reversed(FIFTHS), [float("-inf"), *reversed(cuts)], strict=True):
        keys = keys.mask(score >= cut, key)
    return keys


def place(rank: object, tied: object, lang: str) -> str:
    """A rank as printed in lists, a shared one marked: ``12`` or ``12=``."""
    if rank is None or pd.isna(rank):  # type: ignore[call-overload]
        return formats.MISSING
    return formats.rank(rank, lang) + ("=" if tied is True or tied == 1 else "")


def named(keys: Iterable[object], names: Mapping[Any, str], otherwise: str = "") -> list[str]:
    """The word for each key, ``otherwise`` for one that is missing or has none.

    `pandas.Series.map` makes numbers of keys that are all missing, as those of an index without groups are.
    """
    return [otherwise if pd.isna(key) else names.get(key, otherwise) for key in keys]  # type: ignore[call-overload]


def reasons(found: Mapping[str, str], otherwise: str) -> Callable[[str], str]:
    """A function from province id to the reason in ``found``, or ``otherwise``."""
    return lambda province: found.get(province, otherwise)


def _names(provinces: pd.Series, lang: str) -> list[str]:
    return [geography.province(province).name.get(lang) for province in provinces]


def _score_or_reason(score: object, province: str, digits: int, t: Translator, reason: Callable[[str], str]) -> str:
    return formats.score(score, t.lang, digits) if pd.notna(score) else reason(province)  # type: ignore[call-overload]
