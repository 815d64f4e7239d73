"""Headings of several rows, and several columns of provinces: whose figure stands in which column. Figures made up."""

import pytest

from provindex.core.translate import translator
from provindex.intake import Answers, exit_code
from tests.provindex.intake import layouts, parts
from tests.provindex.intake.biff import xls
from tests.provindex.intake.expect import codes, only, read

NAMES = [one.name.vi for one in layouts.OLD]
IDS = [one.id for one in layouts.OLD]
DIMENSIONS = [one.name.vi for one in layouts.PAPI.children("papi") if one.period(2022)]


def score(place, column=0):
    return 60 + place / 4 + column


def made(rows, kind):
    writers = {
        "xlsx": lambda: layouts.xlsx(rows, "Bang"),
        "xls": lambda: xls({"Bang": rows}),
        "ods": lambda: parts.ods("".join(parts.ods_row(*row) for row in rows), tab="Bang"),
        "csv": lambda: layouts.text(rows),
    }
    return writers[kind]()


def scores(reading, year, measure="par", column="score"):
    rows = reading.years[year].query("measure == @measure")
    return dict(zip(rows["province"], rows[column], strict=True))


def column(number, places=range(63)):
    return {IDS[place]: score(place, number) for place in places}


def table(*heads, figures=4):
    return [*map(list, heads), *[[place + 1, name, *[score(place, one) for one in range(figures)]]
                                 for place, name in enumerate(NAMES)]]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("years", [("Năm 2022", "Năm 2023"), (2022, 2023)])
def test_a_year_under_a_common_heading_belongs_to_its_column_alone(kind, years):
    rows = table(["TT", "Tỉnh", "PAR INDEX", None, "Thể chế", None], [None, None, *years, *years])
    reading = read(made(rows, kind), f"par 2023.{kind}")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(1), column(3))
    assert "PAR INDEX – " in only(reading, "columns_left").found(translator("en"))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_year_over_scores_and_ranks_belongs_to_both(kind):
    rows = [[None, None, "Năm 2022", None, "Năm 2023", None], ["TT", "Tỉnh", "PAR INDEX", "Hạng", "PAR INDEX", "Hạng"]]
    rows += [
        [place + 1, name, score(place, 9), 63 - place, score(place), 63 - place] for place, name in enumerate(NAMES)
    ]
    reading = read(made(rows, kind), f"par 2023.{kind}")
    assert scores(reading, 2023) == column(0)
    assert scores(reading, 2023, column="rank_published")["63:01"] == 63


def test_where_nothing_else_says_a_year_each_column_is_read_as_its_own():
    reading = read(layouts.xlsx(table(["TT", "Tỉnh", "PAR INDEX 2022", "PAR INDEX 2023"], figures=2)), "a.xlsx")
    assert {year: scores(reading, year) for year in (2022, 2023)} == {2022: column(0), 2023: column(1)}


def test_the_period_before_is_the_year_before_and_is_left():
    rows = table(["TT", "Tỉnh", "PAR INDEX", None], [None, None, "Kỳ trước", "Kỳ này"], figures=2)
    assert scores(read(layouts.xlsx(rows), "par 2023.xlsx"), 2023) == column(1)
    asked = read(layouts.xlsx(rows), "par.xlsx")
    assert (asked.years, [one.about for one in asked.questions]) == ({}, ["year"])


@pytest.mark.parametrize(
    "heading", ["Tăng/giảm", "Thay đổi", "So với năm 2022", "PAR INDEX (+/-)", "PAR INDEX 2022-2023"]
)
def test_a_change_is_no_score(heading):
    reading = read(layouts.xlsx(table(["TT", "Tỉnh", heading, "PAR INDEX"], figures=2)), "par 2023.xlsx")
    assert scores(reading, 2023) == column(1)
    assert "columns_left" in codes(reading)


