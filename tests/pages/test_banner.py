"""The banner of a provisional year: it stands on every page, and the page below it does not move for it."""

import pytest
import streamlit as st

from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import published_catalog, score_store
from tests import publishing
from tests.pages.conftest import text

PUBLISHER = Actor("an@example.org", "publisher")


@pytest.fixture
def provisional(tmp_path, monkeypatch):
    """Publishes the shipped figures of 2024 once more, as provisional, in a store of its own."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    st.cache_data.clear()  # a version is kept for two seconds

    def again():
        index = published_catalog.load_catalog().indices["papi"]
        frame = score_store.read_shipped("papi", 2024)
        publishing.publish(frame, index, 2024, Upload("x.csv", b"x"), PUBLISHER, Terms(status="provisional"))
        st.cache_data.clear()

    yield again
    st.cache_data.clear()


@pytest.mark.parametrize("name", ["overview", "ranking", "desk"])
def test_the_page_keeps_its_place_when_a_banner_comes(open_page, provisional, name):
    """An element that moves leaves its former self on the screen until the run ends."""
    before = open_page(name, year=2024)
    assert "Số liệu tạm thời" not in text(before)
    provisional()
    after = open_page(name, year=2024)
    assert "Số liệu tạm thời" in text(after)
    assert list(before.main.children) == list(after.main.children)


def test_what_is_taken_away_says_that_it_is_provisional(open_page, provisional):
    """The note below a card goes into every file of it."""
    provisional()
    notes = [one.value for one in open_page("ranking", year=2024).caption if "Nguồn: PAPI" in one.value]
    assert notes
    assert all("Số liệu tạm thời, có thể còn thay đổi. · n = " in note for note in notes)
