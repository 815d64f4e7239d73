"""What a person takes away: tables, pictures, a citation that opens the same view, a frame, lines for a program."""

import html
import io
import re
import struct
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from provindex.catalog import load_catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from tests import publishing

AN = Actor("an", "publisher")


def saved(page, label):
    """The bytes behind a button."""
    with page.expect_download() as found:
        page.get_by_role("button", name=label, exact=True).click()
    return found.value.path().read_bytes()


def menu(page):
    page.get_by_role("button", name="Tải về").click()
    expect(page.get_by_text("Tệp tải về")).to_be_visible()


def cited_link(page):
    said = page.locator("[data-testid=stCode]").first.inner_text()
    return re.sub(r"\s", "", said[said.index("http") :])


def sentence(page):
    return page.locator(".st-key-card-map-side [data-testid=stMarkdownContainer]").nth(1).inner_text()


def published(measure="papi", year=2024, province="63:14"):
    frame = score_store.read_shipped("papi", year)
    return float(frame.loc[(frame["province"] == province) & (frame["measure"] == measure), "score"].iloc[0])


def test_a_table_opens_in_a_vietnamese_excel(page, visit):
    visit("map", lang="vi", year=2024)
    menu(page)
    content = saved(page, "CSV")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = [line.split(";") for line in content.decode("utf-8-sig").splitlines()]
    own = next(row for row in rows if row[0] == "63:14")
    assert own[1] == "Sơn La"
    assert re.fullmatch(r"\d+,\d{2}", own[4])
    assert float(own[4].replace(",", ".")) == pytest.approx(published(), abs=5e-3)


