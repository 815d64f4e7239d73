"""What a person waits for in a real browser: to the first coloured map, and from a choice to the last change.

The naive page asks another host for plotly's base map; here it gets none and its frame counts in place of its map.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FIRST = {
    "dashboard": ".choroplethlayer path",
    "floor": "h1:has-text('Year')",
    "limit": ".choroplethlayer path",
    "naive": ".js-plotly-plot .main-svg",
}
_PATIENCE = 30_000

_WATCH = """() => {
  window.changed = performance.now()
  new MutationObserver(() => { window.changed = performance.now() })
    .observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})
  addEventListener('click', () => { window.chosen = performance.now() }, true)
}"""
_QUIET = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
  && performance.now() - window.changed > 700"""


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser that is installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, name: str, port: int) -> tuple[float, float, float]:
    """Open the landing page with an empty cache, then again.

    Returns:
        Milliseconds to what `FIRST` names, and megabytes over HTTP of the first and of the second opening.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        cold, weight = _open(context.new_page(), name, port)
        _, again = _open(context.new_page(), name, port)
    finally:
        context.close()
    return cold, weight, again


def changed(browser: Browser, port: int, years: list[int]) -> list[float]:
    """Milliseconds from the choice of each year to the last change of the page."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    taken = []
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/?lang=en&year=2023")
        page.get_by_role("combobox", name="Year", exact=False).first.wait_for(timeout=_PATIENCE)
        page.evaluate(_WATCH)
        for year in years:
            page.wait_for_function(_QUIET, timeout=_PATIENCE)
            page.get_by_role("combobox", name="Year", exact=False).first.click()
            page.get_by_role("option", name=str(year), exact=True).click()
            page.wait_for_timeout(50)
            page.wait_for_function(_QUIET, timeout=_PATIENCE)
            taken.append(page.evaluate("window.changed - window.chosen"))
    finally:
        context.close()
    return taken


def profiled(browser: Browser, port: int) -> dict[str, float]:
    """Milliseconds of the page's one thread in a change of year that was seen before, by what it was busy with."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/?lang=en&year=2023")
        page.get_by_role("combobox", name="Year", exact=False).first.wait_for(timeout=_PATIENCE)
        page.evaluate(_WATCH)
        session = context.new_cdp_session(page)
        session.send("Profiler.enable")
        for year in (2021, 2022, 2021):
            page.wait_for_function(_QUIET, timeout=_PATIENCE)
            page.get_by_role("combobox", name="Year", exact=False).first.click()
            session.send("Profiler.start")
            page.get_by_role("option", name=str(year), exact=True).click()
            page.wait_for_timeout(50)
            page.wait_for_function(_QUIET, timeout=_PATIENCE)
            profile = session.send("Profiler.stop")["profile"]
            lasted = page.evaluate("window.changed - window.chosen")
    finally:
        context.close()
    frames = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    spent: Counter[str] = Counter()
    for sample, microseconds in zip(profile["samples"], profile["timeDeltas"], strict=True):
        if busy := _busy_with(frames[sample]):
            spent[busy] += microseconds / 1000
    spent["waiting for the server, a frame or a timer"] = max(lasted - sum(spent.values()), 0.0)
    return dict(spent.most_common())


def _busy_with(frame: dict[str, str]) -> str:
    """What a function belongs to; the time after the last change is left out with all other idleness."""
    script = frame["url"].rpartition("/")[2].partition(".")[0]
    if frame["functionName"] == "(idle)":
        return ""
    if script == "PlotlyChart":
        return "plotly"
    return "Streamlit's and React's scripts" if script else "layout, paint and the browser itself"


def _open(page: Page, name: str, port: int) -> tuple[float, float]:
    received = [0.0]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    page.goto(f"http://127.0.0.1:{port}/?lang=en")
    page.wait_for_selector(FIRST[name], timeout=_PATIENCE, state="attached")
    taken = page.evaluate("performance.now()")
    page.wait_for_timeout(1500)  # what is loaded after the map counts as well
    page.close()
    return taken, sum(received) / 1e6
