"""Ranks with ties and gaps, groups by the publisher's rules, standings of complete and partial years."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import geography
from provindex.analysis.ranking import competition_rank, groups, leading, standing, standings, trailing, within
from provindex.catalog import GroupPeriod, Index, read_index
from provindex.core import paths
from provindex.store import score_store

INDICES = {key: read_index(paths.data_folder() / key) for key in ("papi", "par", "sipas")}
PAPI, PAR = INDICES["papi"], INDICES["par"]
PROVINCES = geography.provinces("63")
SCORES = st.lists(st.one_of(st.none(), st.integers(0, 8).map(float)), min_size=1, max_size=63)


@cache
def _standing(index: str, year: int, measure: str | None = None) -> pd.DataFrame:
    return standing(INDICES[index], measure or index, year, score_store.read(index, year), PROVINCES)


def _table(rows: dict[str, dict[str, object]], measure: str = "papi") -> pd.DataFrame:
    table = score_store.read("papi", 2023).iloc[:0]
    new = pd.DataFrame([{"province": key, "measure": measure, **row} for key, row in rows.items()])
    return new.reindex(columns=table.columns).astype(table.dtypes.to_dict())


def _of(frame: pd.DataFrame, province: str) -> pd.Series:
    return frame.set_index("province").loc[province]


# ---- Ranks ----------------------------------------------------------------------------------------------------------


def test_the_highest_score_has_rank_one() -> None:
    assert competition_rank(pd.Series([41.0, 46.0, 39.0])).tolist() == [2, 1, 3]


def test_ties_share_the_better_rank() -> None:
    assert competition_rank(pd.Series([5.0, 7.0, 7.0, 6.0])).tolist() == [4, 1, 1, 3]


def test_a_missing_score_has_no_rank_and_takes_none() -> None:
    ranks = competition_rank(pd.Series([5.0, None, 7.0]))
    assert ranks.dtype == "Int64"
    assert ranks.isna().tolist() == [False, True, False]
    assert ranks.dropna().tolist() == [2, 1]


@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_higher_scores(values: list[float | None]) -> None:
    ranks = competition_rank(pd.Series(values, dtype="float64"))
    known = [value for value in values if value is not None]
    expected = [None if value is None else 1 + sum(other > value for other in known) for value in values]
    assert [None if rank is pd.NA else rank for rank in ranks] == expected


# ---- Groups ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "sizes"),
    [
        (2011, [16, 16, 15, 16]),
        (2019, [16, 16, 15, 16]),
        (2020, [16, 16, 15, 16]),
        (2022, [16, 16, 15, 14]),
        (2023, [15, 15, 15, 16]),
        (2024, [15, 15, 15, 16]),
    ],
    ids=str,
)
def test_groups_have_the_published_sizes(year: int, sizes: list[int]) -> None:
    counts = _standing("papi", year)["group"].value_counts()
    assert [counts[key] for key in ("high", "medium_high", "medium_low", "low")] == sizes


def test_the_province_on_the_cut_of_2023_is_the_last_of_the_high_group() -> None:
    table = _standing("papi", 2023).sort_values("rank")
    assert table["province"].tolist()[14] == "63:01"
    assert table["group"].tolist()[14:16] == ["high", "medium_high"]


@pytest.mark.parametrize(("ties", "group"), [("upper", "medium_high"), ("lower", "medium_low")])
def test_a_score_on_the_median_goes_where_the_rule_says(ties: str, group: str) -> None:
    index = _with_rule(GroupPeriod(2011, None, ties=ties))  # type: ignore[arg-type]
    found = groups(index, "papi", 2023, pd.Series([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert found[2] == group


def test_voids_pull_the_cuts_down_where_the_rule_counts_them() -> None:
    score = pd.Series([1.0, 2.0, 3.0, 4.0, None, None])
    plain = groups(_with_rule(GroupPeriod(2011, None)), "papi", 2023, score)
    voids = groups(_with_rule(GroupPeriod(2011, None, voids_as_lowest=True)), "papi", 2023, score)
    assert plain.dropna().tolist() == ["low", "medium_low", "medium_high", "high"]
    assert voids.dropna().tolist() == ["medium_low", "medium_high", "high", "high"]
    assert voids.isna().sum() == 2


def test_parts_of_a_dimension_are_not_grouped() -> None:
    assert _standing("papi", 2023, "papi.delivery.health")["group"].isna().all()


def test_dimensions_are_grouped() -> None:
    assert _standing("papi", 2023, "papi.delivery")["group"].value_counts()["low"] == 16


@given(SCORES)
def test_groups_part_the_provinces_in_the_order_of_their_scores(values: list[float | None]) -> None:
    score = pd.Series(values, dtype="float64")
    found = groups(PAPI, "papi", 2023, score)
    assert found.notna().tolist() == score.notna().tolist()
    height = found.map({key: -place for place, key in enumerate(PAPI.groups.labels)})
    ordered = height[score.sort_values().index].dropna()
    assert ordered.is_monotonic_increasing
    assert score.dropna().groupby(score.dropna()).apply(lambda same: found[same.index].nunique()).le(1).all()


@pytest.mark.parametrize(
    ("year", "value", "group"),
    [
        (2023, 90.0, "A"),
        (2023, 89.99, "B"),
        (2023, 70.0, "C"),
        (2018, 80.0, "A"),
        (2018, 75.0, "B"),
        (2018, 69.99, "D"),
    ],
)
def test_the_reform_index_is_cut_at_the_stated_scores(year: int, value: float, group: str) -> None:
    assert groups(PAR, "par", year, pd.Series([value])).tolist() == [group]


def test_quartiles_of_a_part_of_the_country_are_not_computed() -> None:
    editions = {**PAPI.editions, 2023: replace(PAPI.editions[2023], status="partial")}
    found = groups(replace(PAPI, editions=editions), "papi", 2023, pd.Series([1.0, 2.0, 3.0, 4.0]))
    assert found.isna().all()


# ---- Standing -------------------------------------------------------------------------------------------------------


def test_a_standing_has_one_row_a_province_in_the_order_given() -> None:
    table = _standing("papi", 2023)
    assert table["province"].tolist() == [province.id for province in PROVINCES]
    assert list(table.columns) == [
        *("province", "score", "rank", "valid", "ranked", "tied", "group", "low", "high", "se", "missing")
    ]


def test_son_la_stood_thirtieth_of_sixty_one_in_2023() -> None:
    row = _of(_standing("papi", 2023), "63:14")
    assert (row["rank"], row["valid"], row["group"]) == (30, 61, "medium_high")
    assert row["score"] == pytest.approx(42.3966, abs=5e-5)


def test_a_void_is_missing_and_unranked() -> None:
    row = _of(_standing("papi", 2023), "63:22")
    assert row["missing"]
    assert row[["score", "rank", "group"]].isna().all()


def test_a_published_group_wins() -> None:
    rows: dict[str, dict[str, object]] = {
        "63:01": {"score": 46.0, "group_published": "low"},
        "63:02": {"score": 41.0},
    }
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)
    assert (_of(table, "63:01")["group"], _of(table, "63:02")["group"]) == ("low", "low")


def test_a_complete_published_order_wins() -> None:
    rows: dict[str, dict[str, object]] = {
        "63:01": {"score": 46.0, "rank_published": 2},
        "63:02": {"score": 46.0, "rank_published": 1},
    }
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)
    assert (_of(table, "63:01")["rank"], _of(table, "63:02")["rank"]) == (2, 1)
    assert not table["tied"].any()


def test_a_published_order_with_a_hole_is_left_aside_in_a_complete_year() -> None:
    rows: dict[str, dict[str, object]] = {
        "63:01": {"score": 46.0, "rank_published": 60},
        "63:02": {"score": 41.0},
    }
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)
    assert (_of(table, "63:01")["rank"], _of(table, "63:02")["rank"]) == (1, 2)


def test_tied_provinces_say_so() -> None:
    table = standing(PAPI, "papi", 2023, _table({key: {"score": 40.0} for key in ("63:01", "63:02")}), PROVINCES)
    assert table.loc[table["tied"], "province"].sort_values().tolist() == ["63:01", "63:02"]


def test_a_partial_year_computes_no_rank() -> None:
    table, raw = _standing("par", 2023), score_store.read("par", 2023).query("measure == 'par'").set_index("province")
    published = raw["rank_published"].reindex(table["province"]).astype("Int64")
    assert table["rank"].tolist() == published.tolist()
    assert (table["score"].notna() & table["rank"].isna()).any()


def test_a_rank_without_a_score_is_a_figure() -> None:
    table = _standing("sipas", 2018)
    row = _of(table, "63:14")
    assert (row["rank"], row["missing"]) == (1, False)
    assert pd.isna(row["score"])
    assert row["valid"] == (~table["missing"]).sum()


def test_a_measure_without_rows_leaves_every_province_missing() -> None:
    table = _standing("papi", 2011, "papi.environment")
    assert table["missing"].all()
    assert table["valid"].eq(0).all()


@pytest.mark.parametrize(
    ("index", "year", "ranked"),
    [("papi", 2023, 61), ("papi", 2014, 61), ("par", 2012, 63), ("par", 2023, 63), ("sipas", 2018, 63)],
)
def test_ranks_are_counted_over_those_with_a_figure_and_published_ranks_of_a_partial_year_over_all(index, year, ranked):
    assert _standing(index, year)["ranked"].unique().tolist() == [ranked]


def test_no_rank_exceeds_the_number_it_is_counted_over() -> None:
    found = [_standing(key, year) for key, index in INDICES.items() for year in index.editions]
    assert all((rows["rank"] <= rows["ranked"]).fillna(True).all() for rows in found)


def test_a_publisher_may_rank_a_province_that_the_table_no_longer_has() -> None:
    rows: dict[str, dict[str, object]] = {
        province.id: {"score": 90.0 - place, "rank_published": place + (place > 40)}
        for place, province in enumerate(PROVINCES, start=1)
    }
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)
    assert (table["valid"].iloc[0], table["ranked"].iloc[0]) == (63, 64)


def test_a_whole_year_of_ranks_alone_keeps_them() -> None:
    rows: dict[str, dict[str, object]] = {"63:01": {"rank_published": 2}, "63:02": {"rank_published": 1}}
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)
    assert (_of(table, "63:01")["rank"], _of(table, "63:02")["rank"]) == (2, 1)


# ---- Ends -----------------------------------------------------------------------------------------------------------


def test_the_first_five_of_2023() -> None:
    names = [geography.province(key).name.vi for key in leading(_standing("papi", 2023), 5)["province"]]
    assert names == ["Thừa Thiên Huế", "Thái Nguyên", "Bắc Ninh", "Sóc Trăng", "Bạc Liêu"]


def test_the_last_ranks_end_with_the_number_of_provinces() -> None:
    assert trailing(_standing("papi", 2023), 3)["rank"].tolist() == [59, 60, 61]


def test_who_ties_with_the_last_of_the_leading_comes_too() -> None:
    rows = {key: {"score": score} for key, score in {"63:01": 46.0, "63:02": 41.0, "63:04": 41.0}.items()}
    table = standing(PAPI, "papi", 2023, _table(rows), PROVINCES)  # type: ignore[arg-type]
    assert leading(table, 2)["rank"].tolist() == [1, 2, 2]
    assert trailing(table, 1)["rank"].tolist() == [2, 2]


def _with_rule(period: GroupPeriod) -> Index:
    return replace(PAPI, groups=replace(PAPI.groups, periods=(period,)))


def test_the_rank_in_a_part_follows_the_order_of_the_country_and_counts_who_has_one() -> None:
    table = pd.DataFrame({"province": ["a", "b", "c", "d", "e"], "rank": pd.array([4, 2, 2, None, 1], dtype="Int64")})
    found = within(table, {"a": "north", "b": "north", "c": "north", "d": "north", "e": "south"})
    assert found["place"].tolist() == [3, 1, 1, pd.NA, 1]
    assert found["of"].tolist() == [3, 3, 3, 3, 1]


@pytest.mark.parametrize(("index", "year"), [(key, year) for key, one in INDICES.items() for year in one.editions])
def test_the_standings_of_many_measures_are_those_of_each(index, year):
    scores = score_store.read(index, year)
    provinces = geography.provinces(INDICES[index].editions[year].provinces)
    measures = list(scores["measure"].unique())[::-1]
    found = standings(INDICES[index], measures, year, scores, provinces)
    assert list(found["measure"].unique()) == measures
    for measure, rows in found.groupby("measure", sort=False):
        alone = standing(INDICES[index], measure, year, scores, provinces)
        pd.testing.assert_frame_equal(rows.drop(columns="measure").reset_index(drop=True), alone)


def test_there_are_no_standings_of_no_measure():
    assert standings(PAPI, (), 2023, score_store.read("papi", 2023), PROVINCES).empty
