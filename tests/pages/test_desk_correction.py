"""The desk with a file of some provinces, and with final figures that everybody sees: asked, confirmed and named."""

from datetime import UTC, date, datetime

import pytest

from provindex.publishing import permissions, publish_log
from provindex.store import ledger_records, score_store
from tests import tables
from tests.pages.conftest import text
from tests.pages.test_desk import SUM, desk, table, upload  # noqa: F401 - a fixture and what goes with it
from tests.pages.test_desk_conflict import moved, publish_elsewhere, score, warnings
from tests.provindex.intake.checks.test_correction import file as part

PUBLISH = "desk-publish-2024"


def choose(app, key, value):
    next(one for one in app.radio if one.key == key).set_value(value).run()
    assert not app.exception, app.exception
    return app


def corrections(lang, desk, by=0.5, **cells):  # noqa: F811
    frame = score_store.read_shipped("papi", 2024)
    return upload(desk(lang), part(frame, ["63:14", "63:89", "63:01"], by=by, **cells), "PAPI 2024.csv")


@pytest.mark.parametrize(
    ("lang", "whole", "only"),
    [
        (
            "vi",
            "Cả bảng số liệu năm 2024: những gì không có trong đó sẽ không còn được công bố.",
            "Chỉ đính chính những gì có trong tệp này: 3 tỉnh, thành phố, 9 số liệu; "
            "mọi số liệu khác của năm 2024 giữ nguyên.",
        ),
        (
            "en",
            "The whole table of 2024: what is not in it is no longer published.",
            "Correct only what is in this file: 3 provinces, 9 figures; all else of 2024 stays.",
        ),
    ],
)
def test_a_file_of_three_provinces_may_be_chosen_to_correct_just_those(desk, lang, whole, only):  # noqa: F811
    app = corrections(lang, desk)
    assert app.button(key=PUBLISH).disabled
    box = next(one for one in app.radio if one.key == "desk-correct")
    assert list(box.options) == [whole, only]


def test_a_correction_shows_each_figure_is_published_and_named_and_taken_back(desk):  # noqa: F811
    app = choose(corrections("vi", desk), "desk-correct", True)
    changed = {metric.label: metric.value for metric in app.metric}
    assert (changed["Thay đổi"], changed["Bị bỏ"]) == ("9", "0")
    columns = ["name", "measure", "before", "after", "difference"]
    rows = next(frame for frame in tables.frames(app) if list(frame) == columns)
    assert len(rows) == 9
    assert set(rows["name"]) == {"Sơn La", "An Giang", "Hà Nội"}
    app.text_input(key="desk-note-2024").set_value("đính chính theo công văn").run()
    next(one for one in app.checkbox if one.key.startswith("desk-replace-2024-")).check().run()
    button = app.button(key=PUBLISH)
    assert (button.label, button.disabled) == ("Đính chính PAPI 2024", False)
    before = score_store.read("papi", 2024)
    button.click().run()
    assert [one.value for one in app.success] == ["Đã đính chính PAPI 2024."]
    after = score_store.read("papi", 2024)
    merged = before.merge(after, on=["province", "measure"], suffixes=("", "_after"))
    assert len(merged) == len(before) == len(after)
    assert (merged["score"] - merged["score_after"]).abs().gt(1e-9).sum() == 9
    assert publish_log.history()["kind"].tolist() == ["correct"]
    assert "1 · PAPI 2024: đã đính chính" in [option for box in app.selectbox for option in box.options]
    labels = [one.proto.popover.label for one in app.get("popover")]
    assert "Hoàn tác lần đính chính gần nhất của PAPI 2024" in labels
    app.button(key="desk-undo").click().run()
    assert score() == round(float(before.set_index(["province", "measure"])["score"]["63:14", "papi"]), 4)


def test_blank_cells_of_a_correction_remove_nothing_until_that_is_said(desk):  # noqa: F811
    app = choose(corrections("vi", desk, by=0.0, papi__egovernance__portals=""), "desk-correct", True)
    assert {metric.label: metric.value for metric in app.metric}["Bị bỏ"] == "0"
    choose(app, "desk-blanks", "remove")
    assert {metric.label: metric.value for metric in app.metric}["Bị bỏ"] == "1"


