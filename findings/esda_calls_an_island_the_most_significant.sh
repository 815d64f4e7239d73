#!/usr/bin/env bash
# esda 2.9.0: an area without neighbours, of which nothing can be said, gets the smallest p-value there is (0.001 of 999 permutations) and the
# label of an outlier. The docstring says that its lag is zero, not that it becomes the most significant place of the map.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check esda==2.9.0 libpysal==4.14.1 geopandas==1.2.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import warnings
from importlib.metadata import version

import esda
import geopandas
import libpysal
import numpy as np
from shapely.geometry import box

warnings.simplefilter("ignore")
scores = np.append(np.random.default_rng(0).normal(80, 3, 25), 95)
areas = [box(x, y, x + 1, y + 1) for x in range(5) for y in range(5)] + [box(20, 20, 21, 21)]
frame = geopandas.GeoDataFrame({"score": scores}, geometry=areas)
neighbours = libpysal.graph.Graph.build_contiguity(frame, rook=False).transform("r")
local = esda.Moran_Local(scores, neighbours, permutations=999, seed=1)
labels = list(local.get_cluster_labels(0.05))
print("esda", version("esda"), "libpysal", version("libpysal"))
print("expected: no p-value for the island, or one that is not significant")
print("seen:     I", local.Is[-1], "p", local.p_sim[-1], labels[-1], "- smallest p of the others", local.p_sim[:-1].min())
assert list(neighbours.isolates) == [25]
assert (local.Is[-1], local.p_sim[-1], labels[-1]) == (0.0, 0.001, "High-Low"), "the behaviour has changed"
assert local.p_sim[:-1].min() > 0.001, "the behaviour has changed"
PYTHON
