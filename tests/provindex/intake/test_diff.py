import pandas as pd
import pytest

from provindex import geography
from provindex.analysis import ranking
from provindex.intake.diff import counts, difference, undone
from provindex.store import score_store
from tests.provindex.intake import layouts


@pytest.fixture(scope="module")
def frame():
    return score_store.read_shipped("papi", 2024)


def row(changes: pd.DataFrame, province: str, measure: str = "papi"):
    return changes.set_index(["measure", "province"]).loc[(measure, province)]


def test_the_same_figures_change_nothing(frame):
    assert counts(difference(frame, frame, layouts.PAPI, 2024)) == {
        "new": 0,
        "changed": 0,
        "removed": 0,
        "same": len(frame),
    }


def test_a_year_that_was_never_published_is_new(frame):
    changes = difference(None, frame, layouts.PAPI, 2024)
    assert counts(changes)["new"] == len(frame)
    assert changes["score_before"].isna().all()


def test_ranks_and_groups_after_are_those_that_will_show(frame):
    changes = difference(None, frame, layouts.PAPI, 2024).query("measure == 'papi'").set_index("province")
    standing = ranking.standing(layouts.PAPI, "papi", 2024, frame, geography.provinces("63")).set_index("province")
    shown = standing[~standing["missing"]]
    assert changes["rank_after"].sort_index().tolist() == shown["rank"].sort_index().tolist()
    assert changes["group_after"].sort_index().tolist() == shown["group"].sort_index().tolist()


def test_a_changed_score_moves_its_province_and_those_it_passes(frame):
    lowest = frame.query("measure == 'papi'").sort_values("score").iloc[0]
    raised = frame.assign(score=frame["score"].where(frame.index != lowest.name, 60.0))
    changes = difference(frame, raised, layouts.PAPI, 2024)
    mine = row(changes, lowest["province"])
    assert (mine["status"], mine["rank_before"], mine["rank_after"], mine["places"]) == ("changed", 61, 1, 60)
    assert mine["difference"] == pytest.approx(60.0 - lowest["score"])
    assert (mine["group_before"], mine["group_after"], mine["group_moved"]) == ("low", "high", True)
    others = changes.query("measure == 'papi' and province != @lowest.province")
    assert others["status"].unique().tolist() == ["same"]
    assert others["places"].unique().tolist() == [-1]


def test_a_removed_figure_is_told(frame):
    changes = difference(frame, frame.iloc[1:], layouts.PAPI, 2024)
    gone = row(changes, frame.iloc[0]["province"], frame.iloc[0]["measure"])
    assert (gone["status"], gone["group_moved"]) == ("removed", False)
    assert counts(changes)["removed"] == 1


def test_noise_behind_the_sixth_decimal_is_no_change(frame):
    assert counts(difference(frame, frame.assign(score=frame["score"] + 1e-8), layouts.PAPI, 2024))["changed"] == 0


def test_what_prints_alike_and_moves_nobody_is_no_change_but_is_told(frame):
    """The same score to different lengths: half of the last printed digit is 0.005 for PAPI."""
    total = ((frame["province"] == "63:14") & (frame["measure"] == "papi")).astype("float64")
    changes = difference(frame, frame.assign(score=frame["score"] + 0.000005 * total), layouts.PAPI, 2024)
    assert (counts(changes)["changed"], int(changes["finer"].sum())) == (0, 1)
    changes = difference(frame, frame.assign(score=frame["score"] + 0.005001 * total), layouts.PAPI, 2024)
    assert (counts(changes)["changed"], int(changes["finer"].sum())) == (1, 0)


def test_a_difference_that_does_not_print_is_a_change_where_it_turns_a_rank(frame):
    totals = frame[frame["measure"] == "papi"].sort_values("score")
    lower, higher = totals.iloc[10], totals.iloc[11]
    level = frame.assign(score=frame["score"].where(frame.index != lower.name, higher["score"] - 0.000002))
    above = level.assign(score=level["score"].where(level.index != lower.name, higher["score"] + 0.000002))
    changes = difference(level, above, layouts.PAPI, 2024)
    assert row(changes, lower["province"])["status"] == "changed"
    assert row(changes, lower["province"])["places"] == 1
    assert counts(changes)["changed"] == 1


@pytest.mark.parametrize("column", ["rank_published", "low", "high", "se"])
def test_another_number_beside_a_score_is_a_change(frame, column):
    then = frame.assign(**{column: pd.Series(1, index=frame.index, dtype=frame[column].dtype)})
    now = then.assign(**{column: then[column].where(frame.index != frame.index[3], 2)})
    assert counts(difference(then, now, layouts.PAPI, 2024))["changed"] == 1
    # A file without them says nothing about them.
    assert counts(difference(then, frame, layouts.PAPI, 2024))["changed"] == 0


def test_a_partial_table_keeps_its_published_ranks():
    par = score_store.read_shipped("par", 2023)
    changes = difference(None, par, layouts.PAR, 2023).query("measure == 'par'").set_index("province")
    published = par.query("measure == 'par'").set_index("province")["rank_published"].astype("Int64")
    assert changes["rank_after"].sort_index().fillna(0).tolist() == published.sort_index().fillna(0).tolist()


def test_a_year_that_the_catalogue_does_not_have_yet():
    frame = score_store.read_shipped("papi", 2024)
    kept = frame[frame["province"] == "63:01"].assign(province="34:01")
    changes = difference(None, kept, layouts.PAPI, 2025)
    assert changes["province"].unique().tolist() == ["34:01"]
    assert counts(changes)["new"] == len(kept)


# ---- What others changed since -------------------------------------------------------------------------------------


def moved(frame, province, by):
    mine = (frame["province"] == province) & (frame["measure"] == "papi")
    return frame.assign(score=frame["score"].where(~mine, frame["score"] + by))


def test_a_figure_of_others_that_goes_back_is_undone_with_their_number_before_mine(frame):
    theirs = moved(frame, "63:14", 0.5)
    found = undone(frame, theirs, frame, layouts.PAPI, 2024)
    assert found[["province", "measure"]].to_numpy().tolist() == [["63:14", "papi"]]
    assert found["score_before"].iloc[0] - found["score_after"].iloc[0] == pytest.approx(0.5)


def test_a_figure_of_others_that_becomes_a_third_number_is_undone_too(frame):
    found = undone(frame, moved(frame, "63:14", 0.5), moved(frame, "63:14", 0.25), layouts.PAPI, 2024)
    assert found["difference"].tolist() == pytest.approx([-0.25])


def test_what_others_changed_and_the_file_has_as_well_is_not_undone(frame):
    theirs = moved(frame, "63:14", 0.5)
    assert undone(frame, theirs, theirs, layouts.PAPI, 2024).empty


def test_what_the_file_alone_changes_is_not_undone(frame):
    assert undone(frame, frame, moved(frame, "63:14", 0.5), layouts.PAPI, 2024).empty


def test_figures_that_others_took_away_and_the_file_brings_back_are_undone(frame):
    gone = frame[frame["province"] != "63:14"]
    found = undone(frame, gone, frame, layouts.PAPI, 2024)
    assert found["status"].unique().tolist() == ["new"]
    assert len(found) == (frame["province"] == "63:14").sum()


def test_figures_that_others_added_and_the_file_lacks_are_undone(frame):
    before = frame[frame["province"] != "63:14"]
    found = undone(before, frame, before, layouts.PAPI, 2024)
    assert found["status"].unique().tolist() == ["removed"]
    assert len(found) == (frame["province"] == "63:14").sum()
