"""Which index a table is about: a person's word, then its headings, then its title."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from provindex.catalog import Index
from provindex.core.collation import fold
from provindex.intake.extraction import Desk
from provindex.intake.issues import Issue, Place, Refused, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.aliases import TITLES
from provindex.intake.layouts.columns import names_root, root_names
from provindex.intake.layouts.headings import Head
from provindex.intake.layouts.measure_names import MeasureNames
from provindex.intake.layouts.tables import figure_columns, indices_named
from provindex.intake.layouts.years import without_years, years_in

_BRACKETS = re.compile(r"\(([^()]*)\)")


def index_of(desk: Desk, heads: Sequence[Head], title: str, place: Place) -> Index:
    """The index of tables with provinces in rows.

    Raises:
        Refused: Nothing says which index it is, or columns of several stand side by side and nobody said which counts.
    """
    if desk.answers.index not in desk.catalog.indices:
        certain = _named_by_columns(desk, heads)
        # Points of one index are a part of another: columns of one below a title of another are of nobody knows which.
        # The name of a sheet may be left over from another table and says nothing against its headings.
        above = " ".join([*(line for head in heads for line in head.titles), desk.workbook.stem])
        titled = _titled(desk.catalog.indices, above)
        if len(certain) > 1 or (certain and titled and not certain.keys() & set(titled)):
            raise Refused(several(desk, list(dict.fromkeys([*certain, *titled])), place))
    return index_named(desk, Counter(_undated(part) for head in heads for part in head.parts), title, place)


def other_index(desk: Desk, head: Head, index: Index) -> Index | None:
    """The index of a table, if none of its columns may be of a certain one, or its title names another one alone."""
    columns = figure_columns(head, desk, index)
    if columns:
        titled = _titled(desk.catalog.indices, " ".join(head.titles))
        known = MeasureNames(index, index.latest)
        named = any(known.names_any(_undated(part)) for column in columns for part in column.path)
        return None if named or not titled or index.key in titled else desk.catalog.indices[titled[0]]
    return next((desk.catalog.indices[key] for key in _named_by_columns(desk, [head])), None)


def _named_by_columns(desk: Desk, heads: Sequence[Head]) -> dict[str, None]:
    """Keys of the indices that columns name, each of them one alone."""
    known = [MeasureNames(one, one.latest) for one in desk.catalog.indices.values()]
    named = [indices_named(column, known) for head in heads for column in figure_columns(head, desk, None)]
    return dict.fromkeys(key for keys in named if len(keys) == 1 for key in sorted(keys))


def index_named(desk: Desk, headings: Mapping[str, int], title: str, place: Place) -> Index:
    """The index that headings, by how often each stands there, and a title name most.

    Raises:
        Refused: They name none, two as much, or the headings another one than the title.
    """
    indices = desk.catalog.indices
    if desk.answers.index in indices:
        return indices[desk.answers.index]
    titled = _titled(indices, title)
    scores = {key: 3 * _measures_named(index, headings) + 2 * (key in titled) for key, index in indices.items()}
    most = max(scores.values())
    best = [key for key, score in scores.items() if score == most]
    if not most:
        raise Refused(issue_of("index_unknown", place))
    # One heading that is also that of a part of another index says less than a title that names this one alone.
    if len(best) > 1 or (titled and best[0] not in titled):
        raise Refused(several(desk, list(dict.fromkeys([*best, *titled])), place))
    return indices[best[0]]


def several(desk: Desk, keys: Sequence[str], place: Place) -> Issue:
    """The issue about a table of more than one index."""
    indices = tuple(desk.catalog.indices[key].short for key in keys)
    return issue_of("index_several", place, expected=" | ".join(keys), facts={"indices": indices})


def _titled(indices: Mapping[str, Index], title: str) -> list[str]:
    """The indices that a title names: in its own words, or else alone in brackets, as in "Kết quả đo lường (SIPAS)"."""
    plain = fold(title)
    words = _words(_BRACKETS.sub(" ", plain))
    named = {key: [f" {name} " in words for name in root_names(index)] for key, index in indices.items()}
    found = [key for key, names in named.items() if any(names) or (key in TITLES and re.search(TITLES[key], words))]
    inner = {_words(without_years(text)).strip() for text in _BRACKETS.findall(plain)}
    return found or [key for key, index in indices.items() if inner & root_names(index)]


def _words(plain: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9%]+', plain))} "


def _undated(heading: str) -> str:
    """A heading without its year, for "PAR INDEX 2025" names an index as "PAR INDEX" does."""
    return heading if measure_names.has_key(heading) or not years_in(heading) else without_years(heading)


def _measures_named(index: Index, headings: Mapping[str, int]) -> int:
    """How many headings name measures of an index; "Điểm SIPAS (10 điểm)" is a part of another one."""
    known = MeasureNames(index, index.latest)
    named = {heading: count for heading, count in headings.items() if known.names_any(heading)}
    root = index.root.key
    return sum(count for text, count in named.items() if known.find(text).key != root or names_root(known, text))
