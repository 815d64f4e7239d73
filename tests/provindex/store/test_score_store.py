"""Scores come in one shape, and a file that cannot be relied on is refused by name."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from provindex.catalog import Catalog
from provindex.core import paths
from provindex.core.errors import CatalogError, StoreError
from provindex.core.single_flight import Soon
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, score_store
from tests import publishing

DTYPES = {
    "province": "string",
    "measure": "string",
    "score": "float64",
    "rank_published": "Int16",
    "group_published": "string",
    "low": "float64",
    "high": "float64",
    "se": "float64",
    "source": "string",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that a test may damage."""
    copy = tmp_path / "data"
    shutil.copytree(paths.data_folder(), copy)
    monkeypatch.setenv("PROVINDEX_DATA", str(copy))
    return copy


def fault_of(call: Callable[[], object]) -> str:
    with pytest.raises(CatalogError) as raised:
        call()
    return str(raised.value)


def test_scores_have_the_columns_and_types_of_the_schema() -> None:
    scores = score_store.read("papi", 2023)
    assert {name: str(dtype) for name, dtype in scores.dtypes.items()} == DTYPES
    assert score_store.SCHEMA.names == list(DTYPES)


def test_rows_stand_by_province_and_then_as_the_tree() -> None:
    scores = score_store.read("papi", 2024)
    assert scores["province"].is_monotonic_increasing
    assert scores["measure"].head(3).tolist() == ["papi", "papi.participation", "papi.participation.knowledge"]


def test_a_hole_has_no_row() -> None:
    scores = score_store.read("papi", 2022)
    bac_ninh = set(scores.loc[scores["province"] == "63:27", "measure"])
    assert "papi" not in bac_ninh
    assert "papi.participation" in bac_ninh


def test_a_rank_may_stand_without_a_score() -> None:
    facts = score_store.read("par", 2012).set_index("province")
    assert pd.isna(facts.loc["63:40", "score"])
    assert facts.loc["63:40", "rank_published"] == 31


def test_intervals_are_kept_where_they_are_published() -> None:
    scores = score_store.read("papi", 2023).query("measure == 'papi'").set_index("province")
    assert scores.loc["63:02", ["low", "high", "se"]].tolist() == [42.789, 45.707, 0.887]
    assert scores["se"].count() == 3


def test_history_holds_every_year_once() -> None:
    scores = score_store.history("papi")
    assert len(scores) == 28854
    assert scores["year"].dtype == "int64"
    assert scores["year"].unique().tolist() == list(range(2011, 2025))
    assert not scores.duplicated(["year", "province", "measure"]).any()


def test_years_ascend() -> None:
    assert score_store.years("par") == tuple(range(2012, 2025))
    assert score_store.years("sipas") == tuple(range(2017, 2025))


def test_an_index_without_files_has_no_years(data: Path) -> None:
    assert score_store.years("pci") == ()
    assert "no file here is called like a year" in fault_of(lambda: score_store.history("pci"))


def test_published_means_keep_country_and_regions_apart() -> None:
    means = score_store.means("par").set_index(["year", "area"])
    assert means.loc[(2024, "VN"), "mean"] == 88.37
    assert means.loc[(2024, "63:DBSH"), "mean"] == 90.17
    assert means.loc[(2022, "VN"), "kind"] == "derived"


def test_an_index_without_published_means_has_an_empty_table() -> None:
    means = score_store.means("papi")
    assert means.empty
    assert {name: str(dtype) for name, dtype in means.dtypes.items()} == score_store.MEANS


# ---- What is refused -----------------------------------------------------------------------------------------------


def test_a_missing_year_is_named(data: Path) -> None:
    (data / "papi" / "2015.parquet").unlink()
    assert fault_of(lambda: score_store.read("papi", 2015)).startswith("data/papi/2015.parquet: the file is missing")


