"""The analyst's walk: a damaged file, its issues, an answer, preview, publish as provisional, undo; seen elsewhere."""

import pytest
from playwright.sync_api import expect

from provindex import store
from tests.provindex.intake import layouts


@pytest.fixture
def damaged() -> bytes:
    """The official layout of 2024 with a province that nobody knows and one score raised, sums kept."""
    frame = store.read_shipped("papi", 2024)
    raised = (frame["province"] == "63:14") & frame["measure"].isin(
        ["papi", "papi.egovernance", "papi.egovernance.portals"]
    )
    book = layouts.wide(frame.assign(score=frame["score"].where(~raised, frame["score"] + 0.3)), 2024)
    sheet = book.first
    row, _ = layouts.find(sheet, "Tỉnh/Thành phố trực thuộc trung ương")
    next(cell for cell in sheet[row] if cell.value == "Cao Bằng").value = "Cao Bừng Xa"
    return book.bytes()


def test_an_analyst_mends_publishes_and_undoes_and_everybody_sees_it(page, visit, settled, server, browser, damaged):
    visit("desk", lang="vi")
    page.locator("input[type=file]").set_input_files(
        {"name": "2024_PAPI.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": damaged}
    )
    expect(page.get_by_text("lỗi chặn công bố")).to_be_visible()
    publish = page.get_by_role("button", name="Công bố PAPI 2024")
    expect(publish).to_be_disabled()
    page.get_by_role("combobox", name="“Cao Bừng Xa”").click()
    page.keyboard.type("cao bang")
    page.get_by_role("option", name="Cao Bằng").click()
    settled(page)
    page.get_by_role("radiogroup").get_by_text("Số liệu thiếu").click()
    expect(publish).to_be_enabled()
    other = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    other.goto(f"{server.url}/?lang=vi&year=2024&province=63:14")
    expect(other.get_by_text("PAPI của Sơn La đạt").first).to_be_visible()
    before = other.get_by_text("PAPI của Sơn La đạt").first.inner_text()
    publish.click()
    expect(page.get_by_text("Đã công bố PAPI 2024.")).to_be_visible()
    expect(other.get_by_text("Số liệu tạm thời")).to_be_visible(timeout=10_000)
    expect(other.get_by_text("PAPI của Sơn La đạt").first).not_to_have_text(before)
    page.get_by_role("tab", name="Lịch sử").click()
    page.get_by_role("button", name="Hoàn tác thay đổi gần nhất của papi 2024").click()
    expect(page.get_by_text("Đã xong: papi 2024")).to_be_visible()
    expect(other.get_by_text("Số liệu tạm thời")).to_have_count(0)
    expect(other.get_by_text("PAPI của Sơn La đạt").first).to_have_text(before)
    other.context.close()
