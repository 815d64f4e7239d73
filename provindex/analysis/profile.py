"""One province in one year: what the command line prints and the province page shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from provindex import geography
from provindex.analysis import change as changes
from provindex.analysis import comparison, decomposition, derived, scores, targets
from provindex.analysis.change import Parts
from provindex.analysis.comparability import Verdict, comparable
from provindex.analysis.scores import Coverage
from provindex.analysis.targets import Gap
from provindex.analysis.uncertainty import separable
from provindex.catalog import Index
from provindex.core.translate import Text
from provindex.geography.model import Province
from provindex.store import score_store

Reader = Callable[[str, int], pd.DataFrame]


@dataclass(frozen=True)
class Change:
    """What moved since the year before.

    Attributes:
        from_year: The year before.
        score: Points of the measure, positive = higher, or of its parts measured alike, see ``Profile.verdict``; None
            unless both are known, and where points are not compared.
        rank: Places gained, positive = up; None unless both ranks are known.
        group_from: Group key of the year before.
        within_error: The two scores differ by no more than their sampling errors explain; None without standard errors
            and where not the scores themselves are compared.
        gap_from: Distance of the score from the median of the year before; None without a median.
        gap_to: Distance of the score from the median of the year.
    """

    from_year: int
    score: float | None
    rank: int | None
    group_from: str | None
    within_error: bool | None
    gap_from: float | None = None
    gap_to: float | None = None


@dataclass(frozen=True)
class Split:
    """A change in its parts; both sums are exact.

    Attributes:
        score: Points by part of the measure, see `provindex.analysis.decomposition.score_parts`; empty for parts of no
            sum.
        own: Places owed to the province's own change of score; None where ranks do not follow from the table's scores.
        others: Places owed to the others' movement, likewise.
    """

    score: Mapping[str, float]
    own: float | None
    others: float | None


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
        ranked: How many provinces the ranks are counted over.
        tied: Shares its rank.
        group: Group key; None without one.
        low: Lower end of the interval as published.
        high: Upper end of the interval as published.
        se: Standard error as published.
        before: The edition before; None for the first year.
        change: None where the year before may not be compared, has no figure, or rests on other members.
        split: The change in its parts; None without a change.
        parts: Which parts of the measure rose and fell since the year before.
        peers: Ids of the provinces with the most similar parts, nearest first; empty for a partial table.
        gap: The way to the next group and to the median; None without a score.
        coverage: How much of the country the table holds.
        verdict: Whether the year may be compared with the year before.
        reason: Why there is no figure; None where there is one.
        is_uneven: A merged province whose figures of the two years rest on different members, so that they are not
            compared.
    """

    index: Index
    year: int
    measure: str
    province: Province
    score: float | None
    rank: int | None
    valid: int
    ranked: int
    tied: bool
    group: str | None
    low: float | None
    high: float | None
    se: float | None
    before: int | None
    change: Change | None
    split: Split | None
    parts: Parts
    peers: tuple[str, ...]
    gap: Gap | None
    coverage: Coverage
    verdict: Verdict
    reason: Text | None
    is_uneven: bool = False

    def to_json(self, lang: str) -> dict[str, Any]:
        """The profile as plain values; names and reasons in one language, numbers not rounded."""
        change = self.change
        return {
            "index": self.index.key,
            "year": self.year,
            "province": self.province.id,
            "name": self.province.name.get(lang),
            "score": self.score,
            "rank": self.rank,
            "valid": self.valid,
            "ranked": self.ranked,
            "group": self.group,
            "change": change and _change_to_json(change, self.verdict),
            "rose": list(self.parts.rose),
            "fell": list(self.parts.fell),
            "decomposition": self.split and _split_to_json(self.split),
            "peers": list(self.peers),
            "gap_to_next_group": targets.gap_to_json(self.gap),
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
        }


