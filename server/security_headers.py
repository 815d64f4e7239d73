"""The headers that every answer carries: what a browser may load, run and frame on behalf of this dashboard."""

import os
import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANCESTORS = "PROVINDEX_FRAME_ANCESTORS"
"""Variable: who may show the dashboard in a frame, such as ``'self' https://portal.example.org``; nobody else may."""

_ANCESTOR = re.compile(r"'self'|'none'|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d+)?")

INLINE_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
"""The one script that stands in Streamlit's own page; a test recomputes it, so that an update is noticed."""

_POLICY = (
    "default-src 'self'",
    f"script-src 'self' '{INLINE_SCRIPT}' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",  # emotion and plotly write their styles into the page
    "img-src 'self' data: blob:",  # small pictures in tables are data, a chart saved as a picture is a blob
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",  # the websocket of the same host among them
    "media-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_ONE_YEAR = (b"strict-transport-security", b"max-age=31536000")


def policy(environ: Mapping[str, str] = os.environ) -> str:
    """The content security policy with the frames that the environment allows.

    Raises:
        ValueError: `ANCESTORS` names something that is neither ``'self'``, ``'none'`` nor an origin.
    """
    ancestors = (environ.get(ANCESTORS) or "'self'").split()
    for one in ancestors:
        if not _ANCESTOR.fullmatch(one):
            raise ValueError(f"{ANCESTORS}: “{one}” is no origin; write 'self', 'none' or https:// and a host")
    return "; ".join([*_POLICY, f"frame-ancestors {' '.join(ancestors)}"])


class SecurityHeaders:
    """Adds the headers to every answer; plain ASGI, so that streams and websockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._headers = (*_HEADERS, (b"content-security-policy", policy().encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the headers to the start of the answer."""
        headers = (*self._headers, _ONE_YEAR) if _is_encrypted(scope) else self._headers
        names = {name for name, _ in headers}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in names]
                message["headers"] = [*kept, *headers]
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def _is_encrypted(scope: Scope) -> bool:
    """Whether the reader came by TLS, to this server or to the proxy in front of it."""
    forwarded = dict(scope.get("headers", ())).get(b"x-forwarded-proto", b"")
    return scope.get("scheme") == "https" or forwarded.split(b",")[0].strip() == b"https"
