"""The servers that are measured side by side: the dashboard, the floor, the naive way; each a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from provindex.publishing.permissions import Visit
from server import local_desk

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = {
    "dashboard": "app.py",
    "floor": "benchmarks/floor.py",
    "limit": "benchmarks/limit.py",
    "naive": "benchmarks/naive.py",
}
FIGURES = "PROVINDEX_BENCHMARK_FIGURES"
"""Names the file with the figures that `limit` draws: year -> `benchmarks.wire.Chart`s."""

DESK_TOKEN = "printed-where-the-server-is-started"  # noqa: S105 - of a server that ends with the measurement
"""What opens the desk of the servers."""

_PATIENCE = 120


@dataclass
class Server:
    """A running server.

    Attributes:
        process: The process.
        port: Where it listens on this machine.
        seconds: From start to the first healthy answer.
    """

    process: subprocess.Popen[bytes]
    port: int
    seconds: float

    def memory(self) -> float:
        """Resident megabytes; NaN where the system does not tell."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def processor(self) -> float:
        """Seconds of processor used so far; NaN where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Ends it and waits."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def sit_at_the_machine() -> None:
    """Open the desk of pages that this process runs itself, as in the browser that opened the printed address."""
    local = Visit(opened=True, address="localhost", port=80, host="localhost", origin="http://localhost", shown=True)
    local_desk.visit = lambda: local


def start(name: str, store: str, **variables: str) -> Server:
    """Start one of `SCRIPTS` and wait until it is well: the dashboard by its data, the others by their process.

    Raises:
        RuntimeError: It ended, or was not well in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    open_desk = {"PROVINDEX_LOCAL_DESK": "1", "PROVINDEX_DESK_TOKEN": DESK_TOKEN}
    environment = os.environ | open_desk | {"PYTHONPATH": str(ROOT), "PROVINDEX_STORE": store} | variables
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own scripts
        [sys.executable, "-m", "streamlit", "run", SCRIPTS[name], *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    well = f"http://127.0.0.1:{port}/{'healthz' if name == 'dashboard' else '_stcore/health'}"
    while process.poll() is None and time.perf_counter() < began + _PATIENCE:
        try:
            urllib.request.urlopen(well, timeout=_PATIENCE).close()  # noqa: S310 - this machine
            return Server(process, port, time.perf_counter() - began)
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"{SCRIPTS[name]} did not become well")
