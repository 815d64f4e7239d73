#!/usr/bin/env bash
# pdfminer.six 20260107 and with it pdfplumber 0.11.10: byte 173 of a font in WinAnsiEncoding is drawn as a hyphen (ISO 32000-1, annex D.2, note 5)
# and read as a space, so "2016-2021" is two words and a figure loses its minus. Chosen so in https://github.com/pdfminer/pdfminer.six/pull/157
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2 fpdf2==2.8.9
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

import pdfplumber
import pypdfium2
from fpdf import FPDF

page = FPDF()
page.add_page()
page.set_font("helvetica", size=12)
page.cell(text="Years 2016\u00ad2021, change \u00ad0.5")
document = bytes(page.output())

with pdfplumber.open(io.BytesIO(document)) as pdf:
    plumber = pdf.pages[0].extract_text()
pdfium = pypdfium2.PdfDocument(document)[0].get_textpage().get_text_range()
print("pdfplumber", version("pdfplumber"), "pdfminer.six", version("pdfminer.six"), "pypdfium2", version("pypdfium2"))
print("expected: Years 2016-2021, change -0.5, as the standard has it and PDFium reads it:", repr(pdfium))
print("seen:    ", repr(plumber))
assert pdfium == "Years 2016-2021, change -0.5"
assert plumber == "Years 2016 2021, change 0.5", "the behaviour has changed"
PYTHON
