"""The browser of these tests reaches nothing but the dashboard, and tells what was tried."""

import pytest


@pytest.mark.parametrize(
    "address",
    ["https://example.org/map.json", "http://192.0.2.1/tile.png", "wss://example.org/live"],
    ids=["name", "number", "websocket"],
)
def test_another_host_is_out_of_reach_and_told(page, watch, address):
    # An empty page: on one of the dashboard the security policy would refuse before anything is asked.
    page.goto("about:blank")
    opened = page.evaluate(
        """address => new Promise(done => {
          if (address.startsWith('wss')) {
            const socket = new WebSocket(address)
            socket.onopen = () => done('opened')
            socket.onerror = () => done('refused')
          } else fetch(address, {mode: 'no-cors'}).then(() => done('opened'), () => done('refused'))
        })""",
        address,
    )
    assert (opened, watch.outside) == ("refused", [address])
    watch.clear()


def test_the_policy_of_a_page_refuses_another_host_by_itself(page, server, watch):
    page.goto(f"{server.url}/_stcore/health")
    asked = "fetch('https://example.org/map.json').then(() => 'opened', () => 'refused')"
    assert page.evaluate(asked) == "refused"
    assert watch.outside == []
    assert ["Content Security Policy" in line for line in watch.console][:1] == [True]
    watch.clear()


def test_an_error_in_the_console_is_told(page, server, watch):
    page.goto(f"{server.url}/_stcore/health")
    page.evaluate("console.error('the map has no shapes')")
    assert ["the map has no shapes" in line for line in watch.console] == [True]
    watch.clear()
