"""Which rows of a table are provinces, which are left and listed, and what is asked about names."""

from datetime import date

import pytest

from provindex import geography
from provindex.intake import Answers
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read

YEAR = 2025


def table(name="{}", *rows, ranks=False):
    """A table of the 34 provinces, each written in a pattern, with further rows below."""
    body = [
        [number, name.format(one.name.vi.removeprefix("TP. ")), 80.5 + number / 10]
        for number, one in enumerate(geography.provinces("34"), start=1)
    ]
    head = ["Xếp hạng" if ranks else "STT", "Tỉnh, thành phố", "Điểm"]
    return [[f"CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM {YEAR}"], head, *body, *rows]


def reading(rows):
    return read(layouts.xlsx(rows), "par.xlsx")


def listed(found):
    return dict(only(found, "rows_left").facts)["rows"]


@pytest.mark.parametrize("pattern", ["UBND tỉnh {}", "{} (mới)", "7. {}", "{} (*)", "Ủy ban nhân dân thành phố {}"])
def test_every_name_in_a_customary_dress_is_read(pattern):
    frame = reading(table(pattern)).years[YEAR]
    assert dict(zip(frame["province"], frame["score"], strict=True)) == {
        one.id: 80.5 + number / 10 for number, one in enumerate(geography.provinces("34"), start=1)
    }


@pytest.mark.parametrize(
    "name",
    ["Cộng", "Tổng", "Chung", "Bình quân", "Bình quân chung", "Cả nước", "Trung bình chung", "Tổng cộng",
     "Chung cả nước", "Cộng (34 tỉnh)", "Tổng 34 tỉnh, thành phố", "35. Trung bình", "Vùng Tây Nguyên",
     "II. Đông Nam Bộ", "TB"],
)  # fmt: skip
def test_a_row_of_a_sum_a_mean_or_a_region_is_left_and_listed(name):
    found = reading(table("{}", [None, name, 88.1]))
    assert listed(found) == (name,)
    assert len(found.years[YEAR]) == 34
    assert not found.blocks


def test_a_sum_under_the_running_numbers_is_left_and_listed():
    found = reading(table("{}", ["Cộng", None, 88.1]))
    assert listed(found) == ("Cộng",)
    assert not found.blocks


@pytest.mark.parametrize(
    "note", ["Ghi chú: số liệu đến 31/12", "(*) Tỉnh mới thành lập", "Nguồn: Bộ Nội vụ", "Người lập biểu", "*) Số liệu"]
)
@pytest.mark.parametrize("column", [0, 1])
def test_a_note_below_the_table_is_left_and_listed(note, column):
    found = reading(table("{}", [], [None] * column + [note]))
    assert listed(found) == (note,)
    assert not found.blocks


def test_below_headings_that_a_new_page_repeats_the_list_goes_on():
    rows = table()
    found = reading([*rows[:20], rows[1], *rows[20:]])
    assert len(found.years[YEAR]) == 34
    assert not found.blocks


@pytest.mark.parametrize(
    "name",
    [
        "Ghi chú: Hà Lội",
        "(*) Hà Lội",
        "Tỉnh, thành phố",
        "Hà Lội " * 9,
        "Hà Lội",
        "Tân Phú",
        "Lâm Đồng (cũ)",
        "Hà Nội - Sơn La",
        "Quảng Trung",
        "Chung Nam",
    ],
)
def test_a_short_unknown_name_with_figures_stays_a_question(name):
    found = reading(table("{}", [35, name, 70.0]))
    assert found.blocks
    assert "rows_left" not in codes(found)
    assert {"province_unknown", "province_several"} & set(codes(found))


@pytest.mark.parametrize("pattern", ["Sở Nội vụ {}", "Sở Nội vụ tỉnh {}", "{} (cũ)", "Công an {}"])
def test_words_that_all_names_share_are_asked_about_once(pattern):
    found = reading(table(pattern))
    blocking = [issue for issue in found.issues if issue.severity == "blocks"]
    assert [issue.code for issue in blocking] == ["province_words"]
    assert blocking[0].row == 3
    facts = dict(blocking[0].facts)
    assert facts["n"] == 34
    assert facts["pattern"] == pattern.format("…").replace("tỉnh …", "…")
    assert found.unresolved == ()
    assert found.years[YEAR].empty


def test_the_provinces_in_longer_names_are_proposed_and_one_answer_is_enough():
    found = reading(table("Sở Nội vụ {}"))
    question = next(one for one in found.questions if one.about == "words")
    assert (question.name, question.edition, len(question.proposed)) == ("Sở Nội vụ …", "34", 34)
    written = {one.id: f"Sở Nội vụ {one.name.vi.removeprefix('TP. ')}" for one in geography.provinces("34")}
    assert {province: name for name, province in question.proposed} == written
    names = {("34", name): province for name, province in question.proposed}
    agreed = read(layouts.xlsx(table("Sở Nội vụ {}")), "x.xlsx", answers=Answers(names=names))
    assert not agreed.blocks
    assert set(agreed.years[YEAR]["province"]) == set(names.values())


def test_nothing_is_proposed_where_two_longer_names_are_of_one_province():
    rows = table("Sở Nội vụ {}")
    rows[3][1] = f"{rows[2][1]} "
    rows[4][1] = rows[2][1].replace("Sở", "SỞ")
    assert not [one for one in reading(rows).questions if one.about == "words"]


def test_words_beside_some_names_are_asked_about_once_and_the_rest_is_read():
    rows = table()
    for row in rows[2:7]:
        row[1] = f"Sở Nội vụ {row[1]}"
    found = reading(rows)
    assert dict(only(found, "province_words").facts)["n"] == 5
    assert len(found.years[YEAR]) == 29


def test_two_names_with_the_same_word_are_asked_about_each():
    rows = table()
    for row in rows[2:4]:
        row[1] = f"Xứ {row[1]}"
    found = reading(rows)
    assert "province_words" not in codes(found)
    assert [issue.row for issue in found.issues if issue.code == "province_unknown"] == [3, 4]


def test_tied_ranks_are_the_better_rank():
    rows = table(ranks=True)
    for number, row in enumerate(rows[2:], start=1):
        row[2] = 90 - number / 10
    rows[2][0], rows[3][0], rows[3][2] = "1-2", "1-2", rows[2][2]
    rows[6][0], rows[7][0], rows[7][2] = "5=", "5=", rows[6][2]
    found = reading(rows)
    assert not found.blocks
    ranks = dict(zip(found.years[YEAR]["province"], found.years[YEAR]["rank_published"], strict=True))
    assert [ranks[one.id] for one in geography.provinces("34")][:8] == [1, 1, 3, 4, 5, 5, 7, 8]


def test_a_rank_that_a_program_made_a_date_of_is_refused():
    rows = table(ranks=True)
    rows[2][0] = date(2026, 2, 1)
    issue = only(reading(rows), "date_cell")
    assert (issue.row, issue.column, issue.severity) == (3, "A", "blocks")
