"""The command line: what it prints, what it answers to a wrong question, and its exit codes."""

import json
from pathlib import Path

import pytest

from provindex.__main__ import main


def _run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_check_counts_the_scores_and_finds_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "check")
    assert code == 0
    assert "papi: 28,854 scores" in out
    assert out.endswith("No fault.\n")


def test_check_lists_the_faults_and_fails(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    code, out, _ = _run(capsys, "check")
    assert code == 1
    assert "fault: " in out
    assert "No fault." not in out


@pytest.mark.parametrize("written", ["Son La", "sơn la", "Tỉnh Sơn La", "63:14", "14", "SƠN LA", "So\u031bn La"])
def test_a_province_is_found_in_any_spelling(capsys: pytest.CaptureFixture[str], written: str) -> None:
    code, out, _ = _run(capsys, "profile", "papi", "2023", written, "--json")
    assert code == 0
    answer = json.loads(out)
    assert (answer["province"], answer["rank"], answer["valid"], answer["group"]) == ("63:14", 30, 61, "medium_high")


def test_a_profile_is_vietnamese_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "profile", "papi", "2023", "Son La")
    assert "42,40 điểm" in out
    assert "30/61" in out
    assert "Trung bình cao" in out


def test_a_profile_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "profile", "papi", "2023", "Son La", "--lang", "en")
    assert "42.40 points" in out
    assert "Medium-high" in out
    assert "up 16 places" in out


def test_a_profile_without_a_figure_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "profile", "papi", "2023", "Quang Ninh", "--lang", "en")
    assert code == 0
    assert "beyond the permitted statistical error" in out
    assert "Score" not in out


def test_an_index_may_be_asked_for_by_its_printed_name(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "profile", "PAR INDEX", "2024", "Son La", "--json")
    assert json.loads(out)["index"] == "par"


@pytest.mark.parametrize(("lang", "name"), [("vi", "Sơn La"), ("en", "Son La")])
def test_a_profile_as_json_has_its_sentence_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], lang: str, name: str
) -> None:
    _, out, _ = _run(capsys, "profile", "papi", "2019", "Son La", "--json", "--lang", lang)
    assert name in json.loads(out)["sentence"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("papy", "2023", "Son La"), "There is no index “papy”. Did you mean papi?"),
        (("xyz", "2023", "Son La"), "There is no index “xyz”. Known are papi, par and sipas."),
        (("papi", "1999", "Son La"), "PAPI has no figures for “1999”; it has them from 2011 to 2024."),
        (("papi", "latest", "Son La"), "PAPI has no figures for “latest”; it has them from 2011 to 2024."),
        (("papi", "2023", "Sơn Lâ La"), "There is no province “Sơn Lâ La” among the 63. Did you mean Son La?"),
        (("papi", "2023", "%%%"), "There is no province “%%%” among the 63."),
    ],
    ids=["index alike", "index", "year", "no year", "province alike", "province"],
)
def test_what_is_not_known_is_answered_in_one_sentence(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], sentence: str
) -> None:
    code, out, err = _run(capsys, "profile", *argv, "--lang", "en")
    assert (code, out, err) == (2, "", sentence + "\n")


def test_an_abbreviation_of_several_provinces_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "profile", "papi", "2023", "QN")
    assert code == 2
    assert "Quảng Ninh" in err
    assert "Quảng Nam" in err


def test_a_damaged_table_is_named_without_a_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    code, out, err = _run(capsys, "profile", "papi", "2023", "Son La")
    assert (code, out) == (1, "")
    assert "no folder here holds an index.toml" in err


def test_the_merged_provinces_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "bridge", "papi", "2024", "--json")
    answer = json.loads(out)
    assert code == 0
    assert len(answer) == 34
    assert {"score", "low", "high", "members", "missing_weight"} <= set(answer["34:14"])
    refused = {key for key, row in answer.items() if row["missing_weight"] > 1 / 3}
    assert refused
    assert all((row["score"] is None) == (key in refused) for key, row in answer.items())


def test_the_merged_provinces_as_a_table_say_that_they_are_derived(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "bridge", "papi", "2024", "--lang", "en")
    assert "derived, not official" in out
    assert len(out.splitlines()) == 3 + 34


def test_no_derived_rank_comes_from_a_partial_table(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "bridge", "par", "2024", "--json")
    assert {row["rank"] for row in json.loads(out).values()} == {None}