@pytest.mark.parametrize("keep", [0, 100, 5000], ids=["empty", "head", "half"])
def test_a_damaged_file_is_named(data: Path, keep: int) -> None:
    file = data / "papi" / "2015.parquet"
    file.write_bytes(file.read_bytes()[:keep])
    assert fault_of(lambda: score_store.read("papi", 2015)).startswith(
        "data/papi/2015.parquet: the file cannot be read"
    )


def test_a_text_in_place_of_a_number_is_named(data: Path) -> None:
    file = data / "papi" / "2015.parquet"
    table = pq.read_table(file)
    pq.write_table(table.set_column(2, "score", table["score"].cast(pa.string())), file)
    expected = "data/papi/2015.parquet: score: expected is the type double, found is string"
    assert fault_of(lambda: score_store.read("papi", 2015)) == expected


def test_missing_and_unknown_columns_are_told_together(data: Path) -> None:
    file = data / "papi" / "2015.parquet"
    pq.write_table(pq.read_table(file).rename_columns({"se": "error"}), file)
    assert fault_of(lambda: score_store.read("papi", 2015)).splitlines() == [
        "data/papi/2015.parquet: se: this column is missing",
        "data/papi/2015.parquet: error: this column is not known",
    ]


def test_a_cell_that_stands_twice_is_named(data: Path) -> None:
    file = data / "papi" / "2015.parquet"
    table = pq.read_table(file)
    pq.write_table(pa.concat_tables([table, table.slice(3, 1)]), file)
    expected = "data/papi/2015.parquet: 63:01 papi.participation.opportunities: stands here more than once"
    assert fault_of(lambda: score_store.read("papi", 2015)) == expected


@pytest.mark.parametrize(
    "text",
    ["year,area,mean,kind\n2024,VN,88.37,stated\n", "year,area,mean,kind,source\n2024,VN,high,stated,x\n"],
    ids=["a column too few", "text for a number"],
)
def test_means_that_are_no_table_of_means_are_refused(data: Path, text: str) -> None:
    (data / "par" / "means.csv").write_text(text)
    assert fault_of(lambda: score_store.means("par")).startswith("data/par/means.csv: ")


# ---- The version ---------------------------------------------------------------------------------------------------


def test_the_version_is_the_same_for_the_same_bytes(data: Path) -> None:
    copied = score_store.data_version()
    assert len(copied) == 12
    assert int(copied, 16) >= 0
    assert copied == score_store.data_version()


@pytest.mark.parametrize("name", ["papi/2011.parquet", "par/index.toml", "sipas/means.csv"])
def test_the_version_changes_with_any_shipped_file(data: Path, name: str) -> None:
    before = score_store.data_version()
    with (data / name).open("ab") as file:
        file.write(b"\n")
    assert score_store.data_version() != before


def test_the_version_does_not_hang_on_the_source_tables(data: Path) -> None:
    before = score_store.data_version()
    (data / "source" / "par_facts.csv").write_text("")
    assert score_store.data_version() == before


# ---- What is published over it -------------------------------------------------------------------------------------

AN = Actor("an@example.org", "publisher")
TODAY = date(2025, 4, 20)
LATER = date(2025, 5, 1)


