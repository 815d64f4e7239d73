"""The catalogue with what was published laid over it, without a restart and without a change in the data folder."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from provindex import geography
from provindex.analysis import ranking
from provindex.catalog import Catalog, Index
from provindex.catalog.schema import SCHEMA, source_key, to_frame, to_table
from provindex.core import paths
from provindex.core.errors import CatalogError
from provindex.core.translate import translator
from provindex.export.data import citation
from provindex.export.excel import notes_sheet
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, published_catalog, score_store
from tests import publishing

AN = Actor("an@example.org", "publisher")
TODAY = date(2026, 4, 20)
LATER = date(2026, 5, 1)
UPLOAD = Upload("năm 2025.xlsx", b"1")

DTI = """
key = "dti"
name = { vi = "Chỉ số chuyển đổi số", en = "Digital transformation index" }
short = { vi = "DTI", en = "DTI" }
publisher = { vi = "Bộ", en = "Ministry" }
about = { vi = "Mức chuyển đổi số.", en = "How far a province is digital." }
licence = { vi = "Ghi nguồn.", en = "Name the source." }
source_line = { vi = "DTI", en = "DTI" }
unit = { vi = "điểm", en = "points" }
digits = 2
additive = true

[groups]
kind = "none"

[[measure]]
key = "dti"
name = { vi = "Tổng", en = "Total" }
about = { vi = "Tổng điểm.", en = "The total." }
periods = [{ first = 2023, low = 0, high = 1 }]

[[edition]]
year = 2023
provinces = "63"
status = "final"

