"""One run at a time, and none that waits for ever."""

import threading

import pytest

from components.turns import turn


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
