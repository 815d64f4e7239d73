"""How much a sheet holds, and how much all sheets of a file may hold together."""

from dataclasses import dataclass, field

from provindex.intake.cells import Footnoted
from provindex.intake.formats import limits
from provindex.intake.formats.number_format import Shown
from provindex.intake.issues import Issue, Place, Refused, issue_of

Cell = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass
class Extent:
    """What one sheet holds.

    Attributes:
        sheet: Its name.
        rows: Number of the last row with content; 0 if there is none.
        columns: Number of the last column with content.
        formulas: Cells that hold a formula.
        errors: Cells that show an error, with its name.
        formats: Cells of numbers that are shown as another figure than they hold.
        margins: What is printed above and below each page.
        pages: Name of the kind of its pages, where a format names them.
        hidden_rows: Rows that a person does not see, hidden or filtered.
        hidden_columns: Columns that a person does not see.
        level: Texts without the marks of footnotes that are raised behind them.
    """

    sheet: str
    rows: int = 0
    columns: int = 0
    formulas: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    formats: dict[Cell, Shown] = field(default_factory=dict)
    margins: tuple[str, ...] = ()
    pages: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    level: dict[Cell, Footnoted] = field(default_factory=dict)

    def hide_rows(self, first: int, count: int = 1) -> None:
        """Note rows as hidden; a file may hide a million of them below its figures, of which none is read."""
        self.hidden_rows.update(range(first, min(first + count, limits.ROWS)))

    def hide_columns(self, first: int, count: int = 1) -> None:
        """Note columns as hidden."""
        self.hidden_columns.update(range(first, min(first + count, limits.COLUMNS)))


class Budget:
    """What all sheets of a file may hold together; spending more than `limits` allows raises Refused."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self._cells = 0
        self._letters = 0
        self._area = 0
        self._bytes = 0

    def spend(
        self, extent: Extent, row: int, column: int, *, letters: int = 0, rows: int = 1, columns: int = 1
    ) -> None:
        """Count a cell with content, and as many more as it is repeated."""
        extent.rows = max(extent.rows, row + rows)
        extent.columns = max(extent.columns, column + columns)
        self.count(extent, rows * columns, letters * rows * columns)

    def count(self, extent: Extent, cells: int, letters: int) -> None:
        """Count cells whose places the extent knows already, with all letters in them."""
        self._cells += cells
        self._letters += letters
        if extent.rows > limits.ROWS or extent.columns > limits.COLUMNS:
            raise Refused(too_wide_or_long(extent.sheet, extent.rows, extent.columns))
        if self._cells > limits.CELLS or self._letters > limits.LETTERS:
            raise Refused(too_many(extent.sheet))

    def read(self, content: bytes) -> None:
        """Count the bytes of a part; several sheets may point at the same one."""
        self._bytes += len(content)
        if self._bytes > limits.UNPACKED:
            raise Refused(too_many(""))

    def claim(self, extent: Extent, rows: int, columns: int) -> None:
        """Check how large a sheet says that it is: a parser makes room for that before it reads a cell."""
        if max(rows, 0) * max(columns, 0) > limits.AREA:
            beyond = rows > limits.ROWS or columns > limits.COLUMNS
            raise Refused(too_wide_or_long(extent.sheet, rows, columns) if beyond else too_many(extent.sheet))

    def close(self, extent: Extent) -> None:
        """Count the room between the corners of a sheet that is scanned to its end."""
        self._area += extent.rows * extent.columns
        if self._area > limits.AREA:
            raise Refused(too_many(extent.sheet))


def too_wide_or_long(sheet: str, rows: int, columns: int) -> Issue:
    """The issue about a sheet with too many rows, or else too many columns."""
    if rows > limits.ROWS:
        facts = {"rows": rows, "limit": limits.ROWS}
        return issue_of("too_many_rows", Place(sheet), expected=f"<= {limits.ROWS}", facts=facts)
    facts = {"columns": columns, "limit": limits.COLUMNS}
    return issue_of("too_many_columns", Place(sheet), expected=f"<= {limits.COLUMNS}", facts=facts)


def too_many(sheet: str) -> Issue:
    """The issue about a file with too many cells or too much text."""
    return issue_of("too_many_cells", Place(sheet), expected=f"<= {limits.CELLS}", facts={"limit": limits.CELLS})
