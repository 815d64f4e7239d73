"""How much of a file is read: as the environment says where the server starts, and no more than the most."""

import os
import subprocess
import sys

import pytest

from provindex.core.paths import ROOT
from provindex.intake.formats import limits


def started(**variables):
    """What a server that starts with these variables reads at most: bytes and rows."""
    script = "from provindex.intake.formats import limits; print(limits.BYTES, limits.ROWS)"
    command, environment = [sys.executable, "-c", script], os.environ | variables
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_without_variables_25_megabytes_and_50000_rows_are_read():
    assert (limits.BYTES, limits.ROWS) == (25_000_000, 50_000)


def test_the_environment_sets_how_much_is_read():
    said = started(PROVINDEX_UPLOAD_MEGABYTES="3", PROVINDEX_UPLOAD_ROWS="200")
    assert said.stdout.split() == ["3000000", "200"]


@pytest.mark.parametrize("variable", [limits.MEGABYTES_SET, limits.ROWS_SET])
def test_more_than_the_most_ends_the_start_with_a_sentence(variable):
    said = started(**{variable: "9999999"})
    assert said.returncode == 1
    assert f"{variable}: expected is a whole number from 0 to " in said.stderr
