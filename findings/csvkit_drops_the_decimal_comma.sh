#!/usr/bin/env bash
# csvkit 2.2.0 (agate 1.14.2): a quoted score with a decimal comma, "43,89", is taken for the number 4389 without a word; sorted files hold it so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check csvkit==2.2.0 agate==1.14.2 2>/dev/null
cd "$folder"
cat >scores.csv <<'CSV'
province,score
Son La,"43,89"
Ha Noi,"45,10"
Quang Ninh,"47,8"
CSV
mean=$(venv/bin/csvstat --mean -c score scores.csv)
sorted=$(venv/bin/csvsort -r -c score scores.csv | tr '\n' ' ')
echo "csvkit $(venv/bin/python -c 'from importlib.metadata import version; print(version("csvkit"), "agate", version("agate"))')"
echo "expected: a column of text, as no thousands separator stands before two digits; or 43.89, 45.10 and 47.8, Quang Ninh first"
echo "seen:     $sorted; mean $mean"
# The highest score is sorted last, since a digit less stands behind its comma.
[ "$sorted" = "province,score Ha Noi,4510 Son La,4389 Quang Ninh,478 " ] || { echo "the behaviour has changed"; exit 1; }
