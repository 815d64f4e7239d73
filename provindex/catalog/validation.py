"""What has to hold inside one ``index.toml``, once every value in it has the right type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from provindex.catalog.model import Edition, GroupPeriod, Index, Measure, Period, matches


def contradictions(
    index: Index, folder: str, measures: Sequence[Measure], editions: Sequence[Edition]
) -> Iterator[tuple[str, str]]:
    """Each contradiction as the dotted key where it stands and a sentence.

    ``measures`` and ``editions`` are the blocks as written, in which a key or a year may stand twice.
    """
    if index.key != folder:
        yield "key", f"“{index.key}” stands here, but the folder is called “{folder}”"
    yield from _tree(index, measures)
    yield from _periods(measures)
    yield from _patterns(index)
    yield from _sources(index)
    yield from _groups(index)
    for year, count in Counter(edition.year for edition in editions).items():
        if count > 1:
            yield "edition", f"the year {year} has {count} blocks; expected is one"


def _tree(index: Index, measures: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    for key, count in Counter(measure.key for measure in measures).items():
        if count > 1:
            yield f"measure {key}", f"the key stands {count} times; expected is once"
    roots = [measure.key for measure in measures if measure.parent is None]
    if roots != [index.key]:
        found = ", ".join(roots) or "none"
        yield "measure", f"expected is one measure without a parent, “{index.key}”; found: {found}"
    seen: set[str] = set()
    for measure in measures:
        place = f"measure {measure.key}"
        if measure.parent is not None and measure.parent not in index.measures:
            yield f"{place}.parent", f"there is no measure “{measure.parent}”"
        elif measure.parent is not None and measure.parent not in seen:
            yield f"{place}.parent", f"its parent “{measure.parent}” has to stand above it"
        elif measure.parent is not None and measure.key.rpartition(".")[0] != measure.parent:
            yield f"{place}.key", f"expected is “{measure.parent}.” and a name of its own"
        seen.add(measure.key)


def _periods(measures: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    for measure in measures:
        yield from _ascending(f"measure {measure.key}.periods", measure.periods)


def _ascending(place: str, periods: Sequence[Period | GroupPeriod]) -> Iterator[tuple[str, str]]:
    for period in periods:
        if period.last is not None and period.last < period.first:
            yield place, f"the period of {period.first} ends in {period.last}, before it starts"
    for one, following in pairwise(periods):
        if one.last is None or following.first <= one.last:
            yield place, f"the periods of {one.first} and {following.first} overlap or stand in the wrong order"


def _patterns(index: Index) -> Iterator[tuple[str, str]]:
    places: list[tuple[str, Iterable[str]]] = [("groups.measures", index.groups.measures)]
    places += [(f"break {one.before}.measures", one.measures) for one in index.breaks]
    places += [(f"missing {one.year} {one.province}.measures", one.measures) for one in index.missing]
    places += [(f"remark {one.year}.measures", one.measures) for one in index.remarks]
    places += [(f"exception {one.year}.measure", (one.measure,)) for one in index.exemptions]
    for place, patterns in places:
        for pattern in patterns:
            if not any(matches((pattern,), key) for key in index.measures):
                yield place, f"“{pattern}” names no measure"


def _sources(index: Index) -> Iterator[tuple[str, str]]:
    cited = [(f"break {one.before}.source", one.source) for one in index.breaks]
    cited += [(f"missing {one.year} {one.province}.source", one.source) for one in index.missing]
    for place, key in cited:
        if key not in index.sources:
            yield place, f"there is no source “{key}”; expected is a table [source.{key}]"


def _groups(index: Index) -> Iterator[tuple[str, str]]:
    rule = index.groups
    yield from _ascending("groups.periods", rule.periods)
    if rule.kind != "none" and (len(rule.labels) < 2 or not rule.periods):
        yield "groups", "expected are two labels and one period at least"
    if rule.kind != "fixed":
        return
    for period in rule.periods:
        wanted = len(rule.labels) - 1
        if len(period.cuts) != wanted or list(period.cuts) != sorted(set(period.cuts), reverse=True):
            yield "groups.periods", f"the cuts of {period.first} have to be {wanted} falling numbers"
