"""The desk of the person at this machine: opened on purpose, by an address that is printed where the server is started.

A server bound to localhost is reached by more than the person who sits there: other users of the machine, pages of
other hosts in the same browser, and clients behind a proxy or a forwarded port. So the printed address carries a token;
the browser that opens it keeps the token in a cookie of this port.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlencode

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from provindex.publishing.permissions import Visit

LOCAL = "PROVINDEX_LOCAL_DESK"
"""Variable: 1 where the person at this machine may publish without a login; ``dev.py run`` sets it."""

TOKEN = "PROVINDEX_DESK_TOKEN"  # noqa: S105 - the name of a variable
"""Variable: what the printed address carries."""

PARAMETER = "token"
_SHORTEST = 20
_PROXIES = (
    "x-forward", "x-real-", "x-original-", "x-client-", "x-cluster-", "x-remote-", "x-envoy-", "x-arr-", "x-amzn-",
    "x-appengine-", "x-cloud-", "x-akamai-", "x-varnish", "x-proxy", "x-scheme", "x-url-scheme", "proxy-", "cf-",
)  # fmt: skip
_PROXY = {"forwarded", "via", "true-client-ip", "fastly-client-ip", "cdn-loop"}
"""Beginnings and names of the headers by which proxies say that they passed a request on."""


def token(environ: Mapping[str, str] = os.environ) -> str | None:
    """What opens the desk of this machine; None where nobody asked for that, or gave a token that can be guessed."""
    found = environ.get(TOKEN, "")
    return found if environ.get(LOCAL) == "1" and len(found) >= _SHORTEST else None


def cookie(port: object) -> str:
    """Name of the cookie; browsers give the cookies of one port to every other of the same host."""
    return f"provindex_desk_{port}"


def visit() -> Visit:
    """How the client of this session reached the server."""
    port = int(st.get_option("server.port"))
    headers = {name.casefold(): value for name, value in st.context.headers.items()}
    expected = token()
    return Visit(
        opened=expected is not None,
        address=str(st.get_option("server.address") or ""),
        port=port,
        host=headers.get("host", ""),
        origin=headers.get("origin", ""),
        forwarded=are_of_proxy(headers),
        shown=_same(st.context.cookies.get(cookie(port), ""), expected),
    )


def are_of_proxy(names: Iterable[str]) -> bool:
    """Whether one of the headers, by their small names, says that a proxy passed a request on."""
    return any(name in _PROXY or name.startswith(_PROXIES) for name in names)


def _same(given: str, expected: str | None) -> bool:
    return expected is not None and hmac.compare_digest(given.encode(), expected.encode())


class LocalDesk:
    """Takes the token out of an address and lets the browser keep it; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or leads to the same address without the token."""
        expected = token()
        if expected is None or scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == PARAMETER), None)
        if given is None:
            await self.app(scope, receive, send)
            return
        rest = urlencode([pair for pair in query if pair[0] != PARAMETER])
        # One slash alone, or the address would be that of another host.
        place = "/" + quote(scope["path"].lstrip("/\\")) + (f"?{rest}" if rest else "")
        headers = [(b"location", place.encode()), (b"cache-control", b"no-store"), (b"content-length", b"0")]
        if _same(given, expected):
            kept = f"{cookie(st.get_option('server.port'))}={expected}; Path=/; HttpOnly; SameSite=Strict"
            headers.append((b"set-cookie", kept.encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
