"""Everything side by side: ``python -m benchmarks.run [--quick]`` prints it and writes ``benchmarks/RESULTS.md``.

The three servers run at once and take turns, so that whatever else the machine does falls on all of them alike. Nothing
here decides a test: a person judges.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import browser, sections, servers
from benchmarks.servers import Server
from benchmarks.wire import Taken, Viewer
from dev import find_chromium

NOTES = (
    "Server time is the time to the last message of a run over loopback. The naive page finds no base map without "
    "another host, so its frame counts in place of its map. With `--quick` each page is opened once in the "
    "browser, so that those figures are single ones and not medians of several; the naive page holds one map and "
    "one table, the landing page more."
)
RESULTS = sections.RESULTS
SOAK = "## Soak"
YEARS = (2022, 2021, 2020, 2019, 2018, 2017, 2016)
OTHERS = {
    "measure": ("year=2022&lang=vi&measure=papi.participation", ""),
    "page": ("year=2022&lang=vi", "ranking"),
    "language": ("year=2022&lang=en", ""),
}
PACKAGES = ("streamlit", "plotly", "pandas", "pyarrow")


def median(values: Iterable[float]) -> float:
    """The median."""
    return statistics.median(list(values))


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


def crowds(server: Server, sizes: Iterable[int], changes: int) -> list[dict[str, float]]:
    """Many viewers from a second process, with the memory and the processor that they cost the server."""
    told = []
    for size in sizes:
        memory, processor, began = server.memory(), server.processor(), time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.wire", str(server.port), str(size), str(changes)]
        process = subprocess.Popen(command, cwd=servers.ROOT, stdout=subprocess.PIPE)  # noqa: S603 - our own module
        highest = memory
        while process.poll() is None:
            highest = max(highest, server.memory())
            time.sleep(0.3)
        output = process.stdout.read() if process.stdout else b"{}"
        found = json.loads(output)
        found["memory"] = (highest - memory) / size
        found["processor"] = (server.processor() - processor) / (time.perf_counter() - began) * 100
        told.append(found)
    return told


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


def row(*cells: object) -> str:
    """A line of a table."""
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def verdict(found: float | None, most: float) -> str:
    """Whether a target was met; nothing where it was not measured."""
    if found is None or found != found:
        return "not measured"
    return "met" if found <= most else "missed"


def target(what: str, most: float, found: float | None, unit: str) -> str:
    """A line of the table of targets."""
    shown = "–" if found is None else f"{found:.2f} {unit}"
    return row(what, f"at most {most:g} {unit}", shown, verdict(found, most))


def machine(load: float) -> list[str]:
    """Where, with what and when it was measured, and how busy the machine was before."""
    cores = os.cpu_count() or 1
    busy = load > cores / 4
    lines = [
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.system()} {platform.machine()}, {cores} cores, "
        f"Python {platform.python_version()}",
        "- " + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        f"- load before the run: {load:.1f} on {cores} cores",
    ]
    if busy:
        lines.append(
            "- **The machine was busy with other work.** Times are too long and spread; ratios of one run, in which "
            "all take turns, are of more use than milliseconds. Repeat on an idle machine before anything is concluded."
        )
    return lines


def measure(quick: bool) -> list[str]:
    """Measure everything and tell it as Markdown."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    running: dict[str, Server] = {}
    with tempfile.TemporaryDirectory() as store:
        try:
            for name in servers.SCRIPTS:
                running[name] = servers.start(name, store)
            wire = on_the_wire(running, 7 if quick else 21)
            others = other_changes(running["dashboard"], 3 if quick else 9)
            seen = in_the_browser(running, 1 if quick else 5)
            sizes = (1, 10) if quick else (1, 10, 50, 100, 200)
            many = crowds(running["dashboard"], sizes, 3 if quick else 5)
        finally:
            for server in running.values():
                server.stop()
    return told(quick, machine(load), running, wire, others, seen, many)


