"""Provinces, their editions, regions, boundaries and neighbours: the one door to ``geo/``.

What is read stays in memory, one entry a folder; `clear_cache` forgets it. Shapes are read with geopandas, which is
loaded only then: names and editions are asked for where no shape is, and in processes with little memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from provindex.core import paths
from provindex.core.collation import fold as fold
from provindex.core.collation import sort_key as sort_key
from provindex.core.errors import CatalogError, Fault
from provindex.core.translate import Text
from provindex.geography.frames import read_frame, read_shapes
from provindex.geography.model import Kind as Kind
from provindex.geography.model import Province, ProvinceEdition, Region, Tables
from provindex.geography.reader import read_tables

if TYPE_CHECKING:
    import geopandas as gpd

GEOJSON_NAMES = ("63-m", "63-l", "34-m", "34-l", "archipelagos")

# A hundred metres are less than a pixel of the whole country; ten metres serve zooming in and the tiny reefs.
_DECIMALS = {"63-m": 3, "63-l": 4, "34-m": 3, "34-l": 4, "archipelagos": 4}


def editions() -> tuple[ProvinceEdition, ...]:
    """All editions, oldest first."""
    return _tables(paths.geo_folder()).editions


def edition_on(day: date) -> ProvinceEdition:
    """The edition in force on a day.

    Raises:
        ValueError: No edition was in force then.
    """
    for edition in editions():
        if edition.valid_from <= day and (edition.valid_to is None or day <= edition.valid_to):
            return edition
    raise ValueError(f"day: no edition is in force on {day}; the first begins on {editions()[0].valid_from}")


def edition_of(year: int) -> ProvinceEdition:
    """The edition in force at the end of a year, as 2025 is published for the provinces of its end.

    Raises:
        ValueError: No edition was in force then.
    """
    return edition_on(date(year, 12, 31))


def shown_on(edition: str) -> tuple[str, ...]:
    """The editions on which figures of an edition can be shown: its own, then those that its provinces went into whole.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return _shown_on(paths.geo_folder(), edition)


def provinces(edition: str = "63") -> tuple[Province, ...]:
    """The provinces of an edition in the order of the Vietnamese alphabet.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return _tables(paths.geo_folder()).provinces[edition]


def province(identity: str) -> Province:
    """The province with an id such as ``63:01``.

    Raises:
        KeyError: No edition has this id.
    """
    return _by_id(paths.geo_folder())[identity]


def regions(edition: str = "63") -> tuple[Region, ...]:
    """The regions of an edition from north to south.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return _tables(paths.geo_folder()).regions[edition]


def ambiguous_abbreviations(edition: str = "63") -> dict[str, tuple[str, ...]]:
    """Abbreviations that match no province on purpose, with the ids of those they may mean.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return dict(_tables(paths.geo_folder()).ambiguous.get(edition, {}))


def archipelago_owner(edition: str = "63") -> dict[str, str]:
    """Archipelago -> id of the province it belongs to, whose colour it takes on a map.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return dict(_tables(paths.geo_folder()).owners[edition])


def archipelago_names() -> dict[str, Text]:
    """Archipelago -> its name."""
    return dict(_tables(paths.geo_folder()).archipelagos)


def attribution() -> Text:
    """The origin and licence of the boundaries, to be printed on every map."""
    return _tables(paths.geo_folder()).attribution


def crosswalk() -> pd.DataFrame:
    """Where each of the 63 provinces went on 1 July 2025; every one went into one new province as a whole.

    Returns:
        One row an old province: old and new (ids), relation ("unchanged" or "merged"), population (census of
        1 April 2019), area_km2 (as published, about 2018-2021), legal_source, population_source.
    """
    return _frame(paths.geo_folder(), "crosswalk").copy()


def counterparts(province: str, edition: str) -> tuple[str, ...]:
    """The provinces of an edition that hold the land of a province or lie in it, by id; itself in its own edition."""
    if province.startswith(f"{edition}:"):
        return (province,)
    table = _frame(paths.geo_folder(), "crosswalk")
    linked = [*table.loc[table["old"] == province, "new"], *table.loc[table["new"] == province, "old"]]
    return tuple(sorted(one for one in linked if one.startswith(f"{edition}:")))


def neighbours(edition: str = "63") -> pd.DataFrame:
    """Pairs of provinces that share a border on land or along a river.

    Returns:
        a and b (ids), each pair once, the smaller code in a.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    return _frame(paths.geo_folder(), f"neighbours_{edition}").copy()


def capitals(edition: str = "63") -> pd.DataFrame:
    """A point inside each provincial capital, good to about a kilometre.

    Returns:
        province (id), name, lon, lat (degrees).

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    _expect_edition(edition)
    table = _frame(paths.geo_folder(), "capitals")
    return table[table["province"].str.startswith(f"{edition}:")].reset_index(drop=True)


