"""The stage with 30 scenes: from the press of a key to the next title, and PowerPoint of all of them.

``python -m benchmarks.stage`` starts the dashboard on a store of its own, plays it in Chromium and prints both.
"""

import os
import statistics
import sys
import tempfile

from benchmarks import browser, servers
from dev import find_chromium
from provindex.catalog import load_catalog
from provindex.publishing import presentations
from provindex.publishing.permissions import Actor
from provindex.views.scenes import Presentation, Scene

SCENES, NAME = 30, "benchmark"
MOST_STEP, MOST_SLIDES = 300, 10
_PATIENCE = 60_000
_WATCH = """() => {
  const taken = window.taken = []
  let pressed = 0, before = ''
  const title = () => document.querySelector('.st-key-stage-shown h1')?.textContent ?? ''
  addEventListener('keydown', () => { pressed = performance.now(); before = title() }, true)
  new MutationObserver(() => {
    if (!pressed || title() === before || !title()) return
    taken.push(performance.now() - pressed)
    pressed = 0
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}"""
_STILL = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


def scenes() -> Presentation:
    """Thirty scenes of different years and figures, none drawn from what another has left in memory."""
    index = load_catalog().indices["papi"]
    years = sorted(index.editions, reverse=True)
    figures = ("map", "ends", "history")
    found = []
    for number in range(SCENES):
        year, figure = years[number // len(figures)], figures[number % len(figures)]
        params = {
            "index": "papi",
            "measure": "papi",
            "year": str(year),
            "province": "63:14" if figure != "ends" else "",
        }
        title = f"Scene {number + 1} of {year}"
        found.append(Scene(figure, params, {"en": title, "vi": title}, {}))
    return Presentation({"en": "Benchmark"}, tuple(found))


def measured(path: str) -> tuple[list[float], list[float], float]:
    """Milliseconds of each step on the way forward and back, and seconds to the finished PowerPoint."""
    with tempfile.TemporaryDirectory() as store:
        os.environ["PROVINDEX_STORE"] = store
        presentations.save(NAME, scenes(), Actor("an", "publisher"))
        server = servers.start("dashboard", store)
        try:
            with browser.chromium(path) as chromium:
                page = chromium.new_page(viewport={"width": 1366, "height": 768})
                page.set_default_timeout(_PATIENCE)
                page.goto(f"http://127.0.0.1:{server.port}/stage?lang=en&show={NAME}")
                page.locator(".st-key-stage-play button").click()
                page.locator(".st-key-stage-shown h1").wait_for()
                page.wait_for_timeout(3000)
                page.evaluate(_WATCH)
                ways: list[list[float]] = []
                for key in ("ArrowRight", "ArrowLeft"):
                    for step in range(1, SCENES):
                        page.keyboard.press(key)
                        page.wait_for_function("count => window.taken.length >= count", arg=step)
                        page.wait_for_function(_STILL)
                        page.wait_for_timeout(300)
                    ways.append(page.evaluate("window.taken.splice(0)"))
                page.keyboard.press("Escape")
                page.get_by_role("button", name="Files").click()
                make = page.get_by_role("button", name="Make PowerPoint of all scenes")
                make.wait_for()
                page.wait_for_timeout(1000)
                began = page.evaluate("performance.now()")
                make.click()
                page.get_by_role("button", name="PowerPoint", exact=True).wait_for()
                return ways[0], ways[1], (page.evaluate("performance.now()") - began) / 1000
        finally:
            server.stop()


def told(forward: list[float], back: list[float], slides: float) -> list[str]:
    """The results as lines, the targets beside them."""
    lines = [
        f"{what:<38}{statistics.median(taken):5.0f} ms median, {max(taken):5.0f} ms longest (target {MOST_STEP} ms)"
        for what, taken in (("key press to new title, first time", forward), ("the same way back", back))
    ]
    what = f"PowerPoint of {SCENES} scenes"
    return [*lines, f"{what:<38}{slides:5.1f} s (target {MOST_SLIDES} s)"]


if __name__ == "__main__":
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium was found; name one in the variable CHROMIUM.")
    print("\n".join(told(*measured(chromium))))
