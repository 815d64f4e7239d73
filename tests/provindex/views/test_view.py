"""A View and the ways from one to another."""

from dataclasses import replace

import pytest

from provindex.catalog import load_catalog
from provindex.views.options import OPTIONS
from provindex.views.view import first_view, measured_in, with_edition, with_index, with_year, year_before

CATALOG = load_catalog()
START = first_view(CATALOG)


def test_the_first_view_is_the_newest_papi_in_vietnamese():
    assert (START.lang, START.index, START.measure, START.year, START.base) == ("vi", "papi", "papi", 2024, 2023)


def test_every_parameter_is_written():
    assert set(START.params()) == {
        "lang",
        "index",
        "measure",
        "year",
        "base",
        "edition",
        "region",
        "p",
        "province",
        "sim",
        *OPTIONS,
    }


def test_another_index_keeps_the_year_where_it_has_one():
    assert with_index(replace(START, year=2019), CATALOG, "sipas").year == 2019
    assert with_index(replace(START, year=2011), CATALOG, "sipas").year == 2024


def test_another_year_compares_with_the_year_before_it():
    assert with_year(START, CATALOG, 2019).base == 2018


@pytest.mark.parametrize(("year", "expected"), [(2024, 2023), (2012, 2011), (2011, 2012)])
def test_the_year_before_or_the_next_where_there_is_none(year, expected):
    assert year_before(CATALOG.indices["papi"], year) == expected


def test_a_part_of_a_dimension_climbs_to_the_dimension():
    index = CATALOG.indices["papi"]
    assert measured_in(index, "papi.procedures.construction", 2023) == "papi.procedures"


def test_the_merged_provinces_take_over_selected_and_highlighted():
    here = replace(START, province="63:02", highlighted=("63:02", "63:08", "63:01"))
    there = with_edition(here, "34")
    assert (there.province, there.highlighted) == ("34:08", ("34:08", "34:01"))
    assert with_edition(there, "63").province == "63:08"


def test_another_index_starts_without_a_simulation():
    assert with_index(replace(START, steps=(("papi.corruption", 0.3),)), CATALOG, "sipas").steps == ()
