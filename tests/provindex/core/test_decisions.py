"""Decisions as sources: read from text, written in both languages."""

from datetime import date

import pytest

from provindex.core.decisions import Decision, cited, decision_among, decision_in

DECISION = Decision("268/QĐ-BNV", date(2025, 3, 28))


@pytest.mark.parametrize(
    "text",
    [
        "(Kèm theo Quyết định số 268/QĐ-BNV ngày 28/3/2025 của Bộ trưởng Bộ Nội vụ)",
        "Số: 268/QÐ-BNV      Hà Nội, ngày 28 tháng 3 năm 2025",
        "QĐ 268 / QĐ – BNV ngày 28.3.2025",
        "Quyet dinh so 268/QD-BNV ngay 28-03-2025",
        "quyết định số 268/qđ-BNV, 2025-03-28",
        "Decision 268/QĐ-BNV of 28 March 2025",
        "Decision 268/QĐ-BNV of 28 Mar 2025",
    ],
)
def test_number_and_date_are_read_in_every_spelling(text):
    assert decision_in(text) == DECISION


@pytest.mark.parametrize("text", ["", "Bảng 1/2025", "tỷ lệ 268/300", "ngày 28/3/2025", "1/QĐ", "A/QĐ-BNV"])
def test_what_has_no_number_is_no_decision(text):
    assert decision_in(text) is None


@pytest.mark.parametrize("text", ["268/QĐ-BNV ngày 31/2/2025", "268/QĐ-BNV ngày   /3/2025", "268/QĐ-BNV"])
def test_a_day_that_does_not_stand_there_is_not_made_up(text):
    assert decision_in(text) == Decision("268/QĐ-BNV")


def test_the_year_of_a_number_and_the_letters_of_an_authority_stay():
    assert decision_in("Quyết định số 12/2025/QĐ-TTg ngày 3/4/2025").number == "12/2025/QĐ-TTg"


def test_it_is_named_in_both_languages():
    assert (DECISION.name.vi, DECISION.name.en) == (
        "Quyết định số 268/QĐ-BNV ngày 28/03/2025",
        "Decision 268/QĐ-BNV of 28 Mar 2025",
    )
    assert decision_in("Báo cáo số 45/BC-UBND").name.en == "Report 45/BC-UBND"


def test_the_decision_that_a_table_is_issued_with_comes_before_the_criteria_it_follows():
    lines = ["Theo bộ tiêu chí tại Quyết định số 876/QĐ-BNV", "Ban hành kèm theo Quyết định số 268/QĐ-BNV"]
    assert decision_among(lines).number == "268/QĐ-BNV"
    assert decision_among(lines[:1]).number == "876/QĐ-BNV"
    assert decision_among(["PAPI 2024"]) is None


def test_a_date_counts_where_the_decision_is_named_again():
    lines = ["Kèm theo Quyết định số 268/QĐ-BNV", "Số: 268/QĐ-BNV, Hà Nội, ngày 28 tháng 3 năm 2025"]
    assert decision_among(lines) == DECISION


@pytest.mark.parametrize("text", ["Quyết định số 268/QĐ-BNV ngày 28/3/2025", "Decision No. 268/QĐ-BNV dated 28/3/2025"])
def test_a_decision_alone_is_cited_in_both_languages(text):
    assert cited(text) == DECISION.name


def test_anything_else_is_cited_as_it_was_written():
    text = "Quyết định số 268/QĐ-BNV ngày 28/3/2025, phụ lục I"
    assert cited(text).en == cited(text).vi == text
