"""Who waits for slow work, and who is told what it gave."""

from threading import Event, Lock

import pytest

from provindex.core.single_flight import Soon


def test_quick_work_is_answered_at_once() -> None:
    soon: Soon[int] = Soon(60)
    assert [soon.ask("a", lambda: 1), soon.ask("a", lambda: 2)] == [1, 2]


def test_slow_work_keeps_nobody_waiting_and_is_told_to_the_next_who_asks() -> None:
    soon: Soon[int] = Soon(0.01)
    gate, ended, runs = Event(), Event(), []

    def work() -> int:
        runs.append(1)
        gate.wait(60)
        return len(runs)

    assert [soon.ask("a", work) for _ in range(5)] == [None] * 5
    assert soon.ask("b", lambda: 9) == 9, "work for one key held up another"
    running = soon._running["a"]
    gate.set()
    running.add_done_callback(lambda _: ended.set())
    assert ended.wait(60)
    assert soon.ask("a", work) == 1
    assert runs == [1]


@pytest.mark.parametrize("error", [OSError("no route"), TimeoutError("of the work")], ids=["other", "time-out"])
def test_what_the_work_raises_is_raised_once(error: Exception) -> None:
    soon: Soon[int] = Soon(60)

    def work() -> int:
        raise error

    with pytest.raises(type(error), match=str(error)):
        soon.ask("a", work)
    assert soon.ask("a", lambda: 3) == 3


def test_many_who_ask_at_once_start_the_work_once() -> None:
    soon: Soon[int] = Soon(0.01)
    gate, lock, runs = Event(), Lock(), []

    def work() -> int:
        with lock:
            runs.append(1)
        gate.wait(60)
        return 1

    assert {soon.ask("a", work) for _ in range(50)} == {None}
    gate.set()
    assert runs == [1]
