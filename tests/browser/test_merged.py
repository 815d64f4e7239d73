"""The merged provinces as a person meets them: the switch, two linked maps, the members of a province."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

BADGE = "Suy ra từ 63 tỉnh, không phải số liệu chính thức"


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def maps(page):
    return page.locator("[data-testid=stPlotlyChart]:has(.choroplethlayer)")


def test_the_keyboard_switches_to_the_34_and_back(page, visit, settled):
    visit("", lang="vi", year=2023, province="63:02")
    switch = page.get_by_role("radiogroup", name="Số tỉnh")
    switch.get_by_role("radio", name="63").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settled(page)
    assert (query(page)["edition"], query(page)["province"]) == ("34", "34:08")
    expect(page.get_by_text(BADGE).first).to_be_visible()
    page.go_back()
    settled(page)
    assert (query(page)["edition"], query(page)["province"]) == ("63", "63:02")
    expect(page.get_by_text(BADGE)).to_have_count(0)


def test_a_click_on_either_map_selects_on_both(page, visit, settled):
    visit("map", lang="vi", year=2024, kind="both")
    assert maps(page).count() == 2
    assert maps(page).nth(0).locator(".choroplethlayer path").count() == 63 + 2
    assert maps(page).nth(1).locator(".choroplethlayer path").count() == 34 + 2
    maps(page).nth(1).locator(".choroplethlayer path").nth(20).click(force=True)
    settled(page)
    chosen = query(page)["province"]
    assert chosen.startswith("34:")
    assert query(page)["edition"] == "34"
    maps(page).nth(0).locator(".choroplethlayer path").nth(5).click(force=True)
    settled(page)
    assert query(page)["province"].startswith("63:")
    assert query(page)["edition"] == "63"


def test_both_maps_stand_in_the_first_screen(page, visit):
    visit("map", lang="vi", year=2024, kind="both")
    for chart in maps(page).all():
        box = chart.bounding_box()
        assert box["y"] + box["height"] <= 768
