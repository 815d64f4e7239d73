"""A year seen on other provinces than its own: derived by this project, never official.

The one place that knows which figures are derived. What it returns has the columns of the official figures, without
what only a publisher can state: groups, intervals, published ranks.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from provindex import geography
from provindex.analysis import bridge, ranking
from provindex.analysis import scores as tables
from provindex.analysis.scores import Coverage
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, in_every_language


def is_derived(index: Index, year: int, edition: str) -> bool:
    """Whether figures of a year on the provinces of an edition are derived: not its own, but those they went into."""
    return edition in geography.shown_on(index.editions[year].provinces)[1:]


def table(index: Index, year: int, scores: pd.DataFrame, edition: str) -> pd.DataFrame:
    """A year's table on the provinces of an edition, see `bridge.table`; the table itself on its own provinces.

    Args:
        index: The catalogue of the index.
        year: Year of the table; a partial one gives a figure only where all members of a province have a score.
        scores: The year's table in the schema of the store.
        edition: Key of the edition.
    """
    if not is_derived(index, year, edition):
        return scores
    return bridge.table(scores, geography.crosswalk(), complete=_partial(index, year))


def standing(index: Index, measure: str, year: int, scores: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Where every province of an edition stands: see `ranking.standing`, whose columns these are.

    Derived scores have no group, as groups are the publisher's, and no low, high and se: the range of the members is
    no interval, see `ranges`. Their ranks count the derived scores; a partial table has none. On an edition that the
    figures cannot be shown on, such as the 63 for a year of the 34, every province is missing.
    """
    provinces = geography.provinces(edition)
    if not is_derived(index, year, edition):
        return ranking.standing(index, measure, year, scores, provinces)
    seen = table(index, year, tables.of_measure(scores, measure), edition)
    found = ranking.standing(index, measure, year, seen, provinces)
    return found.assign(group=pd.Series(pd.NA, index=found.index, dtype="string"))


def ranges(index: Index, measure: str, year: int, scores: pd.DataFrame) -> pd.DataFrame:
    """What the derived score of each merged province rests on.

    Returns:
        One row a new province: ``province``, ``score`` (as in `standing`), ``low`` and ``high`` (lowest and highest
        member, no interval), ``members``, ``missing`` (tuples of old ids), ``missing_weight`` (0 to 1).
    """
    partial = _partial(index, year)
    found = bridge.bridge(tables.of_measure(scores, measure), geography.crosswalk(), ranked=not partial)
    if partial:
        found["score"] = found["score"].where(found["missing_weight"] == 0)
    return found[["province", "score", "low", "high", "members", "missing", "missing_weight"]]


def members(standing: pd.DataFrame, province: str) -> pd.DataFrame:
    """The members of one merged province with their own places.

    Args:
        standing: `standing` of the members' edition.
        province: Id of the new province.

    Returns:
        One row a member, the highest score first: ``member``, ``score``, ``rank``, ``tied``, ``ranked``,
        ``population`` (2019 census), ``weight`` (0 to 1).
    """
    found = bridge.breakdown(standing, geography.crosswalk())
    found = found[found["province"] == province].drop(columns="province")
    places = standing[["province", "rank", "tied", "ranked"]].rename(columns={"province": "member"})
    return found.merge(places, on="member").sort_values("score", ascending=False, kind="stable", ignore_index=True)


def coverage(index: Index, year: int, measure: str, scores: pd.DataFrame, edition: str) -> Coverage:
    """How many provinces of an edition have a figure, and why the others have none; see `scores.coverage`."""
    own = index.editions[year].provinces
    if edition == own:
        return tables.coverage(index, year, measure, scores)
    ids = [province.id for province in geography.provinces(edition)]
    if not is_derived(index, year, edition):
        reason = _other_provinces(own, year)
        return Coverage(0, 0, len(ids), index.editions[year].status, tuple(ids), dict.fromkeys(ids, reason))
    rows = ranges(index, measure, year, scores)
    lacking = {row["province"]: row for row in rows[rows["score"].isna()].to_dict("records")}
    found = {province: _reason(index, year, measure, row) for province, row in lacking.items()}
    return Coverage(
        figures=len(ids) - len(lacking),
        ranks=0,
        of=len(ids),
        status=index.editions[year].status,
        missing=tuple(province for province in ids if province in lacking),
        reasons={province: reason for province, reason in found.items() if reason is not None},
    )


def incomplete(ranges: pd.DataFrame) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The merged provinces whose figure leaves members out: province, those members, their share of the people."""
    rows = ranges[ranges["score"].notna() & (ranges["missing_weight"] > 0)]
    yield from zip(rows["province"], rows["missing"], rows["missing_weight"], strict=True)


def uneven(before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, ...]:
    """The merged provinces with a figure in both years that do not rest on the same members, from two `ranges`."""
    both = before.merge(after, on="province", suffixes=("_from", "_to")).dropna(subset=["score_from", "score_to"])
    return tuple(both.loc[both["missing_from"] != both["missing_to"], "province"])


def _reason(index: Index, year: int, measure: str, row: Mapping[Hashable, Any]) -> Text | None:
    missing, members = row["missing"], row["members"]
    if len(members) == 1:
        return tables.reason(index, year, members[0], measure)
    if _partial(index, year):
        return in_every_language(
            lambda t: t(
                "No score of the former {names} is at hand, and no mean is taken of part of the members.",
                names=_names(missing, t.lang),
            )
        )
    if missing == members:
        return in_every_language(lambda t: t("The former {names} have no figure.", names=_names(missing, t.lang)))
    return in_every_language(
        lambda t: t(
            "The former {names}, {weight} of the population, without a figure; above a third nothing is derived.",
            names=_names(missing, t.lang),
            weight=formats.percent(100 * row["missing_weight"], t.lang),
        )
    )


def _other_provinces(own: str, year: int) -> Text:
    count = next(edition.count for edition in geography.editions() if edition.key == own)
    return in_every_language(
        lambda t: t("The figures of {year} are those of {count} other provinces.", year=year, count=count)
    )


def _names(provinces: tuple[str, ...], lang: str) -> str:
    return formats.listing([geography.province(province).name.get(lang) for province in provinces], lang)


def _partial(index: Index, year: int) -> bool:
    return index.editions[year].status == "partial"
