"""PAR INDEX and SIPAS as annexed to decisions. The figures of the fields are made up: no full table ships."""

import pytest

from provindex.core.translate import translator
from provindex.intake import Answers, exit_code
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, figures, only, read

POINTS = {
    "par.steering": 9.5, "par.institutions": 10.0, "par.procedures": 13.0, "par.organisation": 10.5,
    "par.civil_service": 15.0, "par.finance": 12.0, "par.digital": 13.5, "par.impact": 16.5,
}  # fmt: skip


@pytest.fixture(scope="module")
def made_up():
    """A percentage for every province and field: all different, none of them published; totals are sums of points."""
    fields = {
        (province.id, key): 60 + (7 * place + 3 * number) % 35 + number / 100
        for place, province in enumerate(layouts.OLD)
        for number, key in enumerate(POINTS, start=1)
    }
    points = {(province.id, key): fields[province.id, key] * POINTS[key] for province in layouts.OLD for key in POINTS}
    totals = {(one.id, "par"): round(sum(points[one.id, key] for key in POINTS) / 100, 2) for one in layouts.OLD}
    return totals | fields


@pytest.mark.parametrize("index", ["par", "sipas"])
def test_published_scores_and_ranks_come_back(index):
    frame = score_store.read_shipped(index, 2024).query("measure == @index")
    book = layouts.annex(
        layouts.scores_of(frame),
        layouts.CATALOG.indices[index],
        2024,
        ranks=layouts.scores_of(frame, "rank_published"),
    )
    reading = read(book.bytes(), "Phu luc QD 268.xlsx")
    assert (reading.layout, reading.index.key) == ("par_annex", index)
    assert figures(reading.years[2024], "score", "rank_published") == figures(frame, "score", "rank_published")


def test_fields_in_per_cent_are_taken_as_they_are(made_up):
    reading = read(layouts.annex(made_up, layouts.PAR, 2024).bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up)
    assert exit_code(reading) == 0


def test_points_become_per_cent_of_the_stated_maximum(made_up):
    reading = read(layouts.annex(made_up, layouts.PAR, 2024, maxima=POINTS).bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up, abs=1e-6)
    assert codes(reading) == []


