"""Scores with their ranks in brackets. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read


def rows_of(cell, heads=("Tỉnh", "PAR INDEX")):
    """63 provinces, the first with the highest score."""
    return [list(heads), *[[one.name.vi, *cell(90 - place / 4, place + 1)] for place, one in enumerate(layouts.OLD)]]


@pytest.mark.parametrize("heading", ["PAR INDEX", "PAR INDEX (xếp hạng)", "Chỉ số CCHC (hạng)"])
@pytest.mark.parametrize("form", ["{score} ({rank})", "{score}({rank}/63)", "{score}% (hạng {rank})"])
def test_both_are_read(heading, form):
    rows = rows_of(lambda score, rank: [form.format(score=f"{score:.2f}".replace(".", ","), rank=rank)])
    rows[0][1] = heading
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2023])["63:02", "par"] == 89.75
    assert layouts.scores_of(reading.years[2023], "rank_published")["63:02", "par"] == 2


def test_they_are_no_measures_of_a_long_table():
    rows = [["Tỉnh", "Năm 2022", "Năm 2023"], ["Province", "Score", "Score"]]
    rows += rows_of(lambda score, rank: [f"{score - 1:.2f} ({rank})", f"{score:.2f} ({rank})"])[1:]
    reading = read(layouts.xlsx([["PAR INDEX"], *rows]), "x.xlsx")
    assert layouts.scores_of(reading.years[2023])["63:01", "par"] == 90


def test_a_column_of_ranks_besides_counts_for_them():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})", rank], ("Tỉnh", "PAR INDEX", "Hạng"))
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2023], "rank_published")["63:96", "par"] == 63
    assert layouts.scores_of(reading.years[2023])["63:01", "par"] == 90


def test_ranks_that_contradict_the_scores_are_none():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({64 - rank})"])
    assert "rank_contradicts" in codes(read(layouts.xlsx(rows), "par 2023.xlsx"))


def test_a_name_and_its_abbreviation_are_one_index():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})"], ("Tỉnh", "Chỉ số hài lòng (SIPAS) (xếp hạng)"))
    reading = read(layouts.xlsx(rows), "2023.xlsx")
    assert layouts.scores_of(reading.years[2023], "rank_published")["63:01", "sipas"] == 1


def test_means_and_a_score_without_a_rank_stand_among_them():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})" if rank != 63 else "74,50"])
    rows = [rows[0], *(row for at in range(1, 64) for row in (rows[at], ["Trung bình", "82,25"]))]
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert layouts.scores_of(reading.years[2023])["63:96", "par"] == 74.5
    assert len(layouts.scores_of(reading.years[2023], "rank_published")) == 62


def test_marks_of_notes_are_no_ranks():
    rows = rows_of(lambda score, rank: [f"{score:.2f} (1)" if rank % 9 == 0 else score])
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert (len(layouts.scores_of(reading.years[2023])), exit_code(reading)) == (63, 0)
    assert reading.years[2023]["rank_published"].isna().all()


def test_numbers_in_brackets_behind_most_figures_are_neither_footnotes_nor_ranks_for_certain():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({1 + rank % 2})"])
    assert only(read(layouts.xlsx(rows), "par 2023.xlsx"), "figures_marked").severity == "blocks"


def test_both_halves_of_a_list_hold_both():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})"])
    joined = [[*one, *other] for one, other in zip(rows[:33], [rows[0], *rows[33:], [None, None]], strict=False)]
    reading = read(layouts.xlsx(joined), "par 2023.xlsx")
    assert layouts.scores_of(reading.years[2023], "rank_published")["63:96", "par"] == 63


@pytest.mark.parametrize("heading", ["Điểm/Hạng", "Điểm số/Xếp hạng", "PAR INDEX/Thứ hạng"])
def test_a_rank_behind_a_slash_is_read_where_the_heading_says_both(heading):
    rows = rows_of(lambda score, rank: [f"{score:.2f}/{rank}".replace(".", ",")], ("Tỉnh", heading))
    reading = read(layouts.xlsx([["PAR INDEX năm 2023"], *rows]), "a.xlsx")
    assert exit_code(reading) == 0
    assert layouts.scores_of(reading.years[2023])["63:02", "par"] == 89.75
    assert layouts.scores_of(reading.years[2023], "rank_published")["63:02", "par"] == 2


def test_a_slash_that_no_heading_explains_is_no_figure():
    rows = rows_of(lambda score, rank: [f"{score:.2f}/{rank}".replace(".", ",")], ("Tỉnh", "Điểm"))
    assert "not_number" in codes(read(layouts.xlsx([["PAR INDEX năm 2023"], *rows]), "a.xlsx"))


def test_numbers_in_brackets_behind_a_few_figures_are_footnotes_and_no_ranks():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})" if rank < 5 else score])
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    assert layouts.scores_of(reading.years[2023])["63:02", "par"] == 89.75
    assert reading.years[2023]["rank_published"].isna().all()
    issue = only(reading, "figures_marked")
    assert (issue.severity, issue.row, dict(issue.facts)) == (
        "warns", 2, {"words": ("(1)", "(2)", "(3)", "(4)"), "n": 4},
    )  # fmt: skip


def test_a_heading_that_says_so_makes_ranks_of_the_few_that_stand_in_brackets():
    rows = rows_of(lambda score, rank: [f"{score:.2f} ({rank})" if rank < 4 else score], ("Tỉnh", "PAR INDEX (hạng)"))
    reading = read(layouts.xlsx(rows), "par 2023.xlsx")
    ranks = layouts.scores_of(reading.years[2023], "rank_published")
    assert sorted(ranks.values()) == [1, 2, 3]
    assert len(layouts.scores_of(reading.years[2023])) == 63
