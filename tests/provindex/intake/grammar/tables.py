"""Blocks of a sheet: headings over rows of provinces."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from provindex import geography
from provindex.geography import Province
from tests.provindex.intake.grammar import words
from tests.provindex.intake.grammar.columns import Column, Of, heading_rows
from tests.provindex.intake.grammar.model import Cell, Grid, Key
from tests.provindex.intake.grammar.names import Speller
from tests.provindex.intake.grammar.values import Printing
from tests.provindex.intake.grammar.world import World, maxima

Across = Literal["merged", "blank", "filled"]
"""A heading over several columns: merged, in the first of them only, or repeated in each."""


@dataclass(frozen=True)
class Row:
    """A row: of a province, or of something else that only has a ``label``."""

    kind: Literal["province", "region", "total", "heading", "numbers", "maxima", "blank", "english"]
    province: Province | None = None
    label: str = ""
    number: object = None
    members: tuple[Province, ...] = ()


@dataclass
class Table:
    """How a table is written.

    Attributes:
        grid: Where.
        world: The figures.
        printing: How figures are printed.
        spell: How provinces are written.
        across: How a heading stands over several columns.
        low: Whether a short heading stands in the lowest row of the headings instead of the first.
        points: Years of PAR INDEX whose fields are printed as points.
        holes: Provinces without a figure.
        bracketed: Measures whose ranks stand in brackets behind their scores.
    """

    grid: Grid
    world: World
    printing: Printing
    spell: Speller
    across: Across = "merged"
    low: bool = False
    points: bool = False
    holes: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()

    def write(self, columns: Sequence[Column], rows: Sequence[Row], top: int, left: int, *, headed: bool = True) -> int:
        """Write a block; without ``headed`` it goes on under the headings of another one.

        Returns:
            The row below it.
        """
        below = self.head(columns, top, left) if headed else top
        place = 0
        for row in rows:
            if row.kind == "heading":
                below = self.head(columns, below, left)
                continue
            if row.kind == "numbers":
                self._number(columns, below, left, row.label)
                below += 1
                continue
            if row.kind == "english":
                for offset, column in enumerate(columns):
                    self.grid.put(
                        below, left + offset, words.ENGLISH.get(column.of.field if column.of else column.kind)
                    )
                below += 1
                continue
            place += row.kind == "province"
            for offset, column in enumerate(columns):
                cell = self._cell(column, row, place)
                if cell is not None and cell.value is not None:
                    self.grid.cells[below, left + offset] = cell
            if row.kind == "province":
                self._read(columns, row, below, left)
            below += 1
        return below

    def head(self, columns: Sequence[Column], top: int, left: int) -> int:
        """Write the rows of the heading."""
        depth = heading_rows(columns)
        for offset, column in enumerate(columns):
            path = list(column.path)
            first = depth - len(path) if self.low else 0
            for level, text in enumerate(path):
                row = top + first + level
                if not self._continues(columns, offset, level):
                    self.grid.put(row, left + offset, text)
                    self._merge(columns, offset, level, row, left + offset, top + depth - 1)
                elif self.across == "filled":
                    self.grid.put(row, left + offset, text)
        return top + depth

    def _continues(self, columns: Sequence[Column], offset: int, level: int) -> bool:
        """Whether the heading of the column to the left spans this column too."""
        path = columns[offset].path
        if level == len(path) - 1 or offset == 0:
            return False
        before = columns[offset - 1].path
        return len(before) > level + 1 and before[: level + 1] == path[: level + 1]

    def _merge(self, columns: Sequence[Column], offset: int, level: int, row: int, column: int, lowest: int) -> None:
        if self.across != "merged":
            return
        wide = offset
        while wide + 1 < len(columns) and self._continues(columns, wide + 1, level):
            wide += 1
        last = level == len(columns[offset].path) - 1
        bottom = lowest if last and not self.low else row
        if wide > offset or bottom > row:
            self.grid.merged.append((row, column, bottom, column + wide - offset))

    def _number(self, columns: Sequence[Column], at: int, left: int, form: str) -> None:
        """The row that numbers the columns: letters over words, numbers over figures."""
        letters, numbers = iter("ABCDEFGHIJ"), iter(range(1, 100))
        for offset, column in enumerate(columns):
            if column.kind in ("number", "province", "region", "group"):
                self.grid.put(at, left + offset, next(letters))
            else:
                number = next(numbers)
                self.grid.put(at, left + offset, form.replace("n", str(number)) if form else number)

    def _cell(self, column: Column, row: Row, place: int) -> Cell | None:
        match row.kind, column.kind:
            case "province", "number":
                return Cell(row.number if row.number is not None else place)
            case "province", "province":
                return Cell(self.spell(row.province, place))
            case "province", "region":
                return Cell(region_name(row.province))
            case "province", "group" if row.province.id not in self.holes:
                return Cell(f"{column.path[-1] == 'Xếp loại' and 'Nhóm ' or ''}{self._group(column.of, row.province)}")
            case "province", "figure":
                return self._figure(column.of, row.province)
            case "province", "code":
                return Cell(row.province.code if column.path[-1] != "Mã số" else int(row.province.code))
            case "province", "count":
                return Cell(self.printing.count())
            case "province", "change":
                return Cell(round(self.world.random.uniform(-5, 5), 2))
            case "province", "part":
                return Cell(round(self.world.random.uniform(0.7, 0.95) * float(row.label or 20), 2))
            case (("region" | "total" | "maxima"), "province"):
                return Cell(row.label)
            case (("region" | "total"), "number"):
                return Cell(row.number) if row.number is not None else None
            case (("region" | "total"), "figure") if column.of.field == "score" and row.members:
                return self._mean(column.of, row.members)
            case "maxima", "figure" if column.of.field == "score":
                return Cell(maxima(column.of.year).get(column.of.measure, 100.0))
        return None

    def value(self, of: Of, province: Province) -> float | None:
        """What is printed of a province."""
        if province.id in self.holes:
            return None
        if of.field == "rank_published":
            return self.world.ranks(of.index, of.year, of.measure)[province.id][0]
        if self._in_points(of):
            return self.world.points(of.year, province.id, of.measure)
        return self.world.score(of.index, of.year, province.id, of.measure)

    def _in_points(self, of: Of) -> bool:
        return self.points and of.index == "par" and "." in of.measure

    def _group(self, of: Of, province: Province) -> str:
        """The ministry's group by the total."""
        score = self.world.score(of.index, of.year, province.id, of.measure)
        return "ABCD"[sum(score < cut for cut in ((80, 75, 70) if of.year == 2018 else (90, 80, 70)))]

    def _figure(self, of: Of, province: Province) -> Cell:
        value = self.value(of, province)
        if value is None:
            return Cell(self.printing.missing)
        if of.field == "rank_published":
            ranks = self.world.ranks(of.index, of.year, of.measure)
            return self.printing.rank(*ranks[province.id], len(ranks))
        if of.measure in self.bracketed:
            return self.printing.score_and_rank(value, self._rank(of, province))[0]
        return self.printing.score(value)[0]

    def _rank(self, of: Of, province: Province) -> int:
        return self.world.ranks(of.index, of.year, of.measure)[province.id][0]

    def _mean(self, of: Of, members: Sequence[Province]) -> Cell:
        values = [value for one in members if (value := self.value(of, one)) is not None]
        return self.printing.score(round(fmean(values), 2))[0] if values else Cell(None)

    def _read(self, columns: Sequence[Column], row: Row, at: int, left: int) -> None:
        """State what a person reads in the row."""
        for offset, column in enumerate(columns):
            if column.kind == "group" and row.province.id not in self.holes:
                group = "ABCD".index(self._group(column.of, row.province))
                key = Key(column.of.index, column.of.year, row.province.id, column.of.measure, "group_published")
                self.grid.figure(at, left + offset, key, group, column.path)
            if column.kind != "figure" or (value := self.value(column.of, row.province)) is None:
                continue
            slack = self.printing.score(value)[1] if column.of.field == "score" else 0.0
            if self._in_points(column.of) and column.of.field == "score":
                factor = 100 / maxima(column.of.year)[column.of.measure]
                value, slack = value * factor, slack * factor + 0.006
            name = next(
                (
                    self.grid.cells[at, left + place].value
                    for place, one in enumerate(columns)
                    if one.kind == "province" and (at, left + place) in self.grid.cells
                ),
                "",
            )
            key = Key(column.of.index, column.of.year, row.province.id, column.of.measure, column.of.field)
            if column.of.measure in self.bracketed:
                slack = self.printing.score_and_rank(value, 1)[1]
                rank = key._replace(field="rank_published")
                self.grid.figure(at, left + offset, rank, self._rank(column.of, row.province), (*column.path, name))
            self.grid.figure(at, left + offset, key, value, (*column.path, name), slack)


def region_name(province: Province) -> str:
    return next(one.name.vi for one in geography.regions(province.edition) if one.id == province.region)


def by_score(world: World, provinces: Sequence[Province], of: Of) -> list[Province]:
    """The provinces from the highest score down."""
    return sorted(provinces, key=lambda one: -world.score(of.index, of.year, one.id, of.measure))
