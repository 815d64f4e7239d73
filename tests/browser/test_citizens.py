"""Citizens and government as a person reads it: choosing a pair, clicking a province, opening the table."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_click_on_a_point_selects_its_province_everywhere(page, visit, settled):
    visit("citizens", lang="vi", year=2023)
    points = page.locator("[data-testid=stPlotlyChart]").nth(1).locator(".scatterlayer .points path")
    assert points.count() == 35
    points.nth(0).click(force=True)
    settled(page)
    # The most important row is drawn first: the widest gap.
    assert query(page)["province"] == "63:94"
    expect(page.get_by_text("Sóc Trăng: hạng")).to_be_visible()


def test_another_pair_is_chosen_by_mouse_and_shared_by_link(page, visit, settled):
    visit("citizens", lang="en", year=2023)
    page.get_by_role("radio", name="SIPAS").click()
    settled(page)
    assert query(page)["pair"] == "sipas"
    expect(page.get_by_text("16 of 63 provinces have a place in both PAPI and SIPAS")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("16 of 63 provinces have a place in both PAPI and SIPAS")).to_be_visible()


def test_the_keyboard_finds_a_province_that_cannot_be_compared(page, visit, settled):
    visit("citizens", lang="vi", year=2023)
    page.get_by_role("combobox", name="Chọn tỉnh, thành phố").focus()
    page.keyboard.type("quang ninh")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("nên không so sánh vị trí")).to_be_visible()


def test_map_plane_and_gaps_stand_in_the_first_screen(page, visit):
    visit("citizens", lang="vi", year=2023)
    charts = page.locator("[data-testid=stPlotlyChart]").all()
    assert len(charts) == 3
    for chart in charts:
        box = chart.bounding_box()
        assert box["y"] + box["height"] <= 772
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