def test_a_rank_under_a_field_is_that_of_the_field():
    rows = [["TT", "Tỉnh", "PAR INDEX", None, "Cải cách TTHC", None], [None, None, "Điểm", "Hạng", "Điểm", "Hạng"]]
    rows += [[1, name, score(at), 63 - at, score(62 - at), at + 1] for at, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert scores(reading, 2023, "par.procedures", "rank_published")["63:01"] == 1
    assert scores(reading, 2023, "par", "rank_published")["63:01"] == 63


def test_of_points_and_per_cent_of_a_field_the_per_cent_is_read():
    rows = table(["TT", "Tỉnh", "PAR INDEX", "Thể chế", None], [None, None, None, "Điểm", "Tỷ lệ %"], figures=3)
    for row in rows[2:]:
        row[3] = row[4] / 10
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert scores(reading, 2023, "par.institutions") == column(2)


def test_a_rank_in_brackets_behind_the_index_is_no_score():
    rows = [["TT", "Tỉnh", "Chỉ số CCHC (thứ hạng)", "Chỉ số CCHC"]]
    rows += [[1, name, 63 - at, score(at)] for at, name in enumerate(NAMES)]
    assert scores(read(layouts.xlsx(rows), "par 2023.xlsx"), 2023) == column(0)


def test_two_halves_of_a_list_are_one():
    rows = [["TT", "Tỉnh", "PAR INDEX", None, "TT", "Tỉnh", "PAR INDEX"]]
    for at in range(32):
        right = [at + 33, NAMES[at + 32], score(at + 32)] if at < 31 else [None, None, None]
        rows.append([at + 1, NAMES[at], score(at), None, *right])
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(0), 0)


@pytest.mark.parametrize("heading", [None, "Đơn vị hành chính", "Tỉnh"])
def test_measures_sorted_each_on_its_own_keep_their_provinces(heading):
    rows = [["TT", "Tỉnh", "PAR INDEX", heading, "Thể chế"]]
    rows += [[at + 1, NAMES[at], score(at), NAMES[62 - at], score(62 - at, 3)] for at in range(63)]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(0), column(3))


def test_a_table_below_is_read_as_the_year_of_its_own_title():
    rows = [["PAR INDEX năm 2022"], *table(["TT", "Tỉnh", "PAR INDEX"], figures=1), []]
    rows += [["PAR INDEX năm 2023"], *[[*row[:2], (row[2] + 5) if isinstance(row[2], float) else row[2]]
                                       for row in table(["TT", "Tỉnh", "PAR INDEX"], figures=1)]]  # fmt: skip
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert scores(reading, 2023) == column(5)
    left = only(reading, "table_left")
    assert (left.row, dict(left.facts)["year"]) == (2, 2022)


@pytest.mark.parametrize("title", ["PAR INDEX NĂM 2022 VÀ NĂM 2023", "PAR INDEX NĂM 2023", "PAR INDEX 2022, 2023"])
def test_tables_below_a_title_of_all_years_are_of_the_years_of_their_own_titles(title):
    rows = [[title], []]
    for year, add in ((2023, 0), (2022, 5)):
        rows += [[f"Bảng PAR INDEX năm {year}"], ["Tỉnh", "PAR INDEX"]]
        rows += [[name, score(place) + add] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2022)) == (column(0), column(5))


def test_numbered_tables_below_each_other_are_of_the_years_of_their_own_titles():
    rows = []
    for year, add in ((2022, 0), (2021, 0.5)):
        rows += [[f"Kết quả PAPI năm {year}"], ["Tỉnh", *[f"{one}: {name}" for one, name in enumerate(DIMENSIONS, 1)]]]
        rows += [[name, *[5 + place / 50 + add] * 8] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "papi 2022.xlsx")
    lowest = {
        year: frame.query("measure == 'papi.participation'")["score"].min() for year, frame in reading.years.items()
    }
    assert (reading.layout, lowest) == ("papi_yearly", {2021: 5.5, 2022: 5.0})


