"""How long a reform programme of Vĩnh Phúc's size takes: ``python -m benchmarks.programme [TIMES]``.

172 made-up units, 60 indicators, 12 quarters and three years of an index of their own stand in for it in a folder that
is removed again. The page is run without a browser, first on what ships and then on the made-up programme; last the
desk takes a file with a quarter of all units.
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from provindex import geography
from provindex.analysis import programme, programme_comparison, programme_units
from provindex.catalog import programme_loader
from provindex.core.paths import ROOT
from provindex.intake.formats.workbook import load
from provindex.intake.programme import reader
from provindex.publishing import publish_programme
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import published_programme
from tests import made_up

TIMES = 10


def timed(work: Callable[[], object], times: int) -> str:
    """Median and slowest of some runs, in milliseconds of the clock and, of the median run, of the processor."""
    taken, used = [], []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - busy) * 1000)
    return (
        f"{statistics.median(taken):8.1f} ms median {max(taken):8.1f} ms slowest of {times:<3}"
        f" {statistics.median(used):8.1f} ms of the processor"
    )


def page(**params: str) -> AppTest:
    """The page at an address, drawn once."""
    app = AppTest.from_file(str(ROOT / "components" / "shell" / "frame.py"), default_timeout=120)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(ROOT / "pages" / "programme.py"))
    return app.run()


def pages(name: str, times: int) -> None:
    """Time every part of the page for Vĩnh Phúc."""
    for part in ("progress", "units", "compare", "fell"):
        app = page(province=made_up.PROVINCE, year="2023", programme=part)
        print(f"{name}, {part:<10}", timed(app.run, times))


def parts(times: int) -> None:
    """Time what the page computes."""
    known = programme_loader.load()
    print(f"{len(known.observations)} figures, {len(known.scores)} scores, {len(known.units)} units")
    quarter = programme.periods(known, made_up.PROVINCE, programme.PROVINCE)[0]
    work: dict[str, Callable[[], object]] = {
        "figures of a quarter": lambda: programme.figures(known, made_up.PROVINCE, programme.PROVINCE, quarter),
        "ranking of 136 communes": lambda: programme_units.standing(known, made_up.PROVINCE, "commune", 2023),
        "points lost": lambda: programme_units.lost(known, made_up.PROVINCE, "commune", 2023),
        "provinces in an indicator": lambda: programme_comparison.compare(known, "online_dossiers"),
    }
    for name, run in work.items():
        print(f"{name:<26}", timed(run, times))


def desk(times: int, store: Path) -> None:
    """Time what the desk does with a quarter of all units and indicators: read, check, publish, lay over what ships."""
    os.environ["PROVINDEX_STORE"] = str(store)
    known = programme_loader.load()
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("Tỉnh").append(["Tỉnh", geography.province(made_up.PROVINCE).name.vi])
    sheet = book.create_sheet("Đơn vị")
    rates = [one.key for one in known.indicators.values() if one.unit == "percent"]
    sheet.append(["Đơn vị", "Từ ngày", "Đến ngày", *rates])
    for number, unit in enumerate(known.units_of(made_up.PROVINCE)):
        sheet.append([unit.name.vi, "01/01/2024", "31/03/2024", *[50 + (number + at) % 50 for at in range(len(rates))]])
    out = io.BytesIO()
    book.save(out)
    upload = Upload("quy1.xlsx", out.getvalue())
    found = reader.read(load(upload.content, upload.name), known)
    print(f"{len(found.observations)} figures in a file of {len(upload.content) / 1000:.0f} KB")
    agreed = Terms(note="again", replaces_final=True)
    laid = publish_programme.publish(found, upload, Actor("An", "publisher"), agreed)
    work: dict[str, Callable[[], object]] = {
        "reading and checking it": lambda: reader.read(load(upload.content, upload.name), known),
        "publishing it": lambda: publish_programme.publish(found, upload, Actor("An", "publisher"), agreed),
        "laying it over what ships": lambda: published_programme.of_records(known, {made_up.PROVINCE: laid}),
    }
    for name, run in work.items():
        print(f"{name:<26}", timed(run, times))


def measure(times: int) -> None:
    """Print all times; the made-up folder is removed at the end."""
    pages("ships  ", times)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PROVINDEX_DATA"] = str(made_up.write(Path(folder) / "data"))
        print(f"{'reading the folder':<26}", timed(programme_loader.load, 3))
        parts(times)
        pages("made up", times)
        desk(times, Path(folder) / "store")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
