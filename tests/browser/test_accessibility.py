"""axe-core on every page, in both languages and both themes: no serious and no critical fault; AA contrast among them.

The same walk holds the content security policy on every page: what it refuses is an error in the console, which fails
the test by itself.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

PAGES = {
    "overview": ("", {"province": "63:14"}),
    "country": ("", {}),
    "map": ("map", {"p": "63:01,63:14"}),
    "ranking": ("ranking", {}),
    "change": ("change", {"base": "2022"}),
    "citizens": ("citizens", {}),
    "dimensions": ("dimensions", {"province": "63:14"}),
    "province": ("province", {"province": "63:14"}),
    "programme": ("programme", {"province": "63:14"}),
    "stage": ("stage", {"show": "tong-quan-2024"}),
    "playing": ("stage", {"show": "tong-quan-2024", "play": "1", "scene": "1"}),
    "about": ("about", {}),
    "desk": ("desk", {}),
}
COMBINATIONS = (("vi", "light"), ("en", "dark"), ("vi", "dark"), ("en", "light"))
SERIOUS = {"serious", "critical"}
PAPER = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
PAPERS = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 24, 30)"}
RUN = "axe.run({resultTypes: ['violations']})"
# What is Streamlit's own and cannot be mended from here: one rule on one kind of element.
EXCEPTED = {
    # A highlighted province is written in white on the primary colour. On a dark page that colour has to be light,
    # as Streamlit also writes with it: no colour gives both of them 4.5:1.
    ("color-contrast", "[data-testid=stMultiSelect] span[title]"),
}


def faults(page, said):
    """The serious faults of the page as it stands, each with the element and what is wrong with it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = [one for one in page.evaluate(RUN)["violations"] if one["impact"] in SERIOUS]
    return [
        f"{said}: {one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
        if not excepted(page, one["id"], node["target"][-1])
    ]


def excepted(page, rule, target):
    return any(
        rule == one
        and page.evaluate("([target, kind]) => document.querySelector(target)?.matches(kind)", [target, kind])
        for one, kind in EXCEPTED
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_fault_in_either_language_and_theme(visit, page, watch, name):
    path, asked = PAGES[name]
    found = []
    for lang, theme in COMBINATIONS:
        page.emulate_media(color_scheme=theme)
        visit(path, lang=lang, year=2023, **asked)
        assert page.evaluate(PAPER) == PAPERS[theme]
        found += faults(page, f"{lang}, {theme}")
    assert found == []
    assert watch.console == []


@pytest.mark.parametrize("theme", PAPERS)
def test_what_opens_over_a_page_has_no_serious_fault(visit, page, settled, theme):
    page.emulate_media(color_scheme=theme)
    visit("ranking", lang="en", year=2023)
    page.get_by_role("button", name="Take away").click()
    page.mouse.move(0, 0)  # the colour of a button under the mouse is Streamlit's own, darkened on a dark page too
    settled(page)
    expect(page.get_by_text("Cite this view")).to_be_visible()
    assert faults(page, "menu") == []
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Measure").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert faults(page, "list") == []


def test_a_fault_is_found_and_told(visit, page):
    visit("about", lang="en")
    page.evaluate(
        "document.querySelector('[data-testid=stMain]').insertAdjacentHTML('afterbegin', '<img src=\"data:,\">')"
    )
    assert [one.startswith("image: image-alt: <img") for one in faults(page, "image")] == [True]
