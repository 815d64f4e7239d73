"""The dashboard in a real Chromium whose network ends at the dashboard's own server.

Fixtures for tests: ``page`` (an empty tab), ``visit`` (opens an address of the dashboard and waits),
``settled`` (waits until a page stands still), ``watch`` (what went wrong so far), ``server`` (its address).
"""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from dev import ROOT, find_chromium
from tests.programs import LOCAL_DESK, WITH_US, desk_cookie, free_port

HERE = Path(__file__).parent
SECONDS = 30
FLAGS = [
    "--no-sandbox",
    "--disable-gpu-compositing",
    "--use-gl=angle",
    "--use-angle=swiftshader",  # draws WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # No other host has an address. Not page.route(), which would switch off the browser's cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# Streamlit looks for its server below the address of a deep link first.
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)")

expect.set_options(timeout=SECONDS * 1000)


@dataclass
class Watch:
    """What must not happen while a test drives the dashboard; a test that provokes it clears it.

    Attributes:
        console: Errors in the browser's console, uncaught exceptions among them.
        outside: Addresses asked for at other hosts.
        server: Lines of tracebacks in the server's log.
    """

    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    server: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget everything seen so far."""
        for seen in (self.console, self.outside, self.server):
            seen.clear()

    def told(self) -> str:
        """Everything seen so far as lines for a person."""
        lines = [f"error in the console: {error}" for error in self.console]
        lines += [f"asked another host: {address}" for address in self.outside]
        return "\n".join([*lines, *self.server])


@dataclass(frozen=True)
class Server:
    """A running dashboard.

    Attributes:
        url: Its address without a closing slash.
        log: The file with what it says.
        store: The folder of what is published on it.
    """

    url: str
    log: Path
    store: Path = Path()

    def tracebacks(self, start: int) -> list[str]:
        """The log from position ``start`` on, if there is a traceback in it."""
        text = self.log.read_bytes()[start:].decode(errors="replace")
        return text.splitlines() if "Traceback" in text else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder before ``-m`` selects."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # A store of its own: what a test publishes must not stay, and what a developer published must not decide it.
    with started(tmp_path_factory.mktemp("server"), tmp_path_factory.mktemp("store")) as running:
        yield running


@contextmanager
def started(folder: Path, store: Path) -> Iterator[Server]:
    """A dashboard over a store, as ``dev.py run`` starts it; what it says goes to a folder."""
    port = free_port()
    log = folder / "log.txt"
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [*WITH_US, sys.executable, "-m", "streamlit", "run", "app.py", *options]
    environment = os.environ | LOCAL_DESK | {"PROVINDEX_STORE": str(store)}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment)
    running = Server(f"http://127.0.0.1:{port}", log, store)
    try:
        wait_until_healthy(process, running)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_until_healthy(process: subprocess.Popen[bytes], server: Server) -> None:
    end = time.monotonic() + 2 * SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    said = server.log.read_text(errors="replace")[-3000:]
    pytest.fail(f"The dashboard did not start. It said:\n{said}", pytrace=False)


# Package scope: Playwright keeps an event loop running, which tests elsewhere must not find.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("No Chromium was found; name one in the variable CHROMIUM.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="package")
def kept(browser: Browser) -> Iterator[BrowserContext]:
    """What the browser keeps from one test to the next: scripts, fetched and compiled once, as for a second visit.

    What a page itself writes down, such as a chosen theme, goes with the test.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def page(
    kept: BrowserContext,
    server: Server,
    watch: Watch,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[Page]:
    start = server.log.stat().st_size
    watching = {
        "console": lambda message: note_console(message, watch),
        "weberror": lambda error: watch.console.append(str(error.error)),
        "request": lambda sent: note_address(sent.url, server, watch),
    }
    for event, noted in watching.items():
        kept.on(event, noted)
    # As in the browser that opened the printed address: it belongs to the person at the machine.
    name, value = desk_cookie(urlsplit(server.url).port)
    kept.add_cookies([{"name": name, "value": value, "url": server.url, "httpOnly": True, "sameSite": "Strict"}])
    page = kept.new_page()
    page.on("websocket", lambda socket: note_address(socket.url, server, watch))
    failures = request.session.testsfailed
    yield page
    if request.session.testsfailed > failures:
        page.screenshot(path=tmp_path / "page.png")
        request.node.add_report_section("teardown", "picture", str(tmp_path / "page.png"))
    forget(kept, page, server)
    for event, noted in watching.items():
        kept.remove_listener(event, noted)
    watch.server += server.tracebacks(start)
    if told := watch.told():
        pytest.fail(told, pytrace=False)


def forget(context: BrowserContext, page: Page, server: Server) -> None:
    """Closes every page, and deletes what they wrote down."""
    stored = {"origin": server.url, "storageTypes": "cookies,local_storage,session_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
    context.clear_cookies()
    for one in context.pages:
        one.close()


def note_console(message: ConsoleMessage, watch: Watch) -> None:
    probe = PROBE.fullmatch(urlsplit(message.location.get("url", "")).path)
    if message.type == "error" and not (probe and "404" in message.text):
        watch.console.append(f"{message.text} ({message.location.get('url')})")


def note_address(url: str, server: Server, watch: Watch) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(server.url).netloc:
        watch.outside.append(url)


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Waits until no script runs and the page has not changed for 0.6 s."""
    return wait_until_settled


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[..., None]:
    """Opens ``path`` with query parameters, as in ``visit("map", lang="en", year=2023)``, and waits."""

    def open_page(path: str = "", **query: object) -> None:
        page.goto(f"{server.url}/{path}" + ("?" + urlencode(query) if query else ""))
        wait_until_settled(page)

    return open_page


STATE = """() => {
  const app = document.querySelector('[data-testid=stApp]')
  const busy = !app || app.dataset.testScriptState !== 'notRunning'
    || document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')
  return [!busy, document.body.innerText.length, document.querySelectorAll('*').length].join()
}"""


def wait_until_settled(page: Page) -> None:
    end = time.monotonic() + SECONDS
    last, same = "", 0
    while same < 3:
        assert time.monotonic() < end, f"the page was still changing after {SECONDS} s"
        page.wait_for_timeout(200)
        now = page.evaluate(STATE)
        same = same + 1 if now == last and now.startswith("true") else 0
        last = now
