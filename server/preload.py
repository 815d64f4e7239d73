"""What every page needs soon is asked for at once: the scripts of charts and of the selection bar, boundaries on maps.

Otherwise a browser learns of them only when the first of each arrives over the websocket, a second or more later, and
of what these import only when they have come.
"""

import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import urls

_STATIC = Path(streamlit.__file__).parent / "static"
_SCRIPTS = _STATIC / "static" / "js"
_NEEDED = ("Selectbox", "ButtonGroup", "Multiselect", "Button", "PlotlyChart")
"""The parts of Streamlit that every page with charts shows."""

_IMPORTED = re.compile(r"""(?:^|[;}])import(?:[^'"();]*from)?["']\./([\w.-]+\.js)["']""")
_MAPS = ("/", "/map")
_PAGES = (*_MAPS, "/ranking", "/change", "/citizens", "/dimensions", "/province", "/programme", "/stage")


class Preload:
    """Adds the links to the page itself; plain ASGI, so that all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the links to the start of the answer where it is a page."""
        path = scope["path"].rstrip("/") or "/" if scope["type"] == "http" else ""
        root = urls.base().rstrip("/")
        page = path.removeprefix(root) or "/"
        if page not in _PAGES:
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["link"] = links(page)
            await send(message)

        await self.app(scope, receive, sending)


def links(page: str) -> str:
    """The links of a page, as a header has them."""
    found = [f"<{urls.base()}static/js/{name}>; rel=modulepreload" for name in _scripts()]
    if page in _MAPS:
        found += [f"<{urls.shapes(name)}>; rel=preload; as=fetch; crossorigin" for name in ("63-m", "archipelagos")]
    return ", ".join(found)


@lru_cache
def _scripts() -> tuple[str, ...]:
    """`_NEEDED` with all that they import and the page itself does not name; names change with every Streamlit."""
    known = set(re.findall(r"[\w.-]+\.js", (_STATIC / "index.html").read_text(encoding="utf-8")))
    found: list[str] = []
    waiting = [path.name for name in _NEEDED for path in _SCRIPTS.glob(f"{name}.*.js")]
    while waiting:
        name = waiting.pop(0)
        if name not in known and (_SCRIPTS / name).exists():
            known.add(name)
            found.append(name)
            waiting += _IMPORTED.findall((_SCRIPTS / name).read_text(encoding="utf-8"))
    return tuple(found)
