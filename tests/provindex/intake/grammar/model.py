"""A printed table: its cells, and for each figure of it what a person reads there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Key(NamedTuple):
    """What a figure is of; ``field`` is a column of the store, such as ``score`` or ``rank_published``."""

    index: str
    year: int
    province: str
    measure: str
    field: str


@dataclass(frozen=True)
class Cell:
    """A value and the number format that it is shown in; ``computed`` is the stored result of a formula."""

    value: object
    format: str = ""
    computed: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as a person reads it.

    Attributes:
        value: In the unit of the store.
        sheet: Name of its sheet.
        row: From 0.
        column: From 0.
        labels: The texts that name its row and its column, as printed.
        slack: By how much a rightly read value may differ, where the cell shows fewer digits than it holds.
    """

    value: float
    sheet: str
    row: int
    column: int
    labels: tuple[str, ...] = ()
    slack: float = 1e-6


@dataclass
class Grid:
    """A sheet.

    Attributes:
        name: Of its tab.
        cells: By row and column, from 0.
        merged: First row, first column, last row, last column; the value stands in the first cell.
        figures: What a person reads.
        hidden: Whether a person sees it at all.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: dict[Key, Figure] = field(default_factory=dict)
    hidden: bool = False

    @property
    def height(self) -> int:
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=-1) + 1

    def put(self, row: int, column: int, value: object, format: str = "") -> None:
        if value is not None:
            self.cells[row, column] = Cell(value, format)

    def put_row(self, row: int, values: Sequence[object], column: int = 0) -> None:
        for offset, value in enumerate(values):
            self.put(row, column + offset, value)

    def figure(self, row: int, column: int, key: Key, value: float, labels: Sequence[object], slack: float = 0) -> None:
        """State what a person reads in a cell."""
        texts = tuple(str(label) for label in labels if label not in (None, ""))
        assert self.figures.get(key) is None, f"{key} twice"
        self.figures[key] = Figure(value, self.name, row, column, texts, max(slack, 1e-6))

    def shift(self, rows: int, columns: int) -> None:
        """Move the table away from the corner of the sheet."""
        self.cells = {(row + rows, column + columns): cell for (row, column), cell in self.cells.items()}
        self.merged = [(a + rows, b + columns, c + rows, d + columns) for a, b, c, d in self.merged]
        self.figures = {
            key: replace(figure, row=figure.row + rows, column=figure.column + columns)
            for key, figure in self.figures.items()
        }

    def rows(self) -> Iterator[list[Cell | None]]:
        """All rows, each as wide as the sheet."""
        width = self.width
        return ([self.cells.get((row, column)) for column in range(width)] for row in range(self.height))


@dataclass
class Book:
    """A workbook before it is written.

    Attributes:
        grids: The sheets in order.
        derived: Right values of figures that nobody printed, such as a total that is the sum of its parts: they may be
            stored and need not be.
        features: What the grammar chose, such as ``blocks=halves``.
        unclear: Why a careful person cannot read it in one way only; empty where it is clear.
    """

    grids: list[Grid] = field(default_factory=list)
    derived: dict[Key, float] = field(default_factory=dict)
    features: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def figures(self) -> dict[Key, Figure]:
        """What a person reads in the sheets that are shown."""
        return {key: figure for grid in self.grids if not grid.hidden for key, figure in grid.figures.items()}


@dataclass(frozen=True)
class Made:
    """A file of one seed with its right answer; the attributes are those of `Book`."""

    seed: int
    name: str
    data: bytes
    figures: dict[Key, Figure]
    derived: dict[Key, float]
    features: tuple[str, ...]
    unclear: tuple[str, ...]
