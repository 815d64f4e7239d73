"""What one address may use of a running server: connections, files, and time without a word."""

import itertools
import socket
import time
from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus

from server import connection_limits
from tests.security.conftest import running
from tests.security.visitor import HOST, Visitor, elements

MOST, FILES = 3, 2
_FORGED = itertools.count()


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """A server behind a proxy of ours, with few connections and files for an address."""
    folder = tmp_path_factory.mktemp("limited")
    settings = {
        "PROVINDEX_PROXIES": "1",
        "PROVINDEX_CONNECTIONS_PER_ADDRESS": str(MOST),
        "PROVINDEX_EXPORTS_PER_ADDRESS": str(FILES),
    }
    with running(folder, str(folder / "store"), **settings) as started:
        yield started


def visitor(server, address):
    """A reader whose address the proxy wrote behind what the reader made up."""
    return Visitor(server.port, anonymous=True, headers={"X-Forwarded-For": f"6.6.6.{next(_FORGED) % 250}, {address}"})


def test_a_connection_too_many_of_an_address_is_answered_with_429(limited):
    with ExitStack() as here:
        for _ in range(MOST):
            here.enter_context(visitor(limited, "203.0.113.1"))
        with pytest.raises(InvalidStatus) as refused, visitor(limited, "203.0.113.1"):
            pass
        assert refused.value.response.status_code == 429
        page = limited.ask("/", Host=HOST, Accept="text/html", X_Forwarded_For="203.0.113.1")
        assert (page.status, b"Too many connections from your network address" in page.body) == (429, True)
        here.enter_context(visitor(limited, "203.0.113.2"))
    with visitor(limited, "203.0.113.1") as again:
        assert again.run("", "lang=en")


def offered(visitor):
    """The file that a session is offered on a page."""
    return elements(visitor.run("ranking", "lang=en"), "download_button")[0]


def test_a_new_session_of_an_address_is_no_new_allowance_of_files(limited):
    with ExitStack() as here:
        sessions = [here.enter_context(visitor(limited, "203.0.113.3")) for _ in range(FILES + 1)]
        files = [offered(one).deferred_file_id for one in sessions]
        taken = [one.file(file) is not None for one, file in zip(sessions, files, strict=True)]
    assert taken == [True] * FILES + [False]
    with visitor(limited, "203.0.113.3") as one:
        assert offered(one).disabled
    with visitor(limited, "203.0.113.4") as neighbour:
        assert neighbour.file(offered(neighbour).deferred_file_id) is not None
    assert "Traceback" not in limited.log.read_text()


def test_who_says_nothing_is_let_go_and_who_reads_a_page_is_not(limited):
    with visitor(limited, "203.0.113.5") as reader, socket.create_connection(("127.0.0.1", limited.port)) as silent:
        reader.run("", "lang=en")
        began = time.monotonic()
        silent.settimeout(connection_limits.SILENT + 10)
        assert silent.recv(1) == b""
        assert time.monotonic() - began == pytest.approx(connection_limits.SILENT, abs=3)
        assert reader.run("map", "lang=en")
