"""The parts of an index: tree of measures, scales, breaks, gaps, groups, editions and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from provindex.core.translate import Text

Severity = Literal["notice", "refuse"]
Status = Literal["final", "provisional", "partial"]
GroupKind = Literal["quartile", "fixed", "none"]

SEPARATOR = " | "


def matches(patterns: Iterable[str], key: str) -> bool:
    """Whether a measure key is named by one of the patterns.

    A bare key names only itself; ``papi.delivery.*`` names everything below ``papi.delivery``, not itself.
    """
    return any(key.startswith(pattern[:-1]) if pattern.endswith(".*") else key == pattern for pattern in patterns)


@dataclass(frozen=True)
class Period:
    """A run of years in which a measure keeps its printed code and scale.

    Attributes:
        first: First year of data.
        last: Last year of data; None while the period still runs.
        code: The number printed before the name in those years; None where it is not known.
        low: Lowest score of the scale.
        high: Highest score of the scale.
        note: What a reader should know about these years, such as a former name.
        max_points: Points the measure may add to its index in these years, where that is published.
    """

    first: int
    last: int | None
    code: str | None
    low: float
    high: float
    note: Text | None = None
    max_points: float | None = None

    def includes(self, year: int) -> bool:
        """Whether the year lies in the period."""
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class Measure:
    """One node of an index's tree: the total, a dimension, or a part of a dimension.

    Attributes:
        key: Dotted concept key; stays the same when the printed number changes.
        parent: Key of the measure it adds to; None for the total.
        name: Printed name, without its number.
        about: One sentence on what it measures.
        periods: The runs of years in which it has data, ascending.
        name_is_ours: True if one of the two names is this project's wording, not the publisher's.
    """

    key: str
    parent: str | None
    name: Text
    about: Text
    periods: tuple[Period, ...]
    name_is_ours: bool = False

    def period(self, year: int) -> Period | None:
        """The period that holds the year; None if the measure has no data in that year."""
        return next((period for period in self.periods if period.includes(year)), None)

    @property
    def depth(self) -> int:
        """0 for the total, 1 for a dimension, 2 for a part of a dimension."""
        return self.key.count(".")


@dataclass(frozen=True)
class Break:
    """A year from which some measures no longer mean quite what they meant before.

    Attributes:
        before: First year of the new content: two years are apart if ``year_a < before <= year_b``.
        measures: Keys and patterns, see `matches`.
        severity: ``refuse`` where no difference may be computed, ``notice`` where it must be said.
        reason: One sentence on what changed.
        source: Key of the source, or empty where the break is read off the data alone.
    """

    before: int
    measures: tuple[str, ...]
    severity: Severity
    reason: Text
    source: str

    def covers(self, measure: str) -> bool:
        """Whether the measure is among those that changed."""
        return matches(self.measures, measure)


@dataclass(frozen=True)
class Missing:
    """A province and year without a published figure, and how the publisher showed the hole.

    Attributes:
        year: Year of the index.
        province: Province id.
        measures: Keys and patterns, see `matches`.
        published_as: What stands in the official file: ``blank``, ``0`` or ``blank, starred``.
        reason: Why, as the publisher says; says so where no reason was found.
        source: Key of the source.
    """

    year: int
    province: str
    measures: tuple[str, ...]
    published_as: str
    reason: Text
    source: str

    def covers(self, measure: str) -> bool:
        """Whether the measure is among those without a figure."""
        return matches(self.measures, measure)


@dataclass(frozen=True)
class Edition:
    """One year of an index as published.

    Attributes:
        year: The year measured, not the year of publication.
        provinces: Key of the province edition, such as ``63``.
        status: ``partial`` where the table does not hold every province.
        published: Day of publication, where known.
        coverage: What a partial table holds, in words, counted from its rows.
        respondents: People interviewed, where known.
        source: What its figures are cited from, where that was said when they were published.
    """

    year: int
    provinces: str
    status: Status
    published: date | None = None
    coverage: Text | None = None
    respondents: int | None = None
    source: "Source | None" = None


@dataclass(frozen=True)
class GroupPeriod:
    """The groups rule of a run of years.

    Attributes:
        first: First year.
        last: Last year; None while the rule still holds.
        ties: Quartiles: the group of a score equal to a cut, ``upper`` or ``lower``.
        voids_as_lowest: Quartiles: provinces without a figure count as the lowest scores when cuts are computed.
        cuts: Fixed cuts: the least score of each group but the lowest, descending.
    """

    first: int
    last: int | None
    ties: Literal["upper", "lower"] = "upper"
    voids_as_lowest: bool = False
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True)
class GroupRule:
    """How an index sorts provinces into groups.

    Attributes:
        kind: ``quartile`` (of the year's scores), ``fixed`` (cuts on the scale) or ``none``.
        labels: Group keys with their names, highest group first.
        measures: Keys and patterns of the measures that are grouped, see `matches`.
        periods: The rule by years, ascending.
    """

    kind: GroupKind
    labels: dict[str, Text]
    measures: tuple[str, ...]
    periods: tuple[GroupPeriod, ...]

    def covers(self, measure: str) -> bool:
        """Whether the measure is grouped at all."""
        return matches(self.measures, measure)

    def period(self, year: int) -> GroupPeriod | None:
        """The rule of the year; None if provinces are not grouped in that year."""
        return next(
            (
                period
                for period in self.periods
                if period.first <= year and (period.last is None or year <= period.last)
            ),
            None,
        )


@dataclass(frozen=True)
class Source:
    """Where figures come from; ``key`` is what the ``source`` column of the data holds."""

    key: str
    name: Text
    address: str
    note: Text | None = None


@dataclass(frozen=True)
class Exemption:
    """A published cell that breaks the rule that parts add up to the whole, left as published."""

    year: int
    province: str
    measure: str
    reason: Text


@dataclass(frozen=True)
class Remark:
    """Published facts that contradict each other, kept as they are and told to the reader.

    ``province`` is None where the remark is about a whole year.
    """

    year: int
    province: str | None
    measures: tuple[str, ...]
    text: Text

    def covers(self, measure: str) -> bool:
        """Whether the remark is about the measure."""
        return matches(self.measures, measure)


@dataclass(frozen=True)
class Index:
    """One index with everything the catalogue says about it.

    ``measures`` is in tree order: a dimension is followed by its parts. ``digits`` is how many decimals are shown.
    ``additive`` says that the parts of a measure add up to it; where it is false a measure has no decomposition.
    ``levels`` are the publisher's own words for the measures below the total, below a main part, and so on: plural
    nouns in small letters, as many as the publisher has.
    """

    key: str
    name: Text
    short: Text
    publisher: Text
    about: Text
    licence: Text
    source_line: Text
    unit: Text
    digits: int
    additive: bool
    groups: GroupRule
    measures: dict[str, Measure]
    breaks: tuple[Break, ...]
    missing: tuple[Missing, ...]
    editions: Mapping[int, Edition]
    sources: dict[str, Source]
    exemptions: tuple[Exemption, ...] = ()
    remarks: tuple[Remark, ...] = ()
    levels: tuple[Text, ...] = ()

    def parts_called(self, key: str) -> Text:
        """What the publisher calls the parts of a measure, as a plural noun in small letters; a plain word else."""
        depth = self.measures[key].depth
        return self.levels[depth] if depth < len(self.levels) else Text(vi="nội dung", en="parts")

    @property
    def root(self) -> Measure:
        """The total."""
        return next(measure for measure in self.measures.values() if measure.parent is None)

    @property
    def latest(self) -> int:
        """The newest year in the catalogue."""
        return max(self.editions)

    def partial(self, *years: int) -> bool:
        """Whether the table of one of the years does not hold every province, so that nothing is said of the whole."""
        return any(self.editions[year].status == "partial" for year in years)

    def children(self, key: str) -> tuple[Measure, ...]:
        """The measures that add to ``key``, in tree order; empty for a leaf."""
        return tuple(measure for measure in self.measures.values() if measure.parent == key)

    def measures_of(self, year: int) -> tuple[Measure, ...]:
        """The measures that exist in ``year``, in tree order; a partial table may still have no row for one."""
        return tuple(measure for measure in self.measures.values() if measure.period(year))

    def source_of(self, year: int) -> Text:
        """What the figures of a year are cited from: its own source, or the general line of the index."""
        edition = self.editions.get(year)
        return self.source_line if edition is None or edition.source is None else edition.source.name

    def sources_of(self, cell: str) -> tuple[Source, ...]:
        """The sources named in one cell of a ``source`` column, where several are parted by ``SEPARATOR``."""
        return tuple(self.sources[key] for key in cell.split(SEPARATOR) if key in self.sources)


@dataclass(frozen=True)
class Catalog:
    """Every index, by key, in the order in which they are offered."""

    indices: dict[str, Index]
