"""What every page needs soon is asked for at once: the script that draws charts, and on maps the boundaries.

Otherwise a browser learns of them only when the first chart arrives over the websocket, a second or more later.
"""

from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import addresses

_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_MAPS = ("/", "/map")
_PAGES = (*_MAPS, "/ranking", "/change", "/citizens", "/dimensions", "/province", "/programme", "/stage")


class Preload:
    """Adds the links to the page itself; plain ASGI, so that all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the links to the start of the answer where it is a page."""
        path = scope["path"].rstrip("/") or "/" if scope["type"] == "http" else ""
        root = addresses.base().rstrip("/")
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
    found = [f"<{addresses.base()}static/js/{name}>; rel=modulepreload" for name in _chart_scripts()]
    if page in _MAPS:
        found += [
            f"<{addresses.shapes(name)}>; rel=preload; as=fetch; crossorigin" for name in ("63-m", "archipelagos")
        ]
    return ", ".join(found)


@lru_cache
def _chart_scripts() -> tuple[str, ...]:
    """The script that holds plotly; its name changes with every release of Streamlit."""
    return tuple(path.name for path in _SCRIPTS.glob("PlotlyChart.*.js"))
