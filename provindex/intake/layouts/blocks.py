"""Blocks of a table: each column of figures belongs to the column of provinces that it stands beside."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet
from provindex.intake.layouts import measure_names, provinces

_SAME = 0.8
"""Share of rows that name one province in two columns from which both are names of the same row."""

# Ministries, departments, districts: what an administration has beside and below its provinces.
_UNIT = re.compile(
    r"(?:(?:[ivx]+|\d+)[.)] ?)?(?:bo|so|cuc|tong cuc|ban|vien|hoc vien|huyen|quan|thi xa|xa|phuong|dac khu|ngan hang"
    r"|thanh tra|van phong|uy ban dan toc|(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa|xa|phuong)|bao hiem|kho bac|dai"
    r"|thong tan xa|toa an|cong an)\b"
)
_FEWEST_UNITS = 3
_UNITS_SHARE = 0.6
"""Share of names of such units, and of different ones, from which a column lists them."""

_LEADING = ("number", "code", "rank_published")
"""What stands left of a column of provinces."""


@dataclass(frozen=True)
class Block:
    """Columns of figures beside the column of provinces that they belong to.

    Attributes:
        names: Columns that name the province of a row: several where a table names it in two languages.
        code: Column of its code.
        columns: Columns of figures.
        unclear: Whether columns of provinces stand side by side that name different ones.
        passed: Columns of other provinces beside them, of which some stand there more than once.
    """

    names: tuple[int, ...]
    code: int | None
    columns: tuple[int, ...]
    unclear: bool = False
    passed: tuple[int, ...] = ()

    @property
    def name(self) -> int | None:
        """The column that names the provinces, in Vietnamese where a table names them in two languages."""
        return self.names[-1] if self.names else None


def blocks_of(
    sheet: Sheet, paths: Mapping[int, tuple[str, ...]], names: Sequence[int], code: int | None, rows: range
) -> tuple[Block, ...]:
    """The blocks of a table from left to right.

    A column belongs to the nearest column of provinces on its left; a rank or number in front of a column of provinces
    to that one, where the first block has one in front too. Columns that name the same provinces row by row are one.
    What stands behind a list of other units, such as ministries, is theirs and in no block.

    Args:
        sheet: Where the table stands.
        paths: Headings of each column.
        names: Columns of provinces; empty where there are only codes.
        code: First column of codes.
        rows: Rows of provinces.
    """
    if not names:
        return (Block((), code, tuple(column for column in range(sheet.width) if column != code)),)
    looked = range(rows.start, min(rows.stop, rows.start + provinces.LOOKED_AT))
    known = {column: provinces.in_column(sheet, column, looked) for column in names}
    remarks = {column for column in paths if _role(paths, column) in ("note", "source", "region")}
    others = [
        column
        for column in range(sheet.width)
        if column not in {*names, *remarks} and _lists_units(sheet, column, looked)
    ]
    columns = [column for column in range(sheet.width) if column not in (*names, *others)]
    owners = sorted((*names, *others))
    starts = _starts(sheet, paths, owners, looked)
    groups = _groups(names, known)
    blocks: list[Block] = []
    for group in groups:
        own = [column for column in columns if _owner(column, owners, starts) in group]
        codes = [column for column in own if paths.get(column) and measure_names.role(paths[column][-1]) == "code"]
        blocks.append(Block(tuple(group), codes[0] if codes else None, tuple(own)))
    return _joined(blocks, known, sheet, looked)


def _lists_units(sheet: Sheet, column: int, rows: range) -> bool:
    """Whether a column names units that are no provinces, each once; one that answers for many a row is a remark."""
    texts = [cells.plain(value) for row in rows if isinstance(value := sheet.value(row, column), str) and value.strip()]
    units = {text for text in texts if _UNIT.match(text)}
    return len(units) >= max(_FEWEST_UNITS, _UNITS_SHARE * len(texts))


def _starts(sheet: Sheet, paths: Mapping[int, tuple[str, ...]], names: Sequence[int], rows: range) -> dict[int, int]:
    """Where the block of each column of provinces begins."""
    before = {_role(paths, column) for column in range(names[0])} - {None}
    headed = {paths[column] for column in range(names[0]) if column in paths}
    starts = {names[0]: 0}
    for last, name in zip(names, names[1:], strict=False):
        start = name
        while start - 1 > last and (
            (_role(paths, start - 1) in _LEADING and _role(paths, start - 1) in before)
            or paths.get(start - 1) in headed
        ):
            start -= 1
        # A blank column parts blocks: what follows it belongs to the provinces on its right.
        blank = next((column for column in range(name - 1, last, -1) if _is_blank(sheet, paths, column, rows)), None)
        if blank is not None and all(_role(paths, column) in _LEADING for column in range(blank + 1, name)):
            start = min(start, blank + 1)
        starts[name] = start
    return starts


def _role(paths: Mapping[int, tuple[str, ...]], column: int) -> str | None:
    return measure_names.role(paths[column][-1]) if column in paths else None


def _is_blank(sheet: Sheet, paths: Mapping[int, tuple[str, ...]], column: int, rows: range) -> bool:
    return column not in paths and all(cells.is_blank(sheet.value(row, column)) for row in rows)


def _owner(column: int, names: Sequence[int], starts: Mapping[int, int]) -> int:
    """The column of provinces that a column of figures belongs to."""
    return next((name for name in reversed(names) if starts[name] <= column), names[0])


def _groups(names: Sequence[int], known: Mapping[int, Mapping[int, str]]) -> list[list[int]]:
    """Columns of provinces that name the same ones row by row, together."""
    groups: list[list[int]] = []
    for name in names:
        group = next((group for group in groups if _agree(known[group[0]], known[name])), None)
        # A neighbour without any name that is known can be nothing but another spelling.
        if group is None and groups and not known[name] and groups[-1][-1] == name - 1:
            group = groups[-1]
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return groups


def _agree(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    both = one.keys() & other.keys()
    same = sum(one[row] == other[row] for row in both)
    return bool(both) and same >= _SAME * len(both) and same >= _SAME * min(len(one), len(other))


def _joined(
    blocks: Sequence[Block], known: Mapping[int, Mapping[int, str]], sheet: Sheet, rows: range
) -> tuple[Block, ...]:
    """The blocks that hold figures, each beside the provinces that its rows are about.

    A column of provinces without figures of its own stands beside another, as the new province beside the old one: the
    figures belong to the one of them that names none twice.
    """
    result: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        figures = [column for column in block.columns if column > block.names[0] and _has_figures(sheet, column, rows)]
        if not figures and block is not blocks[-1]:
            waiting.append(block)
            continue
        choices = [one for one in (*waiting, block) if not _repeats(known[one.names[0]])]
        chosen = choices[0] if len(choices) == 1 else block
        columns = tuple(column for one in (*waiting, block) for column in one.columns)
        unclear = bool(waiting) and len(choices) != 1
        passed = tuple(name for one in (*waiting, block) if one is not chosen for name in one.names)
        result.append(Block(chosen.names, chosen.code or block.code, columns, unclear, passed))
        waiting = []
    return tuple(result)


def _has_figures(sheet: Sheet, column: int, rows: range) -> bool:
    values = [sheet.value(row, column) for row in rows]
    return any(map(cells.is_figure, values))


def _repeats(known: Mapping[int, str]) -> bool:
    return len(set(known.values())) < len(known)
