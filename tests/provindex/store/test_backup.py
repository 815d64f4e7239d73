"""A copy of a store brings back the last publish before it, with its history, and undo goes on from there."""

from pathlib import Path

import pytest

from provindex import __main__ as program
from provindex.catalog import load_catalog
from provindex.publishing import publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import backup, ledger, score_store
from tests import publishing

AN = Actor("an@example.org", "publisher")
PAPI = load_catalog().indices["papi"]


def put(shift: float) -> int:
    frame = score_store.read_shipped("papi", 2024)
    upload = Upload(f"{shift}.xlsx", f"{shift}".encode())
    return publishing.publish(frame.assign(score=frame["score"] + shift), PAPI, 2024, upload, AN).version


def shift() -> float:
    shown, shipped = score_store.read("papi", 2024), score_store.read_shipped("papi", 2024)
    return round(float((shown["score"] - shipped["score"]).iloc[0]), 6)


def restored_elsewhere(copy: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill another place from a copy, and hold it against what stood when the copy was made."""
    monkeypatch.setenv("PROVINDEX_STORE", place)
    assert program.main(["restore", str(copy), "--lang", "en"]) == 0
    assert shift() == 0.002
    assert list(publish_log.history()["file"]) == ["0.002.xlsx", "0.001.xlsx"]
    assert publish_log.upload_of(2) == ("0.002.xlsx", b"0.002")
    publishing.undo("papi", 2024, AN)
    assert shift() == 0.001


def test_a_restore_brings_back_the_last_publish_before_the_copy(
    own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(0.001)
    put(0.002)
    copy = tmp_path / "copies" / "monday"
    assert program.main(["backup", str(copy), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"Copied the store into {copy}: 7 files.\n"
    put(0.003)
    restored_elsewhere(copy, str(tmp_path / "another"), monkeypatch)


def test_a_copy_made_while_others_publish_is_the_store_of_one_moment(
    own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(0.001)
    put(0.002)
    copied = backup._copy

    def copy_and_publish(names: list[str], *files: object) -> None:
        copied(names, *files)
        put(0.003)  # between the logs and the rest, and after the rest

    with monkeypatch.context() as busy:
        busy.setattr(backup, "_copy", copy_and_publish)
        backup.backup(ledger.current().place, tmp_path / "copy")
    restored_elsewhere(tmp_path / "copy", str(tmp_path / "another"), monkeypatch)


@pytest.mark.parametrize(
    ("command", "problem"),
    [("backup", "is there already"), ("restore", "is no copy of a store")],
)
def test_a_folder_that_does_not_fit_is_refused(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, problem: str
) -> None:
    put(0.001)
    (tmp_path / "folder").mkdir()
    assert program.main([command, str(tmp_path / "folder"), "--lang", "en"]) == 1
    assert problem in capsys.readouterr().err
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_store_with_something_in_it_is_never_written_over(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(0.001)
    assert program.main(["backup", str(tmp_path / "copy")]) == 0
    put(0.002)
    assert program.main(["restore", str(tmp_path / "copy"), "--lang", "en"]) == 1
    assert "never writes over it" in capsys.readouterr().err
    assert shift() == 0.002


def test_an_empty_store_has_nothing_to_copy(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["backup", str(tmp_path / "copy"), "--lang", "en"]) == 1
    assert "nothing to copy" in capsys.readouterr().err
    assert not (tmp_path / "copy").exists()
