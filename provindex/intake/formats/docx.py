"""Word documents (DOCX): their tables and the paragraphs around them, as the document shows them.

The XML is walked here rather than by python-docx, which reads a tracked change as empty, keeps deleted rows, loses rows
and cells inside content controls, shifts rows that begin further right, and joins the mark of a footnote to its figure.
Elements are those of ECMA-376 part 1, chapter 17; what cannot be read as it is shown is refused by name.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from provindex.intake.cells import Footnoted
from provindex.intake.formats import limits, xml_scan
from provindex.intake.formats.budget import Budget, Extent
from provindex.intake.formats.tables import Block, Grid, Line, Table, is_mark, name_of, tables_of, unclear_row
from provindex.intake.issues import Issue, Place, Refused, issue_of

_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText"))
_TRANSPARENT = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "AlternateContent", "Choice", "hyperlink",
                          "fldSimple", "dir"))  # fmt: skip
"""Elements around content that is shown as if they were not there."""

_MEANT_OTHERWISE = frozenset(("bdo", "oMath", "oMathPara", "sym", "ruby"))
"""What shows something else than the letters it holds; it becomes a letter that no name and no number has."""

_UNREADABLE = "\ufffd"
_LETTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NARROW = 120
"""Twentieths of a point (2 mm): edges of rows that differ by less are one edge drawn unsteadily."""

_STYLES_DEEP = 20


def tables(parts: Mapping[str, bytes]) -> tuple[list[Table], list[Issue]]:
    """The tables of a document.

    Args:
        parts: The parts of the package that `container.unpack` keeps.

    Returns:
        The tables with figures in their order, and what a person should know about the document as a whole.

    Raises:
        Refused: The document is damaged, too large, holds no table of figures, or cannot be read as it is shown.
    """
    name = _main_part(parts)
    root = _parsed(parts, name)
    expect_settled(root)
    styles = next((part for part in parts if part.lower() == f"{posixpath.dirname(name)}/styles.xml".lower()), None)
    document = _Document(_Styles(_parsed(parts, styles) if styles else None))
    body = next((child for child in root if _local(child) == "body"), root)
    found = tables_of(list(document.blocks(body)))
    if not found:
        raise Refused(issue_of("document_no_table"))
    issues = [issue_of("document_numbered", facts={"n": document.numbered})] if document.numbered else []
    return found, issues


def expect_settled(root: Element) -> None:
    """Check that nobody has to decide first what the document says.

    Raises:
        Refused: There are tracked changes, or parts that only Word puts together when it opens the document.
    """
    for element in root.iter():
        name = _local(element)
        if name in _CHANGES:
            raise Refused(issue_of("document_tracked"))
        if name in ("altChunk", "subDoc"):
            raise Refused(issue_of("document_linked"))


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The part that holds the text; programs other than Word may call it otherwise than ``word/document.xml``."""
    known = {part.lower(): part for part in parts}
    relations = known.get("_rels/.rels")
    for relation in _parsed(parts, relations) if relations else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            target = known.get(relation.get("Target", "").lstrip("/").lower())
            if target is not None:
                return target
    raise Refused(issue_of("damaged"))


def _parsed(parts: Mapping[str, bytes], name: str) -> Element:
    xml_scan.expect_modest(parts[name])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True, huge_tree=False)  # fmt: skip
    try:
        return etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(issue_of("damaged")) from None


def _local(element: Element) -> str:
    """The name of an element without its vocabulary: strict and transitional documents differ in that alone."""
    return str(element.tag).rpartition("}")[2]


