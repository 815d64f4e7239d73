"""Sentences about the parts of a measure among themselves: how far apart the provinces lie, and which go together."""

from collections.abc import Iterator, Mapping

import pandas as pd

from provindex.analysis.drilldown import Branch, Spread
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words
from provindex.sentences.dimensions import covered, quoted, seen


def spreads(
    index: Index,
    branch: Branch,
    year: int,
    rows: pd.DataFrame,
    found: Mapping[str, Spread],
    t: Translator,
    province: str | None,
) -> str:
    """Which part has the highest and the lowest median, and on which the provinces lie furthest apart.

    Args:
        index: The catalogue of the index.
        branch: The measure and its parts.
        year: The year; of a partial one the coverage is told.
        rows: `provindex.analysis.drilldown.profile`, with a figure of at least one province.
        found: Part -> `provindex.analysis.drilldown.spreads` of ``rows``.
        t: The language.
        province: A province with a figure of at least one part, whose place about the medians is told; None for none.

    Returns:
        One sentence; medians of parts on different scales are not set against each other.
    """
    known = {part: spread for part, spread in found.items() if spread.median is not None}
    if not known:
        return covered(index, branch, year, rows, t)
    clauses = list(_spread_clauses(index, branch, year, rows, known, t))
    if province is not None:
        score = rows[rows["province"] == province].set_index("measure")["score"].dropna()
        above = sum(value > (known[part].median or 0.0) for part, value in score.items() if part in known)
        values = {"province": words.name(province, t), "above": above, "of": len(score)}
        clauses.append(t("{province} is above the median on {above} of {of} parts", **values))
    return words.sentence(clauses)


def together(index: Index, branch: Branch, year: int, rows: pd.DataFrame, pairs: pd.DataFrame, t: Translator) -> str:
    """Which parts go together most and least across the provinces; never why.

    Args:
        index: The catalogue of the index.
        branch: The measure and its parts.
        year: The year.
        rows: `provindex.analysis.drilldown.profile`.
        pairs: `provindex.analysis.correlation.between_measures`, each pair once; at least one with a coefficient.
        t: The language.

    Returns:
        Two sentences, the second one on what is not said.
    """
    known = pairs.dropna(subset=["spearman"]).sort_values("spearman", kind="stable")
    warning = t("Parts that go together need not cause one another.")
    head = {"subject": words.subject(index, branch.head.key, t, seen(rows, year)), "year": year}
    if len(known) == 1:
        said = t("{subject} in {year}: {pair}", pair=_pair(index, known.iloc[0], t), **head)
        return f"{words.sentence([said])} {warning}"
    said = t(
        "of the {pairs} pairs of parts of {subject} in {year}, these go together most: {most}; these least: {least}",
        pairs=len(known),
        most=_pair(index, known.iloc[-1], t),
        least=_pair(index, known.iloc[0], t),
        **head,
    )
    return f"{words.sentence([said])} {warning}"


def _spread_clauses(
    index: Index, branch: Branch, year: int, rows: pd.DataFrame, known: Mapping[str, Spread], t: Translator
) -> Iterator[str]:
    subject = words.subject(index, branch.head.key, t, seen(rows, year))
    if len(known) == 1:
        ((_, only),) = known.items()
        median = words.amount(index, only.median or 0.0, t)
        yield t("{subject} in {year}: the median is {median}", subject=subject, year=year, median=median)
        return
    if branch.one_scale:
        by_median = sorted(known, key=lambda part: known[part].median or 0.0)
        high, low = by_median[-1], by_median[0]
        yield t(
            "{subject} in {year}: the median is highest on {high} ({most}) and lowest on {low} ({least})",
            year=year,
            subject=subject,
            high=quoted(index, high, t),
            most=words.bare(index, known[high].median or 0.0, t),
            low=quoted(index, low, t),
            least=words.bare(index, known[low].median or 0.0, t),
        )
    by_range = sorted(known, key=lambda part: known[part].share)
    wide, narrow = by_range[-1], by_range[0]
    yield t(
        "highest and lowest province lie furthest apart on {wide} ({most}) and closest on {narrow} ({least})",
        wide=quoted(index, wide, t),
        most=words.distance(index, known[wide].range, t),
        narrow=quoted(index, narrow, t),
        least=words.distance(index, known[narrow].range, t),
    )


def _pair(index: Index, pair: pd.Series, t: Translator) -> str:
    return t(
        "{a} and {b} ({value}, n = {n})",
        a=quoted(index, str(pair["a"]), t),
        b=quoted(index, str(pair["b"]), t),
        value=formats.score(pair["spearman"], t.lang),
        n=int(pair["n"]),
    )
