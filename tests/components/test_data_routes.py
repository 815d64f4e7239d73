"""The stable data addresses: what they answer, what may be kept, and what is never told."""

import io
import json
from datetime import date, timedelta

import pandas as pd
import pytest
from starlette.requests import Request

from components import data_routes
from provindex import store
from provindex.schema import SCHEMA

ENDPOINTS = {route.path: route.endpoint for route in data_routes.ROUTES}
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
    assert "immutable" in _table(query=f"version={store.data_version()}").headers["cache-control"]
    assert "no-cache" in _table().headers["cache-control"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"query": "version=000000000000"}, "data version is not known"),
        ({"what": "1999"}, "no year and no measure “1999”"),
        ({"what": "papi.nothing"}, "no year and no measure"),
        ({"ending": "xlsx"}, "no “.xlsx”"),
        ({"index": "other"}, "no index “other”"),
    ],
    ids=["version", "year", "measure", "ending", "index"],
)
def test_what_there_is_not_is_told_in_a_sentence(asked, told):
    answer = _table(**asked)
    assert (answer.status_code, told in _text(answer)) == (404, True)


def test_a_version_of_analysts_with_a_held_year_is_as_unknown_as_any(monkeypatch):
    class Held:
        embargo = date.today() + timedelta(days=9)

        def held(self, day):
            return day < self.embargo

    shown = store.published(version=store.data_version())
    monkeypatch.setattr(data_routes.store, "data_version", lambda **asked: "0" * 12)
    monkeypatch.setattr(data_routes.store, "published", lambda **asked: {**shown, ("papi", 2025): Held()})
    assert _table(query="version=abcdefabcdef").status_code == 404
