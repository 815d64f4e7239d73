"""Sentences of the page about one province: numbers, signs, and what they keep silent about."""

import re
from functools import cache, partial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex import catalog, geography
from provindex.analysis import change, comparability, comparison, context, ranking, scores, time_series
from provindex.analysis.profile import profile
from provindex.analysis.uncertainty import rank_ranges
from provindex.core.translate import translator
from provindex.sentences import one_profile
from provindex.store import score_store

INDICES = catalog.load_catalog().indices
PAPI = INDICES["papi"]
PROVINCES = geography.provinces("63")
IDS = [one.id for one in PROVINCES]
SON_LA, HA_GIANG, QUANG_NINH = "63:14", "63:02", "63:22"
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|  | ;|;\.")
JUDGING = re.compile(r"\b(better|worse|good|bad|best|worst|improve\w*|tốt|xấu|kém|yếu|nhờ)\b", re.IGNORECASE)
VI, EN = translator("vi"), translator("en")


@cache
def table(index, year):
    return score_store.read(index, year)


@cache
def standing(index, measure, year):
    return ranking.standing(INDICES[index], measure, year, table(index, year), PROVINCES)


def dimensions(year):
    return [one.key for one in PAPI.children("papi") if one.period(year)]


def compared(year, province):
    return context.rows(PAPI, year, {key: standing("papi", key, year) for key in dimensions(year)}, province)


def strengths(year, province):
    return comparison.strengths({key: standing("papi", key, year) for key in dimensions(year)}, province)


def over_years(index, measure, province, t):
    described = INDICES[index]
    rows = time_series.rows(described, measure, province, partial(standing, index, measure))
    return one_profile.over_years(described, measure, province, rows, time_series.cuts(described, measure), t)


def similar(base, year, province, t):
    parts = [one.key for one in PAPI.measures_of(year) if one.depth == 2]
    verdict = comparability.comparable(PAPI, "papi", base, year)
    alike = verdict.parts if verdict.basis == "parts" else ()
    found = comparison.similar_start(table("papi", base), table("papi", year), "papi", parts, province, alike=alike)
    return one_profile.similar_start(PAPI, "papi", found, province, base, year, verdict, t)


def moved(base, year, province, t):
    found = profile(PAPI, year, province, read=table, before=base)
    changes = {}
    for key in dimensions(year):
        if PAPI.measures[key].period(base):
            rows = change.between(standing("papi", key, base), standing("papi", key, year)).set_index("province")
            changes[key] = float(rows.at[province, "change"])
    known = {key: value for key, value in changes.items() if not pd.isna(value)}
    places = None if found.change is None else found.change.rank
    return one_profile.moved(PAPI, known, found.split, places, base, t)


# ---- Sơn La 2023


def test_son_la_stands_highest_in_procedures_and_lowest_in_corruption():
    assert one_profile.measures(PAPI, compared(2023, SON_LA), SON_LA, 2023, EN) == (
        "In 2023, Son La scores above the median of the country in 3 of 8 measures; its highest place is in Public "
        "administrative procedures (rank 16 of 61); its lowest in Control of corruption in the public sector "
        "(rank 43 of 61)."
    )


def test_strengths_and_weaknesses_are_told_by_the_share_of_the_others():
    higher, lower = one_profile.standing_out(PAPI, strengths(2023, SON_LA), EN, n=1)
    assert higher.endswith("Public administrative procedures (higher than 75% of the provinces).")
    assert lower.endswith("Control of corruption in the public sector (lower than 70% of the provinces).")


def test_the_ends_of_the_order_are_called_first_and_last_place():
    table = pd.DataFrame({"measure": ["papi.delivery", "papi.corruption"], "percentile": [100.0, 0.0]})
    higher, lower = one_profile.standing_out(PAPI, table, VI)
    assert higher.endswith("Cung ứng dịch vụ công (đứng đầu).")
    assert lower.endswith("Kiểm soát tham nhũng trong khu vực công (đứng cuối).")
    assert "%" not in higher + lower


def test_a_measure_in_the_middle_is_neither_a_strength_nor_a_weakness():
    assert "Environmental governance" not in " ".join(one_profile.standing_out(PAPI, strengths(2023, SON_LA), EN, n=8))


def test_the_move_in_rank_is_split():
    said = moved(2022, 2023, SON_LA, EN)
    assert "E-governance (+0.80) and Public service delivery (+0.52)" in said
    assert said.endswith("up 16 places in rank: +15 by its own change of score, +1 by the movement of the others.")


