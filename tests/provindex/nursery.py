"""Starts the processes of `tests.provindex.publishers`, hears what they say and kills them."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from provindex.core.paths import ROOT

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


class Publishers:
    """Processes that publish, forked from one that has everything imported."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        program = [sys.executable, str(Path(__file__).with_name("publishers.py"))]
        environment = dict(variables) | {"PYTHONPATH": str(ROOT)}
        self._nursery = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT, bufsize=0
        )
        self._read = b""

    def start(self, **order: object) -> int:
        """Start one; its number."""
        self._nursery.stdin.write(json.dumps(order).encode() + b"\n")
        others = []
        while "child" not in (answer := self.answer()):
            others.append(answer)
        assert not others
        return answer["child"]

    def answer(self) -> dict:
        """The next line that any of them says."""
        while b"\n" not in self._read:
            ready, _, _ = select.select([self._nursery.stdout], [], [], 60)
            assert ready, "no publisher says anything"
            self._read += os.read(self._nursery.stdout.fileno(), 65536)
        line, _, self._read = self._read.partition(b"\n")
        return json.loads(line)

    def killed(self, child: int) -> list[dict]:
        """Kill one without warning; what it said before."""
        os.kill(child, signal.SIGKILL)
        while alive(child):
            time.sleep(0.001)
        while select.select([self._nursery.stdout], [], [], 0)[0]:
            self._read += os.read(self._nursery.stdout.fileno(), 65536)
        *lines, self._read = self._read.split(b"\n")
        return [json.loads(line) for line in lines]

    def end(self) -> None:
        self._nursery.stdin.close()
        self._nursery.wait(30)
        self._nursery.stdout.close()


def alive(child: int) -> bool:
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return False
    return True


def spread(number: int) -> float:
    """Moments between 0 and 1 that never fall into step with what repeats itself."""
    return number * 0.6180339887 % 1
