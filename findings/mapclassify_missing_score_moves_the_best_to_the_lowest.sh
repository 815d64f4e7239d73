#!/usr/bin/env bash
# mapclassify 2.10.0: one missing score, and Quantiles puts the best province (and the missing one) into the lowest class; FisherJenks puts all
# provinces there. No error, no warning. That missing values are not handled is known: https://github.com/pysal/mapclassify/issues/212 (open).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check mapclassify==2.10.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import mapclassify
import numpy as np

scores = np.array([39.2, np.nan, 44.1, 47.8, 60.3, 81.4])
seen = {kind.__name__: kind(scores, k=3).yb.tolist() for kind in (mapclassify.Quantiles, mapclassify.FisherJenks)}
print("mapclassify", version("mapclassify"))
print("expected: an error, or the best score in class 2 and none for the missing one")
print("seen:    ", seen)
assert seen == {"Quantiles": [0, 0, 0, 1, 1, 0], "FisherJenks": [0, 0, 0, 0, 0, 0]}, "the behaviour has changed"
PYTHON
