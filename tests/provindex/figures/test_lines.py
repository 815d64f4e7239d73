"""Labels that never lie upon each other: how they are moved apart, and which are left to the hover."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.lines import dotted, kept, ranks, room, spread
from provindex.figures.theme import theme

places = st.lists(st.floats(1, 63, allow_nan=False), max_size=8)


@given(places)
def test_labels_are_a_gap_apart_and_stay_inside(at):
    found = spread(at, 3.0, 1.0, 63.0)
    assert all(1 - 1e-9 <= place <= 63 + 1e-9 for place in found)
    assert all(later - earlier >= 3 - 1e-9 for earlier, later in pairwise(sorted(found)))


@given(st.lists(st.integers(1, 63), max_size=8, unique=True))
def test_labels_keep_their_order(at):
    found = spread([float(place) for place in at], 3.0, 1.0, 63.0)
    assert [at[i] for i in sorted(range(len(at)), key=found.__getitem__)] == sorted(at)


@given(st.sets(st.integers(0, 20), max_size=8))
def test_labels_that_do_not_collide_are_not_moved(steps):
    at = [1 + 3.0 * step for step in steps]
    assert spread(at, 3.0, 1.0, 63.0) == pytest.approx(at)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param([30.0, 30.0], [28.5, 31.5], id="two at one place move the same way apart"),
        pytest.param([30.0, 31.0, 29.0], [30.0, 33.0, 27.0], id="three around one place"),
        pytest.param([1.0, 1.0], [1.0, 4.0], id="at the upper edge only one moves"),
        pytest.param([63.0, 63.0], [60.0, 63.0], id="at the lower edge too"),
        pytest.param([], [], id="none"),
    ],
)
def test_colliding_labels_move_as_little_as_possible(at, expected):
    assert spread(at, 3.0, 1.0, 63.0) == pytest.approx(expected)


def test_labels_without_room_for_all_share_what_there_is():
    assert spread([5.0, 5.0, 5.0], 10.0, 1.0, 9.0) == pytest.approx([1.0, 5.0, 9.0])


def test_the_more_important_label_is_the_one_that_is_written():
    assert kept([10.0, 11.0, 13.0], 2.0) == [True, False, True]


def test_a_label_does_not_cover_what_is_written_already():
    assert kept([10.0, 20.0], 2.0, taken=[19.0]) == [True, False]


def test_a_missing_rank_is_a_hole_and_not_a_number():
    assert ranks(pd.Series([3, pd.NA, 1], dtype="Int64")) == [3, None, 1]


def test_a_label_shows_the_colour_of_its_line_and_keeps_the_colour_of_text():
    assert dotted("#d55e00", "Sơn La") == '<span style="color:#d55e00">●</span> Sơn La'


def test_a_longer_label_gets_more_room():
    assert room("Bà Rịa - Vũng Tàu", theme()) > room("Huế", theme()) > 0
