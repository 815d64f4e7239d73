"""Provinces side by side: tables below each other, and what stands below a score. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import IDS, NAMES, book, column, lying, score, scores

HEADS = ["Chỉ số", *NAMES]


def row(label, value):
    return [label, *[value(place) for place in range(63)]]


def test_a_table_below_is_of_the_year_of_its_own_title():
    rows = [
        *lying("PAR INDEX năm 2022", ["PAR INDEX", "Thể chế"], add=5),
        [],
        *lying("PAR INDEX năm 2023", ["PAR INDEX", "Thể chế"]),
    ]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(), column(1))
    left = only(reading, "table_left")
    assert (left.row, dict(left.facts)["year"]) == (2, 2022)


def test_a_list_goes_on_in_the_table_below():
    rows = [*lying("PAR INDEX năm 2023", ["PAR INDEX", "Thể chế"], range(32)), []]
    rows += lying(None, ["PAR INDEX", "Thể chế"], range(32, 63))
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(), column(1))
    assert exit_code(reading) == 0


def test_a_province_twice_in_a_list_that_goes_on_blocks():
    rows = [*lying("PAR INDEX năm 2023", ["PAR INDEX"], range(32)), []]
    rows += lying(None, ["PAR INDEX"], range(31, 63), add=1)
    assert only(read(book(("a", rows)), "a.xlsx"), "province_twice").severity == "blocks"


def test_parts_below_the_total_are_read_with_it():
    rows = [*lying("PAR INDEX năm 2023", ["PAR INDEX"]), []]
    rows += lying("Lĩnh vực", ["Thể chế", "Tài chính công"], add=3)
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.finance")) == (column(), column(4))


def test_parts_on_a_further_sheet_are_read_with_the_total():
    sheets = [("A", lying("PAR INDEX năm 2023", ["PAR INDEX"])), ("B", lying("PAR INDEX năm 2023", ["Thể chế"], add=2))]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023, "par.institutions"), "sheet_again" in codes(reading)) == (column(2), False)


def test_ranks_ends_and_errors_below_a_score_are_those_of_it():
    order = sorted(range(63), key=score, reverse=True)
    rows = [["PAR INDEX năm 2023"], HEADS, row("PAR INDEX", score), row("Thứ hạng", lambda at: order.index(at) + 1)]
    rows += [row("Cận dưới", lambda at: score(at, -1)), row("Cận trên", lambda at: score(at, 1))]
    rows += [row("Sai số chuẩn", lambda at: 0.5), row("Thể chế", lambda at: score(at, 2))]
    reading = read(book(("a", rows)), "a.xlsx")
    assert exit_code(reading) == 0
    assert scores(reading, 2023, name="rank_published") == {IDS[at]: order.index(at) + 1 for at in range(63)}
    assert (scores(reading, 2023, name="low"), scores(reading, 2023, name="high")) == (column(-1), column(1))
    assert set(scores(reading, 2023, name="se").values()) == {0.5}


@pytest.mark.parametrize("label", ["Hạng PAR INDEX", "PAR INDEX (xếp hạng)", "PAR INDEX: xếp hạng"])
def test_a_rank_that_names_its_measure_may_stand_anywhere(label):
    order = sorted(range(63), key=score, reverse=True)
    rows = [["PAR INDEX năm 2023"], HEADS, row("PAR INDEX", score), row("Thể chế", score)]
    rows += [row(label, lambda at: order.index(at) + 1)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert scores(reading, 2023, name="rank_published")["63:01"] == order.index(0) + 1


def test_each_of_several_ranks_is_that_of_the_score_above():
    order = sorted(range(63), key=score, reverse=True)
    ranks = {at: order.index(at) + 1 for at in range(63)}
    rows = [["PAR INDEX năm 2023"], HEADS]
    for label in ("PAR INDEX", "Thể chế"):
        rows += [row(label, score), row("Xếp hạng", ranks.get)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert scores(reading, 2023, "par.institutions", "rank_published")["63:01"] == ranks[0]


def test_the_only_rank_below_a_part_may_be_that_of_the_total_and_is_left():
    rows = [["PAR INDEX năm 2023"], HEADS, row("PAR INDEX", score), row("Thể chế", score)]
    rows += [row("Xếp hạng", lambda at: at + 1)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert reading.years[2023]["rank_published"].isna().all()
    assert dict(only(reading, "measures_left").facts)["headings"] == ("Xếp hạng",)


def test_rows_that_are_no_measure_are_named():
    rows = [["PAR INDEX năm 2023"], HEADS, row("PAR INDEX", score), row("Tăng/giảm so với năm 2022", lambda at: 1.5)]
    rows += [row("Dân số", lambda at: 900 + at), ["Ghi chú"]]
    issue = only(read(book(("a", rows)), "a.xlsx"), "measures_left")
    assert (issue.severity, issue.row) == ("warns", 4)
    assert dict(issue.facts)["headings"] == ("Tăng/giảm so với năm 2022", "Dân số")


def test_what_the_title_calls_no_results_is_held_back():
    reading = read(book(("a", lying("PAR INDEX tự chấm năm 2023", ["PAR INDEX"]))), "a.xlsx")
    assert only(reading, "no_result").value == "PAR INDEX tự chấm năm 2023"


def test_of_rows_of_several_years_that_of_the_table_is_read():
    rows = [["PAR INDEX năm 2023"], HEADS, row("PAR INDEX 2022", score), row("PAR INDEX 2023", lambda at: score(at, 1))]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), list(reading.years)) == (column(1), [2023])
    assert dict(only(reading, "measures_left").facts)["headings"] == ("PAR INDEX 2022",)


def test_the_same_rows_of_the_same_provinces_once_more_are_asked_about_once():
    rows = [*lying("PAR INDEX năm 2023", ["PAR INDEX"]), [], *lying(None, ["PAR INDEX"], add=3)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (only(reading, "measure_twice").row, "province_twice" in codes(reading)) == (6, False)


def test_a_table_below_of_another_index_is_left_and_named():
    rows = [*lying("PAR INDEX năm 2023", ["PAR INDEX"]), [], *lying("SIPAS năm 2023", ["SIPAS"], add=3)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), only(reading, "index_left").row) == (column(), 6)


def test_sheets_of_other_provinces_of_one_year_are_one_list():
    sheets = [
        (name, lying("PAR INDEX năm 2023", ["PAR INDEX"], at)) for name, at in (("A", range(30)), ("B", range(30, 63)))
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), "sheet_again" in codes(reading)) == (column(), False)


def test_a_sheet_that_shares_a_province_is_the_year_once_more():
    sheets = [
        (name, lying("PAR INDEX năm 2023", ["PAR INDEX"], at)) for name, at in (("A", range(30)), ("B", range(29, 63)))
    ]
    reading = read(book(*sheets), "a.xlsx")
    assert (scores(reading, 2023), only(reading, "sheet_again").sheet) == (column(0, range(30)), "B")
