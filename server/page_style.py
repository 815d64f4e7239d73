"""What the page itself carries: its language, and the size of the window, for which Streamlit has no word.

The style goes into the page itself. Sent with a run it would come again with every change of year, and the first chart
would be drawn before it.
"""

import re

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provindex.core.translate import LANGS

# A map and what stands beside it are as tall as the window leaves them; what stands over and under them takes 12rem, a
# row of choices 3.5rem more, a notice 4rem more. Taller than wide a map would only gain an empty sea. On a
# telephone the ranking stands under its controls and needs more than the window. In less than 19rem each, the lists of
# the overview would cut their headings, and beside a figure the causes of a change would be all words and no bars; then
# one stands below the other, and each list of the overview takes its half of the height that both are given. Less wide
# than 24rem a map of two rankings has no room for its legend, and a plane none for its names. Maps of the parts with
# less than 7rem each are moved sideways under their names, and so are bars between words on both sides. What a button
# says whose file was not made is Streamlit's own and English alone.
STYLE = """<style>
:root .st-key-overview-ends, :root .st-key-overview-movers { min-width: min(19rem, 100%); }
.st-key-card-overview-country { container-type: inline-size; }
@container (width < 39rem) {
  :root .st-key-overview-ends:has(~ .st-key-overview-movers), :root .st-key-overview-movers {
    height: calc(50% - .5rem);
    min-height: calc(50% - .5rem);
  }
}
.st-key-card-ranking { min-height: 50rem; }
:root [class*="st-key-sideways-"] { overflow: auto hidden; }
:root [class*="st-key-sideways-"] > * { min-width: 38rem; }
:root .st-key-sideways-dims-maps > * { min-width: 54rem; }
:root .st-key-sideways-dims-maps .stColumn { min-width: 0; }
@media (max-width: 1099px) {
  :root .stColumn:has(.st-key-card-change) { min-width: 100%; }
}
@media (max-width: 1279px) {
  :root .stColumn:has(.st-key-pairs-map), :root .stColumn:has(.st-key-pairs-plane) { min-width: min(24rem, 100%); }
}
@media (min-width: 1100px) {
  :root { --notice: 0rem; }
  :root:has(.st-key-notices > *) { --notice: 4rem; }
  .st-key-card-overview-map { min-height: min(100vh - 12rem - var(--notice), 60vw); }
  .st-key-card-map, .st-key-card-map-side, .st-key-card-change {
    min-height: min(100vh - 15.5rem - var(--notice), 60vw);
  }
  .st-key-card-ranking { min-height: calc(100vh - 11rem - var(--notice)); }
}
/* A group or a year cut short would be taken for another one. */
:root .stMetric .stMarkdownEllipsis, :root .stMetric .stMarkdownEllipsis * {
  white-space: normal;
  overflow: visible;
  text-overflow: clip;
}
:root .stMetric div:has(> [data-testid="stMetricDelta"]) { flex-wrap: wrap; }
:root [data-testid="stDownloadButtonError"] { font-size: 0; }
:root [data-testid="stDownloadButtonError"]::after {
  content: "Chưa tạo được tệp: đã hủy, hoặc máy chủ đang bận. · "
    "The file was not made: cancelled, or the server is busy.";
  font-size: .875rem;
}
</style>"""
_END = b"</head>"
_LANGUAGE = re.compile(rb'(<html\b[^>]*\blang=")[^"]*"')
# Streamlit's page has the stamp of its own file, which stays the same when the style changes.
_STAMPS = ("etag", "last-modified")
# Asked without these, it answers with the whole page, not pressed: that is done once the style is in it.
_ASKED = (b"if-none-match", b"if-modified-since", b"accept-encoding")


class WindowHeight:
    """Writes language and style into every page of Streamlit's; plain ASGI, so that all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; an answer that is a page is held back until it is whole."""
        if not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        content = b""

        async def sending(message: Message) -> None:
            nonlocal start, content
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                content += message.get("body", b"")
                if not message.get("more_body", False):
                    await _send(start, _written(content, _language(scope)), send)

        asked = [(name, value) for name, value in scope["headers"] if name.lower() not in _ASKED]
        await self.app({**scope, "headers": asked}, receive, sending)


def _written(content: bytes, lang: str) -> bytes:
    """A page of Streamlit's with the style, and with the language that it will be drawn in for the English it names."""
    return _LANGUAGE.sub(rb"\1" + lang.encode() + b'"', content, count=1).replace(_END, STYLE.encode() + _END, 1)


def _language(scope: Scope) -> str:
    """The language that the address asks for, else the first."""
    asked = QueryParams(scope.get("query_string", b"")).get("lang", "")
    return asked if asked in LANGS else LANGS[0]


def _asks_for_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


async def _send(start: Message, content: bytes, send: Send) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    for stamp in _STAMPS:
        del headers[stamp]
    headers["content-length"] = str(len(content))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": content})
