"""Every sentence over every year and measure: nothing left open, no wrong sign, nothing compared that may not be."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provindex import geography, sentences
from provindex.analysis import change, derived, scores
from provindex.analysis.comparability import Verdict, comparable
from provindex.analysis.profile import Change, Profile, profile
from provindex.analysis.ranking import standing
from provindex.catalog import Index, read_index
from provindex.core import paths
from provindex.core.translate import Text, translator
from provindex.sentences import words
from provindex.store import score_store

INDICES = {key: read_index(paths.data_folder() / key) for key in ("papi", "par", "sipas")}
PAPI = INDICES["papi"]
PROVINCES = geography.provinces("63")
CELLS = [pytest.param(index, year, id=f"{index.key}-{year}") for index in INDICES.values() for year in index.editions]
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|\bNA\b|\bTrue\b|\bFalse\b|(?<!\d)–|–(?!\d)|  |\.\.| [.;,:]")
JUDGING = re.compile(
    r"\b(good|bad|better|worse|best|worst|improve\w*|because|thanks to|due to|tốt|kém|xấu|yếu|nhờ|do đó)\b",
    re.IGNORECASE,
)
LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@cache
def _read(index: str, year: int) -> pd.DataFrame:
    return score_store.read(index, year)


@cache
def _standing(index: str, year: int, measure: str) -> pd.DataFrame:
    return standing(INDICES[index], measure, year, _read(index, year), PROVINCES)


@cache
def _changes(index: str, year_from: int, year_to: int, measure: str) -> pd.DataFrame:
    return change.between(_standing(index, year_from, measure), _standing(index, year_to, measure))


def _overview(index: Index, measure: str, year: int, lang: str) -> str:
    before = max((other for other in index.editions if other < year), default=None)
    table = _standing(index.key, year, measure)
    return sentences.overview(
        index,
        measure,
        year,
        table,
        None if before is None else _changes(index.key, before, year, measure),
        comparable(index, measure, year - 1 if before is None else before, year),
        scores.summary(index, year, measure, table, score_store.means(index.key)),
        translator(lang),
    )


def _change(index: Index, measure: str, year_from: int, year_to: int, lang: str) -> str:
    verdict = comparable(index, measure, year_from, year_to)
    changes = _changes(index.key, year_from, year_to, measure)
    return sentences.change(index, measure, year_from, year_to, changes, verdict, translator(lang))


def _province(index: Index, year: int, province: str, lang: str, measure: str | None = None) -> str:
    return sentences.province(profile(index, year, province, measure, read=_read), translator(lang))


def _of_year(index: Index, measure: str, year: int, lang: str) -> list[str]:
    table, t = _standing(index.key, year, measure), translator(lang)
    told = [make(index, measure, year, table, t) for make in (sentences.groups, sentences.levels, sentences.ranking)]
    covered = scores.coverage(index, year, measure, _read(index.key, year))
    told.append(sentences.missing(index, measure, year, covered, t))
    told.append(_overview(index, measure, year, lang))
    before = max((other for other in index.editions if other < year), default=None)
    return told if before is None else [*told, _change(index, measure, before, year, lang)]


def _expect_whole(sentence: str) -> None:
    assert not OPEN.search(sentence), sentence
    assert not JUDGING.search(sentence), sentence
    assert sentence[0].isupper() or sentence[0] == "“", sentence
    assert sentence.endswith("."), sentence


# ---- All of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "year"), CELLS)
def test_every_sentence_about_a_year_is_whole(index: Index, year: int) -> None:
    for measure in index.measures:
        for lang in ("vi", "en"):
            for sentence in _of_year(index, measure, year, lang):
                _expect_whole(sentence)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_sentence_about_a_province_is_whole(data: st.DataObject) -> None:
    index = INDICES[data.draw(st.sampled_from(sorted(INDICES)))]
    year = data.draw(st.sampled_from(sorted(index.editions)))
    measure = data.draw(st.sampled_from([one.key for one in index.measures_of(year)]))
    province = data.draw(st.sampled_from([one.id for one in PROVINCES]))
    for lang in ("vi", "en"):
        _expect_whole(_province(index, year, province, lang, measure))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_two_years_are_told_or_refused(data: st.DataObject) -> None:
    index = INDICES[data.draw(st.sampled_from(sorted(INDICES)))]
    years = sorted(index.editions)
    first, last = sorted((data.draw(st.sampled_from(years)), data.draw(st.sampled_from(years))))
    measure = data.draw(st.sampled_from(sorted(index.measures)))
    refused = comparable(index, measure, first, last).verdict == "refuse"
    sentence = _change(index, measure, first, last, "en")
    _expect_whole(sentence)
    assert ("is not compared" in sentence) == (refused and first != last)
    if refused:
        assert "scored higher" not in sentence
        assert "places" not in sentence


@pytest.mark.parametrize("measure", [one.key for one in PAPI.measures_of(2023)])
@LANGS
def test_no_sentence_of_a_province_compares_over_a_refusal(measure: str, lang: str) -> None:
    moved = re.compile(r"\b(tăng|giảm|lên|xuống) \d|\b(up|down) \d")
    for year in PAPI.editions:
        if PAPI.measures[measure].period(year) and comparable(PAPI, measure, year - 1, year).verdict == "refuse":
            assert not moved.search(_province(PAPI, year, "63:14", lang, measure))


@settings(max_examples=40, deadline=None)
@given(year=st.integers(2012, 2024), province=st.sampled_from([one.id for one in PROVINCES]))
def test_the_words_have_the_sign_of_the_numbers(year: int, province: str) -> None:
    found = profile(PAPI, year, province, read=_read)
    told = sentences.province(found, translator("en"))
    if found.change is None:
        assert not re.search(r"(up|down) \d", told)
        return
    assert found.change.score is not None
    assert found.change.rank is not None
    assert (f"up {abs(found.change.score):.2f} points" in told) == (found.change.score >= 0.005)
    assert (f"down {abs(found.change.score):.2f} points" in told) == (found.change.score <= -0.005)
    assert bool(re.search(r"up \d+ place", told)) == (found.change.rank > 0)
    assert bool(re.search(r"down \d+ place", told)) == (found.change.rank < 0)


# ---- A province -----------------------------------------------------------------------------------------------------


def test_son_la_in_vietnamese() -> None:
    assert _province(PAPI, 2023, "63:14", "vi") == (
        "Năm 2023, PAPI của Sơn La đạt 42,40 điểm, xếp thứ 30/61, thuộc nhóm trung bình cao; tăng 1,53 điểm và lên 16 "
        "bậc so với năm 2022; trong 8 chỉ số nội dung, 6 tăng và 2 giảm."
    )


def test_son_la_in_english() -> None:
    assert _province(PAPI, 2023, "63:14", "en") == (
        "In 2023, Son La scores 42.40 points on PAPI, rank 30 of 61, in the medium-high group; up 1.53 points and up "
        "16 places on 2022; of 8 dimensions 6 rose and 2 fell."
    )


def test_a_void_gives_its_reason() -> None:
    assert _province(PAPI, 2023, "63:22", "vi") == (
        "Năm 2023, Quảng Ninh không có số liệu PAPI: kết quả vượt quá sai số thống kê cho phép."
    )


def test_a_void_without_a_known_reason_is_told_without_one() -> None:
    found = replace(profile(PAPI, 2023, "63:22"), reason=None)
    told = sentences.province(found, translator("en"))
    assert told == "In 2023 there is no figure of PAPI for Quang Ninh."


def test_a_break_is_named_beside_the_change() -> None:
    told = _province(PAPI, 2021, "63:14", "en")
    assert "down 1.44 points over the 5 of 8 dimensions measured alike" in told
    assert "2.01" not in told
    assert told.endswith("Mind when comparing: what is measured changed in 2021.")


def test_a_single_break_is_told_in_full() -> None:
    told = _province(PAPI, 2022, "63:14", "en", "papi.participation")
    assert told.endswith(
        "Mind when comparing: the figures show that civic knowledge is measured in another way from 2022."
    )


def test_a_refusal_gives_its_reason() -> None:
    assert "not compared with 2017: from 2018 PAPI has two more dimensions" in _province(PAPI, 2018, "63:14", "en")


def test_a_rank_without_a_score_says_so() -> None:
    assert _province(INDICES["sipas"], 2018, "63:14", "en").startswith(
        "In 2018, Son La is ranked 1 of 63 by the publisher on SIPAS; its score is not at hand"
    )


def test_shares_differ_by_percentage_points() -> None:
    told = _province(INDICES["par"], 2023, "63:31", "en")
    assert "91.87%" in told
    assert "up 1.78 percentage points and unchanged in rank on 2022" in told


def test_a_shared_rank_says_so() -> None:
    found = replace(profile(PAPI, 2023, "63:14"), tied=True)
    assert "tied at rank 30 of 61" in sentences.province(found, translator("en"))


@pytest.mark.parametrize(("within", "told"), [(True, True), (False, False), (None, False)])
def test_a_change_inside_the_sampling_error_says_so(within: bool | None, told: bool) -> None:
    found = _with_change(Change(2022, 0.3, 2, None, within))
    assert ("within the sampling error" in sentences.province(found, translator("en"))) == told


@pytest.mark.parametrize(
    ("score", "rank", "told"),
    [
        (0.3, -2, "up 0.30 points and down 2 places on 2022"),
        (-0.3, 1, "down 0.30 points and up 1 place on 2022"),
        (0.001, 0, "unchanged in score and unchanged in rank on 2022"),
        (None, 4, "up 4 places on 2022"),
    ],
)
def test_score_and_rank_may_move_apart(score: float | None, rank: int, told: str) -> None:
    found = _with_change(Change(2022, score, rank, None, None))
    assert f"; {told};" in sentences.province(found, translator("en"))


def test_a_province_is_not_compared_with_the_same_year() -> None:
    found = profile(PAPI, 2023, "63:14", read=_read, before=2023)
    assert sentences.province(found, translator("en")) == (
        "In 2023, Son La scores 42.40 points on PAPI, rank 30 of 61, in the medium-high group."
    )


def test_a_province_may_be_compared_with_any_year() -> None:
    found = profile(PAPI, 2024, "63:14", read=_read, before=2022)
    assert "on 2022; of 8 dimensions" in sentences.province(found, translator("en"))


# ---- A year ---------------------------------------------------------------------------------------------------------


def test_the_country_in_2023() -> None:
    assert _overview(PAPI, "papi", 2023, "vi") == (
        "Năm 2023, PAPI có số liệu của 61/63 tỉnh, thành phố; trung vị là 42,33 điểm, tăng 0,09 điểm so với năm 2022; "
        "cao nhất là Thừa Thiên Huế (46,04), thấp nhất là Đắk Nông (38,97); 33 tỉnh, thành phố đổi nhóm so với năm "
        "2022, gồm 15 lên nhóm cao hơn và 18 xuống nhóm thấp hơn."
    )


@pytest.mark.parametrize("year", sorted(PAPI.editions))
def test_a_median_is_compared_only_where_no_break_is_known(year: int) -> None:
    told = _overview(PAPI, "papi", year, "en")
    plain = comparable(PAPI, "papi", year - 1, year).verdict == "yes"
    assert bool(re.search(r"the median is [\d.]+ points, (up|down|unchanged)", told)) == plain


def test_the_country_is_not_compared_with_the_same_year() -> None:
    table = _standing("papi", 2023, "papi")
    told = sentences.overview(
        PAPI,
        "papi",
        2023,
        table,
        change.between(table, table),
        comparable(PAPI, "papi", 2023, 2023),
        scores.summary(PAPI, 2023, "papi", table, score_store.means("papi")),
        translator("en"),
        2023,
    )
    assert "the median is 42.33 points; highest" in told
    assert "another group" not in told


@pytest.mark.parametrize(
    ("index", "year"), [(key, year) for key in ("par", "sipas") for year in INDICES[key].editions], ids=str
)
def test_a_partial_year_states_its_coverage_and_no_median(index: str, year: int) -> None:
    told = _overview(INDICES[index], index, year, "en")
    known = scores.coverage(INDICES[index], year, index, _read(index, year)).known
    assert f"for {known} of 63 provinces" in told
    assert "median" not in told
    assert "group" not in told


def test_a_published_mean_is_called_published_or_derived() -> None:
    assert "the mean of the country as published is 86.98%" in _overview(INDICES["par"], "par", 2023, "en")
    assert "derived from published figures, is 84.79%" in _overview(INDICES["par"], "par", 2022, "en")


def test_group_sizes_add_up_to_the_provinces() -> None:
    told = sentences.groups(PAPI, "papi", 2023, _standing("papi", 2023, "papi"), translator("en"))
    assert told == (
        "PAPI in 2023: 15 provinces are in the highest group, 15 in the medium-high group, 15 in the medium-low group "
        "and 16 in the lowest group; 2 provinces without a score."
    )


def test_a_measure_without_groups_is_told_by_its_range() -> None:
    told = sentences.groups(
        PAPI, "papi.delivery.health", 2023, _standing("papi", 2023, "papi.delivery.health"), translator("en")
    )
    assert told.startswith("“Public health care” (PAPI) in 2023: scores run from 1.65 (Binh Phuoc) to 2.14 (Ha Tinh)")


def test_the_order_names_both_ends() -> None:
    told = sentences.ranking(PAPI, "papi", 2023, _standing("papi", 2023, "papi"), translator("vi"))
    assert told.startswith("PAPI năm 2023: cao nhất là Thừa Thiên Huế (46,04), Thái Nguyên (45,79) và Bắc Ninh (45,70)")
    assert "thấp nhất là Đắk Nông (38,97)" in told


def test_provinces_without_a_figure_are_named_by_their_reason() -> None:
    covered = scores.coverage(PAPI, 2021, "papi", _read("papi", 2021))
    told = sentences.missing(PAPI, "papi", 2021, covered, translator("vi"))
    assert told.startswith("PAPI năm 2021 không có số liệu của Bắc Giang, Bắc Ninh và Quảng Ninh (không đủ")


def test_a_year_before_the_measure_says_so() -> None:
    covered = scores.coverage(PAPI, 2017, "papi.environment", _read("papi", 2017))
    told = sentences.missing(PAPI, "papi.environment", 2017, covered, translator("en"))
    assert told == "“Environmental governance” (PAPI) was not measured in 2017."


# ---- Two years ------------------------------------------------------------------------------------------------------


def test_the_movers_are_named_with_their_places() -> None:
    told = _change(PAPI, "papi", 2022, 2023, "en")
    assert "33 provinces scored higher and 26 lower" in told
    assert "furthest up Ha Giang (up 29 places)" in told
    assert "furthest down Quang Ngai and Vinh Long (down 26 places)" in told


def test_a_refused_change_gives_its_reasons_and_no_number_of_provinces() -> None:
    told = _change(PAPI, "papi", 2017, 2018, "vi")
    assert told.startswith("PAPI: không so sánh năm 2017 với năm 2018. Từ năm 2018")
    assert "tỉnh, thành phố" not in told


def test_a_year_against_itself_is_told_plainly() -> None:
    assert _change(PAPI, "papi", 2023, 2023, "en") == ("The base year is 2023 itself, so there is no change to show.")


def test_partial_years_count_only_the_provinces_with_both() -> None:
    told = _change(INDICES["par"], "par", 2022, 2023, "en")
    assert told.startswith("PAR INDEX from 2022 to 2023: 19 of 63 provinces have figures of both years")
    assert "furthest" not in told


# ---- On the merged provinces ----------------------------------------------------------------------------------------


def _merged(index: str, year: int, measure: str) -> pd.DataFrame:
    return derived.standing(INDICES[index], measure, year, _read(index, year), "34")


@pytest.mark.parametrize(("index", "year"), CELLS)
def test_every_sentence_about_derived_figures_is_whole_and_says_that_they_are(index: Index, year: int) -> None:
    for measure in index.measures_of(year):
        table = _merged(index.key, year, measure.key)
        for lang, said in (("vi", "suy ra cho 34 tỉnh, thành phố"), ("en", "derived for the 34 provinces")):
            t = translator(lang)
            told = [
                make(index, measure.key, year, table, t)
                for make in (sentences.groups, sentences.levels, sentences.ranking)
            ]
            summary = scores.summary(index, year, measure.key, table, score_store.means(index.key))
            told.append(sentences.overview(index, measure.key, year, table, None, Verdict("yes"), summary, t))
            if year - 1 in index.editions:
                changes = change.between(table, table)
                told.append(sentences.change(index, measure.key, year - 1, year, changes, Verdict("yes"), t))
            for sentence in told:
                _expect_whole(sentence)
                assert said in sentence, sentence


def test_official_figures_are_never_called_derived() -> None:
    for lang, said in (("vi", "suy ra cho"), ("en", "derived for")):
        assert said not in _overview(PAPI, "papi", 2023, lang) + _province(PAPI, 2023, "63:14", lang)


def test_a_merged_province_is_told_with_its_derived_rank() -> None:
    assert _province(PAPI, 2023, "34:25", "en").startswith(
        "In 2023, Phu Tho scores 43.45 points on PAPI (derived for the 34 provinces), derived rank 11 of 33; "
    )


def test_a_merged_province_is_not_compared_over_other_members() -> None:
    # Vĩnh Phúc, a third of the people, has no figure of 2024.
    assert _province(PAPI, 2024, "34:25", "en").endswith(
        "derived rank 13 of 33; not compared with 2023: not all of its members have figures of both years."
    )


def test_a_merged_province_without_a_figure_names_the_members() -> None:
    assert _province(PAPI, 2024, "34:82", "vi") == (
        "Năm 2024, Đồng Tháp không có số liệu PAPI (suy ra cho 34 tỉnh, thành phố): tỉnh cũ Tiền Giang, chiếm "
        "52,4% dân số, không có số liệu; thiếu quá một phần ba dân số thì không suy ra điểm."
    )


def test_derived_figures_are_not_told_in_groups() -> None:
    told = sentences.groups(PAPI, "papi", 2023, _merged("papi", 2023, "papi"), translator("en"))
    assert told.startswith("PAPI (derived for the 34 provinces) in 2023: scores run from")


# ---- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Data are missing.", "data are missing"), ("PAPI changed.", "PAPI changed"), ("“Air” changed.", "“Air” changed")],
)
def test_a_reason_loses_its_capital_and_stop_inside_a_sentence(text: str, inside: str) -> None:
    assert words.start_low(text) == inside


def test_nothing_is_said_where_nothing_changed() -> None:
    assert words.break_between(Verdict("yes"), translator("vi")) == ""


@pytest.mark.parametrize(("index", "told"), [("papi", "nhóm cao nhất"), ("par", "nhóm A")])
def test_a_group_is_called_a_group_once(index: str, told: str) -> None:
    key = next(iter(INDICES[index].groups.labels))
    assert words.group(INDICES[index], key, translator("vi")) == told


def _with_change(moved: Change) -> Profile:
    return replace(profile(PAPI, 2023, "63:14", read=_read), change=moved)


def test_texts_of_a_reason_are_in_the_language_of_the_sentence() -> None:
    found = replace(profile(PAPI, 2023, "63:22", read=_read), reason=Text("Lý do.", "A reason."))
    assert sentences.province(found, translator("vi")).endswith(": lý do.")
    assert sentences.province(found, translator("en")).endswith(": a reason.")


@pytest.mark.parametrize(
    ("index", "year", "province", "said"),
    [
        ("papi", 2023, "63:14", "Sơn La đứng thứ 30/61 cả nước và thứ 10/14 trong vùng Trung du và miền núi phía Bắc."),
        ("papi", 2023, "63:22", "Quảng Ninh không có thứ hạng năm 2023."),
        ("par", 2023, "63:22", "Quảng Ninh đứng thứ 1/63 năm 2023 theo công bố."),
    ],
)
def test_the_chosen_province_is_placed_in_the_country_and_its_region(index, year, province, said):
    table = _standing(index, year, index)
    assert sentences.place_of(INDICES[index], year, table, province, translator("vi")) == said


def test_the_count_of_a_rank_is_that_of_the_publisher():
    table = _standing("papi", 2024, "papi").assign(ranked=63)
    assert "rank 7 of 63 in the country" in sentences.place_of(
        PAPI, 2024, table.assign(rank=7), "63:14", translator("en")
    )


def test_the_rank_in_a_region_is_counted_again_from_the_scores():
    table = _standing("papi", 2024, "papi").set_index("province")
    for one in PROVINCES:
        mates = table.loc[[other.id for other in PROVINCES if other.region == one.region], "score"].dropna()
        if one.id not in mates:
            continue
        told = sentences.place_of(PAPI, 2024, table.reset_index(), one.id, translator("en"))
        place, n = re.search(r"rank (\d+) of (\d+) in its region", told).groups()
        assert (int(place), int(n)) == ((mates > mates[one.id]).sum() + 1, len(mates))
