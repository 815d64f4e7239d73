import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import ranking, scores
from provindex.analysis.comparison import (
    NATURAL_PAIRS,
    against,
    coverage,
    pair,
    peers,
    percentiles,
    similar_start,
    strengths,
    thirds,
    widest_gaps,
)
from provindex.store import score_store
from tests import toy

NAN = float("nan")
SON_LA, YEN_BAI, BINH_THUAN = "63:14", "63:15", "63:60"

boards = st.dictionaries(st.sampled_from([f"p{n}" for n in range(20)]), st.none() | st.integers(0, 9), min_size=2).map(
    lambda board: toy.standing({key: NAN if value is None else float(value) for key, value in board.items()})
)


def ranks(values):
    """Published ranks without scores, as a partial table has them."""
    frame = toy.standing(dict.fromkeys(values, NAN))
    return frame.assign(rank=pd.array([pd.NA if rank is None else rank for rank in values.values()], dtype="Int64"))


# ---- Percentiles


def test_percentiles_run_from_a_hundred_to_nought():
    standing = toy.standing({"a": 9.0, "b": 7.0, "c": 7.0, "d": 2.0, "e": 1.0, "f": NAN})

    assert percentiles(standing).tolist()[:5] == [100.0, 75.0, 75.0, 25.0, 0.0]
    assert np.isnan(percentiles(standing).iloc[5])


@given(boards)
def test_a_higher_score_never_has_a_lower_percentile(standing):
    ordered = standing.assign(percentile=percentiles(standing)).dropna(subset=["percentile"]).sort_values("score")

    assert ordered["percentile"].is_monotonic_increasing
    assert ordered["percentile"].dropna().between(0, 100).all()


def test_published_ranks_are_held_against_the_whole_country():
    standing = ranks({"a": 1, "b": 32, "c": 63, "d": None})

    assert percentiles(standing, ranked=63).tolist()[:3] == [100.0, 50.0, 0.0]


def test_percentiles_count_those_that_the_publisher_ranked():
    standing = ranks({"a": 1, "b": 32, "c": 63, "d": None}).assign(ranked=63)

    assert percentiles(standing).tolist()[:3] == [100.0, 50.0, 0.0]
    assert strengths({"m": standing}, "c")["percentile"].tolist() == [0.0]


def test_one_province_alone_has_no_percentile():
    assert percentiles(toy.standing({"a": 9.0, "b": NAN})).isna().all()


# ---- Two indices


def test_coverage_names_who_is_in_which_index():
    found = coverage(
        toy.standing({"a": 1.0, "b": 2.0, "c": NAN, "d": NAN}), ranks({"a": 3, "b": None, "c": 1, "d": None})
    )

    assert (found.both, found.only_a, found.only_b, found.neither) == (("a",), ("b",), ("c",), ("d",))


def test_a_pair_holds_those_ranked_by_both():
    citizens = toy.standing({"a": 30.0, "b": 20.0, "c": 10.0, "d": NAN})
    government = ranks({"a": 63, "b": None, "c": 1, "d": 7})

    found = pair(government, citizens, ranked_a=63).set_index("province")

    assert list(found.index) == ["a", "c"]
    assert found["percentile_a"].tolist() == [0.0, 100.0]
    assert found["percentile_b"].tolist() == [100.0, 0.0]
    assert found["gap"].tolist() == [100.0, -100.0]
    assert found["quadrant"].tolist() == ["low_high", "high_low"]
    assert found[["third_a", "third_b"]].to_numpy().tolist() == [[1, 3], [3, 1]]


@given(boards, boards)
def test_swapping_the_sides_turns_every_gap_round(a, b):
    there, back = pair(a, b), pair(b, a)

    assert there["province"].tolist() == back["province"].tolist()
    assert there["gap"].tolist() == (-back["gap"]).tolist() or there["gap"].isna().any()
    assert there["third_a"].tolist() == back["third_b"].tolist()


