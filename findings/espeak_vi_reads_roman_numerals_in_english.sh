#!/usr/bin/env bash
# eSpeak NG of espeakng-loader 0.2.4 (the voice of NVDA and Orca), Vietnamese: the quarter "quý IV" and the year's change with a typographic
# minus "−0,5" are spoken partly in English, "roman four" and "minus"; "-0,5" with a hyphen is "trừ". Roman numerals are reported for
# Georgian: https://github.com/espeak-ng/espeak-ng/issues/1252 (open).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check espeakng-loader==0.2.4 phonemizer==3.4.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import espeakng_loader
from phonemizer.backend import EspeakBackend
from phonemizer.backend.espeak.wrapper import EspeakWrapper

EspeakWrapper.set_library(espeakng_loader.get_library_path())
EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
voice = EspeakBackend("vi", preserve_punctuation=True)
texts = ["quý IV", "quý bốn", "\u22120,5", "-0,5"]
seen = {text: voice.phonemize([text], strip=True)[0] for text in texts}
print("espeakng-loader", version("espeakng-loader"), "phonemizer", version("phonemizer"))
print('expected: "quý bốn", or the letters, and "trừ" or "âm" for either minus, all in Vietnamese')
print("seen:    ", seen)
english = {text: "(en)" in sounds for text, sounds in seen.items()}
assert english == {"quý IV": True, "quý bốn": False, "\u22120,5": True, "-0,5": False}, "the behaviour has changed"
PYTHON
