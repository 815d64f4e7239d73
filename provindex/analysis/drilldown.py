"""A measure and its parts within a year: what is drawn of it, how provinces stand in each part, and in what order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from provindex.analysis import comparison, map_values
from provindex.catalog import Index, Measure

BY_RANK, BY_LIKENESS, BY_NAME = "rank", "similar", "name"
ORDERS = (BY_RANK, BY_LIKENESS, BY_NAME)
"""The orders of provinces beside that by one of the parts."""


@dataclass(frozen=True)
class Branch:
    """A measure and what is drawn of it in a year.

    Attributes:
        path: From the total down to the measure itself.
        head: The measure whose parts are drawn.
        parts: The parts that are measured in the year, in tree order.
        leaf: The measure has no parts in the year: it is drawn among its siblings, a total without parts by itself.
        one_scale: All parts run from the same lowest to the same highest score in the year.
    """

    path: tuple[Measure, ...]
    head: Measure
    parts: tuple[Measure, ...]
    leaf: bool
    one_scale: bool

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.path[-1]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the parts."""
        return tuple(part.key for part in self.parts)


@dataclass(frozen=True)
class Spread:
    """How the scores of one part are spread over the provinces.

    Attributes:
        n: Provinces with a score.
        median, lowest, highest: Scores in the scale of the part; None where nothing may be computed.
        lowest_at, highest_at: The provinces at the two ends; several where they tie.
        share: Distance of the two ends as a share of the part's scale, 0 to 1.
    """

    n: int
    median: float | None
    lowest: float | None
    highest: float | None
    lowest_at: tuple[str, ...] = ()
    highest_at: tuple[str, ...] = ()
    share: float = 0.0

    @property
    def range(self) -> float:
        """Points between the highest and the lowest score; 0 where there is none."""
        return 0.0 if self.highest is None or self.lowest is None else self.highest - self.lowest


def branch(index: Index, measure: str, year: int) -> Branch:
    """What is drawn of a measure in a year.

    Raises:
        KeyError: The index has no such measure.
    """
    path = [index.measures[measure]]
    while path[0].parent is not None:
        path.insert(0, index.measures[path[0].parent])
    own = _measured(index, measure, year)
    head = path[-1] if own or len(path) == 1 else path[-2]
    parts = own or _measured(index, head.key, year) or (head,)
    scales = {(period.low, period.high) for part in parts if (period := part.period(year))}
    return Branch(tuple(path), head, parts, leaf=not own, one_scale=len(scales) == 1)


def way(index: Index, parts: Sequence[str], year: int, *, derived: bool = False) -> map_values.Way:
    """How the parts are coloured so that a colour means the same in each of them.

    The publisher's groups where every part is grouped and the figures are official; fifths of each part's provinces
    otherwise; the score itself in a partial year, where the cut points of an incomplete table would be read as the
    country's.
    """
    if index.editions[year].status == "partial":
        return "level"
    grouped = all("group" in map_values.ways(index, part, year) for part in parts)
    return "group" if grouped and not derived else "quantile"


def profile(standings: Mapping[str, pd.DataFrame], way: map_values.Way) -> pd.DataFrame:
    """How every province stands in each part.

    Args:
        standings: Part -> `ranking.standing` of it, all over the same provinces.
        way: How the parts are coloured, see `way`.

    Returns:
        One row per part and province, in the order given: measure, province, score, rank, valid, ranked, tied, missing,
        key (group or fifth), percentile (share of the other provinces that stand lower, in per cent; NaN without a rank
        and throughout in a partial year).
    """
    rows = [
        standing[["province", "score", "rank", "valid", "ranked", "tied", "missing"]].assign(
            measure=part,
            key=map_values.fifths(standing["score"]) if way == "quantile" else standing["group"],
            percentile=comparison.percentiles(standing) if way != "level" else float("nan"),
        )
        for part, standing in standings.items()
    ]
    return pd.concat(rows, ignore_index=True)


def wide(rows: pd.DataFrame, column: str = "score") -> pd.DataFrame:
    """One column of a `profile` with provinces in rows and parts in columns, both in the order of the profile."""
    measures, provinces = rows["measure"].unique(), rows["province"].unique()
    return rows.pivot(index="province", columns="measure", values=column).reindex(index=provinces, columns=measures)