def test_a_title_of_two_years_over_one_table_is_asked_about():
    rows = [["PAR INDEX năm 2022 và năm 2023"], ["Bảng 1. Năm 2023"], *table(["TT", "Tỉnh", "PAR INDEX"], figures=1)]
    assert only(read(layouts.xlsx(rows), "a.xlsx"), "year_unknown").severity == "blocks"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("heads", [(2022, 2023), ("Năm 2022", "Năm 2023"), ("2022", "2023")])
def test_a_year_alone_heads_the_scores_of_the_index_that_the_title_names(kind, heads):
    rows = [["Kết quả PAR INDEX các tỉnh"], *table(["TT", "Tỉnh", *heads], figures=2)]
    reading = read(made(rows, kind), f"a.{kind}")
    assert (scores(reading, 2022), scores(reading, 2023)) == (column(0), column(1))


def test_before_and_now_alone_head_scores_of_two_years():
    rows = [["Kết quả PAR INDEX năm 2023"], *table(["TT", "Tỉnh", "Kỳ trước", "Kỳ này"], figures=2)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert scores(reading, 2023) == column(1)
    assert "Kỳ trước" in str(only(reading, "columns_left").facts)


def test_a_period_and_a_mere_number_head_nothing():
    rows = [["Kết quả PAR INDEX năm 2023"], *table(["TT", "Tỉnh", "PAR INDEX", "2021-2022", "7"], figures=3)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert scores(reading, 2023) == column(0)
    assert dict(only(reading, "columns_left").facts)["headings"] == ("2021-2022", "7")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_five_lists_side_by_side_are_no_row_of_provinces(kind):
    heads = ["PAR INDEX", "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Tài chính công"]
    rows = [["PAR INDEX năm 2023"], [cell for head in heads for cell in ("Tỉnh", head)]]
    order = [[(place + 7 * number) % 63 for place in range(63)] for number in range(len(heads))]
    rows += [[cell for number in range(len(heads)) for cell in (NAMES[order[number][row]],
             score(order[number][row], number))] for row in range(63)]  # fmt: skip
    reading = read(made(rows, kind), f"a.{kind}")
    assert (scores(reading, 2023), scores(reading, 2023, "par.civil_service")) == (column(0), column(4))


def test_a_column_of_regions_does_not_part_the_rows_of_a_heading():
    rows = [["Khu vực", "Tỉnh", 2022, None, 2023, None], [None, None, *["PAR INDEX", "Hạng"] * 2]]
    rows += [["Vùng", name, score(place, 9), 63 - place, score(place), 63 - place] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (scores(reading, 2022), scores(reading, 2023)) == (column(9), column(0))


def test_columns_of_two_indices_are_asked_about_and_never_mixed():
    rows = table(["TT", "Tỉnh", "PAR INDEX 2023", None, "SIPAS 2023", None],
                 [None, None, "Điểm", "Khác", "Điểm", "Khác"])  # fmt: skip
    asked = read(layouts.xlsx(rows), "a.xlsx")
    assert (asked.years, [one.about for one in asked.questions]) == ({}, ["index"])
    for index, number in (("par", 0), ("sipas", 2)):
        answered = read(layouts.xlsx(rows), "a.xlsx", Answers(index=index))
        assert scores(answered, 2023, index) == column(number)


def test_a_heading_of_another_year_than_the_title_is_asked_about():
    rows = [["Kết quả năm 2023"], *table(["TT", "Tỉnh", "PAR INDEX 2022"], figures=1)]
    asked = read(layouts.xlsx(rows), "a.xlsx")
    assert (only(asked, "year_disputed").severity, [one.about for one in asked.questions]) == ("blocks", ["year"])


def test_points_of_another_index_below_a_title_are_not_taken_for_that_index():
    rows = [["PAR INDEX năm 2023"], *table(["TT", "Tỉnh", "Điểm thẩm định", "SIPAS"], figures=2)]
    asked = read(layouts.xlsx(rows), "a.xlsx")
    assert (asked.years, [one.about for one in asked.questions]) == ({}, ["index"])


def test_headings_repeated_on_the_next_page_keep_the_maxima_stated_once():
    heads = [["Tỉnh, thành phố", "Thủ tục hành chính", "Chỉ số CCHC"], ["Điểm tối đa", 13, 100]]
    body = [[name, round(8 + place / 20, 2), 70 + place / 4] for place, name in enumerate(NAMES)]
    reading = read(
        layouts.xlsx([["Chỉ số CCHC năm 2020"], *heads, *body[:30], heads[0], *body[30:]], "Bang"), "par.xlsx"
    )
    found = scores(reading, 2020, "par.procedures")
    assert [found[IDS[place]] for place in (0, 29, 30, 62)] == [
        pytest.approx(100 * (8 + place / 20) / 13, abs=0.006) for place in (0, 29, 30, 62)
    ]


def test_headings_repeated_without_their_second_language_keep_the_maxima():
    first = [None, "Tỉnh, thành phố", "Thủ tục hành chính", "Chỉ số CCHC"]
    heads = [first, ["No.", "Province", "Score", "Score"], [None, "Điểm chuẩn", 13, 100]]
    body = [[place + 1, name, round(8 + place / 20, 2), 70 + place / 4] for place, name in enumerate(NAMES)]
    rows = [["Chỉ số CCHC năm 2020"], *heads, *body[:30], first, *body[30:]]
    found = scores(read(layouts.xlsx(rows, "Bang"), "par.xlsx"), 2020, "par.procedures")
    assert [found[IDS[place]] for place in (0, 30, 62)] == [
        pytest.approx(100 * (8 + place / 20) / 13, abs=0.006) for place in (0, 30, 62)
    ]


def test_a_table_below_may_have_its_provinces_in_another_column():
    rows = [["Chỉ số CCHC các năm 2022 và 2023"], [], ["Chỉ số CCHC năm 2022"], ["Tỉnh", "Chỉ số CCHC"]]
    rows += [[name, score(at)] for at, name in enumerate(NAMES)]
    rows += [[None], ["Chỉ số CCHC năm 2023"], ["TT", None, "Chỉ số CCHC"]]
    rows += [[at + 1, name, score(at, 5)] for at, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "par.xlsx")
    assert scores(reading, 2023) == column(5)
    assert "2022" in only(reading, "table_left").found(translator("en"))


def test_a_group_under_a_part_of_an_index_that_groups_totals_alone_is_left_and_named():
    rows = [[None, "PAR INDEX", "Thể chế", "Thể chế"], ["Tỉnh", "Điểm", "Điểm", "Nhóm"]]
    rows += [[name, score(place), score(place, 1), "B"] for place, name in enumerate(NAMES)]
    reading = read(layouts.text(rows), "par 2023.csv")
    assert reading.years[2023]["group_published"].isna().all()
    assert "Nhóm" in str(only(reading, "columns_left").facts)


def test_a_group_that_one_heading_gives_to_a_part_is_kept():
    rows = [["Tỉnh", "PAR INDEX", "Thể chế", "Thể chế: nhóm"]]
    rows += [[name, score(place), score(place, 1), "B"] for place, name in enumerate(NAMES)]
    frame = read(layouts.text(rows), "par 2023.csv").years[2023].dropna(subset=["group_published"])
    assert (set(frame["measure"]), len(frame)) == ({"par.institutions"}, 63)


def test_a_row_that_counts_two_columns_holds_no_province():
    rows = [["Tỉnh", "PAR INDEX"], ["A", 1], *[[name, score(place)] for place, name in enumerate(NAMES)]]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(0), 0)


def test_a_rank_in_front_of_the_second_half_belongs_to_it_by_its_whole_heading():
    heads = ["Thứ hạng Chỉ số PAR INDEX", "Đơn vị", "Chỉ số PAR INDEX", "Thể chế"]
    rows = [["PAR INDEX năm 2023"], [*heads, *heads]]
    half = [[63 - place, name, score(place), score(place, 1)] for place, name in enumerate(NAMES)]
    rows += [[*left, *right] for left, right in zip(half[:32], [*half[32:], [None] * 4], strict=True)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2023, "par.institutions")) == (column(0), column(1))
    assert scores(reading, 2023, column="rank_published") == {one: 63 - place for place, one in enumerate(IDS)}


def test_a_year_that_is_joined_to_a_measure_by_results_of_it_is_understood():
    rows = [["PAR INDEX"], *table(["TT", "Tỉnh", "PAR INDEX kết quả năm 2022", "Thể chế Kết quả năm 2023"], figures=2)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (scores(reading, 2022), scores(reading, 2023, "par.institutions")) == (column(0), column(1))


def test_headings_among_the_provinces_are_no_figures_without_a_name():
    heads = [[None, 2023, None], [None, "PAR INDEX", "Hạng"]]
    rows = [[name, score(place), 63 - place] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx([*heads, *rows[:40], *heads, *rows[40:]]), "par 2023.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(0), 0)


PARTS = ["PAR INDEX", "Thể chế", "Tác động của CCHC"]


@pytest.mark.parametrize(("last", "column"), [("Nhóm", "group_published"), ("Xếp hạng", "rank_published")])
def test_a_rank_or_group_behind_the_last_part_is_given_to_nothing_where_a_blank_stands_over_it(last, column):
    cell = {"Nhóm": "B", "Xếp hạng": 7}[last]
    rows = [["PAR INDEX năm 2023"], [None, *PARTS, None], ["Tỉnh", "Điểm", "Điểm", "Điểm", last]]
    rows += [[name, *[score(place, one) for one in range(3)], cell] for place, name in enumerate(NAMES)]
    reading = read(layouts.text(rows), "a.csv")
    assert reading.years[2023][column].isna().all()
    assert last in str(only(reading, "columns_left").facts)


def test_a_row_that_writes_its_headings_over_each_column_leaves_nothing_to_a_blank():
    rows = [["PAR INDEX năm 2023"], [None, *PARTS[:1], *PARTS, None], ["Tỉnh", "Điểm", "Hạng", "Điểm", "Điểm", "Nhóm"]]
    rows += [
        [name, score(place), 63 - place, score(place, 1), score(place, 2), "B"] for place, name in enumerate(NAMES)
    ]
    frame = read(layouts.text(rows), "a.csv").years[2023]
    assert set(frame.dropna(subset=["group_published"])["measure"]) == {"par"}


@pytest.mark.parametrize(("ends", "grouped"), [((0, 1), {"par"}), ((3, 4), set())])
def test_merged_cells_say_over_which_columns_a_heading_stands(ends, grouped):
    """Only one heading is merged over two columns; the group that ends the table is of the total, or of that part,
    which the index does not group."""
    book = layouts.Book()
    sheet = book.sheet("Bang")
    first = ["PAR INDEX", None, *PARTS[1:], None] if ends == (0, 1) else [*PARTS, None]
    lower = ["Điểm", "Hạng", "Điểm", "Điểm", "Nhóm"] if ends == (0, 1) else ["Điểm", "Điểm", "Điểm", "Nhóm"]
    sheet.append(["PAR INDEX năm 2023"])
    sheet.append([None, *first])
    sheet.append(["Tỉnh", *lower])
    for place, name in enumerate(NAMES):
        figures = [score(place), 63 - place, score(place, 1), score(place, 2), "B"]
        sheet.append([name, *(figures if ends == (0, 1) else [figures[0], *figures[2:]])])
    sheet.merge_cells(**dict(zip(("start_row", "end_row", "start_column", "end_column"),
                                 (2, 2, *((2, 3) if ends == (0, 1) else (4, 5))), strict=True)))  # fmt: skip
    frame = read(book.bytes(), "a.xlsx").years[2023]
    assert set(frame.dropna(subset=["group_published"])["measure"]) == grouped


@pytest.mark.parametrize("heading", [None, "Tỉnh"])
def test_a_table_below_one_whose_provinces_nothing_heads_is_read_by_its_own_headings(heading):
    rows = [["PAR INDEX các tỉnh năm 2022 và 2023"]]
    for year, add, head in ((2023, 0, None), (2022, 5, heading)):
        rows += [[f"PAR INDEX năm {year}"], [None, head, "PAR INDEX", "Thể chế"]]
        rows += [[place + 1, name, score(place) + add, score(place, 1) + add] for place, name in enumerate(NAMES)]
        rows += [[None, "Bình quân", 80.0, 81.0], []]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (scores(reading, 2023), scores(reading, 2022)) == (column(0), column(5))


def test_the_shorter_half_of_a_list_leaves_no_name_of_the_longer_one():
    half = [[name, score(place)] for place, name in enumerate(NAMES)]
    rows = [["Tỉnh", "PAR INDEX"] * 2]
    rows += [[*left, *right] for left, right in zip(half[:32], [*half[32:], [None, None]], strict=True)]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert scores(reading, 2023) == column(0)
    assert "rows_left" not in codes(reading)


def test_headings_in_two_languages_say_what_both_halves_say():
    rows = [["TT/No.", "Tỉnh/Province", "Chỉ số CCHC", "Xếp hạng/Rank"], [None, "Province", "Score", "Rank"]]
    rows += [[place + 1, name, score(place), 63 - place] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(0), 0)
    assert scores(reading, 2023, column="rank_published")["63:01"] == 63


def test_notes_that_name_provinces_and_signatures_are_no_second_rows():
    rows = table(["TT", "Tỉnh", "PAR INDEX", "Hạng"], figures=1)
    rows = [[*row[:3], 63 - place] if place >= 0 else row for place, row in enumerate(rows, start=-1)]
    rows += [[], [None, "(2) Tỉnh Cao Bằng"], [None, "- Như Điều 3;", "KT. BỘ TRƯỞNG"], [None, None, "(Đã ký)"]]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), exit_code(reading)) == (column(0), 0)
    assert "(2) Tỉnh Cao Bằng" in only(reading, "rows_left").found(translator("vi"))


def test_figures_beside_a_name_that_is_no_province_still_are_somebodys():
    rows = [*table(["TT", "Tỉnh", "PAR INDEX"], figures=1), [64, "Như Điều 3", 81.5]]
    assert only(read(layouts.xlsx(rows), "par 2023.xlsx"), "province_unknown").severity == "blocks"


def test_a_further_table_of_a_sheet_is_of_the_year_of_its_first():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX"]]
    rows += [[name, score(place)] for place, name in enumerate(NAMES[:5])]
    rows += [["II. Các tỉnh"], ["Tỉnh", "PAR INDEX"]]
    rows += [[name, score(place)] for place, name in enumerate(NAMES) if place >= 5]
    assert scores(read(layouts.xlsx(rows), "x.xlsx"), 2023) == column(0)


@pytest.mark.parametrize("heading", ["Mã ĐVHC", "Mã số", "Mã đơn vị hành chính"])
def test_codes_of_provinces_are_no_figures(heading):
    rows = [[heading, "Tỉnh", "PAR INDEX"]]
    rows += [[int(one.code), one.name.vi, score(place)] for place, one in enumerate(layouts.OLD)]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (scores(reading, 2023), "columns_left" in codes(reading)) == (column(0), False)


@pytest.mark.parametrize(
    "heading",
    [
        "PAR INDEX (cấp huyện)",
        "PAR INDEX (quý I)",
        "Điểm (TB 3 năm)",
        "Điểm (6 tháng)",
        "PAR INDEX (tối đa)",
        "Điểm nam",
    ],
)
def test_what_a_heading_says_in_brackets_or_of_men_is_not_passed_over(heading):
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", heading], *[[name, score(place)] for place, name in enumerate(NAMES)]]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert reading.blocks or reading.years[2023]["score"].isna().all()


@pytest.mark.parametrize(
    "heading",
    [
        "PAR INDEX (%)",
        "Chỉ số CCHC (PAR INDEX)",
        "Điểm (tối đa 100)",
        "PAR INDEX (năm 2023)",
        "Tổng điểm (trên 100 điểm)",
    ],
)
def test_a_unit_a_maximum_a_year_or_a_name_in_brackets_leaves_a_heading_what_it_is(heading):
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", heading], *[[name, score(place)] for place, name in enumerate(NAMES)]]
    assert scores(read(layouts.xlsx(rows, "Bang"), "a.xlsx"), 2023) == column(0)


def test_the_column_of_everybody_is_read_beside_those_of_men_and_women():
    rows = [["SIPAS năm 2023"], ["Tỉnh", "SIPAS (nam)", "SIPAS (nữ)", "SIPAS (chung)"]]
    rows += [[name, score(place, 3), score(place, 5), score(place)] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert scores(reading, 2023, "sipas") == column(0)
    assert "SIPAS (nam)" in str(only(reading, "columns_left").facts)


def test_a_rank_within_a_region_is_no_rank_of_the_country():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "Điểm", "Hạng (trong vùng)"]]
    rows += [[name, score(place), 63 - place] for place, name in enumerate(NAMES)]
    assert read(layouts.xlsx(rows, "Bang"), "a.xlsx").years[2023]["rank_published"].isna().all()


