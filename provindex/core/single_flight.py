"""An answer now or the next time: for work that may wait for another machine while a reader waits for a page."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Soon(Generic[T]):
    """Runs each piece of work once at a time, in a thread that never keeps the program from ending."""

    def __init__(self, seconds: float) -> None:
        """Whoever starts a piece of work waits for it so many seconds at most; nobody else waits at all."""
        self._seconds = seconds
        self._lock = Lock()
        self._running: dict[Hashable, Future[T]] = {}

    def ask(self, key: Hashable, work: Callable[[], T]) -> T | None:
        """What the work gave, or None while it is still going on; what it gave late is told to who asks next.

        Args:
            key: What the work is about: while it goes on for a key it is not started again.
            work: Called without arguments, in another thread.

        Raises:
            Exception: What the work raised.
        """
        with self._lock:
            running = self._running.get(key)
            mine = running is None
            if running is None:
                running = self._running[key] = Future()
                Thread(target=_run, args=(running, work), daemon=True).start()
        try:
            found = running.result(self._seconds if mine else 0)
        except TimeoutError:
            if not running.done():
                return None
            self._forget(key, running)
            raise  # the work itself ran out of time
        except Exception:
            self._forget(key, running)
            raise
        self._forget(key, running)
        return found

    def _forget(self, key: Hashable, running: Future[T]) -> None:
        with self._lock:
            if self._running.get(key) is running:
                del self._running[key]


def _run(future: "Future[T]", work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
