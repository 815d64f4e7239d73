"""Programme files as people hand them in: the templates filled, and what each check says."""

import io
from datetime import date

import openpyxl
import pytest

from provindex.catalog import Catalog, programme_loader
from provindex.core.translate import translator
from provindex.export.excel import programme_workbook as templates
from provindex.intake import reader as registry
from provindex.intake.formats.workbook import load
from provindex.intake.messages.programme import PROGRAMME
from provindex.intake.programme import reader
from provindex.store.programme_overlay import over

SON_LA, DAK_LAK = "63:14", "63:66"
FIGURES = ("Chỉ tiêu", "Đơn vị", "Cấp", "Từ ngày", "Đến ngày", "Cách ghi", "Số liệu", "Tử số", "Mẫu số", "Mục tiêu")
UNITS = ("Đơn vị", "Cấp", "Có từ ngày", "Có đến hết ngày")
INDEX = ("Đơn vị", "Cấp", "Năm", "Tổng điểm", "Xếp hạng", "1 Chỉ đạo", "2 Thể chế", "2.1 Xin lỗi khi trễ hẹn")
Q1, Q2 = ("01/01/2023", "31/03/2023"), ("01/04/2023", "30/06/2023")
VI, EN = translator("vi"), translator("en")


@pytest.fixture(scope="module")
def shipped():
    return programme_loader.load()


def workbook(*sheets, province="Sơn La") -> bytes:
    """A workbook whose first sheet names the province; each further one is a heading and its rows."""
    book = openpyxl.Workbook()
    book.active.append(["Tỉnh", province])
    for heading, *rows in sheets:
        sheet = book.create_sheet()
        for row in (heading, *rows):
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figure(
    indicator, value, numerator=None, denominator=None, *, unit=None, level=None, when=Q1, word=None, target=None
):
    return (indicator, unit, level, *when, word, value, numerator, denominator, target)


def read(shipped, *sheets, **options):
    return reader.read(load(workbook(*sheets, **options), "bao-cao.xlsx"), shipped)


def codes(reading):
    return [issue.code for issue in reading.issues]


def places(reading):
    return [(issue.code, issue.row, issue.column) for issue in reading.issues]


def test_a_figure_is_read_with_its_place_period_and_word(shipped):
    found = read(shipped, (FIGURES, figure("Hồ sơ trực tuyến", 91.73, 36606, 39907, word="gần", target=95)))
    assert (found.province, found.publishable, codes(found)) == (SON_LA, True, [])
    row = found.observations.iloc[0]
    assert (row["indicator"], row["level"], row["start"], row["end"]) == (
        "online_dossiers", "province", date(2023, 1, 1), date(2023, 3, 31),
    )  # fmt: skip
    assert (row["value"], row["qualifier"], row["numerator"], row["denominator"], row["target"]) == (
        91.73,
        "nearly",
        36606,
        39907,
        95,
    )
    assert row["source"] == "bao-cao.xlsx"


