"""Sentences about sampling errors: what a published standard error says of the order, or that there is none."""

import pandas as pd

from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words

_NAMED = 5


def errors(
    index: Index,
    measure: str,
    year: int,
    standing: pd.DataFrame,
    ranges: pd.DataFrame,
    neighbours: pd.DataFrame,
    level: float,
    t: Translator,
) -> str:
    """How far the order of a year can be trusted, as far as the publisher states standard errors.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: The year.
        standing: `provindex.analysis.derived.standing` of it.
        ranges: `provindex.analysis.uncertainty.rank_ranges` of the standing.
        neighbours: `provindex.analysis.uncertainty.neighbours` of it, at the same level.
        level: Coverage of both, 0 to 1.
        t: The language.

    Returns:
        One sentence. Derived figures, incomplete tables and years without standard errors are told as such.
    """
    head = {"subject": words.subject(index, measure, t), "year": year}
    if words.derived_count(index, year, str(standing["province"].iloc[0])):
        return words.sentence([t("no sampling error is known of derived figures, so no range of ranks is stated")])
    if index.editions[year].status == "partial":
        return words.sentence(
            [t("the table of {subject} in {year} is not complete, so no range of ranks is stated", **head)]
        )
    if ranges.empty:
        said = t("the publisher gives no standard error of {subject} in {year}", **head)
        return words.sentence([said, t("so it is not known which provinces differ by more than sampling error")])
    confidence = formats.percent(100 * level, t.lang, 0)
    if ranges["basis"].iloc[0] == "own":
        return _own(ranges, head, confidence, t)
    return _all(ranges, neighbours, head, confidence, t)


def _own(ranges: pd.DataFrame, head: dict[str, object], confidence: str, t: Translator) -> str:
    n, of = int(ranges["n_se"].iloc[0]), int(ranges["n"].iloc[0])
    clauses = [
        t("the publisher gives standard errors of {subject} in {year} for {n} of {of} provinces", n=n, of=of, **head)
    ]
    if len(ranges) <= _NAMED:
        told = formats.listing(_ranks(ranges.sort_values("rank", kind="stable"), t), t.lang)
        clauses.append(t("ranks they may hold at {level}: {ranges}", level=confidence, ranges=told))
    clauses.append(t("as the errors of the others are not known, the true ranges are wider"))
    return words.sentence(clauses)


def _all(
    ranges: pd.DataFrame, neighbours: pd.DataFrame, head: dict[str, object], confidence: str, t: Translator
) -> str:
    close = neighbours[["above_separable", "below_separable"]].eq(False).any(axis=1)
    counts = {"n": int(close.sum()), "of": len(neighbours)}
    ends = _ranks(ranges.sort_values("rank", kind="stable").iloc[[0, -1]], t)
    return words.sentence(
        [
            t("{subject} in {year}: {n} of {of} provinces cannot be told apart from a neighbour", **counts, **head),
            t("ranks they may hold at {level}: {ranges}", level=confidence, ranges=formats.listing(ends, t.lang)),
        ]
    )


def _ranks(ranges: pd.DataFrame, t: Translator) -> list[str]:
    """Names with the ranks they may hold: Sơn La 22–41."""
    return [
        f"{words.name(province, t)} {span(high, low, t.lang)}"
        for province, high, low in zip(ranges["province"], ranges["rank_high"], ranges["rank_low"], strict=True)
    ]


def span(high: object, low: object, lang: str) -> str:
    """A range of ranks: 22–41; one rank alone where both ends are the same."""
    first, last = formats.rank(high, lang), formats.rank(low, lang)
    return first if first == last else f"{first}–{last}"
