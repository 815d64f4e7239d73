"""The analyst's walk: a damaged file, its issues, an answer, preview, provisional, final, undo; seen elsewhere."""

import pytest
from playwright.sync_api import expect

from provindex.intake.diff import counts, difference
from provindex.store import score_store
from tests.provindex.intake import layouts

SHAPES = "[data-testid=stPlotlyChart] .choroplethlayer path"
# Each shape by its outline: shapes of one group stand together, so their order says nothing.
FILLS = "shapes => shapes.map(shape => shape.getAttribute('d') + getComputedStyle(shape).fill).sort()"


@pytest.fixture
def swapped():
    """The figures of 2024 with those of Sơn La and of the leading province in each other's place."""
    frame = score_store.read_shipped("papi", 2024)
    totals = frame[frame["measure"] == "papi"].sort_values("score")
    first = totals["province"].iloc[-1]
    return frame.assign(province=frame["province"].replace({"63:14": first, first: "63:14"}))


@pytest.fixture
def damaged(swapped) -> bytes:
    """The same in the official layout, with a province that nobody knows."""
    book = layouts.wide(swapped, 2024)
    sheet = book.first
    row, _ = layouts.find(sheet, "Tỉnh/Thành phố trực thuộc trung ương")
    next(cell for cell in sheet[row] if cell.value == "Cao Bằng").value = "Cao Bừng Xa"
    return book.bytes()


def sentence(page):
    """What the landing page says of Sơn La; one sentence at any moment, also while the page is drawn anew."""
    return page.get_by_text("PAPI của Sơn La đạt")


def replace(page):
    """Says why final figures are replaced, and that they are to be."""
    page.get_by_label("Ghi chú cho lịch sử").fill("đã đối chiếu")
    page.get_by_text("Thay thế các số liệu chính thức này").click()


def confirm(page, label):
    """Opens what may be done with the last change, and confirms it."""
    page.get_by_role("button", name=label).click()
    page.get_by_role("button", name="Xác nhận").click()


def test_an_analyst_mends_publishes_and_undoes_and_everybody_sees_it(
    page, visit, settled, server, browser, swapped, damaged
):
    visit("desk", lang="vi")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "2024_PAPI.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": damaged}
    )
    expect(page.get_by_text("lỗi chặn công bố")).to_be_visible()
    publish = page.get_by_role("button", name="Công bố PAPI 2024")
    expect(publish).to_be_disabled()
    page.get_by_role("combobox", name="Cao Bừng Xa").click()
    page.keyboard.type("cao bang")
    page.get_by_role("option", name="Cao Bằng").click()
    settled(page)
    page.get_by_role("radiogroup").get_by_text("Số liệu thiếu").click()
    replace(page)
    expect(publish).to_be_enabled()
    changed = counts(difference(score_store.read_shipped("papi", 2024), swapped, layouts.PAPI, 2024))["changed"]
    expect(page.get_by_test_id("stMetric").filter(has_text="Thay đổi")).to_contain_text(str(changed))
    other = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    other.goto(f"{server.url}/?lang=vi&year=2024&province=63:14")
    banner, shapes = other.get_by_text("Số liệu tạm thời").first, other.locator(SHAPES)
    expect(sentence(other)).to_be_visible()
    settled(other)
    before, colours = sentence(other).inner_text(), shapes.evaluate_all(FILLS)

    publish.click()
    expect(page.get_by_text("Đã công bố PAPI 2024.")).to_be_visible()
    expect(banner).to_be_visible()
    expect(sentence(other)).not_to_have_text(before)
    expect(sentence(other)).to_have_count(1)
    settled(other)
    assert shapes.evaluate_all(FILLS) != colours

    page.get_by_role("tab", name="Lịch sử").click()
    confirm(page, "Chuyển PAPI 2024 thành chính thức")
    expect(page.get_by_text("Đã xong: PAPI 2024")).to_be_visible()
    expect(banner).to_have_count(0)
    expect(sentence(other)).not_to_have_text(before)

    settled(page)
    page.get_by_role("button", name="Hoàn tác thay đổi gần nhất của PAPI 2024").click()
    expect(page.get_by_role("button", name="Xác nhận")).to_be_disabled()
    page.get_by_label("Ghi chú cho lịch sử").last.fill("chưa chính thức")
    page.get_by_text("Rút lại các số liệu chính thức này").click()
    page.get_by_role("button", name="Xác nhận").click()
    expect(banner).to_be_visible()  # back to what was provisional, and to what ships
    settled(page)
    confirm(page, "Hoàn tác thay đổi gần nhất của PAPI 2024")
    expect(sentence(other)).to_have_text(before)
    expect(sentence(other)).to_have_count(1)
    expect(banner).to_have_count(0)
    settled(other)
    assert shapes.evaluate_all(FILLS) == colours
    settled(page)
    page.get_by_role("combobox", name="Xem một lần thay đổi").click()
    expect(page.get_by_role("option")).to_have_text(
        [
            "4 · PAPI 2024: đã hoàn tác",
            "3 · PAPI 2024: đã hoàn tác",
            "2 · PAPI 2024: đã chuyển thành chính thức",
            "1 · PAPI 2024: đã công bố",
        ]
    )
    other.context.close()
