"""The stage: a ready-made presentation plays, an excursion leads back, and what cannot be shown is said."""

import pytest

from components.widgets import file_queue
from dev import ROOT
from provindex.core import inert
from provindex.export.queue import CancelledError, ExportQueue
from provindex.publishing import presentations
from provindex.worker import opening
from tests.pages.conftest import text
from tests.provindex.export.powerpoint.test_template import ministry

SHIPPED = presentations.shipped_names()[0]


def _scenes():
    return presentations.load(SHIPPED).scenes


def _played(open_page, number, lang="vi", **params):
    app = open_page("stage", lang=lang, show=SHIPPED, **params)
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    app.radio(key="stage-scene").set_value(number - 1).run()
    app.button(key="stage-play").click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", range(1, len(_scenes()) + 1))
def test_every_scene_is_played_under_its_title(open_page, number, lang):
    app = _played(open_page, number, lang)
    assert [one.value for one in app.title] == [_scenes()[number - 1].title[lang]]
    assert app.selectbox(key="bar-stage-jump").value == number
    assert not app.warning


def test_the_stage_shows_no_selection_bar(open_page):
    assert "bar-index" not in [one.key for one in _played(open_page, 1).selectbox]


def test_the_next_scene_is_one_button_away(open_page):
    app = _played(open_page, 1)
    app.button(key="stage-on").click().run()
    assert app.title[0].value == _scenes()[1].title["vi"]


def test_another_year_offers_the_way_back_to_the_scene(open_page):
    app = _played(open_page, 1)
    assert "stage-return" not in [one.key for one in app.button]
    app.selectbox(key="bar-stage-year").set_value(2022).run()
    assert "2022" in app.title[0].value
    app.button(key="stage-return").click().run()
    assert app.title[0].value == _scenes()[0].title["vi"]


def test_leaving_returns_to_the_list_of_scenes(open_page):
    app = _played(open_page, 3)
    app.button(key="stage-leave").click().run()
    assert len(app.radio(key="stage-scene").options) == len(_scenes())


def test_a_view_is_added_from_its_page_and_played(open_page):
    app = open_page("map", lang="vi", year="2022", map="level")
    app.session_state["take-away"] = True
    app.run()
    app.button(key="take-scene").click().run()
    app.switch_page(str(ROOT / "pages" / "stage.py"))
    app.run()
    assert app.radio(key="stage-scene").options == [inert.markdown("1. PAPI 2022")]
    app.button(key="stage-play").click().run()
    assert not app.exception
    assert app.title[0].value == "PAPI 2022"


def test_a_rewritten_sentence_is_what_the_stage_says(open_page):
    app = open_page("overview", lang="vi")
    app.switch_page(str(ROOT / "pages" / "stage.py")).run()
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    app.text_area[0].set_value("Cả nước đi lên chậm.").run()
    app.button(key="stage-play").click().run()
    assert "Cả nước đi lên chậm." in [one.value for one in app.subheader]


def test_scenes_are_put_in_another_order_and_taken_out(open_page):
    app = open_page("stage", lang="vi")
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    first, second = app.radio(key="stage-scene").options[:2]
    app.button(key="scene-down").click().run()
    assert app.radio(key="stage-scene").options[0][3:] == second[3:]
    assert app.radio(key="stage-scene").value == 1
    app.button(key="scene-delete").click().run()
    assert first[3:] not in [one[3:] for one in app.radio(key="stage-scene").options]


def test_the_stage_without_scenes_says_how_to_make_one(open_page):
    assert "Thêm vào bài trình bày" in text(open_page("stage", lang="vi"))


def test_a_presentation_that_is_not_there_is_told(open_page):
    assert "khong-co" in text(open_page("stage", lang="vi", show="khong-co"))


def test_a_template_is_opened_once_however_often_the_page_is_drawn(open_page, monkeypatch):
    asked = []

    def opened(data):
        asked.append(data)
        return opening_template(data)

    opening_template = opening.template
    monkeypatch.setattr(opening, "template", opened)
    app = open_page("stage", show=SHIPPED)
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    app.session_state["stage-files"] = True
    app.run()
    app.file_uploader(key="stage-look").upload("mau.pptx", ministry(slides=1)).run()
    assert app.selectbox(key="stage-layout").value == "Title Only"
    app.selectbox(key="stage-layout").set_value("Two Content").run()
    assert not app.exception
    assert len(asked) == 1


def test_a_template_that_cannot_be_used_is_told(open_page):
    app = open_page("stage", lang="en", show=SHIPPED)
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    app.session_state["stage-files"] = True
    app.run()
    app.file_uploader(key="stage-look").upload("mau.pptx", b"no presentation").run()
    assert not app.exception
    assert "must be a PowerPoint file" in text(app)


def test_a_change_of_the_presentation_forgets_the_slides_that_are_made_of_it(open_page, monkeypatch):
    queue = ExportQueue()
    monkeypatch.setattr(file_queue, "QUEUE", queue)
    queue.enter("another")  # nobody makes it, so that the slides wait
    app = open_page("stage", lang="en", show=SHIPPED)
    app.selectbox(key="stage-open").set_value(SHIPPED).run()
    app.session_state["stage-files"] = True
    app.run()
    app.button(key="stage-make").click().run()
    job = app.session_state["kept-stage"]["deck"]
    assert "Waiting: one file is made before yours." in text(app)
    app.button(key="scene-delete").click().run()
    assert not app.exception
    assert "deck" not in app.session_state["kept-stage"]
    job.ended.wait(20)
    assert isinstance(job.error, CancelledError)
    assert queue.of_session("test session id") == []
