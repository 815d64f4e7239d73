from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.intake import cells
from provindex.intake.cells import Number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (42.39, 42.39),
        (7, 7.0),
        ("42,39", 42.39),
        ("42.39", 42.39),
        (" 42,39 ", 42.39),
        ("\u22121,5", -1.5),
        ("4.2e1", 42.0),
    ],
)
def test_numbers_are_read_with_either_mark(raw, value):
    assert cells.number(raw).value == value


@pytest.mark.parametrize(
    "raw",
    [None, "", "  ", "-", "–", "…", "*", "**", "N/A", "không có dữ liệu", "Không đủ dữ liệu", "x", "X", "Chưa công bố",
     "(không khảo sát)", "Chưa có số liệu.", "not ranked"],
)  # fmt: skip
def test_marks_of_a_missing_figure_are_blank(raw):
    assert cells.number(raw) == Number("blank")


@pytest.mark.parametrize(
    "raw",
    ["42,39 điểm", "1.234,5", "1,234.5", "NaN", "inf", "1e999", "#DIV/0!", "=1+1", True, float("nan"), float("-inf"),
     "12 34", "xx", "không", "chưa", "sẽ công bố", "công bố", "0x1F", "١٢", "1_000", b"1", "9" * 500],
)  # fmt: skip
def test_what_nobody_means_by_a_score_is_text(raw):
    assert cells.number(raw) == Number("text")


@pytest.mark.parametrize(("raw", "says"), [("x", True), ("Chưa công bố", True), ("–", False), (None, False),
                                           ("86,4", False), ("86,4 điểm", False), (3.5, False)])  # fmt: skip
def test_a_word_in_place_of_a_figure_is_told_from_a_mark_and_from_another_text(raw, says):
    assert cells.is_word(raw) is says


def test_a_negative_zero_is_a_plain_zero():
    assert str(cells.number(-0.0).value) == "0.0"


def test_a_per_cent_sign_is_remembered():
    assert cells.number("83,94 %") == Number("number", 83.94, ",", percent=True)


@pytest.mark.parametrize(
    "raw",
    ["5=", "=5", "5-6", "5 - 6", "5–6", "5 (đồng hạng)", "5 đồng hạng", "Đồng hạng 5", "5/34", "Thứ 5", "hạng 5",
     "Xếp thứ 5", "Hạng: 5", "5th", "5.", "05", "5*", "5 (*)", "5,0", 5, 5.0, "5"],
)  # fmt: skip
def test_a_rank_is_read_however_it_is_printed(raw):
    assert cells.rank(raw).value == 5.0


@pytest.mark.parametrize("raw", ["6-5", "5-5", "40/34", "5%", "5a", "hạng", "1-2-3", "1-Feb", date(2025, 2, 1), "5 6"])
def test_what_is_no_rank_for_certain_is_text(raw):
    assert cells.rank(raw).state == "text"


def test_a_rank_with_decimals_stays_one_that_is_refused_later():
    assert cells.rank("5,5").value == 5.5


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (date(2025, 2, 1), True),
        (datetime(2025, 2, 1), True),
        (time(1, 2), True),
        ("1-Feb", True),
        ("01/02/2025", True),
        ("Feb-25", True),
        ("2-thg 1", True),
        ("1-2", False),
        ("91.02", False),
        (5, False),
    ],
)
def test_a_date_is_known_for_one(raw, expected):
    assert cells.is_date(raw) is expected


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("a\nb\x00", "a\\nb\\u0000"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("<script>", "<script>"),
        (5.5, "5.5"),
        (None, ""),
        ("Đà Nẵng", "Đà Nẵng"),
    ],
    ids=ascii,
)
def test_text_is_shown_without_what_acts(raw, shown):
    assert cells.shown(raw) == shown


def test_a_long_text_is_cut():
    assert cells.shown("x" * 1_000_000, 10) == "xxxxxxxxx…"


@given(st.text())
def test_nothing_unseen_is_ever_shown(raw):
    shown = cells.shown(raw)
    assert len(shown) <= cells.LONGEST_SHOWN
    assert not any(ord(letter) < 32 or letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f" for letter in shown)


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(column, letters):
    assert cells.column_letter(column) == letters


@pytest.mark.parametrize(
    ("raw", "value", "beside"),
    [
        ("90,48*", 90.48, "*"),
        ("90,48 **", 90.48, "**"),
        ("90,48 (*)", 90.48, "(*)"),
        ("90,76 (1)", 90.76, "(1)"),
        ("90,76[2]", 90.76, "[2]"),
        ("90,76 (a)", 90.76, "(a)"),
        ("90,48¹", 90.48, "¹"),
        ("90.48%†", 90.48, "†"),
        ("92,18 điểm", 92.18, None),
        ("92,18 đie\u0302\u0309m", 92.18, None),
        ("43.5 points", 43.5, None),
        (90.48, 90.48, None),
    ],
)
def test_a_mark_or_a_unit_behind_a_figure_is_no_part_of_it(raw, value, beside):
    found = cells.figure(raw)
    assert (found.state, found.value, found.beside) == ("number", value, beside)


@pytest.mark.parametrize(
    "raw", ["90,48 1", "90,48 (123)", "90,48 (89,5)", "90,48 (+2)", "*90,48", "(1)", "5 triệu", "điểm"]
)
def test_what_may_be_more_than_a_mark_is_no_figure(raw):
    assert cells.figure(raw).state == "text"


@pytest.mark.parametrize("raw", ["92,18 điểm", "90,48*"])
def test_a_rank_has_no_unit_of_scores(raw):
    assert cells.rank(raw).state == "text"
