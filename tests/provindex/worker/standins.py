"""Tasks that behave as a reader does which a file got the better of; harmless, and run by a worker alone."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from provindex.intake.issues import Refused, issue_of


def echo(data):
    yield {"size": len(data)}
    yield {"text": data.decode()}


def greedy(data):
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def endless(data):
    while True:
        pass


def asleep(data):
    time.sleep(600)


def aborting(data):
    yield {"part": 1}
    os.abort()


def wearing(data, worn=[]):  # noqa: B006 - what a process keeps from file to file
    worn.append(data)
    if len(worn) > 1:
        os.abort()
    return [{"times": len(worn)}]


def failing(data):
    return [1 / 0]


def refusing(data):
    yield {"part": 1}
    raise Refused(issue_of("too_many_rows", facts={"rows": 9, "limit": 3}))


def printing(data):
    sys.stdout.write("a library speaks")
    sys.stdout.flush()
    os.write(1, b"a library speaks")
    return [{"done": True}]


def surroundings(data):
    return [{"environment": dict(os.environ), "modules": list(sys.modules), "path": os.getcwd()}]


def reaching(data, folder, port, pid):
    """Which of the things that a reader has no business with it can do."""
    tries = {
        "write": lambda: Path(folder, "written").touch(),
        "read": lambda: Path(folder, "secret").read_text(),
        "list": lambda: os.listdir(folder),
        "environment": lambda: Path(f"/proc/{pid}/environ").read_bytes(),
        "network": lambda: socket.create_connection(("127.0.0.1", port), timeout=5).close(),
        "signal": lambda: os.kill(pid, 0),
        "program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    }
    found = {}
    for name, attempt in tries.items():
        try:
            attempt()
            found[name] = "done"
        except OSError as error:
            found[name] = type(error).__name__
    return [found]


def process(data):
    return [{"id": os.getpid()}]


TASKS = {
    one.__name__: one
    for one in (
        echo,
        greedy,
        endless,
        asleep,
        aborting,
        failing,
        reaching,
        refusing,
        wearing,
        printing,
        surroundings,
        process,
    )
}
