import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import ranking
from provindex.analysis.targets import STEP, bounds, gap, gap_to_json, group_with, levers
from provindex.catalog import Break, GroupPeriod
from provindex.store import score_store
from tests import toy

NAN = float("nan")
SON_LA, HA_NOI = "63:14", "63:01"
ORDER = ["D", "C", "B", "A"]
RULES = {
    "upper": GroupPeriod(2019, None, ties="upper"),
    "lower": GroupPeriod(2019, None, ties="lower"),
    "voids": GroupPeriod(2019, None, ties="upper", voids_as_lowest=True),
}

boards = st.lists(st.none() | st.integers(2, 12), min_size=5, max_size=20)


def grouped(index, values):
    """A standing with the groups of the index's own rule."""
    board = toy.standing({f"p{n}": NAN if value is None else float(value) for n, value in enumerate(values)})
    score = board.set_index("province")["score"]
    return board.assign(group=ranking.groups(index, "toy", 2023, score).array)


@pytest.fixture(scope="module")
def papi():
    return catalog.load_catalog().indices["papi"]


def papi_standing(papi, measure, year):
    return ranking.standing(papi, measure, year, score_store.read("papi", year), geography.provinces("63"))


# ---- Gaps


def test_a_fixed_cut_is_reached_at_the_cut():
    index = toy.index(kind="fixed")

    found = gap(index, "toy", 2023, grouped(index, [11, 9, 17]), "p0")

    assert (found.group, found.next_group) == ("C", "B")
    assert found.points == pytest.approx(1.0)
    assert found.margin == pytest.approx(3.0)
    assert found.to_median == 0


@pytest.mark.parametrize(("value", "points", "margin"), [(17, None, 1.0), (7, 1.0, None)], ids=["highest", "lowest"])
def test_the_ends_have_one_way_only(value, points, margin):
    index = toy.index(kind="fixed")

    found = gap(index, "toy", 2023, grouped(index, [value, 9]), "p0")

    assert (found.points, found.margin) == (pytest.approx(points) if points else None, margin)
    assert gap_to_json(found) == ({"group": "C", "points": pytest.approx(1.0)} if points else None)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(board=boards, place=st.integers(0, 19))
def test_the_points_of_a_gap_are_the_least_that_reach_the_next_group(rule, board, place):
    assume(place < len(board))
    assume(board[place] is not None)
    index, province = toy.index(groups=rule), f"p{place}"
    standing = grouped(index, board)
    score = standing.set_index("province")["score"]

    found = gap(index, "toy", 2023, standing, province)

    def height(points):
        return ORDER.index(group_with(index, "toy", 2023, score, province, found.score + points))

    here = ORDER.index(found.group)
    assert found.points is None or height(found.points) > here
    assert found.points is None or found.points == 0 or height(found.points - 2 * STEP) <= here
    assert found.margin is None or height(-found.margin) == here
    # A lone province may fall to the bottom of its scale and keep its group.
    assert found.margin is None or found.score - found.margin == 2 or height(-found.margin - 2 * STEP) < here
    assert (found.next_group is None) == (here == 3)


def test_a_province_without_a_score_has_no_gap():
    assert gap(toy.index(), "toy", 2023, toy.standing({"a": NAN, "b": 1.0}), "a") is None
    assert gap_to_json(None) is None


def test_a_measure_that_is_not_grouped_still_has_a_median():
    found = gap(toy.index(), "toy.water", 2023, toy.standing({"a": 3.0, "b": 5.0, "c": 6.0}), "a")

    assert (found.group, found.next_group, found.points, found.margin) == (None, None, None, None)
    assert (found.median, found.to_median) == (5.0, 2.0)


def test_a_partial_table_has_no_median():
    index = toy.index(kind="fixed", status="partial")

    found = gap(index, "toy", 2023, grouped(index, [11, 17]), "p0")

    assert (found.median, found.to_median) == (None, None)
    assert found.points == pytest.approx(1.0)


def test_son_la_2023_has_to_pass_ha_noi(papi):
    standing = papi_standing(papi, "papi", 2023)

    found = gap(papi, "papi", 2023, standing, SON_LA)

    # Hà Nội is the last of the high group, and a score equal to the cut belongs to the lower group.
    ha_noi = standing.set_index("province").loc[HA_NOI, "score"]
    assert (found.group, found.next_group) == ("medium_high", "high")
    assert found.points == pytest.approx(ha_noi - found.score + STEP, abs=1e-9)
    assert found.points == pytest.approx(1.563748, abs=1e-6)
    # It would fall behind Đắk Lắk, the median, by losing this much.
    assert found.margin == pytest.approx(0.070026, abs=2e-6)


