"""Data versions of the past: found again without memory of them, and never a way to what is held."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from provindex.catalog import Catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, score_store, versions
from tests import publishing
from tests.provindex import publishers

AN = Actor("an@example.org", "publisher")
START = datetime(2025, 4, 20, 3, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def later(self, **more: int) -> None:
        self.now += timedelta(**more)

    @property
    def today(self) -> date:
        return self.now.astimezone(ledger_records.VIETNAM).date()


@pytest.fixture
def clock(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A store of one's own, and a clock that stands until a test moves it."""
    found = Clock()
    monkeypatch.setattr(ledger_records, "now", lambda: found.now)
    monkeypatch.setattr(ledger_records, "today", lambda: found.today)
    return found


def put(catalog: Catalog, year: int, shift: float, embargo: date | None = None) -> None:
    shipped = score_store.read_shipped("papi", 2024)
    scores = shipped.assign(score=shipped["score"] + shift)
    terms = Terms(embargo=embargo)
    publishing.publish(scores, catalog.indices["papi"], year, Upload("a.xlsx", str((year, shift)).encode()), AN, terms)


def restart() -> None:
    """What a server knows of versions when it starts: nothing."""
    score_store._AT.clear()
    versions._walked.cache_clear()


def test_the_version_of_now_is_not_one_of_the_past(catalog: Catalog, clock: Clock) -> None:
    assert versions.known(score_store.data_version()) is None
    put(catalog, 2024, 0.25)
    assert versions.known(score_store.data_version()) is None


def test_a_version_is_found_after_a_restart_and_reads_what_stood(catalog: Catalog, clock: Clock) -> None:
    shipped, stood = score_store.data_version(), score_store.read("papi", 2024)
    clock.later(hours=1)
    put(catalog, 2024, 0.25)
    second, raised = score_store.data_version(), score_store.read("papi", 2024)
    clock.later(hours=1)
    put(catalog, 2024, 0.5)
    changed = clock.now
    restart()
    found = versions.known(second)
    assert found is not None
    assert (found.until, found.years, found.provinces) == (changed, (("papi", 2024),), ())
    assert_frame_equal(score_store.read("papi", 2024, version=second), raised)
    assert versions.known(shipped) is not None
    assert_frame_equal(score_store.read("papi", 2024, version=shipped), stood)


def test_changes_within_one_second_are_told_apart(catalog: Catalog, clock: Clock) -> None:
    given = [score_store.data_version()]
    for shift in (0.25, 0.5, 0.75):
        put(catalog, 2024, shift)
        given.append(score_store.data_version())
    publishers.put_programme(7.0, "An")
    given.append(score_store.data_version())
    restart()
    assert [versions.known(one) is not None for one in given] == [True, True, True, True, False]


def test_a_programme_that_changed_since_is_named(catalog: Catalog, clock: Clock) -> None:
    before = score_store.data_version()
    clock.later(minutes=1)
    publishers.put_programme(7.0, "An")
    found = versions.known(before)
    assert found is not None
    assert (found.years, found.provinces) == ((), ("63:14",))


@pytest.mark.parametrize("named", ["000000000000", "", "x" * 500, "Ü"], ids=["hex", "nothing", "long", "letters"])
def test_a_version_that_was_never_shown_is_not_known(catalog: Catalog, clock: Clock, named: str) -> None:
    put(catalog, 2024, 0.25)
    assert versions.known(named) is None


def test_a_held_year_comes_back_for_analysts_alone(catalog: Catalog, clock: Clock) -> None:
    put(catalog, 2030, 0, date(2025, 5, 1))
    held = score_store.data_version(see_embargoed=True)
    clock.later(hours=1)
    put(catalog, 2030, 0.25, date(2025, 5, 1))
    restart()
    assert versions.known(held) is None
    assert versions.known(held, see_embargoed=True) is not None
    assert 2030 in score_store.years("papi", version=held)


def test_what_was_open_once_is_in_no_old_version_while_the_year_is_held(catalog: Catalog, clock: Clock) -> None:
    put(catalog, 2024, 0.25)
    open_once = score_store.data_version()
    clock.later(hours=1)
    publishing.undo("papi", 2024, AN)
    clock.later(hours=1)
    assert versions.known(open_once) is not None
    put(catalog, 2024, 0.5, date(2025, 5, 1))
    restart()
    assert versions.known(open_once) is None
    clock.later(days=20)
    assert versions.known(open_once) is not None


def test_a_held_year_taken_back_before_its_day_never_was_open(catalog: Catalog, clock: Clock) -> None:
    put(catalog, 2030, 0, date(2025, 5, 1))
    held = score_store.data_version(see_embargoed=True)
    clock.later(days=2)
    publishing.undo("papi", 2030, AN)
    clock.later(days=40)
    assert versions.known(held) is None


def test_a_year_that_opened_on_its_day_had_the_version_of_that_day(catalog: Catalog, clock: Clock) -> None:
    before = score_store.data_version()
    put(catalog, 2030, 0, date(2025, 5, 1))
    clock.later(days=20)
    opened = score_store.data_version()
    clock.later(days=20)
    put(catalog, 2030, 0.25)
    restart()
    found = [versions.known(one) for one in (before, opened)]
    assert [one.years for one in found if one] == [(("papi", 2030),)] * 2
    assert 2030 not in score_store.years("papi", version=before)
    assert 2030 in score_store.years("papi", version=opened)
