#!/usr/bin/env bash
# python-docx 1.2.0: a table row inside a content control (w:sdt) is missing from Table.rows, without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
from docx.oxml import OxmlElement

document = docx.Document()
table = document.add_table(rows=3, cols=2)
for row, texts in zip(table.rows, [("Province", "Score"), ("Ha Giang", "81.36"), ("Cao Bang", "80.02")]):
    for cell, text in zip(row.cells, texts):
        cell.text = text

# A repeating section or any other control around a row: <w:sdt><w:sdtContent><w:tr>, valid by ISO 29500-1, 17.5.2.30.
row = table.rows[2]._tr
control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
row.addprevious(control)
control.append(content)
content.append(row)
document.save("control.docx")

seen = [[cell.text for cell in row.cells] for row in docx.Document("control.docx").tables[0].rows]
print("python-docx", docx.__version__)
print("expected: three rows, as Word and LibreOffice show them")
print("seen:    ", seen)
assert docx.__version__ == "1.2.0"
assert seen == [["Province", "Score"], ["Ha Giang", "81.36"]], "the behaviour has changed"
PYTHON
