"""Presentations are kept whole under their names; those that ship stay as they are."""

import pytest

from provindex import presentations
from provindex.errors import StoreError
from provindex.scenes import Presentation, PresentationError, Scene

TWO = Presentation({"vi": "Hai cảnh"}, (Scene("map", {"year": "2023"}, {}, {}), Scene("ends", {}, {}, {}, "nói chậm")))


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.mark.usefixtures("own_folder")
class TestSaved:
    def test_what_is_saved_is_read_back(self):
        presentations.save("hai-canh", TWO)
        assert presentations.load("hai-canh") == TWO

    def test_saving_again_replaces_it(self):
        presentations.save("mot", TWO)
        presentations.save("mot", TWO.without_scene(0))
        assert len(presentations.load("mot").scenes) == 1

    def test_saved_ones_are_listed_after_those_that_ship(self):
        presentations.save("a-a", TWO)
        listed = presentations.entries()
        assert (listed[-1].name, listed[-1].shipped) == ("a-a", False)
        assert listed[0].shipped

    def test_one_that_is_deleted_is_gone(self):
        presentations.save("mot", TWO)
        presentations.delete("mot")
        with pytest.raises(PresentationError):
            presentations.load("mot")

    @pytest.mark.parametrize("name", ["../../etc", "A", "", "a/b", "-a", "a" * 61])
    def test_a_name_that_could_be_a_path_is_refused(self, name):
        for act in (presentations.load, presentations.delete, lambda name: presentations.save(name, TWO)):
            with pytest.raises(PresentationError):
                act(name)

    def test_one_that_ships_is_not_changed(self):
        shipped = presentations.shipped_names()[0]
        with pytest.raises(PresentationError):
            presentations.save(shipped, TWO)
        with pytest.raises(PresentationError):
            presentations.delete(shipped)

    def test_notes_beyond_all_measure_are_refused(self):
        scene = Scene("map", {}, {}, {}, "x" * 4000)
        with pytest.raises(PresentationError):
            presentations.save("lon", Presentation({}, (scene,) * 260))


def test_a_store_that_cannot_be_written_is_told_in_a_sentence():
    with pytest.raises(StoreError):
        presentations.save("mot", TWO)


@pytest.mark.parametrize("name", presentations.shipped_names())
def test_one_that_ships_has_ten_scenes_with_titles_in_both_languages(name):
    found = presentations.load(name)
    assert len(found.scenes) >= 10
    assert all(set(scene.title) == {"vi", "en"} for scene in found.scenes)
