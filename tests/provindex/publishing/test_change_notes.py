"""Sentences about what a publish changes and what it would undo."""

import pytest

from provindex.core.translate import translator
from provindex.intake.diff import difference
from provindex.intake.formats.workbook import load
from provindex.intake.programme import diff, reader
from provindex.publishing import change_notes
from provindex.store import published_programme, score_store
from tests.provindex.intake import layouts
from tests.provindex.publishing.test_publish_programme import put, upload

VI, EN = translator("vi"), translator("en")


def changes(by, provinces=("63:14",)):
    frame = score_store.read_shipped("papi", 2024)
    mine = frame["province"].isin(provinces) & (frame["measure"] == "papi")
    found = difference(frame, frame.assign(score=frame["score"].where(~mine, frame["score"] + by)), layouts.PAPI, 2024)
    return found[found["status"] != "same"]


def test_a_figure_is_told_with_province_measure_and_both_numbers():
    rows = changes(0.5)
    before, after = (rows[f"score_{end}"].iloc[0] for end in ("before", "after"))
    assert change_notes.figures(rows, layouts.PAPI, EN) == [f"Son La, PAPI total: {before:.2f} → {after:.2f}"]


def test_a_missing_figure_is_a_dash_and_no_zero():
    frame = score_store.read_shipped("papi", 2024)
    gone = difference(frame, frame[frame["province"] != "63:14"], layouts.PAPI, 2024)
    told = change_notes.figures(gone[gone["status"] == "removed"], layouts.PAPI, EN)
    assert all(one.endswith(" → –") for one in told)


def test_only_the_first_five_figures_are_named_and_the_others_counted():
    rows = changes(0.5, ["63:01", "63:02", "63:04", "63:06", "63:08", "63:10", "63:11"])
    named = change_notes.figures(rows, layouts.PAPI, VI)
    assert len(named) == change_notes.NAMED == 5
    assert change_notes.listed(named, len(rows), VI).endswith("; và 2 số liệu khác")
    assert "khác" not in change_notes.listed(named, 5, VI)


def test_a_rank_that_alone_changed_is_told_as_a_rank():
    frame = score_store.read_shipped("par", 2012)
    ranked = frame["rank_published"].notna() & (frame["measure"] == "par")
    first = frame[ranked].index[0]
    moved = frame.assign(rank_published=frame["rank_published"].mask(frame.index == first, 60).astype("Int16"))
    rows = difference(frame, moved, layouts.PAR, 2012)
    told = change_notes.figures(rows[rows["status"] != "same"], layouts.PAR, EN)
    assert told == ["Ha Noi, PAR INDEX total: rank 7 → rank 60"]


@pytest.fixture
def three(own_store):
    """A programme as somebody saw it, as another left it, and a file that takes that back."""
    seen = published_programme.as_of(0)
    put(80.0)
    file = upload(92.5)
    return seen, published_programme.as_of(1), reader.read(load(file.content, file.name), seen)


def test_a_programme_file_undoes_what_another_published_of_the_same_days(three):
    seen, now, reading = three
    figures, scores = diff.undone(reading, seen, now)
    assert figures[["shown_now", "shown"]].to_numpy().tolist() == [[80.0, 92.5]]
    told = change_notes.programme_figures(figures, scores, now, EN)
    assert [one.rpartition(": ")[2] for one in told] == ["80% → 92.5%"]


def test_a_programme_file_that_says_the_same_undoes_nothing(three):
    _, now, reading = three
    assert diff.undone(reading, now, now)[0].empty


def test_the_programmes_of_a_version_are_those_of_that_moment(three):
    seen, now, _ = three
    put(81.0)
    assert (len(now.observations) - len(seen.observations), published_programme.as_of(1) is now) == (1, True)
