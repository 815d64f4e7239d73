"""How much of the server's memory uploaded files may take.

Streamlit keeps what is sent to it for a session until the session ends, takes any number of files for it, and asks
nobody whether a page wanted them: without a bound one reader could fill the memory. Readers together have half of the
room, so that there is always some for those who may publish.
"""

from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from provindex.core.rate_limit import number

HELD = "PROVINDEX_UPLOADS_HELD"
"""Variable: megabytes of uploaded files kept at once; one session has at most a fifth, all readers at most half."""

_HELD, _SHARE, _READERS, _MEGABYTE = 500, 5, 2, 1024 * 1024
_LEAST = 1024  # bytes; an empty file takes room too
_PLACE = "/_stcore/upload_file/"
_FULL = "Too many uploaded files are kept at the moment. Close other uploads, or try again later."

Held = Callable[[], dict[str, int]]

# Sessions of those who may publish; the last ones, since nobody says when a session is over.
_MOST_TRUSTED = 1000
_TRUSTED: dict[str, None] = {}


def trust() -> None:
    """Notes the session that is here as one that may publish: it shares no room with the readers."""
    context = get_script_run_ctx()
    if context is None:
        return
    _TRUSTED.pop(context.session_id, None)
    _TRUSTED[context.session_id] = None
    if len(_TRUSTED) > _MOST_TRUSTED:
        del _TRUSTED[next(iter(_TRUSTED))]


def kept() -> dict[str, int]:
    """Bytes of the files that Streamlit keeps, by session."""
    files = get_instance().uploaded_file_mgr
    if not isinstance(files, MemoryUploadedFileManager):
        return {}
    sessions = list(files.file_storage.items())
    return {session: sum(max(len(one.data), _LEAST) for one in list(own.values())) for session, own in sessions}


class UploadDoor:
    """Refuses a file for which there is no room, before any of it is read; plain ASGI."""

    def __init__(self, app: ASGIApp, held: Held = kept) -> None:
        self.app, self._held = app, held
        self._coming: list[tuple[str, int]] = []
        number(HELD, _HELD)  # a value that is no number ends the start with a sentence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers in its place where a file has no room."""
        if scope["type"] != "http" or scope["method"] != "PUT" or _PLACE not in scope["path"]:
            await self.app(scope, receive, send)
            return
        coming = (scope["path"].partition(_PLACE)[2].partition("/")[0], _size(scope))
        if not self._has_room(*coming):
            await PlainTextResponse(_FULL, status_code=413)(scope, receive, send)
            return
        self._coming.append(coming)
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming.remove(coming)

    def _has_room(self, session: str, size: int) -> bool:
        most = number(HELD, _HELD) * _MEGABYTE
        held = [*self._held().items(), *self._coming, (session, size)]
        everybody = sum(one for _, one in held)
        own = sum(one for whose, one in held if whose == session)
        readers = sum(one for whose, one in held if whose not in _TRUSTED)
        fits = session in _TRUSTED or readers <= most // _READERS
        return not most or (everybody <= most and own <= most // _SHARE and fits)


def _size(scope: Scope) -> int:
    """What a request says that it brings; the most that is taken where it comes in pieces or says nothing."""
    headers = dict(scope["headers"])
    told = b"" if b"transfer-encoding" in headers else headers.get(b"content-length", b"")
    most = int(config.get_option("server.maxUploadSize")) * _MEGABYTE
    return max(int(told), _LEAST) if told.isdigit() else most
