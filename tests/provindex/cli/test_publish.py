"""``publish``, ``history`` and ``undo`` on the command line: what they print and refuse, and their exit codes."""

import json
from pathlib import Path

import pandas as pd
import pytest

from provindex import geography
from provindex.__main__ import main
from provindex.catalog import Index
from provindex.core.errors import StoreError
from provindex.intake import Reading, reader
from provindex.publishing import publish, publish_log
from provindex.store import published_catalog, score_store
from provindex.store.ledger_records import Record

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A wide table of 2024 with Hà Nội's total a tenth of a point higher, and its parts with it."""
    return table(tmp_path / "PAPI 2024.csv", 0.1)


def table(path: Path, more: float, year: int = 2024) -> Path:
    scores = score_store.read_shipped("papi", year)
    changed = (scores["province"] == "63:01") & scores["measure"].isin(
        ["papi", "papi.delivery", "papi.delivery.health"]
    )
    scores = scores.assign(score=scores["score"].mask(changed, scores["score"] + more))
    wide = scores.pivot(index="province", columns="measure", values="score")
    names = pd.Index([geography.province(one).name.vi for one in wide.index], name="Tỉnh")
    wide.set_axis(names)[scores["measure"].drop_duplicates()].to_csv(path)
    return path


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = main([str(one) for one in argv])
    told = capsys.readouterr()
    return code, told.out, told.err


