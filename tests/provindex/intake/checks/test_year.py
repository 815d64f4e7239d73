"""Every check, each by a damaged copy of a published workbook: what it says, and at which cell of the user's file."""

from dataclasses import replace

import pytest

from provindex import geography
from provindex.catalog import Catalog, Remark
from provindex.core.translate import Text, translator
from provindex.intake import Answers, exit_code, reader
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import Nothing, codes, figures, only, read

NAME = "PAPI-2023.xlsx"
SHEET = "2023_VIE_ENG"
# Hà Nội stands in column D of the workbook; the total in row 3, participation in row 7, its first part in row 8.
HANOI, TOTAL, PARTICIPATION, KNOWLEDGE = "D", 3, 7, 8


@pytest.fixture(scope="module")
def frame():
    return score_store.read_shipped("papi", 2023)


@pytest.fixture
def book(frame):
    return layouts.wide(frame, 2023)


def place(issue):
    return issue.sheet, issue.row, issue.column


def damaged(book, **cells):
    for address, value in cells.items():
        book.put(address, value)
    return read(book.bytes(), NAME)


def some(provinces, year, index="par", names=()):
    """A table of the totals of some provinces, perhaps spelt otherwise by their place."""
    spelt = [dict(names).get(place, one.name.vi) for place, one in enumerate(provinces)]
    rows = [["Tỉnh", index], *[[name, 43.0 + place / 100] for place, name in enumerate(spelt)]]
    return layouts.xlsx(rows, f"{index} {year}")


