"""May two years of a measure be compared? The one place that decides it; every page asks here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from provindex.catalog import Break, Index, Measure
from provindex.core import formats
from provindex.core.translate import Text, in_every_language

Answer = Literal["yes", "notice", "refuse"]

Basis = Literal["whole", "parts", "standing", "none"]
"""What of two years is compared in points: the measure itself; the sum of its parts that were measured alike; nothing,
so that only rank and distance from the median are; or nothing at all."""


@dataclass(frozen=True)
class Verdict:
    """Whether two years of a measure may be compared.

    Attributes:
        verdict: ``yes``; ``notice`` where the comparison is shown with its reasons beside it;
            ``refuse`` where no difference may be computed.
        reasons: Why it is not a plain yes, one sentence each, the oldest break first; those that
            refuse stand before those that only give notice.
        breaks: The breaks of the catalogue that lie between the years, oldest first.
        parts: Beyond a notice, the parts of the measure that were measured alike in both years, in tree order; empty
            where the index is not the sum of its parts.
        of: How many parts the measure has in the two years together.
    """

    verdict: Answer
    reasons: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()
    parts: tuple[str, ...] = ()
    of: int = 0

    @property
    def basis(self) -> Basis:
        """What may be compared in points: beyond a notice only the parts that asked the same questions."""
        if self.verdict != "notice":
            return "whole" if self.verdict == "yes" else "none"
        if not self.parts:
            return "standing"
        return "whole" if len(self.parts) == self.of else "parts"

    @property
    def has_points(self) -> bool:
        """Whether a change in points may be shown, of the measure or of some of its parts."""
        return self.basis in ("whole", "parts")


def comparable(index: Index, measure: str, year_a: int, year_b: int) -> Verdict:
    """May the figures of two years of one measure be compared?

    The order of the years makes no difference, and a year may always be compared with itself.
    Refused are years without the measure, years counted over different provinces, years on
    different scales, and years on two sides of a break that the catalogue marks ``refuse``.
    A break lies between two years if ``earlier < before <= later``.

    Args:
        index: The catalogue of the index.
        measure: Measure key; a break counts only if it covers this very key.
        year_a: One year.
        year_b: The other year.

    Raises:
        KeyError: The index has no such measure.
    """
    earlier, later = sorted((year_a, year_b))
    absent = tuple(_absent(index, measure, earlier, later))
    if absent:
        return Verdict("refuse", absent)
    breaks = tuple(
        one
        for one in sorted(index.breaks, key=lambda one: one.before)
        if earlier < one.before <= later and one.covers(measure)
    )
    refusals = [one.reason for one in breaks if one.severity == "refuse"]
    refusals += [] if refusals else _structural(index, measure, earlier, later)
    notices = [one.reason for one in breaks if one.severity == "notice"]
    verdict: Answer = "refuse" if refusals else "notice" if notices else "yes"
    parts, of = _alike(index, measure, earlier, later) if verdict == "notice" else ((), 0)
    return Verdict(verdict, tuple(dict.fromkeys(refusals + notices)), breaks, parts, of)


def runs(index: Index, measure: str) -> tuple[tuple[int, ...], ...]:
    """The years of a measure cut wherever a break or a change of scale lies between two of them.

    A line may be drawn through the years of one run; between two runs it stops.
    """
    cut: list[list[int]] = []
    for year in sorted(index.editions):
        if index.measures[measure].period(year) is None:
            continue
        if cut and comparable(index, measure, cut[-1][-1], year).verdict == "yes":
            cut[-1].append(year)
        else:
            cut.append([year])
    return tuple(tuple(years) for years in cut)


def _alike(index: Index, measure: str, earlier: int, later: int) -> tuple[tuple[str, ...], int]:
    """The parts that add up to a measure and may be compared without a word of care, and how many parts there are."""
    if not index.additive:
        return (), 0
    parts = [part for part in index.children(measure) if part.period(earlier) or part.period(later)]
    alike = [part.key for part in parts if comparable(index, part.key, earlier, later).verdict == "yes"]
    return tuple(alike), len(parts)


def _absent(index: Index, measure: str, *years: int) -> Iterator[Text]:
    for year in dict.fromkeys(years):
        if year not in index.editions:
            yield _not_published(index, year)
        elif index.measures[measure].period(year) is None:
            yield _not_measured(index.measures[measure], year)


def _not_published(index: Index, year: int) -> Text:
    return in_every_language(
        lambda t: t("{index} has no figures for {year}.", index=index.short.get(t.lang), year=year)
    )


def _not_measured(measure: Measure, year: int) -> Text:
    return in_every_language(
        lambda t: t("“{measure}” was not measured in {year}.", measure=measure.name.get(t.lang), year=year)
    )


def _structural(index: Index, measure: str, earlier: int, later: int) -> Iterator[Text]:
    """What refuses a comparison without any break being named: other provinces, another scale."""
    before, after = index.editions[earlier].provinces, index.editions[later].provinces
    if before != after:
        yield in_every_language(
            lambda t: t(
                "The figures of {earlier} are those of {before} provinces, the figures of {later} "
                "those of {after}: they are different areas.",
                earlier=earlier,
                before=before,
                later=later,
                after=after,
            )
        )
    old, new = index.measures[measure].period(earlier), index.measures[measure].period(later)
    if old and new and (old.low, old.high) != (new.low, new.high):
        yield in_every_language(
            lambda t: t(
                "The scale changed from {old} in {earlier} to {new} in {later}.",
                old=formats.scale(old.low, old.high, t.lang),
                earlier=earlier,
                new=formats.scale(new.low, new.high, t.lang),
                later=later,
            )
        )
