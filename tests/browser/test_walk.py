"""What a person does: opens a link, switches page and language, goes back, reloads, clicks, uses the keyboard."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

PAGES = ["", "map", "ranking", "about"]


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def choose(page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize("path", PAGES, ids=["overview", "map", "ranking", "about"])
def test_a_deep_link_opens_its_page_and_writes_every_parameter(page, visit, path):
    visit(path, lang="vi", year=2023)
    assert urlsplit(page.url).path == f"/{path}"
    asked = query(page)
    assert (asked["year"], asked["index"], asked["measure"], asked["lang"]) == ("2023", "papi", "papi", "vi")


def test_the_landing_page_answers_under_its_own_name_too(page, visit):
    visit("overview", lang="en", year=2023)
    expect(page.get_by_text("How does the country stand?")).to_be_visible()
    assert query(page)["year"] == "2023"


def spoken(page):
    """The language in which a screen reader reads the page."""
    return page.evaluate("document.documentElement.lang")


def test_a_choice_survives_page_switch_language_switch_reload_and_back(page, visit, settled):
    visit("", lang="vi")
    assert spoken(page) == "vi"
    choose(page, "Năm", "2020")
    settled(page)
    page.get_by_role("link", name="Xếp hạng").click()
    settled(page)
    assert query(page)["year"] == "2020"
    page.get_by_role("button", name="English").click()
    settled(page)
    expect(page.get_by_text("Which place does each province hold?")).to_be_visible()
    assert (query(page)["year"], query(page)["lang"], spoken(page)) == ("2020", "en", "en")
    page.reload()
    settled(page)
    assert (query(page)["year"], query(page)["lang"], spoken(page)) == ("2020", "en", "en")
    page.go_back()
    settled(page)
    assert spoken(page) == "vi"
    expect(page.get_by_text("Mỗi tỉnh, thành phố đứng thứ mấy?")).to_be_visible()
    assert query(page)["year"] == "2020"


def test_back_undoes_a_choice(page, visit, settled):
    visit("map", lang="vi", year=2023)
    choose(page, "Năm", "2019")
    settled(page)
    page.go_back()
    settled(page)
    assert query(page)["year"] == "2023"
    expect(page.get_by_role("combobox", name="Năm")).to_have_value("2023")


def test_a_click_on_the_map_selects_the_province_and_again_the_country(page, visit, settled):
    visit("", lang="vi", year=2023)
    shape = page.locator("[data-testid=stPlotlyChart] .choroplethlayer path").nth(20)
    shape.click(force=True)
    settled(page)
    chosen = query(page).get("province", "")
    assert chosen.startswith("63:")
    page.get_by_role("button", name="Cả nước").click()
    settled(page)
    assert query(page).get("province", "") == ""


def test_the_keyboard_alone_finds_a_province_without_accents(page, visit, settled):
    visit("", lang="vi", year=2023)
    page.get_by_role("combobox", name="Chọn tỉnh, thành phố").focus()
    page.keyboard.type("son la")
    page.keyboard.press("Enter")
    settled(page)
    assert query(page)["province"] == "63:14"
    expect(page.get_by_text("xếp thứ 30/61")).to_be_visible()


def test_the_keyboard_alone_changes_the_year(page, visit, settled):
    visit("map", lang="vi", year=2023)
    page.get_by_role("combobox", name="Năm").focus()
    page.keyboard.type("2016")
    page.keyboard.press("Enter")
    settled(page)
    assert query(page)["year"] == "2016"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["1366x768", "1920x1080"])
@pytest.mark.parametrize("path", PAGES, ids=["overview", "map", "ranking", "about"])
def test_no_page_is_wider_than_its_window(page, visit, path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(path, lang="vi", year=2023)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_landing_page_answers_without_scrolling(page, visit):
    visit("", lang="vi", year=2024)
    shown = page.locator("[data-testid=stPlotlyChart]").all()
    assert len(shown) == 3
    for chart in shown:
        box = chart.bounding_box()
        assert box["y"] + box["height"] <= 768


def test_all_provinces_are_drawn_and_both_archipelagos(page, visit):
    visit("map", lang="vi", year=2019)
    assert page.locator(".choroplethlayer path").count() == 63 + 2


def test_shapes_are_kept_by_the_browser_and_compressed(page, server, visit):
    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/geo/63-m-" in answer.url else None)
    visit("map", lang="vi", year=2023)
    headers = answers[0].headers
    assert (headers["cache-control"], headers["content-encoding"]) == ("public, max-age=31536000, immutable", "gzip")
    page.reload()
    expect(page.locator(".choroplethlayer path").first).to_be_visible()
    assert (
        page.evaluate(
            "performance.getEntriesByType('resource').filter(e => e.name.includes('/geo/63-m-'))[0].transferSize"
        )
        == 0
    )


def test_unknown_values_in_the_address_are_told_and_inert(page, visit):
    visit("map", year="1999", p="xx", measure="<script>alert(1)</script>")
    expect(page.get_by_text("“1999”")).to_be_visible()
    assert query(page)["year"] == "2024"
