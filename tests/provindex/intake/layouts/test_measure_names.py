"""What headings and names beside the provinces mean."""

import pytest

from provindex.intake.layouts import measure_names


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("IV. Tổ chức bộ máy", ("4", "to chuc bo may")),
        ("VIII - Tác động", ("8", "tac dong")),
        ("Lĩnh vực II: Thể chế", ("2", "the che")),
        ("6.1: Y tế công lập", ("6.1", "y te cong lap")),
        ("X quang", (None, "x quang")),
        ("Vị trí", (None, "vi tri")),
    ],
)
def test_a_number_before_a_name_is_read_in_arabic_and_roman_figures(heading, expected):
    assert measure_names.numbered(heading) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Trung bình cả nước", True),
        ("Giá trị nhỏ nhất", True),
        ("2. Đồng bằng sông Cửu Long", True),
        ("Khu vực miền núi phía Bắc", True),
        ("Chung", True),
        ("Cộng (34 tỉnh)", True),
        ("63 tỉnh, thành phố", True),
        ("Chung Nam", False),
        ("Nam", False),
        ("Thái Nguyên", False),
        ("Vũng Tàu", False),
        ("Bắc Ninh", False),
    ],
)
def test_the_country_and_its_regions_are_told_from_provinces(name, expected):
    assert measure_names.is_aggregate(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghi chú: x", True),
        ("(*) Tỉnh mới", True),
        ("Nguồn: Bộ Nội vụ", True),
        ("x" * 61, True),
        ("* Hà Nội", False),
        ("TP. Hồ Chí Minh (hợp nhất TP. Hồ Chí Minh, Bình Dương và Bà Rịa - Vũng Tàu)", False),
        ("Nguyễn", False),
        ("Hà Nội", False),
    ],
)
def test_a_note_is_told_from_a_name(text, expected):
    assert measure_names.is_note(text) is expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("PAPI 2023", "papi"), ("Chỉ số CCHC năm 2023", "chi so cchc"), ("Điểm", "diem"), ("PAPI 2022", None)],
)
def test_a_heading_of_another_year_is_not_one_of_the_table(heading, expected):
    found = measure_names.of_year(heading, 2023)
    assert (found and measure_names.simple(found)) == expected
