"""The token of the local desk: taken out of the address, kept by the browser, asked for by name of the port."""

import asyncio

import pytest
import streamlit as st
from streamlit import config

from provindex.publishing.permissions import Visit
from server import local_desk

TOKEN = "x" * 32
OPEN = {local_desk.LOCAL: "1", local_desk.TOKEN: TOKEN}


@pytest.fixture
def opened(monkeypatch):
    """A server that was started with a desk for its machine, on port 8511."""
    for name, value in OPEN.items():
        monkeypatch.setenv(name, value)
    before = {name: config.get_option(name) for name in ("server.port", "server.address")}
    config.set_option("server.port", 8511)
    config.set_option("server.address", "localhost")
    yield
    for name, value in before.items():
        config.set_option(name, value)


def answer(path, query, *, method="GET", kind="http"):
    """Status and headers of the answer to a request; None where it is passed on."""
    sent = []

    async def beyond(*_):
        sent.append(None)

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": method, "path": path, "query_string": query.encode()}
    asyncio.run(local_desk.LocalDesk(beyond)(scope, None, send))
    if sent[0] is None:
        return None
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {local_desk.LOCAL: "1"},
        {local_desk.TOKEN: TOKEN},
        OPEN | {local_desk.LOCAL: "true"},
        OPEN | {local_desk.TOKEN: "short"},
    ],
    ids=["nothing", "no token", "not asked for", "another word", "a token that can be guessed"],
)
def test_nothing_opens_the_desk_of_a_server_that_nobody_opened_on_purpose(environ):
    assert local_desk.token(environ) is None


def test_a_server_that_is_told_so_has_a_token():
    assert local_desk.token(OPEN) == TOKEN


@pytest.mark.usefixtures("opened")
def test_the_printed_address_leads_to_the_page_and_the_browser_keeps_the_token():
    status, headers = answer("/desk", f"lang=en&token={TOKEN}&year=2024")
    assert (status, headers["location"], headers["cache-control"]) == (303, "/desk?lang=en&year=2024", "no-store")
    assert headers["set-cookie"] == f"provindex_desk_8511={TOKEN}; Path=/; HttpOnly; SameSite=Strict"


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("given", ["", "y" * 32, TOKEN[:-1], TOKEN + "x", "đ" * 32])
def test_another_token_is_taken_out_of_the_address_and_not_kept(given):
    status, headers = answer("/desk", f"token={given}")
    assert (status, headers["location"], "set-cookie" in headers) == (303, "/desk", False)


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("path", ["//example.org/desk", "/\\example.org", "///example.org"])
def test_a_token_never_leads_to_another_host(path):
    _, headers = answer(path, f"token={TOKEN}")
    assert headers["location"].startswith("/example.org")


@pytest.mark.usefixtures("opened")
def test_a_line_end_in_a_path_makes_no_header():
    _, headers = answer("/desk\r\nset-cookie: a=b", f"token={TOKEN}")
    assert headers["location"] == "/desk%0D%0Aset-cookie%3A%20a%3Db"


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("query", "more"),
    [("lang=vi", {}), (f"token={TOKEN}", {"method": "POST"}), (f"token={TOKEN}", {"kind": "websocket"})],
)
def test_every_other_request_is_passed_on(query, more):
    assert answer("/desk", query, **more) is None


def test_a_server_without_such_a_desk_passes_a_token_on():
    assert answer("/desk", f"token={TOKEN}") is None


class _Context:
    def __init__(self, headers, cookies):
        self.headers, self.cookies = headers, cookies


def came(monkeypatch, headers, cookies):
    monkeypatch.setattr(st, "context", _Context(headers, cookies))
    return local_desk.visit()


@pytest.mark.usefixtures("opened")
def test_a_visit_tells_host_origin_and_whether_the_token_was_shown(monkeypatch):
    headers = {"Host": "localhost:8511", "Origin": "http://localhost:8511"}
    visit = came(monkeypatch, headers, {"provindex_desk_8511": TOKEN})
    assert visit == Visit(True, "localhost", 8511, "localhost:8511", "http://localhost:8511", False, True)
    assert visit.is_of_machine


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("cookies", [{}, {"provindex_desk_8511": "y" * 32}, {"provindex_desk_8501": TOKEN}])
def test_without_the_token_of_this_port_nothing_was_shown(monkeypatch, cookies):
    assert not came(monkeypatch, {"Host": "localhost:8511"}, cookies).shown


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    "name",
    ["X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Host", "Forwarded", "VIA", "X-Real-IP", "X-Original-URL"]
    + ["X-Client-IP", "X-Envoy-External-Address", "CF-Connecting-IP", "True-Client-IP", "X-Scheme", "Proxy-Connection"],
)
def test_a_header_of_any_proxy_is_noticed(monkeypatch, name):
    assert came(monkeypatch, {"Host": "localhost:8511", name: "1"}, {}).forwarded


@pytest.mark.usefixtures("opened")
def test_the_headers_of_a_browser_are_those_of_no_proxy(monkeypatch):
    names = ["Host", "Origin", "User-Agent", "Accept-Language", "Cookie", "Upgrade", "Connection", "Sec-WebSocket-Key"]
    assert not came(monkeypatch, dict.fromkeys(names, "1"), {}).forwarded
