"""A viewer without a browser: speaks Streamlit's protocol over a real websocket and counts milliseconds and bytes.

``python -m benchmarks.wire PORT VIEWERS CHANGES`` opens so many viewers at once; each changes its year so
often, with a pause, and one line of JSON tells how long the changes took.
"""

import json
import random
import socket
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PAUSE = (1.0, 3.0)
"""Seconds between two changes of one viewer, at random."""

PATIENCE = 60.0
Chart = tuple[str, str]
"""Specification and configuration of a plotly chart, each as JSON."""
YEARS = list(range(2012, 2025))


class _Counted(socket.socket):
    """Counts what comes over the wire, compressed as it comes."""

    received = 0

    def recv(self, *arguments: int) -> bytes:
        content = super().recv(*arguments)
        self.received += len(content)
        return content


@dataclass(frozen=True)
class Taken:
    """What one rerun cost: milliseconds to its last message, bytes on the wire, messages."""

    milliseconds: float
    received: int
    messages: int


class Viewer:
    """One session with a server on this machine.

    Attributes:
        faults: How often an error stood in the place of a part of the page.
        charts: The charts that the last run sent.
    """

    def __init__(self, port: int) -> None:
        """Connects; the first `rerun` opens the page."""
        self._kept: set[str] = set()
        self._socket = _Counted(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.settimeout(PATIENCE)
        self._socket.connect(("127.0.0.1", port))
        self._opened = ExitStack()
        socket_of_server = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            sock=self._socket,
            origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            ping_interval=None,
        )
        self._connection = self._opened.enter_context(socket_of_server)
        self._clock = ""
        self.faults = 0
        self.charts: list[Chart] = []

    def __enter__(self) -> Self:
        """The viewer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leaves."""
        self._opened.close()

    def rerun(self, query: str, page: str = "") -> Taken:
        """Asks for a page with a query and reads until the script has finished.

        Raises:
            RuntimeError: The script did not compile.
            TimeoutError: Nothing came any more.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        # As a browser does: what it still holds from the last run comes as a reference and not again.
        asked.rerun_script.cached_message_hashes.extend(sorted(self._kept))
        self._kept = set()
        return self._run(asked, (ForwardMsg.FINISHED_SUCCESSFULLY,))

    def look(self) -> Taken | None:
        """Asks whether something was published, as a browser does every few seconds; None before a page was opened.

        Raises:
            RuntimeError: As `rerun` does.
            TimeoutError: As `rerun` does.
        """
        if not self._clock:
            return None
        asked = BackMsg()
        asked.rerun_script.fragment_id = self._clock
        asked.rerun_script.is_auto_rerun = True
        ends = (ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, ForwardMsg.FINISHED_SUCCESSFULLY)
        return self._run(asked, ends)

    def _run(self, asked: BackMsg, ends: tuple[int, ...]) -> Taken:
        before, start, messages = self._socket.received, time.perf_counter(), 0
        self.charts = []
        self._connection.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self._connection.recv(timeout=PATIENCE))  # type: ignore[arg-type]
            messages += 1
            kind = told.WhichOneof("type")
            if kind == "auto_rerun":
                self._clock = told.auto_rerun.fragment_id
            elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
                self.faults += 1
            elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "plotly_chart":
                sent = told.delta.new_element.plotly_chart
                self.charts.append((sent.spec, sent.config))
            if told.metadata.cacheable or told.ref_hash:
                self._kept.add(told.ref_hash or told.hash)
            if kind != "script_finished":
                continue
            if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError("the page did not compile")
            if told.script_finished in ends:
                return Taken((time.perf_counter() - start) * 1000, self._socket.received - before, messages)


def watch(port: int, changes: int, taken: list[float], failed: list[str], ready: threading.Barrier) -> None:
    """One viewer among many: opens the page, waits for the others, changes the year now and then."""
    try:
        with Viewer(port) as viewer:
            viewer.rerun("year=2023&lang=vi")
            ready.wait(PATIENCE * 3)
            for _ in range(changes):
                time.sleep(random.uniform(*PAUSE))  # noqa: S311 - no secret is made of it
                taken.append(viewer.rerun(f"year={random.choice(YEARS)}&lang=vi").milliseconds)  # noqa: S311
    except Exception as error:
        failed.append(f"{type(error).__name__}: {error}")
        ready.abort()


def crowd(port: int, viewers: int, changes: int) -> dict[str, object]:
    """Many viewers at once: the median and the 95th percentile of their changes, and what failed."""
    taken: list[float] = []
    failed: list[str] = []
    ready = threading.Barrier(viewers)
    threads = [threading.Thread(target=watch, args=(port, changes, taken, failed, ready)) for _ in range(viewers)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    taken.sort()
    return {
        "viewers": viewers,
        "changes": len(taken),
        "median": round(taken[len(taken) // 2], 1) if taken else None,
        "p95": round(taken[min(len(taken) - 1, int(len(taken) * 0.95))], 1) if taken else None,
        "failed": failed[:3],
    }


if __name__ == "__main__":
    print(json.dumps(crowd(*(int(one) for one in sys.argv[1:4]))))
