"""Tables in the browser: headings that sort, rows that select by mouse and keyboard, pinned rows, paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_walk import query


def _texts(page, column):
    """The texts of a column of the ranking, in the order on the screen, without what is pinned."""
    return page.locator("tbody:last-of-type tr[data-row]").evaluate_all(
        "(rows, at) => rows.map((row) => (row.children[at].querySelector('button') ?? row.children[at]).textContent)",
        column,
    )


def _sort(page, heading, times=1):
    for _ in range(times):
        page.get_by_role("columnheader").get_by_role("button", name=heading).click()


def test_a_heading_sorts_ranks_by_value_and_what_is_missing_stays_last(page, visit):
    visit("ranking", lang="vi", year=2023, base=2022)
    _sort(page, "Hạng", 2)
    falling = _texts(page, 0)
    assert falling[:3] == ["61", "60", "59"]
    assert falling[-2:] == ["–", "–"]
    expect(page.get_by_role("columnheader", name="Hạng", exact=True)).to_have_attribute("aria-sort", "descending")
    _sort(page, "Hạng", 2)
    rising = _texts(page, 0)
    assert rising[:12] == [str(rank) for rank in range(1, 13)]
    assert rising[-2:] == ["–", "–"]


def test_changes_are_sorted_by_value_and_words_stay_last(page, visit):
    visit("ranking", lang="vi", year=2023, base=2022)
    for _ in range(2):
        _sort(page, "So với 2022")
        shown = [text.split()[0].replace(",", ".").replace("−", "-") for text in _texts(page, 5)]
        known = [float(text) for text in shown if text[0] in "+-0"]
        assert known == sorted(known, reverse=known[0] > known[-1])
        assert shown[len(known) :] == ["mới"] * 3 + ["–"] * 2 or set(shown[len(known) :]) <= {"mới", "–"}
        assert len(known) < len(shown)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_names_are_in_vietnamese_order_in_a_browser_of_any_language(page, visit, lang):
    visit("ranking", lang=lang, year=2023)
    _sort(page, {"vi": "Tỉnh, thành phố", "en": "Province"}[lang])
    names = _texts(page, 1)
    last = {"vi": ["Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên"], "en": ["Da Nang"]}[lang]
    assert names[0] == "An Giang"
    at = names.index(last[0])
    assert names[at : at + len(last)] == last
    if lang == "vi":
        assert names.index("Cà Mau") < names.index("Cần Thơ") < names.index("Đà Nẵng") < names.index("Gia Lai")


def test_a_row_selects_by_keyboard_and_the_choice_is_taken_back(page, visit, settled):
    visit("ranking", lang="vi", year=2023, base=2022)
    row = page.get_by_role("rowheader").get_by_role("button", name="Thừa Thiên Huế")
    row.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert query(page)["province"] == "63:19"
    chosen = page.get_by_role("button", name="Thái Nguyên", pressed=True)
    expect(chosen).to_have_count(2)  # pinned on top, and in its place
    chosen.first.click()
    settled(page)
    assert "province" not in query(page) or not query(page)["province"]


def test_how_a_table_was_sorted_stays_when_its_figures_change(page, visit, settled):
    visit("ranking", lang="vi", year=2023, base=2022)
    _sort(page, "Hạng", 2)
    page.get_by_role("rowheader").get_by_role("button", name="Sơn La").click()
    settled(page)
    assert _texts(page, 0)[:2] == ["61", "60"]


def test_the_scale_is_that_of_the_year_whatever_is_looked_for(page, visit, settled):
    places = []
    for region in ("all", "63:TD"):
        visit("ranking", lang="vi", year=2023, region=region)
        row = page.locator("tbody:last-of-type tr", has_text="Sơn La")
        places.append(row.locator(".dot").evaluate("(dot) => dot.style.left"))
    assert places[0] == places[1]
    assert 40 < float(places[0].rstrip("%")) < 60


def test_a_printed_ranking_is_whole(page, visit):
    visit("ranking", lang="vi", year=2023)
    page.emulate_media(media="print")
    scroll = page.locator(".scroll").first
    assert scroll.evaluate("(box) => box.scrollHeight - box.clientHeight") <= 1
    assert page.locator("tbody:last-of-type tr[data-row]").count() == 63
