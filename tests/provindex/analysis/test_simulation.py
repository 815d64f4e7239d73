import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import ranking
from provindex.analysis.simulation import positions, simulate, within
from provindex.analysis.targets import Bound, gap
from provindex.store import score_store
from tests import toy

NAN = float("nan")
SON_LA, HA_GIANG = "63:14", "63:02"
PARTS = ["toy.water", "toy.roads", "toy.water.clean", "toy.roads.lit"]
YEARS = range(2011, 2025)

TABLE = toy.scores(
    {
        "a": {"toy": 10.0, "toy.water": 6.0, "toy.roads": 4.0, "toy.water.clean": 4.0, "toy.roads.lit": 2.0},
        "b": {"toy": 11.0, "toy.water": 6.0, "toy.roads": 5.0},
        "c": {"toy": 12.0, "toy.water": 6.0, "toy.roads": 6.0},
    }
)
BOARD = toy.standing({"a": 10.0, "b": 11.0, "c": 12.0, "d": NAN})


def run(steps, province="a", index=None, board=BOARD):
    return simulate(index or toy.index(), "toy", 2023, board, TABLE, province, steps)


@pytest.fixture(scope="module")
def papi():
    return catalog.load_catalog().indices["papi"]


def papi_standing(papi, year):
    return ranking.standing(papi, "papi", year, score_store.read("papi", year), geography.provinces("63"))


def test_steps_add_up_and_move_the_rank():
    found = run({"toy.water": 1.0, "toy.roads.lit": 0.5})

    assert (found.score_from, found.score_to, found.change) == (10.0, 11.5, 1.5)
    assert (found.rank_from, found.rank_to) == (3, 2)


def test_drawing_level_shares_the_better_rank():
    assert run({"toy.roads": 1.0}).rank_to == 2


def test_a_step_stops_at_the_end_of_its_scale():
    up, down = run({"toy.water.clean": 3.0}).steps[0], run({"toy.water.clean": -9.0}).steps[0]

    assert (up.asked, up.applied, up.score_to) == (3.0, 1.0, 5.0)
    assert (down.applied, down.score_to) == (-3.5, 0.5)


@given(st.dictionaries(st.sampled_from(PARTS[:2]), st.just(0.0)))
def test_no_change_changes_nothing_in_a_toy(steps):
    found = run(steps)

    assert (found.score_to, found.rank_to, found.group_to) == (found.score_from, found.rank_from, found.group_from)
    assert found.within_error is None


@given(st.dictionaries(st.sampled_from(PARTS[:2]), st.floats(-20, 20, allow_nan=False)))
def test_no_step_leaves_its_scale(steps):
    found = run(steps)

    assert all(1 <= step.score_to <= 10 for step in found.steps)
    assert found.score_to == pytest.approx(10 + sum(step.applied for step in found.steps))


@pytest.mark.parametrize("year", YEARS)
def test_no_change_leaves_every_province_as_published(papi, year):
    board, table = papi_standing(papi, year), score_store.read("papi", year)

    for row in board.dropna(subset=["score"]).itertuples():
        found = simulate(papi, "papi", year, board, table, row.province, {"papi.delivery": 0.0})
        assert (found.score_to, found.rank_to, found.group_to) == (row.score, row.rank, row.group)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ({"toy.water": 1.0, "toy.water.clean": 0.5}, "one of which is part of the other"),
        ({"toy.air": 1.0}, "toy.air is none of them"),
        ({"toy.roads.signed": 1.0}, "toy.roads.signed is none of them"),
    ],
    ids=["a part and its whole", "an unknown part", "a part that is gone"],
)
def test_steps_that_make_no_sense_are_refused(steps, told):
    with pytest.raises(ValueError, match=told):
        run(steps)


def test_parts_that_do_not_add_up_cannot_be_moved():
    with pytest.raises(ValueError, match="do not add up"):
        run({"toy.water": 1.0}, index=toy.index(additive=False))

    assert run({"toy": 1.5}, index=toy.index(additive=False)).score_to == 11.5


@pytest.mark.parametrize(
    ("province", "steps"), [("d", {"toy.water": 1.0}), ("b", {"toy.water.clean": 1.0})], ids=["no total", "no part"]
)
def test_a_province_that_lacks_a_figure_is_not_simulated(province, steps):
    assert run(steps, province) is None


def test_a_partial_table_gives_a_group_but_no_rank():
    index = toy.index(kind="fixed", status="partial", additive=False)
    board = BOARD.assign(rank=pd.array([40, 30, 20, pd.NA], dtype="Int64"))

    found = run({"toy": 2.0}, index=index, board=board)

    assert (found.rank_from, found.rank_to, found.group_to) == (40, None, "B")


@pytest.mark.parametrize(("step", "within"), [(1.0, True), (-1.4, True), (1.5, False)])
def test_a_step_is_held_against_the_sampling_error(papi, step, within):
    found = simulate(
        papi,
        "papi",
        2023,
        papi_standing(papi, 2023),
        score_store.read("papi", 2023),
        HA_GIANG,
        {"papi.corruption": step},
    )

    # Hà Giang 2023: standard error 0.887, half-width 1.459 at 90 per cent.
    assert found.within_error is within


def test_the_points_of_the_gap_bring_son_la_into_the_high_group(papi):
    board, table = papi_standing(papi, 2023), score_store.read("papi", 2023)
    points = gap(papi, "papi", 2023, board, SON_LA).points

    there = simulate(papi, "papi", 2023, board, table, SON_LA, {"papi.delivery": points})
    short = simulate(papi, "papi", 2023, board, table, SON_LA, {"papi.delivery": points - 1e-5})

    assert (there.group_from, there.group_to, there.rank_from, there.rank_to) == ("medium_high", "high", 30, 15)
    assert short.group_to == "medium_high"
    assert there.within_error is None


# ---- Sliders


def bound(loss, gain):
    return Bound("toy.water", gain, loss, 10, ((2021, 2022),))


def test_a_slider_ends_at_what_was_achieved_and_holds_zero():
    found = positions(bound(-0.3387, 0.6988))

    assert (found[0], found[-1]) == (-0.33, 0.69)
    assert 0.0 in found
    assert found[1:4] == (-0.3, -0.25, -0.2)


def test_a_chosen_place_between_the_steps_is_kept():
    assert 0.37 in positions(bound(-0.33, 0.69), 0.37)


@given(st.floats(-50, 0), st.floats(0, 50))
def test_a_slider_has_few_places_in_order_within_its_ends(loss, gain):
    found = positions(bound(loss, gain))

    assert list(found) == sorted(set(found))
    assert loss <= found[0] <= 0 <= found[-1] <= gain
    assert 0.0 in found
    assert len(found) <= 43


def test_steps_beyond_a_slider_are_cut_and_named():
    steps = (("toy.water", 2.0), ("toy.roads", 0.1), ("toy.unknown", 0.1))
    limits = {"toy.water": bound(-0.3, 0.5), "toy.roads": bound(-0.3, 0.5)}

    assert within(steps, limits) == ({"toy.water": 0.5, "toy.roads": 0.1}, ("toy.water",))
