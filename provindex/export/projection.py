"""Provinces and archipelagos as flat outlines in whole units, shared by slides and pictures.

Both are drawn without a browser and must look like the maps on the pages: the Mercator projection, the
archipelagos in frames of their own. Neighbours share their vertices before and after rounding, so no gap opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from provindex import geography

UNITS = 6_000
"""Height of a sheet in units: finer than a projector, a quarter of a kilometre on the ground."""

ARCHIPELAGOS = ("hoang_sa", "truong_sa")
# Room around the outermost reef of an inset, as a share of its extent, so that no reef touches the frame.
_ROOM = 0.06

Ring = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Outline:
    """One province or archipelago.

    Attributes:
        rings: Closed rings of x and y, y downwards; a hole is a ring within another (even-odd filling).
        left: Least x.
        top: Least y.
        width: Extent in x, at least 1.
        height: Extent in y, at least 1.
    """

    rings: tuple[Ring, ...]
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """Outlines on one sheet of `UNITS` height.

    Attributes:
        width: Width in units; the height is always `UNITS`.
        outlines: By province id, or by archipelago.
        dots: x and y of the labels of provinces or of the islands.
    """

    width: int
    outlines: dict[str, Outline]
    dots: dict[str, tuple[int, int]]

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / UNITS


def country(edition: str) -> Sheet:
    """The provinces of an edition, ``dots`` being where their labels go.

    Raises:
        ValueError: There is no such edition.
    """
    return _country(edition, geography.geojson_hash(f"{edition}-m"))


def archipelago(key: str) -> Sheet:
    """One archipelago in the frame of its inset, ``dots`` being its islands and reefs by Vietnamese name.

    Raises:
        KeyError: There is no such archipelago.
    """
    if key not in ARCHIPELAGOS:
        raise KeyError(key)
    return _archipelago(key, geography.geojson_hash("archipelagos"))


def forget() -> None:
    """Drop what is kept, after the files of the geography were replaced."""
    _country.cache_clear()
    _archipelago.cache_clear()


# The hashes in the signatures are what makes an entry old once a file changes.
@lru_cache(maxsize=4)
def _country(edition: str, content: str) -> Sheet:  # noqa: ARG001
    shapes = geography.boundaries(edition, "m")
    west, south, east, north = (float(side) for side in shapes.total_bounds)
    frame = _Frame((west, east), (south, north))
    dots = {one.id: frame.point(one.lon, one.lat) for one in geography.provinces(edition)}
    return Sheet(frame.width, _outlines(shapes, "province", frame), dots)


@lru_cache(maxsize=4)
def _archipelago(key: str, content: str) -> Sheet:  # noqa: ARG001
    shapes = geography.archipelagos()
    reefs = shapes[shapes["archipelago"] == key]
    west, south, east, north = (float(side) for side in reefs.total_bounds)
    aside, apart = (east - west) * _ROOM, (north - south) * _ROOM
    frame = _Frame((west - aside, east + aside), (south - apart, north + apart))
    islands = geography.islands()
    rows = islands[islands["archipelago"] == key]
    dots = {
        str(name): frame.point(lon, lat)
        for name, lon, lat in zip(rows["name_vi"], rows["lon"], rows["lat"], strict=True)
    }
    return Sheet(frame.width, _outlines(reefs, "archipelago", frame), dots)


class _Frame:
    """Degrees to units: Mercator, stretched to the height of a sheet."""

    def __init__(self, lon: tuple[float, float], lat: tuple[float, float]) -> None:
        self.west, self.top = lon[0], _mercator(np.array([lat[1]]))[0]
        self.scale = UNITS / (self.top - _mercator(np.array([lat[0]]))[0])
        self.width = round((lon[1] - lon[0]) * self.scale)

    def __call__(self, degrees: npt.NDArray[np.float64]) -> Ring:
        x = (degrees[:, 0] - self.west) * self.scale
        y = (self.top - _mercator(degrees[:, 1])) * self.scale
        return np.column_stack([x, y]).round().astype(np.int64)

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        x, y = self(np.array([[lon, lat]]))[0]
        return int(x), int(y)


def _mercator(lat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Latitude in degrees to the Mercator ordinate in degrees at the equator."""
    result: npt.NDArray[np.float64] = np.degrees(np.arctanh(np.sin(np.radians(lat))))
    return result


def _outlines(shapes: gpd.GeoDataFrame, key: str, frame: _Frame) -> dict[str, Outline]:
    return {str(identity): _outline(shape, frame) for identity, shape in zip(shapes[key], shapes.geometry, strict=True)}


def _outline(shape: shapely.Geometry, frame: _Frame) -> Outline:
    rings = []
    for polygon in shapely.get_parts(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            points = frame(shapely.get_coordinates(ring))
            kept = points[np.append(True, (points[1:] != points[:-1]).any(axis=1))]
            # What rounds to a line is smaller than a dot of the projector.
            if len(kept) >= 4:
                rings.append(kept)
    every = np.concatenate(rings)
    left, top = (int(side) for side in every.min(axis=0))
    right, bottom = (int(side) for side in every.max(axis=0))
    return Outline(tuple(rings), left, top, max(right - left, 1), max(bottom - top, 1))
