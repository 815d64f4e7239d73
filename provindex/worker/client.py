"""Keeps the worker: starts it, asks it, ends it where it takes too long, and says what became of a request."""

import json
import logging
import os
import signal
import subprocess  # noqa: S404 - starts only the interpreter that runs this program, with a module of it
import sys
import threading
from collections.abc import Mapping
from typing import IO, Any, Literal, cast

from provindex.core import paths
from provindex.intake.formats import limits
from provindex.intake.issues import Refused
from provindex.worker import answers, confinement
from provindex.worker.process import END, LENGTH

_LOG = logging.getLogger(__name__)

_START = "import sys; sys.path.insert(0, sys.argv[1]); from provindex.worker.process import main; main()"
_PASSED = ("PROVINDEX_DATA", "PROVINDEX_GEO", limits.MEGABYTES_SET, limits.ROWS_SET, "LD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables that the worker needs; it sees no other, so neither the store nor a secret."""

SECONDS, CLOCK = 40, 70.0
"""Seconds of a processor for one file, and seconds by the clock."""

_MOST = 300_000_000
"""Bytes of an answer; those of a file within the limits of the intake stay far below."""

Cause = Literal["time", "memory", "ended", "failed"]


class WorkerError(Exception):
    """The worker gave no answer.

    Attributes:
        cause: ``time`` or ``memory`` where it took too much of it, ``ended`` where it broke off, ``failed`` where
            a reader raised what nobody has foreseen.
    """

    def __init__(self, cause: Cause, detail: str) -> None:
        """Keep the cause; the detail is for the log."""
        self.cause: Cause = cause
        super().__init__(f"{cause}: {detail}")


class Worker:
    """Opens files in a process, one at a time; whenever the process ends, a fresh one takes its place."""

    def __init__(self, tasks: str = "provindex.worker.tasks", seconds: int = SECONDS, clock: float = CLOCK) -> None:
        """Keep what the process will be; it starts with `warm` or the first file.

        Args:
            tasks: Name of the module with its ``TASKS``.
            seconds: Seconds of a processor for one file.
            clock: Seconds by the clock after which the process is ended.
        """
        self._tasks, self._seconds, self._clock = tasks, seconds, clock
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def warm(self) -> None:
        """Start the process where none runs, so that the first file need not wait for it."""
        if self._lock.acquire(blocking=False):
            try:
                self._ready()
            finally:
                self._lock.release()

    def ask(self, task: str, data: bytes, **arguments: object) -> list[Any]:
        """The documents that a task answers with.

        A file at which a used process broke off or had not enough memory is given to a fresh one, so that the files
        before it never decide.

        Args:
            task: Name of the task.
            data: The bytes of the file.
            arguments: Further arguments of the task, plain values of JSON.

        Raises:
            Refused: With the issue that the task raised.
            WorkerError: There is no answer.
        """
        with self._lock:
            used = self._ready().answered > 0
            try:
                return self._asked(task, data, arguments)
            except WorkerError as error:
                if not used or error.cause not in ("memory", "ended"):
                    raise
            return self._asked(task, data, arguments)

    def close(self) -> None:
        """End the process; the next file starts another one."""
        with self._lock:
            if self._process is not None:
                self._process.end()

    def _asked(self, task: str, data: bytes, arguments: Mapping[str, object]) -> list[Any]:
        process = self._ready()
        try:
            return process.exchange(task, data, arguments, self._seconds, self._clock)
        except WorkerError as error:
            _LOG.warning("the process that opens files gave no answer", extra={"cause": str(error), "task": task})
            raise
        finally:
            self._ready()

    def _ready(self) -> "_Process":
        """The running process; a fresh one where none runs or its environment is no longer that of the server."""
        environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
        if self._process is None or self._process.has_ended() or self._process.environment != environment:
            if self._process is not None:
                self._process.end()
            self._process = _Process(self._tasks, environment)
        return self._process


class _Process:
    """One process, from its start to its end."""

    def __init__(self, tasks: str, environment: dict[str, str]) -> None:
        """Start it.

        Raises:
            WorkerError: The system starts no further process.
        """
        self.environment, self.answered = environment, 0
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(paths.ROOT), tasks]
        try:
            self._started = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=paths.ROOT,
                env=confinement.ENVIRONMENT | environment,
            )
        except OSError as error:
            raise WorkerError("ended", str(error)) from error
        self._to = cast("IO[bytes]", self._started.stdin)
        self._from = cast("IO[bytes]", self._started.stdout)

    def has_ended(self) -> bool:
        """Whether it cannot be asked any more."""
        return self._started.poll() is not None

    def end(self) -> None:
        """End it, whatever it does."""
        self._started.kill()
        self._started.wait()
        for pipe in (self._to, self._from):
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader any more
                continue

    def exchange(self, task: str, data: bytes, arguments: Mapping[str, object], seconds: int, wait: float) -> list[Any]:
        """Ask and wait for the answer, see `Worker.ask`."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._started.kill()

        clock = threading.Timer(wait, stop)
        clock.daemon = True
        clock.start()
        whole = False
        try:
            request = {"task": task, "arguments": arguments, "seconds": seconds, "size": len(data)}
            self._to.write(json.dumps(request).encode() + b"\n")
            self._to.write(data)
            self._to.flush()
            *found, last = _documents(self._from)
            outcome, detail = last[END]
            whole = outcome != "exhausted"
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise self._no_answer(error, late=late.is_set()) from None
        finally:
            clock.cancel()
            clock.join()
            # What is left of an answer would be taken for the next one.
            if late.is_set() or not whole:
                self.end()
        self.answered += 1
        if outcome == "refused":
            raise Refused(answers.issue_of_document(detail))
        if outcome != "done":
            raise WorkerError("memory" if outcome == "exhausted" else "failed", str(detail))
        return found

    def _no_answer(self, error: Exception, *, late: bool) -> WorkerError:
        self.end()
        code = self._started.returncode
        if late or code == -getattr(signal, "SIGXCPU", sys.maxsize):  # a number that no exit has, where there is none
            return WorkerError("time", f"ended with {code}")
        return WorkerError("ended", f"ended with {code}, {type(error).__name__}")


def _documents(source: IO[bytes]) -> list[Any]:
    """The documents of an answer, the last one with its outcome.

    Raises:
        EOFError: The process ended before.
        ValueError: It answers with more than any file comes to, or with what is no document.
    """
    found: list[Any] = []
    room = _MOST
    while True:
        size = int.from_bytes(_exactly(source, LENGTH), "big")
        room -= size
        if room < 0:
            raise ValueError("an answer that is too long")
        content = _exactly(source, size).decode("utf-8", "surrogatepass")
        found.append(json.loads(content, object_hook=answers.restored))
        if END in found[-1]:
            return found


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return content
