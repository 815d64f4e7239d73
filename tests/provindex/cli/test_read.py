"""``python -m provindex read``."""

import json
from pathlib import Path

import pytest

from provindex import __main__
from provindex.intake.formats import limits
from provindex.store import score_store
from tests.provindex.intake import layouts


@pytest.fixture
def official(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path / "store"))
    path = tmp_path / "PAPI-2024.xlsx"
    path.write_bytes(layouts.wide(score_store.read_shipped("papi", 2024), 2024).bytes())
    return path


def run(capsys, *arguments: object) -> tuple[int, str]:
    code = __main__.main(["read", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_json_is_printed_with_the_exit_code_of_the_issues(official, capsys):
    code, out = run(capsys, official, "--json")
    found = json.loads(out)
    assert code == 1
    assert set(found) == {"layout", "index", "edition", "years", "issues", "source", "state"}
    assert found["years"] == [{"year": 2024, "rows": 2257, "missing": 74}]
    assert found["issues"][0] | {"sheet": ""} == {
        "code": "zeros", "severity": "blocks", "sheet": "", "row": 7, "column": "U", "value": "0", "expected": None
    }  # fmt: skip


def test_an_answer_about_zeros_clears_the_way(official, capsys):
    assert run(capsys, official, "--zeros", "missing", "--json")[0] == 0


def test_a_person_is_told_in_her_language(official, capsys):
    assert "[chặn] Trang “2024_PAPI_VIE_ENG”, dòng 7, cột U: Các số 0" in run(capsys, official)[1]
    assert "[blocks] Sheet “2024_PAPI_VIE_ENG”, row 7, column U: Zeros" in run(capsys, official, "--lang", "en")[1]


def test_an_unreadable_file(official, capsys):
    official.write_bytes(b"PK\x03\x04 cut off")
    code, out = run(capsys, official, "--lang", "en")
    assert (code, "damaged or was cut off" in out) == (2, True)


def test_a_file_that_is_too_large_is_not_taken_into_memory(official, capsys):
    with official.open("wb") as file:
        file.truncate(40 * limits.BYTES)
    code, out = run(capsys, official, "--lang", "en")
    assert (code, "The file has 1,000 MB" in out) == (2, True)


def test_a_file_that_does_not_exist(tmp_path, capsys):
    assert run(capsys, tmp_path / "nothing.xlsx")[0] == 2


def test_nothing_is_written(official, capsys):
    before = sorted(official.parent.rglob("*"))
    run(capsys, official)
    assert sorted(official.parent.rglob("*")) == before
