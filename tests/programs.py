"""Programs that tests start beside themselves: on a port of their own, and never longer than the tests."""

import shutil
import socket

SETPRIV = shutil.which("setpriv")
WITH_US = [SETPRIV, "--pdeathsig", "KILL"] if SETPRIV else []
"""What a command begins with: the system then ends the program with the tests, also where those are killed."""


def free_port():
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
