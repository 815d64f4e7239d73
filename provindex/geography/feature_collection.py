"""Shapes as GeoJSON for the browser: few digits, no properties."""

import json

import geopandas as gpd
import numpy as np
import shapely

Ring = list[list[float]]


def feature_collection(shapes: gpd.GeoDataFrame, key: str, decimals: int) -> bytes:
    """One feature a row, as compact JSON.

    Exteriors run clockwise and holes counter-clockwise, the opposite of RFC 7946: d3-geo, which plotly draws with,
    takes the side on the right hand for the inside and would fill the rest of the globe. Neighbours that share
    vertices still share them, as every coordinate is rounded alike; vertices that rounding makes equal are written
    once, and a hole or an islet that becomes a line is left out.

    Args:
        shapes: The column ``key`` and polygons or multipolygons in degrees.
        key: The column with the feature ids.
        decimals: Digits after the point; 3 is about a hundred metres.

    Raises:
        ValueError: A shape is too small for these decimals and would vanish.
    """
    features = []
    for identity, shape in zip(shapes[key], shapes.geometry, strict=True):
        turned = shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=True))
        polygons = [rings for polygon in turned if (rings := _rings(polygon, decimals))]
        if not polygons:
            raise ValueError(f"decimals: {decimals} are too few for the shape of {identity}")
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
        features.append({"type": "Feature", "id": identity, "properties": {}, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()


def _rings(polygon: shapely.Polygon, decimals: int) -> list[Ring]:
    exterior = _rounded(polygon.exterior, decimals)
    if not exterior:
        return []
    return [exterior, *(ring for hole in polygon.interiors if (ring := _rounded(hole, decimals)))]


def _rounded(ring: shapely.LinearRing, decimals: int) -> Ring:
    points = shapely.get_coordinates(ring).round(decimals)
    kept = points[np.append(True, (points[1:] != points[:-1]).any(axis=1))]
    # A ring repeats its first point, so that a triangle has four.
    rounded: Ring = kept.tolist() if len(kept) >= 4 else []
    return rounded
