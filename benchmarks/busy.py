"""An analyst uploads and publishes while fifty watch: ``python -m benchmarks.busy``.

The viewers are a process of their own with a real websocket each, and change their year every one to three seconds; the
analyst is Chromium, with a workbook of the publisher's size. Printed is what the viewers wait before, meanwhile and
afterwards, and what the analyst waits.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence

from playwright.sync_api import Browser, Page

from benchmarks import browser, intake, servers
from benchmarks.wire import PAUSE, YEARS, Viewer
from dev import find_chromium
from provindex.catalog import load_catalog

VIEWERS, ROUNDS = 50, 3
QUIET = 10.0
"""Seconds in which the viewers are alone beside an open desk, before each upload and after each publish."""

_PATIENCE = 60_000
_OPENING = 15.0  # seconds in which all viewers have opened their page

Change = tuple[float, float]
"""When a viewer chose another year, in seconds, and the milliseconds to the last message."""
Spans = Sequence[tuple[float, float]]


def within(changes: Sequence[Change], spans: Spans) -> list[float]:
    """The milliseconds of the changes that were under way at some time within one of the spans, ascending."""
    found = (
        taken for when, taken in changes if any(when < last and when + taken / 1000 > first for first, last in spans)
    )
    return sorted(found)


def line(what: str, taken: Sequence[float]) -> str:
    """The median and the 95th percentile of what viewers waited."""
    if not taken:
        return f"{what:<42} nothing was changed"
    late = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    return f"{what:<42} {statistics.median(taken):6.0f} ms median {late:6.0f} ms p95, {len(taken):4d} changes"


def live(port: int, end: float, changes: list[Change], failed: list[str]) -> None:
    """One viewer until the end, who also asks whether something was published, as a browser does."""
    try:
        with Viewer(port) as viewer:
            viewer.rerun("year=2024&lang=vi")
            while time.time() < end:
                time.sleep(random.uniform(*PAUSE))  # noqa: S311 - no secret is made of it
                viewer.look()
                began = time.time()
                changes.append((began, viewer.rerun(f"year={random.choice(YEARS)}&lang=vi").milliseconds))  # noqa: S311
    except Exception as error:
        failed.append(f"{type(error).__name__}: {error}")


def crowd(port: int, viewers: int) -> dict[str, object]:
    """Many viewers until a line comes in: their changes, and what failed."""
    changes: list[Change] = []
    failed: list[str] = []
    end = float("inf")
    threads = []
    for _ in range(viewers):
        threads.append(threading.Thread(target=lambda: live(port, end, changes, failed), daemon=True))
        threads[-1].start()
        time.sleep(0.1)
    sys.stdin.readline()
    return {"changes": changes, "failed": failed}


def published(page: Page, content: bytes) -> tuple[tuple[float, float], tuple[float, float]]:
    """Drop a workbook, wait for its preview, publish it: when each of the two began and ended."""
    began = time.time()
    file = {"name": "PAPI-2024.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": content}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    button = page.get_by_role("button", name=f"Publish PAPI {intake.YEAR}")
    button.wait_for()
    shown = time.time()
    _settle(page)
    page.get_by_label("Note for the history").fill("A correction.")
    page.keyboard.press("Enter")
    _settle(page)
    final = page.get_by_text("Replace these final figures")
    if final.count():  # in the first round; what that publishes is provisional
        final.click()
    page.locator("button:enabled", has_text=f"Publish PAPI {intake.YEAR}").wait_for()
    page.wait_for_timeout(2000)
    pressed = time.time()
    button.click()
    page.get_by_text(f"PAPI {intake.YEAR} is published.").wait_for()
    return (began, shown), (pressed, time.time())


def _settle(page: Page) -> None:
    """Waits until nothing is drawn any more, or a field that is drawn again loses what is typed into it."""
    page.wait_for_timeout(300)
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()


def measured(chromium: Browser) -> list[str]:
    """The results as lines."""
    with tempfile.TemporaryDirectory() as store:
        server = servers.start("dashboard", store)
        command = [sys.executable, "-m", "benchmarks.busy", "--crowd", str(server.port), str(VIEWERS)]
        viewers = subprocess.Popen(  # noqa: S603 - our own module
            command, cwd=servers.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            time.sleep(_OPENING)
            alone, readings, writings, after = [], [], [], []
            for number in range(ROUNDS):
                page = chromium.new_page(viewport={"width": 1366, "height": 768})
                page.set_default_timeout(_PATIENCE)
                page.goto(f"http://127.0.0.1:{server.port}/desk?lang=en&token={servers.DESK_TOKEN}")
                page.locator("input[type=file]").first.wait_for(state="attached")
                content = intake.official(load_catalog().indices["papi"], 0.1 * (number + 1))
                _settle(page)
                alone.append((time.time(), time.time() + QUIET))
                time.sleep(QUIET)
                reading, writing = published(page, content)
                readings.append(reading)
                writings.append(writing)
                after.append((writing[1], writing[1] + QUIET))
                time.sleep(QUIET)
                page.close()
            said, _ = viewers.communicate(b"\n", timeout=60)
        finally:
            viewers.kill()
            server.stop()
    found = json.loads(said)
    changes = [(when, taken) for when, taken in found["changes"]]
    waits = {"dropping the file to its preview": readings, "pressing the button to the answer": writings}
    return [
        f"{VIEWERS} viewers, {ROUNDS} uploads of {len(content) / 1e6:.1f} MB, failed: {found['failed'][:3] or 'none'}",
        line("viewers beside an open desk", within(changes, alone)),
        line("viewers while a file is read and compared", within(changes, readings)),
        line("viewers while it is published", within(changes, writings)),
        line(f"viewers in the {QUIET:.0f} s after", within(changes, after)),
        line("viewers while it is published and after", within(changes, [*writings, *after])),
        *(
            f"{what:<42} {statistics.median(last - first for first, last in spans):6.1f} s median"
            for what, spans in waits.items()
        ),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.busy", description="An upload while fifty watch.")
    parser.add_argument("--crowd", nargs=2, type=int, metavar=("PORT", "VIEWERS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.crowd:
        print(json.dumps(crowd(*asked.crowd)))
        sys.exit()
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium was found; name one in the variable CHROMIUM.")
    with browser.chromium(chromium) as started:
        print("\n".join(measured(started)))
