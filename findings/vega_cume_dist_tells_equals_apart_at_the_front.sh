#!/usr/bin/env bash
# vl-convert-python 1.9.0 (Vega-Lite 6.4, as Altair draws): cume_dist gives equal scores different shares if they are the first in order, and one
# share if they are further back. In SQL, where the name comes from, equals always share.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check vl-convert-python==1.9.0.post1 altair==6.3.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
from importlib.metadata import version

import altair
import pandas as pd
import vl_convert


def shares(scores):
    frame = pd.DataFrame({"province": list("ABCD"), "score": scores})
    order = [altair.SortField("score", order="ascending")]
    chart = altair.Chart(frame).transform_window(share="cume_dist()", sort=order).mark_text()
    drawing = vl_convert.vegalite_to_svg(chart.encode(y=altair.Y("province:N", axis=None), text="share:N").to_json())
    return [float(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", drawing)]


seen = {"front": shares([40, 40, 70, 80]), "back": shares([40, 50, 80, 80])}
print("vl-convert-python", version("vl-convert-python"), "altair", version("altair"))
print("expected: 0.5 0.5 0.75 1 and 0.25 0.5 1 1")
print("seen:    ", seen)
assert seen == {"front": [0.25, 0.5, 0.75, 1.0], "back": [0.25, 0.5, 1.0, 1.0]}, "the behaviour has changed"
PYTHON
