"""Which years of a measure may be compared, held against what is known of each change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.analysis.comparability import comparable, runs
from provindex.catalog import Break, Index, read_index
from provindex.core import paths
from provindex.core.translate import Text

PAPI = read_index(paths.data_folder() / "papi")
PAR = read_index(paths.data_folder() / "par")


@pytest.mark.parametrize(
    ("measure", "year_a", "year_b", "verdict"),
    [
        ("papi", 2022, 2023, "yes"),
        ("papi", 2015, 2016, "notice"),
        ("papi", 2017, 2018, "refuse"),
        ("papi", 2011, 2024, "refuse"),
        ("papi", 2018, 2019, "notice"),
        ("papi", 2019, 2020, "notice"),
        ("papi", 2020, 2021, "notice"),
        ("papi.participation", 2021, 2022, "notice"),
        ("papi.participation", 2022, 2024, "yes"),
        ("papi.transparency", 2011, 2017, "yes"),
        ("papi.transparency", 2018, 2024, "yes"),
        ("papi.environment", 2018, 2019, "notice"),
        ("papi.environment", 2019, 2024, "yes"),
        ("papi.egovernance", 2019, 2020, "notice"),
        ("papi.egovernance.internet", 2019, 2020, "yes"),
        ("papi.procedures", 2020, 2021, "notice"),
        ("papi.procedures.land", 2020, 2021, "refuse"),
        ("papi.environment", 2017, 2018, "refuse"),
        ("papi.egovernance.responsiveness", 2018, 2019, "refuse"),
        ("papi", 2010, 2011, "refuse"),
    ],
    ids=lambda value: str(value),
)
def test_verdicts_follow_what_is_known(measure: str, year_a: int, year_b: int, verdict: str) -> None:
    assert comparable(PAPI, measure, year_a, year_b).verdict == verdict


@pytest.mark.parametrize("year", [2016, 2022])
def test_new_criteria_of_the_reform_index_are_told(year: int) -> None:
    assert comparable(PAR, "par", year - 1, year).verdict == "notice"


def test_a_refused_total_says_that_the_publisher_discourages_it() -> None:
    reasons = comparable(PAPI, "papi", 2017, 2018).reasons
    assert "discourages" in reasons[0].en
    assert "không so sánh" in reasons[0].vi


def test_a_change_of_scale_is_named_with_both_scales() -> None:
    reason = comparable(PAPI, "papi.procedures.land", 2020, 2021).reasons[0]
    assert reason.en == "The scale changed from 0.25–2.50 in 2020 to 0.33–3.33 in 2021."
    assert "0,25–2,50" in reason.vi


def test_a_scale_is_not_named_again_where_a_break_refuses_already() -> None:
    reasons = comparable(PAPI, "papi", 2017, 2018).reasons
    assert not [reason.en for reason in reasons if reason.en.startswith("The scale changed")]


def test_a_measure_that_did_not_exist_is_named_with_the_year() -> None:
    (reason,) = comparable(PAPI, "papi.environment", 2023, 2017).reasons
    assert reason.en == "“Environmental governance” was not measured in 2017."
    assert "Quản trị môi trường" in reason.vi
    assert "2017" in reason.vi


def test_a_year_without_an_edition_is_named() -> None:
    (reason,) = comparable(PAPI, "papi", 2010, 2024).reasons
    assert reason.en == "PAPI has no figures for 2010."


def test_figures_over_other_provinces_are_refused() -> None:
    later = replace(PAPI.editions[2024], year=2025, provinces="34")
    index = replace(PAPI, editions={**PAPI.editions, 2025: later}, breaks=())
    verdict = comparable(index, "papi", 2024, 2025)
    assert verdict.verdict == "refuse"
    assert "2024 are those of 63 provinces" in verdict.reasons[0].en


def test_a_break_counts_only_between_the_years() -> None:
    index = _with_break(before=2020)
    assert comparable(index, "papi", 2019, 2020).verdict == "notice"
    assert comparable(index, "papi", 2020, 2021).verdict == "yes"


def test_a_break_of_the_parts_leaves_the_whole_alone() -> None:
    index = _with_break(before=2020, measures=("papi.delivery.*",))
    assert comparable(index, "papi.delivery", 2019, 2020).verdict == "yes"
    assert comparable(index, "papi.delivery.health", 2019, 2020).verdict == "notice"


def test_reasons_that_refuse_come_first() -> None:
    index = _with_break(before=2012)
    first = comparable(index, "papi.procedures.land", 2011, 2024).reasons[0]
    assert first.en.startswith("The scale changed")


def test_breaks_are_given_oldest_first() -> None:
    breaks = comparable(PAPI, "papi", 2024, 2011).breaks
    assert [one.before for one in breaks] == sorted(one.before for one in breaks)
    assert {2016, 2018, 2019, 2020, 2021} <= {one.before for one in breaks}


def test_an_unknown_measure_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        comparable(PAPI, "papi.nonsense", 2022, 2023)


@given(
    measure=st.sampled_from(sorted(PAPI.measures)),
    year_a=st.integers(2010, 2025),
    year_b=st.integers(2010, 2025),
)
def test_the_order_of_the_years_makes_no_difference(measure: str, year_a: int, year_b: int) -> None:
    verdict = comparable(PAPI, measure, year_a, year_b)
    assert verdict == comparable(PAPI, measure, year_b, year_a)
    assert bool(verdict.reasons) == (verdict.verdict != "yes")


@given(measure=st.sampled_from(sorted(PAPI.measures)), year=st.sampled_from(sorted(PAPI.editions)))
def test_a_year_may_be_compared_with_itself_wherever_it_was_measured(measure: str, year: int) -> None:
    measured = PAPI.measures[measure].period(year) is not None
    assert comparable(PAPI, measure, year, year).verdict == ("yes" if measured else "refuse")


def test_a_line_stops_at_every_break_of_the_total() -> None:
    assert runs(PAPI, "papi") == (
        (2011, 2012, 2013, 2014, 2015),
        (2016, 2017),
        (2018,),
        (2019,),
        (2020,),
        (2021, 2022, 2023, 2024),
    )


def test_a_line_skips_the_years_without_the_measure() -> None:
    assert runs(PAPI, "papi.environment") == ((2018,), (2019, 2020, 2021, 2022, 2023, 2024))


def _with_break(before: int, measures: tuple[str, ...] = ("papi", "papi.*")) -> Index:
    change = Break(before, measures, "notice", Text("Câu hỏi mới.", "New questions."), "papi")
    return replace(PAPI, breaks=(change,))


# ---- What is compared in points beyond a break


@pytest.mark.parametrize(
    ("years", "basis", "parts", "of"),
    [
        ((2022, 2023), "whole", (), 0),
        ((2019, 2020), "parts", ("participation", "transparency", "accountability", "corruption", "procedures",
                                 "delivery", "environment"), 8),
        ((2018, 2024), "parts", ("transparency", "corruption"), 8),
        ((2017, 2018), "none", (), 0),
    ],
    ids=["no break", "one dimension changed", "six changed", "refused"],
)  # fmt: skip
def test_beyond_a_break_the_dimensions_with_the_same_questions_are_compared(years, basis, parts, of):
    answer = comparable(PAPI, "papi", *years)
    assert (answer.basis, answer.parts, answer.of) == (basis, tuple(f"papi.{part}" for part in parts), of)


def test_a_dimension_is_compared_over_its_own_unchanged_parts():
    answer = comparable(PAPI, "papi.delivery", 2020, 2021)
    assert (answer.basis, answer.parts) == (
        "parts", ("papi.delivery.health", "papi.delivery.education", "papi.delivery.infrastructure")
    )  # fmt: skip


def test_points_are_not_compared_where_no_part_is_unchanged():
    assert comparable(PAPI, "papi.environment", 2018, 2019).basis == "standing"


def test_points_of_an_index_that_is_no_sum_are_not_compared_beyond_a_break():
    assert comparable(PAR, "par", 2021, 2022).basis == "standing"
    assert not comparable(PAR, "par", 2021, 2022).has_points
