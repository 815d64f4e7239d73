"""Presentations are kept whole under their names, with who changed them; those that ship stay as they are."""

import json
import os

import pytest

from provindex.core.errors import AccessDenied, StoreError
from provindex.publishing import presentations
from provindex.publishing.permissions import Actor
from provindex.store import ledger, presentation_ledger
from provindex.views.scenes import Presentation, PresentationError, Scene, written

TWO = Presentation({"vi": "Hai cảnh"}, (Scene("map", {"year": "2023"}, {}, {}), Scene("ends", {}, {}, {}, "nói chậm")))
ONE = TWO.without_scene(0)
AN, BINH = Actor("an@example.org", "analyst"), Actor("binh@example.org", "publisher")


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def saved(name="mot", presentation=TWO, actor=AN, **more):
    return presentations.save(name, presentation, actor, **more)


def told(**columns):
    """The history, newest first, with the columns named."""
    return presentations.history()[list(columns)].values.tolist()


@pytest.mark.usefixtures("own_folder")
class TestSaved:
    def test_what_is_saved_is_read_back(self):
        saved("hai-canh")
        assert presentations.load("hai-canh") == TWO

    def test_saving_again_replaces_it(self):
        first = saved()
        saved(presentation=ONE, seen=first.version)
        assert presentations.load("mot") == ONE

    def test_saved_ones_are_listed_after_those_that_ship(self):
        saved("a-a")
        listed = presentations.entries()
        assert (listed[-1].name, listed[-1].shipped) == ("a-a", False)
        assert listed[0].shipped

    def test_one_that_is_deleted_is_gone(self):
        presentations.delete("mot", AN, seen=saved().version)
        assert "mot" not in [one.name for one in presentations.entries()]
        for act in (presentations.load, lambda name: presentations.delete(name, AN, seen=None)):
            with pytest.raises(PresentationError, match="There is no presentation “mot”"):
                act("mot")

    @pytest.mark.parametrize("name", ["../../etc", "A", "", "a/b", "-a", "a" * 61])
    def test_a_name_that_could_be_a_path_is_refused(self, name):
        acts = (
            presentations.load,
            saved,
            lambda name: presentations.delete(name, AN, seen=None),
            lambda name: presentations.undo(name, AN),
        )
        for act in acts:
            with pytest.raises(PresentationError, match="cannot be the name"):
                act(name)

    def test_one_that_ships_is_not_changed(self):
        shipped = presentations.shipped_names()[0]
        acts = (
            saved,
            lambda name: presentations.delete(name, AN, seen=None),
            lambda name: presentations.undo(name, AN),
        )
        for act in acts:
            with pytest.raises(PresentationError, match="came with the dashboard"):
                act(shipped)

    def test_notes_beyond_all_measure_are_refused(self):
        scene = Scene("map", {}, {}, {}, "x" * 40_000)
        with pytest.raises(PresentationError, match="larger than 1000000 characters"):
            saved(presentation=Presentation({}, (scene,) * 30))

    def test_more_scenes_than_are_read_are_not_saved(self):
        with pytest.raises(PresentationError, match="has 41 scenes"):
            saved(presentation=Presentation({}, TWO.scenes[:1] * 41))

    def test_half_a_letter_is_kept_as_a_question_mark(self):
        saved(presentation=Presentation({"vi": "a\ud800"}))
        assert presentations.load("mot").title == {"vi": "a?"}

    def test_so_many_are_kept_and_no_more(self, monkeypatch):
        monkeypatch.setattr(presentations, "MOST_KEPT", 1)
        first = saved()
        with pytest.raises(PresentationError, match="There are 1 presentations in the store already"):
            saved("hai")
        presentations.delete("mot", AN, seen=first.version)
        saved("hai")
        with pytest.raises(PresentationError, match="There are 1 presentations in the store already"):
            presentations.undo("mot", AN)


