"""Lists of merged provinces that give figures of years before the merger too. Figures made up."""

from provindex.core.translate import translator
from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read

HEADS = ["Tỉnh", "PAR INDEX 2024", "PAR INDEX 2025"]


def rows_of(provinces, heads=HEADS):
    return [heads, *[[one.name.vi, *(80 + place / 4 + at for at in range(len(heads) - 1))]
                     for place, one in enumerate(provinces)]]  # fmt: skip


def test_a_year_before_the_merger_is_left_and_named():
    reading = read(layouts.xlsx(rows_of(layouts.NEW)), "x.xlsx")
    assert (list(reading.years), exit_code(reading)) == ([2025], 0)
    assert layouts.scores_of(reading.years[2025])["34:01", "par"] == 81
    issue = only(reading, "edition_left")
    assert (issue.severity, issue.expected) == ("warns", "63")
    assert "2024" in issue.found(translator("en"))


def test_words_that_are_true_of_merged_provinces_only_are_not_asked_about_for_the_year_that_is_left():
    rows = rows_of(layouts.NEW)
    for row in rows[1:]:
        row[0] += " (mới)" if row[0] not in {one.name.vi for one in layouts.OLD} else ""
    assert "province_words" not in codes(read(layouts.xlsx(rows), "x.xlsx"))


def test_names_of_a_few_merged_provinces_mean_no_smaller_ones():
    """An Giang was another area in 2024, when PAR INDEX ships as a partial table."""
    few = [one for one in layouts.NEW if one.name.vi in ("An Giang", "Lâm Đồng", "Cao Bằng", "Huế", "Hà Nội")]
    reading = read(layouts.xlsx(rows_of(few)), "x.xlsx")
    assert 2024 not in reading.years
    assert "edition_left" in codes(reading)


def test_each_edition_in_its_own_table_is_read():
    rows = [["PAR INDEX 2024"], *rows_of(layouts.OLD, ["Tỉnh", "PAR INDEX"])]
    rows += [[], ["PAR INDEX 2025"], *rows_of(layouts.NEW, ["Tỉnh", "PAR INDEX"])]
    reading = read(layouts.xlsx(rows), "x.xlsx")
    assert {year: len(frame) for year, frame in reading.years.items()} == {2024: 63, 2025: 34}


def test_a_year_after_the_merger_beside_the_provinces_of_before_is_refused():
    reading = read(layouts.xlsx(rows_of(layouts.OLD)), "x.xlsx")
    assert only(reading, "wrong_edition").severity == "blocks"


def test_merged_provinces_of_an_earlier_year_alone_are_refused():
    reading = read(layouts.xlsx(rows_of(layouts.NEW, HEADS[:2])), "x.xlsx")
    assert (only(reading, "wrong_edition").severity, exit_code(reading)) == ("blocks", 1)
