#!/usr/bin/env bash
# pandas 3.1.1: read_csv(decimal=",", thousands=".") removes the dot wherever it stands, so the numbers of indicators 1.1, 1.2 and 2.1 become 11,
# 12 and 21. That grouping is not checked is known to its makers: https://github.com/pandas-dev/pandas/pull/38420 (discussion).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

import pandas as pd

text = "indicator;score;people\n1.1;5,42;1.234,5\n1.2;4,87;950,25\n2.1;5,01;8.435\n"
seen = pd.read_csv(io.StringIO(text), sep=";", decimal=",", thousands=".").to_dict("list")
print("pandas", version("pandas"))
print('expected: the numbers of the indicators as text, as no group of thousands is "1.1"')
print("seen:    ", seen)
assert seen == {"indicator": [11, 12, 21], "score": [5.42, 4.87, 5.01], "people": [1234.5, 950.25, 8435.0]}, "the behaviour has changed"
PYTHON
