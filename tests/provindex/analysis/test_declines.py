"""The indices that fell: order, parts, ranks, what is refused, and the programme's own rates."""

import pandas as pd
import pytest

from provindex import geography
from provindex.analysis import declines, ranking
from provindex.analysis.programme import figures, no_figures
from provindex.catalog import Catalog, load_catalog
from provindex.core.periods import Period
from provindex.store import score_store
from tests import toy
from tests.provindex.programme_toy import PROVINCE, Q2, programme

A, B = "63:01", "63:02"


def measures(before, after, **index):
    described = toy.index(**index)
    tables = {
        2020: toy.scores({A: before, B: dict.fromkeys(before, 3.0)}),
        2021: toy.scores({A: after, B: dict.fromkeys(after, 3.0)}),
    }
    for table in tables.values():
        table["rank_published"] = pd.array([pd.NA] * len(table), dtype="Int16")
    return declines.measures(Catalog({"toy": described}), A, 2020, 2021, lambda _, year: tables[year])


def test_the_largest_fall_for_its_scale_stands_first():
    found = measures({"toy": 15, "toy.water": 8, "toy.roads": 7}, {"toy": 13, "toy.water": 7, "toy.roads": 5})
    assert found.rows["key"].tolist() == ["toy.roads", "toy", "toy.water"]
    assert found.rows["change"].tolist() == [-2.0, -2.0, -1.0]
    assert found.rows["share"].round(1).tolist() == [-22.2, -11.1, -11.1]


def test_all_parts_of_a_dimension_that_fell_stand_below_it():
    before = {"toy.water": 8, "toy.water.clean": 3, "toy.water.near": 4}
    found = measures(before, {"toy.water": 7, "toy.water.clean": 1, "toy.water.near": 5})
    assert found.rows[["key", "part"]].to_numpy().tolist() == [
        ["toy.water", False], ["toy.water.clean", True], ["toy.water.near", True],
    ]  # fmt: skip
    assert found.count == 2


def test_a_part_that_fell_inside_a_dimension_that_rose_is_an_entry_of_its_own():
    before = {"toy.water": 8, "toy.water.clean": 3, "toy.water.near": 4}
    found = measures(before, {"toy.water": 8.5, "toy.water.clean": 2, "toy.water.near": 5})
    assert found.rows[["key", "part"]].to_numpy().tolist() == [["toy.water.clean", False]]


def test_a_lost_rank_without_a_lower_score_stands_after_the_falls():
    before, after = {"toy.water": 4, "toy.roads": 5}, {"toy.water": 4, "toy.roads": 4.5}
    described = toy.index()
    tables = {
        2020: toy.scores({A: before, B: {"toy.water": 3, "toy.roads": 1}}),
        2021: toy.scores({A: after, B: {"toy.water": 5, "toy.roads": 1}}),
    }
    for table in tables.values():
        table["rank_published"] = pd.array([pd.NA] * len(table), dtype="Int16")
    found = declines.measures(Catalog({"toy": described}), A, 2020, 2021, lambda _, year: tables[year])
    assert found.rows[["key", "change", "places"]].to_numpy().tolist() == [
        ["toy.roads", -0.5, 0],
        ["toy.water", 0.0, -1],
    ]


def test_a_change_that_rounds_to_nothing_is_no_fall():
    assert measures({"toy.water": 4.001}, {"toy.water": 4.0}).rows.empty


def test_what_rose_is_not_in_the_list():
    assert measures({"toy.water": 4}, {"toy.water": 5}).count == 0


@pytest.fixture(scope="module")
def shipped():
    tables = {}

    def read(index, year):
        return tables.setdefault((index, year), score_store.read_shipped(index, year))

    return load_catalog(), read


def test_ranks_are_those_of_the_ranking(shipped):
    catalog, read = shipped
    found = declines.measures(catalog, "63:14", 2022, 2023, read).rows.set_index("key")
    for key in ("papi.corruption", "papi.procedures", "papi.environment.water"):
        standing = ranking.standing(catalog.indices["papi"], key, 2023, read("papi", 2023), geography.provinces("63"))
        assert found.at[key, "rank_to"] == standing.set_index("province").at["63:14", "rank"]


def test_two_dimensions_of_son_la_fell_in_2023_and_the_total_did_not(shipped):
    found = declines.measures(shipped[0], "63:14", 2022, 2023, shipped[1])
    dimensions = found.rows[found.rows["key"].str.count(r"\.") == 1]["key"].tolist()
    assert dimensions == ["papi.procedures", "papi.corruption"]
    assert "papi" not in found.rows["key"].tolist()
    assert found.silent == ("par", "sipas")


def test_published_ranks_of_a_partial_index_are_used(shipped):
    found = declines.measures(shipped[0], "63:66", 2022, 2023, shipped[1])
    assert "par" in found.silent
    found = declines.measures(shipped[0], "63:54", 2022, 2023, shipped[1])
    row = found.rows.set_index("key").loc["sipas"]
    assert (row["rank_from"], row["rank_to"], row["places"]) == (48, 51, -3)


def test_a_refused_total_is_left_out_and_its_reason_kept(shipped):
    found = declines.measures(shipped[0], "63:54", 2017, 2018, shipped[1])
    assert "papi" not in found.rows["key"].tolist()
    assert any("8" in reason.en and "80" in reason.en for reason in found.refused["papi"])


def test_a_fall_over_a_break_is_marked_and_its_reason_kept(shipped):
    found = declines.measures(shipped[0], "63:12", 2019, 2020, shipped[1])
    assert found.rows.set_index("key").at["papi.egovernance", "notice"]
    assert any("e-responsiveness" in reason.en for reason in found.notices)


def test_a_year_without_figures_says_so_for_every_index(shipped):
    found = declines.measures(shipped[0], "63:14", 2024, 2025, shipped[1])
    assert (found.compared, found.count, set(found.refused)) == (0, 0, {"papi", "par", "sipas"})


def test_a_province_without_figures_fell_in_nothing(shipped):
    found = declines.measures(shipped[0], "63:22", 2023, 2024, shipped[1])
    assert "papi" in found.silent


def test_rates_that_moved_against_their_aim_are_listed():
    later = {"start": Q2[0], "end": Q2[1]}
    found = programme(
        {"indicator": "online", "value": 60}, {"indicator": "online", "value": 50, **later},
        {"indicator": "late", "value": 5}, {"indicator": "late", "value": 20, **later},
        {"indicator": "documents", "value": 9}, {"indicator": "documents", "value": 2, **later},
    )  # fmt: skip
    rows = declines.indicators(found, figures(found, PROVINCE, "", Period(*Q2)))
    assert rows[["indicator", "change"]].to_numpy().tolist() == [["late", 15.0], ["online", -10.0]]


def test_rates_that_moved_towards_their_aim_are_not_listed():
    later = {"start": Q2[0], "end": Q2[1]}
    found = programme({"indicator": "online", "value": 60}, {"indicator": "online", "value": 70, **later})
    assert declines.indicators(found, figures(found, PROVINCE, "", Period(*Q2))).empty


def test_a_place_without_programme_figures_has_no_rate_that_fell():
    found = programme()
    assert declines.indicators(found, no_figures(found)).empty


def test_no_figures_have_the_columns_of_figures():
    found = programme()
    assert list(no_figures(found)) == list(figures(found, PROVINCE, "", Period(*Q2)))