class TestProvinces:
    def test_an_unknown_name_comes_with_suggestions(self, book):
        reading = damaged(book, E2="Hà Giangg")
        issue = only(reading, "province_unknown")
        assert place(issue) == (SHEET, 2, "E")
        assert issue.expected.split(" | ")[0] == "Hà Giang"
        (unresolved,) = reading.unresolved
        assert (unresolved.name, unresolved.options[0]) == ("Hà Giangg", "63:02")

    def test_a_name_that_a_person_accepted_is_known(self, book, frame):
        book.put("E2", "Hà Giangg")
        book.put("E1", None)
        reading = read(book.bytes(), NAME, Answers(names={("63", "hà  giangg"): "63:02"}))
        assert figures(reading.years[2023]) == figures(frame)

    @pytest.mark.parametrize("later", ["63:02", "34:08"], ids=["of 63 later", "of 34 later"])
    def test_a_name_accepted_for_both_editions_means_that_of_the_files_year(self, book, frame, later):
        book.put("E2", "Hà Giangg")
        book.put("E1", None)
        accepted = sorted(["63:02", "34:08"], key=later.__eq__)
        names = {(one[:2], "Hà Giangg"): one for one in accepted}
        assert figures(read(book.bytes(), NAME, Answers(names=names)).years[2023]) == figures(frame)

    def test_a_name_accepted_for_another_edition_does_not_count(self, book):
        reading = read(book.put("E2", "Hà Giangg").bytes(), NAME, Answers(names={("34", "Hà Giangg"): "34:08"}))
        assert "province_unknown" in codes(reading)

    def test_an_ambiguous_abbreviation_is_not_guessed(self, book):
        issue = only(damaged(book, E2="BD"), "province_ambiguous")
        assert place(issue) == (SHEET, 2, "E")
        assert issue.expected == "Bình Định | Bình Dương"

    def test_two_provinces_in_one_cell(self, book):
        issue = only(damaged(book, E2="Hà Giang, Cao Bằng"), "province_several")
        assert [name.vi for name in dict(issue.facts)["options"]] == ["Hà Giang", "Cao Bằng"]

    def test_a_province_twice(self, book):
        issue = only(damaged(book, F1=1, F2="Thành phố Hà Nội"), "province_twice")
        assert (*place(issue), issue.expected) == (SHEET, 2, "F", "D2")

    def test_figures_without_a_name(self, book):
        issue = only(damaged(book, F1=None, F2=None), "province_nameless")
        assert place(issue) == (SHEET, 2, "F")

    def test_missing_provinces_are_one_issue_that_names_them(self, book):
        book.first.delete_cols(4, 3)
        issue = only(read(book.bytes(), NAME), "provinces_missing")
        assert issue.expected == "Cao Bằng | Hà Giang | Hà Nội"

    def test_a_province_that_the_register_explains_needs_no_row(self, frame):
        assert "provinces_missing" not in codes(read(layouts.parquet(frame), "papi 2023.parquet"))

    def test_in_a_partial_year_missing_provinces_only_warn(self):
        reading = read(layouts.parquet(score_store.read_shipped("par", 2023)), "par 2023.parquet")
        assert only(reading, "provinces_missing").severity == "warns"

    def test_a_few_provinces_of_a_year_of_which_nothing_is_published_are_asked_about(self):
        content = some(layouts.NEW[:4], 2025)
        (question,) = read(content, "par 2025.xlsx").questions
        assert (question.about, question.year, question.edition) == ("part", 2025, "34")
        assert question.provinces == tuple(one.id for one in layouts.NEW[:4])
        assert "4 of 34 provinces for 2025" in question.asked_part(translator("en"))
        reading = read(content, "par 2025.xlsx", Answers(part=True))
        assert (only(reading, "provinces_missing").severity, reading.questions) == ("warns", ())
        assert (exit_code(reading), len(reading.years[2025]), reading.is_part(2025)) == (0, 4, True)

    def test_all_provinces_of_a_new_year_are_no_part(self):
        reading = read(some(layouts.NEW, 2025), "par 2025.xlsx", Answers(part=True))
        assert (reading.is_part(2025), exit_code(reading)) == (False, 0)

    def test_a_published_year_is_no_part_by_a_word(self):
        reading = read(some(layouts.OLD[:4], 2023, "papi"), "papi 2023.xlsx", Answers(part=True))
        assert (only(reading, "provinces_missing").severity, reading.questions) == ("blocks", ())

    def test_a_name_is_asked_about_before_the_part(self):
        content = some(layouts.NEW[:4], 2025, names={0: "Hà Nộii"})
        assert [one.about for one in read(content, "par 2025.xlsx").questions] == ["name"]
        answers = Answers(names={("34", "Hà Nộii"): layouts.NEW[0].id})
        assert [one.about for one in read(content, "par 2025.xlsx", answers).questions] == ["part"]

    @pytest.mark.parametrize(("year", "provinces"), [(2025, layouts.OLD), (2023, layouts.NEW)], ids=["old", "new"])
    def test_the_provinces_of_another_edition(self, year, provinces):
        rows = [["Tỉnh", "papi"], *[[one.name.vi, 43.0 + place / 100] for place, one in enumerate(provinces)]]
        reading = read(layouts.xlsx(rows), f"PAPI {year}.xlsx")
        issue = only(reading, "wrong_edition")
        assert (issue.value, issue.expected) == (("63", "34") if year == 2025 else ("34", "63"))
        assert not {"provinces_missing", "no_figures"} & set(codes(reading))
        assert exit_code(reading) == 1

    def test_ids_of_another_edition(self):
        rows = [["Mã", "papi"], *[[one.id, 43.0] for one in layouts.NEW]]
        assert "wrong_edition" in codes(read(layouts.xlsx(rows), "PAPI 2023.xlsx"))

    def test_a_running_number_is_not_taken_for_the_code(self):
        rows = [
            ["Mã", "Tỉnh", "papi"],
            *[[number, one.name.vi, 43.0] for number, one in enumerate(layouts.OLD, start=1)],
        ]
        reading = read(layouts.xlsx(rows), "PAPI 2023.xlsx")
        assert "province_conflict" not in codes(reading)
        assert reading.years[2023]["province"].nunique() == 63

    @pytest.mark.parametrize(("name", "encoding"), [("H¶i Phßng", "TCVN3 (ABC)"), ("Haûi Phoøng", "VNI")])
    def test_a_single_name_for_old_fonts_is_refused_by_its_encoding(self, name, encoding):
        rows = [["Tỉnh", "papi"], [name, 43.0], ["Hà Nội", 44.0]]
        issue = only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "old_font")
        assert (issue.row, dict(issue.facts)["encoding"]) == (2, encoding)

    def test_a_table_of_something_else_is_one_issue(self):
        rows = [["Tỉnh", "papi"], *[[f"Ward {number}", 43.0] for number in range(100)]]
        assert only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "names_unlike").value == "Ward 0"

    def test_thousands_of_rows_are_not_provinces(self):
        rows = [["Tỉnh", "papi"], *[["Hà Nội", 43.0]] * 3000]
        assert "too_many_rows" in codes(read(layouts.text(rows), "PAPI 2023.csv"))


