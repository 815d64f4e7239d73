"""How long a publish takes, and how long every server needs to see it: ``python -m benchmarks.publish [COMMITS]``.

Writes into a folder of its own that is removed again. With ``PROVINDEX_STORE`` set it measures that store instead, and
leaves the commits there: use an empty one.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from provindex.catalog import load_catalog
from provindex.publishing import publish, publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import ledger, published_catalog, score_store
from provindex.store.ledger import Ledger

COMMITS = 100
AN = Actor("benchmark", "publisher")


def timed(work: Callable[[], object], times: int) -> str:
    """Median and slowest of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(taken):8.2f} ms median {max(taken):8.2f} ms slowest of {times}"


def measure(commits: int) -> None:
    """Publish one year over and over, and read it."""
    index = load_catalog().indices["papi"]
    scores = score_store.read_shipped("papi", 2024)
    content = os.urandom(1_900_000)  # as large as an official workbook

    def put() -> None:
        publish.publish(scores, index, 2024, Upload("benchmark.xlsx", content), AN)

    print(f"{len(scores)} rows a year, a file of {len(content) / 1e6:.1f} MB, {commits} commits")
    print("data version, nothing published      ", timed(score_store.data_version, 50))
    print("first publish (makes the table)      ", timed(put, 1))
    print("publish                              ", timed(put, commits))
    print("state, nothing new                   ", timed(lambda: ledger.current().state(), 200))
    print("data version, nothing new            ", timed(score_store.data_version, 50))
    print("read a published year                ", timed(lambda: score_store.read("papi", 2024), 50))
    print("read a shipped year                  ", timed(lambda: score_store.read("papi", 2023), 50))
    print("catalogue with what is published     ", timed(published_catalog.load_catalog, 10))
    print("history                              ", timed(publish_log.history, 20))
    print("state, in a server that just started ", timed(lambda: Ledger(ledger.current().place.location).state(), 10))
    print(
        "undo                                 ",
        timed(lambda: publish.undo("papi", 2024, AN, "again", confirmed=True), min(commits, 20)),
    )


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else COMMITS
    if os.environ.get("PROVINDEX_STORE"):
        measure(asked)
    else:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["PROVINDEX_STORE"] = folder
            measure(asked)
