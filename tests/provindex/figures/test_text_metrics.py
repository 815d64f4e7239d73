"""Measured texts: widths of Vietnamese letters, lines, and sizes that fit."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.catalog import load_catalog
from provindex.figures import text_metrics
from provindex.geography import provinces

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ .,-()"


def test_a_letter_with_a_tone_is_as_wide_as_its_base():
    assert text_metrics.width("ế", 10) == text_metrics.width("e", 10)
    assert text_metrics.width("Ậ", 10) == text_metrics.width("A", 10)


def test_a_horned_letter_is_wider_than_its_base():
    assert text_metrics.width("ợ", 10) > text_metrics.width("o", 10)
    assert text_metrics.width("Ữ", 10) > text_metrics.width("U", 10)


def test_composed_and_decomposed_spelling_are_equally_wide():
    name = "Bà Rịa - Vũng Tàu, Thừa Thiên Huế"
    assert text_metrics.width(unicodedata.normalize("NFD", name), 12) == text_metrics.width(name, 12)


def test_every_letter_of_every_name_is_measured_and_not_guessed():
    names = [one.name.vi for edition in ("63", "34") for one in provinces(edition)]
    names += [one.name.vi for index in load_catalog().indices.values() for one in index.measures.values()]
    guessed = {
        letter for name in names for letter in name if text_metrics._advance(letter, bold=False) == text_metrics._EM
    }
    assert guessed == set()


def test_a_text_is_broken_between_words():
    assert text_metrics.lines("một hai ba", 10, text_metrics.width("một hai", 10)) == ("một hai", "ba")


@given(st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=20), st.floats(20, 400))
def test_breaking_loses_no_letter_and_only_single_words_stick_out(words, room):
    text = " ".join(" ".join(words).split())
    found = text_metrics.lines(text, 10, room)
    assert " ".join(found).split() == text.split()
    assert all(text_metrics.width(line, 10) <= room or " " not in line for line in found)


@given(st.text(LETTERS, min_size=1, max_size=200), st.floats(40, 400), st.floats(20, 200))
def test_a_fitted_size_fits_or_is_the_least(text, room, tall):
    size = text_metrics.fitted(text, room, tall, 24, 8)
    assert 8 <= size <= 24
    assert size == 8 or text_metrics.fits(text, size, room, tall)


def test_a_text_that_fits_is_not_cut():
    assert text_metrics.shortened("Sơn La", 10, 100, 20) == "Sơn La"


def test_a_text_that_does_not_fit_is_cut_between_words():
    room = text_metrics.width("Kiểm soát tham…", 10)
    assert text_metrics.shortened("Kiểm soát tham nhũng", 10, room, 12) == "Kiểm soát tham…"


@pytest.mark.parametrize(("text", "rows"), [("a", 1), ("", 1), ("m" * 30, 3)], ids=["short", "empty", "one long word"])
def test_lines_of_a_text_are_counted(text, rows):
    assert text_metrics.rows_of(text, 10, 100) == rows
