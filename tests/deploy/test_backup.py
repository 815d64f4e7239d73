"""A copy of the store brings back the last publish before it, with its history, and undo goes on from there."""

import shutil
import subprocess
import sys

import pytest

from provindex.catalog import load_catalog
from provindex.core.paths import ROOT
from provindex.publishing import assignments, publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import ledger, programme_ledger, score_store
from tests import publishing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a POSIX shell")

AN = Actor("an@example.org", "publisher")
PAPI = load_catalog().indices["papi"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty store in a folder with a blank in its name."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "the store"))
    ledger._ledger.cache_clear()
    yield tmp_path / "the store"
    ledger._ledger.cache_clear()


def run(script, *arguments):
    command = ["sh", str(ROOT / "deploy" / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def put(shift):
    frame = score_store.read_shipped("papi", 2024)
    return publishing.publish(
        frame.assign(score=frame["score"] + shift), PAPI, 2024, Upload(f"{shift}.xlsx", f"{shift}".encode()), AN
    )


def shift():
    shown, shipped = score_store.read("papi", 2024), score_store.read_shipped("papi", 2024)
    return round(float((shown["score"] - shipped["score"]).iloc[0]), 6)


def test_a_restore_brings_back_the_last_publish_before_the_copy(folder, tmp_path):
    put(0.001)
    second = put(0.002)
    copy = tmp_path / "copies" / "monday"
    assert run("backup.sh", folder, copy).returncode == 0
    put(0.003)
    shutil.rmtree(folder / "scores" / "index=papi")
    assert run("restore.sh", copy, folder).returncode == 0
    ledger._ledger.cache_clear()
    assert shift() == 0.002
    assert ledger.current().state().version == second.version
    assert list(publish_log.history()["file"]) == ["0.002.xlsx", "0.001.xlsx"]
    assert ledger.current().place.kept(second.sha256) == b"0.002"
    publishing.undo("papi", 2024, AN)
    assert shift() == 0.001


def test_a_store_with_nothing_but_assignments_of_a_programme_is_copied_too(folder, tmp_path):
    assignments.enter("63:14", 2022, 2023, "papi", ("Sở Nội vụ", ""), AN)
    copy = tmp_path / "copy"
    assert run("backup.sh", folder, copy).returncode == 0
    shutil.rmtree(folder)
    assert run("restore.sh", copy, folder).returncode == 0
    programme_ledger._book.cache_clear()
    programme_ledger._kept.cache_clear()
    assert assignments.entered("63:14", 2022, 2023)["papi"].responsible == "Sở Nội vụ"


def test_what_a_restore_replaces_is_kept_aside(folder, tmp_path):
    put(0.001)
    run("backup.sh", folder, tmp_path / "copy")
    put(0.002)
    run("restore.sh", tmp_path / "copy", folder)
    aside = [path for path in tmp_path.iterdir() if path.name.startswith("the store.before-")]
    assert len(aside) == 1
    assert ledger.Ledger(str(aside[0])).state().version == 2


def test_a_copy_never_writes_over_another(folder, tmp_path):
    put(0.001)
    (tmp_path / "copy").mkdir()
    told = run("backup.sh", folder, tmp_path / "copy")
    assert (told.returncode, "is there already" in told.stderr) == (1, True)
    assert list((tmp_path / "copy").iterdir()) == []


@pytest.mark.parametrize("script", ["backup.sh", "restore.sh"])
def test_a_folder_that_is_no_store_is_refused(script, tmp_path):
    (tmp_path / "empty").mkdir()
    told = run(script, tmp_path / "empty", tmp_path / "target")
    assert told.returncode == 1
    assert not (tmp_path / "target").exists()
