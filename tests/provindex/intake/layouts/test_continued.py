"""Sheets and tables without headings behind one that has them. Figures made up."""

import io

import docx
import pytest

from provindex.intake import exit_code
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import NAMES, book, column, score, scores, standing

FIRST = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))


def document(*blocks):
    made = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(rows=len(block), cols=len(block[0]))
        for row, values in enumerate(block):
            for place, value in enumerate(values):
                table.cell(row, place).text = f"{value:.2f}" if isinstance(value, float) else str(value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_list_goes_on_on_sheets_without_headings():
    rest = [standing(None, None, places) for places in (range(30, 45), range(45, 63))]
    reading = read(book(("1", FIRST), ("2", rest[0]), ("3", rest[1])), "a.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)
    assert "provinces_missing" not in codes(reading)


def test_ranks_and_numbers_go_on_with_it():
    order = sorted(range(63), key=score, reverse=True)
    rows = [[order.index(at) + 1, NAMES[at], score(at)] for at in range(63)]
    first = [["PAR INDEX năm 2023"], ["Hạng", "Tỉnh", "PAR INDEX"], *rows[:20]]
    reading = read(book(("1", first), ("2", rows[20:])), "a.xlsx")
    assert (reading.layout, scores(reading, 2023)) == ("par_annex", column())
    assert scores(reading, 2023, name="rank_published")["63:96"] == order.index(62) + 1


def test_a_table_of_a_document_goes_on_below_a_caption_of_its_own():
    data = document("PAR INDEX năm 2023", FIRST[1:], "Bảng 2. Các tỉnh phía Nam", standing(None, None, range(30, 63)))
    reading = read(data, "a.docx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)


@pytest.mark.parametrize("caption", ["II. Điểm tự chấm", "Bảng 2. Chỉ tiêu giao"])
def test_a_caption_that_calls_what_goes_on_no_results_holds_it_back(caption):
    reading = read(book(("1", FIRST), ("2", standing(caption, None, range(30, 63)))), "a.xlsx")
    assert only(reading, "no_result").value == caption


def test_a_title_of_another_year_makes_it_a_table_of_that_year():
    reading = read(book(("1", FIRST), ("2", standing("PAR INDEX năm 2022", None, range(30, 63)))), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2022)) == (column(0, range(30)), column(0, range(30, 63)))


@pytest.mark.parametrize(
    "rows",
    [
        standing(None, None, range(63), add=9),
        [[NAMES[at], score(at), score(at, 1)] for at in range(30, 63)],
        [[at, NAMES[at], score(at)] for at in range(30, 63)],
    ],
    ids=["the same provinces", "another column", "names elsewhere"],
)
def test_what_is_no_part_of_the_list_is_named_and_left(rows):
    reading = read(book(("1", FIRST), ("2", rows)), "a.xlsx")
    assert scores(reading, 2023) == column(0, range(30))
    assert dict(only(reading, "sheets_unread").facts)["sheets"] == ("2",)


def test_a_list_goes_on_below_the_same_headings_on_a_further_sheet():
    rest = standing(None, ["Tỉnh", "PAR INDEX"], range(30, 63))
    reading = read(book(("1", FIRST), ("2", rest)), "a.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(), 0)


def test_the_same_headings_over_the_same_provinces_are_asked_about():
    rest = standing(None, ["Tỉnh", "PAR INDEX"], range(63), add=4)
    assert only(read(book(("1", FIRST), ("2", rest)), "a.xlsx"), "year_unknown").severity == "blocks"


def test_sheets_of_different_years_do_not_go_on_with_each_other():
    rows = [standing(None, ["Tỉnh", "PAR INDEX"], places) for places in (range(30), range(30, 63))]
    reading = read(book(("2022", rows[0]), ("2023", rows[1])), "a.xlsx")
    assert (scores(reading, 2022), scores(reading, 2023)) == (column(0, range(30)), column(0, range(30, 63)))
