"""What a person does on the page of the reform programmes: chooses a province, reads, assigns what fell, prints."""

import re

from playwright.sync_api import Page, expect


def test_a_steering_committee_reads_and_assigns(visit, page: Page, settled):
    visit("programme", lang="vi", year=2023, base=2022)
    expect(page.get_by_text("5 tỉnh có số liệu ở đây.")).to_be_visible()
    page.get_by_role("combobox", name="Chọn tỉnh").click()
    page.keyboard.type("son la")
    page.keyboard.press("Enter")
    settled(page)
    expect(page).to_have_url(re.compile(r"province=63%3A14|province=63:14"))
    expect(page.get_by_text("PAPI 2023, Quản trị điện tử")).to_be_visible()
    expect(page.get_by_text("3,13 điểm")).to_be_visible()
    chart = page.locator(".js-plotly-plot").filter(has_text="Hồ sơ trực tuyến")
    expect(chart.get_by_text(re.compile(r"91,73\s%"))).to_be_visible()

    page.get_by_text("Chỉ số giảm", exact=True).click()
    settled(page)
    expect(page.get_by_text("18/37 nội dung của Sơn La")).to_be_visible()
    page.get_by_label("Đơn vị chịu trách nhiệm").fill("Sở Nông nghiệp")
    page.get_by_label("Ghi chú").fill("Báo cáo trước 30/6")
    page.get_by_role("button", name="Ghi lại").click()
    settled(page)
    page.get_by_role("button", name="Bản in một trang").click()
    settled(page)
    expect(page.get_by_role("cell", name="Sở Nông nghiệp")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_a_template_is_saved_where_there_are_no_figures(visit, page: Page, settled):
    visit("programme", lang="vi", province="63:01")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Mẫu theo chỉ tiêu").click()
    assert saved.value.suggested_filename == "programme-63-01-by-indicator.xlsx"
    assert page.locator(".js-plotly-plot").count() == 0
