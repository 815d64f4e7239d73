"""What a standard error says of an order, and what is said where there is none."""

import re

import pytest

from provindex.analysis import derived, uncertainty
from provindex.catalog import read_index
from provindex.core import paths
from provindex.core.translate import translator
from provindex.sentences import errors
from provindex.store import score_store

PAPI, PAR = (read_index(paths.data_folder() / key) for key in ("papi", "par"))


def _told(lang, index=PAPI, year=2023, edition="63", level=0.90, measure=None, se=None):
    measure = measure or index.root.key
    standing = derived.standing(index, measure, year, score_store.read(index.key, year), edition)
    if se is not None:
        standing = standing.assign(se=se).assign(se=lambda frame: frame["se"].where(frame["score"].notna()))
    ranges = uncertainty.rank_ranges(standing, level)
    close = uncertainty.neighbours(standing, level)
    return errors(index, measure, year, standing, ranges, close, level, translator(lang))


def test_the_few_published_errors_of_2023_are_told_with_their_ranges():
    assert _told("en") == (
        "The publisher gives standard errors of PAPI in 2023 for 3 of 61 provinces; ranks they may hold at 90%: "
        "Ha Giang 3–25, Ha Noi 13–17 and Cao Bang 35–41; as the errors of the others are not known, the true ranges "
        "are wider."
    )


def test_a_higher_level_gives_wider_ranges():
    assert "at 95%: Ha Giang 2–27, Ha Noi 11–17 and Cao Bang 34–42" in _told("en", level=0.95)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"year": 2024}, "no standard error of PAPI in 2024", id="none"),
        pytest.param({"measure": "papi.corruption"}, "no standard error of “Control of corruption", id="a part"),
        pytest.param({"edition": "34"}, "No sampling error is known of derived figures", id="derived"),
        pytest.param({"index": PAR}, "table of PAR INDEX in 2023 is not complete", id="partial"),
    ],
)
def test_where_there_is_no_error_no_range_is_stated(options, told):
    said = _told("en", **options)
    assert told in said
    assert "may hold" not in said


def test_a_complete_set_of_errors_counts_who_cannot_be_told_apart():
    said = _told("en", se=0.5)
    assert said.startswith("PAPI in 2023: 61 of 61 provinces cannot be told apart from a neighbour; ranks they may")
    assert "Thua Thien Hue 1–" in said
    assert "Dak Nong" in said


def test_errors_close_to_nothing_tell_every_province_apart():
    assert "0 of 61 provinces cannot be told apart" in _told("en", se=1e-9)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sentences_are_whole_in_both_languages(lang):
    for options in ({}, {"year": 2024}, {"edition": "34"}, {"index": PAR}, {"se": 0.5}):
        said = _told(lang, **options)
        assert said.endswith(".")
        assert "{" not in said
        assert bool(re.search(r"\b(no|the|of)\b", said)) == (lang == "en")
