"""Programme files on the command line: read, publish, history and undo, their words, JSON and exit codes."""

import json

import pytest

from provindex.__main__ import main
from provindex.publishing import publish_programme
from tests.provindex.intake.programme.test_reader import FIGURES, INDEX, UNITS, figure, workbook
from tests.provindex.publishing.test_publish_programme import NEW, SHIPPED, values

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture
def file(tmp_path):
    def written(*rows, province="Sơn La", more=()):
        path = tmp_path / "quy2.xlsx"
        path.write_bytes(workbook((FIGURES, *rows), *more, province=province))
        return path

    return written


def run(capsys, *argv):
    code = main([str(one) for one in argv])
    told = capsys.readouterr()
    return code, told.out, told.err


FINAL = ("--note", "đính chính")


def good(value=92.5):
    return figure("online_dossiers", value, when=NEW)


def test_read_tells_what_a_programme_file_is_in_the_shape_of_any_file(capsys, file):
    index = (INDEX, ("Điểm tối đa", None, None, 100, None, 50, 50, 10), ("Sở Nội vụ", None, 2023, 89, 1, 45, 44, 8))
    registry = (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/01/2000", None))
    code, out, _ = run(capsys, "read", file(good(), more=(registry, index)), "--json")
    found = json.loads(out)
    assert (code, found["issues"]) == (0, [])
    assert (found["layout"], found["index"], found["edition"], found["province"]) == (
        "programme", "programme", "63", "63:14",
    )  # fmt: skip
    assert found["years"] == [{"year": 2023, "rows": 4, "missing": 0}, {"year": 2024, "rows": 1, "missing": 0}]
    assert (found["units"], found["changes"]) == (1, {"new": 5, "changed": 0, "same": 0, "removed": 0})


def test_read_lists_what_blocks_with_sheet_row_column_value_and_what_was_expected(capsys, file):
    code, out, _ = run(capsys, "read", file(figure("tasks_done", None, 80, 71, when=NEW)), "--json")
    assert code == 1
    assert json.loads(out)["issues"] == [
        {
            "code": "programme_done", "severity": "blocks", "sheet": "Sheet1", "row": 2, "column": "G", "value": "80",
            "expected": "≤ 71",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "quy2.xlsx: chương trình cải cách của Sơn La"), ("en", "quy2.xlsx: reform programme of Son La")],
)
def test_read_answers_in_the_language_that_is_asked_for(capsys, file, lang, said):
    code, out, _ = run(capsys, "read", file(good()), "--lang", lang)
    assert (code, out.splitlines()[0]) == (0, said)


def test_read_writes_nothing(capsys, file):
    run(capsys, "read", file(good()))
    assert publish_programme.history().empty


def test_publish_shows_the_figures_and_undo_takes_them_back(capsys, file):
    code, out, _ = run(capsys, "publish", file(good()), "--as", "An", "--note", "quý II", "--lang", "en")
    assert (code, out) == (0, "Published the programme of Son La as change 1: 1 rows of the file, 1 afterwards.\n")
    assert values() == SHIPPED | {"2024-06-30": 92.5}
    code, out, _ = run(capsys, "undo", "programme", "son la", "--note", "a slip", "--lang", "en")
    assert (code, out) == (
        0,
        "Took back the last change of the programme of Son La; what ships with the program shows again.\n",
    )
    assert values() == SHIPPED


def test_publish_and_undo_answer_in_json(capsys, file):
    _, out, _ = run(capsys, "publish", file(good()), "--as", "An", "--provisional", "--embargo", "2999-05-01", "--json")
    (made,) = json.loads(out)
    facts = {"index": "programme", "year": None, "province": "63:14", "kind": "publish", "who": "An", "rows": 1,
             "status": "provisional", "embargo": "2999-05-01", "file": "quy2.xlsx", "former": None}  # fmt: skip
    assert {name: made[name] for name in facts} == facts
    assert values() == SHIPPED
    _, out, _ = run(capsys, "undo", "programme", "63:14", "--json")
    assert (json.loads(out)["kind"], json.loads(out)["rows"]) == ("undo", 0)


