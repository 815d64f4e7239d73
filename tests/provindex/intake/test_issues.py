"""Every code has its two sentences in both languages, and sentences are made inert."""

import re
from string import Formatter

import pytest

from provindex.core import paths
from provindex.core.translate import LANGS, Text, translator
from provindex.intake import issues
from provindex.intake.issues import Issues, Place, issue_of
from provindex.intake.messages.texts import WORDINGS

VI, EN = translator("vi"), translator("en")
# Words that an error never says: they blame or plead instead of telling what to do.
NEVER = re.compile(r"\b(valid|invalid|please|sorry|error occurred|oops|illegal)\b", re.IGNORECASE)


def places(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("code", WORDINGS)
def test_every_code_says_what_was_found_and_how_to_mend_it_in_both_languages(code):
    wording = WORDINGS[code]
    for message in (wording.found, wording.fix):
        assert message[-1] == "."
        assert VI(message) != message
        assert places(VI(message)) == places(message)
        assert not NEVER.search(message)


@pytest.mark.parametrize("code", WORDINGS)
def test_every_code_is_used(code):
    folder = paths.ROOT / "provindex"
    sources = [file.read_text("utf-8") for file in folder.rglob("*.py") if not file.stem.startswith("wording")]
    assert any(f'"{code}"' in source for source in sources)


def test_a_sentence_names_the_place_as_the_user_numbers_it():
    facts = {"measure": Text("Cung ứng dịch vụ công", "Public service delivery"), "low": 1.0, "high": 10.0}
    issue = issue_of("outside_scale", Place("2023_VIE_ENG", 16, 3), value=11.2, facts=facts)
    assert (issue.row, issue.column) == (17, "D")
    assert issue.sentence(EN) == (
        "Sheet “2023_VIE_ENG”, row 17, column D: Public service delivery: 11.2 lies outside the scale from 1 to 10."
    )
    assert issue.sentence(VI) == (
        "Trang “2023_VIE_ENG”, dòng 17, cột D: Cung ứng dịch vụ công: 11,2 nằm ngoài thang điểm từ 1 đến 10."
    )


def test_a_place_without_a_sheet_begins_with_a_capital():
    assert issue_of("not_number", Place("", 4, 1), value="x").place(EN) == "Row 5, column B"
    assert issue_of("file_empty").place(EN) == ""


def test_suggestions_come_before_the_cure():
    facts = {"edition": 63, "suggestions": (Text("Hà Giang", "Ha Giang"), Text("Hà Nội", "Ha Noi"))}
    assert (
        issue_of("province_unknown", value="Ha Gang", facts=facts)
        .fix(EN)
        .startswith("Did you mean Ha Giang or Ha Noi? ")
    )


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_file_holds_is_inert_in_every_sentence(lang):
    bad = "a\u202e\x00{value}<b>\u2066"
    issue = issue_of("columns_left", Place(bad), value=bad, facts={"headings": (bad,)})
    told = issue.sentence(translator(lang))
    assert "a\\u202e\\u0000{value}<b>\\u2066" in told
    assert not set(told) & set("\u202e\x00\u2066")


def test_a_long_list_of_names_is_cut_with_the_number_of_the_rest():
    names = tuple(f"P{number}" for number in range(63))
    told = issue_of("provinces_missing", facts={"provinces": names}).found(EN)
    assert told.endswith("P11 and 51 more.")


def test_numbers_are_written_in_the_language_of_the_reader():
    assert [issues.written(fact, VI) for fact in (43.9603, 2023, 1_000_000, 7.0, 1e308)] == [
        "43,9603",
        "2023",
        "1.000.000",
        "7",
        "1e+308",
    ]


class TestCollecting:
    def test_the_same_issue_twice_counts_once(self):
        found = Issues()
        for _ in range(2):
            found.add(issue_of("not_number", Place("a", 1, 1), value="x"))
        assert len(found.collected()) == 1

    def test_what_blocks_comes_first(self):
        found = Issues()
        found.add(issue_of("year_conflict", facts={"year": 1, "other": 2}))
        found.add(issue_of("file_empty"))
        assert [issue.code for issue in found.collected()] == ["file_empty", "year_conflict"]

    def test_thousands_of_a_kind_are_cut_and_counted(self):
        found = Issues()
        for row in range(5000):
            found.add(issue_of("not_number", Place("a", row, 1), value="x"))
        listed = found.collected()
        assert len(listed) == issues.LISTED + 1
        more = listed[-1]
        assert (more.code, more.severity, dict(more.facts)["n"]) == ("more", "blocks", 5000 - issues.LISTED)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(41.49395, "41,49395", "41.49395"), (-0.5, "−0,5", "−0.5"), ("41.5", "41.5", "41.5"), (1e308, "1e+308", "1e+308")],
)
def test_a_number_of_the_file_is_written_in_the_language_and_a_text_as_it_stands(value, vi, en):
    issue = issue_of("not_number", value=value)
    assert (issue.shown(VI), issue.shown(EN)) == (vi, en)
    assert issue.found(VI) == f"“{vi}” không phải là số."
    assert issue_of("not_number", value=41.49395).value == "41.49395"


@pytest.mark.parametrize(
    ("where", "vi", "en"),
    [
        ("Bảng 1 A1", "bảng 1 A1", "table 1 A1"),
        ("Trang 3, bảng 2 C17", "trang 3, bảng 2 C17", "page 3, table 2 C17"),
        ("Số liệu A1", "Số liệu A1", "Số liệu A1"),
    ],
)
def test_a_table_of_a_document_is_named_in_the_language_of_the_reader(where, vi, en):
    issue = issue_of("measure_twice", facts={"measure": Text("Chỉ số", "Index"), "first": where})
    assert issue.found(VI).endswith(f"{vi}.")
    assert issue.found(EN) == f"Index stands here a second time; the first is at {en}."
