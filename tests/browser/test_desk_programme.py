"""The analyst's walk with a programme file: damaged, mended, compared, published, seen elsewhere, undone."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.provindex.intake.programme.test_reader import FIGURES, figure, workbook

QUARTER = ("01/04/2024", "30/06/2024")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file(done: int, online: float) -> dict[str, object]:
    """A quarter of Sơn La: tasks done of 41, and dossiers online."""
    rows = (
        figure("tasks_done", None, done, 41, when=QUARTER),
        figure("online_dossiers", online, 920, 1000, when=QUARTER),
    )
    return {"name": "quy2.xlsx", "mimeType": XLSX, "buffer": workbook((FIGURES, *rows))}


def test_an_analyst_mends_publishes_and_undoes_a_programme_and_everybody_sees_it(
    page: Page, visit, settled, server, browser: Browser
):
    visit("desk", lang="vi")
    page.locator("input[type=file]").first.set_input_files(file(52, 50))
    expect(page.get_by_text("2 lỗi chặn công bố")).to_be_visible()
    publish = page.get_by_role("button", name="Công bố chương trình của Sơn La")
    expect(publish).to_be_disabled()

    page.locator("input[type=file]").first.set_input_files(file(20, 92))
    expect(page.get_by_text("chương trình cải cách của Sơn La; 2 số liệu")).to_be_visible()
    expect(page.get_by_text("Tệp này không có lỗi nào")).to_be_visible()
    expect(page.get_by_text("đã hoàn thành 20/41")).to_be_visible()
    expect(publish).to_be_enabled()

    other = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    other.goto(f"{server.url}/programme?lang=vi&year=2024&province=63:14")
    expect(other.get_by_text("Đến ngày 15/03/2024")).to_be_visible()
    publish.click()
    expect(page.get_by_text("Đã công bố chương trình của Sơn La.")).to_be_visible()
    expect(other.get_by_text("Số liệu tạm thời")).to_be_visible(timeout=10_000)
    expect(other.get_by_text(re.compile("Đến ngày 30/06/2024.*20/41"))).to_be_visible()
    expect(other.locator(".js-plotly-plot").get_by_text("92%").first).to_be_visible()

    page.get_by_role("tab", name="Lịch sử").click()
    page.get_by_role("button", name="Hoàn tác thay đổi gần nhất của Sơn La").click()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã xong: chương trình của Sơn La")).to_be_visible()
    expect(other.get_by_text("Số liệu tạm thời")).to_have_count(0)
    expect(other.get_by_text("Đến ngày 15/03/2024")).to_be_visible()
    other.context.close()
