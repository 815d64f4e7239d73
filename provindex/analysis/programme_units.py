"""A province's own index for its departments, districts and communes: places, components, movers, points lost.

These scores are the province's own and are never mixed with the ministry's index of the province itself.
"""

import pandas as pd

from provindex.analysis.ranking import competition_rank
from provindex.catalog.programme_model import TOTAL, UNIT_LEVELS, Level, Programme

# Scores are printed with two decimals: half of the last one is no loss of points.
_HALF_STEP = 0.005


def levels(programme: Programme, province: str) -> tuple[Level, ...]:
    """The levels of a province that have an index of their own."""
    scored = set(programme.scores.loc[programme.scores["province"] == province, "unit"])
    found = {unit.level for unit in programme.units_of(province) if unit.key in scored}
    return tuple(level for level in UNIT_LEVELS if level in found)


def years(programme: Programme, province: str, level: Level) -> tuple[int, ...]:
    """The years in which a level has an index, newest first."""
    return tuple(sorted({int(year) for year in _rows(programme, province, level)["year"]}, reverse=True))


def standing(programme: Programme, province: str, level: Level, year: int) -> pd.DataFrame:
    """Where each unit of a level stands in one year.

    Returns:
        One row a unit with a total: unit, score, max_points (points), percent (score of the maximum; NaN without one),
        rank (Int64, 1 = highest; as published where every unit has one, else by percent, or by score where a maximum is
        missing; ties share the better rank), tied, rating (as printed, <NA> without). In order of rank, then of the
        units' names.
    """
    rows = _rows(programme, province, level)
    rows = rows[(rows["year"] == year) & (rows["criterion"] == TOTAL) & rows["score"].notna()]
    percent = rows["score"] / rows["max_points"].where(rows["max_points"] > 0) * 100
    computed = competition_rank(percent if percent.notna().all() else rows["score"])
    published = rows["rank_published"].astype("Int64")
    rank = published if len(rows) and published.notna().all() else computed
    found = rows[["unit", "score", "max_points", "rating"]].assign(
        percent=percent, rank=rank, tied=rank.duplicated(keep=False)
    )
    order = {key: place for place, key in enumerate(programme.units)}
    found = found.assign(place=found["unit"].map(order)).sort_values(["rank", "place"], kind="stable")
    return found[["unit", "score", "max_points", "percent", "rank", "tied", "rating"]].reset_index(drop=True)


def components(programme: Programme, province: str, level: Level, year: int) -> pd.DataFrame:
    """The main parts of the index: unit, criterion, name, score, max_points (points), percent (of the maximum)."""
    rows = _rows(programme, province, level)
    rows = rows[
        (rows["year"] == year) & (rows["criterion"] != TOTAL) & ~rows["criterion"].str.contains(".", regex=False)
    ]
    return _with_percent(rows)


def movers(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """How the units moved between two years.

    Args:
        now: `standing` of the later year.
        before: `standing` of the earlier year.

    Returns:
        unit, change (percentage points of the maximum, or points where a maximum is missing), rank_from, rank_to,
        places (positive = up); only units of both years, the largest change of places first.
    """
    both = now.merge(before, on="unit", suffixes=("", "_from"))
    per_cent = both["percent"].notna().all() and both["percent_from"].notna().all()
    column = "percent" if per_cent else "score"
    found = both.assign(
        change=both[column] - both[f"{column}_from"],
        rank_to=both["rank"],
        places=both["rank_from"] - both["rank"],
    )[["unit", "change", "rank_from", "rank_to", "places"]]
    order = found["places"].abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def lost(programme: Programme, province: str, level: Level, year: int, unit: str | None = None) -> pd.DataFrame:
    """The criteria that lost points, those that lost most first; parts of the index that have parts are left out.

    Args:
        programme: Everything known.
        province: Province id.
        level: Level of the units.
        year: Year of the index.
        unit: Key of one unit; all units of the level if left out.

    Returns:
        criterion, name, units (how many lost points), of (how many have the criterion), lost (points, all units
        together), max_points (of one unit), notes (the reasons given, each once).
    """
    rows = _rows(programme, province, level)
    rows = rows[(rows["year"] == year) & (rows["criterion"] != TOTAL)]
    parents = {code.rpartition(".")[0] for code in rows["criterion"].unique()}
    rows = rows[~rows["criterion"].isin(parents) & rows["max_points"].notna() & rows["score"].notna()]
    if unit is not None:
        rows = rows[rows["unit"] == unit]
    missing = rows["max_points"] - rows["score"]
    rows = rows.assign(lost=missing.where(missing > _HALF_STEP, 0.0), loser=missing > _HALF_STEP)
    found = rows.groupby("criterion", sort=False, as_index=False).agg(
        name=("name", "first"),
        units=("loser", "sum"),
        of=("unit", "size"),
        lost=("lost", "sum"),
        max_points=("max_points", "first"),
        notes=("note", _once),
    )
    found = found[found["units"] > 0].sort_values(["lost", "criterion"], ascending=[False, True], kind="stable")
    return found.reset_index(drop=True)


def _rows(programme: Programme, province: str, level: Level) -> pd.DataFrame:
    keys = [unit.key for unit in programme.units_of(province, level)]
    rows = programme.scores
    return rows[(rows["province"] == province) & rows["unit"].isin(keys)]


def _with_percent(rows: pd.DataFrame) -> pd.DataFrame:
    found = rows[["unit", "criterion", "name", "score", "max_points"]]
    return found.assign(percent=found["score"] / found["max_points"].where(found["max_points"] > 0) * 100).reset_index(
        drop=True
    )


def _once(notes: "pd.Series[str]") -> str:
    return "; ".join(dict.fromkeys(notes.dropna()))
