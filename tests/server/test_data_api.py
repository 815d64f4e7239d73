"""The stable data addresses: what they answer, what may be kept, and what is never told."""

import io
import json
from datetime import date, timedelta

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request

from provindex.catalog import load_catalog
from provindex.catalog.schema import SCHEMA
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from server import data_api
from tests import publishing
from tests.asgi import get

ENDPOINTS = {route.path: route.endpoint for route in data_api.ROUTES}
CATALOG, SHAPES, TABLE = ENDPOINTS


def _asked(path, params=None, query="", **headers):
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "path_params": params or {},
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    return ENDPOINTS[path](Request(scope))


def _table(index="papi", what="2023", ending="csv", query="", **headers):
    return _asked(TABLE, {"index": index, "what": what, "ending": ending}, query, **headers)


def _text(answer):
    return bytes(answer.body).decode()


@pytest.fixture
def app():
    return Starlette(routes=data_api.ROUTES, middleware=[Middleware(GZipMiddleware, minimum_size=500)])


ADDRESSES = ["catalog.json", "papi/2023.csv", "papi/2023.json", "papi/2023.parquet", "papi/papi.csv"]
ADDRESSES += ["provinces/63.geojson", "provinces/34.geojson"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_headers_can_be_asked_for_alone(app, path):
    whole, alone = (get(app, f"/data/v1/{path}", method=method) for method in ("GET", "HEAD"))
    told = ("etag", "x-data-version", "content-type", "access-control-allow-origin", "cache-control")
    assert alone.status_code == whole.status_code == 200
    assert [alone.headers[name] for name in told] == [whole.headers[name] for name in told]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_of_another_host_may_ask_with_a_tag(app, path):
    asked = [("origin", "https://portal.example.org"), ("access-control-request-headers", "if-none-match")]
    answer = get(app, f"/data/v1/{path}", method="OPTIONS", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_is_compressed_for_who_takes_it_and_confirmed_by_its_tag(app, path):
    answer = get(app, f"/data/v1/{path}", headers=[("accept-encoding", "gzip")])
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    again = get(app, f"/data/v1/{path}", headers=[("if-none-match", answer.headers["etag"])])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_can_be_written_there(app, path):
    assert get(app, f"/data/v1/{path}", method="POST").status_code == 405


def test_a_year_as_csv_holds_the_published_score():
    rows = pd.read_csv(io.BytesIO(_table().body), dtype={"province": str})
    own = rows[(rows["province"] == "63:46") & (rows["measure"] == "papi")]
    assert own["score"].round(2).tolist() == [46.04]


def test_a_year_as_parquet_has_the_schema_of_the_store():
    assert pd.read_parquet(io.BytesIO(_table(ending="parquet").body)).columns.tolist() == SCHEMA.names


def test_a_year_as_json_has_null_for_what_is_not_published():
    rows = json.loads(_text(_table("par", "2023", "json")))
    assert any(row["score"] is None for row in rows)
    assert not any(row["score"] == 0 for row in rows)


def test_a_measure_comes_with_all_its_years():
    rows = pd.read_csv(io.BytesIO(_table(what="papi.participation").body))
    assert set(rows["measure"]) == {"papi.participation"}
    assert rows["year"].nunique() == 14


def test_the_catalogue_lists_every_index():
    assert set(json.loads(_text(_asked(CATALOG)))["indices"]) == {"papi", "par", "sipas"}


@pytest.mark.parametrize(("edition", "count"), [("63", 63), ("34", 34)])
def test_the_shapes_of_an_edition(edition, count):
    answer = _asked(SHAPES, {"edition": edition})
    assert len(json.loads(_text(answer))["features"]) == count


def test_any_page_may_read_the_answers():
    assert _table().headers["access-control-allow-origin"] == "*"


def test_a_tag_that_is_held_is_confirmed_without_the_table():
    tag = _table().headers["etag"]
    again = _table(if_none_match=f"W/{tag}")
    assert (again.status_code, bytes(again.body)) == (304, b"")


def test_an_older_tag_gets_the_table():
    assert _table(if_none_match='"older"').status_code == 200


def test_a_named_version_may_be_kept_for_good_and_another_is_asked_again():
    assert "immutable" in _table(query=f"version={score_store.data_version()}").headers["cache-control"]
    assert "no-cache" in _table().headers["cache-control"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"query": "version=000000000000"}, "data version is not known"),
        ({"what": "1999"}, "no year and no measure “1999”"),
        ({"what": "9" * 5000}, f"no year and no measure “{'9' * 60}”"),
        ({"what": "\uff12\uff10\uff12\uff13"}, "no year and no measure"),
        ({"what": "papi.nothing"}, "no year and no measure"),
        ({"ending": "xlsx"}, "no “.xlsx”"),
        ({"index": "other"}, "no index “other”"),
    ],
    ids=["version", "year", "many digits", "digits of another script", "measure", "ending", "index"],
)
def test_what_there_is_not_is_told_in_a_sentence(asked, told):
    answer = _table(**asked)
    assert (answer.status_code, told in _text(answer)) == (404, True)