class TestMeasures:
    def test_a_measure_that_the_index_does_not_have(self):
        rows = [["Tỉnh", "papi", "papi.happiness"], ["Hà Nội", 43.0, 5.0]]
        issue = only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "measure_unknown")
        assert (issue.row, issue.column, issue.value) == (1, "C", "papi.happiness")

    def test_a_measure_of_another_year(self, book):
        row, column = layouts.find(book.first, "5.1: ")
        reading = damaged(book, **{f"B{row}": "5.2: Giấy phép xây dựng", f"A{row}": "Construction permits"})
        issue = only(reading, "measure_not_of_year")
        assert (issue.row, issue.column) == (row, "A")

    def test_a_measure_twice(self):
        rows = [["Tỉnh", "papi", "PAPI total"], ["Hà Nội", 43.0, 43.0]]
        issue = only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "measure_twice")
        assert (issue.column, issue.expected) == ("C", "Sheet1 B1")

    def test_a_figure_twice_in_a_long_table(self):
        rows = [["Tỉnh", "measure", "score"], ["Hà Nội", "papi", 43.0], ["TP Hà Nội", "papi", 44.0]]
        reading = read(layouts.xlsx(rows), "PAPI 2023.xlsx")
        issue = only(reading, "figure_twice")
        assert (issue.row, issue.column, issue.value, issue.expected) == (3, "C", "44", "C2")
        assert reading.years[2023]["score"].tolist() == [43.0]

    def test_a_missing_dimension_blocks_and_a_missing_part_warns(self, frame):
        kept = frame[~frame["measure"].isin(["papi.delivery", "papi.procedures.land"])]
        reading = read(layouts.parquet(kept), "papi 2023.parquet")
        assert (only(reading, "dimensions_missing").severity, only(reading, "dimensions_missing").expected) == (
            "blocks",
            "papi.delivery",
        )
        assert (only(reading, "measures_missing").severity, only(reading, "measures_missing").expected) == (
            "warns",
            "papi.procedures.land",
        )


class TestCells:
    def test_text_where_a_number_belongs(self, book):
        issue = only(damaged(book, D7="42,39 (tạm)"), "not_number")
        assert (*place(issue), issue.value) == (SHEET, 7, "D", "42,39 (tạm)")

    def test_words_in_place_of_figures_are_listed_once_and_count_as_missing(self, book):
        reading = damaged(book, D7="Chưa công bố", E7="chưa công bố", F8="x")
        issue = only(reading, "words_missing")
        assert (issue.severity, issue.row, issue.column) == ("warns", 7, "D")
        assert dict(issue.facts) == {"words": ("Chưa công bố", "chưa công bố", "x"), "n": 3}
        assert "not_number" not in codes(reading)

    def test_a_faulty_cell_is_not_a_missing_figure_too(self, book):
        assert "figures_missing" not in codes(damaged(book, D7="42,39 (tạm)"))

    def test_a_number_written_as_text_is_a_number(self, book, frame):
        assert figures(damaged(book, D3="43,960304").years[2023]) == figures(frame)

    @pytest.mark.parametrize("value", ["NaN", "inf", "1e999", True], ids=str)
    def test_what_is_no_score(self, book, value):
        assert only(damaged(book, D7=value), "not_number").column == "D"

    def test_a_formula_without_a_stored_result(self, book):
        issue = only(damaged(book, D7="=SUM(D8:D11)"), "formula_cell")
        assert (place(issue), issue.severity) == ((SHEET, 7, "D"), "blocks")

    def test_an_error_is_no_missing_figure(self, book):
        book.put("D7", "#DIV/0!").first["D7"].data_type = "e"
        assert only(read(book.bytes(), NAME), "error_cell").value == "#DIV/0!"

    def test_merged_figures(self, book):
        book.first.merge_cells("D8:E8")
        issue = only(read(book.bytes(), NAME), "merged_cells")
        assert (place(issue), dict(issue.facts)["range"]) == ((SHEET, 8, "D"), "D8:E8")

    def test_two_decimal_marks(self):
        rows = [["Tỉnh", "papi"], ["Hà Nội", "43,9"], ["Hà Giang", "44,2"], ["Huế", "45.1"]]
        issue = only(read(layouts.text(rows, ";"), "PAPI 2023.csv"), "decimal_marks")
        assert (issue.row, issue.column, issue.value, issue.expected) == (4, "B", "45.1", ",")

    def test_a_negative_zero_is_asked_like_any_zero(self, book):
        assert only(damaged(book, D7=-0.0), "zeros").value == "0"

    def test_a_missing_figure_that_nobody_explains_warns(self, book):
        issue = only(damaged(book, D8=None), "figures_missing")
        assert (place(issue), issue.severity, dict(issue.facts)["n"]) == ((SHEET, 8, "D"), "warns", 1)


