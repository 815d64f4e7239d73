"""What readers see while something is broken: the store away or slow, a line cut, a replica told to end."""

import re
import signal
import socket
import ssl
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.replicas.line import Line
from tests.replicas.topology import TRUSTING, get, needs, until

pytestmark = [pytest.mark.browser, pytest.mark.skipif("sys.platform == 'win32'")]
VIEW = "lang=vi&index=papi&measure=papi.delivery&year=2022&base=2021&province=63:89"


@pytest.fixture(scope="module", autouse=True)
def caddy():
    needs("caddy")


def figure(page):
    return page.get_by_text(re.compile("của An Giang đạt")).first


def choose_year(page, year):
    before = figure(page).inner_text()
    page.get_by_role("combobox", name="Năm").first.click()
    page.get_by_role("option", name=str(year), exact=True).click()
    expect(figure(page)).not_to_have_text(before)
    expect(page).to_have_url(re.compile(f"year={year}"))


def test_the_last_good_figures_stay_up_with_a_banner_while_the_store_is_away(topology, tab):
    page = tab(f"{topology.proxy.url}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    said = figure(page).inner_text()
    topology.storage.line.cut()
    try:
        banner = page.get_by_role("alert").filter(has_text="PROVINDEX_STORE")
        expect(banner).to_be_visible()
        expect(figure(page)).to_have_text(said)
        choose_year(page, 2019)
        expect(banner).to_be_visible()
        health = [one.health() for one in topology.replicas]
        assert [(status, told["store"], told["catalogue"]) for status, told in health] == [(503, "failing", "ok")] * 2
        assert get(f"{topology.proxy.url}/_stcore/health")[0] == 200
    finally:
        topology.storage.line.mend()
    expect(banner).to_have_count(0)
    until(lambda: all(one.health()[0] == 200 for one in topology.replicas), "both replicas well again")


def test_a_store_that_never_answers_holds_up_no_reader(topology, tab):
    page = tab(f"{topology.proxy.url}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    topology.storage.line.delay = 3600.0
    try:
        choose_year(page, 2020)
        choose_year(page, 2023)
    finally:
        topology.storage.line.delay = 0.0
        topology.storage.line.cut()  # or what was asked meanwhile would wait on
        topology.storage.line.mend()
    until(lambda: all(one.health()[0] == 200 for one in topology.replicas), "both replicas well again")


def test_a_store_that_takes_two_seconds_a_call_delays_news_and_not_readers(topology, tab, publishers):
    page = tab(f"{topology.proxy.url}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    topology.storage.line.delay = 2.0
    try:
        choose_year(page, 2020)
        choose_year(page, 2023)
        address = topology.settings["PROVINDEX_STORE"]
        publishers.start(do="once", store=address, year=2023, at=0, value=1.25, name="An")
        assert "version" in publishers.answer()
        expect(figure(page)).to_contain_text("1,25", timeout=90_000)
    finally:
        topology.storage.line.delay = 0.0
    assert page.get_by_role("alert").filter(has_text="PROVINDEX_STORE").count() == 0


def test_a_view_survives_a_line_that_was_cut(topology, tab):
    replica = topology.replicas[0]
    line = Line(replica.port)
    page = tab(f"http://localhost:{line.port}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    said, address = figure(page).inner_text(), page.url
    before = replica.metric("provindex_sessions")
    line.cut()
    until(lambda: replica.metric("provindex_sessions") == before - 1, "the server noticed")
    line.mend()
    until(lambda: replica.metric("provindex_sessions") == before, "the browser connected again")
    expect(figure(page)).to_have_text(said)
    assert page.url == address
    choose_year(page, 2019)
    assert "measure=papi.delivery" in page.url
    line.close()


def begun(url):
    """A connection on which a request begins and does not end."""
    parts = urlsplit(url)
    connection = socket.create_connection((parts.hostname, parts.port), timeout=10)
    if parts.scheme == "https":
        connection = TRUSTING.wrap_socket(connection, server_hostname=parts.hostname)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    connection.settimeout(0.01)
    return connection


def is_over(connection):
    """Whether the other side ended it, with an answer or without one."""
    try:
        while connection.recv(4096):
            pass
        return True
    except TimeoutError:
        return False
    except (ssl.SSLError, OSError):
        return True


def test_requests_that_never_end_hold_up_no_reader_and_are_let_go(topology, tab):
    slow = [begun(topology.proxy.url) for _ in range(200)]
    page = tab(f"{topology.proxy.url}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    until(lambda: all(is_over(one) for one in slow), "every connection was let go")
    choose_year(page, 2019)


def test_a_replica_that_is_told_to_end_does_so_with_readers_connected(topology, tab):
    one = topology.replicas[0]
    page = tab(f"{one.url}/?{VIEW}")
    expect(figure(page)).to_be_visible()
    unfinished = begun(one.url)
    try:
        assert one.stop() == -signal.SIGTERM
        assert is_over(unfinished)
    finally:
        topology.start_again(one)
