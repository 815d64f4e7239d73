"""The columns and types of a year's scores, wherever they are kept."""

import pandas as pd
import pyarrow as pa

SCHEMA = pa.schema(
    [
        ("province", pa.string()),
        ("measure", pa.string()),
        ("score", pa.float64()),
        ("rank_published", pa.int16()),
        ("group_published", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("se", pa.float64()),
        ("source", pa.string()),
    ]
)

_DTYPES = {pa.string(): pd.StringDtype(), pa.int16(): pd.Int16Dtype()}


def to_frame(table: pa.Table) -> pd.DataFrame:
    """A table of `SCHEMA` with nullable types: strings, Int16 ranks, and NaN where a number is missing."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get)
    return frame


def to_table(frame: pd.DataFrame) -> pa.Table:
    """A frame as a table of `SCHEMA`, null where a value is missing; other columns are left behind.

    Raises:
        ValueError: A column holds something that its type cannot.
    """
    try:
        return pa.Table.from_pandas(frame[SCHEMA.names], schema=SCHEMA, preserve_index=False).combine_chunks()
    except pa.ArrowException as error:
        raise ValueError(f"frame: a column does not fit its type: {error}") from error


def source_key(sha256: str) -> str:
    """What the ``source`` column holds for figures of an uploaded file."""
    return f"file_{sha256[:12]}"
