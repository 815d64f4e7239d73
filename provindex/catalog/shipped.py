"""The scores that ship with the program: one parquet file an index and year, whatever was published since."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from provindex.catalog.schema import SCHEMA, to_frame
from provindex.core import paths
from provindex.core.errors import CatalogError, Fault


def read_shipped(index: str, year: int) -> pd.DataFrame:
    """The scores of one year that ship, in the columns of `schema.SCHEMA`, whatever was published since.

    Raises:
        CatalogError: The file is missing, damaged, has other columns or types than `SCHEMA`, or holds a province and
            measure twice.
    """
    path = paths.data_folder() / index / f"{year}.parquet"
    try:
        table = pq.read_table(path)
    except FileNotFoundError:
        raise fault(path, "", "the file is missing; a year of the catalogue needs its scores") from None
    except (OSError, pa.ArrowException) as error:
        raise fault(path, "", f"the file cannot be read as parquet: {error}") from None
    _expect_schema(path, table.schema)
    frame = to_frame(table)
    twice = frame.duplicated(["province", "measure"])
    if twice.any():
        first = frame.loc[twice, ["province", "measure"]].iloc[0]
        raise fault(path, f"{first['province']} {first['measure']}", "stands here more than once")
    return frame


def shipped_years(index: str) -> tuple[int, ...]:
    """The years that ship with scores, ascending."""
    found = (paths.data_folder() / index).glob("[0-9][0-9][0-9][0-9].parquet")
    return tuple(sorted(int(path.stem) for path in found))


def shipped_indices() -> tuple[str, ...]:
    """The keys of the indices that ship, by name."""
    return tuple(sorted(path.parent.name for path in paths.data_folder().glob("*/index.toml")))


def shipped_files() -> Iterator[Path]:
    """Every file of the indices, in a fixed order: catalogue, scores, means and lists of sources."""
    folder = paths.data_folder()
    return (path for home in shipped_indices() for path in sorted((folder / home).iterdir()) if path.is_file())


def _expect_schema(path: Path, found: pa.Schema) -> None:
    problems = {name: "this column is missing" for name in SCHEMA.names if name not in found.names}
    problems |= {name: "this column is not known" for name in found.names if name not in SCHEMA.names}
    for field in SCHEMA:
        if field.name in found.names and found.field(field.name).type != field.type:
            problems[field.name] = f"expected is the type {field.type}, found is {found.field(field.name).type}"
    if problems:
        raise CatalogError(Fault(paths.shown(path), name, problem) for name, problem in problems.items())


def fault(path: Path, key: str, problem: str) -> CatalogError:
    """The error about one fault of a shipped file."""
    return CatalogError([Fault(paths.shown(path), key, problem)])
