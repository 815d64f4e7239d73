import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import ranking
from provindex.analysis.uncertainty import half_width, intervals, neighbours, rank_ranges, separable, within_error
from provindex.store import score_store
from tests import toy

NAN = float("nan")
HA_GIANG = {"score": 44.248, "se": 0.887}

figures = st.lists(st.tuples(st.integers(0, 12), st.floats(0.01, 5)), min_size=1, max_size=9)


def board(rows):
    scores = {f"p{place}": float(score) for place, (score, _) in enumerate(rows)}
    return toy.standing(scores, se=[se for _, se in rows])


@pytest.fixture(scope="module")
def papi_2023():
    papi = catalog.load_catalog().indices["papi"]
    return ranking.standing(papi, "papi", 2023, score_store.read("papi", 2023), geography.provinces("63"))


# ---- Intervals


@pytest.mark.parametrize(("level", "width"), [(0.9, 1.645), (0.95, 1.96), (0.99, 2.576)])
def test_half_widths_are_those_of_the_normal_distribution(level, width):
    assert half_width(level) == pytest.approx(width, abs=5e-4)


@pytest.mark.parametrize("level", [0.0, 1.0, 90])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match="level has to lie between 0 and 1"):
        half_width(level)


def test_ha_giang_2023_at_ninety_per_cent_is_the_published_interval():
    computed = intervals(toy.standing({"63:02": HA_GIANG["score"]}, se=[HA_GIANG["se"]]), 0.9).iloc[0]

    assert (round(computed["low"], 3), round(computed["high"], 3)) == (42.789, 45.707)
    assert not computed["published"]


def test_published_ends_are_kept_at_their_level_only():
    frame = toy.standing({"a": 10.0}, se=[1.0], low=[8.3], high=[11.6])

    kept, wider = intervals(frame, 0.9).iloc[0], intervals(frame, 0.95).iloc[0]

    assert (kept["low"], kept["high"], kept["published"]) == (8.3, 11.6, True)
    assert wider["low"] == pytest.approx(10 - 1.96, abs=1e-3)
    assert not wider["published"]


def test_ends_without_a_standard_error_serve_no_other_level():
    frame = toy.standing({"a": 10.0}, low=[8.3], high=[11.6])

    assert intervals(frame, 0.9)["province"].tolist() == ["a"]
    assert intervals(frame, 0.95).empty


def test_the_published_rows_of_2023_are_ninety_per_cent_intervals(papi_2023):
    found = intervals(papi_2023).set_index("province")

    assert found["published"].to_dict() == {"63:01": False, "63:02": True, "63:04": False}
    assert found.loc["63:02", ["low", "high"]].tolist() == [42.789, 45.707]


def test_a_year_without_standard_errors_gives_nothing():
    frame = toy.standing({"a": 3.0, "b": 2.0})

    assert intervals(frame).empty
    assert rank_ranges(frame).empty
    assert neighbours(frame).empty


# ---- Two figures


def test_far_figures_are_told_apart_and_near_ones_are_not():
    assert separable(44.248, 0.887, 41.655, 0.193) is True
    assert separable(44.248, 0.887, 43.960, 0.158) is False


@pytest.mark.parametrize("place", range(4))
def test_a_missing_number_tells_nothing(place):
    numbers = [1.0, 0.1, 2.0, 0.1]
    numbers[place] = NAN

    assert separable(*numbers) is None


def test_a_step_is_measured_against_the_interval():
    assert within_error(-1.4, 0.887) is True
    assert within_error(1.5, 0.887) is False
    assert within_error(1.5, NAN) is None


def test_neighbours_are_judged_pair_by_pair():
    frame = toy.standing({"low": 1.0, "top": 9.0, "near": 8.9, "mute": 5.0}, se=[0.1, 0.1, 0.1, NAN])

    found = neighbours(frame).set_index("province")

    assert list(found.index) == ["top", "near", "low"]
    assert found["above"].fillna("").tolist() == ["", "top", "mute"]
    assert found["below"].fillna("").tolist() == ["near", "mute", ""]
    assert found.loc["top", "below_separable"] is np.False_ or not found.loc["top", "below_separable"]
    assert found["above_separable"].isna().tolist() == [True, False, True]
    assert found["below_separable"].isna().tolist() == [False, True, True]


# ---- Ranges of rank


def test_figures_far_apart_have_one_rank_each():
    ranges = rank_ranges(toy.standing({"a": 30.0, "b": 20.0, "c": 10.0}, se=[0.1, 0.1, 0.1]))

    assert ranges["rank_high"].tolist() == ranges["rank_low"].tolist() == [1, 2, 3]
    assert set(ranges["basis"]) == {"all"}


def test_figures_within_their_errors_share_all_their_ranks():
    ranges = rank_ranges(toy.standing({"a": 30.2, "b": 30.1, "c": 10.0}, se=[0.5, 0.5, 0.5])).set_index("province")

    assert ranges.loc["a", ["rank_high", "rank_low"]].tolist() == [1, 2]
    assert ranges.loc["b", ["rank_high", "rank_low"]].tolist() == [1, 2]
    assert ranges.loc["c", ["rank_high", "rank_low"]].tolist() == [3, 3]


@given(figures, st.sampled_from([0.5, 0.9, 0.99]))
def test_every_range_contains_the_rank(rows, level):
    ranges = rank_ranges(board(rows), level=level, draws=200)

    assert len(ranges) == len(rows)
    assert (ranges["rank_high"] <= ranges["rank"]).all()
    assert (ranges["rank"] <= ranges["rank_low"]).all()
    assert ranges["rank_high"].min() >= 1
    assert ranges["rank_low"].max() <= len(rows)


@given(figures)
def test_a_higher_level_never_narrows_a_range(rows):
    narrow, broad = (rank_ranges(board(rows), level=level, draws=200) for level in (0.8, 0.95))

    assert (broad["rank_high"] <= narrow["rank_high"]).all()
    assert (broad["rank_low"] >= narrow["rank_low"]).all()


def test_the_same_figures_always_give_the_same_ranges():
    frame = board([(place, 1.0) for place in range(12)])

    pd.testing.assert_frame_equal(rank_ranges(frame), rank_ranges(frame))


def test_ranges_cover_the_true_ranks_as_often_as_they_promise():
    """Two hundred made-up years with known true ranks; all ranges of a year have to hold at once."""
    random = np.random.default_rng(7)
    truth = np.linspace(40, 43, 8)
    true_rank = np.arange(8, 0, -1)
    se = np.full(8, 0.4)
    held = 0
    for _ in range(200):
        seen = random.normal(truth, se)
        scores = {f"p{place}": float(score) for place, score in enumerate(seen)}
        ranges = rank_ranges(toy.standing(scores, se=list(se)), level=0.8, draws=500)
        held += bool(((ranges["rank_high"] <= true_rank) & (true_rank <= ranges["rank_low"])).all())

    # 0.8 promised; three standard errors of two hundred tries below it.
    assert held / 200 > 0.8 - 3 * (0.8 * 0.2 / 200) ** 0.5


def test_standard_errors_of_some_give_the_span_of_the_own_interval(papi_2023):
    ranges = rank_ranges(papi_2023).set_index("province")
    ha_giang = ranges.loc["63:02"]

    # Two scores of 2023 lie above 45.707, and 36 provinces lie below 42.789.
    assert (ha_giang["rank_high"], ha_giang["rank"], ha_giang["rank_low"]) == (3, 11, 25)
    assert (ha_giang["basis"], ha_giang["n"], ha_giang["n_se"]) == ("own", 61, 3)
