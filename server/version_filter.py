"""What a browser is told of the server when it connects: nothing of its versions, its system and its folders.

Streamlit says them to everybody in the first message of each run, for its own developer tools alone.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_NEW_SESSION = bytes([(ForwardMsg.NEW_SESSION_FIELD_NUMBER << 3) | 2])
"""How the part of a message begins that a first message has; most messages are let through without being read."""
_BEFORE, _MOST = 200, 64_000


class Reticence:
    """Takes versions, system and folders out of what is said over a websocket; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the connection on; of a websocket with the first message of a run made silent."""

        async def sending(message: Message) -> None:
            if message["type"] == "websocket.send" and (content := message.get("bytes")):
                message = {**message, "bytes": silent(content)}
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "websocket" else send)


def silent(content: bytes) -> bytes:
    """A message without what it says of the server; any other message as it is."""
    if len(content) > _MOST or _NEW_SESSION not in content[:_BEFORE]:
        return content
    said = ForwardMsg.FromString(content)
    if said.WhichOneof("type") != "new_session":
        return content
    session = said.new_session
    session.main_script_path = session.main_script_path.rpartition("/")[2].rpartition("\\")[2]
    known = session.initialize.environment_info
    known.streamlit_version = known.python_version = known.server_os = ""
    known.has_display = False
    return said.SerializeToString()