def test_the_nearest_profiles_are_named_in_order():
    near = comparison.peers(scores.wide(table("papi", 2023), dimensions(2023)), SON_LA)
    assert one_profile.peers(near, SON_LA, 2023, VI).endswith("là Yên Bái, Bình Thuận, Đắk Lắk, Nghệ An và Lào Cai.")


def test_who_rose_most_from_a_similar_start_is_named_with_the_part():
    assert similar(2022, 2023, SON_LA, EN) == (
        "Of the 10 provinces that started nearest to Son La in 2022, Ha Giang rose most by 2023 (+3.10); among its "
        "parts Limits on corruption in local government rose most (+0.31)."
    )


def test_a_rise_over_the_parts_measured_alike_says_so_and_names_one_of_them():
    assert similar(2020, 2021, SON_LA, EN).startswith(
        "Of the 10 provinces that started nearest to Son La in 2020, Lang Son rose most by 2021 (+2.82 over the 5 of 8 "
        "dimensions measured alike); among its parts Equity in state employment rose most (+0.44)."
    )
    assert "(+2,82 tính theo 5/8 chỉ số nội dung đo giống nhau)" in similar(2020, 2021, SON_LA, VI)


# ---- Ranges of rank


def test_a_province_without_a_standard_error_is_given_no_range():
    said = one_profile.rank_range(rank_ranges(standing("papi", "papi", 2023)), SON_LA, 2023, EN)
    assert said == "The publisher gives no standard error for Son La in 2023, so no range of its rank is stated."


def test_a_range_from_the_own_error_alone_says_that_it_is_too_narrow():
    said = one_profile.rank_range(rank_ranges(standing("papi", "papi", 2023)), HA_GIANG, 2023, EN)
    assert said.startswith("Counting the province's own sampling error, the rank lies between 3 and 25 (90%);")
    assert said.endswith("only 3 of 61 provinces have a published standard error, so the true range is wider.")


def test_a_range_from_all_errors_names_its_confidence():
    whole = standing("papi", "papi", 2023).assign(se=0.5)
    assert "90% confidence" in one_profile.rank_range(rank_ranges(whole), SON_LA, 2023, EN)


# ---- Holes and breaks


def test_the_years_of_quang_ninh_are_counted_without_its_holes():
    assert over_years("papi", "papi", QUANG_NINH, EN) == (
        "Quang Ninh has figures of PAPI for 11 of 14 years from 2011 to 2024; its highest rank was 1 in 2020, 2022 and "
        "2024; its lowest 62 in 2016; the line stops before 2016, 2018, 2019, 2020 and 2021, where what is measured "
        "changed."
    )


def test_a_province_without_any_figure_of_the_year_is_told_so():
    assert one_profile.measures(PAPI, compared(2023, QUANG_NINH), QUANG_NINH, 2023, EN) == (
        "In 2023 none of these measures has a figure for Quang Ninh."
    )


def test_a_start_without_a_figure_is_told():
    assert similar(2023, 2024, QUANG_NINH, EN).startswith("Quang Ninh has no score of 2023 to start from.")


def test_a_start_over_a_break_is_told_with_it():
    assert "Mind when comparing" in similar(2020, 2021, SON_LA, EN)


def test_one_measure_alone_is_held_against_the_median():
    rows = compared(2023, SON_LA).loc[lambda frame: frame["measure"] == "papi.corruption"]
    assert one_profile.measures(PAPI, rows, SON_LA, 2023, EN) == (
        "“Control of corruption in the public sector” (PAPI) in 2023: Son La scores 6.61 points, the median of the "
        "country is 6.76."
    )


# ---- Every year and province


@settings(max_examples=60)
@given(province=st.sampled_from(IDS), year=st.sampled_from(sorted(PAPI.editions)[1:]), t=st.sampled_from([VI, EN]))
def test_no_sentence_is_left_open_or_judges(province, year, t):
    said = [
        one_profile.measures(PAPI, compared(year, province), province, year, t),
        *one_profile.standing_out(PAPI, strengths(year, province), t),
        over_years("papi", "papi", province, t),
        moved(year - 1, year, province, t),
        similar(year - 1, year, province, t),
        one_profile.rank_range(rank_ranges(standing("papi", "papi", year)), province, year, t),
    ]
    for sentence in said:
        assert not OPEN.search(sentence), sentence
        assert not JUDGING.search(sentence), sentence
        assert not sentence or sentence.endswith("."), sentence


@pytest.mark.parametrize("index", ["par", "sipas"])
@pytest.mark.parametrize("t", [VI, EN], ids=["vi", "en"])
def test_partial_tables_are_told_over_the_years_without_a_hole_in_the_sentence(index, t):
    for province in IDS[::5]:
        assert not OPEN.search(over_years(index, INDICES[index].root.key, province, t))
