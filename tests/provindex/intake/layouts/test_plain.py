"""Tables with headings of one's own."""

import unicodedata

import pytest

from provindex.core.translate import translator
from provindex.intake import Answers, exit_code
from provindex.intake.formats.workbook import load
from provindex.store import score_store
from tests.provindex.intake import layouts, parts
from tests.provindex.intake.biff import xls
from tests.provindex.intake.expect import codes, figures, only, read

COLUMNS = ("score", "rank_published", "low", "high", "se", "source")


@pytest.fixture(scope="module")
def frame():
    return score_store.read_shipped("papi", 2023)


@pytest.mark.parametrize(
    ("separator", "decimal", "encoding"),
    [(",", ".", "utf-8"), (";", ",", "utf-8-sig"), ("\t", ".", "utf-16"), (";", ".", "utf-16-le")],
)
def test_a_long_text_table_comes_back(frame, separator, decimal, encoding):
    reading = read(layouts.text(layouts.long_rows(frame, 2023), separator, decimal, encoding), "a.csv")
    assert (reading.layout, exit_code(reading)) == ("plain", 0)
    assert figures(reading.years[2023], *COLUMNS) == figures(frame, *COLUMNS)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_long_workbook_comes_back(frame, kind):
    rows = layouts.long_rows(frame, 2023)
    made = {
        "xlsx": lambda: layouts.xlsx(rows),
        "xls": lambda: xls({"a": rows}),
        "ods": lambda: parts.ods("".join(parts.ods_row(*row) for row in rows)),
    }
    reading = read(made[kind](), f"a.{kind}")
    assert figures(reading.years[2023], *COLUMNS) == figures(frame, *COLUMNS)


def test_several_years_of_a_long_table_are_read():
    frames = {year: score_store.read_shipped("papi", year) for year in (2022, 2023)}
    heads, *first = layouts.long_rows(frames[2022], 2022)
    reading = read(layouts.text([heads, *first, *layouts.long_rows(frames[2023], 2023)[1:]]), "a.csv")
    assert {year: figures(one) for year, one in reading.years.items()} == {
        year: figures(one) for year, one in frames.items()
    }


def test_a_wide_table_of_keys_comes_back(frame):
    wide = frame.pivot(index="province", columns="measure", values="score")
    rows = [
        ["province", *wide.columns],
        *[[place, *values] for place, values in zip(wide.index, wide.to_numpy().tolist(), strict=True)],
    ]
    assert figures(read(layouts.text(rows), "PAPI 2023.csv").years[2023]) == figures(frame)


def test_a_wide_table_of_names_is_read():
    rows = [["Tỉnh", "Năm", "Chỉ số PAPI tổng hợp", "Cung ứng dịch vụ công"], ["Tỉnh Hà Giang", 2023, 44.24793, 7.5]]
    assert figures(read(layouts.xlsx(rows), "x.xlsx").years[2023]) == [
        ("63:02", "papi", 44.24793),
        ("63:02", "papi.delivery", 7.5),
    ]


@pytest.mark.parametrize(
    "names", [("63:01", "63:02"), ("01", "02"), ("Hà Nội", "Hà Giang"), ("TP Hà Nội", "tinh ha giang")]
)
def test_provinces_may_be_ids_codes_or_names(names):
    heading = "Mã" if names[0].isdecimal() else "Tỉnh"
    rows = [[heading, "papi"], [names[0], 43.5], [names[1], 44.5]]
    assert read(layouts.xlsx(rows), "PAPI 2023.xlsx").years[2023]["province"].tolist() == ["63:01", "63:02"]


def test_decomposed_names_are_read():
    rows = [[unicodedata.normalize("NFD", "Tỉnh"), "papi"], [unicodedata.normalize("NFD", "Đắk Lắk"), 40.5]]
    assert read(layouts.xlsx(rows), "PAPI 2023.xlsx").years[2023]["province"].tolist() == ["63:66"]


def test_rows_of_another_index_are_named_and_left():
    rows = [["index", "province", "measure", "score", "year"]]
    rows += [
        ["papi", "Hà Nội", "papi", 43.5, 2023],
        ["papi", "Hà Giang", "papi", 44.5, 2023],
        ["par", "Hà Nội", "par", 89.5, 2023],
    ]
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert reading.years[2023]["measure"].unique().tolist() == ["papi"]
    assert "index_left" in codes(reading)


def test_what_a_person_says_decides_where_the_file_is_silent():
    data = layouts.xlsx([["Tỉnh", "Điểm"], ["Hà Nội", 83.5]])
    assert exit_code(read(data, "x.xlsx")) == 1
    reading = read(data, "x.xlsx", Answers(index="sipas", year=2024))
    assert figures(reading.years[2024]) == [("63:01", "sipas", 83.5)]


def test_columns_that_nobody_reads_are_named():
    rows = [["Tỉnh", "papi", "Dân số", None], ["Hà Nội", 43.5, "x", 7.5]]
    issue = only(read(layouts.xlsx(rows), "PAPI 2023.xlsx"), "columns_left")
    assert (issue.severity, issue.column, dict(issue.facts)["headings"]) == ("warns", "C", ("Dân số", "D"))


def test_text_that_would_act_stays_text():
    rows = [
        ["Tỉnh", "papi"],
        ["=cmd|' /C calc'!A0", 43.5],
        ["<script>alert(1)</script>", 44.5],
        ["**Hà\u202eiộN**", 1.0],
    ]
    data = layouts.text(rows)
    values = [issue.value for issue in read(data, "PAPI 2023.csv").issues if issue.code == "province_unknown"]
    assert values == ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "**HàiộN**"]
    assert load(data, "a.csv").sheets[0].formulas == frozenset()


