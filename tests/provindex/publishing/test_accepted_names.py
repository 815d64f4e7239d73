"""Spellings that a person accepted: remembered for one edition, the last decision counts."""

from pathlib import Path

import pytest

from provindex.core.errors import AccessDenied, PublishError, StoreError
from provindex.publishing import accepted_names
from provindex.publishing.permissions import Actor

ANALYST = Actor("binh@example.org", "analyst")
pytestmark = pytest.mark.usefixtures("own_store")


def test_nothing_is_accepted_at_first(own_store: Path) -> None:
    assert accepted_names.accepted() == {}
    assert accepted_names.decisions().columns.tolist() == ["name", "edition", "province", "who", "when"]
    assert not own_store.exists()


def test_a_name_is_remembered_for_the_edition_of_its_province() -> None:
    accepted_names.accept("Thừa Thiên - Huế (cũ)", "63:46", ANALYST)
    accepted_names.accept("Huế mới", "34:46", ANALYST)
    assert accepted_names.accepted() == {("63", "Thừa Thiên - Huế (cũ)"): "63:46", ("34", "Huế mới"): "34:46"}


def test_a_name_may_mean_one_province_in_each_edition() -> None:
    accepted_names.accept("Cố đô Huế", "63:46", ANALYST)
    accepted_names.accept("Cố đô Huế", "34:46", ANALYST)
    assert accepted_names.accepted() == {("63", "Cố đô Huế"): "63:46", ("34", "Cố đô Huế"): "34:46"}
    accepted_names.forget("Cố đô Huế", "34", ANALYST)
    assert accepted_names.accepted() == {("63", "Cố đô Huế"): "63:46"}


def test_a_decision_says_who_and_when() -> None:
    accepted_names.accept("Huee", "63:46", ANALYST)
    decision = accepted_names.decisions().iloc[0]
    assert (decision["name"], decision["province"], decision["who"]) == ("Huee", "63:46", "binh@example.org")
    assert str(decision["when"].tz) == "UTC"


def test_the_last_decision_counts() -> None:
    accepted_names.accept("Bắc N.", "63:27", ANALYST)
    accepted_names.accept("Bắc N.", "63:24", ANALYST)
    assert accepted_names.accepted() == {("63", "Bắc N."): "63:24"}
    accepted_names.forget("Bắc N.", "63", ANALYST)
    assert accepted_names.accepted() == {}
    accepted_names.accept("Bắc N.", "63:27", ANALYST)
    assert accepted_names.accepted() == {("63", "Bắc N."): "63:27"}
    assert len(accepted_names.decisions()) == 4


def test_a_reader_decides_nothing() -> None:
    with pytest.raises(AccessDenied):
        accepted_names.accept("Huee", "63:46", Actor("chi@example.org", "reader"))
    assert accepted_names.decisions().empty


def test_a_province_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        accepted_names.accept("Huee", "63:99", ANALYST)


@pytest.mark.parametrize("name", ["", "  ", "-", "***"])
def test_a_name_without_a_letter_is_refused(name: str) -> None:
    with pytest.raises(PublishError, match="neither letters nor digits"):
        accepted_names.accept(name, "63:46", ANALYST)


def test_a_store_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVINDEX_STORE", "/dev/null/store")
    with pytest.raises(StoreError, match="Nothing was written"):
        accepted_names.accept("Huee", "63:46", ANALYST)
