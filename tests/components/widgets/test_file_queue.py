"""Files one at a time: who waits is told the place and can cancel, who is gone is forgotten, and nothing is counted."""

import asyncio
import logging
import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

from components.widgets import file_queue
from provindex.core.rate_limit import Allowance, BusyError
from provindex.export.queue import MOST, CancelledError, ExportQueue
from provindex.views.scenes import Presentation, Scene
from server import quotas
from tests.pages.conftest import text

OWN, SECONDS = "test session id", 30


@pytest.fixture(autouse=True)
def queue(monkeypatch):
    """A queue and allowances of this test alone."""
    monkeypatch.setattr(file_queue, "QUEUE", ExportQueue())
    for name in ("EXPORTS", "EXPORTS_OF_ADDRESS"):
        known = getattr(quotas, name)
        monkeypatch.delenv(known.variable, raising=False)
        monkeypatch.setattr(quotas, name, Allowance(known.variable, 3, clock=lambda: 0.0))
    return file_queue.QUEUE


@pytest.fixture
def busy(queue):
    """Somebody else's file is being made until the event is set."""
    goes_on, begun = threading.Event(), threading.Event()

    def work():
        begun.set()
        assert goes_on.wait(SECONDS)

    thread = threading.Thread(target=queue.make, args=(queue.enter("another"), work), daemon=True)
    thread.start()
    assert begun.wait(SECONDS)
    yield goes_on
    goes_on.set()
    thread.join(SECONDS)


def until(happened):
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def _page() -> None:
    from components.state import view_state
    from components.widgets import download_button, file_queue

    view_state.restore()
    download_button.button("Word", lambda: b"x", "x.docx", "text/plain", key="word")
    download_button.button("CSV", lambda: b"x", "x.csv", "text/csv", key="csv", quick=True)
    file_queue.line("place")


def page(lang="en"):
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["lang"] = lang
    return app.run()


def test_nothing_is_said_where_nobody_waits():
    app = page()
    app.get("download_button")[0].click().run()
    assert not app.caption
    assert not app.button


@pytest.mark.parametrize(
    ("ahead", "lang", "told"),
    [
        (0, "en", "Waiting: one file is made before yours."),
        (2, "en", "Waiting: 3 files are made before yours."),
        (2, "vi", "Đang chờ: 3 tệp được tạo trước tệp của bạn."),
    ],
)
@pytest.mark.usefixtures("busy")
def test_who_waits_is_told_how_many_come_first(queue, ahead, lang, told):
    for other in range(ahead):
        queue.enter(other)
    queue.enter(OWN)
    assert [one.value for one in page(lang).caption] == [told]


@pytest.mark.usefixtures("busy")
def test_whoever_has_just_asked_is_looked_after_before_the_request_arrives():
    app = page()
    assert "kept-waiting" not in app.session_state or "place" not in app.session_state["kept-waiting"]
    app.get("download_button")[0].click().run()
    assert app.session_state["kept-waiting"]["place"] == 1


@pytest.mark.usefixtures("busy")
def test_a_cancel_on_the_page_ends_the_wait(queue):
    came, ticket = [], queue.enter(OWN)

    def asked():
        with pytest.raises(CancelledError) as raised:
            queue.make(ticket, lambda: pytest.fail("it was made"))
        came.append(raised.value)

    thread = threading.Thread(target=asked, daemon=True)
    thread.start()
    app = page()
    app.button(key="place-cancel-0").click().run()
    thread.join(SECONDS)
    assert len(came) == 1
    assert queue.of_session(OWN) == []
    app.run()
    assert not app.caption


@pytest.mark.usefixtures("busy")
def test_the_files_of_others_are_not_told(queue):
    queue.enter("third")
    assert not page().caption


def test_files_of_the_buttons_are_made_one_after_the_other(queue, busy):
    made = []
    threads = [threading.Thread(target=file_queue.in_turn(lambda n=n: made.append(n) or b"x")) for n in range(3)]
    for number, thread in enumerate(threads):
        thread.start()
        until(lambda number=number: len(queue.of_session("")) == number + 1)
    assert made == []
    busy.set()
    for thread in threads:
        thread.join(SECONDS)
    assert made == [0, 1, 2]


def test_a_file_counts_when_it_is_made(busy):
    begun = [threading.Thread(target=file_queue.in_turn(lambda: b"x"), daemon=True) for _ in range(2)]
    for thread in begun:
        thread.start()
    assert quotas.EXPORTS.wait("") == 0
    busy.set()
    for thread in begun:
        thread.join(SECONDS)
    quotas.take_export()
    with pytest.raises(BusyError):
        file_queue.in_turn(lambda: b"x")()
    assert file_queue.QUEUE.of_session("") == []


