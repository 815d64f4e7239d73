"""What the data addresses answer with: nothing lost, nothing made up, a tag that follows the content."""

import io
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely

from provindex import geography
from provindex.catalog import load_catalog
from provindex.export.data import responses
from provindex.store import score_store

CATALOG = load_catalog()
PAPI = CATALOG.indices["papi"]


@pytest.fixture(scope="module")
def scores():
    return score_store.read("papi", 2023)


def test_a_year_as_parquet_is_the_stores_own_table(scores):
    found = responses.year(PAPI, 2023, scores, "parquet")
    table = pq.read_table(io.BytesIO(found.content))
    assert table.schema.equals(score_store.SCHEMA)
    assert table.num_rows == len(scores)
    assert found.name == "papi-2023.parquet"


def test_a_year_as_csv_keeps_every_decimal_and_leaves_holes_empty():
    partial = score_store.read("par", 2024)
    found = responses.year(CATALOG.indices["par"], 2024, partial, "csv")
    table = pd.read_csv(io.BytesIO(found.content), dtype={"province": "string"})
    assert list(table["score"].dropna()) == list(partial["score"].dropna())
    assert table["score"].isna().sum() == partial["score"].isna().sum() > 0
    assert (table["score"] == 0).sum() == 0
    assert list(table.columns[:4]) == ["year", "province", "name_vi", "measure"]


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_a_rank_comes_with_how_many_the_publisher_ranked(kind):
    partial = score_store.read("par", 2024)
    partial.loc[partial["measure"] == "par.organisation", "rank_published"] = 70
    found = responses.year(CATALOG.indices["par"], 2024, partial, kind).content
    if kind == "parquet":
        counts = json.loads(pq.read_schema(io.BytesIO(found)).metadata[b"ranked"])
    else:
        table = pd.read_csv(io.BytesIO(found)) if kind == "csv" else pd.DataFrame(json.loads(found))
        counts = dict(zip(table["measure"], table["ranked"], strict=True))
    assert (counts["par"], counts["par.organisation"]) == (63, 70)


def test_a_measure_in_all_years_counts_the_ranked_of_each_year():
    found = responses.measure(PAPI, "papi", score_store.history("papi"))
    table = pd.read_csv(io.BytesIO(found.content))
    scored = table.groupby("year")["score"].count()
    assert table.groupby("year")["ranked"].unique().map(list).to_dict() == {year: [n] for year, n in scored.items()}


def test_a_year_as_json_has_null_for_what_is_missing():
    partial = score_store.read("par", 2024)
    rows = json.loads(responses.year(CATALOG.indices["par"], 2024, partial, "json").content)
    assert len(rows) == len(partial)
    assert sum(row["score"] is None for row in rows) == partial["score"].isna().sum()


def test_names_are_written_in_plain_utf8(scores):
    assert "Sơn La".encode() in responses.year(PAPI, 2023, scores, "csv").content
    assert "Sơn La".encode() in responses.year(PAPI, 2023, scores, "json").content


def test_a_source_that_looks_like_a_formula_is_made_inert(scores):
    rows = scores.head(1).assign(source="=1+1")
    assert b"'=1+1" in responses.year(PAPI, 2023, rows, "csv").content


def test_a_measure_holds_all_its_years():
    history = score_store.history("papi")
    found = responses.measure(PAPI, "papi.delivery", history)
    table = pd.read_csv(io.BytesIO(found.content))
    assert sorted(table["year"].unique()) == list(score_store.years("papi"))
    assert set(table["measure"]) == {"papi.delivery"}
    assert found.name == "papi-delivery.csv"


def test_an_unknown_measure_is_a_key_error():
    with pytest.raises(KeyError):
        responses.measure(PAPI, "papi.unknown", score_store.history("papi"))


def test_the_tag_follows_the_content(scores):
    first, again = (responses.year(PAPI, 2023, scores, "csv").etag for _ in range(2))
    other = responses.year(PAPI, 2023, scores.assign(score=scores["score"] + 1), "csv").etag
    assert first == again
    assert first != other
    assert first.startswith('"')
    assert first.endswith('"')


def test_the_catalogue_lists_only_the_years_that_may_be_fetched():
    found = json.loads(responses.catalog(CATALOG, {"papi": (2023, 2024)}, "0123456789ab").content)
    assert found["version"] == "0123456789ab"
    assert [one["year"] for one in found["indices"]["papi"]["years"]] == [2023, 2024]
    assert found["indices"]["par"]["years"] == []


def test_the_catalogue_tells_scales_breaks_and_reasons_in_both_languages():
    papi = json.loads(responses.catalog(CATALOG, {}, "v").content)["indices"]["papi"]
    delivery = next(one for one in papi["measures"] if one["key"] == "papi.delivery")
    assert delivery["name"] == {"vi": "Cung ứng dịch vụ công", "en": "Public service delivery"}
    assert (delivery["periods"][0]["low"], delivery["periods"][0]["high"]) == (1, 10)
    assert {one["severity"] for one in papi["breaks"]} == {"notice", "refuse"}
    assert all(one["reason"]["vi"] for one in papi["missing"])


@pytest.mark.parametrize("edition", ["63", "34"])
def test_every_province_has_a_shape_with_its_names(edition):
    found = json.loads(responses.provinces(edition).content)
    assert {one["id"] for one in found["features"]} == {one.id for one in geography.provinces(edition)}
    assert found["attribution"]["vi"] == geography.attribution().vi
    named = {one["id"]: one["properties"]["name_vi"] for one in found["features"]}
    assert named[f"{edition}:14"] == "Sơn La"


@pytest.mark.parametrize("edition", ["63", "34"])
def test_both_archipelagos_belong_to_the_shape_of_their_province(edition):
    shapes = {
        one["id"]: shapely.geometry.shape(one["geometry"])
        for one in json.loads(responses.provinces(edition).content)["features"]
    }
    easternmost = {key: shapes[owner].bounds[2] for key, owner in geography.archipelago_owner(edition).items()}
    assert easternmost["hoang_sa"] > 112
    assert easternmost["truong_sa"] > 115


def test_exteriors_run_counter_clockwise_as_the_standard_asks():
    for feature in json.loads(responses.provinces("63").content)["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            assert shapely.LinearRing(polygon[0]).is_ccw


def test_an_unknown_edition_is_told():
    with pytest.raises(ValueError, match="99-m"):
        responses.provinces("99")


def test_a_group_that_looks_like_a_formula_is_made_inert(scores):
    rows = scores.head(1).assign(group_published="@sum(1)")
    assert b",'@sum(1)," in responses.year(PAPI, 2023, rows, "csv").content
