#!/usr/bin/env bash
# python-docx 1.2.0: the text of a row inserted with "track changes" reads as empty, although every reader of the document sees it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import re
import zipfile

import docx

written = docx.Document()
table = written.add_table(rows=2, cols=2)
for row, texts in zip(table.rows, [("Province", "Score"), ("Ha Giang", "81.36")]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
plain = io.BytesIO()
written.save(plain)

# The same document, the score typed while changes were tracked: Word puts the run into w:ins.
tracked = io.BytesIO()
with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tracked, "w") as new:
    for name in old.namelist():
        part = old.read(name)
        if name == "word/document.xml":
            part = re.sub(
                rb"(<w:r>(?:(?!</w:r>).)*81\.36.*?</w:r>)",
                rb'<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">\1</w:ins>',
                part,
            )
            assert b"<w:ins " in part
        new.writestr(name, part)

seen = [cell.text for cell in docx.Document(tracked).tables[0].rows[1].cells]
print("python-docx", docx.__version__)
print("expected: ['Ha Giang', '81.36'], as Word and LibreOffice show it")
print("seen:    ", seen)
assert docx.__version__ == "1.2.0"
assert seen == ["Ha Giang", ""], "the behaviour has changed"
PYTHON
