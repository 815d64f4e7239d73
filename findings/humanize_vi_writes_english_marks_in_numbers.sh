#!/usr/bin/env bash
# humanize 4.17.0: with its Vietnamese locale words are Vietnamese, numbers keep the English marks: 18,894 respondents read as eighteen point nine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check humanize==4.17.0 babel==2.17.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import humanize
from babel.numbers import format_decimal

humanize.activate("vi_VN")
seen = [humanize.intcomma(18894), humanize.intword(1_500_000)]
humanize.activate("de_DE")
german = humanize.intcomma(18894)
expected = [format_decimal(18894, locale="vi"), f"{format_decimal(1.5, locale='vi')} triệu"]
print("humanize", version("humanize"))
print("expected:", expected, "as CLDR has it, and as the German locale of the package does:", german)
print("seen:    ", seen)
assert seen == ["18,894", "1.5 triệu"] and expected == ["18.894", "1,5 triệu"], "the behaviour has changed"
assert german == "18.894", "the behaviour has changed"
PYTHON
