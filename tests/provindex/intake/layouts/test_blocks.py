"""Lists of other units beside those of provinces, and two columns of provinces. Figures made up."""

import pytest

from provindex import geography
from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import only, read
from tests.provindex.intake.layouts.lists import NAMES, book, column, score, scores

MINISTRIES = ["Bộ Nội vụ", "Bộ Tài chính", "Bộ Tư pháp", "Bộ Y tế", "Ngân hàng Nhà nước", "Thanh tra Chính phủ"]
DEPARTMENTS = ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Ban Quản lý khu kinh tế"]


def beside(units, ours, theirs, *, first, gap):
    rows = [["PAR INDEX năm 2023"]]
    for at in range(-1, 63):
        own = ours if at < 0 else [NAMES[at], score(at)]
        other = theirs if at < 0 else [units[at], score(at, 20)] if at < len(units) else [None, None]
        rows.append([*(other if first else own), *([None] if gap else []), *(own if first else other)])
    return read(book(("a", rows)), "a.xlsx")


@pytest.mark.parametrize("first", [True, False], ids=["in front", "behind"])
@pytest.mark.parametrize("gap", [True, False], ids=["apart", "together"])
@pytest.mark.parametrize(
    ("units", "ours", "theirs"),
    [
        (MINISTRIES, ["Tỉnh", "PAR INDEX"], ["Bộ, cơ quan ngang bộ", "Điểm"]),
        (MINISTRIES, ["Địa phương", "PAR INDEX"], ["Bộ, cơ quan", "Thể chế"]),
        (DEPARTMENTS, ["Tỉnh", "PAR INDEX"], ["Cơ quan", "PAR INDEX"]),
    ],
)
def test_scores_of_other_units_beside_them_are_none_of_provinces(units, ours, theirs, first, gap):
    reading = beside(units, ours, theirs, first=first, gap=gap)
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)
    assert list(reading.years[2023]["measure"].unique()) == ["par"]
    assert set(theirs) <= set(dict(only(reading, "columns_left").facts)["headings"])


def test_an_office_that_answers_for_many_provinces_lists_no_units():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "Cơ quan thẩm định", "PAR INDEX"]]
    rows += [[name, MINISTRIES[at % 4], score(at)] for at, name in enumerate(NAMES)]
    assert scores(read(book(("a", rows)), "a.xlsx"), 2023) == column()


def test_remarks_that_begin_like_units_list_none():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "Ghi chú", "PAR INDEX"]]
    rows += [[name, f"Số liệu của phường {at}", score(at)] for at, name in enumerate(NAMES)]
    assert scores(read(book(("a", rows)), "a.xlsx"), 2023) == column()


@pytest.mark.parametrize("heading", ["Tỉnh", "Sáp nhập từ"])
def test_which_of_two_columns_of_provinces_was_read_is_said(heading):
    crosswalk = geography.crosswalk()
    new = {old: geography.province(one).name.vi for old, one in zip(crosswalk["old"], crosswalk["new"], strict=True)}
    rows = [["PAR INDEX năm 2024"], ["Tỉnh mới", heading, "PAR INDEX"]]
    rows += [[new[one.id], one.name.vi, score(at)] for at, one in enumerate(layouts.OLD)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert scores(reading, 2024) == column()
    assert dict(only(reading, "provinces_chosen").facts) == {"chosen": heading, "passed": "Tỉnh mới"}


def halves(heads, gap=0, behind=()):
    """63 provinces in two halves side by side under headings of the first half alone, or of none that fit."""
    rows = [["PAR INDEX năm 2023"], heads]
    for at in range(32):
        parts = [[place + 1, NAMES[place], score(place)] if place < 63 else [None] * 3 for place in (at, at + 32)]
        rows.append([*parts[0], *([None] * gap), *parts[1], *behind])
    return read(book(("a", rows)), "a.xlsx")


@pytest.mark.parametrize("gap", [0, 1])
def test_headings_over_the_first_half_of_a_list_head_the_second_too(gap):
    reading = halves(["STT", "Tỉnh", "PAR INDEX"], gap)
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)


@pytest.mark.parametrize("behind", [(71.5,), (71.5, 72.5)])
def test_a_second_half_without_headings_is_held_back_where_its_columns_differ(behind):
    issue = only(halves(["STT", "Tỉnh", "PAR INDEX"], behind=behind), "provinces_unclear")
    assert (issue.severity, issue.column) == ("blocks", "E")


def test_headings_over_the_first_third_of_a_list_head_the_others_too():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX"]]
    rows += [[cell for at in (line, line + 21, line + 42) for cell in (NAMES[at], score(at))] for line in range(21)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)


def test_the_same_provinces_once_more_without_headings_are_no_second_half():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX"]]
    rows += [[NAMES[at], score(at), NAMES[62 - at], score(62 - at, 9)] for at in range(63)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)
    assert "D" in dict(only(reading, "columns_left").facts)["headings"]