def test_a_workbook_has_the_whole_year_as_numbers(page, visit):
    visit("map", lang="vi", year=2024)
    menu(page)
    book = openpyxl.load_workbook(io.BytesIO(saved(page, "Excel")))
    totals = {row[0]: row[2] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert totals["63:14"] == published()
    assert book.sheetnames[-1] == "Cách đọc"


@pytest.mark.parametrize(
    ("path", "title", "notes"),
    [
        pytest.param("map", "PAPI 2023", ["n = 61/63", "Nguồn: PAPI", "CC BY-SA 4.0", "Quần đảo Trường Sa"], id="map"),
        pytest.param("change", "Thứ hạng thay đổi thế nào", ["n = 61/63", "Nguồn: PAPI"], id="bump"),
        pytest.param("dimensions", "PAPI", ["Nguồn: PAPI", "CC BY-SA 4.0"], id="small maps"),
    ],
)
def test_a_picture_is_as_wide_as_a_projector_and_tells_what_it_shows(page, visit, settled, path, title, notes):
    visit(path, lang="vi", year=2023, base=2022, province="63:14")
    menu(page)
    page.get_by_role("button", name="Hình (PNG, SVG)").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Lưu SVG")).to_be_visible()
    settled(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Lưu PNG").click()
    picture = found.value.path().read_bytes()
    assert struct.unpack(">I", picture[16:20]) == (1920,)
    drawing = html.unescape(saved(page, "Lưu SVG").decode())
    assert re.search(r'<svg[^>]* width="1920"', drawing)
    words = " ".join(re.findall(r">([^<>]+)<", drawing))
    for text in (title, *notes):
        assert text in words


def test_a_citation_opens_the_same_view_in_another_browser(page, visit, browser, settled):
    visit("map", lang="vi", year=2021, base=2016, province="63:14", p="63:14,63:22", map="rank")
    before, shown = parse_qs(urlsplit(page.url).query, keep_blank_values=True), sentence(page)
    menu(page)
    link = cited_link(page)
    assert "version=" in link
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    other = context.new_page()
    other.goto(link)
    settled(other)
    assert parse_qs(urlsplit(other.url).query, keep_blank_values=True) == before
    assert sentence(other) == shown
    context.close()


@pytest.fixture
def revised(server, monkeypatch):
    """Revises PAPI 2024 on the server when called, and takes the revision back at the end."""
    monkeypatch.setenv("PROVINDEX_STORE", str(server.store))
    done = []

    def revise():
        frame = score_store.read_shipped("papi", 2024)
        scores = frame.assign(score=frame["score"].where(frame["province"] != "63:14", frame["score"] + 0.5))
        index = load_catalog().indices["papi"]
        done.append(publishing.publish(scores, index, 2024, Upload("a.xlsx", b"revised"), AN, Terms()))

    yield revise
    if done:
        publishing.undo("papi", 2024, AN)
        time.sleep(2.5)  # for two seconds the server still takes the revision for the newest


def test_after_a_revision_a_citation_opens_as_cited_and_as_of_now(page, visit, settled, browser, revised):
    visit("map", lang="vi", year=2024, province="63:14")
    menu(page)
    link = cited_link(page)
    version = parse_qs(urlsplit(link).query)["version"][0]
    revised()
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    other = context.new_page()
    other.goto(link)
    expect(other.get_by_text(f"Số liệu như khi trích dẫn, phiên bản {version}")).to_be_visible()
    then, now = (f"{published() + shift:.2f}".replace(".", ",") for shift in (0, 0.5))
    panel = other.locator(".st-key-card-map-side")
    expect(panel).to_contain_text(then)
    other.get_by_role("button", name="Xem số liệu hiện nay").click()
    expect(panel).to_contain_text(now)
    assert "version=" not in other.url
    other.get_by_role("button", name="Xem như khi trích dẫn").click()
    expect(panel).to_contain_text(then)
    assert f"version={version}" in other.url
    context.close()


def test_a_link_with_a_version_that_nobody_knows_says_so_and_goes_on(page, visit):
    visit("map", lang="vi", year=2023, version="0123456789ab")
    expect(page.get_by_text("Liên kết dẫn phiên bản số liệu 0123456789ab")).to_be_visible()
    expect(page.locator(".choroplethlayer path").first).to_be_visible()


@pytest.mark.parametrize(("path", "card"), [("map", "map"), ("change", "bump"), ("ranking", "league")])
def test_a_card_in_a_frame_stands_alone_with_its_source_and_the_way_to_the_whole(
    page, visit, server, settled, path, card
):
    visit(path, lang="vi", year=2023, base=2022)
    menu(page)
    page.get_by_text("Nhúng vào trang khác").click()
    line = page.locator("[data-testid=stCode]").filter(has_text="<iframe")
    expect(line).to_be_visible()
    frame = line.inner_text()
    assert f"card={card}" in frame
    # A page of this server: others may frame it only where the operator names them.
    page.goto(f"{server.url}/_stcore/health")
    page.evaluate("line => { document.body.innerHTML = line }", frame)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("Nguồn: PAPI")).to_be_visible()
    assert inside.locator(".js-plotly-plot, table").count() == 1
    assert inside.get_by_role("combobox", name="Năm").count() == 0
    assert inside.get_by_role("link", name="Xếp hạng").count() == 0
    assert inside.get_by_text("Tải về").count() == 0
    address = inside.get_by_role("link", name="Mở trang đầy đủ").get_attribute("href")
    assert "embed" not in address
    assert parse_qs(urlsplit(address).query)["year"] == ["2023"]


def test_the_python_lines_of_the_page_fetch_the_figures(page, visit):
    visit("about", lang="vi", year=2024)
    page.get_by_role("tab", name="Dùng trong phần mềm khác").click()
    page.get_by_role("tab", name="Python").click()
    lines = page.locator("[data-testid=stCode]").filter(has_text="read_csv")
    expect(lines).to_be_visible()
    run = subprocess.run([sys.executable, "-c", lines.inner_text()], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    frame = score_store.read_shipped("papi", 2024)
    highest = frame.loc[frame["measure"] == "papi", "score"].max()
    assert float(re.findall(r"\d+\.\d+", run.stdout)[0]) == pytest.approx(highest, abs=1e-4)
