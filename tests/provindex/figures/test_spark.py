"""Sparklines keep their holes: a line never runs over a year without a figure or over a break."""

from urllib.parse import unquote

from provindex.figures.spark import rank_spark


def _moves(address: str) -> list[str]:
    path = unquote(address).split("d='")[1].split("'")[0]
    return path.split("M")[1:]


def test_neighbouring_years_are_joined():
    assert len(_moves(rank_spark({2011: 1, 2012: 2, 2013: 3}, [(2011, 2012, 2013)], 63))) == 1


def test_a_missing_year_leaves_a_hole():
    assert len(_moves(rank_spark({2011: 1, 2013: 3}, [(2011, 2012, 2013)], 63))) == 2


def test_a_line_stops_at_the_end_of_a_run():
    assert len(_moves(rank_spark({2017: 1, 2018: 1}, [(2017,), (2018,)], 63))) == 2


def test_a_year_that_stands_alone_is_a_dot():
    start, end = _moves(rank_spark({2012: 5}, [(2011, 2012, 2013)], 63))[0].split("L")
    assert start == end


def test_the_first_place_is_at_the_top_and_the_last_at_the_bottom():
    first, last = _moves(rank_spark({2011: 1, 2012: 63}, [(2011, 2012)], 63))[0].split("L")
    assert (first.split()[1], last.split()[1]) == ("3", "21")


def test_no_rank_at_all_is_no_picture():
    assert rank_spark({}, [(2011,)], 63) == ""
