#!/usr/bin/env bash
# folium 0.20.0 with classes of mapclassify 2.10.0: mapclassify closes a class at its upper edge, folium.Choropleth at its lower one. The edges of
# natural breaks are scores themselves, so the best province of every class but the last is painted one class too high.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check folium==0.20.0 mapclassify==2.10.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import folium
import mapclassify
import pandas as pd

scores = [10.0, 11.0, 12.0, 30.0, 31.0, 32.0, 60.0, 61.0, 62.0]
table = pd.DataFrame({"code": [str(i) for i in range(9)], "score": scores})
classes = mapclassify.FisherJenks(scores, k=3)
square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
features = [{"type": "Feature", "properties": {"code": code}, "geometry": square} for code in table["code"]]
choropleth = folium.Choropleth(
    {"type": "FeatureCollection", "features": features},
    data=table,
    columns=["code", "score"],
    key_on="feature.properties.code",
    bins=[min(scores), *classes.bins],
    fill_color="YlOrRd",
)
colours = [choropleth.geojson.style_function(feature)["fillColor"] for feature in features]
order = list(dict.fromkeys(colours))
painted = [order.index(colour) for colour in colours]
print("folium", version("folium"), "mapclassify", version("mapclassify"))
print("expected: the classes", classes.yb.tolist())
print("seen:    ", painted)
assert classes.yb.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
assert painted == [0, 0, 1, 1, 1, 2, 2, 2, 2], "the behaviour has changed"
PYTHON
