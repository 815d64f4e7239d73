"""Two people at the desk at one time: who comes second is told what the first changed, and confirms it apart."""

from dataclasses import replace

import pytest

from components.desk import final
from components.desk import terms as desk_terms
from provindex.core import formats
from provindex.publishing import publish_log, publish_programme
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from tests import publishing
from tests.pages.test_desk import SUM, desk, table, upload  # noqa: F401 - a fixture and what goes with it
from tests.pages.test_desk_programme import PUBLISH, file
from tests.provindex.intake import layouts
from tests.provindex.intake.programme.test_reader import figure
from tests.provindex.publishing.test_publish_programme import NEW, put

SON_LA, AN_GIANG = "63:14", "63:89"
BINH = Actor("Bình", "publisher")
AGAIN = "Chưa ghi gì của bạn."


@pytest.fixture(autouse=True)
def confirmed(monkeypatch):
    """Replacing final figures is asked for apart, see `test_desk_correction`."""
    asked = desk_terms.asked
    monkeypatch.setattr(desk_terms, "asked", lambda *of: replace(asked(*of), note="đã đối chiếu"))
    monkeypatch.setattr(desk_terms, "as_typed", lambda chosen, _: chosen)
    monkeypatch.setattr(final, "confirmed", lambda *_: True)
    monkeypatch.setattr(final, "taken_back", lambda *_: True)


def moved(**by):
    """The published figures of 2024 with the totals of some provinces moved, their parts with them."""
    frame = score_store.read_shipped("papi", 2024)
    for province, more in by.items():
        rows = (frame["province"] == province.replace("_", ":")) & frame["measure"].isin(SUM)
        frame = frame.assign(score=frame["score"].where(~rows, frame["score"] + more))
    return frame


def publish_elsewhere(frame, **terms):
    """Somebody else publishes, on what stands at this moment."""
    return publishing.publish(frame, layouts.PAPI, 2024, Upload("b.xlsx", b"Binh"), BINH, Terms(**terms))


def score(province=SON_LA):
    return round(float(score_store.read("papi", 2024).set_index(["province", "measure"])["score"][province, "papi"]), 4)


def written(value):
    return formats.score(value, "vi", layouts.PAPI.digits)


def warnings(app):
    return [one.value for one in app.warning if "Bình" in one.value]


def mine(by=0.25):
    return table(lambda _: moved(**{"63_14": by}))


def test_a_click_on_an_old_preview_writes_nothing_and_says_what_it_would_undo(desk):  # noqa: F811
    app = upload(desk(), mine())
    publish_elsewhere(moved(**{"63_14": 0.5, "63_89": 0.5}))
    theirs = score()
    app.button(key="desk-publish-2024").click().run()
    assert not app.exception, app.exception
    assert score() == theirs
    assert publish_log.history()["who"].tolist() == ["Bình"]
    told = warnings(app)[0]
    assert told.startswith("Bình đã công bố PAPI 2024 lúc ")
    assert "(thay đổi số 1), sau khi bạn xem. " in told
    # Of the six figures of the other, those of Sơn La become another number and those of An Giang the shipped one.
    assert "Tệp này sẽ xóa bỏ 6 số liệu của các lần thay đổi đó" in told
    total = layouts.PAPI.root.name.vi
    assert f"An Giang, {total}: {written(score(AN_GIANG))} → {written(score(AN_GIANG) - 0.5)}" in told
    assert f"Sơn La, {total}: {written(theirs)} → {written(theirs - 0.25)}" in told
    assert AGAIN in told


def test_a_page_drawn_anew_does_not_take_the_change_of_another_for_seen(desk):  # noqa: F811
    """As by the clock that draws an open page when somebody publishes, or by a note that is typed."""
    app = upload(desk(), mine())
    publish_elsewhere(moved(**{"63_89": 0.5}))
    app.text_input(key="desk-note-2024").set_value("đã đối chiếu").run()
    assert "desk-publish-2024" not in [one.key for one in app.button]
    assert len(warnings(app)) == 1
    assert "Tệp này sẽ xóa bỏ 3 số liệu" in warnings(app)[0]


def test_after_the_fresh_comparison_the_second_confirm_goes_through(desk):  # noqa: F811
    app = upload(desk(), mine())
    publish_elsewhere(moved(**{"63_89": 0.5}))
    app.button(key="desk-publish-2024").click().run()
    changed = {metric.label: metric.value for metric in app.metric}["Thay đổi"]
    assert changed == "6"  # three of mine, and three of the other that go back
    over = app.button(key="desk-publish-2024-over-1")
    assert over.label == "Vẫn công bố PAPI 2024"
    over.click().run()
    assert publish_log.history()["who"].tolist()[1] == "Bình"
    assert len(publish_log.history()) == 2
    assert not warnings(app)


def test_a_third_change_asks_again(desk):  # noqa: F811
    app = upload(desk(), mine())
    publish_elsewhere(moved(**{"63_89": 0.5}))
    app.run()
    publish_elsewhere(moved(**{"63_89": 0.75}))
    app.button(key="desk-publish-2024-over-1").click().run()
    assert len(publish_log.history()) == 2
    assert "(thay đổi số 1)" in warnings(app)[0]
    assert "(thay đổi số 2)" in warnings(app)[0]
    app.button(key="desk-publish-2024-over-2").click().run()
    assert len(publish_log.history()) == 3