def put(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    """Publish, also over final figures."""
    why = () if "--note" in argv else ("--note", "đính chính")
    return run(capsys, "publish", *argv, *why)


def total_of_hanoi() -> float:
    scores = score_store.read("papi", 2024).set_index(["province", "measure"])["score"]
    return round(float(scores["63:01", "papi"]), 4)


def test_publish_shows_the_figures_of_a_file(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    before = total_of_hanoi()
    code, out, _ = put(capsys, file, "--as", "An", "--note", "thử", "--lang", "en")
    assert (code, out) == (0, "Published papi 2024 as change 1: 2,257 rows of 61 provinces.\n")
    assert total_of_hanoi() == round(before + 0.1, 4)
    told = publish_log.history().iloc[0]
    assert (told["who"], told["note"], told["file"], told["status"]) == ("An", "thử", "PAPI 2024.csv", "final")


def named(file: Path) -> Path:
    text = "PAPI 2024\nKèm theo Quyết định số 268/QĐ-BNV ngày 28/3/2025\n" + file.read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("argv", "source"),
    [
        ((), "Quyết định số 268/QĐ-BNV ngày 28/03/2025"),
        (("--source", "Báo cáo PAPI 2024"), "Báo cáo PAPI 2024"),
        (("--source", ""), ""),
    ],
    ids=["of the file", "stated", "none"],
)
def test_publish_keeps_the_source(
    capsys: pytest.CaptureFixture[str], file: Path, argv: tuple[str, ...], source: str
) -> None:
    code, _, err = put(capsys, named(file), *argv)
    assert (code, "--source" in err) == (0, False)
    assert publish_log.history().iloc[0]["source"] == source


def test_publish_says_that_a_file_names_no_source(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert "--source" in put(capsys, file)[2]
    assert publish_log.history().iloc[0]["source"] == ""


def test_publish_answers_in_vietnamese_unless_asked_otherwise(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert put(capsys, file)[1] == "Đã công bố papi 2024, thay đổi số 1: 2.257 dòng của 61 tỉnh, thành phố.\n"


def test_publish_without_a_name_is_that_of_the_local_analyst(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    _, out, _ = put(capsys, file, "--json")
    assert json.loads(out)[0]["who"].endswith("local)") or json.loads(out)[0]["who"] == "local"


def test_held_and_provisional_figures_do_not_show_yet(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    before = total_of_hanoi()
    code, out, _ = put(capsys, file, "--provisional", "--embargo", "2999-05-01", "--json")
    told = json.loads(out)[0]
    assert (code, told["status"], told["embargo"]) == (0, "provisional", "2999-05-01")
    assert total_of_hanoi() == before


@pytest.mark.parametrize("options", [(), ("--provisional",)], ids=["final", "provisional"])
def test_a_profile_says_whether_its_figures_may_still_change(
    capsys: pytest.CaptureFixture[str], file: Path, options: tuple[str, ...]
) -> None:
    put(capsys, file, *options)
    told = run(capsys, "profile", "papi", 2024, "Hà Nội", "--lang", "en")[1]
    assert ("Provisional figures: they may still change." in told) == bool(options)


def test_a_file_with_blocking_issues_is_refused_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    file.write_text(file.read_text("utf-8").replace("Hà Nội", "Hà Nôii"), "utf-8")
    code, out, err = put(capsys, file, "--lang", "en")
    assert (code, out) == (1, "")
    assert "Hà Nôii" in err
    assert err.endswith("Nothing was published: mend what the lines above name.\n")
    assert publish_log.history().empty


def test_only_the_years_asked_for_are_published(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    both = [pd.read_csv(table(tmp_path / f"{year}.csv", 0.1, year)).assign(Năm=year) for year in (2022, 2023)]
    pd.concat(both).to_csv(tmp_path / "PAPI.csv", index=False)
    put(capsys, tmp_path / "PAPI.csv", "--only", "2023", "--zeros", "missing")
    assert publish_log.history()["year"].tolist() == [2023]
    code, _, err = put(capsys, tmp_path / "PAPI.csv", "--only", "2021", "--lang", "en")
    assert (code, err.splitlines()[-1]) == (2, "PAPI.csv has no figures of 2021; it has those of 2022 and 2023.")


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["publish", "nowhere.xlsx"], "nowhere.xlsx cannot be read: No such file or directory."),
        (["publish", "{file}", "--embargo", "1/5/2025"], "“1/5/2025” is no day; write it as 2025-04-15."),
        (["publish", "{file}", "--year", "mười"], "“mười” is no year."),
        (["undo", "papi", "-"], "“-” is no year."),
        (["history", "papi", "x"], "“x” is no year."),
    ],
    ids=["no file", "no day", "no year", "undo", "history"],
)
def test_what_does_not_exist_is_told(
    capsys: pytest.CaptureFixture[str], file: Path, argv: list[str], told: str
) -> None:
    code, out, err = run(capsys, *(one.format(file=file) for one in argv), "--lang", "en")
    assert (code, out, err) == (2, "", told + "\n")


def test_a_file_of_no_layout_is_unreadable(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello")
    code, _, err = put(capsys, tmp_path / "note.txt", "--lang", "en")
    assert code == 2
    assert err.endswith("Nothing was published: mend what the lines above name.\n")


def test_an_embargo_in_the_past_is_refused(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, _, err = put(capsys, file, "--embargo", "2020-05-01")
    assert code == 1
    assert "Không thể tạm giữ số liệu đến ngày 01/05/2020: hãy chọn một ngày sau hôm nay" in err


def test_whoever_publishes_in_between_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, others = publish.publish, [table(tmp_path / "other 2024.csv", 0.2)]

    def first_another(*args: object, **values: object) -> object:
        if others:
            assert main(["publish", str(others.pop()), "--as", "Bình", "--note", "x"]) == 0
        return written(*args, **values)

    monkeypatch.setattr(publish, "publish", first_another)
    code, _, err = put(capsys, file, "--lang", "en")
    assert code == 1
    told = err.splitlines()[-1]
    assert told.startswith("Bình published PAPI 2024 at ")
    assert "This file would undo 3 figures of these changes (theirs → this file): Ha Noi, PAPI total: " in told
    assert told.endswith("publish it with --expects 1.")
    assert publish_log.history()["who"].tolist() == ["Bình"]


def test_read_says_against_which_change_a_file_was_read(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert json.loads(run(capsys, "read", file, "--json")[1])["state"] == 0
    put(capsys, file)
    assert json.loads(run(capsys, "read", file, "--json")[1])["state"] == 1
    assert "publish with --expects 1 to undo nothing" in run(capsys, "read", file, "--lang", "en")[1]


def test_publish_refuses_what_changed_since_the_change_that_was_seen(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    put(capsys, table(tmp_path / "b 2024.csv", 0.2), "--as", "Bình")
    theirs = total_of_hanoi()
    code, out, err = put(capsys, file, "--expects", 0)
    assert (code, out, total_of_hanoi()) == (1, "", theirs)
    told = err.splitlines()[-1]
    assert told.startswith("Bình đã công bố PAPI 2024 lúc ")
    assert "Tệp này sẽ xóa bỏ 3 số liệu" in told
    assert told.endswith("Thay đổi mới nhất là số 1: hãy đọc lại tệp rồi công bố với --expects 1.")
    assert put(capsys, file, "--expects", 1)[0] == 0


def test_a_change_of_another_year_is_none_that_publish_has_to_have_seen(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    put(capsys, table(tmp_path / "b 2023.csv", 0.2, 2023))
    assert put(capsys, file, "--expects", 0)[0] == 0


@pytest.mark.parametrize("command", ["undo", "final"])
def test_an_act_refuses_what_changed_since_the_change_that_was_seen(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path, command: str
) -> None:
    put(capsys, file, "--provisional", "--as", "An")
    put(capsys, table(tmp_path / "b 2024.csv", 0.2), "--provisional", "--as", "Bình")
    code, _, err = run(capsys, command, "papi", 2024, "--expects", 1, "--lang", "en")
    assert (code, err.startswith("Bình published papi 2024 at ")) == (1, True)
    assert run(capsys, command, "papi", 2024, "--expects", 2)[0] == 0


def test_a_change_that_was_never_made_cannot_have_been_seen(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, _, err = put(capsys, file, "--expects", 7, "--lang", "en")
    assert (code, err.splitlines()[-1]) == (2, "There is no change 7; the newest is 0.")
    assert publish_log.history().empty


@pytest.mark.parametrize("options", [(), ("--yes",)], ids=["none", "agreed"])
def test_final_figures_that_everybody_sees_are_replaced_with_a_reason_alone(
    capsys: pytest.CaptureFixture[str], file: Path, options: tuple[str, ...]
) -> None:
    before = total_of_hanoi()
    code, out, err = run(capsys, "publish", file, *options, "--lang", "en")
    assert (code, out, total_of_hanoi()) == (1, "", before)
    told = err.splitlines()[-1]
    assert told.startswith("PAPI 2024: This replaces 3 final figures that everybody sees: Ha Noi, PAPI total: ")
    assert told.endswith("Nothing was changed: say why with --note.")
    assert run(capsys, "publish", file, "--note", "vì sao")[0] == 0


def test_provisional_figures_are_replaced_as_ever(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    put(capsys, file, "--provisional")
    assert run(capsys, "publish", table(tmp_path / "b 2024.csv", 0.2))[0] == 0


def test_correct_changes_the_figures_of_the_file_alone(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    part = tmp_path / "PAPI 2024.csv"
    lines = file.read_text("utf-8").splitlines()
    part.write_text("\n".join([lines[0], *(line for line in lines if line.startswith("Hà Nội,"))]), "utf-8")
    before = score_store.read("papi", 2024)
    assert put(capsys, part)[0] == 1
    code, out, _ = put(capsys, part, "--correct", "--lang", "en")
    assert (code, out) == (0, "Corrected papi 2024 as change 1: 2,257 rows of 61 provinces stand there now.\n")
    after = score_store.read("papi", 2024)
    assert (before["score"] - after["score"]).abs().gt(1e-9).sum() == 3
    assert publish_log.history()["kind"].tolist() == ["correct"]
    assert "đã đính chính" in run(capsys, "history", "papi", 2024)[1]


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """Totals of four of the 34 provinces of 2025, a year of which nothing is published."""
    lines = [f"{one.name.vi},{80 + place}.5" for place, one in enumerate(geography.provinces("34")[:4])]
    path = tmp_path / "PAR INDEX 2025.csv"
    path.write_text("\n".join(["Tỉnh,PAR INDEX", *lines]), "utf-8")
    return path


def test_a_part_of_a_new_year_is_published_where_that_is_said(capsys: pytest.CaptureFixture[str], four: Path) -> None:
    code, _, err = run(capsys, "publish", four, "--lang", "en")
    assert (code, "--part on the command line" in err) == (1, True)
    code, out, _ = run(capsys, "publish", four, "--part", "--lang", "en")
    assert (code, out) == (0, "Published par 2025 as change 1: 4 rows of 4 provinces.\n")
    assert published_catalog.load_catalog().indices["par"].editions[2025].status == "partial"


def test_a_list_that_lacks_one_province_is_a_part_too(capsys: pytest.CaptureFixture[str], four: Path) -> None:
    lines = [f"{one.name.vi},{60 + place}.5" for place, one in enumerate(geography.provinces("34")[:33])]
    four.write_text("\n".join(["Tỉnh,PAR INDEX", *lines]), "utf-8")
    assert run(capsys, "publish", four, "--part")[0] == 0
    assert published_catalog.load_catalog().indices["par"].editions[2025].status == "partial"


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 1)])
def test_somebody_at_a_terminal_is_asked_about_a_part(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, four: Path, answer: str, code: int
) -> None:
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda told: asked.append(told) or answer)
    assert run(capsys, "publish", four, "--lang", "en")[0] == code
    assert asked == [
        "This file has 4 of 34 provinces for 2025, and no figures of 2025 are published. "
        "Publish it as a part of the list? [y/N] "
    ]


# ---- Several files -------------------------------------------------------------------------------------------------


def test_several_files_are_published_one_after_another(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = [table(tmp_path / f"PAPI {year}.csv", 0.1, year) for year in (2023, 2024)]
    code, out, _ = put(capsys, *files, "--json", "--zeros", "missing")
    assert (code, [one["year"] for one in json.loads(out)]) == (0, [2023, 2024])


def test_a_file_that_blocks_does_not_stop_the_others_and_is_told_by_the_exit_code(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    other = table(tmp_path / "PAPI 2023.csv", 0.1, 2023)
    other.write_text(other.read_text("utf-8").replace("Hà Nội", "Hà Nôii"), "utf-8")
    assert put(capsys, other, file)[0] == 1
    assert publish_log.history()["year"].tolist() == [2024]


def test_a_later_file_of_the_same_year_does_not_undo_the_earlier_one(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    before = total_of_hanoi()
    code, _, err = put(capsys, file, table(tmp_path / "b 2024.csv", 0.2), "--as", "An", "--lang", "en")
    assert (code, len(publish_log.history())) == (1, 1)
    assert total_of_hanoi() == round(before + 0.1, 4)
    told = err.splitlines()[-1]
    assert told.startswith("An published PAPI 2024 at ")
    assert "This file would undo 3 figures" in told


def test_the_same_file_twice_is_told_and_published_once(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.csv"
    again.write_bytes(file.read_bytes())
    code, _, err = put(capsys, file, again, "--lang", "en")
    assert (code, len(publish_log.history())) == (0, 1)
    assert err.splitlines()[-1] == f"{again} holds the same as {file}, byte for byte, and is left out."


def test_a_file_that_is_refused_leaves_the_others_and_their_report(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    gone, unread = tmp_path / "gone.csv", tmp_path / "no table.csv"
    unread.write_text("nothing", "utf-8")
    last = table(tmp_path / "c 2023.csv", 0.2, 2023)
    code, out, err = put(capsys, file, gone, unread, last, "--json", "--lang", "en")
    assert [(one["year"], one["version"]) for one in json.loads(out)] == [(2024, 1), (2023, 2)]
    assert code == 2
    assert f"{gone} cannot be read: No such file or directory." in err


def test_a_denial_in_a_later_year_leaves_the_report_of_the_years_before(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = publish.publish

    def failing(frame: pd.DataFrame, index: Index, year: int, *arguments: object, **options: object) -> Record:
        if year == 2023:
            raise StoreError("The store went away.")
        return written(frame, index, year, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "publish", failing)
    code, out, err = put(capsys, file, table(tmp_path / "c 2023.csv", 0.2, 2023), "--json", "--lang", "en")
    assert ([one["year"] for one in json.loads(out)], code) == ([2024], 1)
    assert err.splitlines()[-1] == "The store went away."


def test_what_was_published_is_reported_also_where_the_program_ends_unforeseen(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reader.read

    def failing(data: bytes, name: str, *arguments: object) -> Reading:
        if "2023" in name:
            raise RuntimeError
        return read(data, name, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read", failing)
    with pytest.raises(RuntimeError):
        put(capsys, file, table(tmp_path / "c 2023.csv", 0.2, 2023), "--json")
    assert [one["year"] for one in json.loads(capsys.readouterr().out)] == [2024]


# ---- History and undo ----------------------------------------------------------------------------------------------


def test_undo_takes_back_the_last_change(capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path) -> None:
    before = total_of_hanoi()
    put(capsys, file)
    put(capsys, table(tmp_path / "b 2024.csv", 0.2))
    told = [run(capsys, "undo", "papi", 2024, "--note", "a slip", "--lang", "en") for _ in range(3)]
    assert [code for code, _, _ in told] == [0, 0, 1]
    assert told[0][1] == "Took back the last change of papi 2024; the figures are those of change 1 again.\n"
    assert told[1][1] == "Took back the last change of papi 2024; what ships with the program shows again.\n"
    assert told[2][2].startswith("papi 2024 was taken back to what ships")
    assert total_of_hanoi() == before


def test_final_figures_are_not_taken_back_without_a_reason(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    put(capsys, file)
    code, out, err = run(capsys, "undo", "papi", 2024, "--yes", "--lang", "en")
    assert (code, out) == (1, "")
    assert err == "This takes back final figures that everybody sees. Nothing was changed: say why with --note.\n"
    assert publish_log.history()["kind"].tolist() == ["publish"]


@pytest.mark.parametrize(("answer", "kinds"), [("n", ["publish"]), ("y", ["undo", "publish"])])
def test_final_figures_are_taken_back_only_once_more_asked_at_a_terminal(
    capsys: pytest.CaptureFixture[str], file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, kinds: list[str]
) -> None:
    put(capsys, file)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    run(capsys, "undo", "papi", 2024, "--note", "a slip", "--lang", "en")
    assert publish_log.history()["kind"].tolist() == kinds


def test_undo_brings_back_a_change_of_the_history(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    put(capsys, file)
    run(capsys, "undo", "papi", 2024, "--note", "a slip")
    code, out, _ = run(capsys, "undo", "papi", 2024, "--to", 1, "--json", "--as", "An", "--note", "none after all")
    told = json.loads(out)
    assert (code, told["version"], told["restored"], told["who"], told["rows"]) == (0, 3, 1, "An", 2257)


def test_the_history_is_a_table_newest_first(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    put(capsys, file, "--as", "An", "--note", "thử", "--provisional")
    run(capsys, "undo", "papi", 2024, "--as", "Bình")
    code, out, _ = run(capsys, "history", "papi", "2024")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 0
    assert lines[0] == "Thay đổi Thời điểm Ai Số liệu Việc Trạng thái Giữ đến Số dòng Tệp Ghi chú"
    assert "Bình papi 2024 đã hoàn tác" in lines[1]
    assert "An papi 2024 đã công bố tạm thời – 2257 PAPI 2024.csv thử" in lines[2]


def test_the_history_for_a_program_has_every_column(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    put(capsys, file)
    told = json.loads(run(capsys, "history", "--json")[1])
    assert [list(one) for one in told] == [list(publish_log.HISTORY)]
    assert told[0]["when"].endswith("Z")
    assert (told[0]["embargo"], told[0]["former"]) == (None, None)


def test_an_empty_history_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "history", "--lang", "en") == (0, "Nothing has been published here.\n", "")
    assert run(capsys, "history", "--json") == (0, "[]\n", "")


def test_a_store_out_of_reach_is_told(capsys: pytest.CaptureFixture[str], file: Path, own_store: Path) -> None:
    put(capsys, file)
    own_store.rename(own_store.with_name("elsewhere"))
    code, out, err = run(capsys, "history")
    assert (code, out) == (1, "")
    assert err.startswith("Không đọc được kho các năm đã công bố")


def test_a_published_year_is_there_for_the_other_commands(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    put(capsys, file)
    shown = json.loads(run(capsys, "profile", "papi", 2024, "ha noi", "--json")[1])
    assert round(shown["score"], 4) == total_of_hanoi()


@pytest.mark.parametrize(("answer", "code"), [("có", 0), ("n", 1), ("", 1)], ids=["yes", "no", "nothing"])
def test_at_a_terminal_a_person_is_asked_once_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: Path, answer: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    before = total_of_hanoi()
    assert run(capsys, "publish", file, "--note", "vì sao")[0] == code
    assert (total_of_hanoi() != before) == (code == 0)
