"""How long each kind of bad file takes to be refused or read by the worker: ``python -m benchmarks.refusals``.

Prints the slowest of three for each and its issues, and whether anything was written.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from provindex.catalog import load_catalog
from provindex.intake import reader
from provindex.worker import opening
from tests.provindex.intake import biff, layouts, parts

TIMES = 3


def _bomb() -> bytes:
    return parts.archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(100_000_000)})


def _cells(*rows: list[object]) -> bytes:
    return layouts.xlsx([["Tỉnh", "papi"], *rows])


def _merged() -> bytes:
    book = layouts.Book()
    sheet = book.sheet("2023")
    for row in (["Tỉnh", "papi"], ["Hà Nội", 43.0], ["Hà Giang", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    return book.bytes()


def _hidden() -> bytes:
    book = layouts.Book()
    book.sheet("2023").append(["Tỉnh", "papi"])
    book.sheet("x").append(["Hà Nội", 43.0])
    book.sheets["x"].sheet_state = openpyxl.worksheet.worksheet.Worksheet.SHEETSTATE_HIDDEN
    return book.bytes()


def _rows() -> bytes:
    return parts.xlsx("".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 1_000_001)))


FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "truncated zip": lambda: _cells(["Hà Nội", 43.0])[:-200],
    "zip bomb": _bomb,
    "100 MB of noise": lambda: random.Random(0).randbytes(100_000_000),  # noqa: S311 - noise
    "password-protected": lambda: biff.container({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
    "wrong extension": lambda: b"%PDF-1.7 ...",
    "1,000,000 rows": _rows,
    "16,384 columns": lambda: parts.xlsx(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"),
    "formula": lambda: _cells(["Hà Nội", "=1+1"]),
    "=cmd|": lambda: _cells(["=cmd|' /C calc'!A0", 43.0]),
    "<script>": lambda: _cells(["<script>alert(1)</script>", 43.0]),
    "markdown": lambda: _cells(["**[Hà Nội](http://x.vn)**", 43.0]),
    "right-to-left override": lambda: _cells(["\u202eHà Nội xa", 43.0]),
    "NaN": lambda: _cells(["Hà Nội", "NaN"]),
    "inf": lambda: _cells(["Hà Nội", "inf"]),
    "1e308": lambda: _cells(["Hà Nội", 1e308]),
    "negative zero": lambda: _cells(["Hà Nội", -0.0]),
    "mixed decimal marks": lambda: _cells(["Hà Nội", "42,39"], ["Hà Giang", "42.39"]),
    "merged cells": _merged,
    "hidden sheet": _hidden,
    "two provinces in one cell": lambda: _cells(["Hà Nội, Hà Giang", 43.0]),
    "decomposed names": lambda: _cells(["Ha\u0300 No\u0323\u0302i", 43.0]),
}


def main() -> None:
    """Print one line a file."""
    catalog = load_catalog()
    store = Path(tempfile.mkdtemp(), "store")
    os.environ["PROVINDEX_STORE"] = str(store)
    for name, build in FILES.items():
        data, taken = build(), list[float]()
        for _ in range(TIMES):
            start = time.perf_counter()
            reading = reader.read(data, "../../PAPI-2023.xlsx", catalog, opened=opening.load)
            taken.append(time.perf_counter() - start)
        blocking = [issue.code for issue in reading.issues if issue.severity == "blocks"]
        others = [issue.code for issue in reading.issues if issue.severity != "blocks"]
        print(f"{name:26} {max(taken):5.2f} s  blocks: {', '.join(blocking) or '–'}; other: {', '.join(others) or '–'}")
    print("written:", "something" if store.exists() else "nothing")


if __name__ == "__main__":
    main()
