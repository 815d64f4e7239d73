"""Which year a text states, and what in it is only a date."""

import pytest

from provindex.intake.layouts.years import years_in
from tests.provindex.intake.expect import read
from tests.provindex.intake.layouts.lists import book, standing


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


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Chỉ số SIPAS năm 2023, phương hướng năm 2024", 2023),
        ("Hội nghị 2024: chỉ số SIPAS năm 2023", 2023),
        ("Báo cáo năm 2024 về chỉ số SIPAS năm 2023", 2023),
        ("Chỉ số SIPAS năm 2023 theo Bộ tiêu chí năm 2022", 2023),
        ("Chỉ số SIPAS theo Bộ chỉ số 2022", None),
        ("Chỉ số SIPAS theo phương pháp mới của năm 2022", None),
        ("Báo cáo năm 2024 về chỉ số SIPAS năm trước", None),
        ("Bộ chỉ số SIPAS năm 2023", 2023),
        ("Báo cáo SIPAS 2023", 2023),
    ],
)
def test_the_year_of_criteria_or_a_report_or_a_meeting_is_none_of_figures(title, year):
    reading = read(book(("Bang", standing(title, ["Tỉnh", "Điểm"]))), "a.xlsx")
    assert list(reading.years) == ([year] if year else [])
    assert [one.about for one in reading.questions] == ([] if year else ["year"])
