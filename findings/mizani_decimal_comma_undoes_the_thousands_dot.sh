#!/usr/bin/env bash
# mizani 0.14.6 (axis labels of plotnine): label_number(big_mark=".", decimal_mark=",") writes 1234.5 as "1,234,50".
# Each mark is offered on its own and both together are the Vietnamese way of writing; the second replacement undoes the first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check mizani==0.14.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from mizani.labels import label_number

seen = {
    "both": label_number(accuracy=0.01, big_mark=".", decimal_mark=",")([1234.5, 81.36]),
    "whole": label_number(accuracy=1, big_mark=".", decimal_mark=",")([8435]),
}
print("mizani", version("mizani"))
print("expected: 1.234,50 and 81,36; 8.435 for a whole number")
print("seen:    ", seen)
assert seen == {"both": ["1,234,50", "81,36"], "whole": ["8,435"]}, "the behaviour has changed"
PYTHON