def _value(element: Element | None, name: str = "val") -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _child(element: Element | None, *names: str) -> Element | None:
    """A child, or the child of a child, by name."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if _local(one) == name), None)
    return element


def _natural(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else otherwise


def _is_on(element: Element | None) -> bool | None:
    """Whether a property that is either on or off is on; None where it is not set."""
    return None if element is None else _value(element) not in ("0", "false", "off", "none")


def _shown(element: Element) -> Iterator[Element]:
    """The children of an element, those of content controls and the like among them; of alternatives the first."""
    for child in element:
        name = _local(child)
        if name in _TRANSPARENT:
            yield from _shown(child)
        else:
            yield child


class _Styles:
    """Which styles hide, strike or raise their text."""

    def __init__(self, root: Element | None) -> None:
        self.known = (
            {_value(style, "styleId"): style for style in root if _local(style) == "style"} if root is not None else {}
        )

    def of(self, style: str | None, name: str) -> Element | None:
        """A property of letters that a style or one it is based on sets."""
        for _ in range(_STYLES_DEEP):
            element = self.known.get(style)
            if element is None:
                return None
            if (found := _child(element, "rPr", name)) is not None:
                return found
            style = _value(_child(element, "basedOn"))
        return None

    def numbering(self, style: str | None) -> Element | None:
        """The automatic numbering that a style of paragraphs sets."""
        for _ in range(_STYLES_DEEP):
            element = self.known.get(style)
            if element is None:
                return None
            if (found := _child(element, "pPr", "numPr")) is not None:
                return found
            style = _value(_child(element, "basedOn"))
        return None


@dataclass(frozen=True)
class _Run:
    text: str
    raised: bool
    struck: bool


@dataclass(frozen=True)
class _Cell:
    text: str
    column: int
    span: int
    follows: bool


@dataclass
class _Document:
    """Reads the blocks of a document.

    Attributes:
        styles: Those of the document.
        numbered: Cells whose only content is an automatic number.
        fields: For each field that is open, whether its code goes on; what stands in a code is not shown.
    """

    styles: _Styles
    numbered: int = 0
    fields: list[bool] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    tables: int = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        for child in _shown(body):
            name = _local(child)
            if name == "p":
                self._expect_no_table(child)
                yield Line(self._text(child))
            elif name == "tbl":
                self.tables += 1
                yield self._grid(child, Place(name_of(0, self.tables)))

    def _expect_no_table(self, paragraph: Element) -> None:
        """A table in a text box floats over the page; which text belongs to it nobody can say."""
        if any(_local(element) == "tbl" for element in paragraph.iter()):
            raise Refused(issue_of("document_nested"))

    def _grid(self, table: Element, place: Place) -> Grid:
        columns = _child(table, "tblGrid")
        widths = (
            [_natural(_value(one, "w"), 0) for one in columns if _local(one) == "gridCol"]
            if columns is not None
            else []
        )
        rows = [self._cells(row, len(widths), place, number) for number, row in enumerate(_rows(table))]
        return _placed(_steady(rows, widths), place, self.budget)

    def _cells(self, row: Element, width: int, place: Place, number: int) -> list[_Cell]:
        found: list[_Cell] = []
        column = _natural(_value(_child(row, "trPr", "gridBefore")), 0)
        for cell in (child for child in _shown(row) if _local(child) == "tc"):
            span = max(_natural(_value(_child(cell, "tcPr", "gridSpan")), 1), 1)
            text = self._cell_text(cell, place, number)
            beside = _child(cell, "tcPr", "hMerge")
            if found and beside is not None and _value(beside) != "restart":
                before = found[-1]
                found[-1] = _Cell(before.text, before.column, before.span + span, before.follows)
            else:
                under = _child(cell, "tcPr", "vMerge")
                found.append(_Cell(text, column, span, under is not None and _value(under) != "restart"))
            column += span
            if column > limits.COLUMNS:
                raise Refused(issue_of("document_edges", Place(place.sheet, number)))
        end = column + _natural(_value(_child(row, "trPr", "gridAfter")), 0)
        if width and end != width and sum(bool(cell.text) for cell in found) > 1:
            raise Refused(issue_of("document_edges", Place(place.sheet, number)))
        return found

    def _cell_text(self, cell: Element, place: Place, number: int) -> str:
        lines: list[str] = []
        marks, counted = "", False
        for child in _shown(cell):
            if _local(child) == "tbl" or any(_local(one) in ("tbl", "txbxContent") for one in child.iter()):
                raise Refused(issue_of("document_nested", Place(place.sheet, number)))
            if _local(child) != "p":
                continue
            runs = list(self._runs(child, _value(_child(child, "pPr", "pStyle"))))
            if any(run.struck and run.text.strip() for run in runs):
                raise Refused(issue_of("document_struck", Place(place.sheet, number)))
            # Raised letters behind others are the mark of a footnote; alone they are what the cell says.
            level = [run for run in runs if not (run.raised and is_mark(run.text))]
            if any(run.text.strip() for run in level):
                marks += "".join(run.text for run in runs if run.raised and is_mark(run.text))
                runs = level
            lines.append("".join(run.text for run in runs))
            counted = counted or self._is_numbered(child)
        text = "\n".join(lines).strip()
        self.numbered += counted and not text
        return Footnoted.of(text, marks) if marks else text

    def _is_numbered(self, paragraph: Element) -> bool:
        properties = _child(paragraph, "pPr")
        numbering = _child(properties, "numPr")
        if numbering is None:
            numbering = self.styles.numbering(_value(_child(properties, "pStyle")))
        return numbering is not None and _value(_child(numbering, "numId")) not in (None, "0")

    def _text(self, paragraph: Element) -> str:
        return "".join(run.text for run in self._runs(paragraph, _value(_child(paragraph, "pPr", "pStyle"))))

    def _runs(self, paragraph: Element, style: str | None) -> Iterator[_Run]:
        for child in _shown(paragraph):
            name = _local(child)
            if name == "r":
                run = self._run(child, style)
                if run is not None:
                    yield run
            elif name in _MEANT_OTHERWISE:
                yield _Run(_UNREADABLE, False, False)

    def _run(self, run: Element, style: str | None) -> _Run | None:
        property_of = self._property(run, style)
        text = ""
        for child in _shown(run):
            name = _local(child)
            if name == "fldChar":
                self._field(_value(child, "fldCharType"))
            elif any(self.fields):
                continue
            elif name == "t":
                text += child.text or ""
            elif name in _MEANT_OTHERWISE:
                text += _UNREADABLE
            else:
                text += _LETTERS.get(name, "")
        if _is_on(property_of("vanish")):
            return None
        lifted = _value(property_of("position")) or "0"
        raised = (
            _value(property_of("vertAlign")) in ("superscript", "subscript") or lifted.lstrip("+-").strip("0") != ""
        )
        struck = bool(_is_on(property_of("strike")) or _is_on(property_of("dstrike")))
        return _Run(text, raised, struck)

    def _field(self, kind: str | None) -> None:
        """Note where the code of a field begins, where its result does, and where it ends."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _property(self, run: Element, style: str | None) -> Callable[[str], Element | None]:
        own = _child(run, "rPr")
        chosen = _value(_child(own, "rStyle"))

        @cache
        def property_of(name: str) -> Element | None:
            for found in (_child(own, name), self.styles.of(chosen, name), self.styles.of(style, name)):
                if found is not None:
                    return found
            return None

        return property_of


