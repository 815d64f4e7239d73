"""Figures that could be those of a year: random, plausible, and adding up where published ones do."""

from dataclasses import dataclass, field
from functools import cache
from random import Random

from provindex import geography
from provindex.catalog import Catalog, load_catalog

MERGER = 2025
"""First year of figures on 34 provinces."""

_POINTS = {
    2017: (10, 10, 14.5, 11, 16, 7, 16, 15.5),
    2018: (9, 10, 13, 12, 13.5, 12.5, 13.5, 16.5),
    2022: (9.5, 10, 13, 10.5, 15, 12, 13.5, 16.5),
    2025: (8.5, 10.5, 13.5, 10, 14, 12, 15, 16.5),
}
"""The most points of each field of PAR INDEX from a year on; what is not published is made up to add to 100."""


@cache
def catalog() -> Catalog:
    return load_catalog()


def maxima(year: int) -> dict[str, float]:
    """The most points of each field of PAR INDEX."""
    points = _POINTS[max(first for first in _POINTS if first <= max(year, 2017))]
    return dict(zip(fields(year), points, strict=True))


@cache
def fields(year: int) -> tuple[str, ...]:
    """The eight fields of PAR INDEX in the order of their numbers."""
    return children("par", "par", year)


@cache
def children(index: str, parent: str, year: int) -> tuple[str, ...]:
    """The parts of a measure in that year, in the order of their printed numbers."""
    parts = [one for one in catalog().indices[index].children(parent) if one.period(year)]
    return tuple(one.key for one in sorted(parts, key=lambda one: one.period(year).code or "9"))


def edition(year: int) -> str:
    return "34" if year >= MERGER else "63"


@dataclass
class World:
    """What was measured. Each figure is drawn once, when it is first asked for.

    Attributes:
        random: Draws them.
        provinces: Of the table; a table of 34 may look back on years before the merger.
        digits: Decimals that are published.
    """

    random: Random
    provinces: list[geography.Province]
    digits: int = 2
    _scores: dict[tuple[str, int, str], dict[str, float]] = field(default_factory=dict)
    _ranks: dict[tuple[str, int, str], dict[str, tuple[int, int]]] = field(default_factory=dict)

    def score(self, index: str, year: int, province: str, measure: str) -> float:
        """The score of the store: percent for PAR INDEX and SIPAS, points for PAPI."""
        key = index, year, province
        if key not in self._scores:
            self._scores[key] = {"papi": self._papi, "par": self._par, "sipas": self._sipas}[index](year)
        return self._scores[key][measure]

    def ranks(self, index: str, year: int, measure: str) -> dict[str, tuple[int, int]]:
        """For each province its rank, ties sharing the better one, and how many share it."""
        key = index, year, measure
        if key not in self._ranks:
            scores = {one.id: self.score(index, year, one.id, measure) for one in self.provinces}
            ordered = sorted(scores.values(), reverse=True)
            self._ranks[key] = {
                province: (ordered.index(score) + 1, ordered.count(score)) for province, score in scores.items()
            }
        return self._ranks[key]

    def points(self, year: int, province: str, measure: str) -> float:
        """The points of a field of PAR INDEX, which add up to the total."""
        self.score("par", year, province, "par")
        return self._scores["par", year, province][f"{measure} points"]

    def tie(self, index: str, year: int, measure: str) -> None:
        """Give two neighbours in rank the same score."""
        ordered = sorted(self.provinces, key=lambda one: -self.score(index, year, one.id, measure))
        place = self.random.randrange(1, len(ordered) - 1)
        better = self._scores[index, year, ordered[place].id]
        self._scores[index, year, ordered[place + 1].id] = dict(better)
        self._ranks.clear()

    def _sipas(self, year: int) -> dict[str, float]:
        return {"sipas": round(self.random.uniform(73, 95), self.digits)}

    def _par(self, year: int) -> dict[str, float]:
        shares = {one: self.random.uniform(0.68, 0.99) for one in fields(year)}
        points = {one: round(shares[one] * most, self.digits) for one, most in maxima(year).items()}
        percent = {one: round(100 * points[one] / most, self.digits) for one, most in maxima(year).items()}
        named = {f"{one} points": value for one, value in points.items()}
        return {**percent, **named, "par": round(sum(points.values()), self.digits)}

    def _papi(self, year: int) -> dict[str, float]:
        scores: dict[str, float] = {}
        for dimension in children("papi", "papi", year):
            parts = children("papi", dimension, year)
            for part in parts:
                period = catalog().indices["papi"].measures[part].period(year)
                low, high = period.low, period.high
                scores[part] = round(low + (high - low) * self.random.uniform(0.25, 0.75), 4)
            scores[dimension] = round(sum(scores[part] for part in parts), 4)
        return {**scores, "papi": round(sum(scores[one] for one in children("papi", "papi", year)), 4)}
