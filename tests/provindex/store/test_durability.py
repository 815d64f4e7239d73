"""An acknowledged change is on the disk; what a machine going down left in pieces hides nothing that stood before."""

import json
import os
import shutil
from pathlib import Path

import pytest

from provindex.catalog import Catalog
from provindex.core.errors import StoreError
from provindex.publishing import accepted_names, publish
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import durability, health, ledger, score_store
from provindex.store.ledger import Ledger
from tests.provindex.store.test_ledger import put, table

AN = Actor("an@example.org", "publisher")
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells the name of an open file")


@pytest.fixture
def written_out(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file and folder that the process had written out, in order."""
    found: list[Path] = []
    fsync = os.fsync

    def noted(opened: int) -> None:
        found.append(Path(os.readlink(f"/proc/self/fd/{opened}")))
        fsync(opened)

    monkeypatch.setattr(os, "fsync", noted)
    return found


def files(folder: Path) -> set[Path]:
    return {one for one in folder.rglob("*") if one.is_file()}


@LINUX
def test_every_file_of_a_publish_and_its_folders_are_written_out_before_it_is_acknowledged(
    catalog: Catalog, own_store: Path, written_out: list[Path]
) -> None:
    scores = score_store.read_shipped("papi", 2024)
    publish.publish(scores, catalog.indices["papi"], 2024, Upload("a.xlsx", b"a"), AN, Terms(status="provisional"))
    kept = {one for one in files(own_store) if one.suffix in (".parquet", ".json") or one.parent.name == "files"}
    assert len(kept) == 4
    assert kept <= set(written_out)
    folders = {folder for file in kept for folder in file.parents if folder.is_relative_to(own_store)}
    assert {*folders, own_store.parent} <= set(written_out)


@LINUX
def test_an_accepted_name_is_written_out(own_store: Path, written_out: list[Path]) -> None:
    accepted_names.accept("Sơn Laa", "63:14", AN)
    assert {one for one in files(own_store) if one.suffix == ".parquet"} <= set(written_out)
    assert own_store / "aliases" / durability.LOG in written_out


def test_the_log_of_accepted_names_is_never_cleaned_up(own_store: Path) -> None:
    accepted_names.accept("Sơn Laa", "63:14", AN)
    commit = own_store / "aliases" / durability.LOG / f"{0:020}.json"
    lines = [json.loads(line) for line in commit.read_text("utf-8").splitlines()]
    assert (
        next(one["metaData"] for one in lines if "metaData" in one)["configuration"].items() >= ledger.KEEP_ALL.items()
    )


def test_a_disk_that_does_not_take_a_commit_is_told(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError("Input/output error")

    book = Ledger(str(own_store))
    put(book, table(1.0))
    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(StoreError, match="it is not known whether papi 2024 was written"):
        put(book, table(2.0))


def test_nothing_is_put_on_top_of_what_the_disk_does_not_take(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError("Input/output error")

    put(Ledger(str(own_store)), table(1.0))
    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(StoreError, match="Nothing was written"):  # this process has not seen the last one reach it
        put(Ledger(str(own_store)), table(2.0))
    assert scores(Ledger(str(own_store)), 2024) == [1.0]


def test_a_table_whose_making_broke_off_is_made_anew(own_store: Path) -> None:
    log = own_store / "scores" / durability.LOG
    log.mkdir(parents=True)
    (log / f"{0:020}.json").write_bytes(b"")
    assert Ledger(str(own_store)).state().records == {}
    put(Ledger(str(own_store)), table(1.0))
    assert scores(Ledger(str(own_store)), 2024) == [1.0]


# ---- What a machine that goes down may leave -------------------------------------------------------------------------

PIECES = ("absent", "empty", "cut", "zeros", "whole")
STATES = [(commit, rows) for commit in PIECES for rows in PIECES]


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two acknowledged years, and a third change whose pieces a test damages."""
    folder = tmp_path_factory.mktemp("stood")
    book = Ledger(str(folder))
    put(book, table(1.0), 2023)
    put(book, table(2.0), 2024)
    put(book, table(3.0), 2024)
    return folder


def damage(file: Path, piece: str) -> None:
    content = file.read_bytes()
    left = {"empty": b"", "cut": content[: len(content) // 2], "zeros": bytes(len(content)), "whole": content}
    if piece == "absent":
        file.unlink()
    else:
        file.write_bytes(left[piece])


@pytest.fixture(params=STATES, ids="commit {0[0]}, rows {0[1]}".format)
def left(request: pytest.FixtureRequest, stood: Path, tmp_path: Path) -> tuple[Path, Path, bool]:
    """The store, the file of the last commit, and whether that change is whole."""
    commit_piece, rows_piece = request.param
    copy = tmp_path / "store"
    shutil.copytree(stood, copy)
    commit = copy / "scores" / durability.LOG / f"{3:020}.json"
    lines = [json.loads(line) for line in commit.read_text("utf-8").splitlines()]
    rows = copy / "scores" / next(one["add"]["path"] for one in lines if "add" in one)
    damage(rows, rows_piece)
    damage(commit, commit_piece)
    return copy, commit, request.param == ("whole", "whole")


def scores(book: Ledger, year: int) -> list[float]:
    latest = book.state().latest("papi", year)
    assert latest is not None
    return book.rows(latest)["score"].to_pylist()


def test_after_a_crash_what_was_acknowledged_can_be_read(left: tuple[Path, Path, bool]) -> None:
    folder, _, whole = left
    book = Ledger(str(folder))
    assert scores(book, 2023) == [1.0]
    assert scores(book, 2024) == ([3.0] if whole else [2.0])
    assert book.state().version == (3 if whole else 2)


def test_after_a_crash_nothing_is_put_on_top_of_pieces(left: tuple[Path, Path, bool]) -> None:
    folder, commit, whole = left
    book = Ledger(str(folder))
    if whole or not commit.exists():
        assert book.trouble() is None
        assert put(book, table(4.0), 2022).version == (4 if whole else 3)
        return
    trouble = book.trouble()
    assert trouble is not None
    assert str(commit) in str(trouble)
    with pytest.raises(StoreError, match="is not whole"):
        put(book, table(4.0), 2022)
    commit.unlink()
    assert put(book, table(4.0), 2022).version == 3
    assert (scores(book, 2022), scores(book, 2024)) == ([4.0], [2.0])


def test_a_process_that_had_read_before_the_crash_keeps_what_was_acknowledged(stood: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(stood, copy)
    book = Ledger(str(copy))
    assert scores(book, 2024) == [3.0]
    (copy / "scores" / durability.LOG / f"{4:020}.json").write_bytes(b"")
    assert scores(book, 2024) == [3.0]
    assert book.trouble() is not None


def test_a_commit_of_another_program_is_trouble(stood: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(stood, copy)
    foreign = copy / "scores" / durability.LOG / f"{4:020}.json"
    foreign.write_text(json.dumps({"commitInfo": {"operation": "OPTIMIZE", "timestamp": 1}}) + "\n", "utf-8")
    book = Ledger(str(copy))
    assert (sorted(book.state().records), scores(book, 2024)) == ([1, 2, 3], [3.0])
    assert str(foreign) in str(book.trouble())


def test_health_and_the_banner_tell_of_it_while_the_figures_stay(own_store: Path, catalog: Catalog) -> None:
    frame = score_store.read_shipped("papi", 2024)
    publish.publish(frame, catalog.indices["papi"], 2024, Upload("a.xlsx", b"a"), AN, Terms(status="provisional"))
    version = score_store.data_version()
    (own_store / "scores" / durability.LOG / f"{2:020}.json").write_bytes(b"")
    found = health.examine()
    assert (found.version, found.store) == (version, "failing")
    assert "is not whole" in found.problems[0]
    assert "is not whole" in str(score_store.trouble())
    assert score_store.data_version(stay=True) == version


def test_a_table_without_commits_is_sound(tmp_path: Path) -> None:
    assert durability.unsound_commit(tmp_path) is None


@LINUX
def test_what_others_committed_below_is_written_out_too_unless_it_is_old(
    own_store: Path, written_out: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = own_store / "scores" / durability.LOG
    with monkeypatch.context() as hasty:
        hasty.setattr(durability, "write_out_files", lambda *_, **__: None)
        for number in (1.0, 2.0, 3.0):
            put(Ledger(str(own_store)), table(number))
    os.utime(log / f"{1:020}.json", (0, 0))
    written_out.clear()
    put(Ledger(str(own_store)), table(4.0))
    assert {one.name for one in written_out if one.parent == log} == {f"{number:020}.json" for number in (2, 3, 4)}
