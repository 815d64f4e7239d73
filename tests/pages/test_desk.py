"""The desk: who may use it, what it says of a file, what it asks, and what publishing and undoing change."""

import io

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.state import catalogs
from provindex import geography
from provindex.core.translate import translator
from provindex.intake import template
from provindex.publishing import publish_log
from provindex.store import published_catalog, score_store
from tests.pages.conftest import text
from tests.provindex.intake import layouts
from tests.provindex.store.test_published_catalog import DTI

# A part, its dimension and the total go together, or the check of sums would block.
SUM = ["papi", "papi.egovernance", "papi.egovernance.portals"]


@pytest.fixture
def desk(open_page, tmp_path, monkeypatch, at_machine):
    """The desk of the local analyst, with a store of its own."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    # The version of another test's store is kept for two seconds, and may be the same as that of this one.
    st.cache_data.clear()
    catalogs.clear()
    yield lambda lang="vi": open_page("desk", lang=lang)
    st.cache_data.clear()


def upload(app: AppTest, content: bytes, name: str = "papi-2024.csv") -> AppTest:
    app.file_uploader(key="desk-file").upload(name, content)
    app.run()
    assert not app.exception, app.exception
    return app


def table(change=lambda frame: frame) -> bytes:
    """The published scores of 2024 as a plain table, changed as a test wants them."""
    return layouts.text(layouts.long_rows(change(score_store.read_shipped("papi", 2024)), 2024))


@pytest.mark.parametrize(("lang", "said"), [("vi", "Bàn tiếp nhận đang đóng"), ("en", "The desk is closed")])
def test_the_desk_is_closed_on_a_server_for_others_without_a_login(open_page, lang, said):
    app = open_page("desk", lang=lang)
    assert said in text(app)
    assert not app.get("file_uploader")


@pytest.mark.parametrize(("lang", "said"), [("vi", "Bạn đang làm việc với tên"), ("en", "You work as")])
def test_the_local_analyst_is_told_under_which_name(desk, lang, said):
    app = desk(lang)
    assert said in text(app)
    assert app.get("file_uploader")


def test_the_same_figures_change_nothing(desk):
    app = upload(desk(), table())
    counts = {metric.label: metric.value for metric in app.metric}
    assert (counts["Mới"], counts["Thay đổi"], counts["Bị bỏ"]) == ("0", "0", "0")


def test_an_unknown_province_blocks_and_is_asked(desk):
    spelt = table().replace(b"63:14", "Sơn Laa".encode())
    app = upload(desk(), spelt)
    assert app.button(key="desk-publish-2024").disabled
    asked = next(box for box in app.selectbox if box.key == "desk-name-63-Sơn Laa")
    asked.set_value("63:14").run()
    assert not app.button(key="desk-publish-2024").disabled
    assert "“Sơn Laa” là Sơn La" in text(app)


def test_an_answer_can_be_taken_back(desk):
    app = upload(desk(), table().replace(b"63:14", "Sơn Laa".encode()))
    next(box for box in app.selectbox if box.key == "desk-name-63-Sơn Laa").set_value("63:14").run()
    app.button(key="desk-takeback").click().run()
    assert app.button(key="desk-publish-2024").disabled


def test_a_file_that_is_no_table_is_refused_with_a_sentence(desk):
    app = upload(desk(), b"\x00\x01\x02 nothing", "x.xlsx")
    assert not app.exception
    assert "1 lỗi chặn công bố" in text(app)
    assert not [button for button in app.button if button.key.startswith("desk-publish")]


def test_the_decision_that_a_file_names_is_offered_as_source_and_cited(desk, open_page):
    rows = [["PAPI 2024"], ["Kèm theo Quyết định số 268/QĐ-BNV ngày 28/3/2025"]]
    rows += layouts.long_rows(score_store.read_shipped("papi", 2024), 2024)
    app = upload(desk(), layouts.text(rows))
    field = next(one for one in app.text_input if one.label == "Nguồn: số và ngày của quyết định công bố")
    assert field.value == "Quyết định số 268/QĐ-BNV ngày 28/03/2025"
    app.button(key="desk-publish-2024").click().run()
    assert publish_log.history().iloc[0]["source"] == field.value
    assert "Decision 268/QĐ-BNV of 28 Mar 2025" in text(open_page("overview", lang="en"))
    change = text(open_page("change", lang="en", year="2024", base="2023"))
    before = published_catalog.load_catalog().indices["papi"].source_of(2023).get("en")
    assert "Source: 2024: PAPI (" in change
    assert f"Decision 268/QĐ-BNV of 28 Mar 2025; 2023: {before}. Data version" in change


def test_publishing_is_told_shown_and_undone(desk):
    def higher(frame):
        total = (frame["province"] == "63:14") & frame["measure"].isin(SUM)
        return frame.assign(score=frame["score"].where(~total, frame["score"] + 0.5))

    app = upload(desk(), table(higher))
    assert next(metric for metric in app.metric if metric.label == "Thay đổi").value == "3"
    app.text_input(key="desk-note-2024").set_value("đã đối chiếu").run()
    next(one for one in app.checkbox if one.key.startswith("desk-replace-2024-")).check().run()
    app.button(key="desk-publish-2024").click().run()
    assert [one.value for one in app.success] == ["Đã công bố PAPI 2024."]
    shipped = score_store.read_shipped("papi", 2024).set_index(["province", "measure"])["score"]
    published = score_store.read("papi", 2024).set_index(["province", "measure"])["score"]
    key = ("63:14", "papi")
    assert published[key] - shipped[key] == pytest.approx(0.5)
    app.button(key="desk-undo").click().run()
    assert score_store.read("papi", 2024).set_index(["province", "measure"])["score"][key] == shipped[key]


def test_a_figure_to_more_digits_is_unchanged_and_that_is_said(desk):
    def longer(frame):
        total = (frame["province"] == "63:14") & (frame["measure"] == "papi")
        return frame.assign(score=frame["score"].where(~total, frame["score"] + 0.000003))

    app = upload(desk(), table(longer))
    assert next(metric for metric in app.metric if metric.label == "Thay đổi").value == "0"
    assert "1 số liệu chỉ khác ở sau các chữ số được in, nhiều nhất 0,000003" in text(app)


def test_a_name_that_stands_in_several_years_is_asked_once_and_shown_inert(desk):
    frames = {year: score_store.read_shipped("papi", year) for year in (2012, 2013)}
    book = layouts.multi(frames)
    for sheet in book.sheets.values():
        sheet.cell(*layouts.find(sheet, "Sơn La")).value = "**[Sơn Laa](http://x.vn)** `<b>`"
    app = upload(desk(), book.bytes(), "PAPI.xlsx")
    asked = [box for box in app.selectbox if box.key.startswith("desk-name-")]
    assert [box.label for box in asked] == [
        r"“\*\*\[Sơn Laa\](http:" + "\u2060" + r"//x.vn)\*\* \`\<b>\`” là tỉnh, thành phố nào?"
    ]
    asked[0].set_value("63:14").run()
    assert not app.exception
    assert not [box for box in app.selectbox if box.key.startswith("desk-name-")]


def test_a_right_that_is_gone_when_the_button_is_pressed_writes_nothing(desk, at_machine):
    """As where an address left the list, or the server was bound to others, while the page stood open."""
    app = upload(desk(), table())
    at_machine(None)
    app.button(key="desk-publish-2024").click().run()
    assert app.error[0].value.startswith("Bàn tiếp nhận đang đóng: ")
    assert publish_log.history().empty


def test_only_what_fits_the_last_change_can_be_done(desk):
    app = upload(desk(), table())
    app.button(key="desk-publish-2024").click().run()
    opened = {one.proto.id.rpartition("-desk-")[2]: one.proto.popover.disabled for one in app.get("popover")}
    assert opened["final-open-1"] is False
    assert opened["release-open-1"] is True
    app.text_input(key="desk-final-note-1").set_value("đã đối chiếu").run()
    app.button(key="desk-final").click().run()
    last = publish_log.history().iloc[0]
    assert (last["kind"], last["status"], last["note"]) == ("finalise", "final", "đã đối chiếu")


def test_a_year_of_2025_arrives_on_the_34_provinces(desk, open_page):
    papi, provinces = layouts.PAPI, geography.provinces("34")
    book = openpyxl.load_workbook(io.BytesIO(template.template(papi, 2025, translator("vi"))))
    sheet = book.worksheets[0]
    keys = {cell.value.rpartition("[")[2].rstrip("]"): cell.column for cell in sheet[1] if "[" in str(cell.value)}
    leaves = [one for one in papi.measures_of(2025) if not [c for c in papi.children(one.key) if c.period(2025)]]
    score = {one.key: 1.0 + number / 100 for number, one in enumerate(leaves)}
    for one in sorted(papi.measures_of(2025), key=lambda one: -one.depth):
        parts = [part.key for part in papi.children(one.key) if part.period(2025)]
        score.setdefault(one.key, sum(score[part] for part in parts))
    for row in range(2, sheet.max_row + 1):
        for key, column in keys.items():
            if sheet.cell(row, 1).value and key in score:
                sheet.cell(row, column).value = score[key] + row / 1e6 * (key == leaves[0].key)
    out = io.BytesIO()
    book.save(out)
    app = upload(desk(), out.getvalue(), "PAPI-2025.xlsx")
    assert app.button(key="desk-publish-2025").disabled is False
    app.button(key="desk-publish-2025").click().run()
    assert published_catalog.load_catalog().indices["papi"].editions[2025].provinces == "34"
    assert sorted(score_store.read("papi", 2025)["province"].unique()) == sorted(one.id for one in provinces)
    st.cache_data.clear()
    assert "/34" in text(open_page("overview", year=2025, index="papi", edition="34"))


def test_a_brand_new_index_comes_with_its_index_toml(desk):
    rows = [["Tỉnh", "dti"], *[[one.name.vi, 0.3 + number / 200] for number, one in enumerate(layouts.OLD)]]
    app = desk()
    app.file_uploader(key="desk-definition").upload("index.toml", DTI.encode())
    app = upload(app, layouts.xlsx(rows), "DTI 2024.xlsx")
    app.button(key="desk-publish-2024").click().run()
    assert [one.value for one in app.success] == ["Đã công bố DTI 2024."]
    assert published_catalog.load_catalog().indices["dti"].name.en == "Digital transformation index"
    assert len(score_store.read("dti", 2024)) == 63


def test_a_definition_with_faults_is_told_and_not_used(desk):
    app = desk()
    app.file_uploader(key="desk-definition").upload("index.toml", DTI.replace("digits = 2", "digit = 2").encode())
    app.run()
    assert not app.exception
    assert [one.value for one in app.error] == ["Chưa dùng được tệp index.toml; danh sách dưới đây nêu lý do."]
    assert "digit" in app.table[0].value.to_csv()


def test_the_outcome_of_a_publish_stands_beside_its_button_and_that_of_the_history_above_it(desk):
    app = upload(desk(), table())
    app.button(key="desk-publish-2024").click().run()
    told = {tab.label: [one.value for one in tab.success] for tab in app.tabs}
    assert (told["Tệp mới"], told["Lịch sử"]) == (["Đã công bố PAPI 2024."], [])
    app.button(key="desk-undo").click().run()
    told = {tab.label: [one.value for one in tab.success] for tab in app.tabs}
    assert told["Lịch sử"] == ["Đã xong: PAPI 2024. Lịch sử bên dưới có ghi."]
    assert "Đã công bố PAPI 2024." not in told["Tệp mới"]


def test_a_vietnamese_sentence_says_what_the_english_words_of_the_uploader_mean(desk):
    told = [one.value for one in desk().caption]
    assert "Kéo thả tệp vào đây, hoặc bấm nút “Upload” (tải lên) để chọn tệp; tối đa 25 MB." in told


def test_a_file_that_is_held_back_says_what_to_do_next(desk):
    told = "Hãy trả lời các câu hỏi ở trên; phần còn lại sửa trong tệp, lưu rồi chọn lại tệp."
    assert told not in [one.value for one in upload(desk(), table()).caption]
    assert told in [one.value for one in upload(desk(), b"").caption]


def test_longer_names_are_proposed_and_agreed_to_with_one_press(desk):
    rows = layouts.long_rows(score_store.read_shipped("papi", 2024), 2024)
    longer = {one.id: f"Sở Nội vụ {one.name.vi}" for one in geography.provinces("63")}
    rows = [[longer.get(cell, cell) for cell in row] for row in rows]
    app = upload(desk(), layouts.text(rows))
    assert not [one for one in app.button if one.key == "desk-publish-2024" and not one.disabled]
    button = next(one for one in app.button if one.key.startswith("desk-words-63-"))
    assert button.label == "Đúng, cả 61 tên là các tỉnh, thành phố này"
    assert "“Sở Nội vụ Sơn La” → Sơn La" in text(app)
    button.click().run()
    assert not app.button(key="desk-publish-2024").disabled
    assert "61 tên là tỉnh, thành phố có trong tên" in text(app)
    app.button(key="desk-takeback").click().run()
    assert next(one for one in app.button if one.key.startswith("desk-words-63-"))
