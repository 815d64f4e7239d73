"""2018-2024: measures in rows, provinces in columns."""

import pytest

from provindex import geography
from provindex.intake import Answers, exit_code
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, figures, only, read


def name(year: int) -> str:
    return f"PAPI-{year}.xlsx"


@pytest.fixture
def book():
    return layouts.wide(score_store.read_shipped("papi", 2023), 2023)


@pytest.mark.parametrize("year", range(2019, 2025))
def test_figures_and_intervals_come_back_as_they_were_written(year):
    frame = score_store.read_shipped("papi", year)
    reading = read(layouts.wide(frame, year).bytes(), name(year), Answers(zeros="missing"))
    assert (reading.layout, reading.edition, exit_code(reading)) == ("papi_wide", "63", 0)
    assert figures(reading.years[year], "score", "low", "high", "se") == figures(frame, "score", "low", "high", "se")


def test_the_sheet_of_2018_is_vietnamese_alone_and_has_no_total():
    frame = score_store.read_shipped("papi", 2018)
    reading = read(layouts.wide(frame, 2018).bytes(), name(2018))
    back = reading.years[2018]
    assert figures(back[back["measure"] != "papi"]) == figures(frame[frame["measure"] != "papi"])
    assert back.query("measure == 'papi'")["score"].count() == 61
    assert exit_code(reading) == 0


def test_weighted_scores_further_down_are_not_read(book):
    assert layouts.find(book.first, "Weighted PAPI Score")
    reading = read(book.bytes(), name(2023))
    assert 50.5 not in reading.years[2023]["score"].tolist()
    assert reading.years[2023].set_index(["province", "measure"]).loc[("63:02", "papi"), "low"] == 42.789


def test_weighted_scores_alone_are_no_scores(book):
    row, _ = layouts.find(book.first, "Weighted PAPI Score")
    book.first.delete_rows(3, row - 3)
    reading = read(book.bytes(), name(2023))
    assert 50.5 not in reading.years[2023]["score"].tolist()


@pytest.mark.parametrize(
    ("low", "high", "error"),
    [
        ("Unweighted 95% CI Low", "Unweighted 95% CI High", "Unweighted Standard Error"),
        ("Khoảng tin cậy 95% (cận dưới)", "Khoảng tin cậy 95%: cận trên", "Sai số chuẩn"),
        ("Confidence interval, lower", "Confidence interval, upper", "Standard error"),
    ],
)
def test_intervals_are_known_by_several_names(book, low, high, error):
    for row, label in zip((4, 5, 6), (low, high, error), strict=True):
        book.first.cell(row, 1, label)
        book.first.cell(row, 2, label)
    found = read(book.bytes(), name(2023)).years[2023].set_index(["province", "measure"]).loc[("63:02", "papi")]
    assert (found["low"], found["high"], found["se"]) == (42.789, 45.707, 0.887)


def test_an_interval_of_an_indicator_is_not_that_of_the_score_above(book):
    row, column = layouts.find(book.first, "Times a year")
    book.first.insert_rows(row + 1)
    book.first.cell(row + 1, column, "Unweighted 95% CI Low")
    book.first.cell(row + 1, 4, 0.001)
    low = read(book.bytes(), name(2023)).years[2023]["low"]
    assert low.dropna().tolist() == [42.789]


def test_the_provinces_of_the_next_edition_on_top_are_not_taken_for_the_names():
    reading = read(
        layouts.wide(score_store.read_shipped("papi", 2024), 2024).bytes(), name(2024), Answers(zeros="missing")
    )
    assert reading.years[2024]["province"].nunique() == 61
    assert codes(reading) == []


def test_zeros_are_asked_and_never_assumed():
    data = layouts.wide(score_store.read_shipped("papi", 2024), 2024).bytes()
    asked = read(data, name(2024))
    issue = only(asked, "zeros")
    assert (issue.severity, issue.row) == ("blocks", 7)
    (question,) = asked.questions
    assert (question.about, question.provinces, len(question.places)) == ("zeros", ("63:26", "63:82"), 2 * 37)
    assert "zeros" not in codes(read(data, name(2024), Answers(zeros="missing")))
    assert len(asked.years[2024].query("score == 0")) == 0


def test_zeros_that_are_kept_are_outside_of_the_scale():
    data = layouts.wide(score_store.read_shipped("papi", 2024), 2024).bytes()
    kept = read(data, name(2024), Answers(zeros="keep"))
    assert "outside_scale" in codes(kept)
    assert exit_code(kept) == 1