class TestScales:
    @pytest.mark.parametrize("value", [10.01, 0.99, -5.0, 1e308], ids=str)
    def test_a_score_outside_of_its_scale(self, book, value):
        issue = only(damaged(book, D7=value), "outside_scale")
        assert (*place(issue), issue.expected) == (SHEET, 7, "D", "1-10")

    @pytest.mark.parametrize("value", [1.0, 10.0])
    def test_the_ends_of_the_scale_belong_to_it(self, book, value):
        assert "outside_scale" not in codes(damaged(book, D7=value))

    def test_a_measure_in_another_unit_is_one_issue_at_its_heading(self, book):
        for column in range(4, 67):
            cell = book.first.cell(PARTICIPATION, column)
            cell.value = cell.value and cell.value * 10
        reading = read(book.bytes(), NAME)
        assert only(reading, "other_unit").row == PARTICIPATION
        assert "outside_scale" not in codes(reading)


class TestSums:
    def test_a_total_that_is_not_the_sum_of_its_parts(self, book):
        issue = only(damaged(book, D3=44.5), "sum_differs")
        assert (*place(issue), issue.value, issue.expected) == (SHEET, 3, "D", "44.5", "43.960304")

    def test_a_part_that_is_wrong_is_told_at_its_dimension(self, book):
        issue = only(damaged(book, D8=2.4), "sum_differs")
        assert place(issue) == (SHEET, PARTICIPATION, "D")

    @pytest.mark.parametrize(("apart", "told"), [(0.009, False), (0.011, True)])
    def test_rounding_is_no_difference(self, book, apart, told):
        book.put("D3", book.first["D3"].value + apart)
        assert ("sum_differs" in codes(read(book.bytes(), NAME))) is told

    @pytest.mark.parametrize(("digits", "apart", "told"), [(2, 0.044, False), (2, 0.06, True), (4, 0.02, True)])
    def test_a_sum_may_be_off_by_what_its_parts_are_rounded_by(self, digits, apart, told):
        keys = [f"papi.{name}" for name in ("participation", "transparency", "accountability", "corruption")]
        keys += [f"papi.{name}" for name in ("procedures", "delivery", "environment", "egovernance")]
        rows = [["Tỉnh", "papi", *keys]]
        for place, one in enumerate(layouts.OLD):
            parts = [round(5 + place / 70 + at / 9, digits) for at in range(len(keys))]
            rows.append([one.name.vi, round(sum(parts), digits), *parts])
        rows[5][1] = round(sum(rows[5][2:]) + apart, 4 if digits == 4 else 2)
        assert ("sum_differs" in codes(read(layouts.xlsx(rows), "PAPI 2023.xlsx"))) is told

    def test_a_cell_that_the_catalogue_excepts_is_left(self):
        frame = score_store.read_shipped("papi", 2022)
        data = layouts.wide(frame, 2022).put("D4", None)
        row, _ = layouts.find(data.first, "Chỉ số nội dung 1: ")
        data.first.cell(row, 4, data.first.cell(row, 4).value + 0.05)
        told = [issue.row for issue in read(data.bytes(), "PAPI-2022.xlsx").issues if issue.code == "sum_differs"]
        assert told == [3]  # the total, not the excepted dimension of Hà Nội


