"""How to read a table that is taken away: scales, groups, breaks, why figures are missing, data version, source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provindex import geography
from provindex.catalog import Index, Measure, matches
from provindex.core import formats
from provindex.core.translate import Translator


@dataclass(frozen=True)
class Line:
    """One line of the guide.

    Attributes:
        head: What it is about; empty for a line that goes on with the heading above.
        cells: What is said, one text a cell.
        strong: It is the heading of a block.
    """

    head: str = ""
    cells: tuple[str, ...] = ()
    strong: bool = False


def of_year(
    index: Index,
    year: int,
    version: str,
    link: str,
    t: Translator,
    measures: Sequence[str] | None = None,
    ranked: Mapping[str, int] | None = None,
) -> tuple[Line, ...]:
    """What a reader of one index-year has to know.

    Args:
        index: The catalogue of the index.
        year: The year.
        version: Data version.
        link: Address of the page the figures come from; left out if empty.
        t: The reader's language.
        measures: Keys of the measures that are shown; all of the year if left out.
        ranked: Measure -> how many provinces its published ranks count.
    """
    kept = [one for one in index.measures_of(year) if measures is None or one.key in measures]
    return (
        *_origin(index, year, version, link, t),
        Line(),
        *_scales(kept, year, t),
        *_ranks(kept, ranked or {}, t),
        *_groups(index, year, kept, t),
        *_breaks(index, year, kept, t),
        *_missing(index, year, kept, t),
        *_remarks(index, year, kept, t),
        *_sources(index, year, t),
    )


def _origin(index: Index, year: int, version: str, link: str, t: Translator) -> Iterator[Line]:
    edition = index.editions[year]
    provinces = next(one for one in geography.editions() if one.key == edition.provinces)
    yield Line(t("How to read"), strong=True)
    yield Line(t("Index"), (f"{index.name.get(t.lang)} ({index.short.get(t.lang)})",))
    yield Line(t("About"), (index.about.get(t.lang),))
    yield Line(t("Publisher"), (index.publisher.get(t.lang),))
    yield Line(t("Year"), (str(year),))
    yield Line(t("Province edition"), (provinces.name.get(t.lang),))
    if edition.status == "provisional":
        yield Line(t("Status"), (t("Provisional figures: they may still change."),))
    if edition.coverage is not None:
        yield Line(t("Coverage"), (edition.coverage.get(t.lang),))
    if edition.published is not None:
        yield Line(t("Published"), (formats.day(edition.published, t.lang),))
    if edition.respondents is not None:
        yield Line(t("Respondents"), (formats.integer(edition.respondents, t.lang),))
    yield Line(t("Unit"), (index.unit.get(t.lang),))
    yield Line(t("Source"), (index.source_of(year).get(t.lang),))
    yield Line(t("Licence"), (index.licence.get(t.lang),))
    yield Line(t("Data version"), (version,))
    if link:
        yield Line(t("Link"), (link,))
    yield Line(t("Empty cells"), (t("No figure is published. An empty cell is not zero."),))


def _scales(measures: Sequence[Measure], year: int, t: Translator) -> Iterator[Line]:
    yield Line(t("Measures"), (t("What it measures"), t("Lowest of the scale"), t("Highest of the scale")), strong=True)
    for one in measures:
        period = one.period(year)
        if period is None:
            continue
        code = f"{period.code} " if period.code else ""
        notes = [one.about.get(t.lang)]
        if period.note is not None:
            notes.append(period.note.get(t.lang))
        if one.name_is_ours:
            notes.append(t("The name is this dashboard's own wording."))
        ends = (formats.score(end, t.lang, 0 if end == int(end) else 2) for end in (period.low, period.high))
        yield Line(code + one.name.get(t.lang), (" ".join(notes), *ends))
    yield Line()


def _ranks(measures: Sequence[Measure], ranked: Mapping[str, int], t: Translator) -> Iterator[Line]:
    """The n of “rank 3 of n”, in one line where it is the same for all measures."""
    counts = {one.name.get(t.lang): ranked[one.key] for one in measures if one.key in ranked}
    if not counts:
        return
    yield Line(t("Ranks"), strong=True)
    if len(set(counts.values())) == 1:
        counts = {t("Provinces ranked"): next(iter(counts.values()))}
    for name, n in counts.items():
        yield Line(name, (t("The ranks are counted over {n} provinces.", n=n),))
    yield Line()


def _groups(index: Index, year: int, measures: Sequence[Measure], t: Translator) -> Iterator[Line]:
    rule, period = index.groups, index.groups.period(year)
    if period is None or not any(rule.covers(one.key) for one in measures):
        return
    yield Line(t("Groups"), strong=True)
    labels = [label.get(t.lang) for label in rule.labels.values()]
    if rule.kind == "fixed":
        for place, label in enumerate(labels):
            if place < len(period.cuts):
                yield Line(label, (t("from {cut}", cut=formats.score(period.cuts[place], t.lang, 0)),))
            else:
                yield Line(label, (t("below {cut}", cut=formats.score(period.cuts[-1], t.lang, 0)),))
    else:
        yield Line("; ".join(labels), (t("Quarters of the provinces with a figure, by percentiles 75, 50 and 25."),))
        upper = period.ties == "upper"
        tie = (
            t("A score equal to a cut belongs to the upper group.")
            if upper
            else t("A score equal to a cut belongs to the lower group.")
        )
        yield Line("", (tie,))
        if period.voids_as_lowest:
            yield Line("", (t("Provinces without a figure are counted as the lowest when the cuts are taken."),))
    yield Line()


def _breaks(index: Index, year: int, measures: Sequence[Measure], t: Translator) -> Iterator[Line]:
    """The breaks that a comparison of the year with an earlier one would cross, newest first."""
    lines = [
        Line(
            t("Before {year}", year=one.before),
            (
                one.reason.get(t.lang),
                t("not compared") if one.severity == "refuse" else t("compare with care"),
                "",
                _named([measure for measure in measures if one.covers(measure.key)], measures, t),
            ),
        )
        for one in sorted(index.breaks, key=lambda one: -one.before)
        if one.before <= year and any(one.covers(measure.key) for measure in measures)
    ]
    if lines:
        yield Line(t("Breaks"), (t("What changed"), t("Comparison across it"), "", t("Measures")), strong=True)
        yield from lines
        yield Line()


def _named(some: Sequence[Measure], of: Sequence[Measure], t: Translator) -> str:
    """Names of measures; one whose parts are all among them stands for its parts."""
    keys = {one.key for one in some}
    whole = {
        one.key
        for one in some
        if (parts := [part.key for part in of if part.key.startswith(f"{one.key}.")]) and keys.issuperset(parts)
    }
    told = [
        t("{measure} and its parts", measure=one.name.get(t.lang)) if one.key in whole else one.name.get(t.lang)
        for one in some
        if not any(one.key.startswith(f"{key}.") for key in whole)
    ]
    return "; ".join(told)


def _missing(index: Index, year: int, measures: Sequence[Measure], t: Translator) -> Iterator[Line]:
    holes = [
        one
        for one in index.missing
        if one.year == year and any(matches(one.measures, measure.key) for measure in measures)
    ]
    if not holes:
        return
    yield Line(t("Provinces without a figure"), (t("Reason"), t("Published as"), "", t("Measures")), strong=True)
    for hole in holes:
        of = [one for one in measures if hole.covers(one.key)]
        whole = len(of) == len(measures)
        yield Line(
            geography.province(hole.province).name.get(t.lang),
            (hole.reason.get(t.lang), hole.published_as, "", t("all") if whole else _named(of, measures, t)),
        )
    yield Line()


def _remarks(index: Index, year: int, measures: Sequence[Measure], t: Translator) -> Iterator[Line]:
    found = [one for one in index.remarks if one.year == year and any(one.covers(key.key) for key in measures)]
    if not found:
        return
    yield Line(t("Remarks"), strong=True)
    for one in found:
        about = geography.province(one.province).name.get(t.lang) if one.province else ""
        yield Line(about, (one.text.get(t.lang),))
    yield Line()


def _sources(index: Index, year: int, t: Translator) -> Iterator[Line]:
    """Where the figures come from: of a year that was published with its source that alone, else every page."""
    stated = index.editions[year].source
    yield Line(t("Sources"), strong=True)
    for one in index.sources.values() if stated is None else (stated,):
        yield Line(one.key, (one.name.get(t.lang), "", "", one.address))