@pytest.mark.parametrize("size", [3, 9, 60])
def test_thirds_are_even_without_ties(size):
    found = thirds(pd.Series(range(1, size + 1)))

    assert found.value_counts().to_dict() == {3: size // 3, 2: size // 3, 1: size // 3}
    assert found.iloc[0] == 3
    assert found.iloc[-1] == 1


@given(st.lists(st.integers(1, 63), min_size=1, max_size=63))
def test_a_better_rank_is_never_in_a_lower_third(values):
    rank = pd.Series(values)
    ordered = thirds(rank)[rank.sort_values(kind="stable").index]

    assert set(ordered) <= {1, 2, 3}
    assert ordered.is_monotonic_decreasing


def test_widest_gaps_are_listed_each_on_its_own_side():
    a = toy.standing({"a": 4.0, "b": 3.0, "c": 2.0, "d": 1.0, "e": 0.0})
    b = toy.standing({"a": 0.0, "b": 3.0, "c": 2.0, "d": 1.0, "e": 4.0})

    higher_b, higher_a = widest_gaps(pair(a, b), n=2)

    assert higher_b["province"].tolist() == ["e"]
    assert higher_a["province"].tolist() == ["a"]


def test_natural_pairs_are_measures_of_the_catalogue():
    indices = catalog.load_catalog().indices

    for one in NATURAL_PAIRS:
        assert one.government in indices["par"].measures
        assert one.citizens in indices["papi"].measures


# ---- Profiles


def test_peers_are_the_nearest_in_standard_deviations():
    wide = pd.DataFrame({"x": [0.0, 2.0, 0.0, NAN], "y": [0.0, 0.0, 0.3, 0.0]}, index=["a", "b", "c", "d"])

    found = peers(wide, "a")

    # Population standard deviations over a, b, c: x 0.9428, y 0.1414.
    assert found["province"].tolist() == ["b", "c"]
    assert found["distance"].tolist() == pytest.approx([2 / np.sqrt(8 / 9), 0.3 / np.sqrt(0.02)])


def test_peers_within_a_set_keep_their_distances():
    wide = pd.DataFrame({"x": [0.0, 1.0, 2.0, 4.0]}, index=["a", "b", "c", "d"])

    inside = peers(wide, "a", within={"a", "c", "d"})

    assert inside["province"].tolist() == ["c", "d"]
    assert inside["distance"].tolist() == peers(wide, "a")["distance"].tolist()[1:]


@pytest.mark.parametrize("province", ["gap", "nowhere"])
def test_a_province_without_a_whole_profile_has_no_peers(province):
    wide = pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [1.0, 1.0, NAN]}, index=["a", "b", "gap"])

    assert peers(wide, province).empty
    assert peers(wide, "a")["province"].tolist() == ["b"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=8), st.integers(2, 9))
def test_peers_do_not_depend_on_the_unit_of_a_dimension(rows, factor):
    wide = pd.DataFrame(rows, columns=["x", "y"], index=[f"p{n}" for n in range(len(rows))])

    found, scaled = peers(wide, "p0", n=9), peers(wide.assign(x=wide["x"] * factor), "p0", n=9)

    assert found["distance"].is_monotonic_increasing
    assert scaled["distance"].tolist() == pytest.approx(found["distance"].tolist())


def test_strengths_stand_above_weaknesses():
    standings = {
        "toy.water": toy.standing({"a": 1.0, "b": 2.0, "c": 3.0}),
        "toy.roads": toy.standing({"a": 3.0, "b": 2.0, "c": 1.0}),
        "toy": toy.standing({"a": NAN, "b": 2.0}),
    }

    found = strengths(standings, "a")

    assert found["measure"].tolist() == ["toy.roads", "toy.water"]
    assert found["percentile"].tolist() == [100.0, 0.0]
    assert found["rank"].tolist() == [1, 3]


def test_a_profile_is_held_against_country_region_peers_and_the_highest():
    wide = pd.DataFrame({"x": [1.0, 5.0, 3.0, 5.0], "y": [2.0, NAN, NAN, NAN]}, index=["a", "c", "b", "d"])

    found = against(wide, "a", region=["a", "b"], peers=["c"]).set_index("measure")

    assert found.loc["x"].tolist() == [1.0, 4.0, 2.0, 5.0, 5.0, "c"]
    assert found.loc["y", ["score", "median", "region", "best"]].tolist() == [2.0, 2.0, 2.0, 2.0]
    assert np.isnan(found.loc["y", "peers"])


