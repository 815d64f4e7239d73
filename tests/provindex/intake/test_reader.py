"""The door of the intake."""

import pytest

from provindex.intake import Answers, exit_code, to_json
from provindex.intake.layouts import papi_wide
from provindex.intake.reader import LAYOUTS
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read

NAME = "PAPI-2023.xlsx"


@pytest.fixture(scope="module")
def data() -> bytes:
    return layouts.wide(score_store.read_shipped("papi", 2023), 2023).bytes()


def test_every_layout_has_a_name_of_its_own():
    assert [layout.NAME for layout in LAYOUTS] == [
        *("papi_multi", "mixed", "papi_wide", "papi_yearly", "par_annex", "plain")
    ]


def test_an_unforeseen_failure_is_a_refusal_and_not_a_traceback(data, monkeypatch):
    def fail(_):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(papi_wide, "read", fail)
    reading = read(data, NAME)
    assert (codes(reading), exit_code(reading)) == (["unreadable"], 2)


def test_reading_the_same_bytes_twice_gives_the_same(data):
    assert to_json(read(data, NAME)) == to_json(read(data, NAME))


def test_a_year_that_a_person_says_wins_over_the_file(data):
    reading = read(data, NAME, Answers(year=2022))
    assert list(reading.years) == [2022]


def test_an_index_that_does_not_exist_is_not_believed(data):
    assert read(data, NAME, Answers(index="nothing")).index.key == "papi"


def test_json_has_the_counts_of_each_year_and_the_place_of_each_issue(data):
    found = to_json(read(data, NAME))
    assert {key: found[key] for key in ("layout", "index", "edition", "years")} == {
        "layout": "papi_wide",
        "index": "papi",
        "edition": "63",
        "years": [{"year": 2023, "rows": 2257, "missing": 2 * 37}],
    }
    damaged = read(layouts.wide(score_store.read_shipped("papi", 2023), 2023).put("D7", 11.2).bytes(), NAME)
    assert to_json(damaged)["issues"][0] == {
        "code": "outside_scale",
        "severity": "blocks",
        "sheet": "2023_VIE_ENG",
        "row": 7,
        "column": "D",
        "value": "11.2",
        "expected": "1-10",
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [({}, 0), ({"D3": None}, 0), ({"D3": "?"}, 1)],
    ids=["clean", "warnings", "blocked"],
)
def test_exit_codes(change, code):
    book = layouts.wide(score_store.read_shipped("papi", 2023), 2023)
    for address, value in change.items():
        book.put(address, value)
    assert exit_code(read(book.bytes(), NAME)) == code


def test_headings_without_figures_are_told():
    reading = read(layouts.xlsx([["Tỉnh", "papi"]]), NAME)
    assert only(reading, "no_figures").severity == "blocks"


def test_a_text_that_is_no_table_has_no_layout():
    reading = read(b"Dear colleague,\nthe figures follow.\n", "mail.txt")
    assert (codes(reading), exit_code(reading)) == (["layout_unknown"], 2)
