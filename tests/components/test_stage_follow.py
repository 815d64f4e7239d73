"""The table of what is on each stage: a room for each play, the oldest forgotten first."""

import pytest

from components import stage_follow
from provindex.scenes import Presentation

ONE, OTHER = Presentation({"vi": "Một"}), Presentation({"vi": "Hai"})


@pytest.fixture(autouse=True)
def _empty():
    stage_follow._ROOMS.clear()
    yield
    stage_follow._ROOMS.clear()


def test_two_plays_of_one_presentation_keep_their_own_place():
    stage_follow.tell("a" * 20, ONE, 3)
    stage_follow.tell("b" * 20, ONE, 7)
    assert [stage_follow.play(room).scene for room in ("a" * 20, "b" * 20)] == [3, 7]


def test_the_clock_runs_on_from_scene_to_scene_and_anew_after_leaving():
    stage_follow.tell("a" * 20, ONE, 1)
    began = stage_follow.play("a" * 20).since
    stage_follow.tell("a" * 20, ONE, 2)
    assert stage_follow.play("a" * 20).since == began
    stage_follow.leave("a" * 20)
    assert stage_follow.play("a" * 20) is None


def test_an_unsaved_presentation_is_followed_too():
    stage_follow.tell("a" * 20, OTHER, 1)
    assert stage_follow.play("a" * 20).presentation is OTHER


def test_the_oldest_play_is_forgotten_where_there_are_too_many():
    for number in range(stage_follow._MOST + 1):
        stage_follow.tell(f"{number:020x}", ONE, 1)
    assert stage_follow.play(f"{0:020x}") is None
    assert stage_follow.play(f"{stage_follow._MOST:020x}").scene == 1


@pytest.mark.parametrize("name", ["", "a" * 19, "A" * 20, "../" + "a" * 17, None, 5], ids=repr)
def test_what_a_browser_sends_is_no_room_unless_it_looks_like_one(name):
    assert not stage_follow.is_room(name)
