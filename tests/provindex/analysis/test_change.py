"""What moved between two years: directions, gaps at either end, movers with ties, parts that rose and fell."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import geography
from provindex.analysis import derived
from provindex.analysis.change import between, compared, group_counts, movers, rose_and_fell, score_counts
from provindex.analysis.ranking import competition_rank, standing
from provindex.catalog import read_index
from provindex.core import paths
from provindex.store import score_store

PAPI = read_index(paths.data_folder() / "papi")
PROVINCES = geography.provinces("63")
SCORES = st.lists(st.one_of(st.none(), st.integers(0, 9).map(float)), min_size=6, max_size=6)


@cache
def _standing(year: int) -> pd.DataFrame:
    return standing(PAPI, "papi", year, score_store.read("papi", year), PROVINCES)


def _year(scores: dict[str, float | None]) -> pd.DataFrame:
    score = pd.Series(scores.values(), dtype="float64")
    return pd.DataFrame(
        {
            "province": pd.Series(list(scores), dtype="string"),
            "score": score,
            "rank": competition_rank(score),
            "group": pd.Series(pd.NA, index=score.index, dtype="string"),
            "missing": score.isna(),
        }
    )


def _of(frame: pd.DataFrame, province: str) -> pd.Series:
    return frame.set_index("province").loc[province]


def test_places_gained_are_positive() -> None:
    row = _of(between(_standing(2022), _standing(2023)), "63:14")
    assert (row["rank_from"], row["rank_to"], row["places"]) == (46, 30, 16)
    assert row["change"] == pytest.approx(1.527199)
    assert (row["group_from"], row["group_to"], row["status"]) == ("medium_low", "medium_high", "both")


@pytest.mark.parametrize(
    ("province", "year", "status"),
    [
        ("63:24", 2023, "new"),  # Bắc Giang has no total of 2022
        ("63:22", 2023, "gone"),  # Quảng Ninh has none of 2023
        ("63:14", 2023, "both"),
    ],
    ids=["void before", "void after", "both years"],
)
def test_a_void_is_no_jump(province: str, year: int, status: str) -> None:
    row = _of(between(_standing(year - 1), _standing(year)), province)
    assert row["status"] == status
    assert row[["change", "places"]].isna().all() == (status != "both")


def test_a_province_without_either_year_has_neither() -> None:
    row = _of(between(_year({"a": None}), _year({"a": None})), "a")
    assert row["status"] == "none"


def test_a_province_of_one_year_only_keeps_its_row() -> None:
    table = between(_year({"a": 5.0}), _year({"b": 6.0}))
    assert table["province"].tolist() == ["b", "a"]
    assert table["status"].tolist() == ["new", "gone"]


@given(SCORES, SCORES)
def test_turning_the_years_round_turns_every_sign(old: list[float | None], new: list[float | None]) -> None:
    keys = list("abcdef")
    before, after = _year(dict(zip(keys, old, strict=True))), _year(dict(zip(keys, new, strict=True)))
    there, back = between(before, after), between(after, before)
    assert (there["change"] + back["change"]).dropna().eq(0).all()
    assert (there["places"] + back["places"]).dropna().eq(0).all()
    assert there["change"].notna().tolist() == there["status"].eq("both").tolist()


def test_the_largest_movers_stand_first() -> None:
    changes = between(_year({"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}), _year({"a": 9.0, "b": 2.0, "c": 3.0, "d": 1.0}))
    found = movers(changes, 1)
    assert found.up["province"].tolist() == ["a"]
    assert found.down["province"].tolist() == ["d"]
    assert (found.up["places"].item(), found.down["places"].item()) == (3, -3)


def test_movers_that_tie_come_too_with_the_larger_change_first() -> None:
    changes = between(_year({"a": 1.0, "b": 2.0, "c": 3.0}), _year({"a": 1.5, "b": 2.0, "c": 1.0})).assign(
        places=pd.Series([1, 1, -2], dtype="Int64"), change=[0.5, 0.7, -2.0]
    )
    assert movers(changes, 1).up["province"].tolist() == ["b", "a"]


def test_who_stayed_is_no_mover() -> None:
    found = movers(between(_year({"a": 1.0, "b": 2.0}), _year({"a": 1.0, "b": 2.0})), 5)
    assert found.up.empty
    assert found.down.empty


def test_movers_can_be_counted_in_points() -> None:
    changes = between(_year({"a": 1.0, "b": 9.0}), _year({"a": 8.0, "b": 9.5}))
    assert movers(changes, 2).up.empty
    assert movers(changes, 2, by="change").up["province"].tolist() == ["a", "b"]


def test_rises_and_falls_of_2023_add_up_to_the_provinces_with_both_years() -> None:
    counts = score_counts(between(_standing(2022), _standing(2023)))
    assert (counts.up, counts.down, counts.same) == (33, 26, 0)


def test_moves_between_groups_are_counted_by_direction() -> None:
    counts = group_counts(between(_standing(2022), _standing(2023)), PAPI)
    assert (counts.up, counts.down, counts.same, counts.moved) == (15, 18, 26, 33)


def test_six_dimensions_of_son_la_rose_in_2023() -> None:
    parts = rose_and_fell(PAPI, "63:14", 2022, 2023, score_store.read("papi", 2022), score_store.read("papi", 2023))
    assert parts.rose == tuple(
        f"papi.{name}"
        for name in ("participation", "transparency", "accountability", "delivery", "environment", "egovernance")
    )
    assert parts.fell == ("papi.corruption", "papi.procedures")


def test_parts_on_another_scale_neither_rose_nor_fell() -> None:
    before, after = score_store.read("papi", 2020), score_store.read("papi", 2021)
    parts = rose_and_fell(PAPI, "63:14", 2020, 2021, before, after, "papi.procedures")
    assert parts.rose == parts.fell == ()


def test_a_province_without_figures_has_no_parts_that_moved() -> None:
    parts = rose_and_fell(PAPI, "63:22", 2022, 2023, score_store.read("papi", 2022), score_store.read("papi", 2023))
    assert parts.rose == parts.fell == ()


# ---- As far as the same questions were asked of the same people


def _compared(base: int, year: int, measure: str = "papi", edition: str = "63") -> pd.DataFrame:
    tables = score_store.read("papi", base), score_store.read("papi", year)
    standings = [
        derived.standing(PAPI, measure, one, table, edition) for one, table in zip((base, year), tables, strict=True)
    ]
    return compared(PAPI, measure, (base, year), tables, (standings[0], standings[1]), edition)[0]


def test_a_change_beyond_a_break_sums_the_dimensions_measured_alike() -> None:
    row = _of(_compared(2018, 2024), "63:14")
    tables = [score_store.read("papi", year).set_index(["province", "measure"])["score"] for year in (2018, 2024)]
    alike = [sum(table["63:14", f"papi.{part}"] for part in ("transparency", "corruption")) for table in tables]
    assert row["change"] == pytest.approx(alike[1] - alike[0], abs=1e-9)
    assert row["score_to"] - row["score_from"] != pytest.approx(row["change"], abs=0.1)


def test_points_are_missing_where_every_part_changed_and_ranks_stay() -> None:
    changes = _compared(2018, 2019, "papi.environment")
    assert changes["change"].isna().all()
    assert changes["places"].notna().sum() == 63


def test_the_distance_from_the_median_is_that_of_each_year() -> None:
    changes = _compared(2022, 2023)
    row = _of(changes, "63:14")
    assert row["gap_from"] == pytest.approx(row["score_from"] - changes["score_from"].median())
    assert row["gap_to"] == pytest.approx(row["score_to"] - changes["score_to"].median())


@pytest.mark.parametrize(
    ("province", "status"),
    [("34:79", "uneven"), ("34:92", "both"), ("34:22", "gone")],
    ids=["Bình Dương lacks 2023", "all members have both", "no member has 2023"],
)
def test_a_merged_province_is_compared_over_the_same_members_only(province: str, status: str) -> None:
    row = _of(_compared(2022, 2023, edition="34"), province)
    assert row["status"] == status
    assert pd.isna(row["change"]) == (status != "both")
    assert pd.isna(row["places"]) == (status != "both")
