"""What is found to be in order and what is not, and how often it is looked at."""

import shutil
from pathlib import Path

import pytest

from provindex import geography
from provindex.core.paths import ROOT
from provindex.store import health, score_store


@pytest.fixture
def copies(tmp_path: Path, own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped data and boundaries in a folder which a test may damage."""
    for name, variable in (("data", "PROVINDEX_DATA"), ("geo", "PROVINDEX_GEO")):
        shutil.copytree(ROOT / name, tmp_path / name)
        monkeypatch.setenv(variable, str(tmp_path / name))
    return tmp_path


def states(found: health.Health) -> tuple[str, str, str]:
    return found.catalogue, found.boundaries, found.store


def test_what_ships_is_well(own_store):
    found = health.examine()
    assert (states(found), found.well, found.problems) == (("ok", "ok", "ok"), True, ())
    assert found.version == score_store.data_version()


@pytest.mark.parametrize(
    ("file", "expected", "named"),
    [
        ("data/papi/2019.parquet", ("failing", "ok", "ok"), "2019.parquet"),
        ("data/par/index.toml", ("failing", "ok", "ok"), "index.toml"),
        ("geo/regions.csv", ("ok", "failing", "ok"), "regions.csv"),
    ],
    ids=["scores", "catalogue", "provinces"],
)
def test_a_damaged_file_is_named_and_found_in_its_own_part(copies, file, expected, named):
    (copies / file).write_bytes(b"\x00 not what it was")
    geography.clear_cache()
    found = health.examine()
    assert (states(found), found.well) == (expected, False)
    assert named in "".join(found.problems)


def test_a_store_that_cannot_be_read_fails_alone(own_store):
    (own_store / "scores" / "_delta_log").mkdir(parents=True)
    for commit in range(2):  # of a first one alone it is known that the table was never made
        (own_store / "scores" / "_delta_log" / f"{commit:020}.json").write_text("{ not json", encoding="utf-8")
    found = health.examine()
    assert (states(found), found.version) == (("ok", "ok", "failing"), None)
    assert "PROVINDEX_STORE" in found.problems[0]


def test_why_an_object_store_does_not_answer_is_in_the_problems(monkeypatch):
    nobody = {
        "ENDPOINT_URL": "http://127.0.0.1:9",
        "ALLOW_HTTP": "true",
        "ACCESS_KEY_ID": "a",
        "SECRET_ACCESS_KEY": "b",
    }
    for name, value in {**nobody, "REGION": "x"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("PROVINDEX_STORE", "s3://bucket/provindex")
    found = health.examine()
    assert states(found) == ("ok", "ok", "failing")
    assert "Connection refused" in found.problems[-1]
    assert "\x1b" not in "".join(found.problems)


@pytest.mark.parametrize(("kept", "looked"), [(3600.0, 1), (-1.0, 3)], ids=["fresh", "old"])
def test_an_answer_stands_for_a_while(monkeypatch, kept, looked):
    asked = []
    well = health.Health("ok", "ok", "ok", "0123456789ab")
    monkeypatch.setattr(health, "examine", lambda: asked.append(1) or well)
    watch = health.Watch(kept)
    assert [watch.current() for _ in range(3)] == [well] * 3
    assert len(asked) == looked
