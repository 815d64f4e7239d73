"""Sentences about targets: roundings that hold, groups as the publisher makes them, errors where they are known."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import ranking, simulation, targets
from provindex.core.translate import translator
from provindex.sentences import aims
from provindex.store import score_store
from tests import toy

INDICES = catalog.load_catalog().indices
PAPI = INDICES["papi"]
PROVINCES = geography.provinces("63")
SON_LA, HA_GIANG, HA_NOI = "63:14", "63:02", "63:01"
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|\binf\b|  | ;|;\.")
VI, EN = translator("vi"), translator("en")
DIMENSIONS = [one.key for one in PAPI.children("papi")]


@cache
def standing(year):
    return ranking.standing(PAPI, "papi", year, score_store.read("papi", year), PROVINCES)


@cache
def bounds(year):
    return targets.bounds(PAPI, year, score_store.history("papi"), DIMENSIONS)


def gap(year, province):
    return targets.gap(PAPI, "papi", year, standing(year), province)


def levers(year, province):
    found = gap(year, province)
    points = None if found is None else found.points
    return targets.levers(PAPI, year, points, score_store.read("papi", year), province, bounds(year))


def simulate(year, province, steps):
    return simulation.simulate(PAPI, "papi", year, standing(year), score_store.read("papi", year), province, steps)


# ---- Sơn La: keep the medium-high group or better, from the figures of 2023


def test_the_way_up_is_rounded_up_and_the_margin_down():
    assert aims.gap(PAPI, gap(2023, SON_LA), SON_LA, 2023, EN) == (
        "From its score of 2023, Son La reaches the highest group with 1.564 points more if all others stay put; it "
        "stays in the medium-high group as long as it loses no more than 0.070 points; it is 0.070 points above the "
        "median of the country."
    )


@settings(max_examples=60)
@given(province=st.sampled_from(PROVINCES), year=st.sampled_from([2021, 2022, 2023, 2024]))
def test_what_is_printed_holds(province, year):
    found = gap(year, province.id)
    if found is None:
        return
    score = standing(year).set_index("province")["score"]

    def group(points):
        return targets.group_with(PAPI, "papi", year, score, province.id, found.score + points)

    if found.points is not None:
        assert group(float(aims.needed(PAPI, found.points, EN).split()[0])) == found.next_group
    if found.margin is not None:
        assert group(-float(aims.spared(PAPI, found.margin, EN).split()[0])) == found.group


def test_the_levers_are_told_alone_and_together():
    assert aims.levers(PAPI, levers(2023, SON_LA), EN) == (
        "Alone, Control of corruption in the public sector needs the smallest effort: 2.24 times such a rise; together "
        "these reach it with one such rise each: Control of corruption in the public sector; Transparency in local "
        "decision-making; E-governance."
    )


def test_the_three_smallest_efforts():
    found = levers(2023, SON_LA).sort_values("effort").head(3)
    assert found["measure"].tolist() == ["papi.corruption", "papi.transparency", "papi.egovernance"]
    assert found["effort"].round(2).tolist() == [2.24, 2.83, 3.26]


def test_a_simulation_is_told_with_score_rank_and_group():
    found = simulate(2023, SON_LA, {"papi.corruption": 0.3, "papi.transparency": 0.2})
    assert aims.simulated(PAPI, found, 61, EN) == (
        "With these steps the score goes from 42.40 to 42.90 points (+0.50); the rank from 30 to 25 of 61; it stays in "
        "the medium-high group."
    )


def test_a_simulation_that_reaches_the_next_group_names_both():
    found = simulate(2023, SON_LA, {"papi.corruption": 1.6})
    assert "it moves from the medium-high group to the highest group" in aims.simulated(PAPI, found, 61, EN)


def test_without_a_step_everything_stands():
    found = simulate(2023, SON_LA, {})
    assert aims.simulated(PAPI, found, 61, VI) == "Chưa đặt mức thay đổi nào nên mọi số liệu giữ nguyên như công bố."


# ---- Sampling error


@pytest.mark.parametrize(
    ("province", "step", "told"),
    [
        (SON_LA, 0.3, "The publisher gives no standard error for Son La in 2023"),
        (HA_GIANG, 0.3, "smaller than the sampling error"),
        (HA_NOI, 0.3, "larger than the sampling error"),
    ],
    ids=["none published", "0.3 of 1.46", "0.3 of 0.26"],
)
def test_a_step_is_held_against_the_error_where_one_is_published(province, step, told):
    found = simulate(2023, province, {"papi.corruption": step})
    assert told in aims.sampling(found, province, 2023, EN)


# ---- Ends


def test_the_highest_group_has_only_a_margin():
    said = aims.gap(PAPI, gap(2023, HA_NOI), HA_NOI, 2023, EN)
    assert said.startswith("In 2023, Ha Noi is in the highest group, the highest there is; it stays in")
    assert "reaches" not in said


def test_a_partial_table_says_nothing_of_a_median():
    par = INDICES["par"]
    board = ranking.standing(par, "par", 2023, score_store.read("par", 2023), PROVINCES)
    found = targets.gap(par, "par", 2023, board, HA_NOI)
    assert "median" not in aims.gap(par, found, HA_NOI, 2023, EN)


def test_levers_that_do_not_suffice_say_so():
    table = toy.scores({"a": {"toy.water": 5.0}})
    limit = targets.Bound("toy.water", 0.1, 0.0, 10, ((2021, 2022),))
    found = targets.levers(toy.index(), 2023, 1.0, table, "a", {"toy.water": limit})
    assert "all parts together do not reach it" in aims.levers(toy.index(), found, EN)


@settings(max_examples=60)
@given(
    province=st.sampled_from(PROVINCES),
    year=st.sampled_from(sorted(PAPI.editions)),
    t=st.sampled_from([VI, EN]),
    step=st.floats(-3, 3),
)
def test_no_sentence_is_left_open(province, year, t, step):
    found = gap(year, province.id)
    if found is None:
        return
    table = levers(year, province.id)
    result = simulate(year, province.id, {"papi.corruption": step})
    said = [
        aims.gap(PAPI, found, province.id, year, t),
        aims.simulated(PAPI, result, 61, t),
        aims.sampling(result, province.id, year, t),
        aims.levers(PAPI, table, t) if len(table) else "",
    ]
    for sentence in said:
        assert not OPEN.search(sentence), sentence
