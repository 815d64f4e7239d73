"""Sentences about the change of one province: their numbers, their signs, and what they keep silent about."""

import re
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex import geography, sentences
from provindex.analysis import change, comparability, decomposition, ranking, scores
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.sentences.one_change import places
from provindex.store import score_store

INDICES = load_catalog().indices
PAPI = INDICES["papi"]
PROVINCES = geography.provinces("63")
IDS = [one.id for one in PROVINCES]
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|  | ;|;\.")
JUDGING = re.compile(r"\b(better|worse|good|bad|improve\w*|tốt|xấu|kém)\b", re.IGNORECASE)


@cache
def standing(index, measure, year):
    return ranking.standing(INDICES[index], measure, year, score_store.read(index, year), PROVINCES)


@cache
def changes(index, measure, base, year):
    tables, standings = (
        (read(index, base), read(index, year))
        for read in (score_store.read, lambda key, of: standing(key, measure, of))
    )
    return change.compared(INDICES[index], measure, (base, year), tables, standings, "63")[0]


@cache
def parts(index, measure, base, year):
    return decomposition.score_parts(
        INDICES[index], measure, base, year, score_store.read(index, base), score_store.read(index, year)
    )


@cache
def causes(index, measure, base, year):
    return decomposition.rank_parts(standing(index, measure, base), standing(index, measure, year))


def row_of(frame, province):
    own = frame[frame["province"] == province]
    return None if own.empty else own.iloc[0]


def score_change(index, measure, base, year, province, lang, **known):
    described = INDICES[index]
    own = parts(index, measure, base, year)
    return sentences.score_change(
        described,
        measure,
        (base, year),
        row_of(changes(index, measure, base, year), province),
        own[own["province"] == province],
        comparability.comparable(described, measure, base, year),
        translator(lang),
        **known,
    )


def rank_change(index, measure, base, year, province, lang):
    row = row_of(changes(index, measure, base, year), province)
    return sentences.rank_change(row, row_of(causes(index, measure, base, year), province), translator(lang))


def course(index, measure, years, province, lang):
    described = INDICES[index]
    found = []
    for year in described.editions:
        if described.measures[measure].period(year):
            rows = standing(index, measure, year)
            found.append(rows.loc[rows["province"] == province, ["rank"]].assign(year=year, of=rows["ranked"]))
    runs = comparability.runs(described, measure)
    run = next(run for run in runs if years[-1] in run)
    return sentences.course(described, measure, province, pd.concat(found), years, run, translator(lang))


def apart(base, year, lang, measure="papi"):
    before, after = (scores.coverage(PAPI, one, measure, score_store.read("papi", one)).reasons for one in (base, year))
    return sentences.apart((base, year), changes("papi", measure, base, year), before, after, translator(lang))


def scores_moved(index, measure, base, year, lang):
    verdict = comparability.comparable(INDICES[index], measure, base, year)
    found = changes(index, measure, base, year)
    return sentences.scores_moved(INDICES[index], measure, base, year, found, verdict, translator(lang))


def expect_whole(sentence):
    assert not OPEN.search(sentence), sentence
    assert not JUDGING.search(sentence), sentence
    assert sentence.endswith("."), sentence


@st.composite
def comparisons(draw):
    """An index, one of its measures, two years that may be compared, and a province."""
    index = draw(st.sampled_from(sorted(INDICES)))
    described = INDICES[index]
    measure = draw(st.sampled_from(list(described.measures)))
    years = [year for year in described.editions if described.measures[measure].period(year)]
    pairs = [
        (base, year)
        for base in years
        for year in years
        if base < year and comparability.comparable(described, measure, base, year).verdict != "refuse"
    ]
    return index, measure, *draw(st.sampled_from(pairs or [(years[0], years[0])])), draw(st.sampled_from(IDS))


# ---- All of them


@settings(max_examples=60)
@given(comparisons(), st.sampled_from(["vi", "en"]))
def test_every_sentence_about_a_change_is_whole_and_has_the_sign_of_its_number(found, lang):
    index, measure, base, year, province = found
    row = row_of(changes(index, measure, base, year), province)
    expect_whole(course(index, measure, (base, year), province, lang))
    expect_whole(scores_moved(index, measure, base, year, lang))
    if pd.notna(row["change"]):
        told = score_change(index, measure, base, year, province, lang)
        expect_whole(told)
        up, down = ("up ", "down ") if lang == "en" else ("tăng ", "giảm ")
        head = told.split(";")[0]
        shows = abs(row["change"]) >= 0.5 * 10 ** -INDICES[index].digits
        assert not (shows and row["change"] > 0) or up in head
        assert not (shows and row["change"] < 0) or down in head
    if pd.notna(row["places"]):
        expect_whole(rank_change(index, measure, base, year, province, lang))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_those_without_a_figure_are_told_in_every_pair_of_neighbouring_years(lang):
    for year in range(2012, 2025):
        told = apart(year - 1, year, lang)
        lacking = changes("papi", "papi", year - 1, year)["status"].ne("both").any()
        assert bool(told) == lacking
        if told:
            expect_whole(told)


