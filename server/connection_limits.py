"""How many connections one address may hold open, and how long one may stay without asking anything.

Whoever runs the server sets the number by a variable; 0 stands for no limit. Counts are of this process alone, and of
addresses that stand for one place: see `server.clients.Client.counted`.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from provindex.core import logs
from provindex.core.rate_limit import number
from server import clients, quotas

PER_ADDRESS = "PROVINDEX_CONNECTIONS_PER_ADDRESS"
"""Variable: how many connections of browsers one address may have; and `_EACH` times as many requests under way."""

SILENT = 15.0
"""Seconds after which a connection is closed that has sent no whole request."""

_MOST = 30
_EACH = 10  # a page that opens asks for some eighty files, through a proxy with HTTP/2 for all of them at once
_MINUTE = 60.0
_LOG = logging.getLogger(f"{logs.ROOT}.server")
_SENTENCE = (
    "There are as many connections from your network address as one may have here. Close other pages of this "
    "dashboard, or try again in 30 seconds. Where many people share the address, whoever runs the server can allow "
    f"more ({PER_ADDRESS})."
)
_PAGE = quotas.plain_page(
    "Quá nhiều kết nối từ địa chỉ mạng của bạn",
    "Máy chủ đã mở số kết nối tối đa cho một địa chỉ mạng. Hãy đóng bớt các trang khác của bảng số liệu này; trang tự "
    "mở lại sau 30 giây. Nếu nhiều người dùng chung địa chỉ này, người vận hành máy chủ có thể cho phép nhiều hơn "
    f"({PER_ADDRESS}).",
    "Too many connections from your network address",
    _SENTENCE + " This page tries again by itself.",
)
_HEADERS = {"Retry-After": "30", "Cache-Control": "no-store"}
_END_OF_HEADERS = b"\r\n\r\n"


class PerAddress:
    """Keeps what one address has open within the limit: whatever comes then is answered with 429; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._open: Counter[tuple[str, str]] = Counter()
        self._logged = -_MINUTE
        number(PER_ADDRESS, _MOST)  # a value that is no number ends the start with a sentence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers in its place where its address has too many."""
        most = number(PER_ADDRESS, _MOST)
        counts = most and scope["type"] in ("http", "websocket")
        address = clients.of_scope(scope).counted if counts else None
        if address is None:
            await self.app(scope, receive, send)
            return
        counted = (scope["type"], address)
        # The page of a browser that could not connect says so at once, in place of loading first.
        is_page = scope["type"] == "http" and quotas.is_page(scope)
        connects = scope["type"] == "websocket" or is_page
        if (connects and self._open["websocket", address] >= most) or self._open["http", address] >= most * _EACH:
            self._log()
            await _refuse(scope, receive, send)
            return
        self._open[counted] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[counted] -= 1
            if not self._open[counted]:
                del self._open[counted]

    def _log(self) -> None:
        """A line a minute at most, without the address: nothing is kept of readers."""
        if time.monotonic() - self._logged >= _MINUTE:
            self._logged = time.monotonic()
            _LOG.warning("an address has too many connections", extra={"set": PER_ADDRESS})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    answer: Response = PlainTextResponse(_SENTENCE, 429, _HEADERS)
    if quotas.is_page(scope):
        answer = HTMLResponse(_PAGE, 429, _HEADERS)
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await receive()
        await send({"type": "websocket.close", "code": 1013, "reason": "too many connections from this address"})
        return
    await answer(scope, receive, send)


class FirstRequest(asyncio.Protocol):
    """Hands everything on to the protocol of the server, and closes a connection that sends no whole request in time.

    The server itself waits without end for the first request of a connection. A page that is open has long sent its
    own: nothing is watched after the first.
    """

    def __init__(self, inner: Any, seconds: float = SILENT) -> None:  # noqa: ANN401 - whichever the server uses
        self._inner, self._seconds = inner, seconds
        self._end = b""
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begins to wait."""
        self._timer = asyncio.get_running_loop().call_later(self._seconds, transport.close)
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Ends the wait where the headers of a request are whole."""
        if self._timer is not None:
            seen = self._end + data
            self._end = seen[-len(_END_OF_HEADERS) + 1 :]
            if _END_OF_HEADERS in seen:
                self._stop()
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Hands it on."""
        return self._inner.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        """Hands it on; nothing is waited for any more."""
        self._stop()
        self._inner.connection_lost(error)

    def pause_writing(self) -> None:
        """Hands it on."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Hands it on."""
        self._inner.resume_writing()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


@contextmanager
def no_silence(loop: asyncio.AbstractEventLoop, seconds: float = SILENT) -> Iterator[None]:
    """Watches the connections of the servers that are started in a loop from now on.

    A server is started after its application; a loop that takes no other method, as one written in C, is left alone.
    """
    create = loop.create_server

    def watched(factory: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the loop has it
        return create(lambda *given: FirstRequest(factory(*given), seconds), *args, **named)

    with suppress(AttributeError):
        loop.create_server = watched  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        with suppress(AttributeError):
            loop.create_server = create  # type: ignore[method-assign]
