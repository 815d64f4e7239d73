"""The steps of a simulation in an address: nothing lost on the way, nothing unknown believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.analysis.scenario import changed, kept, read, written
from provindex.catalog import load_catalog

PAPI = load_catalog().indices["papi"]
DIMENSIONS = [measure.key for measure in PAPI.children("papi")]
PARTS = [measure.key for measure in PAPI.measures_of(2023) if measure.depth == 2]
TWO = (("papi.transparency", 0.2), ("papi.corruption", 0.3))


def chosen(keys):
    points = st.integers(-50, 50).filter(bool).map(lambda hundredths: hundredths / 100)
    return st.dictionaries(st.sampled_from(keys), points)


def test_steps_are_written_in_ids_and_two_decimals():
    assert written(TWO) == "papi.transparency:0.20,papi.corruption:0.30"


def test_steps_are_read_in_the_order_of_the_tree():
    assert read("papi.corruption:0.30, papi.transparency:0.2", PAPI, 2023).steps == TWO


@given(chosen(DIMENSIONS) | chosen(PARTS))
def test_steps_survive_their_own_address(points):
    steps = tuple((key, points[key]) for key in PAPI.measures if key in points)
    found = read(written(steps), PAPI, 2023)
    assert (found.steps, found.told) == (steps, ())


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("papi.justice:0.3", id="unknown measure"),
        pytest.param("papi:0.3", id="the total"),
        pytest.param("papi.procedures.construction:0.3", id="not measured that year"),
        pytest.param("papi.corruption", id="no points"),
        pytest.param("papi.corruption:much", id="no number"),
        pytest.param("papi.corruption:nan", id="not a number"),
        pytest.param("papi.corruption:inf", id="no end"),
        pytest.param("papi.delivery:0.1", id="named twice"),
        pytest.param("papi.corruption.services:0.1", id="of another level"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_told(part):
    found = read(f"papi.delivery:0.20,{part}", PAPI, 2023)
    assert found.steps == (("papi.delivery", 0.2),)
    assert found.told == ((part, ""),)


def test_points_beyond_the_scale_are_cut_to_its_width_and_told():
    found = read("papi.corruption:-99", PAPI, 2023)
    assert found.steps == (("papi.corruption", -9.0),)
    assert found.told == (("papi.corruption:-99", "papi.corruption:-9.00"),)


@given(st.text(alphabet="papi.corutn:0123456789-,e ", max_size=60))
def test_no_text_is_refused_with_an_error(text):
    assert all(key in PAPI.measures and abs(points) <= 9 for key, points in read(text, PAPI, 2023).steps)


def test_zero_is_no_step():
    assert read("papi.corruption:0.00", PAPI, 2023).steps == ()


def test_another_year_keeps_what_was_measured_then():
    assert kept((("papi.corruption", 0.3), ("papi.environment", 0.1)), PAPI, 2017) == (("papi.corruption", 0.3),)


def test_setting_a_step_adds_it_and_zero_takes_it_out():
    more = changed(TWO, PAPI, "papi.delivery", 0.1)
    assert more == (*TWO, ("papi.delivery", 0.1))
    assert changed(more, PAPI, "papi.delivery", 0.0) == TWO


def test_a_step_of_another_level_replaces_the_others():
    assert changed(TWO, PAPI, "papi.corruption.services", 0.1) == (("papi.corruption.services", 0.1),)
