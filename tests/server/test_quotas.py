"""How many readers, files and requests: what happens at the limit, what the answer says, and that it goes on."""

import asyncio

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from provindex.core.rate_limit import Allowance, BusyError
from server import clients, data_api, quotas
from tests.asgi import get, keeping

PAGE = (("accept", "text/html,*/*"), ("sec-fetch-dest", "document"))


@pytest.fixture(autouse=True)
def nothing_taken(monkeypatch):
    """Each test with what is allowed untouched."""
    for name in ("DATA", "EXPORTS", "EXPORTS_OF_ADDRESS", "PUBLISHES"):
        known = getattr(quotas, name)
        monkeypatch.setattr(quotas, name, Allowance(known.variable, 3, clock=lambda: 0.0))
        monkeypatch.delenv(known.variable, raising=False)


def test_data_says_when_it_goes_on_after_too_many_requests():
    app = Starlette(routes=data_api.ROUTES)
    codes = [get(app, "/data/v1/catalog.json").status_code for _ in range(3)]
    answer = get(app, "/data/v1/papi/2023.csv")
    assert codes == [200, 200, 200]
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "20")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.text.endswith("It goes on in 20 seconds.")


def test_data_counts_each_address_by_itself(monkeypatch):
    monkeypatch.setenv(clients.PROXIES, "1")
    app = Starlette(routes=data_api.ROUTES)
    asked = [[("x-forwarded-for", f"6.6.6.{n}, 10.0.0.{n // 3}")] for n in range(4)]
    assert [get(app, "/data/v1/catalog.json", headers=one).status_code for one in asked] == [200] * 4


def _script() -> None:
    import streamlit as st

    from components.state import view_state
    from components.widgets import download_button

    view_state.restore()
    download_button.button("CSV", lambda: b"x", "x.csv", "text/csv", key="x")
    st.write("drawn")


def test_a_session_takes_so_many_files_and_is_told_when_it_goes_on():
    app = AppTest.from_function(_script, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    button = app.get("download_button")[0].proto
    assert not button.disabled
    for _ in range(3):
        quotas.EXPORTS.take("test session id")
    app.run()
    button = app.get("download_button")[0].proto
    assert button.disabled
    assert button.help.endswith("It goes on in 20 seconds.")


def test_a_file_is_counted_where_it_is_made_not_where_the_button_is_drawn():
    made = quotas.export(lambda: b"x")
    assert [made() for _ in range(3)] == [b"x"] * 3
    with pytest.raises(BusyError):
        made()


def test_another_session_of_the_same_address_gets_no_new_allowance(monkeypatch):
    sessions = iter("abcd")
    monkeypatch.setattr(quotas, "who", lambda: (next(sessions), "192.0.2.7"))
    for _ in range(3):
        quotas.take_export()
    with pytest.raises(BusyError):
        quotas.take_export()
    monkeypatch.setattr(quotas, "who", lambda: ("e", "192.0.2.7"))
    assert quotas.exports_left().seconds == 20
    monkeypatch.setattr(quotas, "who", lambda: ("e", "192.0.2.8"))
    assert quotas.exports_left() is None


def test_a_session_that_asks_on_takes_nothing_from_its_neighbours(monkeypatch):
    monkeypatch.setattr(quotas, "EXPORTS_OF_ADDRESS", Allowance("PROVINDEX_OF_A_TEST", 6, clock=lambda: 0.0))
    monkeypatch.setattr(quotas, "who", lambda: ("a", "192.0.2.7"))
    for _ in range(3):
        quotas.take_export()
    for _ in range(9):
        with pytest.raises(BusyError):
            quotas.take_export()
    monkeypatch.setattr(quotas, "who", lambda: ("b", "192.0.2.7"))
    for _ in range(3):
        quotas.take_export()


def test_readers_who_cannot_be_told_apart_share_no_allowance(monkeypatch):
    for session in "abcdef":
        monkeypatch.setattr(quotas, "who", lambda session=session: (session, None))
        quotas.take_export()


async def websocket(app):
    """What an application sends to a browser that connects."""
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    await app({"type": "websocket", "headers": []}, receive, send)
    return sent


def full(browsers):
    """An application that admits two browsers: what each of those who connect at once is sent, and a page meanwhile."""
    answered, goes_on = [], asyncio.Event()

    async def meet():
        readers = quotas.Readers(keeping(goes_on))
        here = [asyncio.create_task(websocket(readers)) for _ in range(browsers)]
        await asyncio.sleep(0)
        for asked in (PAGE, (("accept", "*/*"),), (("accept", "text/html"), ("sec-fetch-dest", "empty"))):
            answered.append(await asyncio.to_thread(get, readers, "/map", headers=asked))
        goes_on.set()
        told = await asyncio.gather(*here)
        answered.append(await asyncio.to_thread(get, readers, "/map", headers=PAGE))
        return told

    return asyncio.run(meet()), answered


def test_as_many_browsers_as_there_are_places_are_served(monkeypatch):
    monkeypatch.setenv(quotas.SESSIONS, "3")
    told, answers = full(2)
    assert told == [["websocket.accept"]] * 2
    assert [one.text for one in answers] == ["the page"] * 4


def test_whoever_comes_when_it_is_full_gets_a_plain_page_and_no_connection(monkeypatch):
    monkeypatch.setenv(quotas.SESSIONS, "2")
    told, (page, program, fetched, later) = full(3)
    assert told == [["websocket.accept"], ["websocket.accept"], ["websocket.close"]]
    assert (page.status_code, page.headers["retry-after"]) == (503, "30")
    assert "Too many readers at the moment" in page.text
    assert "Đang có quá nhiều người xem" in page.text
    assert [one.text for one in (program, fetched, later)] == ["the page"] * 3


def test_zero_admits_everybody(monkeypatch):
    monkeypatch.setenv(quotas.SESSIONS, "0")
    told, _ = full(20)
    assert told == [["websocket.accept"]] * 20


def test_a_number_of_readers_that_is_none_ends_the_start_with_its_name(monkeypatch):
    monkeypatch.setenv(quotas.SESSIONS, "many")
    with pytest.raises(ValueError, match="PROVINDEX_SESSIONS: expected is a whole number"):
        quotas.Readers(data_api)
