"""The analyst's walk on the command line, each step a process of its own: read, mend, publish, make final, undo."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev import ROOT
from provindex.store import score_store
from tests.provindex.intake import layouts

READING = {"layout", "index", "edition", "years", "issues", "source", "state"}
YEAR = {"year", "rows", "missing"}
ISSUE = {"code", "severity", "sheet", "row", "column", "value", "expected"}


def provindex(*arguments: object) -> tuple[int, str]:
    """Exit code and output of one command."""
    command = [sys.executable, "-m", "provindex", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def answer(*arguments: object):
    code, out = provindex(*arguments, "--json")
    return code, json.loads(out)


@pytest.fixture
def book() -> layouts.Book:
    """The official layout of 2024 with Sơn La raised, sums kept."""
    frame = score_store.read_shipped("papi", 2024)
    parts = frame["measure"].isin(["papi", "papi.egovernance", "papi.egovernance.portals"])
    raised = frame["score"] + 0.5 * (parts & (frame["province"] == "63:14")).astype("float64")
    return layouts.wide(frame.assign(score=raised), 2024)


def sonla() -> float:
    return answer("profile", "papi", 2024, "63:14")[1]["score"]


def test_an_analyst_reads_mends_publishes_makes_final_and_undoes(own_store: Path, tmp_path: Path, book: layouts.Book):
    file = tmp_path / "PAPI-2024.xlsx"
    sheet, before = book.first, sonla()
    row, _ = layouts.find(sheet, "Tỉnh/Thành phố trực thuộc trung ương")
    name = next(cell for cell in sheet[row] if cell.value == "Cao Bằng")

    name.value = "Cao Bừng Xa"
    file.write_bytes(book.bytes())
    code, found = answer("read", file, "--zeros", "missing")
    assert code == 1
    assert (set(found), set(found["years"][0]), set(found["issues"][0])) == (READING, YEAR, ISSUE)
    assert (found["layout"], found["index"], found["edition"]) == ("papi_wide", "papi", "63")
    issue = found["issues"][0]
    assert (issue["code"], issue["severity"], issue["value"]) == ("province_unknown", "blocks", "Cao Bừng Xa")
    assert (issue["row"], issue["column"]) == (row, name.column_letter)
    assert issue["expected"].split(" | ")[0] == "Cao Bằng"
    assert provindex("publish", file, "--zeros", "missing") == (1, "")
    assert not own_store.exists()

    name.value = "Cao Bằng"
    file.write_bytes(book.bytes())
    code, found = answer("read", file, "--zeros", "missing")
    assert (code, found["years"]) == (0, [{"year": 2024, "rows": 2257, "missing": 74}])
    code, told = answer("publish", file, "--zeros", "missing", "--provisional", "--as", "An", "--note", "bản đầu")
    assert (code, told[0]["status"], told[0]["file"]) == (0, "provisional", "PAPI-2024.xlsx")
    assert sonla() == pytest.approx(before + 0.5)

    assert provindex("final", "papi", 2024, "--as", "Bình", "--lang", "en") == (
        0,
        "Made papi 2024 final as change 2.\n",
    )
    assert sonla() == pytest.approx(before + 0.5)
    assert answer("undo", "papi", 2024, "--as", "Bình", "--note", "sớm quá")[1]["restored"] == 1
    assert answer("undo", "papi", 2024, "--as", "Bình")[1]["rows"] == 0
    assert sonla() == before

    code, told = answer("history", "papi", 2024)
    assert code == 0
    assert [(one["version"], one["kind"], one["status"], one["who"]) for one in told] == [
        (4, "undo", "provisional", "Bình"),
        (3, "undo", "provisional", "Bình"),
        (2, "finalise", "final", "Bình"),
        (1, "publish", "provisional", "An"),
    ]


def test_a_held_year_is_released(own_store: Path, tmp_path: Path, book: layouts.Book):
    file = tmp_path / "PAPI-2024.xlsx"
    file.write_bytes(book.bytes())
    before = sonla()
    assert provindex("publish", file, "--zeros", "missing", "--embargo", "2999-01-01", "--note", "x")[0] == 0
    assert sonla() == before
    assert provindex("release", "papi", 2024, "--lang", "en") == (
        0,
        "Released papi 2024 as change 2: everybody sees it.\n",
    )
    assert sonla() == pytest.approx(before + 0.5)
    assert provindex("release", "papi", 2024)[0] == 1
