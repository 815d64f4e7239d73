"""Presentations on the page: who saved and deleted them, what stood before, the way back; readers see none of it."""

from datetime import datetime

import pytest

from provindex.publishing import presentations
from provindex.publishing.permissions import Actor
from provindex.views.scenes import Presentation, Scene
from tests.pages.conftest import text
from tests.tables import frames

SCENES = tuple(Scene("map", {"index": "papi", "year": year}, {"en": f"Year {year}"}, {}) for year in ("2022", "2023"))
TWO = Presentation({"en": "Two years"}, SCENES)
AN = Actor("An Nguyen", "analyst")


@pytest.fixture
def stage(open_page, tmp_path, monkeypatch, at_machine):
    """The page of the presentations as the local analyst sees it, with a store of its own and the history unfolded."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    presentations.save("two-years", TWO, AN)

    def opened(lang="en", **params):
        app = open_page("stage", lang=lang, **params)
        app.session_state["stage-past"] = True
        return app.run()

    return opened


def kinds():
    return presentations.history()["kind"].tolist()


def save(app, name):
    app.session_state["stage-save"] = True
    app.run()
    app.text_input(key="stage-name").set_value(name).run()
    return app.button(key="stage-save-now").click().run()


@pytest.mark.parametrize(
    ("lang", "label", "said"),
    [("en", "History of the presentations", "saved"), ("vi", "Lịch sử các bài trình bày", "đã lưu")],
)
def test_the_history_says_what_was_done(stage, lang, label, said):
    app = stage(lang)
    assert label in [one.label for one in app.expander]
    assert app.selectbox(key="stage-change").options == [f"1 · two-years: {said}"]


def test_a_change_shows_who_when_and_what_before_and_after(stage):
    presentations.save("two-years", Presentation({"en": "One year"}, SCENES[1:]), Actor("binh", "analyst"), seen=1)
    app = stage()
    history, scenes = frames(app)
    assert history[["version", "who", "kind", "scenes"]].values.tolist() == [
        ["2", "binh", "saved", "1"],
        ["1", "An Nguyen", "saved", "2"],
    ]
    assert all(history["when"].str.contains(str(datetime.now().year)))
    assert scenes[["before", "after", "title", "what"]].values.tolist() == [
        ["2", "1", "Year 2023", "as before"],
        ["1", "–", "Year 2022", "taken out"],
    ]
    assert "Title before: Two years. Title afterwards: One year." in [one.value for one in app.get("text")]
    app.selectbox(key="stage-change").set_value(1).run()
    assert frames(app)[1]["what"].tolist() == ["new", "new"]


def test_a_reader_sees_no_history(stage, at_machine):
    at_machine(None)
    app = stage()
    assert not app.expander
    assert "An Nguyen" not in text(app)


def test_what_is_saved_carries_the_name_of_who_saved_it(stage):
    app = stage(show="two-years")
    app.button(key="scene-delete").click().run()
    save(app, "Two years")
    assert "Saved as “two-years”." in text(app)
    newest = presentations.history().iloc[0]
    assert newest["who"].endswith("local)")
    assert presentations.before_and_after(int(newest["version"]))[0] == TWO
    assert presentations.load("two-years").scenes == SCENES[1:]


def test_saving_twice_from_the_same_page_is_no_conflict(stage):
    app = save(stage(), "New one")
    save(app, "New one")
    assert "Saved as “new-one”." in text(app)
    assert kinds() == ["publish", "publish", "publish"]


def test_what_another_saved_since_is_not_written_over(stage):
    app = stage(show="two-years")
    presentations.save("two-years", Presentation({}), AN, seen=presentations.version("two-years"))
    save(app, "Two years")
    assert "An Nguyen changed the presentation “two-years”" in text(app)
    app.button(key="stage-drop").click().run()
    assert "An Nguyen changed the presentation “two-years”" in text(app)
    assert kinds() == ["publish", "publish"]


def test_a_deleted_one_comes_back_by_an_undo(stage):
    app = stage(show="two-years")
    app.session_state["stage-save"] = True
    app.run()
    app.button(key="stage-drop").click().run()
    assert kinds() == ["delete", "publish"]
    assert "two-years" not in app.selectbox(key="stage-open").options
    app.button(key="stage-undo").click().run()
    assert not app.exception
    assert kinds() == ["undo", "delete", "publish"]
    assert presentations.load("two-years") == TWO
    assert len(app.radio(key="stage-scene").options) == 2


def test_an_overwritten_state_is_brought_back_from_its_change(stage):
    presentations.save("two-years", Presentation({}, SCENES[:1]), AN, seen=1)
    presentations.save("two-years", Presentation({}), AN, seen=2)
    app = stage()
    app.selectbox(key="stage-change").set_value(1).run()
    app.button(key="stage-back").click().run()
    assert presentations.load("two-years") == TWO
    assert kinds()[0] == "undo"


def test_the_undo_of_the_first_save_ends_the_presentation_that_is_open(stage):
    app = stage(show="two-years")
    app.button(key="stage-undo").click().run()
    assert "two-years" not in app.selectbox(key="stage-open").options
    assert "A presentation is made of scenes" in text(app)


def test_a_right_that_is_gone_when_the_button_is_pressed_changes_nothing(stage, at_machine):
    app = stage(show="two-years")
    at_machine(None)
    app.button(key="stage-undo").click().run()
    assert "The desk is closed" in text(app)
    assert kinds() == ["publish"]
