"""One province in one year: what the command line prints and the province page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from provindex import change as changes
from provindex import geography, ranking, scores, sentences, store
from provindex.catalog import Index
from provindex.change import Parts
from provindex.comparability import Verdict, comparable
from provindex.geography_model import Province
from provindex.scores import Coverage
from provindex.translate import Text, translator
from provindex.uncertainty import separable

Reader = Callable[[str, int], pd.DataFrame]


@dataclass(frozen=True)
class Change:
    """What moved since the year before.

    Attributes:
        from_year: The year before.
        score: Points of the measure, positive = higher; None unless both scores are known.
        rank: Places gained, positive = up; None unless both ranks are known.
        group_from: Group key of the year before.
        within_error: The two scores differ by no more than their sampling errors explain; None without standard errors.
    """

    from_year: int
    score: float | None
    rank: int | None
    group_from: str | None
    within_error: bool | None


@dataclass(frozen=True)
class Profile:
    """Where a province stands in one measure and year.

    Attributes:
        index: The catalogue of the index.
        year: The year.
        measure: Measure key.
        province: The province.
        score: In the scale of the measure; None = not published.
        rank: 1 = highest, ties share the better rank; the published one in a partial year.
        valid: Provinces with a figure.
        tied: Shares its rank.
        group: Group key; None without one.
        low: Lower end of the interval as published.
        high: Upper end of the interval as published.
        se: Standard error as published.
        before: The edition before; None for the first year.
        change: None where the year before may not be compared or has no figure.
        parts: Which parts of the measure rose and fell since the year before.
        coverage: How much of the country the table holds.
        verdict: Whether the year may be compared with the year before.
        reason: Why there is no figure; None where there is one.
    """

    index: Index
    year: int
    measure: str
    province: Province
    score: float | None
    rank: int | None
    valid: int
    tied: bool
    group: str | None
    low: float | None
    high: float | None
    se: float | None
    before: int | None
    change: Change | None
    parts: Parts
    coverage: Coverage
    verdict: Verdict
    reason: Text | None

    def to_json(self, lang: str) -> dict[str, Any]:
        """The profile as plain values; names, reasons and the sentence in one language, numbers not rounded."""
        change = self.change
        return {
            "index": self.index.key,
            "year": self.year,
            "province": self.province.id,
            "name": self.province.name.get(lang),
            "score": self.score,
            "rank": self.rank,
            "valid": self.valid,
            "group": self.group,
            "change": change and {"from_year": change.from_year, "score": change.score, "rank": change.rank},
            "rose": list(self.parts.rose),
            "fell": list(self.parts.fell),
            "coverage": {
                "status": self.coverage.status,
                "scores": self.coverage.figures,
                "ranks": self.coverage.ranks,
                "of": self.coverage.of,
                "missing": list(self.coverage.missing),
            },
            "comparability": {
                "verdict": self.verdict.verdict,
                "reasons": [reason.get(lang) for reason in self.verdict.reasons],
            },
            "sentence": sentences.province(self, translator(lang)),
        }


def profile(index: Index, year: int, province: str, measure: str | None = None, read: Reader = store.read) -> Profile:
    """Where a province stands in one measure and year, and what moved since the year before.

    Args:
        index: The catalogue of the index.
        year: A year of the index.
        province: Id of a province of that year's edition.
        measure: Measure key; the total if left out.
        read: Gives the table of an index and year; a page passes one that remembers.

    Raises:
        ValueError: The index has no such year or measure, or the year's edition has no such province.
        CatalogError: A table cannot be read.
    """
    measure = measure or index.root.key
    if year not in index.editions or measure not in index.measures:
        raise ValueError(f"year, measure: {index.key} has no {measure} of {year}")
    provinces = geography.provinces(index.editions[year].provinces)
    if province not in {one.id for one in provinces}:
        raise ValueError(f"province: {province} is not in edition {index.editions[year].provinces}, that of {year}")
    table = read(index.key, year)
    standing = ranking.standing(index, measure, year, table, provinces)
    row = standing.set_index("province").loc[province]
    before = max((other for other in index.editions if other < year), default=None)
    # Before the first edition there is nothing; asking for the year before gives the sentence that says so.
    verdict = comparable(index, measure, year - 1 if before is None else before, year)
    change, parts = None, Parts((), ())
    if before is not None and index.editions[before].provinces == index.editions[year].provinces:
        earlier = read(index.key, before)
        parts = changes.rose_and_fell(index, province, before, year, earlier, table, measure)
        if verdict.verdict != "refuse":
            change = _change(ranking.standing(index, measure, before, earlier, provinces), standing, province, before)
    return Profile(
        index=index,
        year=year,
        measure=measure,
        province=geography.province(province),
        score=_number(row["score"]),
        rank=_count(row["rank"]),
        valid=int(standing["valid"].iloc[0]),
        tied=bool(row["tied"]),
        group=_text(row["group"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        se=_number(row["se"]),
        before=before,
        change=change,
        parts=parts,
        coverage=scores.coverage(index, year, measure, table),
        verdict=verdict,
        reason=scores.reason(index, year, province, measure) if row["missing"] else None,
    )


def _change(before: pd.DataFrame, after: pd.DataFrame, province: str, year: int) -> Change | None:
    moved = changes.between(before, after).set_index("province").loc[province]
    old, new = (frame.set_index("province").loc[province] for frame in (before, after))
    if pd.isna(moved["change"]) and pd.isna(moved["places"]):
        return None
    apart = separable(old["score"], old["se"], new["score"], new["se"])
    return Change(
        from_year=year,
        score=_number(moved["change"]),
        rank=_count(moved["places"]),
        group_from=_text(moved["group_from"]),
        within_error=None if apart is None else not apart,
    )


def _number(value: Any) -> float | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else float(value)


def _count(value: Any) -> int | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else int(value)


def _text(value: Any) -> str | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else str(value)
