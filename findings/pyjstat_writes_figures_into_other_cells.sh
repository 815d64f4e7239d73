#!/usr/bin/env bash
# pyjstat 2.4.0: rows of a frame are written to JSON-stat in the order they stand, whatever they say. With the years of one province the other way
# round its figures change places. Frames with missing rows fail another way: https://github.com/predicador37/pyjstat/issues/36 (open).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pyjstat==2.4.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
from pyjstat import pyjstat

rows = [("A", "2021", 81.0), ("A", "2022", 82.0), ("B", "2022", 44.0), ("B", "2021", 39.0)]
frame = pd.DataFrame(rows, columns=["province", "year", "value"])
read = pyjstat.Dataset.read(pyjstat.Dataset.read(frame).write()).write("dataframe")
seen = [tuple(row) for row in read.itertuples(index=False)]
print("pyjstat", version("pyjstat"), "pandas", version("pandas"))
print("expected: B had 39 in 2021 and 44 in 2022, as in the frame")
print("seen:    ", seen)
assert seen == [("A", "2021", 81.0), ("A", "2022", 82.0), ("B", "2021", 44.0), ("B", "2022", 39.0)], "the behaviour has changed"
PYTHON
