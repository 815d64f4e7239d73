"""Parquet tables within limits: plain columns only, each text decoded once however often it stands there.

What the pages unpack to is not looked at before: foreign files are opened in `provindex.worker`, with little memory.
"""

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from provindex.intake.formats import limits
from provindex.intake.formats.budget import too_many, too_wide_or_long
from provindex.intake.issues import Refused, issue_of

_PLAIN = (pa.types.is_floating, pa.types.is_integer, pa.types.is_boolean, pa.types.is_null)
_TEXT = (pa.types.is_string, pa.types.is_large_string)


def rows(data: bytes) -> list[list[object]]:
    """The names of the columns as the first row, then the rows; a missing value is None.

    Raises:
        Refused: The file is damaged, protected, too large, or has columns of other types than text and numbers.
    """
    try:
        return _rows(data)
    except MemoryError:  # Arrow's own is an error of Arrow too
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, IndexError, OverflowError, NotImplementedError):
        raise Refused(issue_of("damaged")) from None


def _rows(data: bytes) -> list[list[object]]:
    if data[-4:] == b"PARE":
        raise Refused(issue_of("password"))
    reader = pq.ParquetFile(io.BytesIO(data))
    found = reader.metadata
    if found.num_rows > limits.ROWS or found.num_columns > limits.COLUMNS:
        raise Refused(too_wide_or_long("", found.num_rows, found.num_columns))
    if found.num_rows * found.num_columns > limits.CELLS:
        raise Refused(too_many(""))
    schema = reader.schema_arrow
    texts = [field.name for field in schema if any(test(_value_type(field.type)) for test in _TEXT)]
    for field in schema:
        if field.name not in texts and not any(test(field.type) for test in _PLAIN):
            raise Refused(issue_of("column_type", value=field.name, facts={"found": str(field.type)[:60]}))
    # Texts stay numbers into a list of texts, so that a long one is not copied for every row.
    numbered = [name for name in texts if name not in _running_on(found)]
    table = pq.ParquetFile(io.BytesIO(data), read_dictionary=numbered).read(use_threads=False)
    columns = [list(_values(column)) for column in table.columns]
    if sum(len(value) for column in columns for value in column if isinstance(value, str)) > limits.LETTERS:
        raise Refused(too_many(""))
    return [list(table.column_names), *(list(row) for row in zip(*columns, strict=True))]


def _running_on(found: pq.FileMetaData) -> set[str]:
    """The columns whose texts are kept by what each adds to the one before, which Arrow cannot keep as numbers."""
    chunks = (
        found.row_group(group).column(at) for group in range(found.num_row_groups) for at in range(found.num_columns)
    )
    return {chunk.path_in_schema for chunk in chunks if any(one.startswith("DELTA") for one in chunk.encodings)}


def _value_type(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _values(column: pa.ChunkedArray) -> Iterator[object]:
    for chunk in column.chunks:
        if isinstance(chunk, pa.DictionaryArray):
            known = chunk.dictionary.to_pylist()
            yield from (None if place is None else known[place] for place in chunk.indices.to_pylist())
        else:
            yield from chunk.to_pylist()