def test_decimal_commas_are_read(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", "91,73")))
    assert found.observations["value"].tolist() == [91.73]


def test_a_column_a_quarter_is_a_figure_a_quarter(shipped):
    found = read(
        shipped, (("Chỉ tiêu", "Quý I/2024", "Quý II/2024", "Quý III/2024"), ("Hồ sơ trực tuyến", 80, None, 85))
    )
    assert found.observations[["value", "start"]].to_numpy().tolist() == [
        [80.0, date(2024, 1, 1)],
        [85.0, date(2024, 7, 1)],
    ]


def test_a_row_a_unit_is_a_figure_an_indicator(shipped):
    heading = ("Đơn vị", "Từ ngày", "Đến ngày", "Hồ sơ trực tuyến", "Mức độ hài lòng")
    found = read(shipped, (heading, ("Huyện Buôn Đôn", *Q1, 80, 90)), province="Đắk Lắk")
    assert found.observations[["unit", "level", "indicator"]].to_numpy().tolist() == [
        ["63:66.huyen_buon_don", "district", "online_dossiers"], ["63:66.huyen_buon_don", "district", "satisfaction"],
    ]  # fmt: skip


def test_a_unit_of_the_files_own_registry_is_known_in_its_figures(shipped):
    found = read(
        shipped,
        (FIGURES, figure("online_dossiers", 80, unit="Sở Nội vụ")),
        (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/01/2000", None)),
    )
    assert codes(found) == []
    assert found.observations["unit"].tolist() == ["63:14.so_noi_vu"]
    assert found.units[["unit", "level", "valid_from"]].to_numpy().tolist() == [
        ["63:14.so_noi_vu", "department", date(2000, 1, 1)]
    ]


def test_a_registry_that_leaves_a_day_blank_keeps_the_one_that_is_known(shipped):
    found = read(shipped, (UNITS, ("Huyện Buôn Đôn", "Cấp huyện", "01/01/2000", None)), province="Đắk Lắk")
    assert found.units[["valid_from", "valid_to"]].to_numpy().tolist() == [[date(2000, 1, 1), date(2025, 6, 30)]]


def test_the_units_own_index_is_read_with_the_most_points(shipped):
    found = read(
        shipped,
        (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/01/2000", None)),
        (INDEX, ("Điểm tối đa", None, None, 100, None, 50, 50, 10), ("Sở Nội vụ", None, 2024, 89, 1, 45, 44, 8)),
    )
    assert codes(found) == []
    assert found.scores[["criterion", "score", "max_points"]].to_numpy().tolist() == [
        ["", 89.0, 100.0], ["1", 45.0, 50.0], ["2", 44.0, 50.0], ["2.1", 8.0, 10.0],
    ]  # fmt: skip
    assert found.scores["rank_published"].tolist()[0] == 1


ONE = "online_dossiers"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(figure("tasks_done", None, 80, 71), ("programme_done", "blocks"), id="done more than assigned"),
        pytest.param(figure(ONE, 50, 46, 71), ("programme_percent", "blocks"), id="contradicts its counts"),
        pytest.param(figure(ONE, 0.65, 46, 71), ("programme_percent", "blocks"), id="a share of one"),
        pytest.param(figure("tasks_done", 64.7, 46, 71), ("programme_cut", "warns"), id="cut off"),
        pytest.param(figure(ONE, None, 80, 71), ("programme_part", "warns"), id="numerator above denominator"),
        pytest.param(figure("eid_accounts", 111.94), ("programme_above", "warns"), id="above a whole"),
        pytest.param(figure(ONE, -1), ("programme_negative", "blocks"), id="negative"),
        pytest.param(figure("procedures_public", 33.5), ("programme_count", "blocks"), id="half a procedure"),
        pytest.param(figure("Hồ sơ lạ", 80), ("programme_indicator", "blocks"), id="indicator"),
        pytest.param(figure(ONE, 80, unit="Sở Lạ"), ("programme_unit", "blocks"), id="unit"),
        pytest.param(figure(ONE, 80, level="tổ"), ("programme_level", "blocks"), id="level"),
        pytest.param(figure(ONE, 80, word="đúng"), ("programme_qualifier", "blocks"), id="word"),
        pytest.param(figure(ONE, 80, when=("đầu năm", "nay")), ("programme_period", "blocks"), id="period"),
        pytest.param(figure(ONE, 80, when=(Q1[1], Q1[0])), ("programme_period_reversed", "blocks"), id="reversed"),
        pytest.param(figure(ONE, "tám mươi"), ("not_number", "blocks"), id="words"),
        pytest.param(
            figure(ONE, 80, level="Cấp huyện", when=("01/04/2025", "01/07/2025")),
            ("programme_district_ended", "blocks"), id="districts after 30 June 2025",
        ),
    ],
)  # fmt: skip
def test_a_row_is_told_with_what_is_wrong(shipped, row, expected):
    found = read(shipped, (FIGURES, row))
    assert [(issue.code, issue.severity) for issue in found.issues] == [expected]
    assert found.issues[0].row == 2
    assert found.publishable == (expected[1] == "warns")


def test_a_percentage_that_rounding_explains_is_no_contradiction(shipped):
    assert codes(read(shipped, (FIGURES, figure("online_dossiers", 64.8, 46, 71)))) == []


def test_a_district_may_report_to_its_last_day(shipped):
    row = figure("online_dossiers", 80, unit="Huyện Buôn Đôn", when=("01/04/2025", "30/06/2025"))
    assert codes(read(shipped, (FIGURES, row), province="Đắk Lắk")) == []


def test_a_district_after_its_last_day_is_told_by_name(shipped):
    row = figure("online_dossiers", 80, unit="Huyện Buôn Đôn", when=("01/07/2025", "30/09/2025"))
    found = read(shipped, (FIGURES, row), province="Đắk Lắk")
    assert found.issues[0].found(VI) == (
        "Huyện Buôn Đôn: cấp huyện đã kết thúc hoạt động ngày 30/06/2025, còn kỳ kết thúc ngày 30/09/2025."
    )


def test_a_unit_that_did_not_exist_yet_is_told(shipped):
    found = read(
        shipped,
        (FIGURES, figure("online_dossiers", 80, unit="Sở Nội vụ")),
        (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/02/2023", None)),
    )
    assert found.issues[0].found(VI) == "Sở Nội vụ không tồn tại suốt quý I/2023: từ ngày 01/02/2023."


def test_a_unit_of_another_level_is_told(shipped):
    row = figure("online_dossiers", 80, unit="Huyện Buôn Đôn", level="Cấp xã")
    assert codes(read(shipped, (FIGURES, row), province="Đắk Lắk")) == ["programme_unit_level"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(Q1, Q2, [], id="one after the other"),
        pytest.param(Q1, ("01/01/2023", "30/06/2023"), ["programme_grows"], id="from the same day"),
        pytest.param(("01/01/2023", "30/06/2023"), ("01/04/2023", "30/09/2023"), ["programme_overlap"], id="overlap"),
        pytest.param(Q1, Q1, ["programme_twice"], id="twice"),
    ],
)
def test_periods_of_one_series_follow_each_other(shipped, first, second, expected):
    rows = [figure("online_dossiers", 80, when=first), figure("online_dossiers", 81, when=second)]
    found = read(shipped, (FIGURES, *rows))
    assert places(found) == [(code, 3, "G") for code in expected]


def test_periods_of_two_places_do_not_overlap(shipped):
    half = ("01/02/2023", "30/06/2023")
    rows = [figure("online_dossiers", 80), figure("online_dossiers", 81, level="Cấp huyện", when=half)]
    assert codes(read(shipped, (FIGURES, *rows))) == []


def test_a_period_that_overlaps_a_published_one_is_told(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", 92, when=("01/02/2024", "30/06/2024"))))
    assert codes(found) == ["programme_overlap"]


def test_a_published_figure_that_would_change_is_told_and_may_be_published(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", 92, when=("01/01/2024", "15/03/2024"))))
    assert (codes(found), found.publishable) == (["programme_replaces"], True)
    assert "91,73" in found.issues[0].found(VI)


def test_the_same_figure_again_is_nothing_to_tell(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", 91.73, 36606, 39907, when=("01/01/2024", "15/03/2024"))))
    assert codes(found) == []


def test_tasks_are_counted_once(shipped):
    rows = [figure("tasks_done", None, 46, 71), figure("tasks_under_way", 25), figure("tasks_overdue", 1)]
    found = read(shipped, (FIGURES, *rows))
    assert codes(found) == ["programme_tasks"]
    assert "72" in found.issues[0].found(EN)


def test_tasks_that_add_up_are_fine(shipped):
    rows = [figure("tasks_done", None, 46, 71), figure("tasks_under_way", 20), figure("tasks_overdue", 5)]
    assert codes(read(shipped, (FIGURES, *rows))) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param((90, None, 45, 44, 8), ["programme_total"], id="total"),
        pytest.param((95, None, 51, 44, 8), ["programme_most"], id="above the most"),
        pytest.param((89, "nhất", 45, 44, 8), ["not_number"], id="rank in words"),
    ],
)
def test_scores_of_units_are_checked(shipped, row, expected):
    sheets = (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/01/2000", None)), (
        INDEX, ("Điểm tối đa", None, None, 100, None, 50, 50, 10), ("Sở Nội vụ", None, 2024, *row),
    )  # fmt: skip
    assert codes(read(shipped, *sheets)) == expected


def test_an_index_of_districts_after_their_end_is_told(shipped):
    found = read(shipped, (INDEX, ("Huyện Buôn Đôn", None, 2025, 89, 1, 45, 44, 8)), province="Đắk Lắk")
    assert codes(found) == ["programme_district_ended"]


def test_a_formula_is_not_computed(shipped):
    book = openpyxl.load_workbook(io.BytesIO(workbook((FIGURES, figure("online_dossiers", 80)))))
    book.worksheets[1]["G2"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    found = reader.read(load(out.getvalue(), "a.xlsx"), shipped)
    assert "formula_cell" in codes(found)


def test_the_file_has_to_name_its_province(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", 80)), province="Atlantis")
    assert (found.province, codes(found), len(found.observations)) == (None, ["programme_province"], 0)


def test_a_chosen_province_counts_where_the_file_names_none(shipped):
    data = workbook((FIGURES, figure("online_dossiers", 80)), province="")
    assert reader.read(load(data, "a.xlsx"), shipped, SON_LA).publishable


def test_a_file_of_another_province_than_the_chosen_is_not_read(shipped):
    found = reader.read(load(workbook((FIGURES, figure("online_dossiers", 80))), "a.xlsx"), shipped, DAK_LAK)
    assert (codes(found), found.publishable) == (["programme_other_province"], False)


def test_a_workbook_of_something_else_is_told(shipped):
    found = read(shipped, (("Tên tỉnh", "1: Tham gia"), ("Hà Nội", 5)))
    assert codes(found) == ["programme_no_table", "programme_sheet_left"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04damaged", b"\x00\x01noise"], ids=["empty", "damaged", "noise"])
def test_a_file_that_cannot_be_read_is_no_programme(shipped, data):
    found = registry.read(data, "a.xlsx", Catalog({}))
    assert found.workbook is None
    assert not reader.recognises(found, shipped)


def test_a_file_of_an_unknown_layout_keeps_its_cells_and_may_be_a_programme(shipped):
    found = registry.read(workbook((FIGURES, figure("online_dossiers", 80))), "a.xlsx", Catalog({}))
    assert found.layout is None
    assert reader.recognises(found, shipped)


def test_an_active_cell_is_shown_inert(shipped):
    found = read(shipped, (FIGURES, figure("cmd|calc\u202e", 80)))
    assert "\u202e" not in found.issues[0].sentence(VI)


@pytest.mark.parametrize("build", [templates.by_indicator, templates.by_unit], ids=["by indicator", "by unit"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_empty_template_reads_without_a_figure_and_without_complaint(shipped, build, lang):
    found = reader.read(load(build(shipped, DAK_LAK, 2024, translator(lang)), "a.xlsx"), shipped)
    assert (found.province, codes(found), len(found.observations), len(found.scores)) == (DAK_LAK, [], 0, 0)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_filled_into_a_template_comes_back(shipped, lang):
    book = openpyxl.load_workbook(io.BytesIO(templates.by_indicator(shipped, SON_LA, 2024, translator(lang))))
    details, quarters = book.worksheets[:2]
    row = next(cell.row for cell in details["A"] if cell.value == "online_dossiers")
    for column, value in (("F", date(2024, 4, 1)), ("G", date(2024, 6, 30)), ("I", 92.5)):
        details[f"{column}{row}"] = value
    quarters["J2"] = 70
    out = io.BytesIO()
    book.save(out)
    found = reader.read(load(out.getvalue(), "a.xlsx"), shipped)
    assert codes(found) == []
    assert found.observations[["indicator", "value", "end"]].to_numpy().tolist() == [
        ["online_dossiers", 92.5, date(2024, 6, 30)], ["tasks_done", 70.0, date(2024, 12, 31)],
    ]  # fmt: skip


def test_a_reading_shows_over_what_ships(shipped):
    found = read(shipped, (FIGURES, figure("online_dossiers", 92, when=("01/01/2024", "15/03/2024"))))
    after = over(shipped, found.observations, found.units, found.scores).observations
    rows = after[(after["province"] == SON_LA) & (after["indicator"] == "online_dossiers")]
    assert rows["value"].tolist() == [92.0]
    assert len(after) == len(shipped.observations)


@pytest.mark.parametrize("code", PROGRAMME)
def test_every_code_has_its_two_sentences_in_vietnamese(code):
    for message in (PROGRAMME[code].found, PROGRAMME[code].fix):
        assert VI.messages.get(message, (message,))[0] != message


HALF = ("01/01/2025", "30/06/2025")
OVERLAPS = figure(ONE, 80, when=("01/01/2023", "30/06/2023")), figure(ONE, 81, when=("01/04/2023", "30/09/2023"))


@pytest.mark.parametrize(
    ("rows", "more", "code", "place", "expected", "vi", "en"),
    [
        pytest.param(
            (figure("tasks_done", None, 80, 71),), (), "programme_done", ("Sheet1", 2, "G"), "≤ 71",
            "đã hoàn thành 80 trong khi chỉ được giao 71", "80 are done of 71 assigned", id="more done than assigned",
        ),
        pytest.param(
            (figure("tasks_done", None, 80), figure("tasks_planned", 71)), (), "programme_tasks", ("Sheet1", 2, "G"),
            "≤ 71", "80", "80 are done, under way or overdue together, and 71 were assigned",
            id="assigned in its own row",
        ),
        pytest.param(
            (figure(ONE, 50, 46, 71),), (), "programme_percent", ("Sheet1", 2, "G"), "64.79",
            "64,79", "50% is stated, but 46 of 71 is 64.79%", id="percentage against its counts",
        ),
        pytest.param(
            OVERLAPS, (), "programme_overlap", ("Sheet1", 3, "G"), "> 30/06/2023",
            "trùng một phần với 6 tháng đầu năm 2023", "overlaps first 6 months of 2023", id="periods overlap",
        ),
        pytest.param(
            (figure(ONE, 80, unit="Sở Nội vụ"),), ((UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/02/2023", None)),),
            "programme_unit_then", ("Sheet1", 2, "G"), "01/02/2023–", "không tồn tại suốt", "did not exist during",
            id="a unit that did not exist then",
        ),
        pytest.param(
            (figure(ONE, 80, when=("01/04/2025", "01/07/2025")),), (), "programme_province_then",
            ("Sheet1", 2, "G"), "–30/06/2025", "Sơn La được hiểu là", "Son La is meant as one of the 63 provinces",
            id="a province after its edition",
        ),
    ],
)  # fmt: skip
def test_an_issue_names_sheet_row_column_what_was_expected_and_the_cure_in_both_languages(
    shipped, rows, more, code, place, expected, vi, en
):
    (issue,) = read(shipped, (FIGURES, *rows), *more).issues
    assert (issue.code, issue.severity) == (code, "blocks")
    assert (issue.sheet, issue.row, issue.column) == place
    assert issue.expected.endswith(expected)
    assert vi in issue.found(VI)
    assert en in issue.found(EN)
    assert VI.messages[PROGRAMME[code].fix][0] == issue.fix(VI) != issue.fix(EN)


def test_a_district_after_its_end_is_told_with_the_last_day_in_both_languages(shipped):
    row = figure(ONE, 80, level="Cấp huyện", when=("01/07/2025", "30/09/2025"))
    data = workbook((FIGURES, row), province="34:14 Sơn La")
    (issue,) = reader.read(load(data, "a.xlsx"), shipped).issues
    assert (issue.code, issue.sheet, issue.row, issue.column) == ("programme_district_ended", "Sheet1", 2, "G")
    assert issue.expected == "≤ 30/06/2025"
    days = "ngày 30/06/2025, còn kỳ kết thúc ngày 30/09/2025."
    assert issue.found(VI) == f"cấp huyện: cấp huyện đã kết thúc hoạt động {days}"
    assert issue.found(EN) == "district level: districts ended on 30 Jun 2025, and the period ends on 30 Sept 2025."
    assert issue.fix(EN) == "End the period by that day, or report the communes."
    assert issue.fix(VI) != issue.fix(EN)


def test_the_province_of_the_right_time_may_be_chosen_where_two_have_one_name(shipped):
    data = workbook((FIGURES, figure(ONE, 80, when=("01/07/2025", "30/09/2025"))))
    assert codes(reader.read(load(data, "a.xlsx"), shipped)) == ["programme_province_then"]
    found = reader.read(load(data, "a.xlsx"), shipped, "34:14")
    assert (codes(found), found.observations["province"].tolist()) == ([], ["34:14"])


def test_a_file_that_was_published_is_told(shipped):
    data = workbook((FIGURES, figure(ONE, 80)))
    first = reader.read(load(data, "a.xlsx"), shipped)
    again = reader.read(load(data, "a.xlsx"), shipped, published={SON_LA: {first.sha256}}.__getitem__)
    assert (codes(again), again.publishable) == (["already_published"], True)
