"""The one door to scores: one parquet file an index and year, and the published means beside them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from provindex import paths
from provindex.errors import CatalogError, Fault

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

MEANS = {"year": "int64", "area": "string", "mean": "float64", "kind": "string", "source": "string"}

_DTYPES = {pa.string(): pd.StringDtype(), pa.int16(): pd.Int16Dtype()}


def read(index: str, year: int) -> pd.DataFrame:
    """The scores of one index in one year.

    Returns one row a province and measure, sorted by province and then in the order of the measures' tree:
    province and measure (ids), score (in the measure's own scale; NaN = not published), rank_published (1 = highest),
    group_published, low, high and se (interval and standard error as published), source (keys of the catalogue's
    sources, parted by " | "). A hole in the published table has no row.

    Raises:
        CatalogError: The file is missing, damaged, has other columns or types than `SCHEMA`, or holds a province and
            measure twice.
    """
    path = paths.data_folder() / index / f"{year}.parquet"
    try:
        table = pq.read_table(path)
    except FileNotFoundError:
        raise _fault(path, "", "the file is missing; a year of the catalogue needs its scores") from None
    except (OSError, pa.ArrowException) as error:
        raise _fault(path, "", f"the file cannot be read as parquet: {error}") from None
    _expect_schema(path, table.schema)
    frame: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get)
    twice = frame.duplicated(["province", "measure"])
    if twice.any():
        first = frame.loc[twice, ["province", "measure"]].iloc[0]
        raise _fault(path, f"{first['province']} {first['measure']}", "stands here more than once")
    return frame


def history(index: str) -> pd.DataFrame:
    """All years of one index: the columns of `read` after a column year (int64), years ascending.

    Raises:
        CatalogError: As `read` does, or there is no year at all.
    """
    frames = {year: read(index, year) for year in years(index)}
    if not frames:
        raise _fault(paths.data_folder() / index, "", "no file here is called like a year, such as 2024.parquet")
    return pd.concat([frame.assign(year=year) for year, frame in frames.items()], ignore_index=True)[
        ["year", *SCHEMA.names]
    ]


def years(index: str) -> tuple[int, ...]:
    """The years that have scores, ascending; empty for an index without any."""
    found = (paths.data_folder() / index).glob("[0-9][0-9][0-9][0-9].parquet")
    return tuple(sorted(int(path.stem) for path in found))


def means(index: str) -> pd.DataFrame:
    """Means of the country and of regions as published, not computed here.

    Returns year, area (``VN`` or a region id), mean (in the scale of the total), kind (``stated`` by a page, or
    ``derived`` from two stated figures), source (key of the catalogue's sources). Empty where nothing is published.

    Raises:
        CatalogError: ``means.csv`` has other columns or holds text in place of a number.
    """
    path = paths.data_folder() / index / "means.csv"
    if not path.exists():
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in MEANS.items()})
    try:
        frame = pd.read_csv(path, dtype=MEANS)
    except (ValueError, OSError) as error:
        raise _fault(path, "", f"the file cannot be read as a table: {error}") from None
    if list(frame.columns) != list(MEANS):
        raise _fault(path, "", f"expected are the columns {', '.join(MEANS)}")
    return frame


def data_version() -> str:
    """Twelve hex digits that change with any byte of the shipped catalogue and scores."""
    digest = hashlib.sha256()
    for path in shipped_files():
        digest.update(path.relative_to(paths.data_folder()).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def shipped_files() -> Iterator[Path]:
    """Every file of the indices, in a fixed order: catalogue, scores, means and lists of sources."""
    folder = paths.data_folder()
    homes = sorted(path.parent for path in folder.glob("*/index.toml"))
    return (path for home in homes for path in sorted(home.iterdir()) if path.is_file())


def _expect_schema(path: Path, found: pa.Schema) -> None:
    problems = {name: "this column is missing" for name in SCHEMA.names if name not in found.names}
    problems |= {name: "this column is not known" for name in found.names if name not in SCHEMA.names}
    for field in SCHEMA:
        if field.name in found.names and found.field(field.name).type != field.type:
            problems[field.name] = f"expected is the type {field.type}, found is {found.field(field.name).type}"
    if problems:
        raise CatalogError(Fault(paths.shown(path), name, problem) for name, problem in problems.items())


def _fault(path: Path, key: str, problem: str) -> CatalogError:
    return CatalogError([Fault(paths.shown(path), key, problem)])
