"""A map uses the height of the window: a projector's whole, and a laptop's as before."""

import pytest

BOTTOM = "key => document.querySelector(`.st-key-card-${key} .js-plotly-plot`).getBoundingClientRect().bottom"
SCROLLED = (
    "() => { const one = document.querySelector('[data-testid=stMain]'); return one.scrollHeight - one.clientHeight }"
)


@pytest.mark.parametrize(("path", "card"), [("", "overview-map"), ("map", "map")])
def test_a_projector_shows_a_map_as_tall_as_its_window(page, visit, path, card):
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(path, lang="vi", year=2023)
    page.wait_for_function(f"({BOTTOM})('{card}') > 950")
    assert page.evaluate(BOTTOM, card) < 1060
    assert page.evaluate(SCROLLED) <= 0


def test_a_laptop_keeps_the_map_it_had(page, visit):
    page.set_viewport_size({"width": 1366, "height": 768})
    visit("", lang="vi", year=2023)
    height = "() => document.querySelector('.st-key-card-overview-map .js-plotly-plot').getBoundingClientRect().height"
    assert page.evaluate(height) == pytest.approx(548, abs=8)


def test_lists_without_room_side_by_side_stand_below_each_other(page, visit):
    page.set_viewport_size({"width": 1024, "height": 768})
    visit("", lang="vi", year=2023)
    lists = [page.locator(f".st-key-overview-{name}").bounding_box() for name in ("ends", "movers")]
    assert lists[1]["y"] >= lists[0]["y"] + lists[0]["height"]
    assert min(one["width"] for one in lists) >= 304


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
@pytest.mark.parametrize(("asked", "count"), [({"year": 2024}, 2), ({"index": "par", "year": 2023}, 1)])
def test_lists_end_above_what_stands_below_them(page, visit, width, height, asked, count):
    page.set_viewport_size({"width": width, "height": height})
    visit("", lang="vi", **asked)
    lists = page.locator(".st-key-overview-ends, .st-key-overview-movers").locator(".js-plotly-plot").all()
    assert len(lists) == count
    bottom = max(one.bounding_box()["y"] + one.bounding_box()["height"] for one in lists)
    below = page.locator(".st-key-twin-overview").bounding_box()["y"]
    assert bottom <= below < bottom + 80


CUT = """selector => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (390, 844)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_figure_of_a_province_is_cut_short(page, visit, lang, width, height):
    page.set_viewport_size({"width": width, "height": height})
    visit("province", lang=lang, year=2023, province="63:14")
    assert page.locator(".stMetric").count() == 4
    assert page.evaluate(CUT, ".stMetric, .stMetric *") == []


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_choices_of_the_reform_programme_are_whole(page, visit, width):
    page.set_viewport_size({"width": width, "height": 768})
    visit("programme", lang="vi", year=2024, province="63:79", programme="fell")
    tabs = page.locator(".st-key-option-programme").bounding_box()
    chosen = page.locator(".st-key-programme-province").bounding_box()
    last = page.get_by_role("radio", name="Chỉ số giảm").bounding_box()
    assert last["x"] + last["width"] <= tabs["x"] + tabs["width"] + 1
    assert chosen["width"] >= 300
