"""Pages over a store that is away since the start, or damaged: figures or plain words, never a traceback."""

import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings, strategies
from streamlit.testing.v1 import AppTest

from provindex import geography
from provindex.catalog import load_catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import health, ledger, score_store
from provindex.views.options import OPTIONS
from provindex.views.view import first_view
from provindex.views.view_url import parse
from tests import publishing
from tests.pages.conftest import FRAME, text

PAGES = [
    "overview",
    "map",
    "ranking",
    "change",
    "citizens",
    "dimensions",
    "province",
    "programme",
    "stage",
    "about",
    "desk",
]
CATALOG = load_catalog()
START = first_view(CATALOG)
NOBODY = {
    "PROVINDEX_STORE": "s3://shared/provindex",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",  # nobody listens there
    "AWS_ALLOW_HTTP": "true",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
}


def forget():
    """As in a process that has just started."""
    st.cache_data.clear()
    st.cache_resource.clear()
    score_store._LAST.clear()
    score_store._TROUBLE.clear()
    score_store._rows.cache_clear()
    ledger._ledger.cache_clear()


@pytest.fixture(autouse=True)
def fresh():
    forget()
    yield
    forget()


@pytest.fixture
def away(monkeypatch):
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)


def warnings(app):
    return [one.value for one in app.warning]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_what_ships_where_the_store_is_away_since_the_start(away, open_page, page):
    app = open_page(page, lang="en", province="63:14")
    assert any("cannot be read" in said and "only what ships" in said for said in warnings(app)), warnings(app)
    if page == "overview":
        assert "Son La scores" in text(app)


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A store whose only published year was overwritten with something else after it was published."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    frame = score_store.read_shipped("papi", 2024)
    publishing.publish(frame, CATALOG.indices["papi"], 2024, Upload("a.xlsx", b"a"), Actor("An", "publisher"))
    for file in (tmp_path / "scores").rglob("*.parquet"):
        file.write_bytes(b"PAR1 not really")
    forget()


def test_what_ships_is_shown_where_a_year_in_the_store_is_damaged(damaged):
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert not app.exception
    assert app.get("plotly_chart")
    assert len(warnings(app)) == 1
    assert "khôi phục kho từ bản sao lưu" in warnings(app)[0]
    assert "chỉ hiển thị số liệu đi kèm chương trình" in warnings(app)[0]


def test_health_tells_of_a_damaged_year(damaged):
    found = health.examine()
    assert (found.store, found.well) == ("failing", False)


def test_who_read_a_year_before_it_was_damaged_keeps_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    frame = score_store.read_shipped("papi", 2024)
    raised = frame.assign(score=frame["score"] + 0.001)
    publishing.publish(raised, CATALOG.indices["papi"], 2024, Upload("a.xlsx", b"a"), Actor("An", "publisher"))
    assert not AppTest.from_file(str(FRAME), default_timeout=60).run().exception
    for file in (tmp_path / "scores").rglob("*.parquet"):
        file.write_bytes(b"PAR1 not really")
    st.cache_data.clear()
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert not app.exception
    assert app.get("plotly_chart")


VALUES = strategies.one_of(
    strategies.text(max_size=40),
    strategies.sampled_from(
        ["", "0", "-1", "1e9", "NaN", "null", "../../etc/passwd", "<script>", "63:14", "63:99", "34:01"]
    ),
    strategies.sampled_from([value for values in OPTIONS.values() for value in values if value]),
    strategies.sampled_from([province.id for province in geography.provinces("63")]),
)
NAMES = strategies.sampled_from(
    ["lang", "index", "measure", "year", "base", "edition", "region", "p", "province", "sim", "scene", "show", *OPTIONS]
)


@settings(max_examples=1000)
@given(strategies.dictionaries(NAMES, VALUES, max_size=6))
def test_a_thousand_addresses_are_read_without_a_fault(params):
    view, _ = parse(params, CATALOG, START)
    assert parse(view.params(), CATALOG, START)[0] == view


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(page=strategies.sampled_from(PAGES), params=strategies.dictionaries(NAMES, VALUES, max_size=6))
def test_a_page_is_drawn_at_any_address(open_page, page, params):
    open_page(page, **params)
