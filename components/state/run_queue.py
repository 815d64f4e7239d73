"""Runs of pages take turns, so that many readers at once do not hold each other up.

Python lets one thread run at a time, and each message that a run sends is a chance for another to take over: runs that
are all under way at once all end late, and the changes from one to the other cost as much as the runs themselves.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 0.5
"""Seconds after which a run goes on beside the one whose turn it is, as where that one waits for a slow store."""

_TURN = threading.Lock()
_OWN = threading.local()


@contextmanager
def turn(patience: float = PATIENCE) -> Iterator[None]:
    """Waits for the run before, but never longer than ``patience`` seconds; the turn ends however the run does."""
    _OWN.taken = _TURN.acquire(timeout=patience)
    try:
        yield
    finally:
        leave()


def leave() -> None:
    """Ends the turn of this run before the run ends: for work that takes longer than others should wait.

    It goes on beside the runs that take turns, so that each of those has half of the processor and not none.
    """
    if getattr(_OWN, "taken", False):
        _OWN.taken = False
        _TURN.release()
