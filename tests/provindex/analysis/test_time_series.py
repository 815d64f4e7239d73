"""A province over the years: holes stay holes, and a line never runs over a break."""

from functools import partial

import pytest

from provindex import catalog, geography
from provindex.analysis import ranking
from provindex.analysis.time_series import cuts, rows
from provindex.store import score_store

QUANG_NINH, SON_LA = "63:22", "63:14"


@pytest.fixture(scope="module")
def indices():
    return catalog.load_catalog().indices


def standing(index, measure, year):
    return ranking.standing(index, measure, year, score_store.read(index.key, year), geography.provinces("63"))


def years_of(index, measure, province):
    return rows(index, measure, province, partial(standing, index, measure))


def test_quang_ninh_keeps_a_row_for_each_year_it_has_no_figure_of(indices):
    found = years_of(indices["papi"], "papi", QUANG_NINH)

    assert found["year"].tolist() == list(range(2011, 2025))
    assert found.loc[found["missing"], "year"].tolist() == [2018, 2021, 2023]


def test_a_new_run_starts_behind_every_break(indices):
    found = years_of(indices["papi"], "papi", SON_LA)

    assert [list(run["year"]) for _, run in found.groupby("run")] == [
        [2011, 2012, 2013, 2014, 2015], [2016, 2017], [2018], [2019], [2020], [2021, 2022, 2023, 2024],
    ]  # fmt: skip


def test_the_cuts_say_where_nothing_is_compared(indices):
    found = {cut.before: cut.verdict for cut in cuts(indices["papi"], "papi")}

    assert found == {2016: "notice", 2018: "refuse", 2019: "notice", 2020: "notice", 2021: "notice"}


def test_a_measure_starts_with_its_first_year(indices):
    assert years_of(indices["papi"], "papi.environment", SON_LA)["year"].min() == 2018


def test_a_partial_year_has_no_median(indices):
    assert years_of(indices["par"], "par", "63:01")["median"].isna().all()


def test_the_median_is_that_of_all_provinces(indices):
    found = years_of(indices["papi"], "papi", SON_LA).set_index("year")

    assert found.loc[2023, "median"] == pytest.approx(42.32653)
    assert found.loc[2023, "score"] - found.loc[2023, "median"] == pytest.approx(0.070027, abs=1e-6)


def test_years_of_other_provinces_are_left_out(indices):
    papi = indices["papi"]

    found = rows(papi, "papi", SON_LA, lambda year: standing(papi, "papi", year).iloc[: 0 if year < 2020 else None])

    assert found["year"].min() == 2020


def test_a_measure_of_no_year_is_an_empty_frame(indices):
    papi = indices["papi"]

    assert rows(papi, "papi", SON_LA, lambda year: standing(papi, "papi", year).iloc[:0]).empty
