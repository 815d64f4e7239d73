"""A file with some figures of a published year: laid over it, checked as the whole table, and nothing else touched."""

import pandas as pd
import pytest

from provindex import geography
from provindex.core.translate import translator
from provindex.intake import Answers
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.test_history import Broken, Shipped
from tests.provindex.intake.expect import codes, only, read

NAME = "PAPI 2024.csv"
SUM = ["papi", "papi.egovernance", "papi.egovernance.portals"]
CORRECT, REMOVE = Answers(correct=True), Answers(correct=True, blanks="remove")


@pytest.fixture(scope="module")
def frame():
    return score_store.read_shipped("papi", 2024)


def file(frame, provinces=("63:14",), measures=SUM, by=0.0, **cells):
    """A wide table of some provinces and measures, each score moved by a number, some cells put as they are given."""
    part = frame[frame["province"].isin(provinces) & frame["measure"].isin(measures)]
    wide = part.assign(score=part["score"] + by).pivot(index="province", columns="measure", values="score")[measures]
    rows = [[geography.province(one).name.vi, *values] for one, *values in wide.reset_index().to_numpy().tolist()]
    for place, value in cells.items():
        rows[0][1 + measures.index(place.replace("__", "."))] = value
    return layouts.text([["Tỉnh", *measures], *rows])


def corrected(data, answers=CORRECT, published=None):
    return read(data, NAME, answers, published or Shipped())


def by_key(frame):
    return frame.set_index(["province", "measure"]).sort_index()


def blocking(reading):
    return [issue.code for issue in reading.issues if issue.severity == "blocks"]


def test_a_file_of_one_province_is_refused_as_a_whole_table_and_says_how_it_can_correct(frame):
    issue = only(corrected(file(frame), Answers()), "provinces_missing")
    assert issue.severity == "blocks"
    assert "say that the file corrects only what is in it, or download the year" in issue.fix(translator("en"))


def test_a_correction_changes_its_figures_and_nothing_else(frame):
    reading = corrected(file(frame, by=0.5))
    assert blocking(reading) == []
    before, after = by_key(frame), by_key(reading.years[2024])
    moved = [("63:14", one) for one in SUM]
    assert (after.loc[moved, "score"] - before.loc[moved, "score"]).round(6).tolist() == [0.5, 0.5, 0.5]
    pd.testing.assert_frame_equal(after.drop(moved), before.drop(moved))


def test_only_a_figure_that_becomes_another_one_gets_the_source_of_the_file(frame):
    reading = corrected(file(frame, ["63:14", "63:01"], by=0.0, papi=frame["score"].max()))
    same = by_key(reading.years[2024]).loc[[("63:14", "papi.egovernance")]]
    pd.testing.assert_frame_equal(same, by_key(frame).loc[[("63:14", "papi.egovernance")]])
    first = by_key(corrected(file(frame, by=0.5)).years[2024])
    assert pd.isna(first["source"]["63:14", "papi"])
    assert first["source"]["63:01", "papi"] == by_key(frame)["source"]["63:01", "papi"]


def test_a_total_that_no_longer_is_the_sum_of_its_published_parts_blocks(frame):
    reading = corrected(file(frame, measures=["papi"], by=0.5))
    issue = only(reading, "sum_differs")
    assert issue.severity == "blocks"
    assert dict(issue.facts)["province"] == geography.province("63:14").name


def test_a_part_that_no_longer_adds_up_to_the_published_total_blocks_though_the_total_is_not_in_the_file(frame):
    reading = corrected(file(frame, measures=["papi.egovernance.portals"], by=0.5))
    assert blocking(reading) == ["sum_differs"]


def test_a_rank_that_contradicts_those_of_other_provinces_blocks():
    table = score_store.read_shipped("sipas", 2023)
    total = table[(table["measure"] == "sipas") & table["rank_published"].notna()].sort_values("rank_published")
    last = total.iloc[-1]["province"]
    name = geography.province(last).name.vi
    rows = [["Tỉnh", "sipas"], [name, float(total["score"].max()) + 1]]
    reading = read(layouts.text(rows), "SIPAS 2023.csv", CORRECT, Shipped())
    assert "rank_contradicts" in blocking(reading)


def test_what_was_amiss_in_the_published_table_before_is_not_the_fault_of_the_file(frame):
    amiss = frame.assign(score=frame["score"].mask((frame["province"] == "63:01") & (frame["measure"] == "papi"), 50.0))

    class Amiss(Shipped):
        def scores(self, index, year):
            return amiss if year == 2024 else super().scores(index, year)

    assert blocking(corrected(file(frame, by=0.5), published=Amiss())) == []


def test_a_blank_cell_leaves_the_published_figure_and_is_told(frame):
    reading = corrected(file(frame, by=0.5, papi__egovernance__portals=""))
    before, after = by_key(frame)["score"], by_key(reading.years[2024])["score"]
    assert after["63:14", "papi.egovernance.portals"] == before["63:14", "papi.egovernance.portals"]
    assert dict(only(reading, "blanks_kept").facts)["n"] == 1


def test_a_blank_cell_takes_a_figure_away_where_that_was_said(frame):
    reading = corrected(file(frame, papi__egovernance__portals=""), REMOVE)
    after = by_key(reading.years[2024])
    assert ("63:14", "papi.egovernance.portals") not in after.index
    assert len(after) == len(frame) - 1
    assert dict(only(reading, "blanks_removed").facts)["n"] == 1


def test_a_column_that_is_not_in_the_file_is_no_blank(frame):
    reading = corrected(file(frame, measures=["papi"]), REMOVE)
    assert "blanks_removed" not in codes(reading)
    assert len(reading.years[2024]) == len(frame)


def test_zeros_are_asked_about_and_remove_nothing_by_themselves(frame):
    reading = corrected(file(frame, papi__egovernance__portals=0))
    assert blocking(reading) == ["zeros"]
    after = by_key(reading.years[2024])["score"]
    assert after["63:14", "papi.egovernance.portals"] == by_key(frame)["score"]["63:14", "papi.egovernance.portals"]


def test_a_name_that_nobody_knows_still_blocks(frame):
    data = file(frame, by=0.5).replace("Sơn La".encode(), "Sơn Laa".encode())
    assert blocking(corrected(data)) != []


def test_a_year_that_was_never_published_cannot_be_corrected(frame):
    reading = read(file(frame), "PAPI 2042.csv", CORRECT, Shipped())
    assert only(reading, "nothing_to_correct").severity == "blocks"


def test_a_file_without_a_figure_corrects_nothing(frame):
    empty = layouts.text([["Tỉnh", "papi"], ["Sơn La", ""]])
    assert "no_figures" in blocking(corrected(empty))


def test_only_the_figures_of_the_file_are_warned_of(frame):
    reading = corrected(file(frame, by=0.5))
    assert all(issue.row == 2 for issue in reading.issues), reading.issues


def test_a_store_that_cannot_be_reached_holds_a_correction_back(frame):
    assert "history_unread" in blocking(corrected(file(frame), published=Broken()))
