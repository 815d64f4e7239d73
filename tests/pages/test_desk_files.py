"""Several files on the desk in one go: each looked at and published by itself, and asked where two hold one year."""

from components.desk import files as desk_files
from provindex.publishing import publish_log
from provindex.store import score_store
from tests.pages.conftest import text
from tests.pages.test_desk import SUM, desk, table  # noqa: F401 - a fixture and what goes with it
from tests.pages.test_desk_conflict import moved, score, written
from tests.pages.test_desk_programme import PUBLISH as PROGRAMME
from tests.pages.test_desk_programme import file as programme
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.test_correction import file as part
from tests.provindex.intake.programme.test_reader import figure
from tests.provindex.publishing.test_publish_programme import NEW

FIRST, SECOND = "desk-publish-2024", "desk-publish-2024-file-2"


def drop(app, *files):
    """The files of the box from now on, as (name, bytes)."""
    app.file_uploader(key="desk-file").set_value([(name, content, "") for name, content in files])
    app.run()
    assert not app.exception, app.exception
    return app


def choose(app, key, number):
    """Chooses a file in a list, by its place among the files that were dropped."""
    ids = list(app.session_state["kept-desk"]["files"])
    next(one for one in app.radio if one.key == key).set_value(ids[number - 1]).run()
    assert not app.exception, app.exception
    return app


def listed(app):
    return list(next(one for one in app.radio if one.key == "desk-at-hand").options)


def older(year):
    return layouts.text(layouts.long_rows(score_store.read_shipped("papi", year), year))


def of_2024(by):
    return table(lambda _: moved(**{"63_14": by}))


def warned(app, words):
    return [one.value for one in app.warning if words in one.value]


def replace_final(app, suffix=""):
    """Says why final figures are replaced, and that they are to be."""
    app.text_input(key=f"desk-note-2024{suffix}").set_value("đã đối chiếu").run()
    next(one for one in app.checkbox if one.key.startswith("desk-replace-2024-")).check().run()
    assert not app.exception, app.exception
    return app


def test_each_file_is_looked_at_and_published_by_itself(desk):  # noqa: F811
    app = drop(desk(), ("2023.csv", older(2023)), ("2024.csv", of_2024(0.5)))
    assert listed(app) == ["“2023.csv” · PAPI 2023 · chưa công bố", "“2024.csv” · PAPI 2024 · chưa công bố"]
    assert [one.key for one in app.button if "desk-publish" in one.key] == ["desk-publish-2023"]
    app.button(key="desk-publish-2023").click().run()
    assert publish_log.history()["year"].tolist() == [2023]
    assert listed(app)[0] == "“2023.csv” · PAPI 2023 · đã công bố"
    choose(app, "desk-at-hand", 2)
    assert app.button(key=SECOND).disabled
    replace_final(app, "-file-2").button(key=SECOND).click().run()
    assert publish_log.history()["year"].tolist() == [2024, 2023]
    assert listed(app)[1] == "“2024.csv” · PAPI 2024 · đã công bố"


def test_what_was_typed_and_answered_for_a_file_is_that_files_alone(desk):  # noqa: F811
    unknown = older(2023).replace(b"63:14", "Sơn Laa".encode())
    app = drop(desk(), ("2023.csv", unknown), ("2024.csv", of_2024(0.5)))
    assert listed(app)[0] == "“2023.csv” · PAPI 2023 · 2 lỗi chặn công bố"
    app.text_input(key="desk-note-2023").set_value("ghi chú một").run()
    next(one for one in app.selectbox if one.key == "desk-name-63-Sơn Laa").set_value("63:14").run()
    choose(app, "desk-at-hand", 2)
    assert app.text_input(key="desk-note-2024-file-2").value == ""
    assert "“Sơn Laa” là Sơn La" not in text(app)
    choose(app, "desk-at-hand", 1)
    assert "“Sơn Laa” là Sơn La" in text(app)
    assert app.text_input(key="desk-note-2023").value == "ghi chú một"


def test_two_files_of_one_year_are_told_and_none_is_published_before_one_is_chosen(desk):  # noqa: F811
    app = drop(desk(), ("a.csv", of_2024(0.5)), ("b.csv", of_2024(0.25)))
    told = warned(app, "cùng có số liệu PAPI 2024")[0]
    total = layouts.PAPI.root.name.vi
    assert told.startswith("“a.csv” và “b.csv” cùng có số liệu PAPI 2024, và 3 số liệu khác nhau")
    shipped = float(score_store.read_shipped("papi", 2024).set_index(["province", "measure"])["score"]["63:14", "papi"])
    ends = [written(shipped + by) for by in (0.5, 0.25)]
    assert f"Sơn La, {total}: {ends[0]} → {ends[1]}" in told
    assert app.button(key=FIRST).disabled
    choose(app, "desk-counts-papi-2024", 2)
    assert app.button(key=FIRST).disabled
    assert "có một tệp khác được tính" in text(app)
    choose(app, "desk-at-hand", 2)
    replace_final(app, "-file-2").button(key=SECOND).click().run()
    assert score() == round(shipped + 0.25, 4)
    assert len(publish_log.history()) == 1