def test_what_blocks_is_told_and_nothing_is_written(capsys, file):
    code, out, err = run(capsys, "publish", file(figure("tasks_done", None, 80, 71, when=NEW)), "--lang", "en")
    assert (code, out) == (1, "")
    assert "80 are done of 71 assigned" in err
    assert err.endswith("Nothing was published: mend what the lines above name.\n")
    assert publish_programme.history().empty


def test_a_file_that_names_no_province_may_be_told_it(capsys, file):
    path = file(good(), province="")
    assert run(capsys, "publish", path)[0] == 1
    assert run(capsys, "publish", path, "--province", "Sơn La")[0] == 0
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_the_history_holds_programmes_among_the_indices_or_alone(capsys, file):
    run(capsys, "publish", file(good()), "--as", "An")
    run(capsys, "publish", file(good(80.0), province="Hà Nội"), "--as", "An")
    every, alone, one = (
        json.loads(run(capsys, "history", *asked, "--json")[1])
        for asked in ([], ["programme"], ["programme", "Hà Nội"])
    )
    assert [row["province"] for row in every] == [row["province"] for row in alone]
    assert sorted(row["province"] for row in alone) == ["63:01", "63:14"]
    assert [row["province"] for row in one] == ["63:01"]
    assert json.loads(run(capsys, "history", "papi", "--json")[1]) == []


def test_the_history_is_a_table_for_a_person(capsys, file):
    run(capsys, "publish", file(good()), "--as", "An", "--note", "quý II")
    told = run(capsys, "history", "--lang", "vi")[1].splitlines()
    assert len(told) == 2
    assert "programme 63:14" in told[1]
    assert told[1].endswith("quy2.xlsx  quý II")


def test_a_province_that_does_not_exist_is_told(capsys, file):
    code, _, err = run(capsys, "undo", "programme", "Atlantis", "--lang", "en")
    assert code == 2
    assert "Atlantis" in err


def test_publish_refuses_a_programme_that_changed_since_the_change_that_was_seen(capsys, file):
    run(capsys, "publish", file(good(80.0)), "--as", "Bình")
    code, _, err = run(capsys, "publish", file(good(92.5)), "--expects", 0, "--lang", "en", *FINAL)
    told = err.splitlines()[-1]
    assert code == 1
    assert told.startswith("Bình published the reform programme of Son La at ")
    assert "This file would undo 1 figure of these changes" in told
    assert "80% → 92.5%" in told
    assert values() == SHIPPED | {"2024-06-30": 80.0}
    assert json.loads(run(capsys, "read", file(good(92.5)), "--json")[1])["state"] == 1
    assert run(capsys, "publish", file(good(92.5)), "--expects", 1, *FINAL)[0] == 0


def test_undo_refuses_a_programme_that_changed_since_the_change_that_was_seen(capsys, file):
    run(capsys, "publish", file(good(80.0)), "--as", "Bình")
    run(capsys, "publish", file(good(92.5)), "--as", "Bình", *FINAL)
    assert run(capsys, "undo", "programme", "son la", "--expects", 1)[0] == 1
    assert run(capsys, "undo", "programme", "son la", "--expects", 2, "--note", "a slip")[0] == 0


def test_a_final_figure_that_everybody_sees_is_replaced_with_a_reason_and_a_confirmation_alone(capsys, file):
    run(capsys, "publish", file(good(80.0)))
    code, _, err = run(capsys, "publish", file(good(92.5)), "--lang", "en")
    assert code == 1
    assert err.splitlines()[-1].startswith("This replaces 1 final figure that everybody sees: ")
    assert values() == SHIPPED | {"2024-06-30": 80.0}
    assert run(capsys, "publish", file(good(92.5)), *FINAL)[0] == 0


def test_a_provisional_figure_is_replaced_as_ever(capsys, file):
    run(capsys, "publish", file(good(80.0)), "--provisional")
    assert run(capsys, "publish", file(good(92.5)))[0] == 0