def test_brackets_in_an_old_font_are_understood_as_it_shows_them():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX (®iÓm)"], *[[name, score(at)] for at, name in enumerate(NAMES)]]
    assert scores(read(layouts.xlsx(rows, "Bang"), "a.xlsx"), 2023) == column(0)


@pytest.mark.parametrize("rank", ["Hạng", "Xếp thứ PAR INDEX"])
def test_a_rank_in_front_of_provinces_that_nothing_heads_does_not_part_the_rows_of_a_heading(rank):
    """The upper row alone heads the rank, the total and the group; the lower one stands below parts alone."""
    rows = [["PAR INDEX năm 2023"], [rank, None, "PAR INDEX", "Các lĩnh vực", None, "Xếp loại"]]
    rows += [[None, None, None, "Thể chế", "Tài chính công", None]]
    rows += [[63 - at, name, score(at), score(at, 1), score(at, 2), "Nhóm B"] for at, name in enumerate(NAMES)]
    frame = read(made(rows, "xls"), "a.xls").years[2023]
    total = frame.query("measure == 'par'")
    assert dict(zip(total["province"], total["score"], strict=True)) == column(0)
    assert dict(zip(total["province"], total["rank_published"], strict=True)) == {
        one: 63 - at for at, one in enumerate(IDS)
    }
    assert (set(total["group_published"]), total["group_published"].notna().sum()) == ({"B"}, 63)