def test_a_figure_that_a_long_table_leaves_out_is_told(frame):
    rows = layouts.long_rows(frame, 2023)
    del rows[5]
    issue = only(read(layouts.text(rows), "a.csv"), "figures_missing")
    assert issue.found(translator("en")).startswith("Blank or left out")
    assert "1 figures, of Ha Noi" in issue.found(translator("en"))


def test_a_row_of_the_country_in_a_long_table_is_no_province(frame):
    rows = [["year", "province", "measure", "score"]]
    rows += [[2023, row.province, row.measure, row.score] for row in frame.itertuples()]
    rows.append([2023, "Trung bình cả nước", "papi", 42.42])
    reading = read(layouts.text(rows), "a.csv")
    assert (figures(reading.years[2023]), codes(reading)) == (figures(frame), ["rows_left", "outlier"])
    assert dict(only(reading, "rows_left").facts)["rows"] == ("Trung bình cả nước",)


def listed(*rows):
    """A long table in Vietnamese: 63 provinces for each year, index and first score."""
    return [["Năm", "Tỉnh", "Chỉ số", "Điểm"], *[[year, one.name.vi, index, first + place / 4]
            for year, index, first in rows for place, one in enumerate(layouts.OLD)]]  # fmt: skip


def totals(reading, year):
    return dict(zip(reading.years[year]["province"], reading.years[year]["score"], strict=True))


def expected(first):
    return {one.id: first + place / 4 for place, one in enumerate(layouts.OLD)}


def test_a_column_that_names_the_index_of_each_row_is_no_score():
    reading = read(layouts.xlsx(listed((2022, "PAR INDEX", 70), (2023, "PAR INDEX", 72))), "a.xlsx")
    assert (totals(reading, 2022), totals(reading, 2023)) == (expected(70), expected(72))


def test_two_indices_in_the_rows_are_asked_about_and_never_mixed():
    data = layouts.xlsx(listed((2023, "PAR INDEX", 70), (2023, "SIPAS", 80)))
    asked = read(data, "a.xlsx")
    assert (asked.years, [one.about for one in asked.questions]) == ({}, ["index"])
    for index, first, left in (("par", 70, "SIPAS"), ("sipas", 80, "PAR INDEX")):
        answered = read(data, "a.xlsx", Answers(index=index))
        assert (totals(answered, 2023), exit_code(answered)) == (expected(first), 0)
        assert dict(only(answered, "index_left").facts)["index"].en == left


def test_a_column_of_the_index_beside_one_of_its_parts_is_no_measure():
    rows = [["Tỉnh", "Chỉ số", "Lĩnh vực", "Điểm"]]
    rows += [[one.name.vi, "PAR INDEX", name, first + place / 4] for name, first in (("PAR INDEX", 70), ("Thể chế", 75))
             for place, one in enumerate(layouts.OLD)]  # fmt: skip
    frame = read(layouts.xlsx(rows), "2023.xlsx").years[2023]
    assert {measure: of["score"].min() for measure, of in frame.groupby("measure")} == {
        "par": 70, "par.institutions": 75
    }  # fmt: skip


def test_a_column_that_a_long_table_has_beside_its_score_is_named():
    rows = [[*row, row[-1]] for row in listed((2023, "SIPAS", 80))]
    rows[0][-1] = "Điểm quy đổi"
    reading = read(layouts.xlsx(rows), "a.xlsx")
    assert totals(reading, 2023) == expected(80)
    assert dict(only(reading, "columns_left").facts)["headings"] == ("Điểm quy đổi",)


def test_a_sheet_of_parts_without_a_year_is_of_the_year_of_the_main_sheet():
    book = layouts.Book()
    for name, measure, first in (("PAR INDEX 2023", "PAR INDEX", 70), ("Lĩnh vực 2", "Thể chế", 75)):
        sheet = book.sheet(name)
        sheet.append(["Tỉnh", measure])
        for place, one in enumerate(layouts.OLD):
            sheet.append([one.name.vi, first + place / 4])
    frame = read(book.bytes(), "a.xlsx").years[2023]
    assert {measure: of["score"].min() for measure, of in frame.groupby("measure")} == {
        "par": 70, "par.institutions": 75
    }  # fmt: skip


def test_sheets_of_several_years_are_each_of_their_own():
    frames = {year: score_store.read_shipped("papi", year).query("measure != 'x'") for year in (2022, 2023)}
    book = layouts.Book()
    for year, one in frames.items():
        wide = one.pivot(index="province", columns="measure", values="score").astype(object)
        sheet = book.sheet(f"PAPI {year}")
        sheet.append(["Tỉnh", *wide.columns])
        for place, values in zip(wide.index, wide.where(wide.notna(), None).to_numpy().tolist(), strict=True):
            sheet.append([place, *values])
    reading = read(book.bytes(), "PAPI 2023.xlsx")
    assert {year: figures(one) for year, one in reading.years.items()} == {
        year: figures(one) for year, one in frames.items()
    }


def test_a_column_of_notes_is_left_without_a_word(frame):
    wide = frame.pivot(index="province", columns="measure", values="score")
    rows = [["province", *wide.columns, "Ghi chú"]]
    rows += [[place, *values, "*"] for place, values in zip(wide.index, wide.to_numpy().tolist(), strict=True)]
    assert codes(read(layouts.text(rows), "PAPI 2023.csv")) == ["outlier"]
