"""Whoever speaks to a server: by HTTP exactly as written, and over a websocket with any message, allowed or not."""

import http.client
import itertools
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from tests.programs import desk_cookie

HOST = "dashboard.example.org"
OUTSIDE = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
"""What a proxy adds for a reader; to the server that is nobody at this machine."""
SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """Status, headers by small name, and body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(port, path, method="GET", body=None, **headers):
    """One request; the path goes over the wire as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        found = connection.getresponse()
        return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
    finally:
        connection.close()


class Visitor:
    """One session over a websocket.

    Attributes:
        session: The id of the session, once a page was asked for.
        widgets: What was pressed or chosen, by the id of the widget; sent with every run.
    """

    def __init__(self, port, *, anonymous, session="", host=None, origin=None, headers=None):
        self.port, self.session, self.widgets = port, session, {}
        self._numbers = itertools.count(1)
        self._connected = ExitStack()
        host = host or (HOST if anonymous else f"127.0.0.1:{port}")
        own = {"Cookie": "=".join(desk_cookie(port))}
        self._connection = self._connected.enter_context(
            connect(
                f"ws://{host}/_stcore/stream",
                sock=socket.create_connection(("127.0.0.1", port), timeout=SECONDS),
                additional_headers=(OUTSIDE if anonymous else own) if headers is None else headers,
                origin=origin or f"http://{host}",
                subprotocols=["streamlit", "xsrf", session] if session else ["streamlit"],
                max_size=None,
                ping_interval=None,
            )
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._connected.close()

    def run(self, page="", query="", press=""):
        """Everything the server sends for one run of a page; ``press`` is the id of a button that was pressed."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.widget_states.widgets.extend(self.widgets.values())
        if press:
            asked.rerun_script.widget_states.widgets.append(WidgetState(id=press, trigger_value=True))
        self.say(asked)
        return list(self._until_finished())

    def opened(self, menu):
        """Opens a menu, from the next run on."""
        self.widgets[menu] = WidgetState(id=menu, bool_value=True)

    def say(self, message):
        self._connection.send(message.SerializeToString())

    def file(self, deferred):
        """The content of a file that a button makes; None where the server makes none."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = str(next(self._numbers))
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = deferred
        self.say(asked)
        told = next(one for one in self._messages() if one.WhichOneof("type") == "backend_operation_response")
        made = told.backend_operation_response
        return None if made.error_msg else ask(self.port, made.deferred_file.url).body

    def _until_finished(self) -> Iterator[ForwardMsg]:
        for told in self._messages():
            if told.WhichOneof("type") == "new_session":
                self.session = told.new_session.initialize.session_id
            yield told
            if told.WhichOneof("type") == "script_finished" and told.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                return

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            told = ForwardMsg()
            told.ParseFromString(self._connection.recv(timeout=SECONDS))
            yield told


def content(messages):
    """All that was sent, as bytes to be searched."""
    return b"\n".join(one.SerializeToString() for one in messages)


def elements(messages, kind):
    """The elements of one kind, such as ``button``."""
    new = [one.delta.new_element for one in messages if one.WhichOneof("type") == "delta"]
    return [getattr(one, kind) for one in new if one.WhichOneof("type") == kind]


def button(messages, key):
    """The id of the button with a key; None where there is none."""
    ids = [one.id for one in elements(messages, "button")]
    return next((one for one in ids if one.endswith(f"-{key}")), None)
