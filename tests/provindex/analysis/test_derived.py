"""Years seen on the merged provinces: what is derived, what is left out, and what is never carried over."""

from dataclasses import replace

import pandas as pd
import pytest

from provindex import geography
from provindex.analysis import derived
from provindex.analysis.bridge import bridge
from provindex.analysis.ranking import standing as official
from provindex.analysis.scores import of_measure
from provindex.catalog import read_index
from provindex.core import paths
from provindex.store import score_store

PAPI, PAR = (read_index(paths.data_folder() / key) for key in ("papi", "par"))
PHU_THO, DONG_THAP, SON_LA, QUANG_NINH, HO_CHI_MINH_CITY, AN_GIANG = (
    "34:25", "34:82", "34:14", "34:22", "34:79", "34:91",
)  # fmt: skip


def _standing(index, measure, year, edition="34"):
    return derived.standing(index, measure, year, score_store.read(index.key, year), edition).set_index("province")


def _coverage(index, measure, year, edition="34"):
    return derived.coverage(index, year, measure, score_store.read(index.key, year), edition)


def _of_34(year):
    """The catalogue as it will be when a year is published for the 34 provinces."""
    return replace(PAPI, editions=PAPI.editions | {year: replace(PAPI.editions[year], provinces="34")})


# ---- Which figures are derived


@pytest.mark.parametrize(
    ("index", "edition", "expected"),
    [
        pytest.param(PAPI, "63", False, id="63-on-63"),
        pytest.param(PAPI, "34", True, id="63-on-34"),
        pytest.param(_of_34(2024), "34", False, id="34-on-34"),
        pytest.param(_of_34(2024), "63", False, id="34-on-63"),
    ],
)
def test_only_figures_led_by_the_crosswalk_are_derived(index, edition, expected):
    assert derived.is_derived(index, 2024, edition) is expected


def test_a_year_of_the_34_cannot_be_shown_on_the_63():
    index = _of_34(2024)
    table = derived.table(PAPI, 2024, score_store.read("papi", 2024), "34")
    seen = derived.standing(index, "papi", 2024, table, "63")
    covered = derived.coverage(index, 2024, "papi", table, "63")

    assert (len(seen), seen["missing"].all()) == (63, True)
    assert covered.known == 0
    assert covered.reasons["63:01"].en == "The figures of 2024 are those of 34 other provinces."


def test_a_year_of_the_34_is_official_on_them():
    table = derived.table(PAPI, 2024, score_store.read("papi", 2024), "34")
    seen = derived.standing(_of_34(2024), "papi", 2024, table, "34").set_index("province")

    assert seen.at[SON_LA, "group"] == "medium_high"


# ---- The standing


def test_on_its_own_provinces_a_year_stands_as_published():
    expected = official(PAPI, "papi", 2023, score_store.read("papi", 2023), geography.provinces("63")).set_index(
        "province"
    )

    pd.testing.assert_frame_equal(_standing(PAPI, "papi", 2023, "63"), expected)


def test_a_derived_standing_has_the_columns_of_an_official_one():
    pd.testing.assert_series_equal(
        _standing(PAPI, "papi", 2023).dtypes, _standing(PAPI, "papi", 2023, "63").dtypes, check_names=False
    )


@pytest.mark.parametrize("column", ["group", "low", "high", "se"])
def test_what_only_a_publisher_states_is_not_derived(column):
    assert _standing(PAPI, "papi", 2023)[column].isna().all()


@pytest.mark.parametrize("measure", ["papi", "papi.corruption", "papi.delivery.health"])
def test_a_derived_score_is_the_weighted_mean_of_the_members(measure):
    expected = bridge(of_measure(score_store.read("papi", 2023), measure), geography.crosswalk()).set_index("province")
    seen = _standing(PAPI, measure, 2023)

    pd.testing.assert_series_equal(seen["score"], expected["score"].reindex(seen.index), check_index_type=False)
    pd.testing.assert_series_equal(seen["rank"], expected["rank"].reindex(seen.index), check_index_type=False)


def test_son_la_keeps_its_score_and_gets_a_derived_rank():
    before, after = _standing(PAPI, "papi", 2023, "63").loc["63:14"], _standing(PAPI, "papi", 2023).loc[SON_LA]

    assert before["score"] == after["score"]
    assert (before["rank"], before["ranked"], after["rank"], after["ranked"]) == (30, 61, 17, 33)


