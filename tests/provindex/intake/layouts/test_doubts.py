"""Tables whose headings are understood and whose figures may be others all the same. Figures made up."""

import pytest

from provindex.intake import Answers
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import standing

NAMES = [one.name.vi for one in layouts.OLD]
IDS = [one.id for one in layouts.OLD]


def score(place, add=0.0):
    return round(60.37 + place / 4 + add, 2)


def table(title, heads, row, tab="Bang"):
    """The reading of a table of 63 rows."""
    rows = [[title], heads, *[row(place, name) for place, name in enumerate(NAMES)]]
    return read(layouts.xlsx(rows, tab), "a.xlsx")


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("PAR INDEX 2023: TÀI CHÍNH CÔNG", "Bang"),
        ("Kết quả Chỉ số thành phần “Tài chính công” (PAR INDEX) năm 2023", "Bang"),
        ("PAR INDEX 2023", "Tài chính công"),
    ],
)
@pytest.mark.parametrize("heading", ["Điểm", "Tổng điểm", 2023])
def test_a_mere_score_under_the_name_of_a_part_is_held_back(title, tab, heading):
    issue = only(table(title, ["Tỉnh", heading], lambda place, name: [name, score(place)], tab), "title_of_part")
    assert (issue.severity, issue.column, dict(issue.facts)["measure"].vi) == ("blocks", "B", "Cải cách tài chính công")


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("PAR INDEX 2023: TÀI CHÍNH CÔNG", ["Tỉnh", "Tài chính công"]),
        ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023", ["Tỉnh", "Điểm"]),
    ],
)
def test_a_heading_that_names_its_measure_is_believed_under_any_title(title, heads):
    reading = table(title, heads, lambda place, name: [name, score(place)])
    assert not reading.blocks
    assert sorted(reading.years[2023]["score"]) == [score(place) for place in range(63)]


@pytest.mark.parametrize(
    ("title", "heading", "part"),
    [
        ("Chỉ số thành phần Cải cách thể chế – PAR INDEX 2023", "PAR INDEX", "Cải cách thể chế"),
        ("PAR INDEX 2023: TÀI CHÍNH CÔNG", "PAR INDEX", "Cải cách tài chính công"),
        ("Lĩnh vực cải cách thủ tục hành chính, năm 2023", "PAR INDEX 2023", "Cải cách thủ tục hành chính"),
        ("PAR INDEX 2023, component: Public finance reform", "PAR INDEX", "Cải cách tài chính công"),
        ("PAPI 2023 – Chỉ số nội dung: Thủ tục hành chính công", "PAPI", "Thủ tục hành chính công"),
        ("Trục nội dung “Cung ứng dịch vụ công” năm 2023", "Chỉ số PAPI", "Cung ứng dịch vụ công"),
        ("PAPI 2023, dimension: Control of corruption in the public sector", "PAPI", "Kiểm soát tham nhũng"),
        ("Tổng điểm chỉ số thành phần Cải cách thể chế – PAR INDEX 2023", "PAR INDEX", "Cải cách thể chế"),
        ("PAR INDEX 2023 (chỉ số thành phần: Cải cách thể chế)", "PAR INDEX", "Cải cách thể chế"),
        (
            "Overall score of the component Public finance reform, PAR INDEX 2023",
            "PAR INDEX",
            "Cải cách tài chính công",
        ),
    ],
)
def test_the_name_of_the_index_under_the_title_of_a_part_is_held_back(title, heading, part):
    issue = only(table(title, ["Tỉnh", heading], lambda place, name: [name, score(place)]), "title_of_part")
    assert (issue.severity, issue.column, issue.value) == ("blocks", "B", heading)
    assert part in dict(issue.facts)["measure"].vi


def test_the_title_of_a_part_on_two_lines_is_one():
    lines = [["Chỉ số thành phần"], ["Cải cách thể chế"], ["PAR INDEX năm 2023"], ["Tỉnh", "PAR INDEX"]]
    rows = [*lines, *[[name, score(place)] for place, name in enumerate(NAMES)]]
    issue = only(read(layouts.xlsx(rows, "Bang"), "a.xlsx"), "title_of_part")
    assert (issue.value, dict(issue.facts)["measure"].vi) == ("PAR INDEX", "Cải cách thể chế")


@pytest.mark.parametrize(
    "title",
    [
        "PAR INDEX 2023 của các tỉnh (Theo Quyết định về cải cách thủ tục hành chính)",
        "PAR INDEX 2023 và các chỉ số thành phần, trong đó có cải cách thể chế",
        "Kết quả tổng hợp PAR INDEX 2023 và cải cách tài chính công",
        "Tổng điểm PAR INDEX 2023 và điểm cải cách thể chế",
    ],
)
def test_the_name_of_the_index_is_believed_where_a_title_names_a_part_in_passing(title):
    reading = table(title, ["Tỉnh", "PAR INDEX"], lambda place, name: [name, score(place)])
    assert (reading.blocks, sorted(reading.years[2023]["score"])) == (False, [score(place) for place in range(63)])


