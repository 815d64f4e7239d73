"""A stamp changes with the part of the data that it stands for, and with nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from provindex.catalog import Catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from provindex.store.stamps import Stamps
from tests import publishing

AN = Actor("an@example.org", "publisher")


def put(catalog: Catalog, year: int, shift: float, terms: Terms | None = None, source: str = "") -> None:
    shipped = score_store.read_shipped("papi", 2024)
    scores = shipped.assign(score=shipped["score"] + shift)
    upload = Upload("a.xlsx", str((year, shift)).encode())
    publishing.publish(scores, catalog.indices["papi"], year, upload, AN, replace(terms or Terms(), source=source))


def now() -> Stamps:
    return score_store.stamps(score_store.data_version())


def test_a_publish_changes_the_stamp_of_its_year_alone(catalog: Catalog, own_store: Path) -> None:
    before = now()
    put(catalog, 2024, 0.25)
    after = now()
    assert after.year("papi", 2024) != before.year("papi", 2024)
    assert after.years("papi") != before.years("papi")
    assert after.year("papi", 2023) == before.year("papi", 2023)
    assert after.year("par", 2024) == before.year("par", 2024)
    assert after.years("par") == before.years("par")


@pytest.mark.parametrize(
    ("shift", "terms", "source"),
    [
        pytest.param(0.5, Terms(), "", id="other figures"),
        pytest.param(0.25, Terms(status="final"), "", id="another status"),
        pytest.param(0.25, Terms(), "Quyết định số 12/QĐ-BNV", id="another source"),
    ],
)
def test_a_second_publish_of_the_year_changes_its_stamp(
    catalog: Catalog, own_store: Path, shift: float, terms: Terms, source: str
) -> None:
    put(catalog, 2024, 0.25, Terms(status="provisional"))
    before = now()
    put(catalog, 2024, shift, terms, source)
    assert now().year("papi", 2024) != before.year("papi", 2024)


def test_an_undo_brings_the_stamp_back(catalog: Catalog, own_store: Path) -> None:
    put(catalog, 2024, 0.25)
    before = now()
    put(catalog, 2024, 0.5)
    publishing.undo("papi", 2024, AN)
    assert now().year("papi", 2024) == before.year("papi", 2024)


def test_an_unknown_version_has_no_stamps() -> None:
    with pytest.raises(ValueError, match="did not come from data_version"):
        score_store.stamps("0123456789ab")
