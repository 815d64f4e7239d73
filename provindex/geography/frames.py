"""Reads the larger tables of the provinces and the boundary files into frames, holding them against the provinces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from provindex.core import paths
from provindex.core.errors import CatalogError, Fault
from provindex.geography.model import Tables
from provindex.geography.reader import read_rows

if TYPE_CHECKING:
    import geopandas as gpd

_PAIR = {"a": "string", "b": "string"}
_COLUMNS = {
    "crosswalk": {
        "old": "string",
        "new": "string",
        "relation": "string",
        "population": "int64",
        "area_km2": "float64",
        "legal_source": "string",
        "population_source": "string",
    },
    "capitals": {"province": "string", "name": "string", "lon": "float64", "lat": "float64"},
    "islands": {
        "archipelago": "string",
        "name_vi": "string",
        "name_en": "string",
        "lon": "float64",
        "lat": "float64",
        "label_rank": "int64",
    },
}


def read_frame(folder: Path, name: str, tables: Tables) -> pd.DataFrame:
    """Read ``crosswalk``, ``capitals``, ``islands`` or ``neighbours_<edition>``.

    Raises:
        CatalogError: The file is missing, damaged or names what the provinces do not know.
    """
    path = folder / f"{name}.csv"
    columns = _COLUMNS.get(name, _PAIR)
    faults: list[Fault] = []
    rows = read_rows(path, tuple(columns), faults)
    frame = pd.DataFrame(rows, columns=list(columns), dtype="string")
    for column, kind in columns.items():
        if kind != "string":
            frame[column] = _numbers(frame[column], whole=kind == "int64", path=path, faults=faults)
    faults += [Fault(paths.shown(path), key, problem) for key, problem in _contradictions(name, frame, tables)]
    if faults:
        raise CatalogError(faults)
    return frame


def read_shapes(folder: Path, name: str, tables: Tables) -> gpd.GeoDataFrame:
    """Read ``63-m`` and the like: province, geometry; or ``archipelagos``: archipelago, geometry.

    Raises:
        CatalogError: The file is missing or damaged, a shape has no province, a province no shape.
    """
    import geopandas as gpd

    path = folder / "boundaries" / f"{name}.parquet"
    file = paths.shown(path)
    try:
        frame = gpd.read_parquet(path)
    except FileNotFoundError:
        raise CatalogError([Fault(file, "", "the file is missing")]) from None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise CatalogError([Fault(file, "", f"the file cannot be read as GeoParquet: {error}")]) from None
    key = "archipelago" if name == "archipelagos" else "province"
    if list(frame.columns) != [key, "geometry"] or frame.crs is None or frame.crs.to_epsg() != 4326:
        problem = f"expected are the columns {key} and geometry in EPSG:4326; found are {', '.join(frame.columns)}"
        raise CatalogError([Fault(file, "", problem)])
    known = tables.archipelagos if key == "archipelago" else _ids(tables, name.partition("-")[0])
    problems = [
        *_unmatched(frame[key], known, f"this shape belongs to no {key}", f"this {key} has no shape"),
        *((one, "this shape is empty") for one in frame.loc[frame.geometry.is_empty, key]),
        *((one, "the outline of this shape crosses itself") for one in frame.loc[~frame.geometry.is_valid, key]),
    ]
    if problems:
        raise CatalogError(Fault(file, one, problem) for one, problem in problems)
    return frame.astype({key: "string"})


def _numbers(texts: pd.Series, *, whole: bool, path: Path, faults: list[Fault]) -> pd.Series:
    numbers = pd.to_numeric(texts, errors="coerce").astype("float64")
    strange = numbers.isna() | (numbers % 1 != 0) if whole else numbers.isna()
    problem = f"in the column {texts.name} expected is a {'whole number' if whole else 'number'}, found is “{{}}”"
    faults += [Fault(paths.shown(path), str(texts.name), problem.format(text)) for text in texts[strange]]
    kept = numbers.mask(strange, 0)
    return kept.astype("int64") if whole else kept


def _contradictions(name: str, frame: pd.DataFrame, tables: Tables) -> list[tuple[str, str]]:
    """Key and problem of everything that the table says against the provinces."""
    stranger = "is no province of edition {}"
    if name == "islands":
        unknown = frame.loc[~frame["archipelago"].isin(list(tables.archipelagos)), "archipelago"]
        return [(str(one), "is no archipelago of editions.toml") for one in unknown]
    if name == "crosswalk":
        problems = _unmatched(frame["old"], _ids(tables, "63"), stranger.format(63), "goes into no new province")
        return problems + _unmatched(
            frame["new"].drop_duplicates(), _ids(tables, "34"), stranger.format(34), "comes from no old province"
        )
    if name == "capitals":
        every = [one for edition in tables.editions for one in _ids(tables, edition.key)]
        return _unmatched(frame["province"], every, "is no province", "has no capital here")
    edition = name.partition("_")[2]
    ends = pd.concat([frame["a"], frame["b"]]).drop_duplicates()
    problems = _unmatched(ends, _ids(tables, edition), stranger.format(edition), "has no neighbour")
    turned = frame.loc[frame["a"] >= frame["b"], "a"]
    return problems + [(str(one), "is no pair in which the smaller code stands in a") for one in turned]


def _ids(tables: Tables, edition: str) -> list[str]:
    return [province.id for province in tables.provinces[edition]]


def _unmatched(found: pd.Series, known: Iterable[str], stranger: str, absent: str) -> list[tuple[str, str]]:
    """Ids that stand here and are not known, stand here twice, or are known and do not stand here."""
    values, expected = [str(value) for value in found], list(known)
    twice = found[found.duplicated()]
    return [
        *((value, stranger) for value in values if value not in expected),
        *((str(value), "stands here more than once") for value in twice),
        *((value, absent) for value in expected if value not in values),
    ]