@pytest.mark.usefixtures("own_folder")
class TestHistory:
    def test_it_says_who_did_what_newest_first(self):
        first = saved()
        second = saved(presentation=ONE, actor=BINH, seen=first.version)
        presentations.delete("mot", AN, seen=second.version)
        assert told(who=1, presentation=1, kind=1, scenes=1) == [
            ["an@example.org", "mot", "delete", 0],
            ["binh@example.org", "mot", "publish", 1],
            ["an@example.org", "mot", "publish", 2],
        ]
        assert presentations.history()["when"].is_monotonic_decreasing

    def test_each_change_shows_what_was_before_and_after(self):
        first = saved()
        second = saved(presentation=ONE, seen=first.version)
        gone = presentations.delete("mot", AN, seen=second.version)
        found = [presentations.before_and_after(one.version) for one in (first, second, gone)]
        assert found == [(None, TWO), (TWO, ONE), (ONE, None)]

    def test_the_changes_of_another_name_are_not_among_them(self):
        saved("mot")
        second = saved("hai", ONE)
        assert presentations.before_and_after(second.version) == (None, ONE)

    def test_it_is_empty_before_anything_was_saved(self):
        assert presentations.history().empty
        assert list(presentations.history()) == list(presentations.HISTORY)

    def test_what_is_acknowledged_is_on_the_disk(self, monkeypatch):
        asked = []
        monkeypatch.setattr(
            ledger.durability, "write_out", lambda table, version, _: asked.append((table.name, version))
        )
        record = saved()
        # What lies below comes first, or a machine going down could leave a hole in the log.
        assert asked == [(presentation_ledger.NAME, version) for version in (record.version - 1, record.version)]

    def test_the_log_of_published_years_does_not_count_it(self, caplog):
        caplog.set_level("INFO", "provindex")
        saved()
        (line,) = [one for one in caplog.records if one.name == "provindex.store.ledger"]
        assert (line.message, line.presentation, line.who) == ("presentation changed", "mot", "an@example.org")


@pytest.mark.usefixtures("own_folder")
class TestUndo:
    def test_an_undo_brings_a_deleted_one_back(self):
        presentations.delete("mot", AN, seen=saved().version)
        undone = presentations.undo("mot", BINH)
        assert presentations.load("mot") == TWO
        assert (undone.kind, undone.who, undone.scenes) == ("undo", "binh@example.org", 2)

    def test_an_undo_brings_back_what_was_replaced(self):
        first = saved()
        saved(presentation=ONE, seen=first.version)
        presentations.undo("mot", AN)
        assert presentations.load("mot") == TWO

    def test_one_undo_after_another_ends_with_nothing(self):
        first = saved()
        saved(presentation=ONE, seen=first.version)
        presentations.undo("mot", AN)
        presentations.undo("mot", AN)
        with pytest.raises(PresentationError, match="There is no presentation"):
            presentations.load("mot")
        with pytest.raises(PresentationError, match="No change of the presentation “mot” is left to undo"):
            presentations.undo("mot", AN)

    def test_an_undo_is_undone_by_naming_the_change(self):
        first = saved()
        second = saved(presentation=ONE, seen=first.version)
        presentations.undo("mot", AN)
        presentations.undo("mot", AN, to=second.version)
        assert presentations.load("mot") == ONE
        presentations.undo("mot", AN)
        assert presentations.load("mot") == TWO

    def test_a_change_of_another_name_or_without_scenes_brings_nothing_back(self):
        other, first = saved("hai"), saved()
        gone = presentations.delete("mot", AN, seen=first.version)
        for version in (other.version, gone.version, 99):
            with pytest.raises(PresentationError, match="holds no scenes of the presentation “mot”"):
                presentations.undo("mot", AN, to=version)

    def test_nothing_is_undone_of_what_never_was(self):
        with pytest.raises(PresentationError, match="is left to undo"):
            presentations.undo("mot", AN)


