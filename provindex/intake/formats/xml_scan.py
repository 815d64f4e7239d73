"""A look at the XML of a workbook before it is parsed: how large its sheets are, and where formulas and errors stand.

A parser gives room to every cell between the corners of a sheet and to every repetition of a shared text, so a file of
a few kilobytes can ask for all memory. What is counted here is what it would have to hold.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from itertools import product
from xml.parsers import expat

from provindex.intake.formats import limits, margins, number_format
from provindex.intake.formats.budget import Budget, Cell, Extent, too_many
from provindex.intake.formats.number_format import Shown
from provindex.intake.issues import Issue, Place, Refused, issue_of

_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_TAIL = 20_000

_PAGES = "Default"
"""The kind of pages of a sheet of ODS that names none."""

_TRUE = ("1", "true")

_ROWS, _COLUMNS = 1_048_576, 16_384
"""How many a sheet has at most; a parser makes room for whatever a file claims beyond."""

_DIGITS = 7
"""Digits of the number of the last row."""


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


def xlsx_formats(parts: Mapping[str, bytes]) -> dict[str, Shown]:
    """The styles of an XLSX workbook that show another figure than a cell holds, by their number."""
    name = next((name for name in parts if name.lower() == "xl/styles.xml"), None)
    kinds: dict[int, Shown | None] = dict(number_format.BUILT_IN)
    styles: list[int] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            kinds[_natural(attributes.get("numFmtId"), -1)] = number_format.shown_as(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(_natural(attributes.get("numFmtId"), 0))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    if name is not None:
        _parse(parts[name], start, end)
    return {str(style): kind for style, number in enumerate(styles) if (kind := kinds.get(number)) is not None}


def xlsx_sheet(
    sheet: str, content: bytes, shared: list[int], budget: Budget, formats: Mapping[str, Shown] | None = None
) -> Extent:
    """Scan one sheet of an XLSX workbook.

    Raises:
        Refused: The sheet is damaged, or larger than is read.
    """
    extent = _XlsxScan(sheet, shared, budget, formats or {}).run(content)
    extent.margins = _margins(content)
    return extent


def ods_sheets(content: bytes, budget: Budget) -> list[Extent]:
    """Scan all sheets of an ODS workbook, which are parts of one XML.

    Raises:
        Refused: The file is damaged, or larger than is read.
    """
    return _OdsScan(budget).run(content)


def expect_modest(content: bytes) -> None:
    """Check that an XML may be built: it has no entities of its own, and neither too many elements nor too deep ones.

    Raises:
        Refused: It is damaged, or larger than is read.
    """
    _parse(content, lambda _, __: None)


def _margins(content: bytes) -> tuple[str, ...]:
    """The texts above and below the pages of a sheet, which stand at its end, without the codes of their fonts."""
    found = (unescape(one.decode("utf-8", "replace")) for one in _MARGIN.findall(content[-_TAIL:]))
    return tuple(dict.fromkeys(map(margins.plain, found)))


class _XlsxScan:
    def __init__(self, sheet: str, shared: list[int], budget: Budget, formats: Mapping[str, Shown]) -> None:
        self.extent, self.shared, self.budget = Extent(sheet), shared, budget
        self.formats = formats
        self.shown: Shown | None = None
        self.row, self.column, self.kind = -1, -1, ""
        self.filled, self.length = False, 0
        self.inside: str | None = None
        self.text: list[str] = []
        self.digits = ""
        self.columns: dict[str, int] = {}
        # What the cells of a row hold is counted at its end: cell by cell it would be a tenth of the time of reading.
        self.cells, self.spent = 0, 0

    def run(self, content: bytes) -> Extent:
        self.budget.read(content)
        _parse(content, self.start, self.end, self.letters)
        self.count()
        self.budget.close(self.extent)
        return self.extent

    def place(self, reference: str) -> None:
        """Go to a cell; its column and its row are mostly those of a cell before it."""
        letters = reference.rstrip("0123456789")
        digits = reference[len(letters) :]
        column = self.columns.get(letters)
        if column is None or digits != self.digits:
            self.row, column = _position(reference, self.extent.sheet)
            self.digits = digits
            self.columns[letters] = column
        self.column = column

    def count(self) -> None:
        """Count the cells since it was done last."""
        self.budget.count(self.extent, self.cells, self.spent)
        self.cells, self.spent = 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.column += 1
            if (reference := attributes.get("r")) is not None:
                self.place(reference)
            self.kind, self.filled, self.length, self.text = attributes.get("t", ""), False, 0, []
            self.shown = self.formats.get(attributes.get("s", "")) if self.formats else None
        elif name == "row":
            self.row = _row(attributes["r"], self.extent.sheet) if "r" in attributes else self.row + 1
            self.column, self.digits = -1, ""
            if attributes.get("hidden") in _TRUE:
                self.extent.hide_rows(self.row)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first = _natural(attributes.get("min"), 1)
            self.extent.hide_columns(first - 1, _natural(attributes.get("max"), first) - first + 1)
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
            if self.shown is not None and self.kind in ("", "n"):
                self.extent.formats[self.row, self.column] = self.shown
            if self.kind == "e":
                self.extent.errors[self.row, self.column] = written
            elif self.kind == "s" and written.isdecimal() and len(written) < 9 and int(written) < len(self.shared):
                self.length = self.shared[int(written)]
            self.cells += 1
            self.spent += self.length
            extent = self.extent
            if self.row >= extent.rows:
                extent.rows = self.row + 1
            if self.column >= extent.columns:
                extent.columns = self.column + 1
        elif name == "row":
            self.count()


class _OdsScan:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.extents: list[Extent] = []
        self.pages: dict[str, str] = {}
        self.row, self.row_repeats, self.column, self.repeats, self.columns = 0, 1, 0, 1, 0
        self.filled, self.length, self.inside = False, 0, False
        self.formula, self.spent, self.percent = False, False, False

    def run(self, content: bytes) -> list[Extent]:
        self.budget.read(content)
        _parse(content, self.start, self.end, self.letters)
        for extent in self.extents:
            self.budget.close(extent)
        return self.extents

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        if name == "table":
            pages = self.pages.get(plain.get("style-name", ""), _PAGES)
            self.extents.append(Extent(plain.get("name", ""), pages=pages))
            self.row, self.row_repeats, self.columns = 0, 0, 0
        elif name == "style" and "master-page-name" in plain:
            self.pages[plain.get("name", "")] = plain["master-page-name"]
        elif name == "table-column" and self.extents:
            count = self.repeated(plain.get("number-columns-repeated"))
            if plain.get("visibility", "visible") != "visible":
                self.extents[-1].hide_columns(self.columns, count)
            self.columns += count
        elif name == "table-row":
            self.row += self.row_repeats
            self.row_repeats = self.repeated(plain.get("number-rows-repeated"))
            if self.extents and plain.get("visibility", "visible") != "visible":
                self.extents[-1].hide_rows(self.row, self.row_repeats)
            self.column, self.repeats = 0, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += self.repeats
            self.repeats = self.repeated(plain.get("number-columns-repeated"))
            self.formula = "formula" in plain
            self.filled, self.length, self.inside = self.formula or "value-type" in plain, 0, True
            self.percent = plain.get("value-type") == "percentage"

    def repeated(self, text: str | None) -> int:
        """How often a row or cell stands there; what a parser may take for more than it is counted is refused."""
        if text is None:
            return 1
        if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
            raise Refused(_outside(text, self.extents[-1].sheet if self.extents else ""))
        return int(text)

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
            if self.percent:
                places = product(range(max(self.row_repeats, 1)), range(max(self.repeats, 1)))
                extent.formats.update({(self.row + down, self.column + right): "percent" for down, right in places})
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
    count = depth = 0
    bare = _Bare()  # a sheet has a hundred thousand elements of ten names

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > limits.ELEMENTS or depth > limits.DEPTH:
            raise Refused(too_many(""))
        start(bare[name], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(bare[name])

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
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


class _Bare(dict[str, str]):
    """Names of elements without their prefixes, by the names as they are written."""

    def __missing__(self, name: str) -> str:
        self[name] = found = _local(name)
        return found


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _natural(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def _position(reference: str, sheet: str) -> Cell:
    """The cell that a reference such as C17 names; one outside of every sheet is refused."""
    letters = reference.rstrip("0123456789")
    column = _column(letters[:4])
    if column is None:
        raise Refused(_outside(reference, sheet))
    return _row(reference[len(letters) :], sheet, reference), column


def _row(digits: str, sheet: str, reference: str = "") -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS and 0 < int(digits) <= _ROWS):
        raise Refused(_outside(reference or digits, sheet))
    return int(digits) - 1


@lru_cache(maxsize=1000)
def _column(letters: str) -> int | None:
    """The column of some letters; None where no sheet has it."""
    if not (letters.isascii() and letters.isalpha()):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1 if column <= _COLUMNS else None


def _outside(said: str, sheet: str) -> Issue:
    return issue_of("cell_outside", Place(sheet), value=said)
