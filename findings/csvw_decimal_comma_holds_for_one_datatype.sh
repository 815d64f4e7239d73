#!/usr/bin/env bash
# csvw 4.1.1: decimalChar and groupChar count for the datatype decimal alone. For number, double and float, for which the standard has them too,
# "1.234" is read as 1.234 without a word although groupChar is a dot, a thousandth of the figure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check csvw==4.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json
from decimal import Decimal
from importlib.metadata import version

from csvw import CSVW

with open("population.csv", "w", encoding="utf-8") as file:
    file.write("code;people\n01;1.234\n")
seen = {}
for base in ("decimal", "number", "double", "float"):
    datatype = {"base": base, "format": {"decimalChar": ",", "groupChar": "."}}
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "population.csv",
        "dialect": {"delimiter": ";"},
        "tableSchema": {
            "columns": [
                {"name": "code", "titles": "code", "datatype": "string"},
                {"name": "people", "titles": "people", "datatype": datatype},
            ]
        },
    }
    with open("population.csv-metadata.json", "w", encoding="utf-8") as file:
        json.dump(metadata, file)
    seen[base] = next(iter(CSVW("population.csv-metadata.json").tables[0].iterdicts()))["people"]
print("csvw", version("csvw"))
print("expected: 1234 for each")
print("seen:    ", seen)
assert seen == {"decimal": Decimal(1234), "number": 1.234, "double": 1.234, "float": 1.234}, "the behaviour has changed"
PYTHON
