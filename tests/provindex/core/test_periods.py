"""Periods: in a link, in a reader's words, beside each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.core import periods
from provindex.core.periods import Period
from provindex.core.translate import translator


def period(text: str) -> Period:
    found = periods.read(text)
    assert found is not None
    return found


@given(st.dates(), st.dates())
def test_a_period_survives_its_own_link(one, other):
    spanned = Period(min(one, other), max(one, other))
    assert periods.read(str(spanned)) == spanned


@pytest.mark.parametrize(
    "text",
    ["", "2023", "2023-09-30..2023-01-01", "2023-02-30..2023-09-30", "2023-01-01...2023-09-30", "63:14..63:15"],
)
def test_anything_else_is_no_period(text):
    assert periods.read(text) is None


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        pytest.param("2020-01-01..2020-12-31", "năm 2020", "year 2020", id="year"),
        pytest.param("2023-01-01..2023-09-30", "9 tháng đầu năm 2023", "first 9 months of 2023", id="nine months"),
        pytest.param("2022-01-01..2022-06-30", "6 tháng đầu năm 2022", "first 6 months of 2022", id="half"),
        pytest.param("2024-01-01..2024-03-31", "quý I/2024", "quarter I of 2024", id="first quarter"),
        pytest.param("2023-10-01..2023-12-31", "quý IV/2023", "quarter IV of 2023", id="last quarter"),
        pytest.param("2024-05-01..2024-05-31", "tháng 5/2024", "month 5/2024", id="month"),
        pytest.param("2021-01-01..2021-12-24", "01/01/2021–24/12/2021", "1 Jan 2021–24 Dec 2021", id="inside a month"),
        pytest.param("2023-07-01..2024-06-30", "01/07/2023–30/06/2024", "1 Jul 2023–30 Jun 2024", id="two years"),
    ],
)
def test_a_period_is_called_as_readers_call_it(text, vi, en):
    assert period(text).label(translator("vi")) == vi
    assert period(text).label(translator("en")) == en


@pytest.mark.parametrize(
    ("text", "months"),
    [("2024-02-01..2024-02-29", 1), ("2023-02-01..2023-02-28", 1), ("2024-02-01..2024-02-28", None)],
    ids=["leap year", "usual year", "one day short"],
)
def test_months_are_counted_only_where_they_are_whole(text, months):
    assert period(text).months == months


def test_quarters_are_equally_long_though_their_days_differ():
    assert period("2024-01-01..2024-03-31").as_long_as(period("2024-04-01..2024-06-30"))
    assert not period("2024-01-01..2024-06-30").as_long_as(period("2024-07-01..2024-09-30"))


def test_days_are_equally_long_to_within_three():
    assert period("2024-01-01..2024-03-15").as_long_as(period("2023-01-01..2023-03-17"))
    assert not period("2024-01-01..2024-03-15").as_long_as(period("2023-01-01..2023-03-20"))


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_overlap_is_a_day_in_common(a, b, c, d):
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    shared = max(one.start, other.start) <= min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_neighbours_share_no_day():
    assert not Period(date(2024, 1, 1), date(2024, 3, 31)).overlaps(Period(date(2024, 4, 1), date(2024, 6, 30)))
