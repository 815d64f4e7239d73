"""What a person does on the page of rank change: points, clicks, switches the figure by keyboard, follows an offer."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_walk import query

DOTS = "[data-testid=stPlotlyChart] .scatterlayer .trace .points path"


def test_a_click_on_a_dot_selects_the_province_and_explains_its_change(page, visit, settled):
    visit("change", lang="vi", year=2023, base=2022, chart="slope")
    expect(page.get_by_text("Điểm của Hà Giang thay đổi do đâu?")).to_be_visible()
    page.locator(DOTS).nth(40).click(force=True)
    settled(page)
    assert query(page)["province"].startswith("63:")
    expect(page.get_by_text("Điểm của Hà Giang thay đổi do đâu?")).to_have_count(0)


def test_a_click_on_a_rank_over_the_years_selects_the_province(page, visit, settled):
    visit("change", lang="vi", year=2023, base=2022)
    page.locator(DOTS).nth(300).click(force=True)
    settled(page)
    assert query(page)["province"].startswith("63:")


def test_the_keyboard_alone_switches_the_figure_and_the_link_carries_it(page, visit, settled):
    visit("change", lang="vi", year=2023, base=2022, province="63:14")
    page.get_by_role("radio", name="Hai năm").focus()
    page.keyboard.press("Space")
    settled(page)
    assert query(page)["chart"] == "slope"
    page.reload()
    settled(page)
    expect(page.get_by_text("Từ năm 2022 đến năm 2023, tỉnh nào lên hạng, tỉnh nào xuống hạng?")).to_be_visible()


def test_the_reason_of_a_break_is_shown_where_the_reader_points(page, visit):
    visit("change", lang="vi", year=2023, base=2022, province="63:14")
    page.locator("[data-testid=stPlotlyChart] .annotation-text").get_by_text("không so sánh").hover(force=True)
    expect(page.locator(".hovertext").get_by_text("cơ quan công bố khuyến cáo", exact=False)).to_be_visible()


def test_an_offer_leads_to_years_that_can_be_compared(page, visit, settled):
    visit("change", lang="vi", year=2023, base=2022, province="63:22")
    page.get_by_role("button", name="Xem thay đổi từ 2022 đến 2024").click()
    settled(page)
    assert (query(page)["base"], query(page)["year"]) == ("2022", "2024")
    expect(page.get_by_text("Điểm của Quảng Ninh thay đổi do đâu?")).to_be_visible()


@pytest.mark.parametrize("chart", ["bump", "slope", "map", "movers"])
def test_the_main_figure_and_both_explanations_stand_in_the_first_window(page, visit, chart):
    visit("change", lang="vi", year=2023, base=2022, province="63:14", chart=chart)
    shown = page.locator("[data-testid=stPlotlyChart]").all()
    assert len(shown) == 3
    for figure in shown:
        box = figure.bounding_box()
        assert box["y"] + box["height"] <= 768
