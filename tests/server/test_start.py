"""What the server says when it starts: nothing that is only about how it starts."""

import subprocess
import sys

from provindex.core.paths import ROOT


def test_the_start_says_nothing_of_caches_without_a_server():
    done = subprocess.run([sys.executable, "-c", "import app"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "No runtime found" not in done.stdout + done.stderr
