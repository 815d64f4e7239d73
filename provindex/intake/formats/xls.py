"""A look into an XLS file before it is parsed: its password, the size of its sheets, its formulas.

Sources: Microsoft's open specifications [MS-CFB] (the container) and [MS-XLS] (the records in its Workbook stream).
"""

import struct
from collections.abc import Iterator

from provindex.intake.formats import margins, number_format
from provindex.intake.formats.budget import Budget, Extent
from provindex.intake.formats.named import not_read, text_document
from provindex.intake.formats.number_format import Shown
from provindex.intake.formats.xls_texts import Fonts, Shared, rich_of
from provindex.intake.issues import Refused, issue_of

_END_OF_CHAIN = 0xFFFFFFFA  # and above: markers, not sectors

_BOF, _BOUNDSHEET, _FILEPASS, _SST, _CONTINUE = 0x0809, 0x0085, 0x002F, 0x00FC, 0x003C
_FORMULA, _BOOLERR, _LABELSST, _MULRK = 0x0006, 0x0205, 0x00FD, 0x00BD
_FONT, _FORMAT, _XF, _DIMENSIONS, _ROW, _COLINFO = 0x0031, 0x041E, 0x00E0, 0x0200, 0x0208, 0x007D
_SINGLE = {0x0203: "NUMBER", 0x0204: "LABEL", 0x027E: "RK", 0x00D6: "RSTRING"}
_AROUND = frozenset((_ROW, _COLINFO, 0x0014, 0x0015))
"""Records of rows, of columns, and of what is printed above and below each page."""
_WORKSHEET = 0x0010
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def sheets(data: bytes) -> list[Extent]:
    """Scan the worksheets of an XLS file, in their order in the file.

    Raises:
        Refused: It is damaged, protected by a password, no workbook, or larger than is read.
    """
    try:
        streams = _Container(data)
    except (struct.error, IndexError, ValueError):
        raise Refused(issue_of("damaged")) from None
    if "EncryptedPackage" in streams.names:
        raise Refused(issue_of("password"))
    # A document may hold a workbook as an object; its own text comes first.
    if "WordDocument" in streams.names:
        raise Refused(text_document("Word 97–2003 (DOC)"))
    name = next((name for name in ("Workbook", "Book") if name in streams.names), None)
    if name is None:
        raise Refused(issue_of("format_unknown"))
    if name == "Book":
        raise Refused(not_read("Excel 5/95"))
    try:
        return _scan(streams.read(name))
    except (struct.error, IndexError, ValueError):
        raise Refused(issue_of("damaged")) from None