def test_a_session_that_is_gone_leaves_the_queue(queue, busy, monkeypatch):
    monkeypatch.setattr(file_queue, "_is_there", lambda session: session != "")
    with pytest.raises(CancelledError):
        file_queue.in_turn(lambda: pytest.fail("it was made"))()
    assert queue.of_session("") == []
    assert not busy.is_set()


def test_whether_a_session_is_there_is_asked_of_streamlit(monkeypatch):
    class Runtime:
        def is_active_session(self, session):
            return session == "here"

    monkeypatch.setattr(file_queue.runtime, "exists", lambda: True)
    monkeypatch.setattr(file_queue.runtime, "get_instance", Runtime)
    assert [file_queue._is_there(one) for one in ("here", "gone")] == [True, False]


def test_the_log_keeps_what_nobody_foresaw_and_no_file_that_was_cancelled():
    def line(cause):
        error = ValueError("as Streamlit wraps it")
        error.__cause__ = cause
        return logging.LogRecord("x", logging.ERROR, "", 0, "", (), (ValueError, error, None))

    causes = [CancelledError(), BusyError(3, 20), KeyError("x"), None]
    assert [file_queue.is_unforeseen(line(one)) for one in causes] == [False, False, True, True]
    assert file_queue.is_unforeseen(logging.LogRecord("x", logging.INFO, "", 0, "", (), None))


def test_a_server_has_a_thread_for_each_file_that_may_wait():
    async def most():
        file_queue.prepare(asyncio.get_running_loop())
        return asyncio.get_running_loop()._default_executor._max_workers

    before = list(logging.getLogger(file_queue._OF_STREAMLIT).filters)
    try:
        assert asyncio.run(most()) > MOST
    finally:
        logging.getLogger(file_queue._OF_STREAMLIT).filters[:] = before


def test_a_job_that_may_not_begin_leaves_no_place_behind(queue):
    for _ in range(3):
        quotas.take_export()
    with pytest.raises(BusyError):
        file_queue.begun(lambda tell: b"x")
    assert queue.is_idle(but=None)


def test_a_job_says_how_far_it_is_and_ends_where_it_is_cancelled():
    goes_on, told = threading.Event(), threading.Event()

    def work(tell):
        tell(1, 5)
        told.set()
        assert goes_on.wait(SECONDS)
        tell(2, 5)
        pytest.fail("it went on")

    job = file_queue.begun(work)
    assert told.wait(SECONDS)
    assert (job.done, job.of, job.has_ended) == (1, 5, False)
    job.ticket.cancel()
    goes_on.set()
    until(lambda: job.has_ended)
    assert isinstance(job.error, CancelledError)
    assert job.made is None


# ---- PowerPoint of all scenes ---------------------------------------------------------------------------------------


def _deck() -> None:
    import streamlit as st

    from components.stage import deck as stage_deck
    from components.stage import state
    from components.state import view_state

    view_state.restore()
    st.write("drawn")
    stage_deck.offer(state.opened(), None, None, "en")


def deck(scenes=2):
    app = AppTest.from_function(_deck, default_timeout=60)
    app.query_params["lang"] = "en"
    scene = Scene("ends", {"index": "papi", "year": "2023"}, {"en": "Ends"}, {})
    app.session_state["kept-stage"] = {"open": Presentation({"en": "Two"}, (scene,) * scenes), "name": ""}
    app.run()
    app.button(key="stage-make").click().run()
    assert not app.exception
    return app


def job_of(app):
    return app.session_state["kept-stage"]["deck"]


def test_the_page_goes_on_while_slides_wait_and_the_file_is_offered_when_it_is_there(busy):
    app = deck()
    assert "drawn" in text(app)
    assert [one.value for one in app.caption] == ["Waiting: one file is made before yours."]
    assert app.button(key="stage-make").disabled
    busy.set()
    job = job_of(app)
    until(lambda: job.has_ended)
    app.run()
    assert job.made[:2] == b"PK"
    assert [one.key for one in app.get("download_button")] == ["stage-pptx"]
    assert not app.button(key="stage-make").disabled


@pytest.mark.usefixtures("busy")
def test_slides_that_are_cancelled_leave_the_queue(queue):
    app = deck()
    job = job_of(app)
    app.button(key="stage-cancel").click().run()
    until(lambda: job.has_ended)
    app.run()
    assert queue.of_session(OWN) == []
    assert not app.get("download_button")
    assert not app.button(key="stage-make").disabled


@pytest.mark.usefixtures("busy")
def test_slides_that_nobody_waits_for_any_more_are_told_as_cancelled(queue):
    app = deck()
    job = job_of(app)
    job.ticket.cancel()
    until(lambda: job.has_ended)
    app.run()
    assert "The file was cancelled" in text(app)
    assert queue.of_session(OWN) == []


def test_no_slides_are_begun_where_too_many_files_were_made():
    for _ in range(3):
        quotas.EXPORTS.take(OWN)
    assert "It goes on in 20 seconds." in text(deck())
