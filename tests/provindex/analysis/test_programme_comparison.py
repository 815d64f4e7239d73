"""Provinces side by side: ranked where they report the same days, never otherwise."""

from provindex.analysis.programme_comparison import compare, provinces, reported
from provindex.catalog import programme_loader
from provindex.core.periods import Period
from tests.provindex.programme_toy import HALL, Q1, Q2, programme

LATER = {"start": Q2[0], "end": Q2[1]}


def online(province, value, **more):
    return {"indicator": "online", "province": province, "value": value, **more}


def test_provinces_of_one_period_are_ranked_and_ties_share_the_better_rank():
    found = compare(
        programme(online("63:01", 80), online("63:14", 90), online("63:22", 80), online("63:31", 70)), "online"
    )
    assert found.verdict == "yes"
    assert found.ranked[["province", "rank"]].to_numpy().tolist() == [
        ["63:14", 1],
        ["63:01", 2],
        ["63:22", 2],
        ["63:31", 4],
    ]


def test_provinces_of_different_periods_are_listed_and_not_ranked():
    found = compare(programme(online("63:01", 80), online("63:14", 90, **LATER)), "online")
    assert (found.verdict, found.period, len(found.ranked)) == ("refuse", None, 0)
    assert found.others["province"].tolist() == ["63:01", "63:14"]


def test_the_period_that_most_provinces_have_is_ranked_and_the_others_stand_apart():
    rows = [online("63:01", 80), online("63:14", 90), online("63:22", 70, **LATER)]
    found = compare(programme(*rows), "online")
    assert (found.period, found.others["province"].tolist()) == (Period(*Q1), ["63:22"])


def test_of_periods_that_as_many_have_the_newest_is_ranked_unless_another_is_asked_for():
    rows = [online(one, 80, **when) for one in ("63:01", "63:14") for when in ({}, LATER)]
    assert compare(programme(*rows), "online").period == Period(*Q2)
    assert compare(programme(*rows), "online", Period(*Q1)).period == Period(*Q1)


def test_a_period_that_one_province_has_is_not_ranked_though_asked_for():
    rows = [online("63:01", 80), online("63:14", 90), online("63:22", 70, **LATER)]
    assert compare(programme(*rows), "online", Period(*Q2)).period == Period(*Q1)


def test_one_province_is_not_compared():
    assert compare(programme(online("63:01", 80)), "online").verdict == "alone"
    assert compare(programme(), "online").verdict == "none"


def test_units_and_levels_inside_a_province_are_not_provinces():
    rows = [online("63:01", 80), online("63:14", 90, unit=HALL), online("63:14", 95, level="district")]
    found = programme(*rows)
    assert compare(found, "online").verdict == "alone"
    assert reported(found) == {"online": 1}


def test_a_figure_without_a_value_is_not_ranked():
    found = compare(programme(online("63:01", None), online("63:14", 90), online("63:22", 70)), "online")
    assert found.ranked["province"].tolist() == ["63:14", "63:22"]


def test_two_provinces_that_ship_with_online_dossiers_are_not_ranked():
    found = compare(programme_loader.load(), "online_dossiers")
    assert found.verdict == "refuse"
    assert dict(zip(found.others["province"], found.others["shown"], strict=True)) == {"63:26": 55.2, "63:14": 91.73}


def test_five_provinces_ship_with_figures():
    found = provinces(programme_loader.load()).set_index("province")
    assert found["figures"].to_dict() == {"63:14": 4, "63:26": 12, "63:66": 5, "63:54": 3, "63:12": 5}
    assert found["units"].to_dict() == {"63:14": 0, "63:26": 0, "63:66": 1, "63:54": 0, "63:12": 1}


def test_the_newest_day_is_that_of_a_report_and_not_of_a_plan():
    found = provinces(programme_loader.load()).set_index("province")
    assert found.at["63:14", "end"].isoformat() == "2024-03-15"