def test_a_correction_leaves_what_another_published_of_other_provinces_meanwhile(desk):  # noqa: F811
    app = choose(corrections("vi", desk), "desk-correct", True)
    publish_elsewhere(moved(**{"63_22": 0.5}), status="provisional")
    app.run()
    assert "Tệp này không xóa bỏ số liệu nào" in warnings(app)[0]
    theirs = score("63:22")
    app.button(key=f"{PUBLISH}-over-1").click().run()
    assert len(publish_log.history()) == 2
    assert score("63:22") == theirs


# ---- Final figures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "told", "why"),
    [
        ("vi", "Lần này thay thế 3 số liệu chính thức mà mọi người đang xem: Sơn La, ", "Hãy nêu lý do thay thế"),
        ("en", "This replaces 3 final figures that everybody sees: Son La, ", "Write in the note"),
    ],
)
def test_final_public_figures_are_replaced_with_a_confirmation_and_a_reason(desk, lang, told, why):  # noqa: F811
    app = upload(desk(lang), table(lambda _: moved(**{"63_14": 0.5})))
    assert [one.value for one in app.warning if one.value.startswith(told)]
    assert app.button(key=PUBLISH).disabled
    next(one for one in app.checkbox if one.key.startswith("desk-replace-")).check().run()
    assert app.button(key=PUBLISH).disabled
    assert why in text(app)
    app.text_input(key="desk-note-2024").set_value("QĐ 12/QĐ").run()
    app.button(key=PUBLISH).click().run()
    assert publish_log.history()["note"].tolist() == ["QĐ 12/QĐ"]


def test_figures_that_are_unchanged_or_provisional_need_no_such_confirmation(desk):  # noqa: F811
    app = upload(desk(), table())
    assert not app.button(key=PUBLISH).disabled
    publish_elsewhere(moved(**{"63_14": 0.25}), status="provisional")
    app.run()
    assert not [one for one in app.checkbox if one.key.startswith("desk-replace-")]
    assert not app.button(key=f"{PUBLISH}-over-1").disabled


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", "Đây là số liệu chính thức và mọi người đang xem."),
        ("en", "These figures are final, and everybody sees them."),
    ],
)
def test_final_public_figures_are_taken_back_with_a_confirmation_and_a_reason(desk, lang, told):  # noqa: F811
    publish_elsewhere(moved(**{"63_14": 0.25}))
    app = desk(lang)
    assert [one.value for one in app.warning if one.value == told]
    assert app.button(key="desk-undo").disabled
    app.checkbox(key="desk-undo-final-1").check().run()
    assert app.button(key="desk-undo").disabled
    app.text_input(key="desk-undo-note-1").set_value("QĐ 12/QĐ").run()
    app.button(key="desk-undo").click().run()
    assert publish_log.history()["note"].tolist() == ["QĐ 12/QĐ", "checked"]


def test_provisional_figures_are_taken_back_as_ever(desk):  # noqa: F811
    publish_elsewhere(moved(**{"63_14": 0.25}), status="provisional")
    app = desk()
    assert not [one for one in app.checkbox if one.key.startswith("desk-undo-final")]
    assert not app.button(key="desk-undo").disabled


def test_an_analyst_is_told_that_replacing_a_final_year_takes_a_publisher(desk, monkeypatch):  # noqa: F811
    monkeypatch.setattr(permissions, "RIGHTS", {**permissions.RIGHTS, "publisher": permissions.RIGHTS["analyst"]})
    app = upload(desk(), table())
    assert "chỉ người có quyền công bố mới được thay thế" in text(app)
    assert app.button(key=PUBLISH).disabled


def test_the_first_day_until_which_figures_may_be_held_is_tomorrow_in_vietnam(desk, monkeypatch):  # noqa: F811
    monkeypatch.setattr(ledger_records, "datetime", Evening)
    app = upload(desk(), table())
    assert app.date_input(key="desk-embargo-2024").min == date(2027, 3, 6)


class Evening(datetime):
    """Half past six in the evening of 4 March in UTC, which is half past one of the 5th in Vietnam."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2027, 3, 4, 18, 30, tzinfo=UTC).astimezone(tz)
