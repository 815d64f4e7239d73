#!/usr/bin/env bash
# branca 0.8.2 (colours of folium): StepColormap gives NaN the colour of the highest class, while LinearColormap of the same package refuses it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check branca==0.8.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import branca.colormap

limits = {"vmin": 0, "vmax": 30}
steps = branca.colormap.StepColormap(["red", "gray", "blue"], index=[0, 10, 20, 30], **limits)
missing = float("nan")
try:
    linear = branca.colormap.LinearColormap(["red", "gray", "blue"], **limits)(missing)
except ValueError as error:
    linear = f"ValueError: {error}"
print("branca", version("branca"))
print("expected: an error, or a colour that no score has")
print("seen:    ", steps(missing), "for NaN,", steps(29), "for 29; linear:", linear)
assert steps(missing) == steps(29) == "#0000ffff", "the behaviour has changed"
assert linear == "ValueError: Thresholds are not sorted.", "the behaviour has changed"
PYTHON
