"""What a person does on the page of a province: comes from the map, opens a peer, moves a slider, shares it, prints."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_walk import query

PAGES = re.compile(rb"/Type\s*/Page[^s]")
A4 = {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "10mm"), "print_background": True}
LONG_PLAN = (
    "papi.participation:0.10,papi.transparency:0.20,papi.corruption:0.30,papi.delivery:0.10,papi.egovernance:0.10"
)
SIMULATED = "[data-testid=stMetricValue]:has-text('42,70')"


def chart(page):
    return page.locator("[data-testid=stPlotlyChart]")


def test_the_panel_leads_to_the_province_and_keeps_the_view(page, visit, settled):
    visit("", lang="vi", year=2023, base=2022, province="63:14", p="63:02")
    page.locator("[data-testid=stPageLink]").get_by_role("link", name="Hồ sơ tỉnh").click()
    settled(page)
    expect(page.get_by_role("heading", name="Sơn La")).to_be_visible()
    asked = query(page)
    assert (asked["province"], asked["year"], asked["p"]) == ("63:14", "2023", "63:02")


def test_the_main_figure_stands_in_the_first_window(page, visit):
    visit("province", lang="vi", year=2023, base=2022, province="63:14")
    box = chart(page).bounding_box()
    assert box["y"] + box["height"] <= 768


@pytest.mark.parametrize("part", ["history", "moved"])
def test_the_other_figures_stand_in_the_first_window_too(page, visit, part):
    visit("province", lang="vi", year=2023, base=2022, province="63:14", profile=part)
    box = chart(page).bounding_box()
    assert box["y"] + box["height"] <= 768


def test_a_click_on_the_highest_mark_opens_its_province_and_one_beside_changes_nothing(page, visit, settled):
    visit("province", lang="vi", year=2023, base=2022, province="63:14")
    drag = chart(page).locator(".nsewdrag").first.bounding_box()
    page.mouse.click(drag["x"] + 3, drag["y"] + 3)
    settled(page)
    assert query(page)["province"] == "63:14"
    chart(page).locator(".scatterlayer .trace .points path").first.click(force=True)
    settled(page)
    assert query(page)["province"] == "63:19"  # Thái Nguyên has the highest score in participation
    expect(page.get_by_role("heading", name="Thái Nguyên")).to_be_visible()


def test_a_row_of_the_nearest_profiles_opens_that_province(page, visit, settled):
    visit("province", lang="vi", year=2023, base=2022, province="63:14", profile="peers")
    page.locator("tbody tr").first.click()
    settled(page)
    assert query(page)["province"] == "63:15"


def test_the_keyboard_alone_moves_a_slider_and_the_link_carries_the_simulation(page, visit, settled, browser, server):
    visit("province", lang="vi", year=2023, base=2022, province="63:14", profile="targets")
    slider = page.get_by_role("slider", name="Kiểm soát tham nhũng trong khu vực công (6,61)")
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    settled(page)
    assert query(page)["sim"] == "papi.corruption:0.30"
    expect(page.locator(SIMULATED)).to_be_visible()
    shared = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    shared.goto(page.url)
    settled(shared)
    expect(shared.locator(SIMULATED)).to_be_visible()
    shared.context.close()


def test_the_keyboard_alone_switches_the_part(page, visit, settled):
    visit("province", lang="vi", year=2023, base=2022, province="63:14")
    page.get_by_role("radio", name="Qua các năm").focus()
    page.keyboard.press("Space")
    settled(page)
    assert query(page)["profile"] == "history"
    expect(page.get_by_text("Các năm qua tỉnh đứng ở đâu?")).to_be_visible()


def test_the_button_opens_a_page_without_controls_in_a_new_tab(page, visit, settled):
    visit("province", lang="vi", year=2023, base=2022, province="63:14")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Bản in một trang").click()
    paper = opened.value
    settled(paper)
    expect(paper.get_by_role("heading", name="Sơn La · PAPI 2023")).to_be_visible()
    expect(paper.get_by_role("combobox")).to_have_count(0)
    expect(paper.get_by_role("link", name="Bản đồ")).to_have_count(0)
    assert query(page)["layout"] == "page"


@pytest.mark.parametrize(
    "asked",
    [
        {"lang": "vi", "province": "63:14", "year": 2023, "base": 2022},
        {"lang": "en", "province": "63:02", "year": 2023, "base": 2022},
        {"lang": "vi", "province": "63:77", "year": 2021, "base": 2020, "sim": LONG_PLAN},
        {"lang": "vi", "province": "63:77", "year": 2018, "base": 2016},
        {"lang": "vi", "province": "63:22", "year": 2023, "base": 2022},
        {"lang": "vi", "province": "63:01", "year": 2023, "index": "par"},
    ],
    ids=["usual", "English with a range", "long name and plan", "not compared", "no figure", "partial"],
)
def test_the_page_for_paper_is_one_page_of_a4(page, visit, settled, asked):
    visit("province", layout="print", **asked)
    page.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
    settled(page)
    assert len(PAGES.findall(page.pdf(**A4))) == 1