def test_two_files_with_the_same_figures_are_asked_too(desk):  # noqa: F811
    longer = table() + b"\n"
    app = drop(desk("en"), ("a.csv", table()), ("b.csv", longer))
    assert warned(app, "“a.csv” and “b.csv” both hold PAPI 2024, with the same figures.")
    assert app.button(key=FIRST).disabled
    choose(app, "desk-counts-papi-2024", 1)
    assert not app.button(key=FIRST).disabled


def test_a_file_that_comes_later_asks_anew_which_one_counts(desk):  # noqa: F811
    files = [("a.csv", of_2024(0.5)), ("b.csv", of_2024(0.25))]
    app = choose(drop(desk(), *files), "desk-counts-papi-2024", 1)
    app = drop(app, *files, ("c.csv", of_2024(0.75)))
    assert next(one for one in app.radio if one.key == "desk-counts-papi-2024").value is None


def test_corrections_of_other_provinces_do_not_contradict_each_other(desk):  # noqa: F811
    frame = score_store.read_shipped("papi", 2024)
    mine, theirs = (part(frame, provinces, by=0.5) for provinces in (["63:14", "63:89"], ["63:01", "63:22"]))
    app = drop(desk(), ("PAPI 2024 a.csv", mine), ("PAPI 2024 b.csv", theirs))
    assert warned(app, "cùng có số liệu PAPI 2024")
    for number in (1, 2):
        choose(app, "desk-at-hand", number)
        next(one for one in app.radio if one.key == "desk-correct").set_value(True).run()
    assert not warned(app, "cùng có số liệu PAPI 2024")


def test_corrections_that_differ_in_a_figure_are_told(desk):  # noqa: F811
    frame = score_store.read_shipped("papi", 2024)
    files = [(f"PAPI 2024 {by}.csv", part(frame, ["63:14", "63:89"], by=by)) for by in (0.5, 0.25)]
    app = drop(desk(), *files)
    for number in (1, 2):
        choose(app, "desk-at-hand", number)
        next(one for one in app.radio if one.key == "desk-correct").set_value(True).run()
    assert "và 6 số liệu khác nhau" in warned(app, "cùng có số liệu PAPI 2024")[0]


def test_the_same_bytes_twice_are_one_file(desk):  # noqa: F811
    app = drop(desk(), ("a.csv", table()), ("b.csv", table()))
    assert "“b.csv” giống hệt “a.csv” từng byte nên được bỏ qua." in text(app)
    assert not [one for one in app.radio if one.key == "desk-at-hand"]
    assert not app.button(key=FIRST).disabled


def test_a_file_that_is_mended_and_chosen_again_stands_in_place_of_the_one_before(desk):  # noqa: F811
    spelt = table().replace(b"63:14", "Sơn Laa".encode())
    app = drop(desk(), ("2024.csv", spelt))
    assert app.button(key=FIRST).disabled
    first = app.file_uploader(key="desk-file")
    kept = [(one.file_id, one.name, one.getvalue(), "") for one in first.value]
    first._files = [*kept, ("again", "2024.csv", table(), "")]
    app.run()
    assert "“2024.csv” được chọn lại: tệp mới hơn thay chỗ." in text(app)
    assert not app.button(key=SECOND).disabled


def test_files_of_an_index_and_of_a_programme_go_side_by_side(desk):  # noqa: F811
    sheet = programme(figure("online_dossiers", 92.5, when=NEW))
    app = drop(desk(), ("2024.csv", table()), ("quy2.xlsx", sheet))
    assert listed(app)[1] == "“quy2.xlsx” · chương trình cải cách của Sơn La · chưa công bố"
    choose(app, "desk-at-hand", 2)
    app.button(key=f"{PROGRAMME}-file-2").click().run()
    assert listed(app)[1].endswith("đã công bố")


def test_more_files_than_are_looked_at_wait(desk, monkeypatch):  # noqa: F811
    monkeypatch.setattr(desk_files, "MOST", 2)
    years = [(f"{year}.csv", older(year)) for year in (2021, 2022, 2023)]
    app = drop(desk("en"), *years)
    assert warned(app, "Only the first 2 files are looked at; 1 more waits.")
    assert [one.split(" · ")[0] for one in listed(app)] == ["“2021.csv”", "“2022.csv”"]


def test_a_file_that_nobody_can_read_leaves_the_others_alone(desk):  # noqa: F811
    app = drop(desk(), ("x.xlsx", b"\x00\x01 nothing"), ("2024.csv", table()))
    assert listed(app)[0] == "“x.xlsx” · 1 lỗi chặn công bố"
    choose(app, "desk-at-hand", 2)
    assert not app.button(key=SECOND).disabled
