"""XLS files, written byte by byte: nothing that is installed writes them.

The container has 512-byte sectors: a header, one sector of allocation table for each 128 sectors, one of directory,
then the Workbook stream, which is filled up to 4,096 bytes so that it needs no table of small sectors.
"""

import struct
from collections.abc import Mapping, Sequence

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def xls(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    password: bool = False,
    formats: Sequence[str] = (),
    hidden: tuple[Sequence[int], Sequence[int]] = ((), ()),
    margins: tuple[str, str] = ("", ""),
) -> bytes:
    """Sheets of texts, numbers and Formula cells as an XLS file; with ``password`` it claims to be protected.

    A Rich text is a shared text, whose last letter is raised by the fifth font.

    A Styled number has one of the number formats, counted from 1; all other cells have the plain style 0. ``hidden``
    are rows and columns of every sheet, from 0; ``margins`` what is printed above and below its pages.
    """
    shared = list(dict.fromkeys(cell for rows in sheets.values() for row in rows for cell in row if type(cell) is Rich))
    bodies = [_sheet(rows, *hidden, shared=shared, margins=margins) for rows in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    head += _record(0x002F, b"\x01\x00" + bytes(52)) if password else b""
    for number, code in enumerate(formats, start=164):
        head += _record(0x041E, struct.pack("<HHB", number, len(code), 0) + code.encode("latin-1"))
    for number in (0, *range(164, 164 + len(formats))):
        head += _record(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14)) if formats else b""
    head += b"".join(_font(script) for script in (0, 0, 0, 0, 1)) + _shared(shared) if shared else b""
    start = len(head) + sum(len(_boundsheet(0, name)) for name in sheets) + 4
    positions = [start + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    head += b"".join(_boundsheet(at, name) for at, name in zip(positions, sheets, strict=True)) + _record(0x000A, b"")
    return container({"Workbook": head + b"".join(bodies)})


class Formula(float):
    """A number that is the stored result of a formula."""


class Styled(float):
    """A number in one of the number formats of the file."""

    style = 1


class Rich(str):
    """A text whose last letter is raised."""

    __slots__ = ()


class Error(int):
    """The number of an error that a cell shows, such as 0x07 for #DIV/0!."""


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of some streams."""
    contents = [
        content + bytes(max(4096, -(-len(content) // _SECTOR) * _SECTOR) - len(content)) for content in streams.values()
    ]
    sectors = 1 + sum(len(content) // _SECTOR for content in contents)
    tables = -(-(sectors + 1) // 127)
    table = [_TABLE] * tables + [_END]
    entries = [_entry("Root Entry", 5, _END, 0)]
    first = tables + 1
    for name, content in zip(streams, contents, strict=True):
        count = len(content) // _SECTOR
        entries.append(_entry(name, 2, first, len(content)))
        table += [*range(first + 1, first + count), _END]
        first += count
    table += [_FREE] * (tables * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header + struct.pack(f"<{tables * 128}I", *table) + directory + b"".join(contents)


def _sheet(
    rows: Sequence[Sequence[object]],
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    shared: Sequence[Rich] = (),
    margins: tuple[str, str] = ("", ""),
) -> bytes:
    width = max(map(len, rows), default=0)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for kind, text in zip((0x0014, 0x0015), margins, strict=True):
        body += _record(kind, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") if text else b"")
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for column in hidden_columns:
        body += _record(0x007D, struct.pack("<HHHHHH", column, column, 2304, 0, 1, 0))
    for row in hidden_rows:
        body += _record(0x0208, struct.pack("<HHHHHHHH", row, 0, width, 255, 0, 0, 0x0120, 0))
    for row, values in enumerate(rows):
        body += b"".join(_cell(row, column, value, shared) for column, value in enumerate(values) if value is not None)
    return body + _record(0x000A, b"")


def _cell(row: int, column: int, value: object, shared: Sequence[Rich]) -> bytes:
    at = struct.pack("<HHH", row, column, value.style if isinstance(value, Styled) else 0)
    if isinstance(value, Formula):
        return _record(0x0006, at + struct.pack("<dHIH", value, 0, 0, 3) + b"\x1e\x01\x00")
    if isinstance(value, Error):
        return _record(0x0205, at + bytes([value, 1]))
    if isinstance(value, int | float):
        return _record(0x0203, at + struct.pack("<d", value))
    if isinstance(value, Rich):
        return _record(0x00FD, at + struct.pack("<I", shared.index(value)))
    text = str(value)
    return _record(0x0204, at + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _font(script: int) -> bytes:
    return _record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, script, 0, 0, 0, 0) + b"\x01\x00A")


def _shared(texts: Sequence[Rich]) -> bytes:
    """The shared texts, torn into two records within the letters of the last one."""
    content = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        content += (
            struct.pack("<HBH", len(text), 9, 1) + text.encode("utf-16-le") + struct.pack("<HH", len(text) - 1, 5)
        )
    torn = len(content) - 6
    return _record(0x00FC, content[:torn]) + _record(0x003C, b"\x01" + content[torn:])


def _boundsheet(position: int, name: str) -> bytes:
    return _record(0x0085, struct.pack("<IHBB", position, 0, len(name), 1) + name.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    entry = (
        encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + struct.pack("<III", _FREE, _FREE, _FREE)
    )
    return entry + bytes(36) + struct.pack("<III", first, size, 0)
