"""How often somebody may do something, by a clock of the test's own."""

import pytest

from provindex.core.rate_limit import Allowance, BusyError, number
from provindex.core.translate import translator


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def three(clock):
    return Allowance("PROVINDEX_OF_A_TEST", 3, clock=clock)


def taken(allowance, who, times):
    for _ in range(times):
        allowance.take(who)


def test_what_is_allowed_is_taken_at_once_and_the_next_is_refused(three):
    taken(three, "a", 3)
    with pytest.raises(BusyError) as busy:
        three.take("a")
    assert busy.value.seconds == 20
    assert busy.value.sentence(translator("en")) == (
        "This was done 3 times within a minute, which is the most here. It goes on in 20 seconds."
    )


def test_it_goes_on_after_the_time_that_was_said(three, clock):
    taken(three, "a", 3)
    clock.now = 19.0
    assert three.wait("a") == 1
    clock.now = 20.0
    assert three.wait("a") == 0
    three.take("a")
    assert three.wait("a") == 20


def test_one_does_not_use_up_what_another_may(three):
    taken(three, "a", 3)
    assert three.wait("b") == 0


def test_nothing_is_saved_up(three, clock):
    taken(three, "a", 3)
    clock.now = 3600.0
    taken(three, "a", 3)
    assert three.wait("a") == 20


def test_asking_takes_nothing(three):
    assert [three.wait("a") for _ in range(5)] == [0] * 5
    taken(three, "a", 3)


def test_who_came_first_is_forgotten_first(three):
    taken(three, "first", 3)
    for who in range(10_000):
        three.take(str(who))
    assert three.wait("first") == 0
    assert len(three._left) == 10_000


@pytest.mark.parametrize(("value", "often"), [("", 3), ("5", 5)], ids=["empty", "set"])
def test_the_environment_says_how_often(three, monkeypatch, value, often):
    monkeypatch.setenv(three.variable, value)
    assert three.often == often


def test_zero_is_without_a_limit(three, monkeypatch):
    monkeypatch.setenv(three.variable, "0")
    taken(three, "a", 100)
    assert three.wait("a") == 0


@pytest.mark.parametrize("value", ["-1", "3.5", "many", "²", "101"])
def test_what_is_no_number_in_the_range_is_refused_with_its_name(value):
    told = f"LIMIT: expected is a whole number from 0 to 100, found is “{value}”"
    with pytest.raises(ValueError, match=told):
        number("LIMIT", 3, 100, {"LIMIT": value})
