#!/usr/bin/env bash
# DuckDB 2.0.1: the same numpy array with a NaN, ranked by the same query: from a pandas frame the missing score is NULL and comes last,
# from an Arrow table it stays NaN, is larger than every number, and has rank 1. Meant so: https://github.com/duckdb/duckdb/issues/15379
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

scores = np.array([81.36, np.nan, 39.2])
frame = pd.DataFrame({"province": ["A", "B", "C"], "score": scores})
arrow = pa.table({"province": ["A", "B", "C"], "score": scores})
query = "SELECT province, rank() OVER (ORDER BY score DESC) FROM {} ORDER BY 2"
seen = {name: duckdb.sql(query.format(name)).fetchall() for name in ("frame", "arrow")}
best = {name: duckdb.sql(f"SELECT arg_max(province, score) FROM {name}").fetchall() for name in ("frame", "arrow")}
print("duckdb", version("duckdb"), "pandas", version("pandas"), "pyarrow", version("pyarrow"))
print("expected: A first in both, as the numbers are the same")
print("seen:    ", seen, "best:", best)
assert seen == {"frame": [("A", 1), ("C", 2), ("B", 3)], "arrow": [("B", 1), ("A", 2), ("C", 3)]}, "the behaviour has changed"
assert best == {"frame": [("A",)], "arrow": [("B",)]}, "the behaviour has changed"
PYTHON