def profile(
    index: Index,
    year: int,
    province: str,
    measure: str | None = None,
    read: Reader = score_store.read,
    before: int | None = None,
) -> Profile:
    """Where a province stands in one measure and year, and what moved since the year before or another.

    Args:
        index: The catalogue of the index.
        year: A year of the index.
        province: Id of a province; on an edition for which the year is derived so are its figures, and there is no
            group and no way to the next.
        measure: Measure key; the total if left out.
        read: Gives the table of an index and year; a page passes one that remembers.
        before: The year compared with; the edition before if left out.

    Raises:
        ValueError: The index has no such years or measure, or the year cannot be shown for the province.
        CatalogError: A table cannot be read.
    """
    measure = measure or index.root.key
    if not {year, before} - {None} <= set(index.editions) or measure not in index.measures:
        raise ValueError(f"year, before, measure: {index.key} has no {measure} of {year} or {before}")
    edition, own = province.partition(":")[0], index.editions[year].provinces
    if edition not in geography.shown_on(own) or province not in {one.id for one in geography.provinces(edition)}:
        raise ValueError(f"province: {province} is not in edition {own}, that of {year}, nor in one that it went into")
    published = read(index.key, year)
    table, standing = _seen(index, measure, year, published, edition)
    row = standing.set_index("province").loc[province]
    if before is None:
        before = max((other for other in index.editions if other < year), default=None)
    # Before the first edition there is nothing; asking for the year before gives the sentence that says so.
    verdict = comparable(index, measure, year - 1 if before is None else before, year)
    change, split, parts, uneven = None, None, Parts((), ()), False
    if before not in (None, year) and index.editions[before].provinces == index.editions[year].provinces:
        published_before = read(index.key, before)
        earlier, old = _seen(index, measure, before, published_before, edition)
        if verdict.verdict != "refuse":
            tables = published_before, published
            moved, _ = changes.compared(index, measure, (before, year), tables, (old, standing), edition)
            uneven = bool((moved.loc[moved["province"] == province, "status"] == "uneven").any())
            change = _change(moved, old, standing, province, verdict, before)
            pieces = decomposition.score_parts(index, measure, before, year, earlier, table)
            split = _split(pieces, decomposition.rank_parts(old, standing), province) if change else None
        if not uneven:
            parts = changes.rose_and_fell(index, province, before, year, earlier, table, measure)
    covered = derived.coverage(index, year, measure, published, edition)
    return Profile(
        index=index,
        year=year,
        measure=measure,
        province=geography.province(province),
        score=_number(row["score"]),
        rank=_count(row["rank"]),
        valid=int(standing["valid"].iloc[0]),
        ranked=int(standing["ranked"].iloc[0]),
        tied=bool(row["tied"]),
        group=_text(row["group"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        se=_number(row["se"]),
        before=before,
        change=change,
        split=split,
        parts=parts,
        peers=_peers(index, measure, year, table, province),
        gap=targets.gap(index, measure, year, standing, province) if edition == own else None,
        coverage=covered,
        verdict=verdict,
        reason=covered.reasons.get(province) if row["missing"] else None,
        is_uneven=uneven,
    )


def _seen(
    index: Index, measure: str, year: int, scores: pd.DataFrame, edition: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A year's table and the standing in one measure, both on the provinces of an edition."""
    return derived.table(index, year, scores, edition), derived.standing(index, measure, year, scores, edition)


def _change(
    compared: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, province: str, verdict: Verdict, year: int
) -> Change | None:
    moved = compared.set_index("province").loc[province]
    old, new = (frame.set_index("province").loc[province] for frame in (before, after))
    if pd.isna(moved["change"]) and pd.isna(moved["places"]):
        return None
    whole = verdict.basis == "whole"
    apart = separable(old["score"], old["se"], new["score"], new["se"]) if whole else None
    return Change(
        from_year=year,
        score=_number(moved["change"]),
        rank=_count(moved["places"]),
        group_from=_text(moved["group_from"]),
        within_error=None if apart is None else not apart,
        gap_from=_number(moved["gap_from"]),
        gap_to=_number(moved["gap_to"]),
    )


def _split(pieces: pd.DataFrame, places: pd.DataFrame, province: str) -> Split:
    own = places.set_index("province").reindex([province]).iloc[0]
    return Split(
        score=decomposition.score_points(pieces, province), own=_number(own["own"]), others=_number(own["others"])
    )


def _change_to_json(change: Change, verdict: Verdict) -> dict[str, Any]:
    """The change as plain values; ``parts`` are the measures whose points ``score`` sums up, null for the whole."""
    return {
        "from_year": change.from_year,
        "score": change.score,
        "rank": change.rank,
        "parts": list(verdict.parts) if verdict.basis == "parts" else None,
        "from_median": {"before": change.gap_from, "now": change.gap_to},
    }


def _split_to_json(split: Split) -> dict[str, Any]:
    """``{score: {measure: points}, rank: {own, others}}``; rank is null where nothing can be computed."""
    rank = None if split.own is None else {"own": split.own, "others": split.others}
    return {"score": dict(split.score), "rank": rank}


def _peers(index: Index, measure: str, year: int, table: pd.DataFrame, province: str) -> tuple[str, ...]:
    parts = [part.key for part in index.children(measure) if part.period(year)]
    if not parts or index.editions[year].status == "partial":
        return ()
    return tuple(comparison.peers(scores.wide(table, parts), province)["province"])


def _number(value: Any) -> float | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else float(value)


def _count(value: Any) -> int | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else int(value)


def _text(value: Any) -> str | None:  # noqa: ANN401 - a cell of a frame
    return None if pd.isna(value) else str(value)
