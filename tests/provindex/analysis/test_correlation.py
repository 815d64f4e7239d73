import numpy as np
import pandas as pd
import pytest

from provindex import catalog
from provindex.analysis import scores
from provindex.analysis.correlation import between_measures
from provindex.store import score_store
from tests import toy

NAN = float("nan")


def cell(table, a, b):
    return table[(table["a"] == a) & (table["b"] == b)].iloc[0]


def test_a_bent_line_orders_alike_but_is_not_straight():
    wide = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [1.0, 4, 9, 16], "z": [4.0, 3, 2, 1]}, index=list("abcd"))

    table = between_measures(toy.index(), 2023, wide)

    assert cell(table, "x", "y")["spearman"] == pytest.approx(1)
    assert cell(table, "x", "y")["pearson"] == pytest.approx(np.corrcoef(wide["x"], wide["y"])[0, 1])
    assert cell(table, "z", "x")["pearson"] == pytest.approx(-1)
    assert len(table) == 9


def test_each_pair_counts_the_provinces_that_have_both():
    wide = pd.DataFrame({"x": [1.0, 2, 3, NAN], "y": [NAN, 1.0, 5, 2], "z": [4.0, 3, 2, 1]}, index=list("abcd"))

    table = between_measures(toy.index(), 2023, wide)

    assert cell(table, "x", "y")["n"] == 2
    assert np.isnan(cell(table, "x", "y")["pearson"])
    assert cell(table, "x", "z")["n"] == 3
    assert cell(table, "x", "z")["spearman"] == pytest.approx(-1)


def test_a_measure_that_does_not_vary_has_no_correlation():
    wide = pd.DataFrame({"x": [1.0, 2, 3], "y": [5.0, 5, 5]}, index=list("abc"))

    row = cell(between_measures(toy.index(), 2023, wide), "x", "y")

    assert np.isnan(row["pearson"])
    assert np.isnan(row["spearman"])


def test_a_partial_table_is_not_correlated():
    wide = pd.DataFrame({"x": [1.0, 2, 3], "y": [1.0, 3, 2]}, index=list("abc"))

    table = between_measures(toy.index(status="partial"), 2023, wide)

    assert table.empty
    assert list(table.columns) == ["a", "b", "pearson", "spearman", "n"]


def test_the_dimensions_of_2022_have_their_own_n_a_pair():
    papi = catalog.load_catalog().indices["papi"]
    wide = scores.wide(score_store.read("papi", 2022), [one.key for one in papi.children("papi")])

    table = between_measures(papi, 2022, wide)

    # Bắc Giang lacks 1, 2, 4 and 5; Bắc Ninh lacks 2, 3, 4 and 8.
    assert cell(table, "papi.delivery", "papi.environment")["n"] == 63
    assert cell(table, "papi.participation", "papi.delivery")["n"] == 62
    assert cell(table, "papi.participation", "papi.accountability")["n"] == 61
    assert (table.loc[table["a"] == table["b"], "pearson"] - 1).abs().max() < 1e-12
