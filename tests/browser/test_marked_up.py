"""Words of uploads stay words in the browser: they are read letter by letter, and nothing acts on them."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests import marked_up
from tests.browser.conftest import Server, started, wait_until_settled
from tests.pages.test_marked_up import VIEW

# What a mark would become: a link, a picture, a formula, a colour, a sign of the icon font, bold or struck words.
ACTED = """() => {
  const found = []
  const put = (what, nodes) => nodes.forEach(one => found.push(what + ': ' + one.outerHTML.slice(0, 200)))
  const all = query => [...document.querySelectorAll(query)]
  put('link', all('a[href*=zq]'))
  put('picture', all('img[src*=zq], img[src=x]'))
  put('formula', all('.katex'))
  put('colour', all('.stMarkdownColoredText, .stMarkdownColoredBackground, .stMarkdownBadge').filter(
    one => one.textContent.includes('zq')))
  put('style', all('strong, em, code, del, b, i').filter(one => /^zq.$/.test(one.textContent)))
  put('icon', all('[role=img]').filter(one => ['home icon', '😄'].includes(one.ariaLabel)))
  put('in a figure', all('svg tspan, svg a').filter(
    one => /zq5/.test(one.textContent) && (one.tagName === 'a' || /bold/.test(one.getAttribute('style')))
      && !/[<]/.test(one.textContent)))
  return found
}"""
SEEN = "() => [...document.querySelectorAll('[data-testid=stMarkdownContainer], svg text')].map(one => one.textContent)"
PAGES = [
    ("", VIEW),
    ("map", VIEW),
    ("change", VIEW),
    ("dimensions", VIEW),
    ("programme", VIEW | {"programme": "units"}),
    ("about", VIEW),
    ("stage", VIEW | {"play": "1", "show": marked_up.SHOW, "scene": "1"}),
]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("marked")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PROVINDEX_STORE", str(store))
        marked_up.fill()
    with started(tmp_path_factory.mktemp("server"), store) as running:
        yield running


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("path", "query"), PAGES, ids=[path or "overview" for path, _ in PAGES])
def test_words_of_uploads_are_read_and_nothing_acts_on_them(
    tab: Page, marked: Server, path: str, query: dict[str, str]
) -> None:
    tab.goto(f"{marked.url}/{path}?" + urlencode(query | {"lang": "en"}))
    wait_until_settled(tab)
    assert tab.evaluate(ACTED) == []
    seen = [text.replace("\u2060", "") for text in tab.evaluate(SEEN)]
    assert [text for text in seen if marked_up.SHORT in text or marked_up.MARKS in text]
