"""Sentences about two indices: places and never scores, in both languages, with the numbers of their frames."""

import re

import pytest

from provindex import geography, sentences
from provindex.analysis import comparison, ranking
from provindex.catalog import read_index
from provindex.core import paths
from provindex.core.translate import Text, translator
from provindex.sentences.pairs import Side
from provindex.store import score_store

PAPI, PAR = (read_index(paths.data_folder() / key) for key in ("papi", "par"))
EVERYONE = len(geography.provinces("63"))
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|\.\.")


def _standing(index, measure, year=2023):
    return ranking.standing(index, measure, year, score_store.read(index.key, year), geography.provinces("63"))


def _sides(citizens="papi", government="par", year=2023):
    a, b = _standing(PAPI, citizens, year), _standing(PAR, government, year)
    return Side(PAPI, citizens, int(a["ranked"].iloc[0])), Side(PAR, government, EVERYONE), a, b


def _pair(lang, citizens="papi", government="par", year=2023):
    one, other, a, b = _sides(citizens, government, year)
    both = comparison.pair(a, b, one.ranked, other.ranked)
    return sentences.pair(one, other, year, comparison.coverage(a, b), both, translator(lang))


def _place(lang, province, reasons=(None, None)):
    one, other, a, b = _sides()
    both = comparison.pair(a, b, one.ranked, other.ranked).set_index("province")["gap"]
    rows = tuple(frame.set_index("province").loc[province] for frame in (a, b))
    return sentences.pair_place(one, other, province, rows, reasons, both.get(province), translator(lang))


def test_the_count_of_provinces_in_both_comes_first():
    assert _pair("en") == (
        "In 2023, 35 of 63 provinces have a place in both PAPI and PAR INDEX; 5 in the highest third of both, 7 in the "
        "lowest third of both; Long An stands furthest higher in PAR INDEX, by 64 percentile points; Soc Trang stands "
        "furthest higher in PAPI, by 93 percentile points."
    )


def test_the_same_in_vietnamese():
    assert _pair("vi").startswith("Năm 2023, 35/63 tỉnh, thành phố có thứ hạng trong cả PAPI và PAR INDEX; trong đó 5")


def test_fewer_than_three_provinces_are_named_and_nothing_is_said_of_thirds():
    told = _pair("en", "papi.egovernance", "par.digital", 2018)
    assert told.startswith("In 2018, 2 of 63 provinces have a place in both")
    assert told.endswith("(Hoa Binh and Dong Nai).")
    assert "third" not in told


@pytest.mark.parametrize("year", sorted(set(PAPI.editions) & set(PAR.editions)))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_year_is_told_whole(year, lang):
    told = _pair(lang, year=year)
    assert not OPEN.search(told)
    assert told.endswith(".")


def test_a_province_in_both_is_told_with_its_ranks_and_its_gap():
    assert _place("en", "63:31") == (
        "Hai Phong: rank 32 of 61 in PAPI; rank 2 of 63 in PAR INDEX; 50 percentile points higher in PAR INDEX."
    )


def test_a_province_without_a_figure_in_one_is_not_compared_and_says_why():
    told = _place("en", "63:22", (Text("Không đủ.", "Not enough data."), None))
    assert told == (
        "Quang Ninh: without a place in PAPI (not enough data); rank 1 of 63 in PAR INDEX; so its places are not "
        "compared."
    )


def test_a_province_lacking_a_rank_without_a_known_reason_is_told_plainly():
    assert _place("vi", "63:14") == (
        "Sơn La: hạng 30/61 trong PAPI; không có thứ hạng trong PAR INDEX; nên không so sánh vị trí."
    )
