"""Viewers for a long time, a publish now and then: ``python -m benchmarks.soak [--minutes 20] [--viewers 50]``.

Prints what failed and the memory of the server at the start and at the end, and writes both into `RESULTS.md`. The
viewers are a process of their own, with a real websocket each; like a browser each asks every few seconds whether
something was published. Every tenth address is nonsense.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import quote

from benchmarks import results, sections, servers
from benchmarks.wire import Viewer

PAGES = ("", "map", "ranking", "change", "citizens", "dimensions", "province", "programme", "stage", "about")
LOOK = 2.5
"""Seconds between two questions whether something was published, as in `components.state.refresh`."""

ALLOWED = 0.10
"""Share by which memory may grow."""

_TELL = 30.0
"""Seconds between two lines while it runs."""

_QUERIES = ("lang", "index", "measure", "year", "base", "edition", "region", "p", "province", "map", "chart", "sim")
_NONSENSE = (
    "",
    "-1",
    "1e99",
    "NaN",
    "../../etc/passwd",
    "<script>",
    "63:99",
    "%ff",
    "&&&===",
    "á" * 300,
    "papi",
    "2024",
)


@dataclass
class Told:
    """What the viewers lived through."""

    milliseconds: list[float] = field(default_factory=list)
    looks: int = 0
    nonsense: int = 0
    failed: list[str] = field(default_factory=list)
    faults: int = 0


def address(chance: random.Random) -> tuple[str, bool]:
    """A query, and whether it is nonsense."""
    if chance.random() < 0.1:
        names = chance.sample(_QUERIES, 3)
        return "&".join(f"{name}={quote(chance.choice(_NONSENSE))}" for name in names), True
    year, lang = chance.randint(2012, 2024), chance.choice(("vi", "en"))
    return f"lang={lang}&index=papi&year={year}&province=63%3A{chance.choice(('14', '01', '79'))}", False


def live(port: int, number: int, end: float, told: Told) -> None:
    """One viewer until the end; one that is cut off is told and connects again."""
    chance = random.Random(number)  # noqa: S311 - no secret is made of it
    while time.monotonic() < end:
        try:
            with Viewer(port) as viewer:
                told.milliseconds.append(viewer.rerun("lang=vi").milliseconds)
                while time.monotonic() < end:
                    for _ in range(chance.randint(1, 4)):
                        time.sleep(LOOK)
                        viewer.look()
                        told.looks += 1
                    query, nonsense = address(chance)
                    told.milliseconds.append(viewer.rerun(query, chance.choice(PAGES)).milliseconds)
                    told.nonsense += nonsense
                told.faults += viewer.faults
        except Exception as error:
            told.failed.append(f"{type(error).__name__}: {error}")
            time.sleep(1)


def crowd(port: int, viewers: int, seconds: float) -> dict[str, object]:
    """Many viewers at once for so many seconds."""
    told, end = Told(), time.monotonic() + seconds
    threads = [threading.Thread(target=live, args=(port, number, end, told)) for number in range(viewers)]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    taken = sorted(told.milliseconds)
    return {
        "changes": len(taken),
        "looks": told.looks,
        "nonsense": told.nonsense,
        "median": statistics.median(taken) if taken else None,
        "p95": taken[int(len(taken) * 0.95)] if taken else None,
        "failed": told.failed,
        "faults": told.faults,
    }


def publish(number: int) -> None:
    """Publish a year in a process of its own, each time a little higher."""
    work = (
        "import sys; from provindex.publishing import publish; from provindex.store import score_store as store;"
        "from provindex.publishing.permissions import Actor;"
        "from provindex.catalog import load_catalog; from provindex.publishing.publish import Terms, Upload;"
        "n = int(sys.argv[1]); frame = store.read_shipped('papi', 2024);"
        "publish.publish(frame.assign(score=frame['score'] + n / 10000), load_catalog().indices['papi'], 2024,"
        "Upload(f'{n}.xlsx', str(n).encode()), Actor('soak', 'publisher'), Terms(note='soak', replaces_final=True))"
    )
    subprocess.run([sys.executable, "-c", work, str(number)], cwd=servers.ROOT, check=True)  # noqa: S603 - our own code


def soak(minutes: float, viewers: int, every: float) -> dict[str, object]:
    """Run it; the viewers' own account with publishes and the server's memory in megabytes."""
    seconds = minutes * 60
    with tempfile.TemporaryDirectory() as store:
        os.environ["PROVINDEX_STORE"] = store
        # As the image and the unit in deploy/ start it; see there.
        server = servers.start("dashboard", store, PROVINDEX_SESSIONS="0", MALLOC_ARENA_MAX="2")
        try:
            before = server.memory()
            command = [sys.executable, "-m", "benchmarks.soak", "--crowd", str(server.port), str(viewers), str(seconds)]
            process = subprocess.Popen(command, cwd=servers.ROOT, stdout=subprocess.PIPE)  # noqa: S603 - our own module
            began, published, shown, memory = time.monotonic(), 0, 0.0, list[tuple[float, float]]()
            while process.poll() is None:
                now = time.monotonic() - began
                memory.append((now, server.memory()))
                if now >= shown:
                    shown += _TELL
                    print(f"{now / 60:5.1f} min {memory[-1][1]:6.0f} MB {published:3d} publishes", flush=True)
                if now > (published + 1) * every and now < seconds:
                    published += 1
                    publish(published)
                time.sleep(1)
            found = json.loads(process.stdout.read() if process.stdout else b"{}")
        finally:
            server.stop()
    # A first fifth is left out: then every page was opened and the caches hold what viewers look at.
    warm = [size for at, size in memory if 0.2 * seconds < at <= 0.3 * seconds]
    last = [size for at, size in memory if 0.9 * seconds < at <= seconds]
    found |= {"minutes": minutes, "viewers": viewers, "published": published, "before": before}
    return found | {
        "warm": statistics.median(warm),
        "end": statistics.median(last),
        "most": max(one for _, one in memory),
    }


def told(found: dict[str, object], place: list[str]) -> list[str]:
    """The result as lines of Markdown with its verdict."""
    failed, faults = list(found["failed"]), int(found["faults"])  # type: ignore[call-overload]
    growth = float(found["end"]) / float(found["warm"]) - 1  # type: ignore[arg-type]
    flat, calm = abs(growth) <= ALLOWED, not failed and not faults
    lines = [
        results.SOAK,
        "",
        f"Written by `python3 dev.py bench --soak`: {found['viewers']} viewers for {found['minutes']:g} minutes, "
        f"{found['published']} publishes.",
        "",
        *place,
        "",
        "| what | target | found | verdict |",
        "| --- | --- | --- | --- |",
        f"| errors | none | {len(failed)} connections lost, {faults} parts of pages | {'met' if calm else 'missed'} |",
        f"| memory after the first fifth and at the end | within {ALLOWED:.0%} | {found['warm']:.0f} MB, "
        f"{found['end']:.0f} MB ({growth:+.1%}) | {'met' if flat else 'missed'} |",
        "",
        f"{found['changes']} changes ({found['nonsense']} of them nonsense) with a median of {found['median']:.0f} ms "
        f"and a 95th percentile of {found['p95']:.0f} ms, {found['looks']} questions whether something was published; "
        f"memory before the first viewer {found['before']:.0f} MB, at most {found['most']:.0f} MB.",
    ]
    return [*lines, "", *(f"- {one}" for one in failed[:5])] if failed else lines


def main(arguments: list[str]) -> None:
    """Soak and tell, or be the crowd."""
    parser = argparse.ArgumentParser(prog="benchmarks.soak", description="Viewers for a long time.")
    parser.add_argument("--minutes", type=float, default=20, help="how long (default: 20)")
    parser.add_argument("--viewers", type=int, default=50, help="how many (default: 50)")
    parser.add_argument("--every", type=float, default=60, help="seconds between two publishes (default: 60)")
    parser.add_argument("--crowd", nargs=3, metavar=("PORT", "VIEWERS", "SECONDS"), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.crowd:
        port, viewers, seconds = asked.crowd
        print(json.dumps(crowd(int(port), int(viewers), float(seconds))))
        return
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    place = results.machine(load)
    lines = told(soak(asked.minutes, asked.viewers, asked.every), place)
    print("\n".join(lines))
    sections.replace(results.SOAK, lines)


if __name__ == "__main__":
    main(sys.argv[1:])
