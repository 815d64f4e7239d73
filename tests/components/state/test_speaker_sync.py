"""The table of what is on each stage: a room for each play, the oldest forgotten first."""

import pytest

from components.state import speaker_sync
from provindex.views.scenes import Presentation

ONE, OTHER = Presentation({"vi": "Một"}), Presentation({"vi": "Hai"})


@pytest.fixture(autouse=True)
def _empty():
    speaker_sync._ROOMS.clear()
    yield
    speaker_sync._ROOMS.clear()


def test_two_plays_of_one_presentation_keep_their_own_place():
    speaker_sync.tell("a" * 20, ONE, 3)
    speaker_sync.tell("b" * 20, ONE, 7)
    assert [speaker_sync.play(room).scene for room in ("a" * 20, "b" * 20)] == [3, 7]


def test_the_clock_runs_on_from_scene_to_scene_and_anew_after_leaving():
    speaker_sync.tell("a" * 20, ONE, 1)
    began = speaker_sync.play("a" * 20).since
    speaker_sync.tell("a" * 20, ONE, 2)
    assert speaker_sync.play("a" * 20).since == began
    speaker_sync.leave("a" * 20)
    assert speaker_sync.play("a" * 20) is None


def test_an_unsaved_presentation_is_followed_too():
    speaker_sync.tell("a" * 20, OTHER, 1)
    assert speaker_sync.play("a" * 20).presentation is OTHER


def test_the_oldest_play_is_forgotten_where_there_are_too_many():
    for number in range(speaker_sync._MOST + 1):
        speaker_sync.tell(f"{number:020x}", ONE, 1)
    assert speaker_sync.play(f"{0:020x}") is None
    assert speaker_sync.play(f"{speaker_sync._MOST:020x}").scene == 1


@pytest.mark.parametrize("name", ["", "a" * 19, "A" * 20, "../" + "a" * 17, None, 5], ids=repr)
def test_what_a_browser_sends_is_no_room_unless_it_looks_like_one(name):
    assert not speaker_sync.is_room(name)
