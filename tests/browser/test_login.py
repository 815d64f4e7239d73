"""Who may publish on a server for others: a real login through an identity provider, the list, and signing out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from dev import ROOT
from provindex.core import inert
from provindex.store import score_store
from tests.browser.conftest import Server, wait_until_healthy, wait_until_settled
from tests.programs import WITH_US, free_port
from tests.provindex.intake import layouts

ANALYST, PUBLISHER, STRANGER = "binh@example.org", "an@example.org", "chi@example.org"
UNCONFIRMED = "dung@example.org"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{cookie}"
client_id = "dashboard"
client_secret = "for this test alone"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"

[access]
analysts = ["{analyst}", "{unconfirmed}"]
publishers = ["{publisher}"]
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard bound to all addresses, with a login and a list, and a store of its own."""
    people = [User(sub=one, claims={"email": one, "email_verified": True}) for one in (ANALYST, PUBLISHER, STRANGER)]
    people.append(User(sub=UNCONFIRMED, claims={"email": UNCONFIRMED, "email_verified": False}))
    folder = tmp_path_factory.mktemp("guarded")
    port = free_port()
    with run_server_in_thread(user_claims=people) as provider:
        known = {"analyst": ANALYST, "publisher": PUBLISHER, "unconfirmed": UNCONFIRMED}
        secrets = SECRETS.format(port=port, provider=provider.server_port, cookie=os.urandom(32).hex(), **known)
        (folder / "secrets.toml").write_text(secrets, "utf-8")
        options = [f"--server.port={port}", "--server.address=0.0.0.0", f"--secrets.files={folder / 'secrets.toml'}"]
        command = [*WITH_US, sys.executable, "-m", "streamlit", "run", "app.py", *options]
        environment = os.environ | {"PROVINDEX_STORE": str(folder / "store")}
        running = Server(f"http://127.0.0.1:{port}", folder / "log.txt")
        with running.log.open("wb") as output:
            process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment)
        try:
            wait_until_healthy(process, running)
            yield running
        finally:
            process.kill()
            process.wait(10)


@pytest.fixture
def someone(browser: Browser, guarded: Server) -> Iterator:
    """Opens the desk for somebody in a browser of their own, logged in under an address if one is given."""
    contexts = []

    def opened(address: str | None = None) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1366, "height": 768}))
        page = contexts[-1].new_page()
        page.goto(f"{guarded.url}/desk?lang=vi")
        wait_until_settled(page)
        if address:
            log_in(page, address)
        return page

    yield opened
    for context in contexts:
        context.close()


def log_in(page: Page, address: str) -> None:
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name=address).click()  # at the provider
    page.wait_for_url(lambda url: "oauth2" not in url)
    page.goto(f"{origin(page)}/desk?lang=vi")
    wait_until_settled(page)


def origin(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def give(page: Page, points: float) -> None:
    """Gives the desk the figures of 2024 with one province raised, sums kept."""
    frame = score_store.read_shipped("papi", 2024)
    parts = frame["measure"].isin(["papi", "papi.egovernance", "papi.egovernance.portals"])
    raised = frame.assign(score=frame["score"] + points * (parts & (frame["province"] == "63:14")).astype("float64"))
    data = layouts.text(layouts.long_rows(raised, 2024))
    file = {"name": "papi-2024.csv", "mimeType": "text/csv", "buffer": data}
    page.locator("input[type=file]").first.set_input_files(file)


def upload(page: Page, points: float, *, over_final: bool = True) -> None:
    """The same, with what is asked before it can be published."""
    give(page, points)
    page.get_by_label("Ghi chú cho lịch sử").fill("đã đối chiếu")
    if over_final:
        page.get_by_text("Thay thế các số liệu chính thức này").click()
    expect(page.get_by_role("button", name="Công bố PAPI 2024")).to_be_enabled()


def test_nobody_is_at_the_desk_before_a_login(someone):
    page = someone()
    expect(page.get_by_text("Hãy đăng nhập để công bố.")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (STRANGER, f"{inert.markdown(STRANGER)} không có trong danh sách"),
        (UNCONFIRMED, "không cho biết địa chỉ thư điện tử đã xác nhận"),
    ],
    ids=["not on the list", "address not confirmed"],
)
def test_a_login_alone_opens_nothing(someone, address, said):
    page = someone(address)
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Công bố PAPI 2024").click()
    expect(page.get_by_text("Đã công bố PAPI 2024.")).to_be_visible()


def test_an_analyst_publishes_as_provisional_and_over_nothing_final(someone):
    page, publisher = someone(ANALYST), someone(PUBLISHER)
    expect(page.get_by_text(f"Bạn đã đăng nhập với địa chỉ {inert.markdown(ANALYST)}.")).to_be_visible()
    give(page, 0.3)
    expect(page.get_by_text("chỉ người có quyền công bố mới được thay thế")).to_be_visible()
    expect(page.get_by_role("button", name="Công bố PAPI 2024")).to_be_disabled()
    upload(publisher, 0.2)
    publish(publisher)
    page.reload()
    wait_until_settled(page)
    upload(page, 0.3, over_final=False)
    expect(page.get_by_role("radio", name="tạm thời")).to_be_visible()
    expect(page.get_by_role("radio", name="chính thức")).to_have_count(0)
    publish(page)
    page.get_by_role("tab", name="Lịch sử").click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_disabled()


def test_a_publisher_makes_it_final_and_takes_it_back(someone):
    page = someone(PUBLISHER)
    upload(page, 0.4, over_final=False)  # the year stands as provisional since the walk of the analyst
    page.get_by_role("radio", name="chính thức").click()
    publish(page)  # at once, before the page is drawn anew: what is chosen counts
    page.get_by_role("tab", name="Lịch sử").click()
    page.get_by_role("button", name="Hoàn tác").click()
    confirm = page.get_by_role("button", name="Xác nhận")
    expect(confirm).to_be_disabled()
    page.get_by_label("Ghi chú cho lịch sử").last.fill("nhầm tệp")
    page.get_by_text("Rút lại các số liệu chính thức này").click()
    expect(confirm).to_be_enabled()
    confirm.click()
    expect(page.get_by_text("Đã xong: PAPI 2024")).to_be_visible()


def test_the_link_of_somebody_elses_login_opens_nothing(someone):
    seen = []
    page = someone()
    page.on("request", lambda sent: seen.append(sent.url))
    log_in(page, PUBLISHER)
    expect(page.locator("input[type=file]").first).to_be_attached()
    callback = next(url for url in seen if "/oauth2callback" in url)
    other = someone()
    other.goto(callback)
    other.goto(page.url)
    expect(other.get_by_text("Hãy đăng nhập để công bố.")).to_be_visible()
    expect(other.locator("input[type=file]")).to_have_count(0)


def test_after_signing_out_the_desk_is_closed(someone, guarded):
    page = someone(PUBLISHER)
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="End session").click()  # at the provider
    page.wait_for_url(f"{guarded.url}/**")
    page.goto(f"{guarded.url}/desk?lang=vi")
    expect(page.get_by_text("Hãy đăng nhập để công bố.")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
