"""A line between two programs on this machine that a test can slow down, cut and mend."""

import socket
import threading
import time
from contextlib import suppress


class Line:
    """Passes on what comes to a port of its own.

    Attributes:
        port: Where it listens.
        delay: Seconds that each request waits before it goes on.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._cut = False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.delay = 0.0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection and take no new one."""
        self._cut = True
        for one in list(self._open):
            _end(one)

    def mend(self) -> None:
        self._cut = False

    def close(self) -> None:
        self.cut()
        _end(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._cut:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                continue
            self._open |= {near, far}
            asked = threading.Event()
            threading.Thread(target=self._there, args=(near, far, asked), daemon=True).start()
            threading.Thread(target=self._back, args=(far, near, asked), daemon=True).start()

    def _there(self, near: socket.socket, far: socket.socket, asked: threading.Event) -> None:
        """Requests; only the first bytes after an answer are held up, the rest of a request follows at once."""
        while content := _received(near):
            if self.delay and not asked.is_set():
                time.sleep(self.delay)
            asked.set()
            if not _sent(far, content):
                break
        self._over(near, far)

    def _back(self, far: socket.socket, near: socket.socket, asked: threading.Event) -> None:
        while content := _received(far):
            asked.clear()
            if not _sent(near, content):
                break
        self._over(near, far)

    def _over(self, *pair: socket.socket) -> None:
        for one in pair:
            self._open.discard(one)
            _end(one)


def _received(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _sent(one: socket.socket, content: bytes) -> bool:
    try:
        one.sendall(content)
    except OSError:
        return False
    return True


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
