"""Which index a table is about: a person's word, then its headings, then its title."""

from collections import Counter
from collections.abc import Mapping, Sequence

from provindex.catalog import Index
from provindex.intake import labels
from provindex.intake.draft import Desk
from provindex.intake.issues import Issue, Place, Refused, issue_of
from provindex.intake.labels import MeasureNames
from provindex.intake.layouts.columns import root_names
from provindex.intake.layouts.headings import Head
from provindex.intake.layouts.tables import figure_columns, indices_named
from provindex.intake.layouts.years import without_years, years_in


def index_of(desk: Desk, heads: Sequence[Head], title: str, place: Place) -> Index:
    """The index of tables with provinces in rows.

    Raises:
        Refused: Nothing says which index it is, or columns of several stand side by side and nobody said which counts.
    """
    known = [MeasureNames(one, one.latest) for one in desk.catalog.indices.values()]
    if desk.answers.index not in desk.catalog.indices:
        named = [indices_named(column, known) for head in heads for column in figure_columns(head, desk, None)]
        certain = dict.fromkeys(key for keys in named if len(keys) == 1 for key in sorted(keys))
        # Points of one index are a part of another: columns of one below a title of another are of nobody knows which.
        # The name of a sheet may be left over from another table and says nothing against its headings.
        above = " ".join([*(line for head in heads for line in head.lines), desk.workbook.stem])
        titled = [key for key, one in desk.catalog.indices.items() if _is_named(one, above)]
        if len(certain) > 1 or (certain and titled and not certain.keys() & set(titled)):
            raise Refused(several(desk, list(dict.fromkeys([*certain, *titled])), place))
    return index_named(desk, Counter(_undated(part) for head in heads for part in head.parts), title, place)


def index_named(desk: Desk, headings: Mapping[str, int], title: str, place: Place) -> Index:
    """The index that headings, by how often each stands there, and a title name most.

    Raises:
        Refused: They name none, or two as much.
    """
    indices = desk.catalog.indices
    if desk.answers.index in indices:
        return indices[desk.answers.index]
    scores = {key: 3 * _measures_named(index, headings) + 2 * _is_named(index, title) for key, index in indices.items()}
    most = max(scores.values())
    best = [key for key, score in scores.items() if score == most]
    if not most:
        raise Refused(issue_of("index_unknown", place))
    if len(best) > 1:
        raise Refused(several(desk, best, place))
    return indices[best[0]]


def several(desk: Desk, keys: Sequence[str], place: Place) -> Issue:
    """The issue about a table of more than one index."""
    indices = tuple(desk.catalog.indices[key].short for key in keys)
    return issue_of("index_several", place, expected=" | ".join(keys), facts={"indices": indices})


def _is_named(index: Index, title: str) -> bool:
    words = f" {labels.simple(title)} "
    return any(f" {name} " in words for name in root_names(index))


def _undated(heading: str) -> str:
    """A heading without its year, for "PAR INDEX 2025" names an index as "PAR INDEX" does."""
    return heading if labels.has_key(heading) or not years_in(heading) else without_years(heading)


def _measures_named(index: Index, headings: Mapping[str, int]) -> int:
    known = MeasureNames(index, index.latest)
    return sum(count for heading, count in headings.items() if known.names_any(heading))
