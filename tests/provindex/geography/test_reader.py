import csv
import shutil

import geopandas as gpd
import pytest
import shapely

from provindex import geography
from provindex.core import paths
from provindex.core.errors import CatalogError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the folder of provinces that a test may damage."""
    copy = tmp_path / "geo"
    shutil.copytree(paths.geo_folder(), copy)
    monkeypatch.setenv("PROVINDEX_GEO", str(copy))
    return copy


def faults():
    with pytest.raises(CatalogError) as caught:
        geography.check()
    return [(fault.file, fault.key, fault.problem) for fault in caught.value.faults]


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_shipped_has_no_fault():
    geography.check()


@pytest.mark.parametrize(
    "name",
    ["editions.toml", "regions.csv", "provinces_34.csv", "aliases.csv", "crosswalk.csv", "capitals.csv", "islands.csv"]
    + ["neighbours_63.csv", "boundaries/34-l.parquet", "boundaries/archipelagos.parquet"],
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert (f"geo/{name}", "", "the file is missing") in faults()


@pytest.mark.parametrize("name", ["boundaries/63-m.parquet", "boundaries/archipelagos.parquet"])
def test_a_damaged_boundary_file_is_named(folder, name):
    (folder / name).write_bytes(b"PAR1 and no more")
    [(file, _, problem)] = faults()
    assert file == f"geo/{name}"
    assert problem.startswith("the file cannot be read as GeoParquet")


def test_a_province_without_a_shape_and_a_shape_without_a_province_are_named(folder):
    path = folder / "boundaries" / "63-m.parquet"
    shapes = gpd.read_parquet(path)
    shapes.assign(province=shapes["province"].replace("63:14", "63:13")).to_parquet(path)
    assert faults() == [
        ("geo/boundaries/63-m.parquet", "63:13", "this shape belongs to no province"),
        ("geo/boundaries/63-m.parquet", "63:14", "this province has no shape"),
    ]


def test_an_outline_that_crosses_itself_is_named(folder):
    path = folder / "boundaries" / "34-m.parquet"
    shapes = gpd.read_parquet(path)
    bow = shapely.from_wkt("MULTIPOLYGON (((105 21, 106 22, 106 21, 105 22, 105 21)))")
    shapes.loc[shapes["province"] == "34:01", "geometry"] = bow
    shapes.to_parquet(path)
    assert faults() == [("geo/boundaries/34-m.parquet", "34:01", "the outline of this shape crosses itself")]


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "problem"),
    [
        ("provinces_63.csv", "63:TN,Pleiku", "63:XX,Pleiku", "63:64", "the region “63:XX” is not in regions.csv"),
        ("provinces_63.csv", "63:02,", "63:01,", "63:01", "stands here more than once"),
        ("provinces_63.csv", "63:02,", "34:02,", "34:02", "expected is an id such as 63:01"),
        ("provinces_63.csv", "104.7429", "east", "63:02", "“east” in the column lon cannot be read"),
        ("provinces_63.csv", ",city,", ",town,", "63:01", "the kind “town” is neither city nor province"),
        ("provinces_63.csv", "Hà Giang,Ha Giang", ",Ha Giang", "row 3", "name_vi is empty"),
        ("aliases.csv", "63,01,Hanoi", "63,03,Hanoi", "Hanoi", "“63:03” is no province"),
        ("aliases.csv", "Hanoi,alias", "Hanoi,nick", "Hanoi", "the kind “nick” is neither alias nor ambiguous"),
        ("regions.csv", "Delta,2", "Delta,two", "63:DBSH", "“two” in the column order cannot be read"),
        ("editions.toml", '"63:48"', '"34:48"', "archipelagos.hoang_sa", "“34:48” is no province of edition 63"),
        ("editions.toml", "count = 34", "count = 35", "", "34 provinces stand here; editions.toml counts 35"),
        ("editions.toml", "count = 34", "counts = 34", "edition[2].count", "this key is missing"),
        ("crosswalk.csv", "63:02,34:08", "63:02,34:02", "34:02", "is no province of edition 34"),
        ("crosswalk.csv", "63:02,", "63:01,", "63:02", "goes into no new province"),
        ("crosswalk.csv", ",854679,", ",many,", "population", "in the column population expected is a whole number"),
        ("crosswalk.csv", "old,new", "new,old", "row 1", "expected are the columns old, new"),
        ("neighbours_63.csv", "63:01,63:17", "63:17,63:01", "63:17", "is no pair in which the smaller"),
        ("islands.csv", "hoang_sa,", "hoangsa,", "hoangsa", "is no archipelago of editions.toml"),
        ("capitals.csv", "34:96,", "34:97,", "34:96", "has no capital here"),
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_named_with_file_and_key(folder, name, old, new, key, problem):
    edit(folder / name, old, new)
    assert any(found == key and said.startswith(problem) for _, found, said in faults())


def test_all_faults_of_all_tables_are_listed_at_once(folder):
    edit(folder / "aliases.csv", "63,01,Hanoi", "63,03,Hanoi")
    edit(folder / "regions.csv", "63:TN,", "63:TNN,")
    files = {file for file, _, _ in faults()}
    assert files == {"geo/aliases.csv", "geo/provinces_63.csv"}


def test_the_hash_follows_the_content(folder):
    before = geography.geojson_hash("34-m")
    shapes = gpd.read_parquet(folder / "boundaries" / "34-m.parquet")
    shapes.geometry = shapes.geometry.translate(0.01)
    shapes.to_parquet(folder / "boundaries" / "34-m.parquet")
    geography.clear_cache()
    assert geography.geojson_hash("34-m") != before
    assert len(before) == 12


def test_tables_are_plain_utf8_without_carriage_returns():
    for path in sorted(paths.geo_folder().glob("*.csv")):
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert len({len(row) for row in csv.reader(content.decode("utf-8").splitlines())}) == 1, path.name