def _rows(table: Element) -> Iterator[Element]:
    for row in _shown(table):
        if _local(row) == "tr" and not _is_on(_child(row, "trPr", "hidden")):
            yield row


def _steady(rows: list[list[_Cell]], widths: Sequence[int]) -> list[list[_Cell]]:
    """The rows with edges that differ by next to nothing taken as one, unless a cell would be left without width."""
    if not widths or not all(widths) or all(width >= _NARROW for width in widths):
        return rows
    numbers = [0]
    for width in widths:
        numbers.append(numbers[-1] + (width >= _NARROW))
    last = len(widths)
    steady: list[list[_Cell]] = []
    for row in rows:
        moved: list[_Cell] = []
        for cell in row:
            left, right = numbers[min(cell.column, last)], numbers[min(cell.column + cell.span, last)]
            if right == left and cell.text:
                return rows
            if right > left:
                moved.append(_Cell(cell.text, left, right - left, cell.follows))
        steady.append(moved)
    return steady


def _placed(rows: list[list[_Cell]], place: Place, budget: Budget) -> Grid:
    """The cells in columns; columns in which no cell begins are left out."""
    begins = sorted({cell.column for row in rows for cell in row})
    position = {column: number for number, column in enumerate(begins)}
    width = len(begins)
    extent = Extent(place.sheet)
    grid: list[list[str | None]] = [[None] * width for _ in rows]
    spans: dict[int, tuple[int, int]] = {}
    open_cells: dict[int, tuple[int, int]] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        still_open: dict[int, tuple[int, int]] = {}
        for cell in row:
            left = position[cell.column]
            end = cell.column + cell.span
            right = sum(column < end for column in begins) - 1
            above = open_cells.get(left)
            if cell.follows and above is not None and spans[left][1] == right:
                merged[above] = (number, right)
                still_open[left] = above
                continue
            budget.spend(extent, number, left, letters=len(cell.text))
            grid[number][left] = cell.text or None
            spans[left] = (left, right)
            still_open[left] = (number, left)
            if right > left:
                merged[number, left] = (number, right)
        open_cells = still_open
    budget.close(extent)
    found = Grid(grid, list(merged.items()))
    if (unclear := unclear_row(found)) is not None:
        raise Refused(issue_of("document_edges", Place(place.sheet, unclear)))
    return found
