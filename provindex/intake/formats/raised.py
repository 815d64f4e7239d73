"""Marks of footnotes that are raised behind a text of a spreadsheet: a parser joins "90,48" and a small ¹ to "90,481".

The XML was scanned before, so that it is well formed and no larger than is read; it is walked once more only where
something in it is raised.
"""

import re
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from provindex.intake.cells import Footnoted
from provindex.intake.formats.budget import Cell, Extent
from provindex.intake.formats.tables import is_mark

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SUPERSCRIPT, _POSITION = b"vertAlign", b"text-position"


class Text:
    """A text as it is gathered, what is raised apart."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.level, self.raised = "", ""

    def add(self, letters: str, *, raised: bool) -> None:
        """Take more letters."""
        if raised:
            self.raised += letters
        else:
            self.level += letters

    def without_marks(self) -> Footnoted | None:
        """The text without what is raised, if that is a mark behind other letters; None where nothing is left out."""
        level = self.level.strip()
        is_behind = level and level[-1] not in ",." and is_mark(self.raised)
        return Footnoted.of(level, self.raised) if is_behind else None


class Walk:
    """A walk through an XML: `start` and `end` get names without their prefixes."""

    def run(self, content: bytes) -> None:
        """Walk through all of it."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: self.start(_local(name), attributes)
        parser.EndElementHandler = lambda name: self.end(_local(name))
        parser.CharacterDataHandler = self.letters
        parser.Parse(content, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """An element ends."""
        raise NotImplementedError

    def letters(self, text: str) -> None:
        """Letters stand there."""
        raise NotImplementedError


class _Runs(Walk):
    """The runs of a text of XLSX: each in an ``r`` with its own properties."""

    def __init__(self) -> None:
        self.text: Text | None = None
        self.raised, self.inside = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("si", "is"):
            self.text = Text()
        elif name == "r":
            self.raised = False
        elif name == "vertAlign":
            self.raised = attributes.get("val") in ("superscript", "subscript")
        elif name == "t":
            self.inside = True

    def end(self, name: str) -> None:
        self.inside = self.inside and name != "t"
        self.raised = self.raised and name != "r"

    def letters(self, text: str) -> None:
        if self.text is not None and self.inside:
            self.text.add(text, raised=self.raised)


class _Shared(_Runs):
    """The shared texts with marks, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[int, Footnoted] = {}
        self.count = 0

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si" and self.text is not None:
            if (level := self.text.without_marks()) is not None:
                self.found[self.count] = level
            self.count += 1


class _Cells(_Runs):
    """The cells of a sheet of XLSX whose texts have marks, shared texts or their own."""

    def __init__(self, shared: Mapping[int, Footnoted]) -> None:
        super().__init__()
        self.shared, self.found = shared, dict[Cell, Footnoted]()
        self.row, self.column, self.kind, self.value, self.read = -1, -1, "", "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "row":
            self.row, self.column = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1, -1
        elif name == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            self.column += 1
            if match:
                self.row, self.column = int(match[2]) - 1, _number(match[1])
            self.kind, self.value, self.text = attributes.get("t", ""), "", None
        self.read = name == "v"

    def letters(self, text: str) -> None:
        super().letters(text)
        if self.read:
            self.value += text

    def end(self, name: str) -> None:
        super().end(name)
        self.read = False
        if name != "c":
            return
        level = self.text.without_marks() if self.text is not None else None
        if self.kind == "s" and self.value.isdecimal():
            level = self.shared.get(int(self.value))
        if level is not None:
            self.found[self.row, self.column] = level


class _Ods(Walk):
    """The cells of all tables of ODS whose texts have marks; styles say which letters are raised."""

    def __init__(self) -> None:
        self.tables: list[dict[Cell, Footnoted]] = []
        self.styles: set[str] = set()
        self.style = ""
        self.row, self.rows, self.column, self.columns = 0, 0, 0, 0
        self.text: Text | None = None
        self.spans: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        if name == "style":
            self.style = plain.get("name", "")
        elif name == "text-properties" and _lifts(plain.get("text-position", "")):
            self.styles.add(self.style)
        elif name == "table":
            self.tables.append({})
            self.row, self.rows = 0, 0
        elif name == "table-row":
            self.row, self.rows = self.row + self.rows, int(plain.get("number-rows-repeated", 1))
            self.column, self.columns = 0, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column, self.columns = self.column + self.columns, int(plain.get("number-columns-repeated", 1))
            self.text = Text()
        elif name == "span":
            self.spans.append(plain.get("style-name") in self.styles)

    def end(self, name: str) -> None:
        if name == "span" and self.spans:
            self.spans.pop()
        elif name in ("table-cell", "covered-table-cell") and self.text is not None and self.tables:
            if (level := self.text.without_marks()) is not None:
                self.tables[-1][self.row, self.column] = level
            self.text = None

    def letters(self, text: str) -> None:
        if self.text is not None:
            self.text.add(text, raised=any(self.spans))


def leave_xlsx(shared: bytes, sheets: Sequence[tuple[Extent, bytes]]) -> None:
    """Note the texts of the sheets of an XLSX workbook without their raised marks, in `Extent.level`.

    Args:
        shared: The part of the shared texts.
        sheets: Each sheet with its part.
    """
    texts = _Shared()
    if _SUPERSCRIPT in shared:
        texts.run(shared)
    for extent, content in sheets:
        if texts.found or _SUPERSCRIPT in content:
            cells = _Cells(texts.found)
            cells.run(content)
            extent.level = cells.found


def leave_ods(content: bytes, extents: Sequence[Extent]) -> None:
    """Note the texts of the tables of an ODS workbook without their raised marks, in `Extent.level`."""
    if _POSITION not in content:
        return
    walk = _Ods()
    walk.run(content)
    for extent, found in zip(extents, walk.tables, strict=True):
        extent.level = found


def _lifts(position: str) -> bool:
    """Whether a position, such as "super 58%" or "33% 58%", is another than that of the line."""
    first = position.partition(" ")[0]
    return first.startswith(("super", "sub")) or first.strip("-%0") != ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _local(name: str) -> str:
    return name.rpartition(":")[2]
