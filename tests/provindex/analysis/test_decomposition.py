import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import change, ranking
from provindex.analysis.decomposition import REMAINDER, parts_of, rank_parts, score_parts, score_points
from provindex.store import score_store
from tests import toy

SON_LA, HA_NOI = "63:14", "63:01"
PARTS = ("toy.water", "toy.roads")

points = st.floats(1, 10, allow_nan=False)
# Few distinct values, so that ties are common; None is a province without a figure.
boards = st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.integers(0, 6), min_size=2)


def standing_of(board):
    return toy.standing({key: float("nan") if value is None else float(value) for key, value in board.items()})


def papi_standing(measure, year):
    papi = catalog.load_catalog().indices["papi"]
    return ranking.standing(papi, measure, year, score_store.read("papi", year), geography.provinces("63"))


@pytest.fixture(scope="module")
def papi():
    return catalog.load_catalog().indices["papi"]


# ---- Scores


def test_a_change_is_listed_part_by_part_with_the_remainder_last():
    before = toy.scores({"a": {"toy": 10.0, "toy.water": 6.0, "toy.roads": 4.0}})
    after = toy.scores({"a": {"toy": 12.5, "toy.water": 7.0, "toy.roads": 5.0}})

    parts = score_parts(toy.index(), "toy", 2021, 2022, before, after)

    assert parts["part"].tolist() == ["toy.water", "toy.roads", REMAINDER]
    assert parts["change"].tolist() == [1.0, 1.0, 0.5]
    assert parts["points_from"].tolist()[:2] == [6.0, 4.0]
    assert score_points(parts, "a") == {"toy.water": 1.0, "toy.roads": 1.0, REMAINDER: 0.5}


@given(st.lists(st.tuples(points, points, points, points, points, points), min_size=1, max_size=5))
def test_parts_and_remainder_sum_to_the_change(rows):
    keys = ("toy", *PARTS)
    before = toy.scores({str(n): dict(zip(keys, row[:3], strict=True)) for n, row in enumerate(rows)})
    after = toy.scores({str(n): dict(zip(keys, row[3:], strict=True)) for n, row in enumerate(rows)})

    parts = score_parts(toy.index(), "toy", 2021, 2022, before, after)

    for n, row in enumerate(rows):
        changes = parts.loc[parts["province"] == str(n), "change"]
        assert math.isclose(math.fsum(changes), row[3] - row[0], abs_tol=1e-12)


def test_a_part_of_one_year_only_leaves_with_all_its_points():
    year = {"toy.roads": 6.0, "toy.roads.paved": 2.0, "toy.roads.lit": 1.0}
    before = toy.scores({"a": year | {"toy.roads.signed": 3.0}})
    after = toy.scores({"a": year | {"toy.roads": 3.0}})

    gone = score_parts(toy.index(), "toy.roads", 2020, 2021, before, after).set_index("part")
    new = score_parts(toy.index(), "toy.roads", 2021, 2020, after, before).set_index("part")

    assert (gone.loc["toy.roads.signed", "change"], gone.loc["toy.roads.signed", "status"]) == (-3.0, "gone")
    assert (new.loc["toy.roads.signed", "change"], new.loc["toy.roads.signed", "status"]) == (3.0, "new")
    assert gone.loc[REMAINDER, "change"] == 0


@pytest.mark.parametrize("lacking", ["toy", "toy.water"], ids=["the whole", "a part"])
def test_a_province_that_lacks_a_figure_is_not_decomposed(lacking):
    row = {"toy": 10.0, "toy.water": 6.0, "toy.roads": 4.0}
    before = toy.scores({"a": row, "b": row})
    after = toy.scores({"a": row, "b": {key: value for key, value in row.items() if key != lacking}})

    assert set(score_parts(toy.index(), "toy", 2021, 2022, before, after)["province"]) == {"a"}


@pytest.mark.parametrize(
    ("index", "measure"),
    [(toy.index(additive=False), "toy"), (toy.index(), "toy.water.clean")],
    ids=["parts do not add up", "a leaf"],
)
def test_nothing_is_decomposed_without_parts_that_add_up(index, measure):
    table = toy.scores({"a": {"toy": 10.0, "toy.water": 6.0, "toy.roads": 4.0, "toy.water.clean": 3.0}})

    parts = score_parts(index, measure, 2021, 2022, table, table)

    assert parts_of(index, measure, 2021) == ()
    assert parts.empty
    assert list(parts.columns) == ["province", "part", "points_from", "points_to", "change", "status"]


def test_son_la_2023_is_the_sum_of_its_eight_dimensions(papi):
    parts = score_points(
        score_parts(papi, "papi", 2022, 2023, score_store.read("papi", 2022), score_store.read("papi", 2023)), SON_LA
    )
    dimensions = {part: change for part, change in parts.items() if part != REMAINDER}

    assert sum(dimensions.values()) == pytest.approx(1.5272, abs=2e-5)
    assert {part for part, change in dimensions.items() if change > 0} == {
        "papi.participation",
        "papi.transparency",
        "papi.accountability",
        "papi.delivery",
        "papi.environment",
        "papi.egovernance",
    }
    # The province's own report gives 42.39 and +1.52 on 2022.
    after = papi_standing("papi", 2023).set_index("province").loc[SON_LA, "score"]
    assert after == pytest.approx(42.39, abs=0.01)
    assert math.fsum(parts.values()) == pytest.approx(1.52, abs=0.01)


@pytest.mark.parametrize(
    ("measure", "published"),
    [
        ("papi.environment", 8.86),
        ("papi.corruption", 7.7),
        ("papi.accountability", 5.19),
        ("papi.transparency", 5.16),
    ],
)
def test_ha_noi_2020_rose_by_the_published_shares(papi, measure, published):
    parts = score_parts(papi, "papi", 2019, 2020, score_store.read("papi", 2019), score_store.read("papi", 2020))
    row = parts[(parts["province"] == HA_NOI) & (parts["part"] == measure)].iloc[0]

    assert 100 * row["change"] / row["points_from"] == pytest.approx(published, abs=0.005)