# ---- Sơn La 2023


def test_the_score_of_son_la_in_vietnamese():
    assert score_change("papi", "papi", 2022, 2023, "63:14", "vi") == (
        "PAPI của Sơn La tăng 1,53 điểm, từ 40,87 năm 2022 đến 42,40 năm 2023; tăng nhiều nhất: Quản trị điện tử "
        "(+0,80) và Cung ứng dịch vụ công (+0,52); giảm nhiều nhất: Thủ tục hành chính công (−0,07)."
    )


def test_the_score_of_son_la_in_english():
    assert score_change("papi", "papi", 2022, 2023, "63:14", "en") == (
        "PAPI of Son La: up 1.53 points, from 40.87 in 2022 to 42.40 in 2023; rose most: E-governance (+0.80) and "
        "Public service delivery (+0.52); fell most: Public administrative procedures (−0.07)."
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "vi",
            "Sơn La lên 16 bậc, từ hạng 46 đến hạng 30; +15 do điểm của tỉnh thay đổi, +1 do các tỉnh khác thay đổi.",
        ),
        (
            "en",
            "Son La: up 16 places, from rank 46 to rank 30; +15 by its own change of score, +1 by the movement of the "
            "others.",
        ),
    ],
)
def test_the_rank_of_son_la(lang, expected):
    assert rank_change("papi", "papi", 2022, 2023, "63:14", lang) == expected


def test_the_course_of_son_la_spans_the_years_measured_alike_and_no_others():
    assert course("papi", "papi", (2022, 2023), "63:14", "en") == (
        "PAPI of Son La: rank 46 of 61 in 2022 and rank 30 of 61 in 2023; from 2021 to 2024, measured alike, its ranks "
        "run from 25 (2024) to 50 (2021)."
    )


# ---- Other cases


def test_a_year_without_a_rank_is_told_as_such():
    told = course("papi", "papi", (2022, 2023), "63:22", "vi")
    assert told == "PAPI của Quảng Ninh: hạng 1/61 năm 2022 và không có hạng năm 2023."


def test_the_missing_of_2023_are_named_with_their_reasons():
    assert apart(2022, 2023, "en") == (
        "New in 2023, without a figure in 2022: Bac Giang and Bac Ninh (the survey data were not accurate). Without a "
        "figure in 2023: Binh Duong and Quang Ninh (the results are beyond the permitted statistical error)."
    )


def test_with_every_figure_there_is_nothing_apart():
    assert apart(2011, 2012, "vi") == ""


def test_a_fall_names_two_parts_down_and_one_up():
    told = score_change("papi", "papi", 2022, 2023, "63:31", "en")
    assert "down 1.49 points" in told
    assert re.search(r"rose most: [^;]*\(\+0\.43\); fell most: [^;]*\(−0\.63\) and [^;]*\(−0\.56\)", told)


@pytest.mark.parametrize(("within", "told"), [(True, True), (False, False), (None, False)])
def test_a_change_inside_the_sampling_error_says_so(within, told):
    said = score_change("papi", "papi", 2022, 2023, "63:14", "en", within_error=within)
    assert ("within the sampling error" in said) == told


def test_a_break_between_the_years_is_named():
    told = score_change("papi", "papi.participation", 2021, 2022, "63:14", "en")
    assert told.startswith("“Participation at local levels” (PAPI) of Son La from 2021 to 2022, over the 3 of 4 sub-")
    assert "Mind when comparing: the figures show that civic knowledge" in told
    assert "its distance from the median went from" in told


def test_a_rank_that_cannot_be_split_is_told_without_its_causes():
    row = row_of(changes("par", "par", 2022, 2023), "63:30")
    told = sentences.rank_change(row, None, translator("en"))
    assert told == "Hai Duong: up 25 places, from rank 47 to rank 22."


def test_of_a_partial_table_no_furthest_province_is_named():
    told = scores_moved("par", "par", 2022, 2023, "en")
    assert told.startswith("PAR INDEX from 2022 to 2023: of ")
    assert "most" not in told


@pytest.mark.parametrize(("value", "expected"), [(15.0, "+15"), (-1.5, "−1,5"), (0.0, "0")])
def test_half_places_keep_their_half(value, expected):
    assert places(value, translator("vi")) == expected
