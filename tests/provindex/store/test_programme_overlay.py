"""What is published stands over what ships, and nothing of what ships is changed."""

from datetime import date

import pandas as pd

from provindex.catalog.programme_model import UNIT_SCORES, UNITS, empty
from provindex.store.programme_overlay import over
from tests.provindex.programme_toy import HALL, PROVINCE, programme


def rows(*observations):
    return programme(*observations).observations


def test_a_published_figure_takes_the_place_of_the_same_one():
    below = programme({"indicator": "online", "value": 60}, {"indicator": "late", "value": 5})
    found = over(below, rows({"indicator": "online", "value": 61}), empty(UNITS), empty(UNIT_SCORES))
    assert dict(zip(found.observations["indicator"], found.observations["value"], strict=True)) == {
        "late": 5.0,
        "online": 61.0,
    }
    assert below.observations["value"].tolist() == [60.0, 5.0]


def test_a_figure_of_a_unit_does_not_replace_that_of_its_level():
    below = programme({"indicator": "online", "value": 60, "level": "department"})
    added = rows({"indicator": "online", "value": 61, "level": "department", "unit": HALL})
    found = over(below, added, empty(UNITS), empty(UNIT_SCORES))
    assert found.observations["value"].tolist() == [60.0, 61.0]


def test_a_published_unit_is_known_in_its_place_of_the_alphabet():
    unit = pd.DataFrame(
        [(f"{PROVINCE}.dan", PROVINCE, "department", "Ban Dân tộc", "Committee", date(2024, 1, 1), None, "file")],
        columns=UNITS.names,
    )
    found = over(programme(), programme().observations, unit, empty(UNIT_SCORES))
    assert [one.name.vi for one in found.units.values()] == ["Ban Dân tộc", "Huyện Hai", "Sở Một"]
    assert found.units[f"{PROVINCE}.dan"].first == date(2024, 1, 1)


def test_nothing_published_changes_nothing():
    below = programme({"indicator": "online", "value": 60})
    found = over(below, below.observations.iloc[:0], empty(UNITS), empty(UNIT_SCORES))
    pd.testing.assert_frame_equal(found.observations, below.observations)
