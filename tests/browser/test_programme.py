"""What a person does on the page of the reform programmes: chooses a province, reads, assigns what fell, prints."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

ARTICLES = {
    "Phú Yên": (
        {"province": "63:54", "year": 2021},
        ["54/54 (100%)", "54 đã xong", "Đến ngày 24/12/2021"],
        ["54 of 54 done (100%)", "54 done", "By 24 Dec 2021"],
    ),
    "Vĩnh Phúc": (
        {"province": "63:26", "year": 2023},
        ["62/133 (46,6%)", "46/71 (64,7%), 25 đang thực hiện", "46/71 (nguồn in 64,7%, tính ra 64,79%)",
         "con số in đã cắt bớt chữ số, không làm tròn", "gần 94%", "trên 96%", "Nguồn ghi “gần 94%”",
         "Nguồn ghi “trên 96%”", "55,2%", "99,5%", "99,8%", "99,1%",
         "111,94% (585.673 tài khoản), mục tiêu 100%", "49 văn bản", "86 thủ tục"],
        ["62 of 133 done (46.6%)", "46 of 71 done (64.7%), 25 under way", "46 of 71 (64.7% printed, 64.79% computed)",
         "the printed number is cut, not rounded", "nearly 94%", "above 96%", "55.2%", "99.5%", "99.8%", "99.1%",
         "111.94% (585,673 accounts), target 100%", "49 documents", "86 procedures"],
    ),
    "Sơn La": (
        {"province": "63:14", "year": 2023},
        ["91,73% (36.606/39.907 hồ sơ)", "80,53% (211/262 dịch vụ)", "92,79% (1.145/1.234 dịch vụ)",
         "kế hoạch có 41", "3,13 điểm +0,80 so với 2022, hạng 36/61"],
        ["91.73% (36,606 of 39,907 dossiers)", "80.53% (211 of 262 services)", "92.79% (1,145 of 1,234 services)",
         "41 in the plan", "3.13 points +0.80 since 2022, rank 36/61"],
    ),
    "Buôn Đôn": (
        {"province": "63:66", "year": 2022},
        ["Huyện Buôn Đôn", "334 thủ tục", "66,07%", "75%", "50 văn bản", "29 thủ tục"],
        ["Buon Don district", "334 procedures", "66.07%", "75%", "50 documents", "29 procedures"],
    ),
    "Than Uyên": (
        {"province": "63:12", "year": 2020},
        ["Huyện Than Uyên", "379 thủ tục", "gần 98%", "Nguồn ghi “gần 98%”", "30 dịch vụ", "127 dịch vụ",
         "7 dịch vụ"],
        ["Than Uyen district", "379 procedures", "nearly 98%", "30 services", "127 services", "7 services"],
    ),
}  # fmt: skip
"""Article -> where its figures stand, and its sentences in both languages."""


@pytest.mark.parametrize("article", ARTICLES)
def test_each_sentence_of_an_article_is_read_off_the_page_in_both_languages(visit, page: Page, article):
    where, vi, en = ARTICLES[article]
    for lang, facts in (("vi", vi), ("en", en)):
        visit("programme", lang=lang, base=where["year"] - 1, **where)
        main = page.get_by_test_id("stMain")
        expect(main.locator(".js-plotly-plot").first).to_be_visible()
        said = " ".join(str(main.text_content()).replace("\u00a0", " ").split())
        assert [fact for fact in facts if fact not in said] == [], lang


def test_a_steering_committee_reads_and_assigns(visit, page: Page, settled, server, browser: Browser):
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
    expect(chart.get_by_text("91,73%")).to_be_visible()

    page.get_by_text("Chỉ số giảm", exact=True).click()
    settled(page)
    expect(page.get_by_text("18/37 nội dung của Sơn La")).to_be_visible()
    other = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    other.goto(f"{server.url}/programme?lang=vi&year=2023&base=2022&province=63:14&programme=fell&layout=print")
    expect(other.get_by_role("heading", name="Chỉ số nào giảm, và ai chịu trách nhiệm? – Sơn La")).to_be_visible()
    expect(other.get_by_role("cell", name="Sở Nông nghiệp")).to_have_count(0)
    page.get_by_label("Đơn vị chịu trách nhiệm").fill("Sở Nông nghiệp")
    page.get_by_label("Ghi chú").fill("Báo cáo trước 30/6")
    page.get_by_role("button", name="Ghi lại").click()
    settled(page)
    page.get_by_role("button", name="Bản in một trang").click()
    settled(page)
    expect(page.get_by_role("cell", name="Sở Nông nghiệp")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(other.get_by_role("cell", name="Sở Nông nghiệp")).to_be_visible()
    other.context.close()


def test_a_template_is_saved_where_there_are_no_figures(visit, page: Page, settled):
    visit("programme", lang="vi", province="63:01")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Mẫu theo chỉ tiêu").click()
    assert saved.value.suggested_filename == "programme-63-01-by-indicator.xlsx"
    assert page.locator(".js-plotly-plot").count() == 0
