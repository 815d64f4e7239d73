"""What a person does on the page of the parts: clicks a map, goes down and up by keyboard, sorts, opens the table."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_walk import query

CHART = "[data-testid=stPlotlyChart]"
SHAPES = f"{CHART} .choroplethlayer path"


@pytest.mark.parametrize("way", ["maps", "heatmap", "distribution", "correlation"])
def test_the_figure_stands_in_the_first_window(page, visit, way):
    visit("dimensions", lang="vi", year=2023, province="63:14", dims=way)
    box = page.locator(CHART).bounding_box()
    assert box["y"] + box["height"] <= 768


def test_a_click_on_one_map_outlines_the_province_on_all(page, visit, settled):
    visit("dimensions", lang="vi", year=2023)
    shapes = page.locator(SHAPES)
    before = shapes.count()
    shapes.nth(3 * 61).click(force=True)
    settled(page)
    assert query(page)["province"].startswith("63:")
    assert shapes.count() == before + 8


@pytest.mark.parametrize(
    ("way", "mark"),
    [("heatmap", ".barlayer .point path"), ("distribution", ".scatterlayer .trace .points path")],
    ids=["heatmap", "distribution"],
)
def test_a_click_on_a_cell_or_a_dot_selects_the_province(page, visit, settled, way, mark):
    visit("dimensions", lang="vi", year=2023, dims=way)
    page.locator(f"{CHART} {mark}").nth(5).click(force=True)
    settled(page)
    assert query(page)["province"].startswith("63:")


def test_the_keyboard_alone_leads_down_to_a_part_and_up_again(page, visit, settled):
    visit("dimensions", lang="vi", year=2023, dims="distribution")
    page.get_by_role("button", name="Đi sâu hơn").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="6 Cung ứng dịch vụ công").focus()
    page.keyboard.press("Enter")
    settled(page)
    assert query(page)["measure"] == "papi.delivery"
    page.get_by_role("button", name="PAPI", exact=True).focus()
    page.keyboard.press("Enter")
    settled(page)
    assert query(page)["measure"] == "papi"


def test_the_link_carries_the_way_of_looking_and_the_order(page, visit, settled):
    visit("dimensions", lang="vi", year=2023, dims="heatmap", order="similar")
    expect(page.get_by_text("các tỉnh cạnh nhau có điểm các nội dung gần giống nhau")).to_be_visible()
    page.reload()
    settled(page)
    assert (query(page)["dims"], query(page)["order"]) == ("heatmap", "similar")


def test_the_table_behind_the_maps_opens_by_keyboard(page, visit, settled):
    visit("dimensions", lang="vi", year=2023)
    page.get_by_role("button", name="Bảng số liệu").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("table")).to_be_visible()
