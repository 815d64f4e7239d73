#!/usr/bin/env bash
# frictionless 5.21: a column of scores with a decimal comma is inferred as geopoints, and codes with a leading zero as integers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check frictionless==5.21.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from frictionless import Resource

with open("scores.csv", "w", encoding="utf-8") as file:
    file.write("code;score\n01;47,82\n02;44,05\n04;39,20\n")

resource = Resource("scores.csv")
resource.infer()
types = {field.name: field.type for field in resource.schema.fields}
rows = [row.to_dict() for row in resource.read_rows()]
print("frictionless", version("frictionless"))
print("expected: code and score as text, or score as a number once a decimal mark is given")
print("seen:    ", types, rows[0])
assert types == {"code": "integer", "score": "geopoint"}, "the behaviour has changed"
assert rows[0]["code"] == 1, "the behaviour has changed"
PYTHON
