"""Tables of merged provinces that look back on years when there were others."""

from collections.abc import Sequence

from provindex import geography
from provindex.catalog import Index
from provindex.intake.extraction import Table
from provindex.intake.issues import Fact, Issues, issue_of
from provindex.intake.normalisation import edition_of
from provindex.intake.province_matching import other_edition

_SAME_ROWS = 0.5
"""Share of rows in common from which two years stand beside the same names."""


def without_lookback(tables: Sequence[Table], index: Index, issues: Issues) -> list[Table]:
    """The tables whose provinces may be those of their year.

    A list of the provinces of today often gives their figures of earlier years beside the new ones. Many a name meant
    a smaller area then, so that such a year is left and named; nobody published it so.

    Args:
        tables: The years of a file.
        index: The index they are about.
        issues: Takes which years are left.
    """
    editions = [edition_of(index, table.year) for table in tables]
    if len(set(editions)) < 2:
        return list(tables)
    fits = {table.year: other_edition(table, of) is None for table, of in zip(tables, editions, strict=True)}
    kept: list[Table] = []
    for table, edition in zip(tables, editions, strict=True):
        later = [
            (one, of)
            for one, of in zip(tables, editions, strict=True)
            if one.year > table.year
            and of != edition
            and fits[one.year]
            and (not fits[table.year] or _beside(table, one))
        ]
        if not later or not table.labels:
            kept.append(table)
            continue
        counts = [len(geography.provinces(of)) for of in (later[0][1], edition)]
        facts: dict[str, Fact] = {"year": table.year, "found": counts[0], "edition": counts[1]}
        issues.add(issue_of("edition_left", table.labels[0].place, expected=str(counts[1]), facts=facts))
    return kept


def _beside(table: Table, other: Table) -> bool:
    """Whether two years stand beside the same names."""
    rows = {label.place for label in table.labels}
    return len(rows & {label.place for label in other.labels}) >= _SAME_ROWS * len(rows)
