"""One file at a time, in order; who cancels, is gone or fails gives the place to the next."""

import threading
import time

import pytest

from provindex.export import queue as export_queue
from provindex.export.queue import CancelledError, ExportQueue, QueueFullError

SECONDS = 10


class Maker:
    """A thread that makes a file for a ticket, and waits in the middle until it is told to go on."""

    def __init__(self, queue, ticket, is_there=lambda: True):
        self.ticket, self.begun, self.goes_on = ticket, threading.Event(), threading.Event()
        self.came = None
        self._thread = threading.Thread(target=self._run, args=(queue, is_there), daemon=True)
        self._thread.start()

    def _run(self, queue, is_there):
        try:
            self.came = queue.make(self.ticket, self._work, is_there)
        except Exception as error:  # noqa: BLE001 - looked at by the test
            self.came = error

    def _work(self):
        self.begun.set()
        assert self.goes_on.wait(SECONDS)
        return self.ticket.session

    def end(self):
        self.goes_on.set()
        self._thread.join(SECONDS / 2)
        assert not self._thread.is_alive()
        return self.came


@pytest.fixture
def queue():
    return ExportQueue()


def made(queue, sessions, **more):
    return [Maker(queue, queue.enter(session), **more) for session in sessions]


def test_one_is_made_while_the_others_wait_and_know_their_place(queue):
    first, second, third = made(queue, "abc")
    assert first.begun.wait(SECONDS)
    assert [one.ticket.place for one in (first, second, third)] == [0, 1, 2]
    assert not second.begun.wait(0.1)
    assert first.end() == "a"
    assert second.begun.wait(SECONDS)
    assert [one.ticket.place for one in (first, second, third)] == [None, 0, 1]
    assert [second.end(), third.end()] == ["b", "c"]


def test_who_cancels_leaves_at_once_and_the_next_moves_up(queue):
    first, second, third = made(queue, "abc")
    second.ticket.cancel()
    assert isinstance(second.end(), CancelledError)
    assert [one.ticket.place for one in (first, second, third)] == [0, None, 1]
    first.end()
    assert third.end() == "c"
    assert not second.begun.is_set()


def test_a_session_that_is_gone_leaves_the_queue_without_a_file(queue):
    here = threading.Event()
    here.set()
    (first,) = made(queue, "a")
    second, third = (Maker(queue, queue.enter(one), here.is_set) for one in "bb")
    here.clear()
    assert isinstance(second.end(), CancelledError)
    assert isinstance(third.end(), CancelledError)
    assert not second.begun.is_set()
    assert queue.of_session("b") == []
    first.end()


def test_a_session_that_is_gone_when_its_turn_comes_makes_nothing(queue):
    ticket = queue.enter("a")
    with pytest.raises(CancelledError):
        queue.make(ticket, lambda: pytest.fail("it was made"), lambda: False)
    assert ticket.place is None


def test_what_is_being_made_ends_where_it_looks_whether_it_is_cancelled(queue):
    ticket, steps = queue.enter("a"), []

    def work():
        for step in range(5):
            ticket.check()
            steps.append(step)
            if step == 1:
                ticket.cancel()

    with pytest.raises(CancelledError):
        queue.make(ticket, work)
    assert steps == [0, 1]
    assert ticket.place is None


def test_what_fails_gives_its_place_to_the_next(queue):
    def failing():
        raise OSError("broken")

    with pytest.raises(OSError, match="broken"):
        queue.make(queue.enter("a"), failing)
    (second,) = made(queue, "b")
    assert second.begun.wait(SECONDS)
    assert second.end() == "b"


def test_a_session_and_an_address_have_so_many_tickets_and_all_together_too(queue):
    own = [queue.enter("a") for _ in range(export_queue.MOST_OF_ONE)]
    with pytest.raises(QueueFullError, match="You are waiting for 3 files already"):
        queue.enter("a")
    for number in range(export_queue.MOST_OF_ADDRESS):
        queue.enter(number, "192.0.2.7")
    with pytest.raises(QueueFullError, match="Many files are being made"):
        queue.enter("b", "192.0.2.7")
    for number in range(export_queue.MOST - export_queue.MOST_OF_ADDRESS - export_queue.MOST_OF_ONE):
        queue.enter(100 + number)
    with pytest.raises(QueueFullError, match="Many files are being made"):
        queue.enter("c")
    queue.leave(own[0])
    assert queue.enter("c").place == export_queue.MOST - 1


def test_the_tickets_of_a_session_come_in_their_order(queue):
    first, _, second = queue.enter("a"), queue.enter("b"), queue.enter("a")
    assert queue.of_session("a") == [first, second]


def test_waiting_takes_no_time_of_the_processor(queue):
    first, *waiting = made(queue, range(20))
    assert first.begun.wait(SECONDS)
    before = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - before < 0.25
    for one in (first, *waiting):
        one.goes_on.set()
    assert [one.end() for one in waiting] == list(range(1, 20))
