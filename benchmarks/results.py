"""What was measured, told as Markdown: each figure beside its target, and what was not measured never told as met."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks import sections
from benchmarks.pages import Paged
from benchmarks.scale import Scaled
from benchmarks.wire import Taken

SOAK = "## Soak"
PACKAGES = ("streamlit", "plotly", "pandas", "pyarrow")
NOTES = (
    "Server time is the time to the last message of a run over loopback. The naive page finds no base map without "
    "another host, so its frame counts in place of its map. The floor draws nothing; the limit is the floor with the "
    "three figures of the landing page, read finished from a file and drawn by Streamlit alone, which mounts a figure "
    "anew and draws it twice whenever it changes: no page with these figures comes below it. With `--quick` each page "
    "is opened once in the browser, so that those figures are single ones and not medians of several; the naive page "
    "holds one map and one table, the landing page more."
)

SHOWN = {"cold open to the first map": "cold", "change of year in the browser": "change"}
"""What a reader waits for in the browser -> its name in `Found.seen`."""


@dataclass
class Found:
    """Everything that one run measured; what it left out stays empty.

    Attributes:
        started: Seconds from start to well.
        wire: Server -> changes of year.
        others: Kind of change -> changes of the dashboard.
        seen: Server -> figures of the browser, see `benchmarks.run.in_the_browser`.
        thread: What the browser was busy with in a change of year -> milliseconds.
        many: One line a number of viewers, see `benchmarks.run.crowds`.
        scaled: One line a size of the store.
        pages: One line a page.
        profile: Name of the slowest page and the lines of its profile.
        others_said: Name of a benchmark of its own -> what it printed.
    """

    started: float
    wire: dict[str, list[Taken]]
    others: dict[str, list[Taken]] = field(default_factory=dict)
    seen: dict[str, dict[str, float]] = field(default_factory=dict)
    thread: dict[str, float] = field(default_factory=dict)
    many: list[dict[str, float]] = field(default_factory=list)
    scaled: list[Scaled] = field(default_factory=list)
    pages: list[Paged] = field(default_factory=list)
    profile: tuple[str, list[str]] = ("", [])
    others_said: dict[str, str] = field(default_factory=dict)


def told(found: Found, place: Sequence[str], how: str) -> list[str]:
    """The results as lines of Markdown; ``how`` is the command that gave them."""
    lines = ["# Results", "", f"Written by `{how}`; medians.", "", *place, "", NOTES, ""]
    lines += _targets(found) + _wire(found) + _browser(found) + _crowds(found)
    lines += _scaled(found) if found.scaled else []
    lines += _pages(found) if found.pages else []
    for name, said in found.others_said.items():
        lines += ["", f"## {name}", "", "```", *said.strip().splitlines(), "```"]
    return lines


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


def told_only(what: str, found: float | None) -> str:
    """A line of the table of targets for what has none."""
    return row(what, "–", "–" if found is None else f"{found:.2f} x", "told beside the target")


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


def _targets(found: Found) -> list[str]:
    def ratio(key: str, other: str) -> float | None:
        return found.seen["dashboard"][key] / found.seen[other][key] if found.seen else None

    hundred = next((one for one in found.many if one["viewers"] == 100), {})
    spent = {name: median(one.milliseconds for one in taken) for name, taken in found.wire.items()}
    weight = median(one.received for one in found.wire["dashboard"]) / 1000
    own = found.seen.get("dashboard", {})
    sizes = {one.times: one.milliseconds for one in found.scaled}
    grown = sizes[100] / sizes[1] if {1, 100} <= set(sizes) else None
    return [
        *("## Targets", "", row("what", "target", "found", "verdict"), row(*["---"] * 4)),
        *(target(f"{what}, times the floor", 2.0, ratio(key, "floor"), "x") for what, key in SHOWN.items()),
        target("server time of a change of year, times the floor", 3.0, spent["dashboard"] / spent["floor"], "x"),
        *(told_only(f"{what}, times the limit", ratio(key, "limit")) for what, key in SHOWN.items()),
        target("first load over HTTP", 2.6, own.get("first"), "MB"),
        target("warm load over HTTP", 0.05, own.get("again"), "MB"),
        target("a change of year on the wire", 10.0, weight, "KB"),
        target("100 times the data", 1.2, grown, "x"),
        target("100 viewers, 95th percentile", 1000.0, hundred.get("p95"), "ms"),
        target("100 viewers, memory of each", 3.0, hundred.get("memory"), "MB"),
        target("start to well, data checked", 5.0, found.started, "s"),
    ]


def _wire(found: Found) -> list[str]:
    lines = ["", "## A change of year, over the websocket", ""]
    lines += [row("", "ms to the last message", "KB on the wire", "messages"), row(*["---"] * 4)]
    for name, taken in found.wire.items():
        spent, weight = median(one.milliseconds for one in taken), median(one.received for one in taken) / 1000
        lines.append(row(name, f"{spent:.0f}", f"{weight:.1f}", f"{median(one.messages for one in taken):.0f}"))
    lines += ["", "## Other changes of the dashboard, over the websocket", ""]
    lines += [row("", "ms", "KB"), row(*["---"] * 3)]
    for name, taken in found.others.items():
        kilobytes = median(one.received for one in taken) / 1000
        lines.append(row(name, f"{median(one.milliseconds for one in taken):.0f}", f"{kilobytes:.1f}"))
    return lines


def _browser(found: Found) -> list[str]:
    lines = ["", "## In Chromium", ""]
    if not found.seen:
        return [*lines, "No Chromium was found, so nothing was measured here."]
    lines += [row("", "cold open, ms", "first load, MB", "warm load, MB", "year change, ms"), row(*["---"] * 5)]
    lines += [
        row(name, f"{one['cold']:.0f}", f"{one['first']:.2f}", f"{one['again']:.3f}", f"{one['change']:.0f}")
        for name, one in found.seen.items()
    ]
    if found.thread:
        lines += ["", "What the browser is busy with in a change of year of the dashboard, under the profiler:", ""]
        lines += [row("", "ms"), row(*["---"] * 2)]
        lines += [row(name, f"{milliseconds:.0f}") for name, milliseconds in found.thread.items()]
    return lines


def _crowds(found: Found) -> list[str]:
    lines = ["", "## Many viewers, each with a pause of one to three seconds", ""]
    lines += ["The whole run lets each number come three times and shows the one with the median 95th percentile.", ""]
    lines += [row("viewers", "changes", "median ms", "p95 ms", "MB a session", "processor %", "failed")]
    lines.append(row(*["---"] * 7))
    for one in found.many:
        cells = (f"{one['memory']:.1f}", f"{one['processor']:.0f}", one["failed"] or "none")
        lines.append(row(one["viewers"], one["changes"], one["median"], one["p95"], *cells))
    return lines


def _scaled(found: Found) -> list[str]:
    lines = ["", "## The store at 1, 10 and 100 times the scores", ""]
    heads = ("times", "scores", "start to well, s", "a year nobody looked at, ms", "a change of year, ms", "memory, MB")
    lines += [row(*heads), row(*["---"] * 6)]
    return lines + [
        row(
            *(one.times, one.scores, f"{one.seconds:.1f}"),
            *(f"{one.first:.0f}", f"{one.milliseconds:.0f}", f"{one.memory:.0f}"),
        )
        for one in found.scaled
    ]


def _pages(found: Found) -> list[str]:
    lines = ["", "## Every page: a change of year on the server", ""]
    lines += [row("page", "a year nobody looked at, ms", "a year seen before, ms", "KB"), row(*["---"] * 4)]
    lines += [row(one.page, f"{one.first:.0f}", f"{one.again:.0f}", f"{one.kilobytes:.1f}") for one in found.pages]
    name, profile = found.profile
    lines += ["", f"## Where the slowest page, {name}, spends its time", ""]
    lines += ["Under the profiler, which makes everything slower; years nobody has looked at.", ""]
    return [*lines, row("function", "calls", "ms with what it calls", "ms of its own"), row(*["---"] * 4), *profile]


def write(lines: list[str], path: Path = sections.RESULTS) -> None:
    """Write the results; what the long run found stays."""
    kept = sections.section(SOAK, path.read_text(encoding="utf-8")) if path.exists() else ""
    path.write_text("\n".join([*lines, "", kept]).strip() + "\n", encoding="utf-8")
