"""Servers whose clocks differ: what counts is the order of the changes, not the time that each of them wrote down."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from provindex.publishing import publish, publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, score_store
from provindex.store.ledger import Ledger
from tests import publishing
from tests.provindex.nursery import Publishers, forks
from tests.provindex.publishers import PAPI, frame

AN = Actor("An", "publisher")
AHEAD = timedelta(hours=30)


@pytest.fixture(scope="module")
def fast() -> Iterator[Publishers]:
    """Publishers on a machine whose clock is thirty hours ahead."""
    faketime = shutil.which("faketime")
    if faketime is None:
        told = "faketime is not installed; as an administrator run: apt-get install -y faketime"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)
    command = [faketime, "-f", f"+{AHEAD.total_seconds():.0f}s", "env", "-0"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    nursery = Publishers(dict(line.split("=", 1) for line in said.split("\0") if "=" in line))
    yield nursery
    nursery.end()


def put(value: float, **terms: object) -> None:
    upload = Upload(f"{value}.xlsx", f"file {value}".encode())
    publishing.publish(frame(value), PAPI, 2024, upload, AN, Terms(note=str(value), partial=True, **terms))


def put_fast(fast: Publishers, own_store: Path, value: float) -> None:
    fast.start(do="once", store=str(own_store), year=2024, at=0, value=value, name="Bình")
    assert "version" in fast.answer()


def shown() -> list[float]:
    return score_store.read("papi", 2024)["score"].unique().tolist()


@forks
def test_a_later_change_counts_though_an_earlier_one_says_that_it_is_later(own_store: Path, fast: Publishers) -> None:
    put_fast(fast, own_store, 1.0)
    put(2.0)
    records = Ledger(str(own_store)).state().records
    assert records[1].when - records[2].when > AHEAD / 2
    assert shown() == [2.0]
    assert list(publish_log.history()["version"]) == [2, 1]
    publishing.undo("papi", 2024, AN)
    assert shown() == [1.0]


@forks
def test_a_release_counts_though_the_held_figures_say_that_they_are_later(own_store: Path, fast: Publishers) -> None:
    put(1.0)
    put_fast(fast, own_store, 2.0)
    held = ledger_records.today() + timedelta(days=5)
    put(3.0, embargo=held)
    assert shown() == [2.0]
    publish.release("papi", 2024, AN)
    assert shown() == [3.0]


@forks
def test_who_publishes_on_what_was_seen_is_not_told_otherwise_by_a_clock(own_store: Path, fast: Publishers) -> None:
    put_fast(fast, own_store, 1.0)
    seen = publish.last_version("papi", 2024)
    upload = Upload("2.xlsx", b"2")
    made = publishing.publish(frame(2.0), PAPI, 2024, upload, AN, Terms(partial=True), expected=seen)
    assert (made.version, shown()) == (2, [2.0])
