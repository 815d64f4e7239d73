"""Sentences about two indices of one year: places are compared, never scores, and nothing is averaged."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from provindex.analysis.comparison import PairCoverage, widest_gaps
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, Translator
from provindex.sentences import words


@dataclass(frozen=True)
class Side:
    """One of the two rankings of a pair.

    Attributes:
        index: The catalogue of the index.
        measure: Measure key.
        ranked: How many provinces its ranks were counted over.
    """

    index: Index
    measure: str
    ranked: int

    def name(self, t: Translator) -> str:
        """What is ranked, in words."""
        return words.subject(self.index, self.measure, t)


def pair(a: Side, b: Side, year: int, coverage: PairCoverage, pairs: pd.DataFrame, t: Translator) -> str:
    """How many provinces have a place in both rankings, how many are high or low in both, and the widest gaps.

    Args:
        a: The first ranking.
        b: The second ranking.
        year: The year of both.
        coverage: `provindex.analysis.comparison.coverage` of the two standings.
        pairs: `provindex.analysis.comparison.pair` of them.
        t: The language.

    Returns:
        One sentence; with fewer than three provinces in both, only how many there are and which.
    """
    counts = {"n": len(coverage.both), "of": _everyone(coverage)}
    head = t(
        "in {year}, {n} of {of} provinces have a place in both {a} and {b}", year=year, **counts, **_names(a, b, t)
    )
    if len(pairs) < 3:
        which = words.names(coverage.both, t)
        return words.sentence([head + (f" ({which})" if which else "")])
    high = int(((pairs["third_a"] == 3) & (pairs["third_b"] == 3)).sum())
    low = int(((pairs["third_a"] == 1) & (pairs["third_b"] == 1)).sum())
    thirds = t("{high} in the highest third of both, {low} in the lowest third of both", high=high, low=low)
    return words.sentence([head, thirds, *_gaps(a, b, pairs, t)])


def pair_place(
    a: Side,
    b: Side,
    province: str,
    rows: tuple[pd.Series, pd.Series],
    reasons: tuple[Text | None, Text | None],
    gap: float | None,
    t: Translator,
) -> str:
    """The places of one province in both rankings, or why it is not compared.

    Args:
        a: The first ranking.
        b: The second ranking.
        province: Province id.
        rows: Its rows of the two standings.
        reasons: Why it has no figure in either; None where there is one or none is known.
        gap: Percentile in the second ranking less that in the first; None where it is not compared.
        t: The language.
    """
    sides = [_place(side, row, reason, t) for side, row, reason in zip((a, b), rows, reasons, strict=True)]
    last = t("so its places are not compared") if gap is None else _gap(a, b, gap, t)
    return words.sentence([f"{words.name(province, t)}: {sides[0]}", sides[1], last])


def _place(side: Side, row: pd.Series, reason: Text | None, t: Translator) -> str:
    if pd.isna(row["rank"]):
        known = t("without a place in {name}", name=side.name(t))
        return f"{known} ({words.start_low(reason.get(t.lang))})" if reason else known
    values = {"rank": formats.rank(row["rank"], t.lang), "of": formats.integer(side.ranked, t.lang)}
    return t("rank {rank} of {of} in {name}", name=side.name(t), **values)


def _gaps(a: Side, b: Side, pairs: pd.DataFrame, t: Translator) -> Iterator[str]:
    for side, rows in zip((b, a), widest_gaps(pairs, 1), strict=True):
        if len(rows):
            yield t(
                "{province} stands furthest higher in {name}, by {points} percentile points",
                province=words.names(rows["province"], t),
                name=side.name(t),
                points=formats.score(abs(float(rows["gap"].iloc[0])), t.lang, 0),
            )


def _gap(a: Side, b: Side, gap: float, t: Translator) -> str:
    if not formats.shows(gap, 0):
        return t("the same place in both")
    name, points = (b if gap > 0 else a).name(t), formats.score(abs(gap), t.lang, 0)
    return t("{points} percentile points higher in {name}", points=points, name=name)


def _names(a: Side, b: Side, t: Translator) -> dict[str, str]:
    return {"a": a.name(t), "b": b.name(t)}


def _everyone(coverage: PairCoverage) -> int:
    return sum(len(part) for part in (coverage.both, coverage.only_a, coverage.only_b, coverage.neither))
