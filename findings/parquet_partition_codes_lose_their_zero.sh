#!/usr/bin/env bash
# pandas 3.1.1 with pyarrow 26.0.1: codes written as text come back as numbers if they are the partitions of a Parquet folder, although every
# file in it records them as text for pandas. Polars 2.1.0 does the same, DuckDB 2.0.1 keeps the text. For R the documentation of it is asked
# for: https://github.com/apache/arrow/issues/39660 (open).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0 duckdb==2.0.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import duckdb
import pandas as pd
import polars

written = pd.DataFrame({"code": ["01", "02", "04"], "score": [81.36, 47.82, 39.2]})
written.to_parquet("plain.parquet")
written.to_parquet("parts", partition_cols=["code"])
files = "parts/*/*.parquet"
seen = {
    "one file": pd.read_parquet("plain.parquet")["code"].tolist(),
    "pandas": pd.read_parquet("parts")["code"].tolist(),
    "polars": polars.scan_parquet(files, hive_partitioning=True).collect()["code"].to_list(),
    "duckdb": [code for (code,) in duckdb.sql(f"SELECT code FROM read_parquet('{files}') ORDER BY code").fetchall()],
}
print(*(f"{name} {version(name)}" for name in ("pandas", "pyarrow", "polars", "duckdb")))
print("expected: the text 01, 02, 04 from each")
print("seen:    ", seen)
text, numbers = ["01", "02", "04"], [1, 2, 4]
assert seen == {"one file": text, "pandas": numbers, "polars": numbers, "duckdb": text}, "the behaviour has changed"
PYTHON
