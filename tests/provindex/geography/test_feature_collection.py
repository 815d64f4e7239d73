import json

import geopandas as gpd
import pytest
import shapely

from provindex import geography
from provindex.geography.feature_collection import feature_collection

NAMES = geography.GEOJSON_NAMES


def drawn(name):
    return gpd.GeoDataFrame.from_features(features(name))


def features(name):
    return json.loads(geography.geojson(name))["features"]


def rings(feature):
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def signed_area(ring):
    """Twice the area; below zero for a clockwise ring."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_feature_ids_are_the_provinces(name):
    expected = (
        set(geography.archipelago_names())
        if name == "archipelagos"
        else {one.id for one in geography.provinces(name[:2])}
    )
    assert {feature["id"] for feature in features(name)} == expected
    assert len(features(name)) == len(expected)
    assert all(feature["properties"] == {} for feature in features(name))


@pytest.mark.parametrize("name", NAMES)
def test_exteriors_run_clockwise_and_holes_the_other_way(name):
    for feature in features(name):
        for exterior, *holes in feature["geometry"]["coordinates"]:
            assert signed_area(exterior) < 0, feature["id"]
            assert all(signed_area(hole) > 0 for hole in holes), feature["id"]


@pytest.mark.parametrize("name", NAMES)
def test_rounded_rings_are_closed_and_without_double_vertices(name):
    for feature in features(name):
        for ring in rings(feature):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(one != other for one, other in zip(ring, ring[1:], strict=False)), feature["id"]


@pytest.mark.parametrize("name", NAMES)
def test_rounding_leaves_every_shape_whole(name):
    assert drawn(name).geometry.is_valid.all()


@pytest.mark.parametrize(
    ("name", "decimals"), [("63-m", 3), ("63-l", 4), ("34-m", 3), ("34-l", 4), ("archipelagos", 4)]
)
def test_coordinates_carry_no_more_digits_than_their_level_needs(name, decimals):
    numbers = [number for feature in features(name) for ring in rings(feature) for point in ring for number in point]
    digits = [len(str(number).partition(".")[2]) for number in numbers]
    assert max(digits) == decimals


def test_neighbours_still_share_their_vertices_after_rounding():
    assert shapely.coverage_is_valid(drawn("63-m").geometry.to_numpy())


def test_the_map_of_the_whole_country_stays_small():
    assert len(geography.geojson("63-m")) < 120_000
    assert b" " not in geography.geojson("63-m")


def test_an_unknown_name_of_shapes_is_refused():
    with pytest.raises(ValueError, match="name: “63-s” is not among 63-m"):
        geography.geojson("63-s")


def shapes(*texts):
    return gpd.GeoDataFrame({"key": [f"k{i}" for i in range(len(texts))]}, geometry=gpd.GeoSeries.from_wkt(list(texts)))


def written(text, decimals=1):
    [feature] = json.loads(feature_collection(shapes(text), "key", decimals))["features"]
    return feature["geometry"]["coordinates"]


def test_a_square_is_written_clockwise_with_its_hole_against_it():
    square = "POLYGON ((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"
    [[exterior, hole]] = written(square)
    assert signed_area(exterior) == -18
    assert signed_area(hole) == 2


def test_vertices_that_rounding_makes_equal_are_written_once():
    [[ring]] = written("POLYGON ((0 0, 0 1, 1.01 1, 1.02 1.01, 1 0, 0 0))")
    assert sorted(ring[:-1]) == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_holes_and_islets_too_small_for_the_decimals_are_left_out():
    square = "((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 1 1.01, 1.01 1.01, 1 1))"
    islet = "((5 5, 5.01 5, 5 5.01, 5 5))"
    assert [len(polygon) for polygon in written(f"MULTIPOLYGON ({square}, {islet})")] == [1]


def test_a_shape_that_would_vanish_is_refused():
    with pytest.raises(ValueError, match="decimals: 1 are too few for the shape of k0"):
        written("POLYGON ((5 5, 5.01 5, 5 5.01, 5 5))")
