"""An open page is drawn anew when figures change that it shows, and stays where others change."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.state import data_version
from provindex.catalog import Catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from provindex.store.ledger_records import Status
from tests import publishing

pytestmark = pytest.mark.usefixtures("newest_version")
AN = Actor("an@example.org", "publisher")


def page() -> None:
    """A page of PAPI 2023 that says, each time after the first, whether what it shows has changed."""
    import streamlit as st

    from components.state import data_version, refresh, results, view_state

    if "drawn" in st.session_state:
        st.text(refresh._shows_change())
        st.text(data_version.moved_on(st.session_state["drawn"]))
        return
    data_version.settle()
    view = view_state.restore()
    with refresh.watching():
        results.standing(view)
        results.catalog()
        if st.session_state.get("breaks off"):
            st.stop()
    st.session_state["drawn"] = data_version.settled()
    data_version.moved_on(data_version.settled())


def opened(*, breaks_off: bool = False) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.query_params["year"], app.query_params["index"] = "2023", "papi"
    if breaks_off:
        app.session_state["breaks off"] = True
    app.run()
    assert not app.exception, app.exception
    return app


def changed(app: AppTest) -> tuple[bool, bool]:
    """Whether the page has to be drawn anew, and whether the data version is another one."""
    data_version.look_again()
    app.run()
    assert not app.exception, app.exception
    drawn_anew, moved_on = (one.value == "True" for one in app.text)
    return drawn_anew, moved_on


def put(catalog: Catalog, index: str, year: int, status: Status = "final", more: float = 0.01) -> None:
    newest = max(score_store.shipped_years(index))
    scores = score_store.read_shipped(index, min(year, newest))
    scores["score"] += more
    terms = Terms(status=status)
    publishing.publish(
        scores, catalog.indices[index], year, Upload("a.xlsx", f"{index} {year} {more}".encode()), AN, terms
    )


def test_nothing_is_drawn_anew_where_nothing_was_published(own_store: Path):
    assert changed(opened()) == (False, False)


@pytest.mark.parametrize(
    ("index", "year", "status", "anew"),
    [
        pytest.param("papi", 2023, "final", True, id="the year it shows"),
        pytest.param("papi", 2019, "final", False, id="not for another year"),
        pytest.param("par", 2023, "final", False, id="not for another index"),
        pytest.param("papi", 2019, "provisional", True, id="another status, which the choice of years shows"),
        pytest.param("papi", 2025, "final", True, id="a year that was not there"),
    ],
)
def test_it_is_drawn_anew_for(catalog: Catalog, own_store: Path, index: str, year: int, status: Status, anew: bool):
    put(catalog, "par", 2023, more=0.02)  # the shipped table is another part of the provinces
    app = opened()
    put(catalog, index, year, status)
    assert changed(app) == (anew, True)


def test_a_page_that_broke_off_is_drawn_anew_for_anything(catalog: Catalog, own_store: Path):
    app = opened(breaks_off=True)
    app.session_state["drawn"] = score_store.data_version()
    put(catalog, "par", 2019)
    assert changed(app) == (True, True)
