"""What a brief of one province says: everything computed once, before a page is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from provindex import geography
from provindex.analysis import change as changes
from provindex.analysis import (
    comparison,
    context,
    decomposition,
    derived,
    map_values,
    scores,
    targets,
    time_series,
    uncertainty,
)
from provindex.analysis import profile as profiles
from provindex.analysis.comparability import comparable
from provindex.analysis.profile import Profile, Reader
from provindex.analysis.time_series import Cut
from provindex.catalog import Index
from provindex.core.translate import Translator
from provindex.store import score_store

PEERS = 5
_STARTS = 10


@dataclass(frozen=True, eq=False)
class Facts:
    """A brief's figures.

    Attributes:
        index: The catalogue of the index.
        profile: The province in its total.
        standing: Standing of the total in the year.
        rows: `context.rows` of the parts of the total, with ``change`` (points since the year compared with; NaN where
            the two may not be compared or a figure is missing) and ``noted`` (a break lies between them).
        total: The one row of `context.rows` for the total.
        ranges: `uncertainty.rank_ranges` of the year.
        course: `time_series.rows` of the total.
        cuts: `time_series.cuts` of the total.
        peers: `comparison.peers` with score, rank, tied, group and change; nearest first.
        starts: `comparison.similar_start`; None where the years may not be compared.
        levers: `targets.levers` of the parts; empty in the highest group or where parts do not add up.
        parts: Part -> points, the parts that may be compared.
        whole: The parts are all of the change: they add up to it.
    """

    index: Index
    profile: Profile
    standing: pd.DataFrame
    rows: pd.DataFrame
    total: pd.Series
    ranges: pd.DataFrame
    course: pd.DataFrame
    cuts: tuple[Cut, ...]
    peers: pd.DataFrame
    starts: pd.DataFrame | None
    levers: pd.DataFrame
    parts: dict[str, float]
    whole: bool

    @property
    def year(self) -> int:
        """The year of the brief."""
        return self.profile.year

    @property
    def edition(self) -> str:
        """The edition of the province."""
        return self.profile.province.edition

    @property
    def derived(self) -> bool:
        """Whether the figures are derived from those of other provinces, and not official."""
        return derived.is_derived(self.index, self.year, self.edition)

    @property
    def before(self) -> int | None:
        """The year it is compared with."""
        return self.profile.before


def collect(
    index: Index, year: int, province: str, read: Reader = score_store.read, before: int | None = None
) -> Facts:
    """Compute a brief.

    Args:
        index: The catalogue of the index.
        year: A year of the index.
        province: Id of a province; on an edition for which the year is derived so is all that is computed.
        read: Gives the table of an index and year; a page passes one that remembers and shows what it may.
        before: The year compared with; the edition before if left out.

    Raises:
        ValueError: As `provindex.analysis.profile.profile` does.
        CatalogError: A table cannot be read.
    """
    published = cache(read)
    found = profiles.profile(index, year, province, read=published, before=before)
    root, edition = index.root.key, found.province.edition
    provinces = geography.provinces(edition)

    def standing(measure: str, of: int) -> pd.DataFrame:
        return derived.standing(index, measure, of, published(index.key, of), edition)

    def table(key: str, of: int) -> pd.DataFrame:
        return derived.table(index, of, published(key, of), edition)

    now = standing(root, year)
    parts = [one.key for one in index.children(root) if one.period(year)]
    region = [one.id for one in provinces if one.region == found.province.region]
    peers = comparison.peers(scores.wide(table(index.key, year), parts), province, PEERS) if found.peers else None
    ids = [] if peers is None else list(peers["province"])
    rows = context.rows(index, year, {key: standing(key, year) for key in parts}, province, region, ids)
    total = context.rows(index, year, {root: now}, province, region, ids).iloc[0]
    moves = _Moves(index, published, edition, (found.before, year))
    moved = {key: points[province] for key in parts if province in (points := moves.points(key))}
    alike = found.before is not None and found.verdict.has_points
    return Facts(
        index=index,
        profile=found,
        standing=now,
        rows=rows.assign(change=[moved.get(key, float("nan")) for key in parts], noted=_noted(index, parts, found)),
        total=total,
        ranges=_ranges(index, year, now),
        course=time_series.rows(index, root, province, lambda of: standing(root, of)),
        cuts=time_series.cuts(index, root),
        peers=_beside(ids, now, moves.points(root)),
        starts=_starts(index, table, found, province) if alike else None,
        levers=_levers(index, table, found, parts, province),
        parts=dict(found.split.score) if found.split and found.split.score else moved,
        whole=bool(found.split and found.split.score),
    )


def map_cells(facts: Facts, t: Translator) -> tuple[map_values.Way, pd.DataFrame]:
    """The way in which the map of the year is coloured, and its cells: by groups where there are any, else by score."""
    way: map_values.Way = "group" if facts.standing["group"].notna().any() else "level"
    found = {key: text.get(t.lang) for key, text in facts.profile.coverage.reasons.items()}
    return way, map_values.of_standing(facts.standing, way, facts.index, t, map_values.reasons(found, t("No figure")))


@dataclass(frozen=True)
class _Moves:
    """The changes in points since the year compared with, as `provindex.analysis.change.compared` gives them."""

    index: Index
    read: Reader
    edition: str
    years: tuple[int | None, int]

    def points(self, measure: str) -> dict[str, float]:
        """Province -> change; empty where points are not compared, and without an earlier year."""
        before, year = self.years
        if before is None or not comparable(self.index, measure, before, year).has_points:
            return {}
        tables = self.read(self.index.key, before), self.read(self.index.key, year)
        old = derived.standing(self.index, measure, before, tables[0], self.edition)
        new = derived.standing(self.index, measure, year, tables[1], self.edition)
        rows, _ = changes.compared(self.index, measure, (before, year), tables, (old, new), self.edition)
        known = rows.dropna(subset=["change"])
        return dict(zip(known["province"], known["change"].astype(float), strict=True))


def _noted(index: Index, parts: list[str], found: Profile) -> list[bool]:
    if found.before is None:
        return [False] * len(parts)
    return [comparable(index, key, found.before, found.year).basis == "parts" for key in parts]


def _ranges(index: Index, year: int, standing: pd.DataFrame) -> pd.DataFrame:
    """Ranges of rank; a partial table's ranks do not follow from its scores, so it has none."""
    whole = index.editions[year].status != "partial"
    return uncertainty.rank_ranges(standing if whole else standing.iloc[:0])


