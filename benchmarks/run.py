"""Everything side by side: ``python -m benchmarks.run [--quick]`` prints it; the whole run writes ``RESULTS.md``.

The four servers run at once and take turns, so that whatever else the machine does falls on all of them alike. Nothing
here decides a test: a person judges.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from benchmarks import browser, pages, results, scale, servers
from benchmarks.results import Found
from benchmarks.servers import Server
from benchmarks.wire import Taken, Viewer
from dev import find_chromium

YEARS = (2022, 2021, 2020, 2019, 2018, 2017, 2016)
OTHERS = {
    "measure": ("year=2022&lang=vi&measure=papi.participation", ""),
    "page": ("year=2022&lang=vi", "ranking"),
    "language": ("year=2022&lang=en", ""),
}
OWN = {
    "Reading an official workbook": "intake",
    "Publishing": "publish",
    "An upload while 50 watch": "busy",
    "The stage": "stage",
    "A large reform programme": "programme",
}
"""Heading -> benchmark of its own, whose print is taken over as it is."""


def median(values: Iterable[float]) -> float:
    """The median."""
    return statistics.median(list(values))


def finished_figures(server: Server, file: Path) -> None:
    """Write down the figures of the landing page for `benchmarks.limit`, year by year."""
    with Viewer(server.port) as viewer:
        kept = {}
        for year in range(2016, 2025):
            viewer.rerun(f"year={year}&lang=en")
            kept[year] = viewer.charts
    file.write_text(json.dumps(kept), encoding="utf-8")


def on_the_wire(running: dict[str, Server], repeats: int) -> dict[str, list[Taken]]:
    """Changes of year at each server in turn; the first round warms up and does not count."""
    taken: dict[str, list[Taken]] = {name: [] for name in running}
    with ExitStack() as opened:
        viewers = {name: opened.enter_context(Viewer(server.port)) for name, server in running.items()}
        for viewer in viewers.values():
            for year in (2023, *YEARS):
                viewer.rerun(f"year={year}&lang=vi")
        for number in range(repeats):
            for name, viewer in viewers.items():
                taken[name].append(viewer.rerun(f"year={YEARS[number % len(YEARS)]}&lang=vi"))
    return taken


def other_changes(server: Server, repeats: int) -> dict[str, list[Taken]]:
    """Changes of measure, page and language of the dashboard, always from the same View."""
    taken: dict[str, list[Taken]] = {name: [] for name in OTHERS}
    with Viewer(server.port) as viewer:
        for number in range(repeats + 1):
            for name, (query, page) in OTHERS.items():
                viewer.rerun("year=2022&lang=vi")
                found = viewer.rerun(query, page)
                if number:
                    taken[name].append(found)
    return taken


def crowds(server: Server, sizes: Iterable[int], changes: int, repeats: int) -> list[dict[str, float]]:
    """Crowds of viewers; of several of one size that with the median 95th percentile stands for them."""
    told = []
    for size in sizes:
        found = [crowd(server, size, changes) for _ in range(repeats)]
        told.append(sorted(found, key=lambda one: one["p95"] or 0.0)[repeats // 2])
    return told


def crowd(server: Server, size: int, changes: int) -> dict[str, float]:
    """Many viewers from a second process, with the memory and the processor that they cost the server."""
    memory, processor, began = server.memory(), server.processor(), time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.wire", str(server.port), str(size), str(changes)]
    process = subprocess.Popen(command, cwd=servers.ROOT, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    highest = memory
    while process.poll() is None:
        highest = max(highest, server.memory())
        time.sleep(0.3)
    output = process.stdout.read() if process.stdout else b"{}"
    found: dict[str, float] = json.loads(output)
    found["memory"] = (highest - memory) / size
    found["processor"] = (server.processor() - processor) / (time.perf_counter() - began) * 100
    return found


def in_the_browser(running: dict[str, Server], repeats: int) -> dict[str, dict[str, float]]:
    """Cold and warm openings and changes of year in Chromium; empty where there is none."""
    path = find_chromium()
    if path is None:
        return {}
    cold: dict[str, list[tuple[float, float, float]]] = {name: [] for name in running}
    change: dict[str, list[float]] = {name: [] for name in running}
    with browser.chromium(path) as chromium:
        for number in range(repeats):
            for name, server in running.items():
                cold[name].append(browser.opened(chromium, name, server.port))
                change[name] += browser.changed(chromium, server.port, [2021 - number % 3, 2017 + number % 2])
    return {
        name: {
            "cold": median(one[0] for one in cold[name]),
            "first": median(one[1] for one in cold[name]),
            "again": median(one[2] for one in cold[name]),
            "change": median(change[name]),
        }
        for name in running
    }


def of_the_browser(server: Server) -> dict[str, float]:
    """What Chromium is busy with in a change of year; empty where there is none."""
    path = find_chromium()
    if path is None:
        return {}
    with browser.chromium(path) as chromium:
        return browser.profiled(chromium, server.port)


def measure(quick: bool) -> Found:
    """Measure everything, or with ``quick`` what fits in three minutes."""
    running: dict[str, Server] = {}
    with tempfile.TemporaryDirectory() as store:
        figures = Path(store) / "figures.json"
        try:
            for name in servers.SCRIPTS:
                running[name] = servers.start(name, store, **{servers.FIGURES: str(figures)})
            finished_figures(running["dashboard"], figures)
            found = Found(running["dashboard"].seconds, on_the_wire(running, 7 if quick else 21))
            found.others = other_changes(running["dashboard"], 3 if quick else 9)
            found.seen = in_the_browser(running, 1 if quick else 5)
            if not quick:
                found.thread = of_the_browser(running["dashboard"])
            sizes = (1, 10) if quick else (1, 10, 50, 100, 200)
            found.many = crowds(running["dashboard"], sizes, 3 if quick else 5, 1 if quick else 3)
        finally:
            for server in running.values():
                server.stop()
        if not quick:
            at_length(found, Path(store))
    return found


def at_length(found: Found, folder: Path) -> None:
    """What takes its time: every page, stores of several sizes, the benchmarks that print by themselves."""
    server = servers.start("dashboard", str(folder / "pages"))
    try:
        found.pages = pages.measured(server, 9)
    finally:
        server.stop()
    slowest = max(found.pages, key=lambda one: one.first).page
    found.profile = (slowest, pages.profiled(slowest))
    found.scaled = scale.measured(folder / "scale", 20)
    for heading, module in OWN.items():
        command = [sys.executable, "-m", f"benchmarks.{module}"]
        said = subprocess.run(command, cwd=servers.ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        found.others_said[heading] = said.stdout


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.run", description="Measure everything side by side.")
    parser.add_argument("--quick", action="store_true", help="fewer repeats and viewers, under three minutes; printed")
    quick = parser.parse_args().quick
    place = results.machine(os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan"))
    lines = results.told(measure(quick), place, f"python3 dev.py bench{' --quick' if quick else ''}")
    print("\n".join(lines))
    if not quick:
        results.write(lines)
