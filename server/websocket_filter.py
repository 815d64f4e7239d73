"""What a browser may say to the server: what the widgets of a page send, and nothing that is meant for a developer.

Streamlit takes from anybody the order to empty the caches of all readers, and others that tell of the server's folder
or write to it; the pages need none of them.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

ALLOWED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})


class BackChannel:
    """Drops every message of a browser that no page needs; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the connection on; of a websocket with the messages that are allowed."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receiving() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or is_allowed(message.get("bytes") or b""):
                    return message

        await self.app(scope, receiving, send)


def is_allowed(content: bytes) -> bool:
    """Whether a message is one that a page needs."""
    try:
        said = BackMsg.FromString(content)
    except Exception:  # noqa: BLE001 - the error of a library that Streamlit brings; what cannot be read is not needed
        return False
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in ALLOWED
