"""Programs that tests start beside themselves: on a port of their own, and never longer than the tests."""

import shutil
import socket

SETPRIV = shutil.which("setpriv")
WITH_US = [SETPRIV, "--pdeathsig", "KILL"] if SETPRIV else []
"""What a command begins with: the system then ends the program with the tests, also where those are killed."""

DESK_TOKEN = "printed-where-the-server-is-started"
LOCAL_DESK = {"PROVINDEX_LOCAL_DESK": "1", "PROVINDEX_DESK_TOKEN": DESK_TOKEN}
"""What a server is started with whose desk is open for the person at its machine."""


def desk_cookie(port):
    """Name and value of what a browser keeps that opened the printed address of such a server."""
    return f"provindex_desk_{port}", DESK_TOKEN


def free_port():
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
