"""A province's measures beside what they are held against."""

import numpy as np
import pytest

from provindex import catalog, geography
from provindex.analysis import comparison, ranking, scores
from provindex.analysis.context import rows
from provindex.store import score_store
from tests import toy

NAN = float("nan")
SON_LA, BAC_GIANG = "63:14", "63:24"


@pytest.fixture(scope="module")
def papi():
    return catalog.load_catalog().indices["papi"]


def standings(papi, year):
    table, provinces = score_store.read("papi", year), geography.provinces("63")
    return {
        one.key: ranking.standing(papi, one.key, year, table, provinces)
        for one in papi.children("papi")
        if one.period(year)
    }


def board(values):
    frame = toy.standing(values)
    return frame.assign(ranked=int(frame["score"].count()), tied=False)


def test_each_measure_has_its_own_ends_quartiles_and_medians():
    made = {"toy.water": board({"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "e": 9.0, "f": NAN})}

    found = rows(toy.index(), 2023, made, "b", region=["a", "b"], peers=["d", "f"]).iloc[0]

    assert found[["lowest", "lower", "middle", "upper", "highest"]].tolist() == [1.0, 2.0, 3.0, 4.0, 9.0]
    assert (found["region"], found["peers"], found["best_province"]) == (1.5, 4.0, "e")
    assert (found["score"], found["rank"], found["ranked"]) == (2.0, 4, 5)
    assert (found["low"], found["high"]) == (1, 10)


def test_a_measure_without_a_figure_of_the_province_keeps_its_row():
    found = rows(toy.index(), 2023, {"toy.water": board({"a": 1.0, "b": NAN})}, "b").iloc[0]

    assert np.isnan(found["score"])
    assert found["lowest"] == 1.0


def test_nothing_to_compare_is_an_empty_frame():
    assert rows(toy.index(), 2023, {}, "a").empty


def test_son_la_2023_against_its_peers(papi):
    dimensions = [one.key for one in papi.children("papi")]
    near = comparison.peers(scores.wide(score_store.read("papi", 2023), dimensions), SON_LA)["province"]

    found = rows(papi, 2023, standings(papi, 2023), SON_LA, peers=list(near)).set_index("measure")

    assert [geography.province(one).name.vi for one in near] == [
        "Yên Bái", "Bình Thuận", "Đắk Lắk", "Nghệ An", "Lào Cai",
    ]  # fmt: skip
    corruption = found.loc["papi.corruption"]
    assert corruption["score"] == pytest.approx(6.608769)
    assert corruption["middle"] == pytest.approx(6.760021)
    assert corruption["peers"] == pytest.approx(6.678932)
    assert (corruption["rank"], corruption["group"]) == (43, "medium_low")


def test_bac_giang_2022_has_four_of_eight_dimensions(papi):
    found = rows(papi, 2022, standings(papi, 2022), BAC_GIANG)

    assert found.loc[found["score"].isna(), "measure"].tolist() == [
        "papi.participation", "papi.transparency", "papi.corruption", "papi.procedures",
    ]  # fmt: skip
