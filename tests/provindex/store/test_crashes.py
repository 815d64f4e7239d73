"""A machine that goes down at any moment of a publish: nothing acknowledged is lost, and nothing is unreadable."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from provindex.core.errors import StoreError
from provindex.publishing import accepted_names
from provindex.store.ledger import Ledger
from tests.provindex import replay
from tests.provindex.store.test_ledger import put, table

MOST = 300
"""States of a trace that are opened; where it has more, they are taken evenly from all."""

BEGINS = """
import os, sys
from provindex.store import durability
from provindex.store.ledger import current
from tests.provindex import publishers

def publish(year, number, acknowledged=True):
    os.write(1, f"asked {year} {number}".encode())
    publishers.put(float(number), "An", year, rows=3)
    os.write(1, f"done {year} {number}".encode() if acknowledged else b"-")

"""
ALONE = "for number in (1, 2, 3): publish(2024, number)"
# Somebody else's change is committed and not yet written out; nobody was told of it.
AFTER_ANOTHER = """
publish(2023, 1)
publish(2024, 1)
write_out, durability.write_out = durability.write_out, lambda *args: None
publish(2023, 2, acknowledged=False)
durability.write_out = write_out
current.__globals__["_ledger"].cache_clear()
publish(2024, 2)
"""
NAMES = """
import os
from provindex.publishing import accepted_names
from provindex.publishing.permissions import Actor
for number in (1, 2):
    os.write(1, f"asked 0 {number}".encode())
    accepted_names.accept(f"Sơn Laa {number}", "63:14", Actor("an", "publisher"))
    os.write(1, f"done 0 {number}".encode())
"""

State = dict[replay.Path_, bytes | None]
Numbers = dict[int, tuple[int, int]]
"""Year -> the last number that was acknowledged, and the last that was asked for."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def states(script: str, folder: Path) -> list[tuple[State, Numbers]]:
    """Contents that a store may have while a script runs, with what had been acknowledged when it last could."""
    store = folder / "store"
    store.mkdir()
    try:
        calls = replay.traced(script, [], folder / "trace", {"PROVINDEX_STORE": str(store)})
    except PermissionError as error:
        pytest.skip(f"no program may watch another here: {error}")
    disk, numbers, found = replay.Disk(store), {}, {}
    for call in calls:
        word, *said = call.texts[0].split() if call.name == "write" and call.texts else (b"", b"")
        if word in (b"asked", b"done"):
            year, number = map(int, said)
            numbers[year] = (number if word == b"done" else numbers.get(year, (0, 0))[0], number)
        elif not disk.done(call):
            continue
        for state in disk.states():
            found[digest(state)] = (state, dict(numbers))
    assert numbers
    every = [found[key] for key in sorted(found)]
    taken = every[:: -(-len(every) // MOST)]
    assert len(taken) >= 50, "a trace of a publish has more states than that"
    return taken


def digest(state: State) -> str:
    lines = sorted((path, content and hashlib.sha256(content).hexdigest()) for path, content in state.items())
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def stores(taken: list[tuple[State, Numbers]], folder: Path) -> Iterator[tuple[Path, Numbers]]:
    """Each state as a store on a disk."""
    for number, (state, numbers) in enumerate(taken):
        store = replay.laid(state, folder / str(number))
        yield store, numbers
        shutil.rmtree(store)


def shown(book: Ledger, year: int) -> float:
    """The number of the last publish of a year, of which all is there, its file too; 0 where there is none."""
    latest = book.state().latest("papi", year)
    if latest is None:
        return 0.0
    rows = book.rows(latest)["score"].unique().to_pylist()
    assert rows == [float(latest.note)]
    assert book.place.kept(latest.sha256) == f"file {latest.note}".encode()
    return rows[0]


@pytest.fixture(scope="module", params=[ALONE, AFTER_ANOTHER], ids=["alone", "after another's change"])
def traced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[State, Numbers]]:
    return states(BEGINS + request.param, tmp_path_factory.mktemp("traced"))


def test_nothing_acknowledged_is_lost_and_nothing_is_unreadable(
    traced: list[tuple[State, Numbers]], tmp_path: Path
) -> None:
    for store, numbers in stores(traced, tmp_path):
        for year, (acknowledged, asked) in numbers.items():
            assert shown(Ledger(str(store)), year) in range(acknowledged, asked + 1), sorted(store.rglob("*"))


def test_what_comes_next_is_whole_or_refused(traced: list[tuple[State, Numbers]], tmp_path: Path) -> None:
    outcomes = {"whole": 0, "refused": 0}
    for store, numbers in stores(traced, tmp_path):
        book = Ledger(str(store))
        if book.trouble() is None:
            put(book, table(9.0), 2022)
            assert Ledger(str(store)).rows(book.state().latest("papi", 2022))["score"].to_pylist() == [9.0]
            outcomes["whole"] += 1
        else:
            with pytest.raises(StoreError, match="is not whole"):
                put(book, table(9.0), 2022)
            outcomes["refused"] += 1
        for year, (acknowledged, asked) in numbers.items():
            assert shown(Ledger(str(store)), year) in range(acknowledged, asked + 1)
    assert min(outcomes.values()) > 0, outcomes


def test_accepted_names_outlive_a_crash_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = states(NAMES, tmp_path)
    for store, numbers in stores(taken, tmp_path / "opened"):
        monkeypatch.setenv("PROVINDEX_STORE", str(store))
        acknowledged, asked = numbers.get(0, (0, 0))
        names = accepted_names.decisions()["name"].tolist()
        assert names == [f"Sơn Laa {number}" for number in range(1, len(names) + 1)]
        assert acknowledged <= len(names) <= asked
