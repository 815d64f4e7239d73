"""The headers of a Parquet file's pages, read before the pages: what each unpacks to, and how it is encoded.

The footer states sizes as well, but the reader trusts the page. Source: the format's own definition
(apache/parquet-format, ``parquet.thrift``: PageHeader) in Thrift's compact protocol.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq

from provindex.intake import limits
from provindex.intake.container import too_large
from provindex.intake.issues import Refused

# Numbers of fields in PageHeader and in its parts.
_UNPACKED, _PACKED, _DATA, _DICTIONARY, _DATA_2 = 2, 3, 5, 7, 8
_ENCODING = {_DATA: 2, _DICTIONARY: 2, _DATA_2: 4}
# A text that repeats the beginning of the one before costs a few bytes and unpacks to any length.
_DELTA_TEXT = 7
_DEEPEST = 8


def expect_modest_pages(data: bytes, metadata: pq.FileMetaData) -> None:
    """Check what the pages unpack to.

    Raises:
        Refused: More than is read, or an encoding without bounds.
        ValueError, IndexError: The headers are damaged.
    """
    room = limits.UNPACKED
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            first = chunk.data_page_offset
            if chunk.dictionary_page_offset is not None and 0 < chunk.dictionary_page_offset < first:
                first = chunk.dictionary_page_offset
            for header in _headers(data, first, first + chunk.total_compressed_size):
                room -= header[_UNPACKED]
                parts = {part: header.get(part) for part in _ENCODING}
                encodings = [found.get(_ENCODING[part]) for part, found in parts.items() if isinstance(found, dict)]
                if room < 0 or _DELTA_TEXT in encodings:
                    raise Refused(too_large())


def _headers(data: bytes, at: int, end: int) -> Iterator[dict[int, Any]]:
    while at < min(end, len(data)):
        walk = _Compact(data, at)
        header = walk.struct()
        sizes = header.get(_UNPACKED), header.get(_PACKED)
        if not all(isinstance(size, int) and size >= 0 for size in sizes):
            raise ValueError("a page without a size")
        yield header
        at = walk.at + int(header[_PACKED])


class _Compact:
    """A struct in Thrift's compact protocol: field numbers and their values."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def struct(self, depth: int = 0) -> dict[int, Any]:
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            fields[number] = self._value(head & 15, depth)
        return fields

    def _value(self, kind: int, depth: int) -> object:
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        if kind in (1, 2):
            return kind == 1
        if kind == 3:
            return self._byte()
        if kind in (4, 5, 6):
            return self._zigzag()
        if kind == 7:
            self.at += 8
        elif kind == 8:
            length = self._varint()
            self.at += length
        elif kind in (9, 10):
            self._list(depth)
        elif kind == 12:
            return self.struct(depth + 1)
        else:
            raise ValueError("unknown type of field")
        return None

    def _list(self, depth: int) -> None:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._varint()
        if size > len(self.data):
            raise ValueError("a list longer than the file")
        for _ in range(size):
            self._value(3 if head & 15 in (1, 2) else head & 15, depth + 1)

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("a number without end")

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
