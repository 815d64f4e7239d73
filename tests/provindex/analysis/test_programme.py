"""What a programme says of one place and period: percentages, plans, targets, the period before."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.analysis import programme as programmes
from provindex.core.periods import Period
from tests.provindex.programme_toy import HALF, HALL, PROVINCE, Q1, Q2, programme, target


def of(*rows, when=Q1, scope="", **parts):
    found = programme(*rows, **parts)
    return found, programmes.figures(found, PROVINCE, scope, Period(*when))


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "answer"),
    [
        pytest.param(64.7, 46, 71, "cut", id="64.788 printed as 64.7"),
        pytest.param(64.8, 46, 71, "exact", id="64.788 printed as 64.8"),
        pytest.param(64.79, 46, 71, "exact", id="two decimals"),
        pytest.param(46.6, 62, 133, "exact", id="46.617 printed as 46.6"),
        pytest.param(91.73, 36606, 39907, "exact", id="dossiers"),
        pytest.param(100.0, 54, 54, "exact", id="all"),
        pytest.param(65.0, 46, 71, "exact", id="no decimals"),
        pytest.param(66.0, 46, 71, "differs", id="neither rounded nor cut"),
        pytest.param(0.65, 46, 71, "differs", id="a share of one"),
        pytest.param(50.0, 1, 0, "none", id="of nothing"),
        pytest.param(50.0, None, 2, "none", id="no numerator"),
        pytest.param(None, 1, 2, "none", id="no percentage"),
    ],
)
def test_a_percentage_agrees_with_its_counts_within_rounding(value, numerator, denominator, answer):
    assert programmes.agreement(value, numerator, denominator) == answer


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 4))
def test_a_rounded_percentage_always_agrees(numerator, denominator, digits):
    from decimal import ROUND_HALF_UP, Decimal

    exact = Decimal(numerator) * 100 / Decimal(denominator)
    printed = float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    assert programmes.agreement(printed, numerator, denominator) in ("exact", "cut")


@pytest.mark.parametrize(("value", "digits"), [(94.0, 0), (64.7, 1), (91.73, 2), (100.0, 0), (0.5, 1)])
def test_decimals_are_those_that_were_printed(value, digits):
    assert programmes.digits(value) == digits


def test_where_no_percentage_is_stated_the_computed_one_is_shown():
    _, rows = of({"indicator": "online", "numerator": 3, "denominator": 4})
    assert pd.isna(rows.at[0, "value"])
    assert rows[["computed", "shown"]].to_numpy().tolist() == [[75.0, 75.0]]


def test_the_observations_own_target_comes_before_the_one_for_everybody():
    own, rows = of(
        {"indicator": "online", "value": 50, "target": 80},
        {"indicator": "online", "level": "district", "value": 50},
        targets=(target(70),),
    )
    assert rows["aim"].tolist() == [80.0, 70.0]
    assert programmes.reached(own, rows).tolist() == [False, False]


def test_a_target_that_ended_before_the_period_does_not_count():
    _, rows = of({"indicator": "online", "value": 50}, targets=(target(70, last=date(2023, 12, 31)),))
    assert rows["aim"].isna().all()


@pytest.mark.parametrize(
    ("key", "value", "qualifier", "reached"),
    [
        pytest.param("online", 98, None, True, id="equal"),
        pytest.param("online", 98, "nearly", False, id="nearly equal"),
        pytest.param("online", 98, "above", True, id="above"),
        pytest.param("online", 97.9, None, False, id="below"),
        pytest.param("late", 97.9, None, True, id="lower is aimed at"),
        pytest.param("late", 98, "above", False, id="above where lower is aimed at"),
    ],
)
def test_a_target_is_reached_by_what_was_printed(key, value, qualifier, reached):
    found, rows = of({"indicator": key, "value": value, "qualifier": qualifier, "target": 98})
    assert programmes.reached(found, rows).tolist() == [reached]


def test_the_period_before_is_the_last_one_as_long():
    year = (date(2023, 1, 1), date(2023, 12, 31))
    _, rows = of(
        {"indicator": "online", "value": 50, "start": year[0], "end": year[1]},
        {"indicator": "online", "value": 60},
        {"indicator": "online", "value": 70, "start": Q2[0], "end": Q2[1]},
        when=Q2,
    )
    assert (rows.at[0, "before"], round(rows.at[0, "change"], 6), rows.at[0, "before_end"]) == (60.0, 10.0, Q1[1])


def test_a_period_from_the_same_first_day_counts_as_the_one_before():
    _, rows = of(
        {"indicator": "online", "value": 60},
        {"indicator": "online", "value": 70, "start": HALF[0], "end": HALF[1]},
        when=HALF,
    )
    assert rows["change"].tolist() == [10.0]


def test_a_period_of_another_length_is_not_compared():
    _, rows = of(
        {"indicator": "online", "value": 60, "start": date(2023, 1, 1), "end": date(2023, 12, 31)},
        {"indicator": "online", "value": 70},
    )
    assert rows["change"].isna().all()


def test_levels_are_series_of_their_own():
    _, rows = of(
        {"indicator": "online", "value": 60, "level": "district"},
        {"indicator": "online", "value": 70, "start": Q2[0], "end": Q2[1]},
        when=Q2,
    )
    assert rows["before"].isna().all()


def test_a_unit_is_no_part_of_the_province():
    found = programme({"indicator": "online", "value": 60}, {"indicator": "late", "value": 5, "unit": HALL})
    assert programmes.scopes(found, PROVINCE) == ("", HALL)
    assert programmes.figures(found, PROVINCE, "", Period(*Q1))["indicator"].tolist() == ["online"]
    assert programmes.figures(found, PROVINCE, HALL, Period(*Q1))["indicator"].tolist() == ["late"]


def test_a_province_without_figures_has_neither_scope_nor_period():
    found = programme({"indicator": "online", "value": 60})
    assert programmes.scopes(found, "63:01") == ()
    assert programmes.periods(found, "63:01", "") == ()


def test_a_plans_whole_year_stands_in_the_periods_inside_it_and_not_among_them():
    year = (date(2024, 1, 1), date(2024, 12, 31))
    found = programme(
        {"indicator": "online", "value": 60},
        {"indicator": "planned", "value": 41, "start": year[0], "end": year[1]},
    )
    assert programmes.periods(found, PROVINCE, "") == (Period(*Q1),)
    rows = programmes.figures(found, PROVINCE, "", Period(*Q1))
    assert rows["indicator"].tolist() == ["online", "planned"]


def test_a_plan_alone_has_its_own_period():
    assert programmes.periods(programme({"indicator": "planned", "value": 41}), PROVINCE, "") == (Period(*Q1),)


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        pytest.param(
            [{"indicator": "done", "value": 64.7, "numerator": 46, "denominator": 71},
             {"indicator": "under_way", "value": 25}],
            (71, 46, 25, None, 0), id="all accounted for",
        ),
        pytest.param(
            [{"indicator": "done", "value": 46.6, "numerator": 62, "denominator": 133}],
            (133, 62, None, None, 71), id="the rest is not stated",
        ),
        pytest.param([{"indicator": "planned", "value": 41}], (41, None, None, None, 41), id="planned alone"),
        pytest.param(
            [{"indicator": "done", "numerator": 5, "denominator": 10}, {"indicator": "overdue", "value": 2}],
            (10, 5, None, 2, 3), id="overdue",
        ),
        pytest.param([{"indicator": "under_way", "value": 4}], (None, None, 4, None, None), id="no plan"),
    ],
)  # fmt: skip
def test_tasks_are_counted_and_what_is_not_stated_stays_open(rows, counts):
    found, figures = of(*rows)
    (one,) = programmes.progress(found, figures, Period(*Q1))
    assert (one.assigned, one.done, one.under_way, one.overdue, one.open) == counts


def test_printed_and_computed_progress_stand_side_by_side():
    found, figures = of({"indicator": "done", "value": 64.7, "numerator": 46, "denominator": 71, "target": 100})
    (one,) = programmes.progress(found, figures, Period(*Q1))
    assert (one.printed, round(one.computed, 2), one.agreement, one.target) == (64.7, 64.79, "cut", 100.0)


def test_a_plan_is_told_by_one_level():
    found, figures = of(
        {"indicator": "done", "numerator": 5, "denominator": 10},
        {"indicator": "under_way", "value": 90, "level": "commune"},
    )
    (one,) = programmes.progress(found, figures, Period(*Q1))
    assert (one.done, one.under_way) == (5, None)


def test_without_tasks_there_is_no_progress():
    found, figures = of({"indicator": "online", "value": 60})
    assert programmes.progress(found, figures, Period(*Q1)) == ()


def test_missing_is_never_zero():
    _, rows = of({"indicator": "online"})
    assert pd.isna(rows.at[0, "shown"])