def spreads(index: Index, year: int, rows: pd.DataFrame) -> dict[str, Spread]:
    """Median and ends of each part of a `profile`; of a partial year only the number of scores."""
    found = {}
    for measure, own in rows.groupby("measure", sort=False):
        part, scored = str(measure), own.dropna(subset=["score"])
        period = index.measures[part].period(year)
        if scored.empty or period is None or index.editions[year].status == "partial":
            found[part] = Spread(len(scored), None, None, None)
            continue
        low, high = float(scored["score"].min()), float(scored["score"].max())
        found[part] = Spread(
            n=len(scored),
            median=float(scored["score"].median()),
            lowest=low,
            highest=high,
            lowest_at=tuple(scored.loc[scored["score"] == low, "province"]),
            highest_at=tuple(scored.loc[scored["score"] == high, "province"]),
            share=(high - low) / (period.high - period.low),
        )
    return found


def known_parts(rows: pd.DataFrame) -> tuple[str, ...]:
    """The parts of a `profile` for which any province has a score or a published rank."""
    return tuple(rows.loc[~rows["missing"], "measure"].unique())


def order(rows: pd.DataFrame, by: str, head: pd.DataFrame, sort_key: Callable[[str], object]) -> list[str]:
    """The provinces in the order a reader asks for; those without a place in it stand last, by name.

    Args:
        rows: As `profile` gives it.
        by: ``rank`` (of the whole measure), ``similar`` (see `alike`), ``name``, or one of the parts of ``rows``.
        head: `ranking.standing` of the whole measure, over the same provinces.
        sort_key: Province id -> key of its name in the alphabet.

    Raises:
        ValueError: ``by`` is none of these.
    """
    names = sorted(head["province"], key=sort_key)  # type: ignore[arg-type]
    if by == BY_NAME:
        return names
    if by == BY_LIKENESS:
        placed = alike(wide(rows))
    elif by == BY_RANK or by in set(rows["measure"]):
        standing = head if by == BY_RANK else rows[rows["measure"] == by]
        rank = standing.set_index("province")["rank"].reindex(names).dropna()
        placed = rank.sort_values(kind="stable").index.tolist()
    else:
        raise ValueError(f"by: “{by}” is none of {', '.join(ORDERS)} and none of the parts")
    return [*placed, *(name for name in names if name not in set(placed))]


def alike(wide: pd.DataFrame) -> list[str]:
    """The provinces in a row in which neighbours have similar profiles.

    The distance is that of `comparison.peers`: every part in standard deviations, so that no part counts more for
    its spread. The row starts from the province with the highest mean, goes on to the nearest one left, and is then
    shortened by turning round any stretch that makes the sum of the distances smaller (2-opt; G. A. Croes 1958, "A
    Method for Solving Traveling-Salesman Problems", Operations Research 6). It is one good order, not the only one.

    Args:
        wide: Index province, one column a part, scores.

    Returns:
        Province ids, from the end of the row with the higher scores; one that lacks any of the parts has no profile
        and is left out.
    """
    whole = wide.astype("float64").dropna()
    spread = whole.std(ddof=0)
    steps = ((whole - whole.mean()) / spread.where(spread > 0, 1.0)).to_numpy()
    if len(steps) < 2:
        return [str(province) for province in whole.index]
    apart = np.sqrt(((steps[:, None] - steps[None]) ** 2).sum(axis=2))
    row = _shortened(_nearest_first(apart, int(steps.mean(axis=1).argmax())), apart)
    half = len(row) // 2
    if steps[row[:half]].mean() < steps[row[-half:]].mean():
        row.reverse()
    return [str(whole.index[i]) for i in row]


def _measured(index: Index, measure: str, year: int) -> tuple[Measure, ...]:
    return tuple(part for part in index.children(measure) if part.period(year))


def _nearest_first(apart: np.ndarray, start: int) -> list[int]:
    row, left = [start], set(range(len(apart))) - {start}
    while left:
        row.append(min(left, key=lambda other: (apart[row[-1], other], other)))
        left.remove(row[-1])
    return row


def _shortened(row: list[int], apart: np.ndarray) -> list[int]:
    """Turns stretches of the row round until none makes it shorter."""
    last, again = len(row), True
    while again:
        again = False
        for start in range(last - 1):
            for end in range(start + 2, last + 1):
                before = row[start - 1] if start else None
                after = row[end] if end < last else None
                now, turned = 0.0, 0.0
                if before is not None:
                    now, turned = now + apart[before, row[start]], turned + apart[before, row[end - 1]]
                if after is not None:
                    now, turned = now + apart[row[end - 1], after], turned + apart[row[start], after]
                if turned < now - 1e-9:
                    row[start:end] = row[start:end][::-1]
                    again = True
    return row