@pytest.fixture
def day(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """A store of one's own on `TODAY`; a test may put another day in place of it."""
    days = [TODAY]
    monkeypatch.setattr(ledger_records, "today", lambda: days[0])
    return days


def put(catalog: Catalog, year: int, shift: float, embargo: date | None = None, source: str = "") -> None:
    shipped = score_store.read_shipped("papi", 2024)
    scores = shipped.assign(score=shipped["score"] + shift)
    upload = Upload("a.xlsx", str(shift).encode())
    publishing.publish(scores, catalog.indices["papi"], year, upload, AN, Terms(embargo=embargo, source=source))


def test_a_year_that_was_only_published_stands_among_the_years(catalog: Catalog, day: list[date]) -> None:
    put(catalog, 2030, 0)
    assert score_store.years("papi") == (*range(2011, 2025), 2030)
    assert score_store.shipped_years("papi") == tuple(range(2011, 2025))
    history = score_store.history("papi")
    assert history["year"].max() == 2030
    assert len(history) == 28854 + 2257


def test_what_ships_can_be_read_behind_what_is_published(catalog: Catalog, day: list[date]) -> None:
    before = score_store.read("papi", 2024)
    put(catalog, 2024, 0.5)
    assert_frame_equal(score_store.read_shipped("papi", 2024), before)
    assert score_store.read("papi", 2024)["score"].sum() > before["score"].sum()


def test_the_version_changes_with_a_publish_and_comes_back_with_its_undo(catalog: Catalog, day: list[date]) -> None:
    shipped = score_store.data_version()
    put(catalog, 2024, 0.25)
    first = score_store.data_version()
    put(catalog, 2024, 0.5)
    second = score_store.data_version()
    assert len({shipped, first, second}) == 3
    publishing.undo("papi", 2024, AN)
    assert score_store.data_version() == first
    publishing.undo("papi", 2024, AN)
    assert score_store.data_version() == shipped


@pytest.mark.parametrize("other", [{"shift": 0.5}, {"shift": 0.25, "source": "Quyết định số 12/QĐ-BNV"}])
def test_two_stores_with_other_figures_or_sources_have_other_versions(
    catalog: Catalog, day: list[date], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
) -> None:
    put(catalog, 2024, 0.25)
    here = score_store.data_version()
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "another"))
    put(catalog, 2024, **other)
    assert score_store.data_version() != here


def test_two_stores_with_the_same_figures_and_sources_have_one_version(
    catalog: Catalog, day: list[date], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(catalog, 2024, 0.25)
    here = score_store.data_version()
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "another"))
    put(catalog, 2024, 0.25)
    assert score_store.data_version() == here


def test_a_held_year_changes_the_version_of_analysts_alone(catalog: Catalog, day: list[date]) -> None:
    before = score_store.data_version()
    assert score_store.data_version(see_embargoed=True) == before
    put(catalog, 2030, 0, LATER)
    assert score_store.data_version() == before
    assert score_store.data_version(see_embargoed=True) != before
    assert score_store.years("papi")[-1] == 2024
    assert score_store.years("papi", see_embargoed=True)[-1] == 2030
    assert score_store.history("papi")["year"].max() == 2024
    with pytest.raises(CatalogError, match="the file is missing"):
        score_store.read("papi", 2030)


def test_on_its_day_a_held_year_has_the_version_that_analysts_knew(catalog: Catalog, day: list[date]) -> None:
    put(catalog, 2030, 0, LATER)
    known = score_store.data_version(see_embargoed=True)
    day[0] = LATER
    assert score_store.data_version() == known
    assert score_store.years("papi")[-1] == 2030


def test_a_version_reads_what_stood_when_it_was_given(catalog: Catalog, day: list[date]) -> None:
    put(catalog, 2024, 0.25)
    version, stood = score_store.data_version(), score_store.read("papi", 2024)
    put(catalog, 2024, 0.5)
    put(catalog, 2030, 0)
    assert_frame_equal(score_store.read("papi", 2024, version=version), stood)
    assert score_store.years("papi", version=version)[-1] == 2024
    assert not score_store.read("papi", 2024).equals(stood)


def test_the_version_of_a_reader_reads_nothing_that_is_held(catalog: Catalog, day: list[date]) -> None:
    put(catalog, 2024, 0.25, LATER)
    reader, analyst = score_store.data_version(), score_store.data_version(see_embargoed=True)
    assert_frame_equal(score_store.read("papi", 2024, version=reader), score_store.read_shipped("papi", 2024))
    assert (
        score_store.read("papi", 2024, version=analyst)["score"].sum() > score_store.read("papi", 2024)["score"].sum()
    )


def test_a_version_that_was_never_given_is_refused() -> None:
    with pytest.raises(ValueError, match="did not come from data_version"):
        score_store.read("papi", 2024, version="0123456789ab")


