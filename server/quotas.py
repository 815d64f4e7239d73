"""How much of the server one reader may use: requests, files and changes a minute, and how many readers at once.

Whoever runs the server sets every number by a variable; 0 stands for no limit. Counts are of this process alone.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

from provindex.core.rate_limit import Allowance, BusyError, number
from server import clients

DATA = Allowance("PROVINDEX_DATA_PER_MINUTE", 300)
"""Answers of ``/data`` to one address."""
EXPORTS = Allowance("PROVINDEX_EXPORTS_PER_MINUTE", 30)
"""Files made for one session."""
EXPORTS_OF_ADDRESS = Allowance("PROVINDEX_EXPORTS_PER_ADDRESS", 120)
"""Files made for one address, so that a new session is no new allowance; see `server.clients.Client.counted`."""
PUBLISHES = Allowance("PROVINDEX_PUBLISHES_PER_MINUTE", 30)
"""Changes of published years by one person."""
SESSIONS = "PROVINDEX_SESSIONS"
"""Variable: how many browsers may be connected at once."""

_SESSIONS = 500
_RETRY = b"30"


def plain_page(title: str, text: str, title_en: str, text_en: str) -> str:
    """A page in both languages that stands in the place of the dashboard and tries again by itself in 30 seconds."""
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="30">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:1.1rem/1.6 sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#0b1721}}</style></head>
<body><h1>{title}</h1>
<p>{text}</p>
<h1 lang="en">{title_en}</h1>
<p lang="en">{text_en}</p>
</body></html>
"""


_FULL = plain_page(
    "Đang có quá nhiều người xem",
    "Máy chủ đã đủ số người xem cùng lúc. Trang này tự mở lại sau 30 giây.",
    "Too many readers at the moment",
    "The server has as many readers as it can serve at once. This page tries again by itself in 30 seconds.",
).encode()


def export(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file, counted against the session that it is made for, and against its address."""
    session, address = who()

    def counted() -> bytes:
        _take(session, address)
        return made()

    return counted


def exports_left() -> BusyError | None:
    """Why this session may take no file now, with the seconds to wait; None where it may."""
    session, address = who()
    waits = [(EXPORTS, EXPORTS.wait(session))]
    if address is not None:
        waits.append((EXPORTS_OF_ADDRESS, EXPORTS_OF_ADDRESS.wait(address)))
    allowance, seconds = max(waits, key=lambda one: one[1])
    return BusyError(allowance.often, seconds) if seconds else None


def take_export() -> None:
    """Counts a file that is made in the run itself.

    Raises:
        BusyError: The session, or its address, took as many as it may.
    """
    _take(*who())


def _take(session: str, address: str | None) -> None:
    # The session first: one that asks on and on takes nothing from its neighbours.
    EXPORTS.take(session)
    if address is not None:
        EXPORTS_OF_ADDRESS.take(address)


def who() -> tuple[str, str | None]:
    """The session that is here, and the address under which it counts."""
    context = get_script_run_ctx()
    return (context.session_id, clients.of_session().counted) if context else ("", None)


class Readers:
    """Keeps the number of connected browsers within the limit: whoever comes then gets a plain page; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._open = 0
        number(SESSIONS, _SESSIONS)  # a value that is no number ends the start with a sentence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers in its place where too many are here."""
        most = number(SESSIONS, _SESSIONS)
        full = bool(most) and self._open >= most
        if scope["type"] == "websocket":
            if full:
                await receive()
                await send({"type": "websocket.close", "code": 1013, "reason": "too many readers"})
                return
            self._open += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._open -= 1
        elif full and is_page(scope):
            headers = [(b"content-type", b"text/html; charset=utf-8"), (b"retry-after", _RETRY)]
            headers += [(b"cache-control", b"no-store"), (b"content-length", str(len(_FULL)).encode())]
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": _FULL})
        else:
            await self.app(scope, receive, send)


def is_page(scope: Scope) -> bool:
    """Whether a browser opens a page, as against what a page fetches, a program reads or a monitor asks."""
    headers = dict(scope.get("headers", ()))
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and headers.get(b"sec-fetch-dest", b"document") in (b"document", b"iframe")
        and b"text/html" in headers.get(b"accept", b"")
    )
