"""A file that corrects some figures of a published year: laid over that year, and checked as the whole table.

What the file does not hold stays as it was published, down to the last digit and its source. A blank cell says nothing:
it takes a figure away only where a person has said that it does.
"""

from collections.abc import Iterator

import pandas as pd

from provindex import geography
from provindex.core.errors import CatalogError, StoreError
from provindex.intake.checks.history import Published
from provindex.intake.checks.year import check
from provindex.intake.extraction import Answers
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.layouts.measure_names import Field
from provindex.intake.normalisation import Key, Year

_NUMBERS: tuple[Field, ...] = ("score", "low", "high", "se", "rank_published")
_TOLERANCE = 5e-7
"""Scores are kept to six decimals; what differs by less is the same."""


def corrected(year: Year, published: Published, answers: Answers, issues: Issues) -> Year:
    """The published year with the figures of the file over it.

    Args:
        year: The year as it was read from the file, not checked yet.
        published: What was published before.
        answers: Whether blank cells take figures away.
        issues: Takes what is wrong with the whole table afterwards, without what was so before and has nothing to do
            with the file.

    Returns:
        The whole table. A figure that the file does not change keeps its source; of those that come from the file the
        places are known, of the others they are `Place()`.
    """
    try:
        before = _before(year, published)
    except StoreError:
        issues.add(issue_of("history_unread", severity="blocks"))
        return year
    if before is None:
        issues.add(issue_of("nothing_to_correct", facts={"year": year.year}))
        return year
    base, result = _year_of(before, year), _year_of(before, year)
    _lay_over(result, year)
    _blanks(result, year, issues, remove=answers.blanks == "remove")
    stood, found = Issues(), Issues()
    if not any(extent(year)):
        found.add(issue_of("no_figures", facts={"year": year.year}))
    check(base, stood)
    check(result, found)
    known = set(stood.collected())
    for issue in found.collected():
        if issue not in known:
            issues.add(issue)
    return result


def extent(*years: Year) -> tuple[int, int]:
    """How many provinces and scores of a file have a figure; of a corrected year those that stand in the file."""
    keys = [
        (year.year, *key)
        for year in years
        for key, place in year.places.items()
        if key[2] == "score" and place != Place() and year.number(*key) is not None
    ]
    return len({province for _, province, _, _ in keys}), len(keys)


def _before(year: Year, published: Published) -> pd.DataFrame | None:
    """The published table of the year; None where there is none of the same provinces."""
    if year.year not in published.years(year.index.key):
        return None
    try:
        before = published.scores(year.index.key, year.year)
    except CatalogError:
        return None
    editions = {str(one).partition(":")[0] for one in before["province"]}
    return before if editions == {year.edition} else None


def _year_of(before: pd.DataFrame, like: Year) -> Year:
    """A published table as a year of the intake; no figure of it has a place in a file."""
    result = Year(like.index, like.year, like.edition, named=tuple(before["province"].unique()))
    for row in before.to_dict("records"):
        province, measure = row["province"], row["measure"]
        for name in _NUMBERS:
            if pd.notna(row[name]):
                _put(result, (province, measure, name), float(row[name]), Place())
        if pd.notna(row["group_published"]):
            result.groups[province, measure] = row["group_published"]
        if pd.notna(row["source"]):
            result.sources[province, measure] = row["source"]
    return result


def _lay_over(result: Year, year: Year) -> None:
    """Put the figures of the file over the published ones; a row that becomes another one gets the file's source."""
    touched = set()
    for (measure, name), values in year.numbers.items():
        for province, value in values.items():
            key: Key = (province, measure, name)
            stood = result.number(*key)
            if stood is None or abs(stood - value) > _TOLERANCE:
                touched.add((province, measure))
                stood = value
            _put(result, key, stood, year.places.get(key, Place()))
    for pair, group in year.groups.items():
        if result.groups.get(pair) != group:
            touched.add(pair)
        result.groups[pair] = group
    for pair in touched:
        result.sources.pop(pair, None)
        if pair in year.sources:
            result.sources[pair] = year.sources[pair]
    result.named = tuple(dict.fromkeys((*result.named, *year.named)))
    result.headings = year.headings | result.headings  # one sheet, that of the whole table
    result.zeros, result.computed = dict(year.zeros), set(year.computed)
    result.faulty, result.unresolved, result.foreign = set(year.faulty), list(year.unresolved), year.foreign
    result.worded = dict(year.worded)


def _blanks(result: Year, year: Year, issues: Issues, *, remove: bool) -> None:
    """Keep the published figure of each blank cell, or take it away where that was said; either is told."""
    blank = [key for key in _blank_cells(year) if result.number(*key) is not None]
    if not blank:
        return
    provinces = tuple(geography.province(one).name for one in dict.fromkeys(province for province, _, _ in blank))
    facts: dict[str, Fact] = {"n": len(blank), "provinces": provinces}
    issues.add(issue_of("blanks_removed" if remove else "blanks_kept", year.places[blank[0]], facts=facts))
    for province, measure, name in blank if remove else ():
        del result.numbers[measure, name][province]
        result.sources.pop((province, measure), None)


def _blank_cells(year: Year) -> Iterator[Key]:
    """Cells for a number that hold none and are no fault and no open question."""
    told = year.faulty | set(year.zeros)
    return (key for key in year.places if key[2] in _NUMBERS and key not in told and year.number(*key) is None)


def _put(year: Year, key: Key, value: float, place: Place) -> None:
    province, measure, name = key
    year.put(province, measure, name, value)
    year.places[key] = place
    year.headings.setdefault((measure, name), Place())
