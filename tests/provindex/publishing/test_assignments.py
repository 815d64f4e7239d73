"""Who answers for what fell: kept for everybody, by those who may, one after another and two at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from provindex.core.errors import AccessDenied, PublishConflict
from provindex.publishing import assignments, publish_programme
from provindex.publishing.permissions import Actor
from provindex.store import programme_ledger, published_programme, score_store
from provindex.store.ledger import Book

pytestmark = pytest.mark.usefixtures("own_store")

SON_LA, WATER, ROADS = "63:14", "papi.environment.water", "papi.transparency.land"
AN, BINH = Actor("An", "analyst"), Actor("Bình", "publisher")


def enter(measure=WATER, unit="Sở Nông nghiệp", note="", actor=AN, seen=None, years=(2022, 2023)):
    return assignments.enter(SON_LA, *years, measure, (unit, note), actor, seen=seen)


def shown(*years, province=SON_LA):
    found = assignments.entered(province, *(years or (2022, 2023)))
    return {key: (one.responsible, one.note, one.who) for key, one in found.items()}


def test_what_is_entered_stands_there_with_who_and_when():
    enter(note="Báo cáo trước 30/6")
    assert shown() == {WATER: ("Sở Nông nghiệp", "Báo cáo trước 30/6", "An")}
    assert assignments.entered(SON_LA, 2022, 2023)[WATER].when.tzinfo is not None


def test_another_reader_finds_it(own_store):
    enter()
    other = Book(str(own_store), programme_ledger.current().layout)
    assert other.state().latest("fell", SON_LA).note.startswith(WATER)


def test_measures_years_and_provinces_are_kept_apart():
    enter()
    enter(ROADS, "Sở Tài nguyên")
    enter(unit="Sở Xây dựng", years=(2023, 2024))
    assert shown() == {WATER: ("Sở Nông nghiệp", "", "An"), ROADS: ("Sở Tài nguyên", "", "An")}
    assert shown(2023, 2024) == {WATER: ("Sở Xây dựng", "", "An")}
    assert shown(province="63:01") == {}


def test_an_entry_takes_the_place_of_the_one_that_was_seen():
    enter()
    enter(unit="Sở Xây dựng", actor=BINH, seen=assignments.entered(SON_LA, 2022, 2023)[WATER])
    assert shown() == {WATER: ("Sở Xây dựng", "", "Bình")}


def test_an_entry_that_was_not_seen_is_not_overwritten():
    enter()
    with pytest.raises(PublishConflict) as raised:
        enter(unit="Sở Xây dựng", actor=BINH)
    assert raised.value.who == "An"
    assert shown() == {WATER: ("Sở Nông nghiệp", "", "An")}


def test_two_empty_texts_take_an_entry_away_and_it_may_be_entered_again():
    enter()
    enter(unit="", seen=assignments.entered(SON_LA, 2022, 2023)[WATER])
    assert shown() == {}
    enter(unit="Sở Xây dựng")
    assert shown() == {WATER: ("Sở Xây dựng", "", "An")}


def test_a_reader_enters_nothing():
    with pytest.raises(AccessDenied):
        enter(actor=Actor("?", "reader"))
    assert shown() == {}


def test_texts_are_kept_on_one_line_without_what_is_unseen():
    enter(unit="Sở\u202e Nông\n nghiệp")
    assert shown()[WATER][0] == "Sở Nông nghiệp"


def test_entries_of_different_measures_at_the_same_time_all_land():
    keys = [f"papi.m{n}" for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(enter, keys))
    assert set(shown()) == set(keys)


def test_every_former_entry_stays_in_the_history_of_the_table():
    enter()
    enter(unit="Sở Xây dựng", seen=assignments.entered(SON_LA, 2022, 2023)[WATER])
    first, second = programme_ledger.current().state().records.values()
    assert "Sở Nông nghiệp" in first.note
    assert second.former == first.version


def test_the_version_changes_with_an_entry_of_the_province_alone():
    before = assignments.version(SON_LA), assignments.version("63:01")
    enter()
    assert assignments.version(SON_LA) != before[0]
    assert assignments.version("63:01") == before[1]


def test_an_entry_changes_no_figure_and_no_history_of_figures():
    before = score_store.data_version()
    enter()
    assert score_store.data_version() == before
    assert publish_programme.history().empty
    assert published_programme.current() is published_programme.current()