def test_a_total_beside_its_parts_is_the_total_whatever_the_title_says():
    heads = ["Tỉnh", "Tổng điểm", "Thể chế", "Tài chính công"]
    title = "PAR INDEX 2023 và chỉ số thành phần về tài chính công"
    reading = table(title, heads, lambda place, name: [name, *[score(place, add) for add in (0, 1, 2)]])
    assert "title_of_part" not in codes(reading)


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("Kết quả tự chấm điểm PAR INDEX năm 2023", "Bang"),
        ("PAR INDEX năm 2023 (tự đánh giá, chưa thẩm định)", "Bang"),
        ("Mục tiêu PAR INDEX năm 2023", "Bang"),
        ("Chỉ tiêu PAR INDEX năm 2023 giao các tỉnh", "Bang"),
        ("Dự báo PAR INDEX năm 2023", "Bang"),
        ("PAR INDEX 6 tháng năm 2023", "Bang"),
        ("PAR INDEX cấp huyện năm 2023", "Bang"),
        ("Phấn đấu PAR INDEX năm 2024", "Bang"),
        ("Kế hoạch nâng cao PAR INDEX năm 2024", "Bang"),
        ("Điểm thẩm định PAR INDEX năm 2023", "Bang"),
        ("Kết quả điều tra xã hội học PAR INDEX năm 2023", "Bang"),
        ("PAR INDEX năm 2023: điểm đánh giá tác động", "Bang"),
        ("PAR INDEX năm 2023", "Tự chấm 2023"),
        ("PAR INDEX năm 2023", "2023_du_kien"),
    ],
)
def test_figures_that_title_or_sheet_call_no_results_are_held_back(title, tab):
    issue = only(table(title, ["Tỉnh", "Điểm"], lambda place, name: [name, score(place)], tab), "no_result")
    assert (issue.severity, issue.value) == ("blocks", tab if title == "PAR INDEX năm 2023" else title)


@pytest.mark.parametrize(
    "title",
    [
        "Kết quả tự đánh giá và thẩm định PAR INDEX năm 2023",
        "Công bố PAR INDEX năm 2023 của các tỉnh (kèm theo Quyết định số 12/QĐ-BNV ngày 3 tháng 4 năm 2024)",
        "PAR INDEX năm 2023 của UBND cấp tỉnh",
        "PAR INDEX năm 2023, gồm điểm thẩm định và điểm điều tra xã hội học",
        "Kết quả điều tra xã hội học đo lường SIPAS năm 2023",
    ],
)
def test_titles_of_published_results_are_believed(title):
    reading = table(title, ["Tỉnh", "Điểm"], lambda place, name: [name, score(place)])
    assert (reading.blocks, "no_result" in codes(reading)) == (False, False)


def test_one_component_among_others_is_not_taken_for_the_whole():
    heads = ["Tỉnh", "Tiếp cận dịch vụ", "Công chức", "Kết quả", "Góp ý"]
    reading = table("SIPAS năm 2023", heads, lambda place, name: [name, *[score(place, add) for add in range(4)]])
    issue = only(reading, "component")
    assert (issue.severity, issue.column, issue.value) == ("blocks", "D", "Kết quả")
    assert dict(issue.facts)["others"] == "Tiếp cận dịch vụ | Công chức | Góp ý"


def test_a_result_beside_targets_and_changes_is_the_score():
    heads = ["Tỉnh", "Kết quả", "Mục tiêu", "Tăng/giảm", "So với năm 2022"]
    reading = table("SIPAS năm 2023", heads, lambda place, name: [name, *[score(place, add) for add in range(4)]])
    assert (reading.blocks, "component" in codes(reading)) == (False, False)


def test_a_result_alone_is_the_score():
    reading = table("SIPAS năm 2023", ["Tỉnh", "Kết quả"], lambda place, name: [name, score(place)])
    assert sorted(reading.years[2023]["score"]) == [score(place) for place in range(63)]