def test_a_change_that_was_taken_back_is_told_too_and_nothing_is_undone(desk):  # noqa: F811
    app = upload(desk(), mine())
    publish_elsewhere(moved(**{"63_89": 0.5}))
    publishing.undo("papi", 2024, BINH)
    app.button(key="desk-publish-2024").click().run()
    assert len(publish_log.history()) == 2
    assert "Bình đã hoàn tác một lần thay đổi của PAPI 2024" in warnings(app)[0]
    assert "Tệp này không xóa bỏ số liệu nào của các lần thay đổi đó." in warnings(app)[0]


def test_another_year_is_no_conflict(desk):  # noqa: F811
    app = upload(desk(), mine())
    frame = score_store.read_shipped("papi", 2023)
    publishing.publish(frame, layouts.PAPI, 2023, Upload("b.xlsx", b"Binh"), BINH)
    app.button(key="desk-publish-2024").click().run()
    assert [one.value for one in app.success] == ["Đã công bố PAPI 2024."]


def test_who_publishes_twice_is_not_told_of_the_own_change(desk):  # noqa: F811
    app = upload(desk(), mine())
    app.button(key="desk-publish-2024").click().run()
    app.button(key="desk-publish-2024").click().run()
    assert len(publish_log.history()) == 2


def test_the_conflict_is_told_in_english(desk):  # noqa: F811
    app = upload(desk("en"), mine())
    publish_elsewhere(moved(**{"63_14": 0.5}))
    app.button(key="desk-publish-2024").click().run()
    told = warnings(app)[0]
    assert told.startswith("Bình published PAPI 2024 at ")
    assert "This file would undo 3 figures of these changes (theirs → this file): Son La, " in told
    assert told.endswith("The comparison above is with what stands now: look at it, and confirm again.")
    assert app.button(key="desk-publish-2024-over-1").label == "Publish PAPI 2024 all the same"


@pytest.mark.parametrize("act", ["undo", "final"])
def test_an_act_on_a_year_that_has_moved_on_is_refused(desk, act):  # noqa: F811
    publish_elsewhere(moved(**{"63_89": 0.5}), status="provisional")
    app = desk()
    publish_elsewhere(moved(**{"63_89": 0.75}), status="provisional")
    app.button(key=f"desk-{act}").click().run()
    assert publish_log.history()["kind"].tolist() == ["publish", "publish"]
    told = [one.value for one in app.error]
    assert told[0].startswith("Bình đã công bố papi 2024 lúc ")
    assert told[0].endswith("Chưa ghi gì của bạn: hãy xem những gì hiện có, rồi xác nhận lại.")


# ---- Reform programmes ---------------------------------------------------------------------------------------------


def programme(value):
    return file(figure("online_dossiers", value, when=NEW))


def test_a_programme_that_has_moved_on_is_not_published_over(desk):  # noqa: F811
    app = upload(desk(), programme(92.5), "quy2.xlsx")
    put(80.0, actor=BINH)
    app.text_input(key="desk-programme-note").set_value("đã đối chiếu").run()
    assert PUBLISH not in [one.key for one in app.button]
    told = warnings(app)[0]
    assert told.startswith("Bình đã công bố chương trình cải cách của Sơn La lúc ")
    assert "Tệp này sẽ xóa bỏ 1 số liệu của các lần thay đổi đó" in told
    assert "80% → 92,5%" in told
    app.button(key=f"{PUBLISH}-over-1").click().run()
    assert publish_programme.history()["version"].tolist() == [2, 1]


def test_a_click_on_an_old_preview_of_a_programme_writes_nothing(desk):  # noqa: F811
    app = upload(desk(), programme(92.5), "quy2.xlsx")
    put(80.0, actor=BINH, when=("01/07/2024", "30/09/2024"))
    app.button(key=PUBLISH).click().run()
    assert publish_programme.history()["who"].tolist() == ["Bình"]
    assert "Tệp này không xóa bỏ số liệu nào" in warnings(app)[0]  # another quarter, which this file leaves as it is


def test_an_undo_of_a_programme_that_has_moved_on_is_refused(desk):  # noqa: F811
    put(80.0, actor=BINH)
    app = desk()
    put(81.0, actor=BINH)
    app.button(key="desk-programme-undo").click().run()
    assert publish_programme.history()["kind"].tolist() == ["publish", "publish"]
    assert [one.value for one in app.error][0].startswith("Bình đã công bố chương trình cải cách của Sơn La lúc ")


def test_after_an_undo_of_a_programme_its_newest_change_is_looked_at(desk):  # noqa: F811
    put(80.0, actor=BINH)
    put(81.0, actor=BINH)
    app = desk()
    box = next(one for one in app.selectbox if one.key == "desk-programme-change")
    box.set_value(1).run()
    app.text_input(key="desk-programme-undo-note-2").set_value("nhầm").run()
    app.button(key="desk-programme-undo").click().run()
    assert next(one for one in app.selectbox if one.key == "desk-programme-change").value == 3


def test_the_publisher_of_a_programme_sees_the_new_version_in_the_same_run(desk, monkeypatch):  # noqa: F811
    from components.state import data_version

    forgotten = []
    monkeypatch.setattr(data_version, "look_again", lambda: forgotten.append(True))
    app = upload(desk(), programme(92.5), "quy2.xlsx")
    app.button(key=PUBLISH).click().run()
    assert forgotten == [True]
