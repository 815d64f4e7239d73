"""Streamlit's own files, pressed once and kept: every cold opening asks for the same three megabytes of scripts.

Their names carry a hash of their content, so what was pressed holds as long as the process. Brotli makes them a sixth
smaller than gzip does; a browser that does not take it, as on a line without TLS, gets gzip.
"""

import gzip

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDERS = ("/static/js/", "/static/css/")
_LEAST = 500  # bytes; below, the headers weigh more than what is saved
_PRESS = {"br": lambda content: brotli.compress(content, quality=9), "gzip": lambda content: gzip.compress(content, 9)}


class StaticCompression:
    """Answers for Streamlit's scripts and styles from memory; plain ASGI, so that all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[tuple[str, str], tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what is kept; what is not is asked for, pressed and kept."""
        encoding = _encoding(scope)
        if encoding is None:
            await self.app(scope, receive, send)
            return
        key = (scope["path"], encoding)
        if key not in self._kept:
            start, content = await _asked(self.app, scope, receive)
            if start["status"] != 200 or len(content) < _LEAST:
                await send(start)
                await send({"type": "http.response.body", "body": content})
                return
            self._kept[key] = await run_in_threadpool(_pressed, start, content, encoding)
        start, content = self._kept[key]
        await send({**start, "headers": list(start["headers"])})
        await send({"type": "http.response.body", "body": content})


def _encoding(scope: Scope) -> str | None:
    """How the answer is pressed; None where it is not a whole file of Streamlit's that somebody asks for."""
    if scope["type"] != "http" or scope["method"] != "GET" or not any(one in scope["path"] for one in _FOLDERS):
        return None
    headers = Headers(scope=scope)
    if "if-none-match" in headers or "if-modified-since" in headers or "range" in headers:
        return None
    accepted = {one.partition(";")[0].strip() for one in headers.get("accept-encoding", "").split(",")}
    return next((encoding for encoding in _PRESS if encoding in accepted), None)


async def _asked(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """The whole answer of the application to a request that takes no encoding."""
    told: list[Message] = []

    async def keep(message: Message) -> None:
        told.append(message)

    headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
    await app({**scope, "headers": headers}, receive, keep)
    return told[0], b"".join(message.get("body", b"") for message in told[1:])


def _pressed(start: Message, content: bytes, encoding: str) -> tuple[Message, bytes]:
    pressed = _PRESS[encoding](content)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-encoding"], headers["content-length"] = encoding, str(len(pressed))
    headers.add_vary_header("accept-encoding")
    return {**start, "headers": headers.raw}, pressed