def test_a_partial_table_gives_a_figure_only_where_all_members_have_one():
    seen = _standing(PAR, "par", 2023)

    assert seen["score"].notna().sum() == 9
    assert seen["rank"].isna().all()
    assert seen.at[QUANG_NINH, "score"] == 92.18
    assert pd.isna(seen.at[AN_GIANG, "score"])


# ---- The table


def test_a_whole_year_is_derived_measure_by_measure():
    scores = score_store.read("papi", 2018)
    table = derived.table(PAPI, 2018, scores, "34")

    for measure in ("papi", "papi.transparency", "papi.environment.air"):
        expected = bridge(of_measure(scores, measure), geography.crosswalk()).set_index("province")["score"].dropna()
        pd.testing.assert_series_equal(
            of_measure(table, measure).set_index("province")["score"], expected, check_index_type=False
        )


def test_a_derived_table_has_the_schema_of_the_store_and_its_own_source():
    scores = score_store.read("papi", 2023)
    table = derived.table(PAPI, 2023, scores, "34")

    pd.testing.assert_series_equal(table.dtypes, scores.dtypes)
    assert set(table["source"]) == {"derived"}
    assert table["measure"].head(3).tolist() == ["papi", "papi.participation", "papi.participation.knowledge"]


# ---- Coverage and reasons


def test_a_missing_province_names_the_members_without_a_figure_and_their_weight():
    covered = _coverage(PAPI, "papi", 2024)

    assert (covered.known, covered.of, covered.missing) == (33, 34, (DONG_THAP,))
    assert covered.reasons[DONG_THAP].en == (
        "The former Tien Giang, 52.4% of the population, without a figure; above a third nothing is derived."
    )


def test_an_unchanged_province_gives_the_publishers_reason():
    assert _coverage(PAPI, "papi", 2023).reasons[QUANG_NINH].en == (
        "The results are beyond the permitted statistical error."
    )


def test_a_province_without_any_member_says_so():
    assert _coverage(PAPI, "papi", 2021).reasons["34:24"].en == "The former Bac Giang and Bac Ninh have no figure."


def test_a_partial_table_says_which_members_are_not_at_hand():
    covered = _coverage(PAR, "par", 2023)

    assert (covered.figures, covered.ranks, covered.status) == (9, 0, "partial")
    assert covered.reasons[AN_GIANG].en.startswith("No score of the former Kien Giang is at hand")


def test_on_its_own_provinces_the_coverage_is_the_published_one():
    assert set(_coverage(PAPI, "papi", 2023, "63").missing) == {"63:22", "63:74"}


# ---- What a figure rests on


@pytest.mark.parametrize(
    ("year", "province", "left_out", "weight"),
    [(2024, PHU_THO, ("63:26",), 0.3318), (2023, HO_CHI_MINH_CITY, ("63:74",), 0.1931)],
    ids=["Phú Thọ without Vĩnh Phúc", "Hồ Chí Minh City without Bình Dương"],
)
def test_members_left_out_of_a_figure_are_told_with_their_weight(year, province, left_out, weight):
    found = list(derived.incomplete(derived.ranges(PAPI, "papi", year, score_store.read("papi", year))))

    assert [(one, members) for one, members, _ in found] == [(province, left_out)]
    assert found[0][2] == pytest.approx(weight, abs=5e-4)


def test_two_years_that_rest_on_other_members_are_named():
    ranges = {year: derived.ranges(PAPI, "papi", year, score_store.read("papi", year)) for year in (2022, 2023, 2024)}

    assert derived.uneven(ranges[2023], ranges[2024]) == (PHU_THO, HO_CHI_MINH_CITY)
    assert derived.uneven(ranges[2023], ranges[2023]) == ()


def test_the_range_of_the_members_holds_the_score():
    rows = derived.ranges(PAPI, "papi", 2023, score_store.read("papi", 2023)).dropna(subset=["score"])

    assert (rows["low"] <= rows["score"]).all()
    assert (rows["score"] <= rows["high"]).all()


def test_members_stand_with_their_own_rank_and_weight():
    rows = derived.members(_standing(PAPI, "papi", 2024, "63").reset_index(), PHU_THO)

    assert rows["member"].tolist() == ["63:25", "63:17", "63:26"]
    assert rows["rank"].tolist()[:2] == [18, 32]
    assert pd.isna(rows["score"].iloc[2])
    assert rows["weight"].sum() == pytest.approx(1)
    assert rows["ranked"].tolist() == [61, 61, 61]
