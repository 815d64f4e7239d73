"""Every page on its own: what a change of year costs the server, and where the time of the slowest page goes."""

import cProfile
import io
import pstats
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from benchmarks import servers
from benchmarks.wire import Viewer

PAGES = {
    "overview": "",
    "map": "",
    "ranking": "",
    "change": "",
    "citizens": "&index=par",
    "dimensions": "",
    "province": "&province=63:14",
    "programme": "&province=63:14",
    "stage": "",
    "about": "",
    "desk": "",
}
YEARS = (2023, 2022, 2021)
_LINES = 14


@dataclass(frozen=True)
class Paged:
    """Milliseconds of a change to a year nobody has looked at yet, to one that was, and its kilobytes on the wire."""

    page: str
    first: float
    again: float
    kilobytes: float


def measured(server: servers.Server, repeats: int) -> list[Paged]:
    """Every page in turn, on a server of which nothing else is asked."""
    found = []
    for page, beside in PAGES.items():
        with Viewer(server.port) as viewer:
            viewer.rerun(f"year=2019&lang=vi{beside}", page)
            first = [viewer.rerun(f"year={year}&lang=vi{beside}", page) for year in YEARS]
            again = [viewer.rerun(f"year={YEARS[n % 3]}&lang=vi{beside}", page) for n in range(repeats)]
        found.append(
            Paged(
                page,
                statistics.median(one.milliseconds for one in first),
                statistics.median(one.milliseconds for one in again),
                statistics.median(one.received for one in again) / 1000,
            )
        )
    return found


def profiled(page: str) -> list[str]:
    """The functions of ours, or called by ours, in which changes of year spend their time: lines of a table."""
    profile, run = cProfile.Profile(), ScriptRunner._run_script  # noqa: SLF001 - where Streamlit runs a page

    def profiling(runner: ScriptRunner, *arguments: Any) -> None:  # noqa: ANN401 - whatever Streamlit hands on
        profile.enable()
        try:
            run(runner, *arguments)
        finally:
            profile.disable()

    servers.sit_at_the_machine()  # as the browser of the server that was measured: the desk is open there
    app = AppTest.from_file(str(servers.ROOT / "components" / "shell" / "frame.py"), default_timeout=60)
    for name, value in (one.split("=") for one in f"lang=vi&year=2019{PAGES[page]}".split("&")):
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(str(servers.ROOT / "pages" / f"{page}.py")).run()
    ScriptRunner._run_script = profiling  # type: ignore[method-assign]  # noqa: SLF001
    try:
        for year in YEARS:
            app.query_params["year"] = str(year)
            app.run()
    finally:
        ScriptRunner._run_script = run  # type: ignore[method-assign]  # noqa: SLF001
    told = io.StringIO()
    stats = pstats.Stats(profile, stream=told)
    root = str(servers.ROOT)
    rows = []
    for (file, _, function), (_, calls, own, whole, _) in stats.stats.items():  # type: ignore[attr-defined]
        if file.startswith(root) and ".venv" not in file and function not in ("<module>", "run", "run_"):
            name = f"{Path(file).relative_to(root).as_posix()}: {function}"
            rows.append((whole / len(YEARS) * 1000, own / len(YEARS) * 1000, calls // len(YEARS), name))
    rows.sort(reverse=True)
    return [f"| {name} | {calls} | {whole:.0f} | {own:.0f} |" for whole, own, calls, name in rows[:_LINES]]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as store:
        server = servers.start("dashboard", store)
        try:
            pages = measured(server, 6)
        finally:
            server.stop()
    for one in pages:
        print(one)
    print("\n".join(profiled(max(pages, key=lambda one: one.again).page)))
