"""Which index a table is about: what its headings, titles and notes say. Figures made up."""

import pytest

from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read


def index_of(*lines, heads=("Tỉnh", "Điểm", "Xếp hạng")):
    rows = [*[[line] for line in lines], list(heads)]
    rows += [[one.name.vi, 90 - place / 4, place + 1] for place, one in enumerate(layouts.OLD)]
    reading = read(layouts.xlsx(rows), "phu luc 2024.xlsx")
    return reading.index.key if reading.index else codes(reading)


SPELT_OUT = "sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước"


@pytest.mark.parametrize(
    ("title", "index"),
    [
        (f"Kết quả đo lường {SPELT_OUT}", "sipas"),
        ("Sự hài lòng của người dân đối với sự phục vụ hành chính năm 2024", "sipas"),
        ("Kết quả khảo sát (SIPAS) năm 2024", "sipas"),
        ("Kết quả xếp hạng (PAR INDEX 2024)", "par"),
        ("Kết quả Chỉ số cải cách hành chính (kèm theo báo cáo SIPAS)", "par"),
        ("Kết quả thực hiện công tác cải cách hành chính", ["index_unknown"]),
        ("Chỉ số CCHC và sự hài lòng về sự phục vụ hành chính", ["index_several"]),
        ("Bảng xếp hạng (kèm theo Báo cáo về SIPAS)", ["index_unknown"]),
    ],
)
def test_a_title_names_an_index_in_its_own_words_or_alone_in_brackets(title, index):
    assert index_of(title) == index


def test_a_title_behind_long_lines_still_counts():
    long = "Kèm theo Kế hoạch kiểm tra công tác của Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    assert index_of(long, long, long, "BẢNG XẾP HẠNG SIPAS") == "sipas"


def test_a_note_above_a_table_that_names_another_index_says_nothing():
    assert index_of("Nguồn: Báo cáo Chỉ số CCHC và Chỉ số SIPAS", "BẢNG XẾP HẠNG SIPAS") == "sipas"


def test_points_that_one_index_gives_for_another_name_none():
    """The column of ten points is a part of PAR INDEX, which only the title names."""
    assert index_of("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", heads=("Tỉnh", "Tổng điểm", "Điểm SIPAS (10 điểm)")) == "par"


def test_the_index_of_the_title_is_among_those_that_a_heading_leaves_open():
    rows = [["SIPAS năm 2023"], ["Tỉnh", "Thủ tục hành chính"], *[[one.name.vi, 80.5] for one in layouts.OLD]]
    asked = read(layouts.xlsx(rows), "a.xlsx")
    assert only(asked, "index_several").expected == "papi | par | sipas"


def test_a_heading_that_is_also_that_of_a_part_of_another_index_does_not_outweigh_the_title():
    assert index_of("SIPAS năm 2024", heads=("Tỉnh", "Thể chế", "Chung")) == ["index_several"]
    assert index_of("PAR INDEX năm 2024", heads=("Tỉnh", "Thể chế", "Chung")) == "par"