def test_a_column_of_texts_that_nothing_heads_is_named():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX"], *[[name, score(at), "B"] for at, name in enumerate(NAMES)]]
    assert dict(only(read(layouts.xlsx(rows), "a.xlsx"), "columns_left").facts) == {"headings": ("C",)}
    few = [[*row[:2], "Mới" if place == 40 else None] for place, row in enumerate(rows)]
    assert "columns_left" not in codes(read(layouts.xlsx([*rows[:2], *few[2:]]), "a.xlsx"))


PARTS_OF_A_YEAR = ["Tháng 6/2023", "Quý IV/2023", "6 tháng đầu năm 2023", "PAR INDEX quý I/2023", "Q2 2023"]


@pytest.mark.parametrize("heading", PARTS_OF_A_YEAR)
def test_a_part_of_a_year_is_no_figure_of_the_year(heading):
    rows = [["PAR INDEX năm 2022"], ["Tỉnh", "PAR INDEX", heading]]
    rows += [[name, score(place), score(place, 1)] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert (scores(reading, 2022), list(reading.years)) == (column(0), [2022])
    assert dict(only(reading, "columns_left").facts)["headings"] == (heading,)


@pytest.mark.parametrize("heading", PARTS_OF_A_YEAR)
def test_parts_of_a_year_alone_are_refused_and_named(heading):
    rows = [["PAR INDEX năm 2022"], ["Tỉnh", heading], *[[name, score(place)] for place, name in enumerate(NAMES)]]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert (reading.years, only(reading, "no_measure").severity) == ({}, "blocks")


@pytest.mark.parametrize(
    "heads",
    [
        [["Tỉnh", "Nam 2023", "Nữ 2023", "Chung 2023"]],
        [["Tỉnh", "Nam", "Nữ", "Chung"]],
        [["Tỉnh", "Chỉ số SIPAS", None, None], [None, "Nam", "Nữ", "Chung"]],
        [["Tỉnh", "SIPAS Nam 2023", "SIPAS Nữ 2023", "SIPAS chung 2023"]],
    ],
)
def test_beside_women_nam_without_its_accent_is_men_and_chung_is_everybody(heads):
    rows = [["Kết quả SIPAS năm 2023"], *heads]
    rows += [[name, score(at, 3), score(at, 5), score(at)] for at, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert scores(reading, 2023, "sipas") == column(0)
    assert "Nam" in str(only(reading, "columns_left").facts)


def test_nam_without_its_accent_is_a_year_where_no_women_stand_beside():
    rows = [["Ket qua SIPAS"], ["Tinh", "Nam 2022", "Nam 2023"]]
    rows += [[name, score(at, 3), score(at)] for at, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert (scores(reading, 2022, "sipas"), scores(reading, 2023, "sipas")) == (column(3), column(0))


@pytest.mark.parametrize("heading", ["Hàng", "HÀNG", "Khách hàng", "Số mặt hàng"])
def test_goods_are_no_rank(heading):
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX", heading]]
    rows += [[name, score(at), 63 - at] for at, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows, "Bang"), "a.xlsx")
    assert reading.years[2023]["rank_published"].isna().all()
    assert dict(only(reading, "columns_left").facts)["headings"] == (heading,)


@pytest.mark.parametrize(
    "stem", ["QD-2023-BNV", "2023_QD-BNV", "876_QD-BNV_2023", "QĐ 876 BNV 2023", "So 2023 QD-BNV", "QD-BNV-2023"]
)
def test_number_and_year_of_a_decision_in_the_name_of_a_file_are_no_year_of_figures(stem):
    rows = [["Kết quả PAR INDEX"], *table(["TT", "Tỉnh", "PAR INDEX"], figures=1)]
    assert only(read(layouts.xlsx(rows, "Bang"), f"{stem}.xlsx"), "year_unknown").severity == "blocks"


@pytest.mark.parametrize(
    "stem",
    ["QD 2024 BNV PAR INDEX 2022", "PAR_INDEX_2022_QD_876", "PAR INDEX 2022 QD-BNV", "876_QD-BNV ket qua nam 2022",
     "par 2022"],
)  # fmt: skip
def test_the_year_of_the_figures_beside_a_decision_in_the_name_of_a_file_counts(stem):
    rows = [["Kết quả PAR INDEX"], *table(["TT", "Tỉnh", "PAR INDEX"], figures=1)]
    assert scores(read(layouts.xlsx(rows, "Bang"), f"{stem}.xlsx"), 2022) == column(0)
