"""Build the shipped figures of the reform programmes: ``python -m data.build_programme [SOURCE] [TARGET]``.

Reads ``programme.csv`` of SOURCE (``data/source``) and writes ``programme/observations.parquet`` into TARGET
(``data``). The same table always gives the same bytes. The catalogue and the registry of units beside it are written
by hand.
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq

from provindex.catalog.programme_model import OBSERVATIONS

HERE = Path(__file__).resolve().parent


def build(source: Path, target: Path) -> None:
    """Write ``programme/observations.parquet`` below ``target``, in the order of the source table.

    Raises:
        ValueError: The table has other columns than `provindex.catalog.programme_model.OBSERVATIONS`.
    """
    types = {field.name: field.type for field in OBSERVATIONS}
    blanks = pv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True)
    table = pv.read_csv(source / "programme.csv", convert_options=blanks)
    if table.column_names != OBSERVATIONS.names:
        raise ValueError(f"programme.csv: expected are the columns {', '.join(OBSERVATIONS.names)}")
    home = target / "programme"
    home.mkdir(parents=True, exist_ok=True)
    shipped = pa.Table.from_arrays(table.columns, schema=OBSERVATIONS).combine_chunks()
    pq.write_table(shipped, home / "observations.parquet", compression="zstd")


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    build(*(folders + [HERE / "source", HERE][len(folders) :]))
