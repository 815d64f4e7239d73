"""One run at a time, and none that waits for ever."""

import threading

import pytest

from components.state.run_queue import leave, turn


def test_a_second_run_starts_when_the_first_has_ended():
    order, inside = [], threading.Event()

    def second():
        inside.wait(10)
        with turn(10):
            order.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    with turn():
        inside.set()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def test_a_run_that_takes_long_holds_nobody_up_for_ever():
    order = []

    def second():
        with turn(0.01):
            order.append("second")

    with turn():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(10)
        order.append("first")
    assert order == ["second", "first"]


def test_a_run_that_fails_gives_its_turn_back():
    with pytest.raises(ValueError, match="broken"), turn():
        raise ValueError("broken")
    ended = threading.Event()

    def next_one():
        with turn(10):
            ended.set()

    threading.Thread(target=next_one, daemon=True).start()
    assert ended.wait(5)


def test_a_run_that_leaves_its_turn_goes_on_beside_the_next_and_takes_no_turn_from_it():
    order, inside = [], threading.Event()

    def next_one():
        with turn(10):
            order.append("next")
            inside.wait(10)

    with turn():
        leave()
        waiting = threading.Thread(target=next_one)
        waiting.start()
        while not order:
            pass
        order.append("first")
    with turn(0.01):  # that of the next run is its own still
        order.append("third")
    inside.set()
    waiting.join(10)
    assert order == ["next", "first", "third"]
