"""Numbers and dates as each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from provindex.core import formats


@pytest.mark.parametrize(("lang", "text"), [("vi", "42,40"), ("en", "42.40")])
def test_a_score_has_the_decimal_sign_of_the_language(lang: str, text: str) -> None:
    assert formats.score(42.3966, lang) == text


@pytest.mark.parametrize(("value", "text"), [(1.5166, "+1,52"), (-0.311, "−0,31"), (0.0, "0,00"), (-0.001, "0,00")])
def test_a_difference_carries_its_sign_unless_it_rounds_to_nothing(value: float, text: str) -> None:
    assert formats.signed(value, "vi") == text


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [formats.score(2.675, "en"), formats.signed(-2.675, "en")] == ["2.68", "−2.68"]


@pytest.mark.parametrize(("lang", "text"), [("vi", "64,7%"), ("en", "64.7%")])
def test_a_share_comes_in_percent_already(lang: str, text: str) -> None:
    assert formats.percent(64.7, lang) == text


@pytest.mark.parametrize(("lang", "text"), [("vi", "28.854"), ("en", "28,854")])
def test_a_count_has_its_thousands_parted(lang: str, text: str) -> None:
    assert formats.integer(28854, lang) == text


@pytest.mark.parametrize(("lang", "text"), [("vi", "24/12/2021"), ("en", "24 Dec 2021")])
def test_a_day_is_written_as_in_the_language(lang: str, text: str) -> None:
    assert formats.day(date(2021, 12, 24), lang) == text


def test_a_day_below_ten_keeps_its_place_in_vietnamese() -> None:
    assert formats.day(date(2025, 3, 8), "vi") == "08/03/2025"


@pytest.mark.parametrize("value", [None, float("nan"), np.float64("nan"), pd.NA, float("inf")])
def test_a_missing_number_is_a_dash(value: object) -> None:
    shown = [formats.score, formats.signed, formats.percent, formats.integer, formats.rank]
    assert {show(value, "vi") for show in shown} == {"–"}


def test_a_missing_day_is_a_dash() -> None:
    assert formats.day(None, "vi") == "–"


def test_a_range_runs_from_low_to_high() -> None:
    assert formats.span(42.789, 45.707, "vi") == "42,79–45,71"


@pytest.mark.parametrize("ends", [(None, 45.7), (42.7, float("nan"))])
def test_a_range_without_an_end_is_a_dash(ends: tuple[object, object]) -> None:
    assert formats.span(*ends, "vi") == "–"


def test_a_rank_may_come_from_a_frame() -> None:
    ranks = pd.Series([30, None], dtype="Int16")
    assert [formats.rank(value, "vi") for value in ranks] == ["30", "–"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("vi", "Hà Giang, Cao Bằng và Bắc Kạn"), ("en", "Hà Giang, Cao Bằng and Bắc Kạn")],
)
def test_names_are_joined_as_in_a_sentence(lang: str, text: str) -> None:
    assert formats.listing(["Hà Giang", "Cao Bằng", "Bắc Kạn"], lang) == text


def test_no_names_are_a_dash() -> None:
    assert formats.listing([], "vi") == "–"


@pytest.mark.parametrize(("lang", "text"), [("vi", "00:30 01/01/2025"), ("en", "00:30 1 Jan 2025")])
def test_a_moment_is_told_on_the_clock_of_the_country(lang: str, text: str) -> None:
    assert formats.moment(datetime(2024, 12, 31, 17, 30, 59, tzinfo=UTC), lang) == text


@pytest.mark.parametrize("missing", [formats.moment(None, "vi"), formats.day(None, "vi")])
def test_no_moment_is_an_en_dash(missing: str) -> None:
    assert missing == "–"


def test_only_days_and_moments_are_written_out() -> None:
    assert formats.when(date(2024, 12, 24), "vi") == "24/12/2024"
    assert formats.when(datetime(2024, 12, 24, 7, tzinfo=UTC), "vi") == "14:00 24/12/2024"
    assert formats.when("2024-12-24", "vi") == "2024-12-24"
    assert formats.when(2024, "vi") == 2024


@pytest.mark.parametrize(
    ("text", "lang", "number"),
    [
        ("1.234,50 (−3)", "vi", "1234.50"),
        ("1,234.50 (−3)", "en", "1234.50"),
        ("12=", "vi", "12"),
        ("−0,31*", "vi", "-0.31"),
        ("+1,53", "vi", "1.53"),
        ("64,7\u00a0%", "vi", "64.7"),
        ("3/63", "vi", "3"),
        ("42,79–45,71", "vi", "42.79"),
        ("≥ 90", "en", "90"),
        ("mới có", "vi", None),
        ("–", "vi", None),
        ("", "en", None),
        (None, "en", None),
        ("24/12/2021", "vi", None),
        ("24 Dec 2021", "en", None),
        ("14:05 24/12/2021", "vi", None),
    ],
)
def test_the_number_that_a_printed_text_begins_with(text, lang, number):
    assert formats.leading(text, lang) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("value", [0, 7, 12.5, 1234.56, -3.25, -98765.4])
def test_a_printed_number_is_read_back_as_it_was_rounded(lang, value):
    assert formats.leading(formats.signed(value, lang, 1), lang) == formats.leading(formats.score(value, lang, 1), lang)
    assert float(formats.leading(formats.score(value, lang), lang)) == value
