"""Selection, coverage with reasons, and the summary of a year."""

from functools import cache

import pytest

from provindex import geography
from provindex.analysis.ranking import standing
from provindex.analysis.scores import Summary, coverage, of_measure, reason, summary, wide
from provindex.catalog import read_index
from provindex.core import paths
from provindex.store import score_store

INDICES = {key: read_index(paths.data_folder() / key) for key in ("papi", "par", "sipas")}
PAPI, PAR = INDICES["papi"], INDICES["par"]


@cache
def _summary(index: str, year: int, measure: str) -> Summary:
    table = standing(INDICES[index], measure, year, score_store.read(index, year), geography.provinces("63"))
    return summary(INDICES[index], year, measure, table, score_store.means(index))


def test_one_measure_is_taken_out_of_the_table() -> None:
    rows = of_measure(score_store.read("papi", 2023), "papi.delivery")
    assert set(rows["measure"]) == {"papi.delivery"}
    assert len(rows) == 61


def test_a_pivot_has_the_measures_in_the_order_asked_for() -> None:
    table = wide(score_store.read("papi", 2023), ["papi.delivery", "papi"])
    assert list(table.columns) == ["papi.delivery", "papi"]
    assert table.loc["63:14", "papi"] == pytest.approx(42.3966, abs=5e-5)


def test_a_measure_without_rows_is_an_empty_column() -> None:
    assert wide(score_store.read("papi", 2011), ["papi", "papi.environment"])["papi.environment"].isna().all()


def test_a_complete_year_names_its_voids_with_their_reason() -> None:
    found = coverage(PAPI, 2023, "papi", score_store.read("papi", 2023))
    assert (found.figures, found.of, found.known, found.status) == (61, 63, 61, "final")
    assert [geography.province(key).name.vi for key in found.missing] == ["Bình Dương", "Quảng Ninh"]
    assert "sai số" in found.reasons["63:22"].vi


def test_a_void_of_some_dimensions_is_none_of_the_others() -> None:
    table = score_store.read("papi", 2022)
    assert "63:24" in coverage(PAPI, 2022, "papi.participation", table).missing
    assert "63:24" not in coverage(PAPI, 2022, "papi.delivery", table).missing


def test_a_partial_year_counts_scores_and_ranks_apart() -> None:
    found = coverage(PAR, 2023, "par", score_store.read("par", 2023))
    assert (found.figures, found.ranks, found.known, found.of) == (29, 36, 37, 63)
    assert found.status == "partial"
    assert {text.en for text in found.reasons.values()} == {"Not in the publications at hand."}
    assert len(found.reasons) == 26


@pytest.mark.parametrize("year", sorted(PAPI.editions))
def test_every_void_of_papi_has_a_reason(year: int) -> None:
    table = score_store.read("papi", year)
    for measure in PAPI.measures_of(year):
        found = coverage(PAPI, year, measure.key, table)
        assert set(found.reasons) == set(found.missing)


def test_a_province_with_a_figure_has_no_reason() -> None:
    assert reason(PAPI, 2023, "63:14", "papi") is None


def test_the_middle_and_the_ends_of_a_complete_year() -> None:
    found, score = _summary("papi", 2023, "papi"), of_measure(score_store.read("papi", 2023), "papi")["score"]
    assert found.valid == 61
    assert found.median == sorted(score)[30]
    assert found.highest == pytest.approx(46.0415, abs=5e-5)
    assert found.lowest == score.min()
    assert found.spread == pytest.approx(score.max() - score.min())
    assert found.published_mean is None


def test_a_partial_year_shows_the_published_mean_and_computes_nothing() -> None:
    found = _summary("par", 2023, "par")
    assert (found.median, found.mean, found.lowest, found.highest, found.spread) == (None,) * 5
    assert (found.published_mean, found.mean_is_derived) == (86.98, False)


def test_a_mean_that_follows_from_other_figures_says_so() -> None:
    found = _summary("par", 2022, "par")
    assert (found.published_mean, found.mean_is_derived) == (84.79, True)


def test_the_published_mean_is_one_of_the_total_only() -> None:
    assert _summary("par", 2023, "par.procedures").published_mean is None


def test_a_year_without_a_published_mean_has_none() -> None:
    assert _summary("par", 2012, "par").published_mean is None


def test_a_measure_without_figures_has_no_middle() -> None:
    found = _summary("papi", 2011, "papi.environment")
    assert (found.valid, found.median, found.spread) == (0, None, None)


def test_a_pivot_of_nothing_is_empty() -> None:
    assert wide(score_store.read("papi", 2023).iloc[:0], ["papi"]).empty
