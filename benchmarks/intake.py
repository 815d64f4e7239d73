"""How long an uploaded workbook takes to be read, checked and compared: ``python -m benchmarks.intake``.

Prints medians and the highest memory. The workbook has the size of the publisher's newest: 1.9 MB, six sheets of 167
rows and 66 columns, one of which is read while five repeat older years. It is written anew each time; its scores are
those that ship, everything else is noise of the length that real labels and shares have.
"""

import io
import random
import resource
import statistics
import time
import zipfile

import openpyxl
import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks import servers
from dev import ROOT
from provindex import geography
from provindex.catalog import Index, load_catalog
from provindex.core.translate import translator
from provindex.intake import reader
from provindex.intake.annotated_copy import marked
from provindex.intake.diff import difference
from provindex.intake.formats.workbook import load
from provindex.store import score_store

ROWS, COLUMNS, SHEETS = 167, 66, 6
YEAR = 2024
BYTES = 1_900_000
RAISED = ("papi", "papi.egovernance", "papi.egovernance.portals")
TIMES = 5
LABEL = "Tỷ lệ người trả lời cho biết (số thứ tự {number}), theo khảo sát năm {year} trong toàn tỉnh (%)"


def official(index: Index, more: float = 0.0) -> bytes:
    """A workbook of the size of an official one, with the scores of the newest years that ship.

    ``more`` points are added to a part of a province in the newest year, and to what it is a part of.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year in range(YEAR, YEAR - SHEETS, -1):
        _fill(book.create_sheet(f"{year}_VIE_ENG"), index, year, more if year == YEAR else 0.0)
    out = io.BytesIO()
    book.save(out)
    return _padded(out.getvalue())


def _fill(sheet: object, index: Index, year: int, more: float) -> None:
    chance = random.Random(year)  # noqa: S311 - noise, the same each time
    provinces = sorted(geography.provinces("63"), key=lambda one: one.code)
    frame = score_store.read_shipped(index.key, year)
    higher = (frame["province"] == "63:14") & frame["measure"].isin(RAISED)
    scores = frame.assign(score=frame["score"].mask(higher, frame["score"] + more)).set_index(["province", "measure"])
    scores = scores["score"]
    append = sheet.append  # type: ignore[attr-defined]
    append(["Mã tỉnh", "Mã tỉnh", "Thang điểm/Scale", *[int(one.code) for one in provinces]])
    append(["Tỉnh/Thành phố", "Tỉnh/Thành phố", None, *[one.name.vi for one in provinces]])
    for measure in index.measures_of(year):
        period = measure.period(year)
        code = f"{period.code}: " if period and period.code else ""
        label = f"{'Chỉ số nội dung ' if measure.depth == 1 else ''}{code}{measure.name.vi}"
        append([measure.name.en, label, "điểm", *[_or_none(scores.get((one.id, measure.key))) for one in provinces]])
    for number in range(sheet.max_row, ROWS):  # type: ignore[attr-defined]
        label = LABEL.format(number=number, year=year)
        append([label, label, "0%-100%", *[chance.random() for _ in provinces]])


def _or_none(value: object) -> object:
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def _padded(data: bytes) -> bytes:
    """The workbook with a picture beside its sheets, as official files have, up to their size."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", random.Random(0).randbytes(max(BYTES - len(data), 0)))  # noqa: S311
    return out.getvalue()


def _desk() -> AppTest:
    """The desk as the local analyst opens it, with nothing kept from the time before."""
    servers.sit_at_the_machine()
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "components" / "shell" / "frame.py"), default_timeout=120).run()
    return page.switch_page(str(ROOT / "pages" / "desk.py")).run()


def main() -> None:
    """Print the times and the highest memory."""
    catalog = load_catalog()
    index = catalog.indices["papi"]
    data = official(index)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(data) / 1e6:.1f} MB, {SHEETS} sheets of {ROWS} x {COLUMNS}; {before:.0f} MB in use before")
    steps: dict[str, list[tuple[float, float]]] = {}

    def clock() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def timed(name: str, since: tuple[float, float]) -> tuple[float, float]:
        now = clock()
        steps.setdefault(name, []).append((now[0] - since[0], now[1] - since[1]))
        return now

    for _ in range(TIMES):
        start = at = clock()
        load(data, "PAPI-2024.xlsx")
        at = timed("open (a part of read)", at)
        reading = reader.read(data, "PAPI-2024.xlsx", catalog)
        at = timed("read and check", at)
        difference(score_store.read("papi", YEAR), reading.years[YEAR], index, YEAR)
        at = timed("difference", at)
        marked(reading, translator("vi"))
        at = timed("marked copy (on demand)", at)
        timed("all", start)
    for _ in range(TIMES):
        page = _desk()
        at = clock()
        page.file_uploader(key="desk-file").upload("PAPI-2024.xlsx", data)
        page.run()
        timed("page with the preview", at)
        if page.exception or not page.button(key=f"desk-publish-{YEAR}"):
            raise SystemExit("the desk did not show the preview")
    for name, taken in steps.items():
        wall, work = (statistics.median(one) for one in zip(*taken, strict=True))
        print(f"{name:26} {wall:6.2f} s, {work:6.2f} s of them computing (medians of {TIMES})")
    print(f"{reading.layout}, {len(reading.years[YEAR])} rows, {len(reading.issues)} issues")
    print(f"highest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
