"""Several files dropped in one go, in a browser: the list, the question which one counts, and the way between them."""

from playwright.sync_api import expect

from provindex.store import score_store
from tests.provindex.intake import layouts


def csv(name, year, by=0.0):
    """A whole table of PAPI with another total of Sơn La."""
    frame = score_store.read_shipped("papi", year)
    rows = (frame["province"] == "63:14") & frame["measure"].isin(
        ["papi", "papi.egovernance", "papi.egovernance.portals"]
    )
    frame = frame.assign(score=frame["score"].where(~rows, frame["score"] + by))
    return {"name": name, "mimeType": "text/csv", "buffer": layouts.text(layouts.long_rows(frame, year))}


def test_several_files_are_dropped_in_one_go_and_asked_about(page, visit, settled):
    visit("desk", lang="vi")
    files = [csv("a.csv", 2024, 0.25), csv("b.csv", 2024, 0.5), csv("c.csv", 2023)]
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_text("3 tệp: mỗi tệp được xem, xác nhận và công bố riêng.")).to_be_visible()
    settled(page)
    question = page.get_by_role("radiogroup", name="PAPI 2024 lấy theo tệp nào?")
    expect(question.get_by_role("radio")).to_have_count(2)
    expect(question.get_by_role("radio", checked=True)).to_have_count(0)
    publish = page.get_by_role("button", name="Công bố PAPI 2024")
    expect(publish).to_be_disabled()
    question.get_by_text("b.csv").click()
    expect(page.get_by_text("PAPI 2024 có một tệp khác được tính")).to_be_visible()
    settled(page)
    at_hand = page.get_by_role("radiogroup", name="Tệp đang xem")
    at_hand.get_by_text("c.csv").click()
    expect(page.get_by_role("button", name="Công bố PAPI 2023")).to_be_enabled()
    expect(publish).to_have_count(0)
