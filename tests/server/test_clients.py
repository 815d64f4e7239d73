"""Whose address a request comes from: what is believed, and where nobody is counted."""

import logging

import pytest

from server import clients
from server.clients import Client
from tests.asgi import get

PEER = "192.0.2.7"


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch):
    monkeypatch.delenv(clients.PROXIES, raising=False)
    monkeypatch.setattr(clients, "_logged", set())


@pytest.mark.parametrize(
    ("proxies", "written", "found"),
    [
        ("0", ["10.0.0.1"], PEER),
        ("1", ["10.0.0.1"], "10.0.0.1"),
        ("1", ["6.6.6.6, 10.0.0.1"], "10.0.0.1"),
        ("1", ["6.6.6.6", "10.0.0.1"], "10.0.0.1"),
        ("2", ["6.6.6.6, 10.0.0.1", "10.0.0.2"], "10.0.0.1"),
        ("2", ["10.0.0.1"], PEER),
        ("1", [""], PEER),
        ("1", [], PEER),
    ],
    ids=["no proxy", "one", "forged", "forged in a line of its own", "two", "fewer than said", "empty", "none named"],
)
def test_an_address_is_believed_as_far_as_proxies_of_ours_wrote_it(monkeypatch, proxies, written, found):
    monkeypatch.setenv(clients.PROXIES, proxies)
    assert (Client(PEER, written).address, Client(PEER, written).counted) == (found, found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("203.0.113.9:50123", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:50123", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", "unknown"),
        ("x" * 5000, "x" * 100),
    ],
    ids=["port", "IPv6", "IPv6 with a port", "mapped", "a word", "long"],
)
def test_one_line_is_one_address_however_it_is_written(monkeypatch, written, found):
    monkeypatch.setenv(clients.PROXIES, "1")
    assert Client(PEER, [written]).counted == found


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1", None])
@pytest.mark.parametrize("proxies", ["", "0", "1"])
def test_this_machine_stands_for_anybody(monkeypatch, peer, proxies):
    monkeypatch.setenv(clients.PROXIES, proxies)
    assert Client(peer).counted is None


@pytest.mark.parametrize("header", ["x-forwarded-for", "via", "x-real-ip", "forwarded"])
def test_a_proxy_that_nobody_declared_locks_nobody_out_and_is_logged_once(header, caplog):
    caplog.set_level(logging.WARNING)
    assert [Client("10.0.0.9", (), {header, "host"}).counted for _ in range(3)] == [None] * 3
    assert [one.set for one in caplog.records] == ["PROVINDEX_PROXIES"]


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_where_the_number_of_proxies_is_said_no_header_frees_from_being_counted(monkeypatch, proxies):
    monkeypatch.setenv(clients.PROXIES, proxies)
    assert Client(PEER, (), {"via", "x-real-ip"}).counted == PEER


def test_a_reader_without_a_proxy_is_counted():
    assert Client(PEER, (), {"host", "origin"}).counted == PEER


def test_it_is_read_from_a_request(monkeypatch):
    monkeypatch.setenv(clients.PROXIES, "1")
    seen = []

    async def app(scope, _receive, send):
        seen.append(clients.of_scope(scope))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    get(app, "/", headers=[("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "10.0.0.1")])
    assert (seen[0].peer, seen[0].counted) == ("127.0.0.1", "10.0.0.1")
    assert "x-forwarded-for" in seen[0].headers
