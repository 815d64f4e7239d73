"""Columns that divide the rows of a province. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import NAMES, book, column, score, scores


def long(heading, kinds):
    """A long table with rows of several kinds, each one point higher than the one before."""
    rows = [["Tỉnh", "Chỉ số", heading, "Năm", "Điểm"]]
    rows += [[name, "SIPAS", kind, 2023, score(at, add)] for at, name in enumerate(NAMES) for add, kind in kinds]
    return read(book(("a", rows)), "a.xlsx")


def wide(heading, kinds):
    rows = [["SIPAS năm 2023"], ["Tỉnh", heading, "SIPAS"]]
    rows += [[name, kind, score(at, add)] for at, name in enumerate(NAMES) for add, kind in kinds]
    return read(book(("a", rows)), "a.xlsx")


@pytest.mark.parametrize("table", [long, wide])
@pytest.mark.parametrize(
    ("heading", "kinds", "whole"),
    [
        ("Giới tính", ["Nam", "Nữ", "Chung"], 2),
        ("Quý", ["Cả năm", "I", "II", "III", "IV"], 0),
        ("Khu vực", ["Thành thị", "Nông thôn", "Tổng số"], 2),
        ("Phân tổ", ["Tất cả", "18-30 tuổi", "trên 30 tuổi"], 0),
    ],
)
def test_the_rows_of_everybody_are_read_and_the_others_named(table, heading, kinds, whole):
    reading = table(heading, list(enumerate(kinds)))
    assert (scores(reading, 2023, "sipas"), exit_code(reading)) == (column(whole), 0)
    facts = dict(only(reading, "kinds_left").facts)
    assert (facts["whole"], set(facts["left"])) == ((kinds[whole],), set(kinds) - {kinds[whole]})


@pytest.mark.parametrize("table", [long, wide])
@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Giới", ["Nam", "Nữ"]),
        ("Giới", ["Nam"]),
        ("Quý", [1, 2, 3, 4]),
        ("Nhóm tuổi", ["18-30", "31-50"]),
        ("Loại", ["Điểm tự chấm"]),
        ("Loại", ["Điểm thẩm định", "Điểm tự chấm"]),
        ("Loại", ["Thành phố thuộc tỉnh"]),
    ],
)
def test_rows_of_which_none_is_said_to_be_of_everybody_are_refused_once(table, heading, kinds):
    reading = table(heading, list(enumerate(kinds)))
    issue = only(reading, "kinds_unclear")
    assert (issue.severity, issue.value, reading.years) == ("blocks", heading, {})
    assert dict(issue.facts)["kinds"] == tuple(map(str, kinds))
    assert not {"figure_twice", "province_twice"} & set(codes(reading))


def test_rows_that_are_all_official_are_read_without_a_word_about_others():
    reading = long("Loại số liệu", [(0, "Chính thức")])
    assert (scores(reading, 2023, "sipas"), "kinds_left" in codes(reading)) == (column(), False)


def test_a_kind_that_changes_from_row_to_row_is_refused():
    rows = [["SIPAS năm 2023"], ["Tỉnh", "Giới", "SIPAS"]]
    rows += [[name, ("Nam", "Nữ")[at % 2], score(at)] for at, name in enumerate(NAMES)]
    assert only(read(book(("a", rows)), "a.xlsx"), "kinds_unclear").severity == "blocks"


@pytest.mark.parametrize(("heading", "words"), [("Vùng", "Đông Bắc"), ("Loại", "Loại I"), ("Trưởng nhóm", "Bà An")])
def test_a_word_beside_each_province_divides_nothing(heading, words):
    rows = [["SIPAS năm 2023"], ["Tỉnh", heading, "SIPAS"]]
    rows += [[name, f"{words}{at % 3}", score(at)] for at, name in enumerate(NAMES)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023, "sipas"), exit_code(reading)) == (column(), 0)