def test_the_remainder_of_a_published_rounding_is_shown(papi):
    parts = score_parts(
        papi, "papi.participation", 2022, 2023, score_store.read("papi", 2022), score_store.read("papi", 2023)
    )

    # Two parts of Hà Nội 2022 are rounded at their source.
    assert score_points(parts, HA_NOI)[REMAINDER] == pytest.approx(0.000695, abs=2e-6)


@pytest.mark.parametrize("year", [2012, 2013, 2014, 2015, 2017, 2022, 2023, 2024])
def test_every_published_total_is_its_dimensions_up_to_the_publishers_rounding(papi, year):
    parts = score_parts(
        papi, "papi", year - 1, year, score_store.read("papi", year - 1), score_store.read("papi", year)
    )

    assert parts.loc[parts["part"] == REMAINDER, "change"].abs().max() < 2e-5


# ---- Ranks


def test_own_rise_past_one_that_falls_is_shared_between_both():
    parts = rank_parts(toy.standing({"a": 1.0, "b": 2.0}), toy.standing({"a": 2.0, "b": 1.0}))

    # Either change alone would only have tied them, which wins a place as well: half of it to each.
    row = parts.set_index("province").loc["a"]
    assert (row["places"], row["own"], row["others"]) == (1, 0.5, 0.5)


def test_a_province_that_stands_still_owes_its_places_to_the_others():
    parts = rank_parts(toy.standing({"a": 5.0, "b": 6.0}), toy.standing({"a": 5.0, "b": 4.0}))

    row = parts.set_index("province").loc["a"]
    assert (row["places"], row["own"], row["moved"], row["field"]) == (1, 0, 1, 0)


def test_a_figure_that_disappears_counts_as_the_field():
    parts = rank_parts(toy.standing({"a": 5.0, "b": 6.0}), toy.standing({"a": 5.0, "b": float("nan")}))

    row = parts.set_index("province").loc["a"]
    assert (row["places"], row["own"], row["moved"], row["field"]) == (1, 0, 0, 1)
    assert parts["province"].tolist() == ["a"]


@given(boards, boards)
def test_parts_of_a_rank_change_sum_to_the_places_moved(old, new):
    before, after = standing_of(old), standing_of(new)

    parts = rank_parts(before, after)

    moved = change.between(before, after).dropna(subset=["places"]).set_index("province")["places"]
    assert set(parts["province"]) == set(moved.index)
    assert parts.set_index("province")["places"].to_dict() == moved.to_dict()
    assert (parts["own"] + parts["others"] == parts["places"]).all()
    assert (parts["moved"] + parts["field"] == parts["others"]).all()


@given(boards, boards)
def test_the_parts_are_the_mean_over_both_orders_of_change(old, new):
    """Written out for one province at a time, with the two counterfactual ranks of the definition."""
    before, after = standing_of(old), standing_of(new)
    first = before.dropna(subset=["score"]).set_index("province")["score"]
    last = after.dropna(subset=["score"]).set_index("province")["score"]

    for row in rank_parts(before, after).itertuples():

        def rank(own, others, name=row.province):
            return 1 + (others.drop(name) > own[name]).sum()

        own_first = rank(first, first) - rank(last, first)
        own_last = rank(first, last) - rank(last, last)
        assert row.own == (own_first + own_last) / 2


@given(boards)
def test_nothing_moves_between_a_year_and_itself(board):
    parts = rank_parts(standing_of(board), standing_of(board))

    assert (parts[["places", "own", "others", "moved", "field"]] == 0).all(axis=None)


def test_ranks_that_do_not_follow_from_the_scores_are_not_decomposed():
    whole = toy.standing({"a": 3.0, "b": 2.0})
    partial = whole.assign(rank=pd.array([1, 17], dtype="Int64"))

    assert rank_parts(partial, whole).empty
    assert list(rank_parts(whole, partial).columns) == ["province", "places", "own", "others", "moved", "field"]


def test_son_la_2023_won_sixteen_places_fifteen_by_its_own_change():
    parts = rank_parts(papi_standing("papi", 2022), papi_standing("papi", 2023))

    assert parts.set_index("province").loc[SON_LA, ["places", "own", "others"]].tolist() == [16, 15, 1]


def test_quang_ninh_2023_has_no_rank_change_to_split():
    parts = rank_parts(papi_standing("papi", 2022), papi_standing("papi", 2023))

    assert "63:22" not in set(parts["province"])
    assert len(parts) == 59


def test_an_index_with_ranks_only_has_no_decomposition_of_rank():
    par = catalog.load_catalog().indices["par"]
    partial, other = (
        ranking.standing(par, "par", year, score_store.read("par", year), geography.provinces("63"))
        for year in (2022, 2023)
    )

    assert par.editions[2023].status == "partial"
    assert rank_parts(partial, other).empty


# ---- Parts that may not be compared


def test_parts_on_another_scale_are_not_summed(papi):
    tables = score_store.read("papi", 2020), score_store.read("papi", 2021)
    assert score_parts(papi, "papi.procedures", 2020, 2021, *tables).empty


def test_beyond_a_break_only_the_parts_measured_alike_are_summed(papi):
    parts = score_parts(papi, "papi", 2020, 2021, score_store.read("papi", 2020), score_store.read("papi", 2021))

    assert list(parts.loc[parts["province"] == HA_NOI, "part"]) == [
        f"papi.{part}" for part in ("participation", "transparency", "corruption", "environment", "egovernance")
    ]