@pytest.mark.usefixtures("own_folder")
class TestTwoAtOnce:
    def test_one_that_another_saved_since_is_not_written_over(self):
        first = saved()
        second = saved(presentation=ONE, actor=BINH, seen=first.version)
        acts = (
            lambda: saved(seen=first.version),
            lambda: presentations.delete("mot", AN, seen=first.version),
            lambda: presentations.undo("mot", AN, seen=first.version),
        )
        for act in acts:
            with pytest.raises(PresentationError, match="binh@example.org changed the presentation “mot”"):
                act()
        assert presentations.version("mot") == second.version

    def test_one_that_was_not_opened_is_not_written_over(self):
        saved()
        with pytest.raises(PresentationError, match="There is a presentation “mot” already, and nothing was written"):
            saved(presentation=ONE)
        assert presentations.load("mot") == TWO

    def test_who_comes_second_between_look_and_commit_gives_way(self, monkeypatch):
        first, book = saved(), presentation_ledger.current()
        write = book._write

        def beaten(record, rows):
            monkeypatch.setattr(book, "_write", write)
            saved(presentation=ONE, actor=BINH, seen=first.version)
            write(record, rows)

        monkeypatch.setattr(book, "_write", beaten)
        with pytest.raises(PresentationError, match="binh@example.org changed the presentation “mot”"):
            saved(seen=first.version)
        assert presentations.load("mot") == ONE

    def test_one_that_was_deleted_since_is_saved_again(self):
        first = saved()
        presentations.delete("mot", BINH, seen=first.version)
        saved(presentation=ONE, seen=first.version)
        assert presentations.load("mot") == ONE


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize(
    "act",
    [
        lambda actor: saved("hai", actor=actor),
        lambda actor: presentations.delete("mot", actor, seen=presentations.version("mot")),
        lambda actor: presentations.undo("mot", actor),
    ],
    ids=["save", "delete", "undo"],
)
def test_the_right_is_checked_where_the_commit_is_made(act):
    saved()
    with pytest.raises(AccessDenied, match="khách may not save or delete presentations"):
        act(Actor("khách", "reader"))
    assert len(presentations.history()) == 1
    act(Actor("an", "analyst"))
    assert len(presentations.history()) == 2


class TestOfAnEarlierRelease:
    @pytest.fixture(autouse=True)
    def file(self, own_folder):
        path = own_folder / "presentations" / "cu.json"
        path.parent.mkdir(parents=True)
        path.write_text(written(TWO), "utf-8")
        return path

    def test_it_is_listed_and_read(self):
        assert presentations.entries()[-1].name == "cu"
        assert presentations.load("cu") == TWO
        assert presentations.version("cu") == presentations.UNCHANGED

    def test_its_first_change_puts_it_into_the_history(self):
        saved("cu", ONE, seen=presentations.version("cu"))
        assert presentations.load("cu") == ONE
        assert told(who=1, kind=1, scenes=1) == [["an@example.org", "publish", 1], ["", "publish", 2]]
        presentations.undo("cu", AN)
        assert presentations.load("cu") == TWO

    def test_it_is_deleted_and_comes_back(self, file):
        presentations.delete("cu", AN, seen=presentations.version("cu"))
        assert "cu" not in [one.name for one in presentations.entries()]
        assert file.exists()
        presentations.undo("cu", AN)
        assert presentations.load("cu") == TWO

    def test_it_is_not_written_over_unopened(self):
        with pytest.raises(PresentationError, match="There is a presentation “cu” already"):
            saved("cu", ONE)

    def test_a_damaged_one_is_told(self, file):
        file.write_text(json.dumps({"format": "other"}))
        with pytest.raises(PresentationError, match="is not a presentation of this dashboard"):
            presentations.load("cu")


def test_a_store_that_cannot_be_written_is_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", os.path.join(tmp_path, "file", "store"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="Nothing was written"):
        saved()


@pytest.mark.parametrize("name", presentations.shipped_names())
def test_one_that_ships_has_ten_scenes_with_titles_in_both_languages(name):
    found = presentations.load(name)
    assert len(found.scenes) >= 10
    assert all(set(scene.title) == {"vi", "en"} for scene in found.scenes)
