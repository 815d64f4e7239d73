"""Orders of the columns of a table."""

from datetime import date

import pandas as pd

from provindex.core import sorting


def test_printed_numbers_are_ordered_by_value_and_words_have_no_place():
    assert sorting.by_number(["10", "2", "1", "mới có", "–"], "vi") == [2, 1, 0, None, None]


def test_equal_values_share_a_place():
    assert sorting.by_value([42.5, None, 40.0, 42.5, float("nan"), pd.NA]) == [1, None, 0, 1, None, None]


def test_dates_are_ordered_by_time_and_a_missing_one_has_no_place():
    assert sorting.by_value([date(2024, 12, 1), pd.NaT, date(2023, 12, 24)]) == [1, None, 0]


def test_names_are_in_the_order_of_the_vietnamese_alphabet():
    names = ["Đà Nẵng", "Điện Biên", "Hà Nội", "Cà Mau", "Đắk Lắk", "An Giang", "", "–"]
    assert sorting.by_text(names) == [2, 4, 5, 1, 3, 0, None, None]


def test_whole_numbers_inside_a_text_count_by_value():
    assert sorting.by_text(["Nội dung 10", "Nội dung 2"]) == [1, 0]


def test_classes_rise_from_the_lowest_and_a_reason_has_no_place():
    assert sorting.by_class(["Cao", "Thấp", "không có số liệu"], ["Cao", "Thấp"]) == [1, 0, None]