def test_a_measure_without_any_figure_has_no_highest_score():
    wide = pd.DataFrame({"x": [NAN, NAN], "y": [1.0, 2.0]}, index=["a", "b"])

    found = against(wide, "a").set_index("measure")

    assert pd.isna(found.loc["x", "best_province"])
    assert found.loc["y", "best_province"] == "b"


# ---- A similar start


def test_those_who_started_alike_are_ordered_by_what_they_gained():
    before = toy.scores({"a": {"toy": 10.0}, "b": {"toy": 10.1}, "c": {"toy": 9.8}, "d": {"toy": 15.0}})
    after = toy.scores({"a": {"toy": 10.0}, "b": {"toy": 9.0}, "c": {"toy": 11.0}, "d": {"toy": 19.0}})

    found = similar_start(before, after, "toy", [], "a", n=2)

    assert found["province"].tolist() == ["c", "b"]
    assert found["change"].tolist() == pytest.approx([1.2, -1.1])
    assert found["lever"].isna().all()


def test_the_part_that_rose_most_is_named():
    before = toy.scores({"a": {"toy": 10.0}, "b": {"toy": 10.0, "toy.water": 5.0, "toy.roads": 5.0}})
    after = toy.scores({"b": {"toy": 12.0, "toy.water": 5.5, "toy.roads": 6.5}})

    found = similar_start(before, after, "toy", ["toy.water", "toy.roads"], "a").iloc[0]

    assert (found["lever"], found["lever_change"]) == ("toy.roads", 1.5)
    assert (found["score_from"], found["score_to"]) == (10.0, 12.0)


def test_a_part_outside_the_sum_that_is_compared_is_not_named():
    before = toy.scores({"a": {"toy": 10.0}, "b": {"toy": 10.0, "toy.water": 5.0, "toy.roads": 5.0}})
    after = toy.scores({"b": {"toy": 12.0, "toy.water": 5.5, "toy.roads": 6.5}})

    found = similar_start(before, after, "toy", ["toy.water", "toy.roads"], "a", alike=["toy.water"]).iloc[0]

    assert found["change"] == 0.5
    assert (found["lever"], found["lever_change"]) == ("toy.water", 0.5)


def test_a_province_without_a_start_is_like_no_other():
    table = toy.scores({"a": {"toy": 10.0}})

    found = similar_start(table, table, "toy", ["toy.water"], "nowhere")

    assert found.empty
    assert list(found.columns) == ["province", "score_from", "score_to", "change", "lever", "lever_change"]


# ---- Published figures


def test_son_la_2023_is_nearest_to_yen_bai():
    papi = catalog.load_catalog().indices["papi"]
    wide = scores.wide(score_store.read("papi", 2023), [one.key for one in papi.children("papi")])

    found = peers(wide, SON_LA)

    assert found["province"].tolist()[:2] == [YEN_BAI, BINH_THUAN]
    # By hand: root of the summed squared differences over the population standard deviations of 61 provinces.
    whole = wide.dropna()
    steps = (whole.loc[SON_LA] - whole.loc[YEN_BAI]) / whole.std(ddof=0)
    assert found["distance"].iloc[0] == pytest.approx(np.linalg.norm(steps))


def test_quang_ninh_2023_has_no_figure_and_so_no_peers():
    papi = catalog.load_catalog().indices["papi"]
    wide = scores.wide(score_store.read("papi", 2023), [one.key for one in papi.children("papi")])

    assert peers(wide, "63:22").empty
    assert "63:22" not in set(peers(wide, SON_LA, n=63)["province"])


def test_papi_against_par_2023_rests_on_those_with_a_published_rank():
    indices, provinces = catalog.load_catalog().indices, geography.provinces("63")
    par, papi = (
        ranking.standing(indices[key], key, 2023, score_store.read(key, 2023), provinces) for key in ("par", "papi")
    )

    found = pair(par, papi, ranked_a=len(par))

    assert set(found["province"]) == set(coverage(par, papi).both)
    assert "63:22" in coverage(par, papi).only_a  # Quảng Ninh: first in PAR INDEX, no figure in PAPI
    assert found["percentile_a"].between(0, 100).all()
