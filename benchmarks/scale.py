"""The store at once, ten and a hundred times the scores: made-up copies of the largest index under other keys.

``python -m benchmarks.scale FOLDER TIMES`` fills a folder; `measured` runs the dashboard on several of them at once,
each in turn, so that whatever else the machine does falls on all of them alike.
"""

import re
import shutil
import statistics
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks import servers
from benchmarks.wire import Viewer
from provindex.core import paths

TIMES = (1, 10, 100)
YEARS = (2022, 2021, 2020, 2019)
_COPIED = "papi"


@dataclass(frozen=True)
class Scaled:
    """One store: its scores, seconds from start to well, milliseconds of a change of year, megabytes of the process."""

    times: int
    scores: int
    seconds: float
    milliseconds: float
    first: float
    memory: float


def fill(folder: Path, times: int) -> int:
    """Copy the shipped figures into a folder and add copies of the largest index until it is there ``times`` over.

    Returns:
        How many rows of scores the folder holds.
    """
    shutil.copytree(paths.data_folder(), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "source"))
    described = (folder / _COPIED / "index.toml").read_text(encoding="utf-8")
    years = {path.name: pq.read_table(path) for path in (folder / _COPIED).glob("*.parquet")}
    for number in range(2, times + 1):
        key = f"{_COPIED}{number}"
        there = folder / key
        there.mkdir()
        renamed = re.sub(rf'\b{_COPIED}(?=[".\]\s])', key, described)
        (there / "index.toml").write_text(renamed, encoding="utf-8")
        for name, rows in years.items():
            copied = rows
            for column in ("measure", "source"):
                place = rows.schema.get_field_index(column)
                renamed_cells = pc.replace_substring_regex(rows[column], rf"\b{_COPIED}\b", key)
                copied = copied.set_column(place, rows.schema.field(place), renamed_cells)
            pq.write_table(copied, there / name)
    return times * sum(len(rows) for rows in years.values())


def measured(folder: Path, repeats: int, sizes: tuple[int, ...] = TIMES) -> list[Scaled]:
    """The dashboard on a store of each size: first change of year, and the median of changes seen before."""
    running: dict[int, servers.Server] = {}
    scores, first = {}, {}
    taken: dict[int, list[float]] = {times: [] for times in sizes}
    try:
        for times in sizes:
            scores[times] = fill(folder / str(times), times)
            running[times] = servers.start(
                "dashboard", str(folder / f"store-{times}"), PROVINDEX_DATA=str(folder / str(times))
            )
        with ExitStack() as opened:
            viewers = {times: opened.enter_context(Viewer(running[times].port)) for times in sizes}
            for times, viewer in viewers.items():
                viewer.rerun("year=2023&lang=vi")
                first[times] = statistics.median(viewer.rerun(f"year={year}&lang=vi").milliseconds for year in YEARS)
            for number in range(repeats):
                for times, viewer in viewers.items():
                    taken[times].append(viewer.rerun(f"year={YEARS[number % len(YEARS)]}&lang=vi").milliseconds)
        return [
            Scaled(
                times,
                scores[times],
                server.seconds,
                statistics.median(taken[times]),
                first[times],
                server.memory(),
            )
            for times, server in running.items()
        ]
    finally:
        for server in running.values():
            server.stop()


if __name__ == "__main__":
    print(fill(Path(sys.argv[1]), int(sys.argv[2])), "scores")
