#!/usr/bin/env bash
# geopandas 1.2.0 with pyogrio 0.13.0: a table written as FlatGeobuf comes back in another order, as the default spatial index sorts the rows by
# place. Scores kept beside it by position then colour other provinces. The tests of pyogrio know: https://github.com/geopandas/pyogrio/pull/75
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import geopandas
from shapely.geometry import box

written = geopandas.GeoDataFrame(
    {"code": ["01", "02", "04", "06"]},
    geometry=[box(105, 21, 106, 22), box(103, 22, 104, 23), box(106, 22, 107, 23), box(105.8, 22, 106, 22.5)],
    crs=4326,
)
seen = {}
for name in ("provinces.gpkg", "provinces.geojson", "provinces.fgb"):
    written.to_file(name)
    seen[name] = geopandas.read_file(name)["code"].tolist()
written.to_file("plain.fgb", SPATIAL_INDEX="NO")
seen["plain.fgb"] = geopandas.read_file("plain.fgb")["code"].tolist()
print("geopandas", version("geopandas"), "pyogrio", version("pyogrio"))
print("expected: 01 02 04 06, as from GeoPackage, GeoJSON and FlatGeobuf without an index")
print("seen:    ", seen)
kept = ["01", "02", "04", "06"]
assert seen == {
    "provinces.gpkg": kept,
    "provinces.geojson": kept,
    "provinces.fgb": ["01", "04", "06", "02"],
    "plain.fgb": kept,
}, "the behaviour has changed"
PYTHON
