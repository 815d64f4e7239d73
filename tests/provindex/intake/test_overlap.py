"""Two files of one year: whole tables exclude each other, corrections only where a figure of both differs."""

from dataclasses import replace

import pytest

from provindex.intake import Answers
from provindex.intake.overlap import Extract, contradictions, extract
from provindex.intake.reader import read
from provindex.store import score_store
from provindex.store.published_catalog import load_catalog
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.test_correction import file

PAPI = layouts.PAPI


@pytest.fixture(scope="module")
def shipped():
    return score_store.read_shipped("papi", 2024)


def whole(frame):
    return Extract(PAPI, {2024: frame}, corrects=False)


def part(frame, provinces):
    return Extract(PAPI, {2024: frame[frame["province"].isin(provinces)]}, corrects=True)


def moved(frame, province, by):
    rows = (frame["province"] == province) & (frame["measure"] == "papi")
    return frame.assign(score=frame["score"].where(~rows, frame["score"] + by))


def keys(rows):
    return list(zip(rows["province"], rows["measure"], rows["difference"].round(6), strict=True))


def test_two_whole_tables_exclude_each_other_with_the_figures_that_differ(shipped):
    rows = contradictions(whole(shipped), whole(moved(shipped, "63:14", 0.5)), PAPI, 2024)
    assert keys(rows) == [("63:14", "papi", 0.5)]


def test_two_whole_tables_exclude_each_other_also_where_no_figure_differs(shipped):
    assert contradictions(whole(shipped), whole(shipped), PAPI, 2024).empty


def test_a_whole_table_that_lacks_a_province_differs_by_its_figures(shipped):
    rows = contradictions(whole(shipped), whole(shipped[shipped["province"] != "63:14"]), PAPI, 2024)
    assert set(rows["province"]) == {"63:14"}
    assert set(rows["status"]) == {"removed"}


def test_corrections_of_different_provinces_go_together(shipped):
    assert contradictions(part(shipped, ["63:14"]), part(shipped, ["63:89"]), PAPI, 2024) is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_correction_and_a_table_differ_only_in_the_figures_of_the_correction(shipped, turned):
    sides = (part(moved(shipped, "63:14", 0.5), ["63:14"]), whole(moved(shipped, "63:89", 1.0)))
    rows = contradictions(*(reversed(sides) if turned else sides), PAPI, 2024)
    assert keys(rows) == [("63:14", "papi", 0.5 if turned else -0.5)]


def test_a_correction_with_the_figures_of_the_table_goes_with_it(shipped):
    assert contradictions(part(shipped, ["63:14"]), whole(shipped), PAPI, 2024) is None


def test_what_a_correction_takes_over_from_the_published_year_does_not_stand_in_the_file(shipped):
    content = file(shipped, ["63:14", "63:89"], by=0.5)
    reading = read(content, "PAPI 2024.csv", load_catalog(), Answers(correct=True))
    assert set(reading.years[2024]["province"]) == set(shipped["province"])
    assert set(extract(reading, corrects=True).years[2024]["province"]) == {"63:14", "63:89"}
    assert extract(replace(reading), corrects=False).years[2024] is reading.years[2024]
