"""What was published, by whom, and what each change changed."""

from datetime import date

import pandas as pd
import pytest

from provindex.catalog import Catalog
from provindex.core.errors import PublishError
from provindex.publishing import publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from provindex.store.ledger_records import Record
from tests import publishing

AN = Actor("An", "publisher")
pytestmark = pytest.mark.usefixtures("own_store")


def put(catalog: Catalog, shift: float, year: int = 2024, terms: Terms | None = None) -> Record:
    shipped = score_store.read_shipped("papi", 2024)
    scores = shipped.assign(score=shipped["score"] + shift)
    return publishing.publish(scores, catalog.indices["papi"], year, Upload("a.xlsx", str(shift).encode()), AN, terms)


def test_the_history_has_its_columns_and_types_even_when_empty(catalog: Catalog) -> None:
    empty = publish_log.history()
    put(catalog, 0.25, terms=Terms("provisional", date(2999, 5, 1), "first"))
    full = publish_log.history()
    for frame in (empty, full):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == publish_log.HISTORY
    assert full["embargo"].dt.date.tolist() == [date(2999, 5, 1)]


def test_the_history_is_newest_first_and_tells_what_an_undo_brought_back(catalog: Catalog) -> None:
    put(catalog, 0.25)
    put(catalog, 0.5)
    publishing.undo("papi", 2024, AN, "a slip")
    told = publish_log.history()
    assert told["version"].tolist() == [3, 2, 1]
    assert told["kind"].tolist() == ["undo", "publish", "publish"]
    assert told["restored"].tolist() == [1, pd.NA, pd.NA]
    assert told["note"].tolist() == ["a slip", "checked", "checked"]


@pytest.mark.parametrize(
    ("asked", "versions"),
    [({}, [2, 1]), ({"index": "papi"}, [2, 1]), ({"year": 2023}, [2]), ({"index": "par"}, []), ({"year": 1999}, [])],
    ids=["all", "index", "year", "another index", "another year"],
)
def test_the_history_of_one_index_or_year(catalog: Catalog, asked: dict[str, object], versions: list[int]) -> None:
    put(catalog, 0.25, 2024)
    put(catalog, 0.5, 2023)
    assert publish_log.history(**asked)["version"].tolist() == versions


def test_the_difference_of_a_change_has_the_figures_before_and_after(catalog: Catalog) -> None:
    put(catalog, 0.25)
    put(catalog, 0.75)
    publishing.undo("papi", 2024, AN)
    publishing.undo("papi", 2024, AN)
    pairs = [publish_log.difference(version) for version in (1, 2, 3, 4)]
    assert [set((after["score"] - before["score"]).round(9)) for before, after in pairs] == [
        {0.25},
        {0.5},
        {-0.5},
        {-0.25},
    ]


def test_a_year_that_did_not_ship_had_no_figures_before(catalog: Catalog) -> None:
    put(catalog, 0, 2030)
    before, after = publish_log.difference(1)
    assert (len(before), len(after)) == (0, 2257)
    assert before.dtypes.equals(after.dtypes)


def test_the_file_of_a_change_can_be_had_again(catalog: Catalog) -> None:
    put(catalog, 0.25)
    assert publish_log.upload_of(1) == ("a.xlsx", b"0.25")


@pytest.mark.parametrize("ask", [publish_log.difference, publish_log.upload_of])
def test_a_change_that_never_was_is_told(ask: object) -> None:
    with pytest.raises(PublishError, match="There is no change number 7"):
        ask(7)