def test_a_maximum_may_stand_in_the_heading(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    book.put("D3", "1. Chỉ đạo, điều hành cải cách hành chính (tối đa 9,5 điểm)")
    for row in range(4, 67):
        book.first.cell(row, 4, book.first.cell(row, 4).value * 0.095)
    reading = read(book.bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up, abs=1e-6)


def test_another_maximum_than_that_of_the_year_is_told(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024, maxima=POINTS | {"par.steering": 10.0})
    issue = only(read(book.bytes(), "PAR.xlsx"), "maximum_differs")
    assert (issue.column, issue.value, issue.expected) == ("D", "10", "9.5")


def test_points_without_a_maximum_are_not_taken_for_per_cent(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024, maxima=POINTS)
    book.first.delete_rows(4)
    found = [issue for issue in read(book.bytes(), "PAR.xlsx").issues if issue.code == "points_or_percent"]
    assert [issue.column for issue in found] == list("DEFGHIJK")


def test_shares_of_one_are_not_taken_for_per_cent(made_up):
    shares = {key: value / 100 for key, value in made_up.items()}
    reading = read(layouts.annex(shares, layouts.SIPAS, 2024).bytes(), "x.xlsx")
    shares = {(province, "sipas"): shares[province, "par"] for province, _ in shares}
    reading = read(layouts.annex(shares, layouts.SIPAS, 2024).bytes(), "x.xlsx")
    assert "points_or_percent" in codes(reading)


def test_headings_may_take_two_rows(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    sheet = book.first
    names = [cell.value for cell in sheet[3]][3:]
    sheet.insert_rows(4)
    for column, name in enumerate(names, start=4):
        sheet.cell(4, column, name)
        sheet.cell(3, column, "Chỉ số thành phần" if column == 4 else None)
    assert layouts.scores_of(read(book.bytes(), "PAR.xlsx").years[2024]) == pytest.approx(made_up)


def test_a_running_number_is_no_rank(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    book.put("A3", "STT")
    for row in range(4, 67):
        book.first.cell(row, 1, row - 3)
    assert read(book.bytes(), "PAR.xlsx").years[2024]["rank_published"].count() == 0


def test_the_annex_of_the_other_index_is_named_and_left(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    other = book.sheet("Phụ lục II")
    other.append(["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2024"])
    other.append(["Xếp hạng", "Tỉnh, thành phố", "Chỉ số SIPAS"])
    other.append([1, "Hà Nội", 83.0])
    reading = read(book.bytes(), "PL.xlsx")
    assert reading.index.key == "par"
    assert only(reading, "index_left").sheet == "Phụ lục II"


def test_a_table_that_names_no_index_waits_for_one():
    reading = read(layouts.xlsx([["Tỉnh", "Điểm", "Xếp hạng"], ["Hà Nội", 80.5, 1]]), "bang 2024.xlsx")
    assert exit_code(reading) == 1
    assert [question.about for question in reading.questions] == ["index"]


def test_the_day_of_the_decision_is_not_the_year_of_the_figures(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    book.put("A2", "(Kèm theo Quyết định số 268/QĐ-BNV ngày 28 tháng 3 năm 2025 của Bộ trưởng Bộ Nội vụ)")
    reading = read(book.bytes(), "phu luc.xlsx")
    assert (list(reading.years), exit_code(reading)) == ([2024], 0)


def test_fields_may_be_numbered_in_roman_numerals(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    for column, roman in zip("DEFGHIJK", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"], strict=True):
        book.put(f"{column}3", f"{roman}. {book.first[f'{column}3'].value.partition('. ')[2]}")
    reading = read(book.bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up)
    assert codes(reading) == []


def test_the_score_and_rank_of_the_year_before_are_left_and_told(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024)
    book.put("C3", "PAR INDEX 2024").put("L3", "PAR INDEX 2023").put("M3", "Xếp hạng 2023")
    for row in range(4, 67):
        book.put(f"L{row}", 50.5).put(f"M{row}", 67 - row)
    reading = read(book.bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up)
    assert reading.years[2024]["rank_published"].isna().all()
    assert "PAR INDEX 2023 and Xếp hạng 2023" in only(reading, "columns_left").found(translator("en"))


def test_of_annexes_of_several_years_that_of_the_file_name_is_read(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2023)
    book.first.title = "2023"
    other = {key: value - 1 for key, value in made_up.items()}
    second = book.sheet("2024")
    for row in layouts.annex(other, layouts.PAR, 2024).first.iter_rows(values_only=True):
        second.append(row)
    for year, expected in ((2023, made_up), (2024, other)):
        reading = read(book.bytes(), f"PAR {year}.xlsx")
        assert layouts.scores_of(reading.years[year]) == pytest.approx(expected)
        assert [(issue.code, issue.sheet) for issue in reading.issues] == [("sheet_left", str(4047 - year))]


def test_groups_beside_an_index_without_any_are_those_of_the_other():
    rows = [["PAR INDEX VÀ SIPAS 2024"], ["Tỉnh", "PAR INDEX", "SIPAS", "Nhóm"]]
    rows += [[one.name.vi, 90 - place / 4, 80 + place / 8, "A"] for place, one in enumerate(layouts.OLD)]
    reading = read(layouts.xlsx(rows), "x.xlsx", Answers(index="sipas"))
    assert reading.years[2024]["group_published"].isna().all()
    assert "Nhóm" in only(reading, "columns_left").found(translator("vi"))
    assert read(layouts.xlsx(rows), "x.xlsx", Answers(index="par")).years[2024]["group_published"].eq("A").all()


def test_headings_once_more_without_the_row_of_maxima_still_head_points(made_up):
    book = layouts.annex(made_up, layouts.PAR, 2024, maxima=POINTS)
    heads = [cell.value for cell in book.first[3]]
    book.first.insert_rows(30)
    for column, text in enumerate(heads, start=1):
        book.first.cell(30, column, f"{text} " if column > 3 else text)
    book.put("A3", "Hạng")
    reading = read(book.bytes(), "PAR.xlsx")
    assert layouts.scores_of(reading.years[2024]) == pytest.approx(made_up, abs=1e-6)


def test_a_table_that_does_not_say_its_index_is_left_where_another_does():
    rows = {name: [[title], ["Hạng", "Tỉnh", "Điểm"]] for name, title in (("A", "Năm 2023"), ("B", "PAR INDEX 2023"))}
    book = layouts.Book()
    for name, heads in rows.items():
        sheet = book.sheet(name)
        for row in [*heads, *[[place + 1, one.name.vi, 90 - place / 4] for place, one in enumerate(layouts.OLD)]]:
            sheet.append(row)
    reading = read(book.bytes(), "a.xlsx")
    assert (only(reading, "index_unsaid").sheet, len(reading.years[2023]), exit_code(reading)) == ("A", 63, 0)
