"""Every page under its content security policy: what the policy forbids would be an error in the console."""

import pytest
from playwright.sync_api import expect

PAGES = ["", "map", "ranking", "change", "dimensions", "province", "programme", "about", "desk"]


@pytest.mark.parametrize("path", PAGES, ids=[path or "overview" for path in PAGES])
def test_a_page_needs_nothing_that_the_policy_forbids(visit, page, watch, path):
    visit(path, lang="en", year=2023, province="63:14")
    assert watch.console == []


def test_the_policy_is_in_force(visit, page, watch):
    visit("about", lang="en")
    page.evaluate(
        """() => {
          const script = document.createElement('script')
          script.textContent = 'window.smuggled = true'
          document.head.append(script)
        }"""
    )
    assert page.evaluate("window.smuggled") is None
    assert ["Content Security Policy" in line for line in watch.console] == [True]
    watch.clear()


def test_the_map_in_relief_needs_nothing_that_the_policy_forbids(visit, page, watch):
    visit("map", lang="en", year=2023, kind="relief")
    expect(page.locator("canvas").first).to_be_visible()
    assert watch.console == []