def test_only_the_year_of_the_file_is_read_of_sheets_that_repeat_older_years():
    book = layouts.wide(score_store.read_shipped("papi", 2023), 2023)
    for year in (2022, 2021):
        layouts.wide(score_store.read_shipped("papi", year), year, book)
    reading = read(book.bytes(), name(2023))
    assert list(reading.years) == [2023]
    assert [issue.sheet for issue in reading.issues if issue.code == "sheet_left"] == ["2022_VIE_ENG", "2021_VIE_ENG"]


def test_the_newest_year_is_read_where_the_file_name_says_none():
    book = layouts.wide(score_store.read_shipped("papi", 2021), 2021)
    layouts.wide(score_store.read_shipped("papi", 2023), 2023, book)
    assert list(read(book.bytes(), "data.xlsx").years) == [2023]


def test_a_province_that_nobody_knows_is_told_even_in_the_first_column(book):
    book.put("D2", "Hà Nọi 1")
    issue = only(read(book.bytes(), name(2023)), "province_unknown")
    assert (issue.row, issue.column, issue.value) == (2, "D", "Hà Nọi 1")


def test_labels_in_two_languages_that_contradict_each_other_are_told(book):
    row, column = layouts.find(book.first, "1.1: ")
    book.first.cell(row, 1, "Law and order")
    issue = only(read(book.bytes(), name(2023)), "measure_conflict")
    assert (issue.row, issue.column) == (row, "B")


def test_a_part_that_is_new_is_told_and_not_dropped(book):
    row, column = layouts.find(book.first, "8.3: ")
    book.first.cell(row, column, "8.4: Một nội dung mới")
    book.first.cell(row, 1, "Something new")
    issue = only(read(book.bytes(), name(2023)), "measure_unknown")
    assert (issue.row, issue.value) == (row, "8.4: Một nội dung mới")


def test_a_year_of_the_next_edition_arrives_on_its_provinces():
    frame = score_store.read_shipped("papi", 2024)
    names = {one.name.vi: one.id for one in geography.provinces("63")}
    new = {names[one.name.vi]: one.id for one in layouts.NEW if one.name.vi in names}
    moved = frame[frame["province"].isin(list(new))].assign(province=lambda found: found["province"].map(new))
    reading = read(layouts.wide(moved, 2025, provinces=layouts.NEW).bytes(), name(2025))
    assert reading.edition == "34"
    assert figures(reading.years[2025]) == figures(moved)
    assert "wrong_edition" not in codes(reading)


def test_a_sheet_of_the_same_year_and_one_without_a_year_are_told_as_that():
    frame = score_store.read_shipped("papi", 2023)
    book = layouts.wide(frame, 2023)
    for title in ("2023_VIE", "Phụ lục"):
        layouts.wide(frame, 2023, book).sheets["2023_VIE_ENG"].title = title
    reading = read(book.bytes(), "2023.xlsx")
    assert [(issue.code, issue.sheet) for issue in reading.issues if issue.code != "outlier"] == [
        ("sheet_again", "2023_VIE"),
        ("sheet_undated", "Phụ lục"),
    ]
    assert figures(reading.years[2023]) == figures(frame)


DIMENSIONS = [one.name.vi for one in layouts.PAPI.children("papi") if one.period(2023)]
FIRST = "papi.participation"


def _across(*rows):
    names = [one.name.vi for one in layouts.OLD]
    return read(layouts.xlsx([["PAPI 2023"], ["Nội dung", *names], *rows]), "papi 2023.xlsx")


def _row(label, least):
    return [label, *[least + place % 9 / 10 for place in range(63)]]


def test_a_second_row_of_a_part_with_other_figures_is_asked_about():
    rows = [_row(name, 4) for name in DIMENSIONS] + [["Năm 2022"]] + [_row(name, 5) for name in DIMENSIONS]
    reading = _across(["Năm 2023"], *rows)
    assert reading.blocks
    assert "measure_twice" in codes(reading)


def test_a_second_row_of_a_part_with_the_same_figures_is_no_fault():
    rows = [_row(name, 4) for name in DIMENSIONS]
    assert not _across(*rows, rows[0]).blocks


@pytest.mark.parametrize(
    ("other", "mine"), [("mục tiêu", "kết quả"), ("hạng", "điểm"), ("Nam", "chung"), ("nữ", "chung")]
)
def test_rows_of_targets_ranks_or_some_people_give_no_score(other, mine):
    rows = [_row(f"{name} ({what})", least) for name in DIMENSIONS for what, least in ((other, 1), (mine, 4))]
    frame = _across(*rows).years[2023]
    assert frame.query("measure == @FIRST")["score"].min() == 4