def _beside(ids: list[str], now: pd.DataFrame, points: Mapping[str, float]) -> pd.DataFrame:
    rows = now.set_index("province").reindex(ids)[["score", "rank", "tied", "group"]]
    return rows.assign(change=[points.get(province, float("nan")) for province in ids]).reset_index()


def _starts(index: Index, table: Reader, found: Profile, province: str) -> pd.DataFrame | None:
    if found.before is None or found.change is None or index.editions[found.year].status == "partial":
        return None
    parts = decomposition.parts_of(index, index.root.key, found.before, found.year)
    old, new = table(index.key, found.before), table(index.key, found.year)
    summed = found.verdict.parts if found.verdict.basis == "parts" else ()
    lever = [part for part in parts if comparable(index, part, found.before, found.year).verdict == "yes"]
    return comparison.similar_start(old, new, index.root.key, lever, province, _STARTS, alike=summed)


def _levers(index: Index, table: Reader, found: Profile, parts: list[str], province: str) -> pd.DataFrame:
    points = found.gap.points if found.gap is not None else None
    if points is None or not index.additive:
        return pd.DataFrame()
    years = [of for of in index.editions if of <= found.year]
    history = pd.concat([table(index.key, of).assign(year=of) for of in years], ignore_index=True)
    limits = targets.bounds(index, found.year, history, parts)
    return targets.levers(index, found.year, points, table(index.key, found.year), province, limits)