class TestRanks:
    @pytest.fixture
    def rows(self):
        return [["Xếp hạng", "Tỉnh", "Chỉ số SIPAS"], [1, "Hà Nội", 90.0], [2, "Huế", 88.0], [3, "Hà Giang", 85.0]]

    def read(self, rows):
        return read(layouts.xlsx(rows), "SIPAS 2023.xlsx")

    def test_ranks_that_agree_with_the_scores_are_silent(self, rows):
        assert "rank_contradicts" not in codes(self.read(rows))

    def test_a_higher_score_below_a_lower_one(self, rows):
        rows[2][2] = 91.0
        issue = only(self.read(rows), "rank_contradicts")
        assert (issue.row, issue.column, issue.value, issue.severity) == (3, "A", "2", "blocks")

    def test_ties_may_share_a_rank_and_may_not_need_to(self, rows):
        rows[2][2], rows[3][2] = 90.0, 90.0
        rows[2][0] = 1
        assert "rank_contradicts" not in codes(self.read(rows))

    @pytest.mark.parametrize("rank", [0, 64, 1.5, -3])
    def test_what_cannot_be_a_rank(self, rows, rank):
        rows[1][0] = rank
        reading = self.read(rows)
        assert (only(reading, "rank_unlikely").row, only(reading, "rank_unlikely").expected) == (2, "1-63")
        assert reading.years[2023].set_index("province")["rank_published"].isna()["63:01"]

    def test_a_contradiction_that_the_catalogue_knows_only_warns(self, rows):
        rows[2][2] = 91.0
        remark = Remark(2023, "63:46", ("sipas",), Text("", ""))
        catalog = Catalog({"sipas": replace(layouts.SIPAS, remarks=(remark,))})
        reading = reader.read(layouts.xlsx(rows), "SIPAS 2023.xlsx", catalog, published=Nothing())
        assert only(reading, "rank_contradicts").severity == "warns"


class TestIntervals:
    def test_a_score_outside_of_its_interval(self, book):
        column = next(cell.column_letter for cell in book.first[2] if cell.value == "Hà Giang")
        issue = only(damaged(book, **{f"{column}4": 44.9}), "interval_outside")
        assert (place(issue), issue.expected) == ((SHEET, TOTAL, column), "44.9-45.707")

    def test_a_negative_standard_error(self, book):
        assert only(damaged(book, D6=-0.158), "error_negative").value == "-0.158"


class TestGroups:
    def test_groups_are_read_in_either_language(self):
        rows = [
            ["Tỉnh", "papi", "Nhóm"],
            ["Hà Nội", 43.0, "Trung bình cao"],
            ["Huế", 45.0, "Highest"],
            ["Hà Giang", 41.0, "low"],
        ]
        frame = read(layouts.xlsx(rows), "PAPI 2023.xlsx").years[2023]
        assert dict(zip(frame["province"], frame["group_published"], strict=True)) == {
            "63:01": "medium_high",
            "63:02": "low",
            "63:46": "high",
        }

    def test_an_unknown_group(self):
        rows = [["Tỉnh", "papi", "Nhóm"], ["Hà Nội", 43.0, "Rất cao"]]
        assert only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "group_unknown").value == "Rất cao"


def test_all_issues_of_a_file_come_in_one_pass(book):
    reading = damaged(book, D2="Nam Định Hà", D1=None, E3=99.0, F8="?", G7="=1+1")
    assert {"province_unknown", "outside_scale", "not_number", "formula_cell", "provinces_missing"} <= set(
        codes(reading)
    )
    assert reading.years[2023]["province"].nunique() == 60


def test_every_province_of_an_edition_is_in_the_helper():
    assert len(layouts.OLD) == len(geography.provinces("63"))