[[edition]]
year = 2024
provinces = "63"
status = "final"
respondents = 12
"""


@pytest.fixture(autouse=True)
def day(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_records, "today", lambda: TODAY)


@pytest.fixture
def papi(catalog: Catalog) -> Index:
    return catalog.indices["papi"]


def country(index: Index, year: int, edition: str) -> pd.DataFrame:
    """Figures of every province and measure of a year, all different."""
    pairs = [(one.id, two.key) for one in geography.provinces(edition) for two in index.measures_of(year)]
    rows = [
        {"province": one, "measure": two, "score": index.measures[two].period(year).low + number / 1e4}
        for number, (one, two) in enumerate(pairs)
    ]
    return to_frame(to_table(pd.DataFrame(rows).reindex(columns=SCHEMA.names)))


def test_without_a_publish_the_catalogue_is_the_shipped_one(catalog: Catalog) -> None:
    assert published_catalog.load_catalog() == catalog


def test_a_new_year_arrives_on_the_34_provinces(papi: Index) -> None:
    terms = Terms("provisional", published=date(2026, 4, 15))
    publishing.publish(country(papi, 2025, "34"), papi, 2025, UPLOAD, AN, terms)
    index = published_catalog.load_catalog().indices["papi"]
    edition = index.editions[2025]
    assert (index.latest, edition.provinces, edition.status) == (2025, "34", "provisional")
    assert (edition.published, edition.respondents, edition.coverage) == (date(2026, 4, 15), None, None)
    assert list(index.editions) == list(range(2011, 2026))
    standing = ranking.standing(index, "papi", 2025, score_store.read("papi", 2025), geography.provinces("34"))
    assert len(standing) == 34
    assert standing["rank"].max() == 34


def test_a_year_is_cited_by_the_source_that_was_stated_for_it(papi: Index) -> None:
    terms = Terms(source="Quyết định số 268/QĐ-BNV ngày 28/3/2025")
    publishing.publish(country(papi, 2025, "34"), papi, 2025, UPLOAD, AN, terms)
    index = published_catalog.load_catalog().indices["papi"]
    said = index.source_of(2025)
    assert said.vi == f"PAPI ({index.publisher.vi}), Quyết định số 268/QĐ-BNV ngày 28/03/2025"
    assert said.en == f"PAPI ({index.publisher.en}), Decision 268/QĐ-BNV of 28 Mar 2025"
    assert index.source_of(2024) == index.source_line
    (stated,) = index.sources_of(score_store.read("papi", 2025)["source"].iloc[0])
    assert stated == index.editions[2025].source
    assert stated.note is not None
    assert "năm 2025.xlsx" in stated.note.vi
    link = citation.text(index, "papi", 2025, "34", "v", "", TODAY)
    assert "Decision 268/QĐ-BNV of 28 Mar 2025." in link.en
    lines = notes_sheet.of_year(index, 2025, "v", "", translator("vi"))
    assert [one.cells[0] for one in lines if one.head == "Nguồn" and one.cells] == [said.vi]
    assert not [one for one in lines if one.head in papi.sources]


def test_a_source_that_is_held_is_not_told(papi: Index) -> None:
    terms = Terms(source="Quyết định số 268/QĐ-BNV", embargo=LATER)
    publishing.publish(score_store.read_shipped("papi", 2024), papi, 2024, UPLOAD, AN, terms)
    assert published_catalog.load_catalog().indices["papi"].source_of(2024) == papi.source_line


def test_an_undo_brings_back_the_source_of_before(papi: Index) -> None:
    for number in (1, 2):
        terms = Terms(source=f"Quyết định số {number}/QĐ-BNV")
        publishing.publish(score_store.read_shipped("papi", 2024), papi, 2024, UPLOAD, AN, terms)
    publishing.undo("papi", 2024, AN)
    assert published_catalog.load_catalog().indices["papi"].source_of(2024).vi.endswith("Quyết định số 1/QĐ-BNV")


def test_a_year_that_ships_keeps_what_the_file_does_not_say(papi: Index) -> None:
    publishing.publish(score_store.read_shipped("papi", 2024), papi, 2024, UPLOAD, AN, Terms("provisional"))
    edition = published_catalog.load_catalog().indices["papi"].editions[2024]
    before = papi.editions[2024]
    assert (edition.status, edition.published, edition.respondents) == (
        "provisional",
        before.published,
        before.respondents,
    )


def test_a_full_table_ends_the_coverage_of_a_partial_one(catalog: Catalog) -> None:
    par = catalog.indices["par"]
    publishing.publish(country(par, 2023, "63"), par, 2023, UPLOAD, AN)
    assert par.editions[2023].status == "partial"
    edition = published_catalog.load_catalog().indices["par"].editions[2023]
    assert (edition.status, edition.coverage) == ("final", None)


def test_a_partial_table_says_how_many_provinces_it_has(catalog: Catalog) -> None:
    record = publishing.publish(score_store.read_shipped("par", 2023), catalog.indices["par"], 2023, UPLOAD, AN)
    edition = published_catalog.load_catalog().indices["par"].editions[2023]
    assert edition.status == "partial"
    assert edition.coverage.en == f"The file “năm 2025.xlsx” has figures of {record.provinces} among 63 provinces."
    assert edition.coverage.vi.startswith(f"Tệp “năm 2025.xlsx” có số liệu của {record.provinces} trong số 63")


def test_the_file_is_a_source_that_names_no_person(papi: Index) -> None:
    record = publishing.publish(score_store.read_shipped("papi", 2024).assign(source=pd.NA), papi, 2024, UPLOAD, AN)
    source = published_catalog.load_catalog().indices["papi"].sources[source_key(record.sha256)]
    assert source.name.en.startswith("File “năm 2025.xlsx”, published here at ")
    assert record.sha256 in source.note.en
    assert "an@" not in str(source)
    assert source_key(record.sha256) == score_store.read("papi", 2024)["source"].iloc[0]


def test_a_year_that_is_held_is_in_the_catalogue_of_analysts_alone(papi: Index) -> None:
    publishing.publish(country(papi, 2025, "34"), papi, 2025, UPLOAD, AN, Terms(embargo=LATER))
    assert published_catalog.load_catalog().indices["papi"].latest == 2024
    assert published_catalog.load_catalog(see_embargoed=True).indices["papi"].latest == 2025


def test_undo_takes_the_year_out_of_the_catalogue(catalog: Catalog, papi: Index) -> None:
    publishing.publish(country(papi, 2025, "34"), papi, 2025, UPLOAD, AN)
    publishing.undo("papi", 2025, AN)
    assert published_catalog.load_catalog() == catalog


def test_a_catalogue_belongs_to_its_version(papi: Index) -> None:
    before = score_store.data_version()
    publishing.publish(country(papi, 2025, "34"), papi, 2025, UPLOAD, AN)
    assert published_catalog.load_catalog(version=before).indices["papi"].latest == 2024
    assert published_catalog.load_catalog(version=score_store.data_version()).indices["papi"].latest == 2025


# ---- A new index ---------------------------------------------------------------------------------------------------


def test_a_new_index_comes_with_its_definition(catalog: Catalog) -> None:
    dti = published_catalog.read_definition(DTI.encode())
    publishing.publish(country(dti, 2024, "63"), dti, 2024, UPLOAD, AN, definition=DTI.encode())
    found = published_catalog.load_catalog()
    assert list(found.indices) == [*catalog.indices, "dti"]
    assert found.indices["dti"].name.vi == "Chỉ số chuyển đổi số"
    assert {year: one.respondents for year, one in found.indices["dti"].editions.items()} == {2024: 12}
    assert score_store.years("dti") == (2024,)
    assert not (paths.data_folder() / "dti").exists()


def test_later_years_of_a_new_index_need_no_definition() -> None:
    dti = published_catalog.read_definition(DTI.encode())
    publishing.publish(country(dti, 2023, "63"), dti, 2023, UPLOAD, AN, definition=DTI.encode())
    publishing.publish(country(dti, 2024, "63"), dti, 2024, UPLOAD, AN)
    publishing.undo("dti", 2023, AN)
    assert list(published_catalog.load_catalog().indices["dti"].editions) == [2024]


def test_a_newer_definition_takes_the_place_of_the_older(catalog: Catalog) -> None:
    dti = published_catalog.read_definition(DTI.encode())
    publishing.publish(country(dti, 2023, "63"), dti, 2023, UPLOAD, AN, definition=DTI.encode())
    renamed = DTI.replace("Chỉ số chuyển đổi số", "Chỉ số DTI").encode()
    publishing.publish(country(dti, 2024, "63"), dti, 2024, UPLOAD, AN, definition=renamed)
    assert published_catalog.load_catalog().indices["dti"].name.vi == "Chỉ số DTI"
    publishing.undo("dti", 2024, AN)
    assert published_catalog.load_catalog().indices["dti"].name.vi == "Chỉ số chuyển đổi số"


def test_nothing_is_told_of_a_new_index_that_is_held(catalog: Catalog) -> None:
    dti = published_catalog.read_definition(DTI.encode())
    before = score_store.data_version()
    publishing.publish(country(dti, 2024, "63"), dti, 2024, UPLOAD, AN, Terms(embargo=LATER), definition=DTI.encode())
    assert published_catalog.load_catalog() == catalog
    assert score_store.data_version() == before
    assert "dti" in published_catalog.load_catalog(see_embargoed=True).indices


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        (b"\xff\xfe", "index.toml: the file cannot be read as TOML"),
        (b"key = ", "index.toml: the file cannot be read as TOML"),
        (b'name = "x"', "index.toml: key: expected is a word"),
        (b'key = "../papi"', "index.toml: key: expected is a word"),
        (b"key = 7", "index.toml: key: expected is a word"),
        (DTI.replace("digits = 2", "digit = 2").encode(), "index.toml: digits: this key is missing"),
        (
            DTI.replace('[[measure]]\nkey = "dti"', '[[measure]]\nkey = "total"').encode(),
            "one measure without a parent",
        ),
        (b'key = "dti"\n# ' + b"x" * 256_000, "more than the 256 kB"),
        (b"key = " + b"[" * 100_000, "inside each other more often"),
        (b'key = "dti"\n' + b"a." * 20_000 + b"a = 1", "inside each other more often"),
        (b'key = "dti"\na = ' + b"[" * 40 + b"]" * 40, "inside each other more often"),
    ],
    ids=[
        "no text",
        "no TOML",
        "no key",
        "a path",
        "a number",
        "misspelt",
        "no root",
        "too large",
        "nested",
        "dots",
        "some lists",
    ],  # fmt: skip
)
def test_a_definition_that_contradicts_itself_is_refused(definition: bytes, told: str) -> None:
    with pytest.raises(CatalogError, match=told):
        published_catalog.read_definition(definition)


def test_a_definition_of_another_index_is_an_error_of_the_caller(papi: Index) -> None:
    dti = published_catalog.read_definition(DTI.encode())
    other = DTI.replace('"dti"', '"pci"').encode()
    with pytest.raises(ValueError, match="it is of “pci”, and the scores are of “dti”"):
        publishing.publish(country(dti, 2024, "63"), dti, 2024, UPLOAD, AN, definition=other)
