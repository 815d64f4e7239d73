"""One request to an ASGI application, without a server and without a client library."""

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.responses import PlainTextResponse


@dataclass(frozen=True)
class Answer:
    """Status, headers by small name, and body."""

    status_code: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self):
        return self.content.decode()

    def json(self):
        return json.loads(self.content)


def get(app, path, *, scheme="http", headers=(), method="GET"):
    """Asks for a path exactly as it is written: nothing is normalised on the way."""
    raw, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": unquote(raw),
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), *((name.encode(), value.encode()) for name, value in headers)],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8501),
        "state": {},
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start = next(one for one in sent if one["type"] == "http.response.start")
    told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(one.get("body", b"") for one in sent))


def keeping(goes_on):
    """An application that keeps whichever browser connects until an event, and answers requests meanwhile."""

    async def keep(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            await goes_on.wait()
        else:
            await PlainTextResponse("the page")(scope, receive, send)

    return keep
