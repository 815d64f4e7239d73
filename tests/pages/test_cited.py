"""Links after a revision: as cited or as of now on every page, in what is taken away, and never a held year."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
import streamlit as st

from components.shell import take_away
from components.state import data_version
from dev import ROOT
from provindex.catalog import load_catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from tests import publishing
from tests.pages.conftest import text

AN = Actor("an", "publisher")
ADDRESS = {"lang": "en", "index": "papi", "measure": "papi", "year": "2024", "province": "63:14"}
PAGES = ["overview", "map", "ranking", "change", "citizens", "dimensions", "province", "programme", "about"]


def revise(shift, embargo=None):
    frame = score_store.read_shipped("papi", 2024)
    scores = frame.assign(score=frame["score"].where(frame["province"] != "63:14", frame["score"] + shift))
    upload = Upload(f"{shift}.xlsx", str(shift).encode())
    publishing.publish(scores, load_catalog().indices["papi"], 2024, upload, AN, Terms(embargo=embargo))


@pytest.fixture
def cited(tmp_path, monkeypatch):
    """The version of a link, and a revision of PAPI 2024 since then."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    data_version._newest.clear()
    data_version._known.clear()
    version = score_store.data_version()
    revise(0.5)
    data_version._newest.clear()
    yield version
    data_version._newest.clear()
    data_version._known.clear()


def score(shift=0.0):
    frame = score_store.read_shipped("papi", 2024)
    own = frame[(frame["province"] == "63:14") & (frame["measure"] == "papi")]
    return f"{own['score'].iloc[0] + shift:.2f}"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_figures_are_as_cited(open_page, cited, page):
    said = text(open_page(page, version=cited, **ADDRESS))
    assert f"Figures as cited, data version {cited}" in said
    assert "changed: PAPI 2024" in said


@pytest.mark.parametrize("page", PAGES)
def test_without_a_version_every_page_shows_the_figures_of_now_and_says_nothing(open_page, cited, page):
    assert "cited" not in text(open_page(page, **ADDRESS))


def test_as_cited_and_as_of_now_are_both_offered_and_differ(open_page, cited):
    app = open_page("overview", version=cited, **ADDRESS)
    assert score() in text(app)
    assert score(0.5) not in text(app)
    assert app.query_params["version"] == cited
    app.button(key="cited-now").click().run()
    assert score(0.5) in text(app)
    assert "The link cites data version" in text(app)
    assert "version" not in app.query_params
    app.button(key="cited-then").click().run()
    assert score() in text(app)
    assert score(0.5) not in text(app)


def test_the_choice_goes_on_to_the_next_page(open_page, cited):
    app = open_page("overview", version=cited, **ADDRESS)
    app.switch_page(str(ROOT / "pages" / "ranking.py")).run()
    assert "Figures as cited" in text(app)
    assert app.query_params["version"] == cited


def test_what_is_taken_away_says_that_it_is_as_cited(open_page, cited, monkeypatch):
    files, button = {}, st.download_button

    def recorded(label, *, data, key, **more):
        files[key] = data
        return button(label, data=data, key=key, **more)

    monkeypatch.setattr(take_away.st, "download_button", recorded)
    app = open_page("overview", version=cited, **ADDRESS)
    app.session_state["take-away"] = True
    app.run()
    assert f"Data version {cited}" in app.code[0].value
    mark = f"{cited} (as cited; the figures have changed since)"
    book = openpyxl.load_workbook(io.BytesIO(files["take-xlsx"]()))
    assert mark in [cell.value for row in book["How to read"].iter_rows() for cell in row]
    totals = {row[0].value: row[2].value for row in book["Total"].iter_rows(min_row=2)}
    assert f"{totals['63:14']:.2f}" == score()
    table = files["take-csv"]().decode("utf-8-sig")
    assert mark in table
    own = next(line.split(";") for line in table.splitlines() if line.startswith("63:14;"))
    assert f"{float(own[4]):.2f}" == score()


def test_a_version_that_nobody_knows_is_told_with_a_way_on(open_page, cited):
    app = open_page("overview", version="0123456789ab", **ADDRESS)
    told = "The link cites data version 0123456789ab, which this server does not know"
    assert told in text(app)
    assert score(0.5) in text(app)
    assert "version" not in app.query_params
    app.run()
    assert told in text(app)
    app.button(key="cited-unknown").click().run()
    assert told not in text(app)


def test_the_newest_version_needs_no_word(open_page, cited):
    said = text(open_page("overview", version=score_store.data_version(), **ADDRESS))
    assert "cited" not in said
    assert score(0.5) in said


def test_an_old_version_does_not_open_a_held_year_to_readers(open_page, cited, monkeypatch):
    opened = score_store.data_version()
    publishing.undo("papi", 2024, AN)
    revise(0.75, date.today() + timedelta(days=9))
    data_version._newest.clear()
    data_version._known.clear()
    monkeypatch.setattr(data_version.identity, "sees_held", lambda: False)
    said = text(open_page("overview", version=opened, **ADDRESS))
    assert "which this server does not know" in said
    assert score() in said
    assert score(0.5) not in said
    assert score(0.75) not in said
