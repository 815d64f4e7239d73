"""Fills a store for the tests of this folder: an open year, and two that are held until long after the tests."""

from datetime import date

from provindex.catalog import load_catalog
from provindex.publishing import presentations
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from provindex.views import scenes
from tests import publishing

DAY = date(2999, 1, 1)
CHANGED, NEW = 2023, 2025
# Of Sơn La, and the highest of the country, so that sentences, maps and tables have them; nothing that ships has them.
SCORES = {CHANGED: 71.37, NEW: 72.73}
PUBLISHER = Actor("canary-publisher", "publisher")
SHOW = "held-scenes"
"""A presentation that an analyst saved, of scenes of the new year."""

FILE, NOTE = "canary-file.xlsx", "canary-note"
SECRETS = (b"71,37", b"71.37", b"72,73", b"72.73", b"canary", b"01/01/2999", b"1 Jan 2999", b"2999-01-01")
"""What no reader may ever be sent."""


def fill() -> None:
    """Publish an open year, then the two that are held."""
    papi = load_catalog().indices["papi"]
    open_year = score_store.read_shipped("papi", 2022)
    publishing.publish(open_year, papi, 2022, Upload("open.xlsx", b"open"), Actor("an", "publisher"))
    for year, score in SCORES.items():
        frame = score_store.read_shipped("papi", min(year, 2024))
        own = (frame["province"] == "63:14") & (frame["measure"] == "papi")
        frame = frame.assign(score=frame["score"].mask(own, score), source="papi")
        terms = Terms(embargo=DAY, note=NOTE, partial=False)
        publishing.publish(frame, papi, year, Upload(FILE, f"held {year}".encode()), PUBLISHER, terms)
    params = {"index": "papi", "measure": "papi", "year": str(NEW), "province": "63:14", "edition": "63"}
    made = [scenes.scene_of(figure, params, {}, "") for figure in ("map", "league")]
    presentations.save(SHOW, scenes.Presentation({"vi": SHOW}, tuple(made)), PUBLISHER)


if __name__ == "__main__":
    fill()