def told(
    quick: bool,
    place: list[str],
    running: dict[str, Server],
    wire: dict[str, list[Taken]],
    others: dict[str, list[Taken]],
    seen: dict[str, dict[str, float]],
    many: list[dict[str, float]],
) -> list[str]:
    """The results as lines of Markdown."""
    spent = {name: median(one.milliseconds for one in taken) for name, taken in wire.items()}
    weight = {name: median(one.received for one in taken) / 1000 for name, taken in wire.items()}

    def ratio(key: str) -> float | None:
        return seen["dashboard"][key] / seen["floor"][key] if seen else None

    hundred = next((one for one in many if one["viewers"] == 100), {})
    lines = [
        "# Results",
        "",
        f"Written by `python3 dev.py bench{' --quick' if quick else ''}`; medians.",
        "",
        *place,
        "",
    ]
    lines += ["## Targets", "", row("what", "target", "found", "verdict"), row(*["---"] * 4)]
    lines += [
        target("cold open to the first map, times the floor", 2.0, ratio("cold"), "x"),
        target("change of year in the browser, times the floor", 2.0, ratio("change"), "x"),
        target("server time of a change of year, times the floor", 3.0, spent["dashboard"] / spent["floor"], "x"),
        target("first load over HTTP", 2.6, seen["dashboard"]["first"] if seen else None, "MB"),
        target("warm load over HTTP", 0.05, seen["dashboard"]["again"] if seen else None, "MB"),
        target("a change of year on the wire", 10.0, weight["dashboard"], "KB"),
        target("100 times the data", 1.2, None, "x"),
        target("100 viewers, 95th percentile", 1000.0, hundred.get("p95"), "ms"),
        target("100 viewers, memory of each", 3.0, hundred.get("memory"), "MB"),
        target("start to well, data checked", 5.0, running["dashboard"].seconds, "s"),
    ]
    lines += ["", "## A change of year, over the websocket", ""]
    lines += [row("", "ms to the last message", "KB on the wire", "messages"), row(*["---"] * 4)]
    for name, taken in wire.items():
        messages = median(one.messages for one in taken)
        lines.append(row(name, f"{spent[name]:.0f}", f"{weight[name]:.1f}", f"{messages:.0f}"))
    lines += ["", "## Other changes of the dashboard, over the websocket", ""]
    lines += [row("", "ms", "KB"), row(*["---"] * 3)]
    for name, taken in others.items():
        kilobytes = median(one.received for one in taken) / 1000
        lines.append(row(name, f"{median(one.milliseconds for one in taken):.0f}", f"{kilobytes:.1f}"))
    lines += ["", "## In Chromium", ""]
    if seen:
        lines += [row("", "cold open, ms", "first load, MB", "warm load, MB", "year change, ms"), row(*["---"] * 5)]
        for name, one in seen.items():
            lines.append(
                row(name, f"{one['cold']:.0f}", f"{one['first']:.2f}", f"{one['again']:.3f}", f"{one['change']:.0f}")
            )
    else:
        lines.append("No Chromium was found, so nothing was measured here.")
    lines += ["", "## Many viewers, each with a pause of one to three seconds", ""]
    lines += [row("viewers", "changes", "median ms", "p95 ms", "MB a session", "processor %", "failed")]
    lines.append(row(*["---"] * 7))
    for one in many:
        cells = (f"{one['memory']:.1f}", f"{one['processor']:.0f}", one["failed"] or "none")
        lines.append(row(one["viewers"], one["changes"], one["median"], one["p95"], *cells))
    return lines


def write(lines: list[str], path: Path = RESULTS) -> None:
    """Write the results; what the long run found stays."""
    kept = sections.section(SOAK, path.read_text(encoding="utf-8")) if path.exists() else ""
    path.write_text("\n".join([*lines, "", kept]).strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.run", description="Measure everything side by side.")
    parser.add_argument("--quick", action="store_true", help="fewer repeats and viewers, under three minutes")
    written = "\n".join(measure(parser.parse_args().quick)) + "\n"
    print(written)
    write(written.splitlines())
