#!/usr/bin/env bash
# python-calamine 0.9.1: merged ranges of an XLSX sheet are listed, those of the same sheet as ODS are None, as if unknown.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 odfpy==1.4.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import openpyxl
import python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

book = openpyxl.Workbook()
book.active.append(["Year 2023", None])
book.active.append(["Score", "Rank"])
book.active.merge_cells("A1:B1")
book.save("merged.xlsx")

sheet = OpenDocumentSpreadsheet()
table = Table(name="Sheet")
upper, lower = TableRow(), TableRow()
head = TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1)
head.addElement(P(text="Year 2023"))
upper.addElement(head)
upper.addElement(CoveredTableCell())
for text in ("Score", "Rank"):
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=text))
    lower.addElement(cell)
table.addElement(upper)
table.addElement(lower)
sheet.spreadsheet.addElement(table)
sheet.save("merged.ods")

seen = {
    name: python_calamine.load_workbook(name).get_sheet_by_index(0).merged_cell_ranges
    for name in ("merged.xlsx", "merged.ods")
}
print("python-calamine", version("python-calamine"))
print("expected: the range A1:B1 in both, or an error for a format that is not supported")
print("seen:    ", seen)
assert seen == {"merged.xlsx": [((0, 0), (0, 1))], "merged.ods": None}, "the behaviour has changed"
PYTHON
