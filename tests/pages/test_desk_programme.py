"""The desk with a file of a reform programme: told, compared, published, seen by readers, undone."""

from datetime import date, timedelta

import pytest
import streamlit as st

from provindex.catalog import programme_loader
from provindex.core import formats
from provindex.core.translate import translator
from provindex.export.excel import programme_workbook as templates
from tests.pages.conftest import alts, text
from tests.pages.test_desk import desk, upload  # noqa: F401 - a fixture and what goes with it
from tests.provindex.intake.programme.test_reader import FIGURES, figure, workbook
from tests.tables import frames

NEW = ("01/04/2024", "30/06/2024")
PUBLISH = "desk-programme-publish"


def file(*rows, province="Sơn La"):
    return workbook((FIGURES, *rows), province=province)


def good(value=92.5):
    return file(figure("online_dossiers", value, when=NEW))


def metrics(app):
    return {one.label: one.value for one in app.metric}


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "chương trình cải cách của Sơn La; 1 số liệu"), ("en", "reform programme of Son La; 1 figure")],
)
def test_a_programme_file_is_told_as_one(desk, lang, said):  # noqa: F811
    app = upload(desk(lang), good(), "quy2.xlsx")
    assert said in text(app)
    assert not [box for box in app.selectbox if box.key and box.key.startswith("desk-index")]


def test_nothing_is_written_before_the_button_is_pressed(desk, open_page):  # noqa: F811
    upload(desk(), good(), "quy2.xlsx")
    assert "quý II/2024" not in text(open_page("programme", lang="vi", province="63:14"))


def test_the_preview_counts_and_draws_what_would_stand(desk):  # noqa: F811
    rows = [figure("online_dossiers", 92.5, when=NEW), figure("online_services_used", 81, when=NEW)]
    again = figure("online_dossiers", 92.0, when=("01/01/2024", "15/03/2024"))
    app = upload(desk(), file(*rows, again), "quy2.xlsx")
    assert [metrics(app)[name] for name in ("Mới", "Thay đổi", "Giữ nguyên")] == ["2", "1", "0"]
    assert "Trang sẽ viết: Đến ngày 30/06/2024" in text(app)
    assert any("92,5" in alt for alt in alts(app))


def test_what_blocks_is_listed_with_its_place_and_cannot_be_published(desk):  # noqa: F811
    app = upload(desk(), file(figure("tasks_done", None, 80, 71, when=NEW)), "quy2.xlsx")
    assert "1 lỗi chặn công bố" in text(app)
    issues = next(one for one in frames(app) if "fix" in one)
    assert issues["place"].iloc[0] == "Trang “Sheet1”, dòng 2, cột G"
    assert app.button(key=PUBLISH).disabled


def test_a_published_programme_shows_with_a_banner_and_an_undo_takes_it_back(desk, open_page):  # noqa: F811
    app = upload(desk(), good(), "quy2.xlsx")
    app.button(key=PUBLISH).click().run()
    assert "Đã công bố chương trình của Sơn La." in "\n".join(one.value for one in app.success)
    st.cache_data.clear()  # what is looked up every two seconds
    shown = text(open_page("programme", lang="vi", province="63:14"))
    assert "quý II/2024" in shown
    assert "Số liệu tạm thời" in shown
    app.run()
    assert "Lần này có 1 số liệu mới, 0 số liệu thay đổi, 0 số liệu bị bỏ và 4 số liệu giữ nguyên." in text(app)
    app.button(key="desk-programme-undo").click().run()
    assert "Đã xong: chương trình của Sơn La" in "\n".join(one.value for one in app.success)
    st.cache_data.clear()
    after = text(open_page("programme", lang="vi", province="63:14"))
    assert "quý II/2024" not in after
    assert "Số liệu tạm thời" not in after


def test_held_figures_show_to_analysts_with_their_day_and_to_nobody_else(desk, open_page, at_machine):  # noqa: F811
    app, opens = upload(desk(), good(), "quy2.xlsx"), date.today() + timedelta(days=300)
    app.date_input(key="desk-programme-embargo").set_value(opens).run()
    app.button(key=PUBLISH).click().run()
    st.cache_data.clear()
    analyst = text(open_page("programme", lang="en", province="63:14"))
    assert "quarter II of 2024" in analyst
    assert f"Held until {formats.day(opens, 'en')}: only those who may publish see these figures." in analyst
    at_machine(None)  # another session, of a reader
    st.cache_data.clear()
    reader = text(open_page("programme", lang="en", province="63:14"))
    assert "quarter II of 2024" not in reader
    assert "Held until" not in reader


def test_the_same_file_again_is_told(desk):  # noqa: F811
    app = upload(desk(), good(), "quy2.xlsx")
    app.button(key=PUBLISH).click().run()
    app.run()
    issues = next(one for one in frames(app) if "fix" in one)
    assert any("chương trình cải cách của Sơn La" in one for one in issues["found"])


def test_a_file_that_names_no_province_is_asked_about(desk):  # noqa: F811
    app = upload(desk(), file(figure("online_dossiers", 92.5, when=NEW), province=""), "quy2.xlsx")
    assert PUBLISH not in [one.key for one in app.button]
    next(box for box in app.selectbox if box.key == "desk-province").set_value("63:14").run()
    assert not app.button(key=PUBLISH).disabled


def test_an_index_file_is_none_of_a_programme(desk):  # noqa: F811
    from tests.pages.test_desk import table

    app = upload(desk(), table())
    assert PUBLISH not in [one.key for one in app.button]


@pytest.mark.parametrize("build", [templates.by_indicator, templates.by_unit], ids=["by indicator", "by unit"])
def test_the_templates_are_recognised(desk, build):  # noqa: F811
    content = build(programme_loader.load(), "63:14", 2024, translator("vi"))
    app = upload(desk(), content, "mau.xlsx")
    assert "chương trình cải cách của Sơn La" in text(app)
