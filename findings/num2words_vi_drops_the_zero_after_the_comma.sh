#!/usr/bin/env bash
# num2words 0.5.14, Vietnamese: 63.05 is read "sáu mươi ba phẩy năm", which anybody hears as 63,5; 63.5 itself is read "phẩy năm mươi".
# The negative numbers are known (https://github.com/savoirfairelinux/num2words/pull/335, open); no report of the decimals was found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from num2words import num2words

seen = {figure: num2words(figure, lang="vi") for figure in (63.05, 63.5, 81.368)}
print("num2words", version("num2words"))
print('expected: "sáu mươi ba phẩy không năm", "sáu mươi ba phẩy năm", and all three decimals of 81,368')
print("seen:    ", seen)
assert seen == {
    63.05: "sáu mươi ba phẩy năm",
    63.5: "sáu mươi ba phẩy năm mươi",
    81.368: "tám mươi mốt phẩy ba mươi bảy",
}, "the behaviour has changed"
PYTHON
