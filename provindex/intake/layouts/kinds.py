"""Columns that divide the rows of a province: by sex, age, quarter, or who gave the points."""

import re
from collections.abc import Iterable, Mapping, Sequence

from provindex.intake import cells
from provindex.intake.extraction import Desk
from provindex.intake.issues import Fact, Refused, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.doubts import no_result
from provindex.intake.layouts.headings import Head
from provindex.intake.layouts.years import years_in

_READ = ("province", "code", "number", "note", "source", "score", "rank_published", "low", "high", "se", "maximum",
         "measure", "index", "year")  # fmt: skip
_KIND = re.compile(
    r"gioi(?: tinh)?|quy|thang|dot|lan|(?:nhom |do )?tuoi|doi tuong(?: khao sat)?|dan toc|loai (?:diem|ket qua|so lieu)"
    r"|gender|sex|quarter|month|age(?: group)?"
)
"""Headings of columns that divide whatever stands in them."""

_WHOLE = frozenset({
    "chung", "tong", "tong so", "tong cong", "tat ca", "toan bo", "ca nam", "ca hai", "ca hai gioi", "hai gioi",
    "toan tinh", "ca tinh", "total", "all", "both", "both sexes", "overall", "whole year", "chinh thuc",
    "diem chinh thuc", "ket qua chinh thuc", "official",
})  # fmt: skip


def rows_of_all(desk: Desk, head: Head, rows: Sequence[int]) -> Sequence[int]:
    """The rows of a table that are about everybody and the whole year, where a column tells such rows from others.

    Args:
        desk: Where the issue about rows that are left goes.
        head: The table.
        rows: Rows of provinces.

    Raises:
        Refused: A column divides the rows, and none of its words says which of them are meant.
    """
    for column, path in head.paths.items():
        heading = path[-1]
        if column in head.names or measure_names.role(heading) in _READ:
            continue
        always = _KIND.fullmatch(measure_names.simple(heading)) is not None
        texts = {row: text for row in rows if (text := head.sheet.text(row, column))}
        if not texts or not (always or (_are_words(texts.values()) and _divides(head, texts))):
            continue
        kinds = tuple(dict.fromkeys(texts.values()))
        whole = {kind for kind in kinds if measure_names.simple(kind) in _WHOLE or years_in(kind)}
        if not whole:
            facts: dict[str, Fact] = {"column": heading, "kinds": kinds}
            raise Refused(issue_of("kinds_unclear", head.sheet.place(head.row, column), value=heading, facts=facts))
        if len(whole) < len(kinds):
            left = tuple(kind for kind in kinds if kind not in whole)
            facts = {"column": heading, "whole": tuple(whole), "left": left}
            desk.issues.add(issue_of("kinds_left", head.sheet.place(head.row, column), value=heading, facts=facts))
            rows = [row for row in rows if texts.get(row) in whole]
    return rows


def _are_words(texts: Iterable[str]) -> bool:
    """Whether a column holds neither numbers nor scores with ranks behind them."""
    return all(cells.number(text).state == "text" and cells.score_and_rank(text) is None for text in texts)


def _divides(head: Head, texts: Mapping[int, str]) -> bool:
    """Whether rows that are alike in province, measure, index and year differ in a column, or each is no result."""
    at = [*head.names[:1], *(head.roles[role] for role in ("code", "measure", "index", "year") if role in head.roles)]
    kinds: dict[tuple[str, ...], str] = {}
    for row, text in texts.items():
        key = tuple(head.sheet.text(row, column) for column in at)
        if any(key) and kinds.setdefault(key, text) != text:
            return True
    return all(no_result(kind) for kind in set(texts.values()))
