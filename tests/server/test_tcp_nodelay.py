"""Messages of the server are not held back until the browser has confirmed the one before."""

import socket

import pytest

from server import tcp_nodelay


def held_back(one: socket.socket) -> bool:
    return not one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.skipif(not tcp_nodelay._OPEN_FILES.is_dir(), reason="open files can be looked through on Linux alone")
def test_who_connects_is_answered_at_once():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname()), server.accept()[0] as before:
            assert held_back(before)
        assert tcp_nodelay.hurry() >= 1
        with socket.create_connection(server.getsockname()), server.accept()[0] as after:
            assert not held_back(after)