# ---- Bounds


def history(table):
    rows = [(year, province, "toy.water", score) for year, row in table.items() for province, score in row.items()]
    return pd.DataFrame(rows, columns=["year", "province", "measure", "score"])


def test_the_bound_is_the_ninetieth_percentile_of_yearly_changes():
    start = {f"p{n}": 2.0 for n in range(11)}
    end = {f"p{n}": 2.0 + n / 10 for n in range(11)}

    found = bounds(toy.index(), 2023, history({2021: start, 2022: end}), ["toy.water"])["toy.water"]

    assert found.gain == pytest.approx(0.9)
    assert found.loss == 0
    assert (found.n, found.years) == (11, ((2021, 2022),))


def test_changes_over_a_break_and_over_a_missing_year_are_left_out():
    broken = Break(2023, ("toy.water",), "notice", toy.WORD, "")
    table = {2019: {"a": 1.0}, 2021: {"a": 9.0}, 2022: {"a": 9.5}, 2023: {"a": 2.0}}

    found = bounds(toy.index(breaks=(broken,)), 2023, history(table), ["toy.water"])["toy.water"]

    assert found.years == ((2021, 2022),)
    assert (found.gain, found.loss) == (0.5, 0.0)


def test_partial_tables_and_single_years_give_no_bounds():
    table = {2021: {"a": 1.0}, 2022: {"a": 2.0}}

    assert bounds(toy.index(status="partial"), 2023, history(table), ["toy.water"]) == {}
    assert bounds(toy.index(), 2023, history({2022: {"a": 2.0}}), ["toy.water"]) == {}


def test_bounds_of_a_rescaled_part_come_from_its_present_scale(papi):
    found = bounds(papi, 2023, score_store.history("papi"), ["papi.procedures.certification", "papi.egovernance"])

    # Three parts instead of four since 2021; e-governance has been measured alike since 2020.
    assert found["papi.procedures.certification"].years == ((2021, 2022), (2022, 2023), (2023, 2024))
    assert found["papi.egovernance"].years == ((2020, 2021), (2021, 2022), (2022, 2023), (2023, 2024))
    assert found["papi.egovernance"].n == 239


# ---- Levers


def test_levers_stand_in_the_order_of_what_they_can_carry():
    table = toy.scores({"a": {"toy.water": 5.0, "toy.roads": 9.9, "toy.water.clean": 2.0}})
    limits = bounds(
        toy.index(),
        2023,
        pd.concat(
            [
                history({2021: {"a": 5.0, "b": 5.0}, 2022: {"a": 6.0, "b": 6.0}}),
                history({2021: {"a": 5.0}, 2022: {"a": 7.0}}).assign(measure="toy.roads"),
            ]
        ),
        ["toy.roads", "toy.water"],
    )

    found = levers(toy.index(), 2023, 1.05, table, "a", limits).set_index("measure")

    assert list(found.index) == ["toy.water", "toy.roads"]
    assert found["effort"].tolist() == pytest.approx([1.05, 0.525])
    assert found["fits"].tolist() == [True, False]
    assert found["carries"].tolist() == pytest.approx([1.0, 0.1])
    assert found["together"].tolist() == pytest.approx([1.0, 1.1])
    assert found["enough"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("index", "points"), [(toy.index(additive=False), 1.0), (toy.index(), None)], ids=["no sum", "no gap"]
)
def test_no_levers_without_a_sum_or_a_gap(index, points):
    table = toy.scores({"a": {"toy.water": 5.0}})
    limits = bounds(toy.index(), 2023, history({2021: {"a": 5.0}, 2022: {"a": 6.0}}), ["toy.water"])

    assert levers(index, 2023, points, table, "a", limits).empty


def test_son_la_2023_reaches_the_high_group_with_three_dimensions(papi):
    dimensions = [one.key for one in papi.children("papi")]
    limits = bounds(papi, 2023, score_store.history("papi"), dimensions)
    points = gap(papi, "papi", 2023, papi_standing(papi, "papi", 2023), SON_LA).points

    found = levers(papi, 2023, points, score_store.read("papi", 2023), SON_LA, limits)

    assert found["measure"].tolist()[:3] == ["papi.corruption", "papi.transparency", "papi.egovernance"]
    assert found["enough"].tolist() == [False, False] + [True] * 6
    assert np.isclose(found["effort"].min(), points / limits["papi.corruption"].gain)
    assert (found["effort"] > 1).all()