def test_a_store_out_of_reach_is_told_and_what_ships_stays_readable(
    catalog: Catalog, day: list[date], own_store: Path
) -> None:
    put(catalog, 2024, 0.25)
    version = score_store.data_version()
    own_store.rename(own_store.with_name("elsewhere"))
    with pytest.raises(StoreError, match="The store of published years cannot be read"):
        score_store.data_version()
    with pytest.raises(StoreError):
        score_store.read("papi", 2024, version=version)
    assert len(score_store.read("papi", 2023, version=version)) == 2257


def test_readers_stay_with_the_last_figures_while_the_store_is_out_of_reach(
    catalog: Catalog, day: list[date], own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(catalog, 2024, 0.25)
    version = score_store.data_version(stay=True)
    assert score_store.trouble() is None
    own_store.rename(own_store.with_name("elsewhere"))
    assert score_store.data_version(stay=True) == version
    assert "cannot be read" in str(score_store.trouble())
    own_store.with_name("elsewhere").rename(own_store)
    put(catalog, 2024, 0.5)
    assert score_store.data_version(stay=True) == version, "a store in trouble was asked again at once"
    monkeypatch.setattr(score_store, "_REST", 0.0)
    assert score_store.data_version(stay=True) == score_store.data_version() != version
    assert score_store.trouble() is None


def test_what_ships_is_shown_where_the_store_was_not_reached_since_the_start(
    catalog: Catalog, day: list[date], own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ships = score_store.data_version()
    put(catalog, 2024, 0.25)
    monkeypatch.setattr(score_store, "_LAST", {})
    own_store.rename(own_store.with_name("elsewhere"))
    assert score_store.data_version(stay=True) == ships
    assert "cannot be read" in str(score_store.trouble())
    with pytest.raises(StoreError):
        score_store.data_version()


def test_a_year_that_was_read_stays_while_the_store_is_out_of_reach(
    catalog: Catalog, day: list[date], own_store: Path
) -> None:
    put(catalog, 2024, 0.25)
    version = score_store.data_version()
    read = score_store.read("papi", 2024, version=version)
    own_store.rename(own_store.with_name("elsewhere"))
    assert_frame_equal(score_store.read("papi", 2024, version=version), read)


def test_readers_stay_with_the_last_figures_where_a_new_year_cannot_be_read(
    catalog: Catalog, day: list[date], own_store: Path
) -> None:
    put(catalog, 2024, 0.25)
    version = score_store.data_version(stay=True)
    put(catalog, 2023, 0.25)
    for file in (own_store / "scores").rglob("year=2023/*.parquet"):
        file.write_bytes(bytes(file.stat().st_size - 4) + b"PAR1")
    assert score_store.data_version(stay=True) == version
    assert "cannot be read" in str(score_store.trouble())
    assert len(score_store.read("papi", 2024, version=version)) == 2257


def test_an_object_store_that_takes_its_time_holds_no_reader_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVINDEX_STORE", "s3://nowhere/store")
    gate, looked = Event(), Event()

    def slow(place: str, see_embargoed: bool, *, whole: bool) -> str:
        gate.wait(60)
        looked.set()
        return "0123456789ab"

    monkeypatch.setattr(score_store, "_LAST", {("s3://nowhere/store", False): "ba9876543210"})
    monkeypatch.setattr(score_store, "_SOON", Soon(0.01))
    monkeypatch.setattr(score_store, "_look", slow)
    assert [score_store.data_version(stay=True) for _ in range(3)] == ["ba9876543210"] * 3
    gate.set()
    assert looked.wait(60)
    while (found := score_store.data_version(stay=True)) != "0123456789ab":
        assert found == "ba9876543210"


def test_another_server_sees_a_publish_at_once(catalog: Catalog, day: list[date], own_store: Path) -> None:
    before = score_store.data_version()
    there = "from provindex.store import score_store as s; print(s.data_version(), s.read('papi', 2024)['score'].sum())"
    put(catalog, 2024, 0.25)
    said = subprocess.run(
        [sys.executable, "-c", there], capture_output=True, text=True, check=True, cwd=paths.ROOT
    ).stdout.split()
    assert said == [score_store.data_version(), str(score_store.read("papi", 2024)["score"].sum())]
    assert said[0] != before
