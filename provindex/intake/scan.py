"""A look at the XML of a workbook before it is parsed: how large its sheets are, and where formulas and errors stand.

A parser gives room to every cell between the corners of a sheet and to every repetition of a shared text, so a file of
a few kilobytes can ask for all memory. What is counted here is what it would have to hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from provindex.intake import limits
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
    """

    sheet: str
    rows: int = 0
    columns: int = 0
    formulas: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)


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
        self._cells += rows * columns
        self._letters += letters * rows * columns
        if extent.rows > limits.ROWS or extent.columns > limits.COLUMNS:
            raise Refused(too_wide_or_long(extent.sheet, extent.rows, extent.columns))
        if self._cells > limits.CELLS or self._letters > limits.LETTERS:
            raise Refused(too_many(extent.sheet))

    def read(self, content: bytes) -> None:
        """Count the bytes of a part; several sheets may point at the same one."""
        self._bytes += len(content)
        if self._bytes > limits.UNPACKED:
            raise Refused(too_many(""))

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


def xlsx_sheets(parts: Mapping[str, bytes]) -> list[tuple[str, str | None]]:
    """Name and part of each sheet of an XLSX workbook in order; None where the part was not unpacked."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            identity = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), identity))

    _parse(_part(parts, "xl/_rels/workbook.xml.rels"), relation)
    _parse(_part(parts, "xl/workbook.xml"), sheet)
    known = {name.lower(): name for name in parts}
    return [(name, known.get(targets.get(identity, "").lower())) for name, identity in sheets]


def shared_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """Length of each shared text of an XLSX workbook."""
    name = next((name for name in parts if name.lower() == "xl/sharedstrings.xml"), None)
    lengths: list[int] = []
    if name is None:
        return lengths

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def letters(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    _parse(parts[name], start, letters=letters)
    return lengths


def xlsx_sheet(sheet: str, content: bytes, shared: list[int], budget: Budget) -> Extent:
    """Scan one sheet of an XLSX workbook.

    Raises:
        Refused: The sheet is damaged, or larger than is read.
    """
    return _XlsxScan(sheet, shared, budget).run(content)


def ods_sheets(content: bytes, budget: Budget) -> list[Extent]:
    """Scan all sheets of an ODS workbook, which are parts of one XML.

    Raises:
        Refused: The file is damaged, or larger than is read.
    """
    return _OdsScan(budget).run(content)


class _XlsxScan:
    def __init__(self, sheet: str, shared: list[int], budget: Budget) -> None:
        self.extent, self.shared, self.budget = Extent(sheet), shared, budget
        self.row, self.column, self.kind = -1, -1, ""
        self.filled, self.length = False, 0
        self.inside: str | None = None
        self.text: list[str] = []

    def run(self, content: bytes) -> Extent:
        self.budget.read(content)
        _parse(content, self.start, self.end, self.letters)
        self.budget.close(self.extent)
        return self.extent

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.column += 1
            if reference := attributes.get("r"):
                self.row, self.column = _position(reference)
            self.kind, self.filled, self.length, self.text = attributes.get("t", ""), False, 0, []
        elif name == "row":
            self.row = _natural(attributes.get("r"), self.row + 2) - 1
            self.column = -1
        elif name in ("v", "t"):
            self.inside, self.filled = name, True
        elif name == "f":
            self.extent.formulas.add((self.row, self.column))
            self.filled = True

    def letters(self, text: str) -> None:
        if self.inside is not None:
            self.length += len(text)
            if self.kind in ("s", "e"):
                self.text.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.inside = None
        elif name == "c" and self.filled:
            written = "".join(self.text)
            if self.kind == "e":
                self.extent.errors[self.row, self.column] = written
            elif self.kind == "s" and written.isdecimal() and len(written) < 9 and int(written) < len(self.shared):
                self.length = self.shared[int(written)]
            self.budget.spend(self.extent, self.row, self.column, letters=self.length)


class _OdsScan:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.extents: list[Extent] = []
        self.row, self.row_repeats, self.column, self.repeats = 0, 1, 0, 1
        self.filled, self.length, self.inside = False, 0, False
        self.formula, self.spent = False, False

    def run(self, content: bytes) -> list[Extent]:
        self.budget.read(content)
        _parse(content, self.start, self.end, self.letters)
        for extent in self.extents:
            self.budget.close(extent)
        return self.extents

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        if name == "table":
            self.extents.append(Extent(plain.get("name", "")))
            self.row, self.row_repeats = 0, 0
        elif name == "table-row":
            self.row += self.row_repeats
            self.row_repeats = _natural(plain.get("number-rows-repeated"), 1)
            self.column, self.repeats = 0, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += self.repeats
            self.repeats = _natural(plain.get("number-columns-repeated"), 1)
            self.formula = "formula" in plain
            self.filled, self.length, self.inside = self.formula or "value-type" in plain, 0, True

    def letters(self, text: str) -> None:
        if self.inside:
            self.length += len(text)
            self.filled = self.filled or not text.isspace()

    def end(self, name: str) -> None:
        if name not in ("table-cell", "covered-table-cell") or not self.extents:
            return
        self.inside = False
        if self.filled:
            extent = self.extents[-1]
            self.budget.spend(
                extent,
                self.row,
                self.column,
                letters=self.length,
                rows=max(self.row_repeats, 1),
                columns=max(self.repeats, 1),
            )
            if self.formula:
                extent.formulas.add((self.row, self.column))


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    letters: Callable[[str], None] | None = None,
) -> None:
    """Walk through an XML without building it; prefixes of names are left out."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end is not None:
        close = end
        parser.EndElementHandler = lambda name: close(_local(name))
    if letters is not None:
        parser.CharacterDataHandler = letters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused(issue_of("damaged")) from None


def _refuse_doctype(*_: object) -> None:
    # No spreadsheet program writes one; its entities can grow a few letters into gigabytes.
    raise Refused(issue_of("damaged"))


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    found = next((content for known, content in parts.items() if known.lower() == name.lower()), None)
    if found is None:
        raise Refused(issue_of("damaged"))
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _natural(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def _position(reference: str) -> Cell:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters[:8].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return _natural(reference[len(letters) :], 1) - 1, column - 1
