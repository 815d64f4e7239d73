"""Columns that hold a score and, in brackets or a slash behind it, its rank: "87,32 (5)", "87,32/5"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from provindex.intake import cells
from provindex.intake.extraction import Table, Target
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.headings import Head
from provindex.intake.layouts.measure_names import Field

_LEAST_SHARE = 0.8
"""Share of such cells among those with a figure, and of different ranks among them: the mark of a footnote repeats, and
stands behind some figures alone."""

_BOTH: tuple[Field, ...] = ("score", "rank_published")
_FEWEST = 3
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def parted(table: Table, head: Head, targets: Sequence[Target], rows: Sequence[int]) -> list[Target]:
    """The targets, with two instead of one for each column of scores with ranks in brackets.

    Where the table has a column of these ranks, or scores, besides, the column is only about the other.

    Args:
        table: Remembers what the columns head.
        head: Where they stand.
        targets: Columns of figures.
        rows: Rows of provinces.
    """
    found: list[Target] = []
    place = head.sheet.place(*head.place_of(targets[0].at))
    for target in targets:
        slash = any(map(_names_both, head.paths.get(target.at, ())))
        if target.field not in _BOTH or not _is_bracketed(head, target.at, rows, slash=slash):
            found.append(target)
            continue
        if not any((target.measure, field) in table.headings for field in _BOTH if field != target.field):
            table.bracketed.add(target.measure)
        for field in _BOTH:
            key = (target.measure, field)
            if field != target.field and key in table.headings and target.measure not in table.bracketed:
                continue
            table.headings.setdefault(key, place)
            found.append(
                replace(
                    target, field=field, factor=target.factor if field == "score" else 1.0, bracketed=True, slash=slash
                )
            )
    return found


def _is_bracketed(head: Head, column: int, rows: Sequence[int], *, slash: bool) -> bool:
    """Whether the cells of a column hold both; where the heading says so, some may hold the score alone."""
    values = {row: value for row in rows if not cells.is_blank(value := head.sheet.value(row, column))}
    both = {row: found for row, value in values.items() if (found := cells.score_and_rank(value, slash=slash))}
    if not both or slash or any(map(_has_rank_in_brackets, head.paths.get(column, ()))):
        return bool(both)
    filled = sum(cells.number(value).state != "blank" and not _is_mean(head, row) for row, value in values.items())
    ranks = {rank for _, rank in both.values()}
    return len(both) >= max(_FEWEST, _LEAST_SHARE * filled) and len(ranks) >= _LEAST_SHARE * len(both)


def _is_mean(head: Head, row: int) -> bool:
    return any(measure_names.is_aggregate(head.sheet.text(row, name)) for name in head.names)


def _has_rank_in_brackets(heading: str) -> bool:
    return any(measure_names.is_rank(inner) for inner in _BRACKETS.findall(heading))


def _names_both(heading: str) -> bool:
    """Whether a heading names a score and, behind a slash, a rank, as in "Điểm/Hạng"."""
    first, slash, second = heading.rpartition("/")
    return bool(slash) and not measure_names.is_rank(first.strip()) and measure_names.is_rank(second.strip())