def cut(*behind):
    """Scores whose decimals a program has put into the next cell, with what followed them."""
    return lambda place, name: [name, 60 + place // 3, 37 + place // 2, *[63 - place for _ in behind]]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["Tỉnh", "Điểm"], cut()),
        (["Tỉnh", "Điểm", "Xếp hạng"], cut("rank")),
        (["Tỉnh", "Điểm", "Ghi chú"], cut()),
    ],
)
def test_decimals_in_cells_of_their_own_are_held_back(heads, row):
    issue = only(table("PAR INDEX 2023", heads, row), "decimals_apart")
    assert (issue.severity, issue.row, issue.column, issue.value) == ("blocks", 3, "B", "60")
    assert dict(issue.facts)["column"] == "CD"[len(heads) == 3 and heads[2] == "Xếp hạng"]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["Tỉnh", "Điểm", "Ghi chú"], lambda place, name: [name, 60 + place // 3, "muộn"]),
        (["Tỉnh", "Điểm"], lambda place, name: [name, score(place), 63 - place]),
        (["Tỉnh", "Điểm", "Dân số"], lambda place, name: [name, 60 + place // 3, 100 + place]),
        ([None, "Tỉnh", "Điểm"], lambda place, name: [place + 1, name, 60 + place // 3]),
    ],
)
def test_whole_scores_and_further_columns_are_read_where_nothing_looks_parted(heads, row):
    reading = table("PAR INDEX 2023", heads, row)
    assert (reading.blocks, len(reading.years[2023])) == (False, 63)


@pytest.mark.parametrize("heading", ["Điểm", "PAR INDEX", "Kết quả", 2023])
def test_ranks_under_the_heading_of_a_score_are_held_back(heading):
    reading = table("PAR INDEX 2023", ["Tỉnh", heading], lambda place, name: [name, (place * 5) % 63 + 1])
    assert (only(reading, "ranks_as_scores").severity, only(reading, "ranks_as_scores").value) == ("blocks", "63")


def test_a_row_that_says_another_year_than_the_table_holds_it_back():
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", "Điểm"], ["Năm 2023"]]
    rows += [[name, score(place)] for place, name in enumerate(NAMES[:40])]
    rows += [["II. Năm 2022"], *[[name, score(place, 1)] for place, name in enumerate(NAMES[40:])]]
    issue = only(read(layouts.xlsx(rows), "a.xlsx"), "rows_of_year")
    assert (issue.severity, issue.row, dict(issue.facts)["other"]) == ("blocks", 44, 2022)


def test_figures_in_hidden_rows_and_columns_are_read_and_said():
    book = layouts.Book()
    sheet = book.sheet("Bang")
    for row in (["PAR INDEX 2023"], ["Tỉnh", "PAR INDEX", "Thể chế"]):
        sheet.append(row)
    for place, name in enumerate(NAMES):
        sheet.append([name, score(place), score(place, 1)])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[5].hidden = True
    reading = read(book.bytes(), "a.xlsx")
    issue = only(reading, "figures_hidden")
    assert (issue.severity, dict(issue.facts)) == ("warns", {"n": 64, "lines": ("C", "5")})
    assert len(reading.years[2023]) == 126


@pytest.mark.parametrize(
    "caption",
    [
        *("Bảng 2. Điểm tự chấm của các tỉnh", "II. Điểm tự đánh giá", "Chỉ tiêu giao", "Kỳ trước", "Điểm thẩm định"),
        *("Bảng 2. Điểm điều tra xã hội học", "Thay đổi so với kỳ trước"),
    ],
)
def test_a_caption_between_two_tables_that_calls_the_second_no_results_holds_it_back(caption):
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))
    rows += [[], [caption], *standing(None, ["Tỉnh", "PAR INDEX"], range(30, 63), add=4)]
    issue = only(read(layouts.xlsx(rows), "a.xlsx"), "no_result")
    assert (issue.severity, issue.row, issue.value) == ("blocks", 35, caption)


def test_a_note_of_the_first_table_says_nothing_about_the_second():
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))
    rows += [["Ghi chú: không gồm điểm tự chấm"], ["Bảng 2"], *standing(None, ["Tỉnh", "PAR INDEX"], range(30, 63))]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (len(reading.years[2023]), "no_result" in codes(reading)) == (63, False)


@pytest.mark.parametrize(("line", "code"), [("PAR INDEX năm 2022", "rows_of_year"), ("II. Điểm tự chấm", "no_result")])
def test_a_line_between_rows_that_makes_those_below_others_holds_the_table_back(line, code):
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))
    rows += [[], [line], *standing(None, None, range(30, 63), add=4)]
    issue = only(read(layouts.xlsx(rows), "a.xlsx"), code)
    assert (issue.severity, issue.row, issue.value) == ("blocks", 34, line)


@pytest.mark.parametrize("line", ["Nguồn: công bố năm 2022", "Miền Nam", "Kết quả năm 2023"])
def test_notes_and_regions_between_rows_and_lines_below_all_of_them_hold_nothing_back(line):
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))
    rows += [[line], *standing(None, None, range(30, 63)), ["PAR INDEX năm 2022: 80 điểm"], ["Điểm tự chấm"]]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (len(reading.years[2023]), reading.blocks) == (63, False)


