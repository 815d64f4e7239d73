"""What a year's table holds and what it lacks: selection, pivot, coverage, reasons, summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from provindex import geography
from provindex.catalog import Index, Status
from provindex.core.translate import Text, in_every_language

COUNTRY = "VN"
"""The area of a published mean that stands for the whole country."""


@dataclass(frozen=True)
class Coverage:
    """How much of the country a measure's table of one year holds.

    Attributes:
        figures: Provinces with a score.
        ranks: Provinces with a rank that the publisher gives; none for an index without official ranks.
        of: Provinces of the year's edition.
        status: ``final``, ``provisional`` or ``partial``.
        missing: Ids of the provinces with neither score nor published rank, in Vietnamese alphabetical order.
        reasons: Why, by province id; a province without a known reason is left out.
    """

    figures: int
    ranks: int
    of: int
    status: Status
    missing: tuple[str, ...]
    reasons: Mapping[str, Text]

    @property
    def known(self) -> int:
        """Provinces with a score or a published rank."""
        return self.of - len(self.missing)


@dataclass(frozen=True)
class Summary:
    """How a whole year stands in one measure.

    Attributes:
        valid: Provinces with a figure.
        median: Of the provinces with a score; None for a partial table, which over-represents top and bottom.
        mean: Unweighted, likewise.
        lowest: Lowest score, likewise.
        highest: Highest score, likewise.
        published_mean: The mean of the country as published, in the scale of the total; None where none is at hand.
        mean_is_derived: The published mean follows from two stated figures and is stated by no page itself.
    """

    valid: int
    median: float | None
    mean: float | None
    lowest: float | None
    highest: float | None
    published_mean: float | None = None
    mean_is_derived: bool = False

    @property
    def spread(self) -> float | None:
        """Points between the highest and the lowest score."""
        return None if self.highest is None or self.lowest is None else self.highest - self.lowest


def of_measure(scores: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows of one measure, in the order of the table; empty if it holds none."""
    return scores.loc[scores["measure"] == measure].reset_index(drop=True)


def wide(scores: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Provinces in rows, the given measures in columns, in the order given.

    Args:
        scores: One year in the schema of the store.
        measures: Measure keys; one without any row becomes a column of NaN.

    Returns:
        Scores (float64, each in its own scale; NaN = not published) with the province ids as index, ascending.
    """
    rows = scores.loc[scores["measure"].isin(measures)]
    table = rows.pivot(index="province", columns="measure", values="score")
    return table.reindex(columns=list(measures)).rename_axis(columns=None)


def coverage(index: Index, year: int, measure: str, scores: pd.DataFrame) -> Coverage:
    """How much of the country the year's table holds for one measure, and why the rest is missing.

    Args:
        index: The catalogue of the index.
        year: Year of the table.
        measure: Measure key.
        scores: The year's table in the schema of the store.

    Raises:
        KeyError: The index has no such year.
    """
    edition = index.editions[year]
    rows = of_measure(scores, measure)
    known = set(rows.loc[rows["score"].notna() | rows["rank_published"].notna(), "province"])
    ids = [province.id for province in geography.provinces(edition.provinces)]
    missing = tuple(province for province in ids if province not in known)
    reasons = {province: reason(index, year, province, measure) for province in missing}
    return Coverage(
        figures=int(rows["score"].count()),
        ranks=int(rows["rank_published"].count()),
        of=len(ids),
        status=edition.status,
        missing=missing,
        reasons={province: text for province, text in reasons.items() if text is not None},
    )


def reason(index: Index, year: int, province: str, measure: str) -> Text | None:
    """Why a province has no figure: from the register of the catalogue, or because the table is partial.

    Returns:
        None where the catalogue knows of no reason, which is also the case for a province with a figure.
    """
    for hole in index.missing:
        if (hole.year, hole.province) == (year, province) and hole.covers(measure):
            return hole.reason
    if index.editions[year].status == "partial":
        return in_every_language(lambda t: t("Not in the publications at hand."))
    return None


def summary(index: Index, year: int, measure: str, standing: pd.DataFrame, means: pd.DataFrame) -> Summary:
    """The middle and the ends of a year.

    Args:
        index: The catalogue of the index.
        year: Year of the standing.
        measure: Measure key of the standing.
        standing: `provindex.analysis.ranking.standing`.
        means: `provindex.store.score_store.means` of the index; used for the total only, which is what they are means
            of.

    Returns:
        The summary; for a partial table nothing is computed, and for a year without any score the numbers are None.
    """
    score = standing["score"].dropna()
    whole = index.editions[year].status != "partial" and len(score) > 0
    stated = means.loc[(means["year"] == year) & (means["area"] == COUNTRY)]
    told = measure == index.root.key and len(stated) > 0
    return Summary(
        valid=int((~standing["missing"]).sum()),
        median=float(score.median()) if whole else None,
        mean=float(score.mean()) if whole else None,
        lowest=float(score.min()) if whole else None,
        highest=float(score.max()) if whole else None,
        published_mean=float(stated["mean"].iloc[0]) if told else None,
        mean_is_derived=bool(told and stated["kind"].iloc[0] == "derived"),
    )
