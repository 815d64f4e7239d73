"""The stage's windows: the speaker's beside it, and scenes that fill windows of every shape."""

import io

import pptx
from playwright.sync_api import expect

from provindex.views.scenes import FIGURES
from tests.browser.test_stage import SHIPPED, chosen, presenter, saved_as, scene

__all__ = ["presenter"]  # the fixture


def test_the_speakers_window_follows_its_own_stage_and_no_other(page, server, presenter):
    presenter.open()
    link = page.locator("a[href*='play=speaker']:visible")
    expect(link).to_have_count(1)
    with page.context.expect_page() as opened:
        link.click()
    speaker = opened.value
    expect(speaker.locator("h1")).to_have_text("1. Cả nước trong PAPI 2024")
    expect(speaker.get_by_text("PAPI xếp nhóm chứ không xếp hạng")).to_be_visible()
    expect(speaker.get_by_text("Tiếp theo: Điểm cao nhất và thấp nhất năm 2024")).to_be_visible()

    other = page.context.new_page()
    other.goto(f"{server.url}/stage?lang=vi&show={SHIPPED}")
    other.locator(".st-key-stage-play button").click()
    expect(other.locator("a[href*='play=speaker']:visible")).to_have_count(1)
    other.keyboard.press("End")
    expect(other.locator(".st-key-stage-shown h1")).to_have_text("PAPI 2024 trên 34 tỉnh")

    page.keyboard.press("ArrowRight")
    expect(speaker.locator("h1")).to_have_text("2. Điểm cao nhất và thấp nhất năm 2024")


def test_a_template_without_a_layout_that_fits_is_refused_in_words(page, visit, presenter):
    own = pptx.Presentation()
    for layout in own.slide_layouts:
        layout.name = "Trang của tôi"
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)
    content = io.BytesIO()
    own.save(content)
    visit("stage", lang="vi", show=SHIPPED)
    presenter.files()
    chosen(page, "stage-look", "own.pptx", content.getvalue())
    expect(page.get_by_text("Không bố cục nào của tệp mẫu có tiêu đề")).to_be_visible()


# The window in which each figure is shown: the narrow one has those that need width.
NARROW = ("league", "bump", "editions", "heatmap", "distribution", "correlation", "programme", "fell")
LARGE = ("profile", "history", "targets", "causes", "relief")
FITS = """() => {
  const found = [], main = document.querySelector('[data-testid=stMain]')
  for (let one = document.querySelector('.st-key-stage-shown'); one && one !== main; one = one.parentElement) {
    const over = one.scrollHeight - one.clientHeight
    if (over > 8 * innerHeight / 768) found.push(`over by ${over} px`)
  }
  if (main.scrollHeight > main.clientHeight) found.push('the page scrolls')
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const place = texts.currentNode.parentElement, style = getComputedStyle(place), box = place.getBoundingClientRect()
    const text = texts.currentNode.textContent.trim()
    if (!text || box.width < 2 || box.height < 2 || style.fontFamily.includes('Material')) continue
    if (parseFloat(style.fontSize) < 20) found.push(`${style.fontSize}: ${text}`)
  }
  return found
}"""


ABOUT_SON_LA = {"province": "63:14", "year": "2023", "base": "2022"}


def every_figure():
    """A scene of each figure, of Sơn La where it is about one province."""
    of_one = ("causes", "parts", "profile", "history", "bump", "peers", "targets", "programme", "fell")
    usual = {"year": "2024", "base": "2023"}
    return [scene(**(ABOUT_SON_LA if figure in of_one else usual)) | {"figure": figure} for figure in FIGURES]


def test_every_figure_fills_the_window_in_letters_of_20_px_without_scrolling(page, visit, presenter):
    visit("stage", lang="vi")
    presenter.files()
    chosen(page, "stage-import", "all.json", saved_as(*every_figure()))
    expect(page.locator(".st-key-stage-scene [role=radiogroup] label")).to_have_count(len(FIGURES))
    page.keyboard.press("Escape")
    presenter.play()
    usual = tuple(figure for figure in FIGURES if figure not in NARROW + LARGE)
    for size, figures in (((1366, 768), usual), ((1920, 1080), LARGE), ((1024, 768), NARROW)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        presenter.settled()
        for figure in figures:
            number = FIGURES.index(figure) + 1
            presenter.press(*str(number), "Enter")
            presenter.stands_at(number, len(FIGURES))
            presenter.settled()
            assert (figure, page.evaluate(FITS)) == (figure, [])
            expect(page.locator(".st-key-stage-shown [data-testid=stAlert]")).to_have_count(0)