def test_a_table_below_the_title_of_another_index_is_none_of_this_one():
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "Năm 2023"], range(30))
    rows += [[], ["SIPAS năm 2023"], *standing(None, ["Tỉnh", "Năm 2023"], range(30, 63), add=4)]
    for index, first, last in (("par", 0, 30), ("sipas", 30, 63)):
        reading = read(layouts.xlsx(rows), "a.xlsx", Answers(index=index))
        assert list(reading.years[2023]["province"]) == sorted(IDS[first:last])
        assert only(reading, "index_left").row in (2, 35)


def test_a_table_above_is_not_of_the_year_that_one_below_is_titled_by():
    rows = standing("PAR INDEX", ["Tỉnh", "PAR INDEX"], range(30))
    rows += [[], ["PAR INDEX năm 2022"], *standing(None, ["Tỉnh", "PAR INDEX"], range(30, 63), add=4)]
    assert only(read(layouts.xlsx(rows), "a.xlsx"), "year_unknown").severity == "blocks"
    assert only(read(layouts.xlsx(rows), "par 2023.xlsx"), "year_disputed").severity == "blocks"


@pytest.mark.parametrize("heads", [["Tỉnh", "Điểm"], None])
@pytest.mark.parametrize("caption", ["Chỉ số PCI năm 2023", "SIPAS", "II. Chỉ số năng lực cạnh tranh cấp tỉnh"])
def test_what_a_caption_calls_another_index_is_none_of_the_table_above(caption, heads):
    rows = standing("PAR INDEX năm 2023", ["Tỉnh", "Điểm"], range(30))
    rows += [[], [caption], *standing(None, heads, range(30, 63), add=4)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert reading.blocks or list(reading.years[2023]["province"]) == sorted(IDS[:30])
    assert {"rows_of_index", "index_left"} & set(codes(reading))


def test_a_caption_that_names_the_index_or_places_alone_leaves_the_table_whole():
    for caption in ("Chỉ số CCHC (PAR INDEX) các tỉnh miền Nam", "Bảng 2. Các tỉnh miền Nam"):
        rows = standing("PAR INDEX năm 2023", ["Tỉnh", "PAR INDEX"], range(30))
        rows += [[], [caption], *standing(None, ["Tỉnh", "PAR INDEX"], range(30, 63))]
        reading = read(layouts.xlsx(rows), "a.xlsx")
        assert (len(reading.years[2023]), reading.blocks) == (63, False)


def ranked(child, *further, rank="Xếp hạng"):
    """The ranks of a measure under a common heading, behind a column of something else."""
    heads = [["Tỉnh", "Thể chế", "Thể chế", *(["PAR INDEX"] if further else [])], [None, child, rank, *further]]
    rows = [["PAR INDEX năm 2023"], *heads]
    rows += [[name, score(place), place + 1, score(place, 9)][: len(heads[0])] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    frame = reading.years.get(2023)
    return {} if frame is None else dict(frame.groupby("measure")["rank_published"].count())


@pytest.mark.parametrize("child", ["2.1. Xây dựng văn bản", "Người dân", "Khảo sát", "Mục tiêu", "Cấp huyện"])
def test_a_rank_behind_another_figure_under_its_measure_is_left(child):
    assert ranked(child) == {}
    assert ranked(child, "Điểm") == {"par": 0}


@pytest.mark.parametrize("child", ["Điểm", "STT", "Nhóm"])
def test_a_rank_behind_its_score_a_number_or_a_former_rank_is_read(child):
    assert ranked(child)["par.institutions"] == 63
    assert ranked("Hạng 2022", rank="Hạng 2023") == {"par.institutions": 63}


@pytest.mark.parametrize("heading", ["Hạng cả nước", "Xếp hạng toàn quốc", "Xếp hạng trong cả nước"])
def test_a_rank_in_the_whole_country_is_the_rank_and_one_in_the_region_is_none(heading):
    heads = ["Tỉnh", "PAR INDEX", "Hạng trong vùng", heading]
    reading = table("Năm 2023", heads, lambda place, name: [name, score(place), place % 9 + 1, place + 1])
    assert list(reading.years[2023].sort_values("score")["rank_published"]) == list(range(1, 64))


@pytest.mark.parametrize("common", ["Cấp xã", "Trước điều chỉnh", "Trước phúc tra"])
def test_figures_of_communes_and_those_before_an_adjustment_are_no_scores(common):
    rows = [["PAR INDEX năm 2023"], ["Tỉnh", common, common], [None, "PAR INDEX", "Hạng"]]
    rows += [[name, score(place), place + 1] for place, name in enumerate(NAMES)]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert (reading.years, reading.blocks) == ({}, True)