class _Container:
    """The streams of a compound file. Raises struct.error, IndexError or ValueError where it is damaged."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sector = 1 << self._at("<H", 30)
        self.small = 1 << self._at("<H", 32)
        if self.sector not in (512, 4096) or self.small != 64:
            raise ValueError("size of sectors")
        first_directory, self.cutoff, first_small = self._at("<I", 48), self._at("<I", 56), self._at("<I", 60)
        self.table = self._allocation()
        self.small_table = self._numbers(self._chain(first_small, self.table))
        self.names: dict[str, tuple[int, int]] = {}
        directory = self._joined(self._chain(first_directory, self.table))
        self.root = (0, 0)
        for offset in range(0, len(directory) - 127, 128):
            self._entry(directory[offset : offset + 128])

    def read(self, name: str) -> bytes:
        first, size = self.names[name]
        if size >= self.cutoff:
            return self._joined(self._chain(first, self.table))[:size]
        small = self._joined(self._chain(self.root[0], self.table))[: self.root[1]]
        pieces = [small[one * self.small : (one + 1) * self.small] for one in self._chain(first, self.small_table)]
        return b"".join(pieces)[:size]

    def _entry(self, entry: bytes) -> None:
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
        kind, first, size = entry[66], struct.unpack_from("<I", entry, 116)[0], struct.unpack_from("<I", entry, 120)[0]
        if kind == 5:
            self.root = (first, size)
        elif kind == 2:
            self.names.setdefault(name, (first, size))

    def _allocation(self) -> list[int]:
        """The allocation table, whose own sectors are listed in the header and, for large files, in further sectors."""
        listed = [number for number in struct.unpack_from("<109I", self.data, 76) if number < _END_OF_CHAIN]
        following, seen = self._at("<I", 68), set()
        while following < _END_OF_CHAIN:
            if following in seen:
                raise ValueError("a chain runs in a circle")
            seen.add(following)
            numbers = self._numbers([following])
            listed += [number for number in numbers[:-1] if number < _END_OF_CHAIN]
            following = numbers[-1]
        return self._numbers(listed)

    def _chain(self, first: int, table: list[int]) -> list[int]:
        chain: list[int] = []
        while first < _END_OF_CHAIN:
            if len(chain) > len(table):
                raise ValueError("a chain runs in a circle")
            chain.append(first)
            first = table[first]
        return chain

    def _joined(self, chain: list[int]) -> bytes:
        return b"".join(self.data[(one + 1) * self.sector : (one + 2) * self.sector] for one in chain)

    def _numbers(self, chain: list[int]) -> list[int]:
        joined = self._joined(chain)
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _at(self, form: str, offset: int) -> int:
        return int(struct.unpack_from(form, self.data, offset)[0])


def _scan(stream: bytes) -> list[Extent]:
    budget = Budget()
    starts: dict[int, str] = {}
    extents: list[Extent] = []
    shared = Shared()
    formats, fonts = _Formats(), Fonts()
    current: Extent | None = None
    for offset, kind, content in _records(stream):
        if kind == _FILEPASS:
            raise Refused(issue_of("password"))
        if kind == _BOUNDSHEET:
            starts[struct.unpack_from("<I", content)[0]] = _sheet_name(content)
        elif kind == _SST:
            shared = Shared(list(_continued(stream, offset)))
        elif kind == _BOF and struct.unpack_from("<H", content, 2)[0] == _WORKSHEET:
            current = Extent(starts.get(offset, ""))
            extents.append(current)
        elif current is not None and kind == _DIMENSIONS:
            top, bottom, left, right = struct.unpack_from("<IIHH", content)
            budget.claim(current, bottom - top, right - left)
        elif current is not None and kind in _AROUND:
            _around(kind, content, current)
        elif current is not None:
            _cell(kind, content, current, shared.lengths, budget)
            formats.note(kind, content, current)
            _note_raised(kind, content, current, shared, fonts)
        elif kind == _FORMAT:
            formats.add_code(content)
        elif kind == _XF:
            formats.styles.append(struct.unpack_from("<H", content, 2)[0])
            fonts.add_style(content)
        elif kind == _FONT:
            fonts.add(content)
    for extent in extents:
        budget.close(extent)
    return extents


class _Formats:
    """The number formats of a workbook: what each shows, and which of them each style has."""

    def __init__(self) -> None:
        self.shown: dict[int, Shown | None] = dict(number_format.BUILT_IN)
        self.styles: list[int] = []

    def add_code(self, content: bytes) -> None:
        number, length = struct.unpack_from("<HH", content)
        wide = content[4] & 1
        code = content[5 : 5 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", errors="replace")
        self.shown[number] = number_format.shown_as(code)

    def note(self, kind: int, content: bytes, extent: Extent) -> None:
        """Remember the cells of a record that show another figure than they hold."""
        if kind == _MULRK:
            row, column = struct.unpack_from("<HH", content)
            pairs = range(4, len(content) - 2, 6)
            found = [(column + place, struct.unpack_from("<H", content, at)[0]) for place, at in enumerate(pairs)]
        elif kind == _FORMULA or _SINGLE.get(kind) in ("NUMBER", "RK"):
            row, column, style = struct.unpack_from("<HHH", content)
            found = [(column, style)]
        else:
            return
        for column, style in found:
            shown = self.shown.get(self.styles[style]) if style < len(self.styles) else None
            if shown is not None:
                extent.formats[row, column] = shown


def _cell(kind: int, content: bytes, extent: Extent, shared: list[int], budget: Budget) -> None:
    if kind not in _SINGLE and kind not in (_FORMULA, _BOOLERR, _LABELSST, _MULRK):
        return
    row, column = struct.unpack_from("<HH", content)
    if kind == _MULRK:
        last = struct.unpack_from("<H", content, len(content) - 2)[0]
        budget.spend(extent, row, column, columns=max(last - column + 1, 1))
        return
    letters = len(content)
    if kind == _FORMULA:
        extent.formulas.add((row, column))
    elif kind == _BOOLERR and content[7]:
        extent.errors[row, column] = _ERRORS.get(content[6], "#?")
    elif kind == _LABELSST:
        number = struct.unpack_from("<I", content, 6)[0]
        letters = shared[number] if number < len(shared) else 0
    budget.spend(extent, row, column, letters=letters)


def _around(kind: int, content: bytes, extent: Extent) -> None:
    """Note what a record says about hidden rows or columns, or about the margins of pages."""
    if kind == _ROW:
        if struct.unpack_from("<H", content, 12)[0] & 0x20:
            extent.hide_rows(struct.unpack_from("<H", content)[0])
    elif kind == _COLINFO:
        first, last = struct.unpack_from("<HH", content)
        if struct.unpack_from("<H", content, 8)[0] & 1:
            extent.hide_columns(first, last - first + 1)
    elif len(content) > 3:
        wide = content[2] & 1
        text = content[3:].decode("utf-16-le" if wide else "latin-1", errors="replace")
        extent.margins += (margins.plain(text),)


def _note_raised(kind: int, content: bytes, extent: Extent, shared: Shared, fonts: Fonts) -> None:
    """Note the text of a cell without its raised mark of a footnote, if it has one."""
    if kind == _LABELSST:
        rich = shared.rich.get(struct.unpack_from("<I", content, 6)[0])
    else:
        rich = rich_of(content) if _SINGLE.get(kind) == "RSTRING" else None
    if rich is None:
        return
    row, column, style = struct.unpack_from("<HHH", content)
    if (level := fonts.without_marks(rich, style)) is not None:
        extent.level[row, column] = level


def _continued(stream: bytes, offset: int) -> Iterator[bytes]:
    """The content of the record at an offset and of those that continue it."""
    for at, kind, content in _records(stream, offset):
        if at > offset and kind != _CONTINUE:
            break
        yield content


def _records(stream: bytes, offset: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and content of each record from an offset on."""
    end = len(stream) - 4
    while offset <= end:
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _sheet_name(content: bytes) -> str:
    length, wide = content[6], content[7] & 1
    return content[8 : 8 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", errors="replace")
