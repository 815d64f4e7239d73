"""A measure and its parts: what is drawn, how it is coloured, and in what order the provinces stand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import geography
from provindex.analysis import drilldown, scores
from provindex.analysis.ranking import standing
from provindex.catalog import Period, load_catalog
from provindex.store import score_store
from tests import toy

PAPI, PAR, SIPAS = (load_catalog().indices[key] for key in ("papi", "par", "sipas"))


def level(index, head, year):
    table, provinces = score_store.read(index.key, year), geography.provinces("63")
    branch = drilldown.branch(index, head, year)
    way = drilldown.way(index, branch.keys, year)
    standings = {key: standing(index, key, year, table, provinces) for key in branch.keys}
    return drilldown.profile(standings, way), standing(index, head, year, table, provinces)


@pytest.mark.parametrize(
    ("index", "measure", "year", "head", "parts", "leaf"),
    [
        pytest.param(PAPI, "papi", 2023, "papi", 8, False, id="total"),
        pytest.param(PAPI, "papi", 2017, "papi", 6, False, id="total-of-six"),
        pytest.param(PAPI, "papi.procedures", 2020, "papi.procedures", 4, False, id="dimension"),
        pytest.param(PAPI, "papi.procedures", 2021, "papi.procedures", 3, False, id="dimension-that-lost-a-part"),
        pytest.param(PAPI, "papi.delivery.health", 2023, "papi.delivery", 4, True, id="part-among-its-siblings"),
        pytest.param(PAR, "par.procedures", 2023, "par", 8, True, id="field-among-its-siblings"),
        pytest.param(SIPAS, "sipas", 2023, "sipas", 1, True, id="total-alone"),
    ],
)
def test_what_is_drawn_of_a_measure(index, measure, year, head, parts, leaf):
    found = drilldown.branch(index, measure, year)
    assert (found.head.key, len(found.parts), found.leaf, found.measure.key) == (head, parts, leaf, measure)


def test_the_path_leads_from_the_total_to_the_measure():
    found = drilldown.branch(PAPI, "papi.delivery.health", 2023)
    assert [one.key for one in found.path] == ["papi", "papi.delivery", "papi.delivery.health"]


def test_a_total_alone_is_its_own_part():
    assert drilldown.branch(SIPAS, "sipas", 2023).keys == ("sipas",)


def test_parts_on_one_scale_and_on_two_are_told_apart():
    index = toy.index()
    assert drilldown.branch(index, "toy", 2023).one_scale
    roads = replace(index.measures["toy.roads"], periods=(Period(2019, None, None, 0, 100),))
    mixed = replace(index, measures=index.measures | {"toy.roads": roads})
    assert not drilldown.branch(mixed, "toy", 2023).one_scale


def test_an_unknown_measure_is_refused():
    with pytest.raises(KeyError):
        drilldown.branch(toy.index(), "toy.air", 2023)


@pytest.mark.parametrize(
    ("index", "head", "year", "derived", "way"),
    [
        pytest.param(PAPI, "papi", 2023, False, "group", id="published-groups"),
        pytest.param(PAPI, "papi", 2023, True, "quantile", id="derived-figures-have-no-groups"),
        pytest.param(PAPI, "papi.delivery", 2023, False, "quantile", id="parts-are-not-grouped"),
        pytest.param(PAR, "par", 2023, False, "level", id="no-cuts-from-a-partial-table"),
    ],
)
def test_a_colour_means_the_same_on_every_part(index, head, year, derived, way):
    keys = drilldown.branch(index, head, year).keys
    assert drilldown.way(index, keys, year, derived=derived) == way


def test_a_profile_holds_every_part_and_province():
    rows, _ = level(PAPI, "papi", 2023)
    son_la = rows[rows["province"] == "63:14"].set_index("measure")
    assert len(rows) == 8 * 63
    assert son_la["key"].value_counts().to_dict() == {"medium_low": 5, "medium_high": 3}
    assert son_la.at["papi.procedures", "rank"] == 16
    assert son_la.at["papi.procedures", "percentile"] == 75.0


def test_a_province_without_figures_has_neither_class_nor_percentile():
    rows, _ = level(PAPI, "papi", 2023)
    quang_ninh = rows[rows["province"] == "63:22"]
    assert quang_ninh["missing"].all()
    assert quang_ninh[["score", "rank", "key", "percentile"]].isna().all(axis=None)


def test_no_percentile_is_reckoned_from_a_partial_table():
    rows, _ = level(PAR, "par", 2023)
    assert rows["percentile"].isna().all()
    assert set(drilldown.known_parts(rows)) == set(drilldown.branch(PAR, "par", 2023).keys) - {"par.impact"}


def test_the_spread_of_a_part_names_both_ends():
    rows, _ = level(PAPI, "papi", 2023)
    found = drilldown.spreads(PAPI, 2023, rows)["papi.corruption"]
    score = scores.of_measure(score_store.read("papi", 2023), "papi.corruption").set_index("province")["score"].dropna()
    assert found.n == 61
    assert found.median == pytest.approx(score.median())
    assert (found.lowest_at, found.highest_at) == ((score.idxmin(),), (score.idxmax(),))
    assert found.share == pytest.approx((score.max() - score.min()) / 9)


def test_nothing_is_reckoned_from_the_scores_of_a_partial_year():
    rows, _ = level(PAR, "par", 2023)
    found = drilldown.spreads(PAR, 2023, rows)["par.procedures"]
    assert (found.n, found.median, found.range, found.highest_at) == (4, None, 0.0, ())


def _names(province):
    return geography.sort_key(geography.province(province).name.vi)


def test_provinces_stand_in_the_order_of_the_whole_and_those_without_a_rank_last():
    rows, head = level(PAPI, "papi", 2023)
    order = drilldown.order(rows, "rank", head, _names)
    assert order[0] == head.set_index("province")["rank"].idxmin()
    assert order[-2:] == ["63:74", "63:22"]
    assert sorted(order) == sorted(head["province"])


def test_provinces_stand_in_the_order_of_one_part():
    rows, head = level(PAPI, "papi", 2023)
    order = drilldown.order(rows, "papi.procedures", head, _names)
    rank = rows[rows["measure"] == "papi.procedures"].set_index("province")["rank"]
    assert rank.reindex(order).dropna().is_monotonic_increasing
    assert order.index("63:14") == 15


def test_provinces_stand_in_the_order_of_their_names():
    rows, head = level(PAPI, "papi", 2023)
    assert drilldown.order(rows, "name", head, _names)[:3] == ["63:89", "63:77", "63:95"]


def test_an_unknown_order_is_refused():
    rows, head = level(PAPI, "papi", 2023)
    with pytest.raises(ValueError, match="by: “colour” is none of rank"):
        drilldown.order(rows, "colour", head, _names)


def _length(wide, order):
    steps = ((wide - wide.mean()) / wide.std(ddof=0)).loc[order].to_numpy()
    return float(np.sqrt((np.diff(steps, axis=0) ** 2).sum(axis=1)).sum())


@pytest.mark.parametrize("head", ["papi", "papi.delivery"])
@pytest.mark.parametrize("year", [2013, 2019, 2023])
def test_neighbours_are_more_alike_than_in_the_order_of_rank(head, year):
    rows, whole = level(PAPI, head, year)
    wide = drilldown.wide(rows).dropna()
    order = drilldown.alike(wide)
    by_rank = [one for one in drilldown.order(rows, "rank", whole, _names) if one in wide.index]
    assert sorted(order) == sorted(wide.index)
    assert _length(wide, order) < 0.8 * _length(wide, by_rank)


def test_a_scale_laid_out_in_disorder_is_put_in_order_from_the_highest():
    wide = pd.DataFrame({"x": [3.0, 1, 5, 2, 4], "y": [6.0, 2, 10, 4, 8]}, index=list("cameb"))
    assert drilldown.alike(wide) == ["m", "b", "c", "e", "a"]


def test_a_province_without_all_parts_has_no_place_among_the_alike():
    wide = pd.DataFrame({"x": [1.0, 2, float("nan")], "y": [1.0, 2, 3]}, index=list("abc"))
    assert drilldown.alike(wide) == ["b", "a"]


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=12))
def test_every_whole_profile_stands_once_among_the_alike(values):
    wide = pd.DataFrame(values, columns=["x", "y"], index=[f"p{i}" for i in range(len(values))], dtype="float64")
    assert sorted(drilldown.alike(wide)) == sorted(wide.index)
