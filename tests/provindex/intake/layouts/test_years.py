"""Which year a text states, and what in it is only a date."""

import pytest

from provindex.intake.layouts.years import years_in


@pytest.mark.parametrize(
    "date",
    ["03/4/2024", "3.4.2024", "2024-04-03", "ngày 3 tháng 4 năm 2024", "tháng 4/2024", "03-4-2024", "20240403",
     "4/2024", "(03-04-2024)", "3 April 2024", "268/QĐ-BNV năm 2024", "12/2024/QĐ-BNV", "03042024", "số 2024/BNV-CCHC",
     "2024/QĐ-BNV"],
)  # fmt: skip
def test_a_date_is_no_year_of_figures_and_a_year_beside_it_is(date):
    assert years_in(f"Quyết định {date}") == ()
    assert years_in(f"Chỉ số CCHC năm 2023, {date}") == (2023,)


@pytest.mark.parametrize(
    ("text", "years"), [("PAPI 2022-2023", (2022, 2023)), ("PAR_2023", (2023,)), ("Năm 2023", (2023,)), ("12023", ())]
)
def test_every_year_that_is_no_date_counts(text, years):
    assert years_in(text) == years
