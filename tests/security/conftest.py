"""A server on this machine with an open year and two held ones: who shows its token is its local publisher."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from provindex.core.paths import ROOT
from tests.programs import LOCAL_DESK, WITH_US, free_port
from tests.security.visitor import HOST, Visitor, ask

SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running dashboard.

    Attributes:
        port: On 127.0.0.1.
        store: Its store.
        log: The file with what it says.
    """

    port: int
    store: str
    log: Path

    def ask(self, path, method="GET", body=None, **headers):
        return ask(self.port, path, method, body, **headers)

    def history(self):
        """How many changes its store has seen."""
        said = command("-m", "provindex", "history", "--json", store=self.store)
        return len(json.loads(said.stdout))


def command(*arguments, store):
    environment = os.environ | {"PROVINDEX_STORE": store}
    line = [sys.executable, *arguments]
    return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


@contextmanager
def running(folder, store, **settings):
    """A server with a store and further variables, whose log is kept in a folder."""
    port, log = free_port(), folder / "log.txt"
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    line = [*WITH_US, sys.executable, "-m", "streamlit", "run", "app.py", *options]
    allowed = {"PROVINDEX_STORE": store, "STREAMLIT_SERVER_ALLOWED_HOSTS": f"127.0.0.1 localhost {HOST}"}
    environment = os.environ | LOCAL_DESK | allowed | settings
    with log.open("wb") as output:
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_healthy(process, port, log)
        yield Server(port, store, log)
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    store = str(tmp_path_factory.mktemp("store"))
    command("-m", "tests.security.held", store=store)
    with running(tmp_path_factory.mktemp("server"), store) as started:
        yield started


def wait_until_healthy(process, port, log):
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if ask(port, "/_stcore/health").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The dashboard did not start. It said:\n{log.read_text(errors='replace')[-3000:]}", pytrace=False)


@pytest.fixture
def anonymous(server):
    """A reader who comes through a proxy."""
    with Visitor(server.port, anonymous=True) as visitor:
        yield visitor


@pytest.fixture
def analyst(server):
    """Whoever sits at the machine: sees what is held, and may publish."""
    with Visitor(server.port, anonymous=False) as visitor:
        yield visitor
