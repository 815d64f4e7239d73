"""What the tests of this folder start ends with them, whatever ends them."""

import os
import subprocess
import sys

import pytest

from provindex.core.paths import ROOT
from tests.programs import SETPRIV
from tests.replicas.topology import until

STARTS = """
import os, sys, time
from pathlib import Path
from tests.replicas.topology import Program
print(Program(["sleep", "60"], Path(sys.argv[1]), dict(os.environ)).process.pid, flush=True)
time.sleep(60)
"""


def runs(number):
    """Whether a process is there and does something; one that ended waits for whoever took it over."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as told:
            return told.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(SETPRIV is None, reason="this system has no setpriv")
def test_a_program_ends_with_the_tests_that_were_killed(tmp_path):
    line = [sys.executable, "-c", STARTS, str(tmp_path / "log.txt")]
    tests = subprocess.Popen(line, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    started = int(tests.stdout.readline())
    assert runs(started)
    tests.kill()
    tests.communicate()
    until(lambda: not runs(started), "the program ended")