@pytest.fixture
def publish_year(tmp_path, monkeypatch):
    """Publishes PAPI 2024 raised by some points to a store of this test alone."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    index = load_catalog().indices["papi"]

    def published(shift, embargo=None):
        frame = score_store.read_shipped("papi", 2024)
        upload = Upload(f"{shift}.xlsx", str(shift).encode())
        scores = frame.assign(score=frame["score"] + shift)
        publishing.publish(scores, index, 2024, upload, Actor("an", "publisher"), Terms(embargo=embargo))

    return published


def test_a_version_of_before_a_revision_answers_as_it_did(publish_year):
    before = _table(what="2024")
    publish_year(0.25)
    named = f"version={before.headers['x-data-version']}"
    score_store._AT.clear()  # as after a restart
    again = _table(what="2024", query=named)
    assert again.headers["etag"] == before.headers["etag"] != _table(what="2024").headers["etag"]
    assert "immutable" in again.headers["cache-control"]
    assert "2024" in _text(_table(what="papi", query=named))


def test_a_version_of_analysts_with_a_held_year_is_as_unknown_as_any(publish_year):
    publish_year(0.25, date.today() + timedelta(days=9))
    held = score_store.data_version(see_embargoed=True)
    assert held != score_store.data_version()
    assert _table(what="2024", query=f"version={held}").status_code == 404


def test_what_was_open_before_a_year_was_held_is_not_told_while_it_is(publish_year):
    publish_year(0.25)
    opened = score_store.data_version()
    publishing.undo("papi", 2024, Actor("an", "publisher"))
    publish_year(0.5, date.today() + timedelta(days=9))
    assert _table(what="2024", query=f"version={opened}").status_code == 404


def test_a_table_is_not_taken_from_what_ships_while_the_store_was_never_reached(monkeypatch):
    nobody = {
        "ENDPOINT_URL": "http://127.0.0.1:9",
        "ALLOW_HTTP": "true",
        "ACCESS_KEY_ID": "a",
        "SECRET_ACCESS_KEY": "b",
    }
    for name, value in {**nobody, "REGION": "x"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("PROVINDEX_STORE", "s3://nobody/provindex")
    answer = _table()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert b"cannot be read" in answer.body


def test_what_was_handed_out_once_is_confirmed_without_making_it_again(app, monkeypatch):
    first = get(app, "/data/v1/papi/2012.parquet")
    monkeypatch.setattr(data_api.responses, "year", lambda *_: pytest.fail("it was made again"))
    again = get(app, "/data/v1/papi/2012.parquet", headers=[("if-none-match", first.headers["etag"])])
    assert (again.status_code, again.content) == (304, b"")
    assert get(app, "/data/v1/papi/2012.parquet").content == first.content
