"""Columns that hold a score and, in brackets behind it, its rank: "87,32 (5)"."""

from collections.abc import Sequence
from dataclasses import replace

from provindex.intake import cells
from provindex.intake.draft import Table, Target
from provindex.intake.issues import Place
from provindex.intake.labels import Field
from provindex.intake.workbook import Sheet

_LEAST_SHARE = 0.8
"""Share of such cells among those that hold no mere number, and of different ranks among them: a mark repeats."""

_BOTH: tuple[Field, ...] = ("score", "rank_published")
_FEWEST = 3
_FIRST = 5


def parted(table: Table, sheet: Sheet, targets: Sequence[Target], rows: Sequence[int], place: Place) -> list[Target]:
    """The targets, with two instead of one for each column of scores with ranks in brackets.

    Where the table has a column of these ranks, or scores, besides, the column is only about the other.

    Args:
        table: Remembers what the columns head.
        sheet: Where they stand.
        targets: Columns of figures.
        rows: Rows of provinces.
        place: Of the headings.
    """
    found: list[Target] = []
    for target in targets:
        if target.field not in _BOTH or not _is_bracketed(sheet, target.at, rows):
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
                replace(target, field=field, factor=target.factor if field == "score" else 1.0, bracketed=True)
            )
    return found


def _is_bracketed(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    texts = [value for row in rows if isinstance(value := sheet.value(row, column), str) and value.strip()]
    if not any(cells.score_and_rank(text) for text in texts[:_FIRST]):
        return False
    both = [found for text in texts if (found := cells.score_and_rank(text))]
    filled = sum(cells.number(text).state == "text" for text in texts)
    ranks = {rank for _, rank in both}
    return len(both) >= max(_FEWEST, _LEAST_SHARE * filled) and len(ranks) >= _LEAST_SHARE * len(both)
