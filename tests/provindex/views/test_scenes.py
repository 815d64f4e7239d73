"""Presentations survive their own text; what is not one is refused with a sentence."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.views.scenes import (
    FIGURES,
    FORMAT,
    Presentation,
    PresentationError,
    Scene,
    Step,
    difference,
    is_name,
    mark_of,
    name_of,
    read,
    scene_of,
    written,
)

WORDS = st.dictionaries(st.sampled_from(["vi", "en"]), st.text(max_size=40))
SCENES = st.builds(
    Scene,
    figure=st.sampled_from(FIGURES),
    params=st.dictionaries(st.sampled_from(["year", "index", "p"]), st.text(max_size=10)),
    title=WORDS,
    sentence=WORDS,
    notes=st.text(max_size=60),
    mark=st.text("0123456789abcdef", max_size=12),
)


def _letters(presentation: Presentation) -> list[str]:
    return [scene.notes for scene in presentation.scenes]


@pytest.fixture
def abc() -> Presentation:
    return Presentation({"vi": "Ba cảnh"}, tuple(Scene("map", {}, {}, {}, letter) for letter in "abc"))


@given(st.builds(Presentation, title=WORDS, scenes=st.lists(SCENES, max_size=4).map(tuple)))
def test_a_presentation_survives_its_own_text(presentation):
    assert read(written(presentation)) == presentation


@given(
    st.text(max_size=200)
    | st.recursive(st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(json.dumps)
)
def test_any_other_text_is_refused_and_never_raises_otherwise(text):
    with pytest.raises(PresentationError):
        read(text)


def test_another_version_is_told_with_both_numbers():
    with pytest.raises(PresentationError, match="format 9, and this dashboard reads format 1"):
        read(json.dumps({"format": FORMAT, "version": 9, "title": {}, "scenes": []}))


def test_a_scene_without_a_view_is_told_by_its_number():
    text = json.dumps({"format": FORMAT, "version": 1, "title": {}, "scenes": [{"figure": "map", "title": {}}]})
    with pytest.raises(PresentationError, match="Scene 1 cannot be read: “params”"):
        read(text)


def test_an_unknown_figure_is_told_with_the_known_ones():
    scene = {"figure": "pie", "params": {}, "title": {}}
    with pytest.raises(PresentationError, match="“pie”"):
        read(json.dumps({"format": FORMAT, "version": 1, "title": {}, "scenes": [scene]}))


def test_forty_scenes_are_read_and_one_more_is_told_with_the_way_out():
    scene = {"figure": "map", "params": {}, "title": {}}
    content = {"format": FORMAT, "version": 1, "title": {}}
    assert len(read(json.dumps(content | {"scenes": [scene] * 40})).scenes) == 40
    with pytest.raises(PresentationError, match="has 41 scenes; at most 40 can be kept. Part it into two"):
        read(json.dumps(content | {"scenes": [scene] * 41}))


def test_no_scene_is_added_to_forty(abc):
    full = Presentation({}, abc.scenes[:1] * 39).with_scene(abc.scenes[1])
    assert len(full.scenes) == 40
    with pytest.raises(PresentationError, match="has 40 scenes, which is the most. Delete one"):
        full.with_scene(abc.scenes[1])


@pytest.mark.parametrize(
    ("at", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, 9, "bca"), (2, -9, "cab"), (7, 1, "abc")]
)
def test_a_scene_moves_at_most_to_either_end(abc, at, by, order):
    assert "".join(_letters(abc.moved(at, by))) == order


def test_a_scene_is_put_in_changed_and_taken_out(abc):
    new = Scene("bump", {}, {}, {}, "n")
    assert _letters(abc.with_scene(new, 1)) == ["a", "n", "b", "c"]
    assert _letters(abc.with_scene(new)) == ["a", "b", "c", "n"]
    assert _letters(abc.with_changed(0, new)) == ["n", "b", "c"]
    assert _letters(abc.without_scene(1)) == ["a", "c"]


def test_a_title_in_one_language_serves_the_other():
    scene = Scene("map", {}, {"vi": "Cả nước"}, {})
    assert (scene.titled("vi"), scene.titled("en")) == ("Cả nước", "Cả nước")


def test_a_scene_leaves_the_language_to_whoever_watches():
    assert "lang" not in scene_of("map", {"lang": "vi", "year": "2023"}, {}, "").params


def test_the_mark_changes_with_a_figure_and_not_with_the_order():
    frame = pd.DataFrame({"province": ["63:01", "63:02"], "score": [1.0, 2.0]})
    assert mark_of(frame) == mark_of(frame.iloc[::-1])
    assert mark_of(frame) != mark_of(frame.assign(score=[1.0, 2.001]))


@pytest.mark.parametrize(
    ("title", "name"),
    [("Cả nước năm 2024", "ca-nuoc-nam-2024"), ("Đà Nẵng / Huế", "da-nang-hue"), ("!!!", "presentation")],
)
def test_a_title_becomes_a_plain_name(title, name):
    assert name_of(title) == name


@given(st.text(max_size=100))
def test_every_name_made_is_a_name(title):
    assert is_name(name_of(title))


@pytest.mark.parametrize("text", ["", "../x", "a/b", "A", "-a", "a.json", "a" * 61])
def test_what_a_path_could_be_made_of_is_no_name(text):
    assert not is_name(text)


def test_a_difference_pairs_each_scene_once_and_ends_with_what_was_taken_out(abc):
    a, b, c = abc.scenes
    worded, new = replace(b, title={"vi": "Khác"}), Scene("bump", {}, {}, {})
    after = replace(abc, scenes=(c, worded, a, new))
    assert difference(abc, after) == [
        Step(3, 1, c),
        Step(2, 2, worded, reworded=True),
        Step(1, 3, a),
        Step(None, 4, new),
    ]
    assert difference(abc, replace(abc, scenes=(a, a))) == [
        Step(1, 1, a),
        Step(2, 2, a, reworded=True),
        Step(3, None, c),
    ]


def test_a_difference_from_and_to_nothing_names_every_scene(abc):
    assert [(one.before, one.after) for one in difference(None, abc)] == [(None, 1), (None, 2), (None, 3)]
    assert [(one.before, one.after) for one in difference(abc, None)] == [(1, None), (2, None), (3, None)]