def islands() -> pd.DataFrame:
    """Islands and reefs of both archipelagos as points, good to about three kilometres: for insets, not for navigation.

    Returns:
        archipelago, name_vi, name_en, lon, lat (degrees), label_rank (1 = labelled in a small inset, 2 = on hover).
    """
    return _frame(paths.geo_folder(), "islands").copy()


def boundaries(edition: str = "63", level: str = "m") -> gpd.GeoDataFrame:
    """The shapes of an edition's provinces on the mainland and along the coast, without both archipelagos.

    Args:
        edition: Key of the edition.
        level: ``m`` for the whole country, ``l`` for zooming in.

    Returns:
        province (id), geometry (EPSG:4326); neighbours share their vertices.

    Raises:
        ValueError: There are no such boundaries.
        CatalogError: The file is missing or damaged, or its shapes and the provinces do not match.
    """
    name = f"{edition}-{level}"
    if name not in GEOJSON_NAMES:
        raise ValueError(f"edition and level: “{name}” is not among {', '.join(GEOJSON_NAMES[:-1])}")
    return _shapes(paths.geo_folder(), name).copy()


def archipelagos() -> gpd.GeoDataFrame:
    """The reefs of both archipelagos: archipelago (``hoang_sa``, ``truong_sa``), geometry (EPSG:4326).

    Raises:
        CatalogError: The file is missing or damaged, or lacks one of them.
    """
    return _shapes(paths.geo_folder(), "archipelagos").copy()


def geojson(name: str) -> bytes:
    """The shapes of one of `GEOJSON_NAMES` for the browser; feature ids are province ids or archipelagos.

    Raises:
        ValueError: ``name`` is not among `GEOJSON_NAMES`.
        CatalogError: The file is missing or damaged.
    """
    return _geojson(paths.geo_folder(), name)[0]


def geojson_hash(name: str) -> str:
    """Twelve hexadecimal digits that change with the content of `geojson`, for an address that is kept for good.

    Raises:
        ValueError: ``name`` is not among `GEOJSON_NAMES`.
        CatalogError: The file is missing or damaged.
    """
    return _geojson(paths.geo_folder(), name)[1]


def check() -> None:
    """Read every file of the folder.

    Raises:
        CatalogError: Something is missing, damaged or contradicts itself; it carries the faults of all files.
    """
    folder = paths.geo_folder()
    _tables(folder)
    faults: list[Fault] = []
    for name in ("crosswalk", "capitals", "islands", *(f"neighbours_{edition.key}" for edition in editions())):
        faults += _faults(_frame, folder, name)
    for name in GEOJSON_NAMES:
        faults += _faults(_shapes, folder, name)
    if faults:
        raise CatalogError(faults)


def clear_cache() -> None:
    """Forget all that was read, so that changed files are read again."""
    for cached in (_tables, _by_id, _frame, _shown_on, _shapes, _geojson):
        cached.cache_clear()


def _expect_edition(edition: str) -> None:
    known = [one.key for one in editions()]
    if edition not in known:
        raise ValueError(f"edition: “{edition}” is not among {', '.join(known)}")


def _faults(read: Callable[[Path, str], object], folder: Path, name: str) -> tuple[Fault, ...]:
    try:
        read(folder, name)
    except CatalogError as error:
        return error.faults
    return ()


@lru_cache(maxsize=4)
def _tables(folder: Path) -> Tables:
    return read_tables(folder)


@lru_cache(maxsize=4)
def _by_id(folder: Path) -> dict[str, Province]:
    return {one.id: one for known in _tables(folder).provinces.values() for one in known}


@lru_cache(maxsize=32)
def _frame(folder: Path, name: str) -> pd.DataFrame:
    return read_frame(folder, name, _tables(folder))


@lru_cache(maxsize=32)
def _shown_on(folder: Path, edition: str) -> tuple[str, ...]:
    led = _frame(folder, "crosswalk").set_index("old")["new"].filter(regex=f"^{edition}:")
    return (edition, *dict.fromkeys(new.partition(":")[0] for new in led))


@lru_cache(maxsize=32)
def _shapes(folder: Path, name: str) -> gpd.GeoDataFrame:
    return read_shapes(folder, name, _tables(folder))


@lru_cache(maxsize=32)
def _geojson(folder: Path, name: str) -> tuple[bytes, str]:
    if name not in GEOJSON_NAMES:
        raise ValueError(f"name: “{name}” is not among {', '.join(GEOJSON_NAMES)}")
    from provindex.geography.feature_collection import feature_collection

    shapes = _shapes(folder, name)
    content = feature_collection(shapes, str(shapes.columns[0]), _DECIMALS[name])
    return content, hashlib.sha256(content).hexdigest()[:12]
