"""A file against what was published before."""

import hashlib
from datetime import timedelta

import pytest

from provindex.core.errors import StoreError
from provindex.intake import exit_code, reader
from provindex.intake.checks.history import Stored
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, score_store
from tests import publishing
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.published import Shipped
from tests.provindex.intake.expect import codes, figures, only, read

NAME = "PAPI-2023.xlsx"


class Broken(Shipped):
    def years(self, index):
        raise StoreError("The store sleeps.")


@pytest.fixture
def book():
    return layouts.wide(score_store.read_shipped("papi", 2023), 2023)


def test_a_jump_far_beyond_the_others_warns(book):
    row, _ = layouts.find(book.first, "6.4: ")
    before = {issue.column for issue in read(book.bytes(), NAME, published=Shipped()).issues if issue.row == row}
    book.first.cell(row, 4, 2.45)
    told = [issue for issue in read(book.bytes(), NAME, published=Shipped()).issues if issue.row == row]
    fresh = next(issue for issue in told if issue.column == "D")
    assert "D" not in before
    assert (fresh.code, fresh.severity, fresh.value) == ("jump", "warns", "2.45")


def test_years_on_another_scale_are_not_compared():
    """In 2021 procedures lost one of four parts, and the three that are left have a scale of their own."""
    frame = score_store.read_shipped("papi", 2021)
    reading = read(layouts.wide(frame, 2021).bytes(), "PAPI-2021.xlsx", published=Shipped())
    jumped = {dict(issue.facts)["measure"].en for issue in reading.issues if issue.code == "jump"}
    assert not jumped & {part.name.en for part in layouts.PAPI.children("papi.procedures")}


def test_the_years_of_one_file_are_held_against_each_other():
    frames = {year: score_store.read_shipped("papi", year) for year in (2012, 2013)}
    changed = frames[2013].assign(score=frames[2013]["score"].where(frames[2013].index != 1, 9.9))
    reading = read(layouts.multi({2012: frames[2012], 2013: changed}).bytes(), "PAPI.xlsx")
    assert any(issue.code == "jump" and issue.sheet == "2013_PAPI" for issue in reading.issues)


def test_figures_of_another_year_under_this_years_name(book):
    reading = read(book.bytes(), "PAPI-2024.xlsx", published=Shipped())
    issue = only(reading, "other_year")
    assert (issue.severity, issue.value, issue.expected) == ("blocks", "2024", "2023")
    assert exit_code(reading) == 1


def test_the_same_year_again_is_no_other_year(book):
    assert "other_year" not in codes(read(book.bytes(), NAME, published=Shipped()))


def test_the_same_bytes_again_are_known(book):
    data = book.bytes()
    files = {hashlib.sha256(data).hexdigest(): "PAPI 2023"}
    issue = only(read(data, NAME, published=Shipped(files)), "already_published")
    assert (issue.severity, dict(issue.facts)["what"]) == ("warns", "PAPI 2023")
    assert "already_published" not in codes(read(book.put("D2", "TP Hà Nội").bytes(), NAME, published=Shipped(files)))


def test_a_year_far_from_all_others_warns():
    reading = read(layouts.xlsx([["Tỉnh", "papi"], ["Hà Nội", 43.0]]), "PAPI 2042.xlsx", published=Shipped())
    assert (only(reading, "year_far").value, only(reading, "year_far").expected) == ("2042", "2025")


def test_a_store_that_cannot_be_reached_is_told_and_the_figures_still_read(book):
    reading = read(book.bytes(), NAME, published=Broken())
    assert only(reading, "history_unread").severity == "warns"
    assert figures(reading.years[2023]) == figures(score_store.read_shipped("papi", 2023))


def test_what_the_store_shows_is_what_ships_where_nothing_was_published(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    assert tuple(Stored().years("papi")) == score_store.shipped_years("papi")
    assert figures(Stored().scores("papi", 2023)) == figures(score_store.read_shipped("papi", 2023))
    assert Stored().files() == {}


def test_a_held_year_is_held_against_too(own_store, book):
    """Who uploads may see it; a warning that skips it would be missing on the very day it is wanted."""
    held = score_store.read_shipped("papi", 2023)
    held = held.assign(score=held["score"] + 0.1)
    data = layouts.wide(held, 2023).bytes()
    terms = Terms(embargo=ledger_records.today() + timedelta(days=9))
    index = layouts.CATALOG.indices["papi"]
    publishing.publish(held, index, 2024, Upload("PAPI-2024.xlsx", data), Actor("an@example.org", "publisher"), terms)
    assert figures(score_store.read("papi", 2024)) == figures(
        score_store.read_shipped("papi", 2024)
    )  # nobody else sees it
    reading = reader.read(data, NAME, layouts.CATALOG)
    assert dict(only(reading, "other_year").facts)["other"] == 2024
    assert dict(only(reading, "already_published").facts)["what"] == "PAPI 2024"
