"""A province's own index: places, parts, movers, lost points."""

import pytest

from provindex.analysis import programme_units
from tests.provindex.programme_toy import HALL, POST, PROVINCE, programme

OTHER = f"{PROVINCE}.other"


def score(unit, criterion, points, most, year=2023, **more):
    return {
        "province": PROVINCE, "unit": unit, "year": year, "criterion": criterion, "name": f"name {criterion}",
        "score": points, "max_points": most, "source": "page", **more,
    }  # fmt: skip


@pytest.fixture
def own():
    """Two departments would need two units; the toy's district joins them here as one of the same level."""
    rows = [
        score(HALL, "", 90, 100, rating="Tốt"), score(HALL, "1", 45, 50), score(HALL, "2", 45, 50),
        score(HALL, "1.1", 20, 25), score(HALL, "1.2", 25, 25), score(HALL, "2.1", 45, 50, note="Chưa xin lỗi"),
        score(HALL, "", 80, 100, year=2022),
        score(POST, "", 70, 100), score(POST, "", 75, 100, year=2022),
    ]  # fmt: skip
    return programme(scores=rows)


def test_only_levels_with_an_index_are_offered(own):
    assert programme_units.levels(own, PROVINCE) == ("department", "district")
    assert programme_units.levels(own, "63:01") == ()


def test_years_are_newest_first(own):
    assert programme_units.years(own, PROVINCE, "department") == (2023, 2022)


def test_the_total_stands_and_its_parts_do_not(own):
    now = programme_units.standing(own, PROVINCE, "department", 2023)
    assert now[["unit", "percent", "rank", "rating"]].to_numpy().tolist() == [[HALL, 90.0, 1, "Tốt"]]


def test_units_of_other_levels_are_not_ranked_together(own):
    assert programme_units.standing(own, PROVINCE, "district", 2023)["rank"].tolist() == [1]


def test_main_parts_are_components_and_criteria_are_not(own):
    found = programme_units.components(own, PROVINCE, "department", 2023)
    assert found[["criterion", "percent"]].to_numpy().tolist() == [["1", 90.0], ["2", 90.0]]


def test_lost_points_are_told_by_criteria_without_parts(own):
    found = programme_units.lost(own, PROVINCE, "department", 2023)
    assert found[["criterion", "lost", "units", "of", "notes"]].to_numpy().tolist() == [
        ["1.1", 5.0, 1, 1, ""],
        ["2.1", 5.0, 1, 1, "Chưa xin lỗi"],
    ]


def test_lost_points_of_a_unit_without_criteria_are_none(own):
    assert programme_units.lost(own, PROVINCE, "district", 2023).empty


def two(now, before=(80.0, 85.0), **columns):
    rows = [
        score(unit, "", points, 100, year)
        for year, pair in ((2023, now), (2022, before))
        for unit, points in zip((HALL, OTHER), pair, strict=True)
    ]
    found = programme(scores=rows)
    unit = found.units[HALL]
    return type(found)(
        **{
            name: getattr(found, name)
            for name in ("indicators", "plans", "pairing", "sources", "observations", "scores")
        },
        units={HALL: unit, OTHER: type(unit)(OTHER, PROVINCE, "department", unit.name, None, None)},
    )


def test_ties_share_the_better_rank():
    now = programme_units.standing(two((90.0, 90.0)), PROVINCE, "department", 2023)
    assert now[["rank", "tied"]].to_numpy().tolist() == [[1, True], [1, True]]


def test_movers_gain_and_lose_places():
    found = two((90.0, 88.0))
    now, before = (programme_units.standing(found, PROVINCE, "department", year) for year in (2023, 2022))
    moved = programme_units.movers(now, before).set_index("unit")
    assert moved["places"].to_dict() == {HALL: 1, OTHER: -1}
    assert moved["change"].to_dict() == {HALL: 10.0, OTHER: 3.0}


def test_a_unit_of_one_year_is_no_mover():
    found = two((90.0, 88.0))
    now, before = (programme_units.standing(found, PROVINCE, "department", year) for year in (2023, 2022))
    assert programme_units.movers(now, before[before["unit"] == HALL])["unit"].tolist() == [HALL]


def test_a_published_rank_wins_over_the_computed_one():
    rows = [score(HALL, "", 90, 100, rank_published=2)]
    now = programme_units.standing(programme(scores=rows), PROVINCE, "department", 2023)
    assert now["rank"].tolist() == [2]


def test_without_a_maximum_the_points_rank():
    now = programme_units.standing(programme(scores=[score(HALL, "", 90, None)]), PROVINCE, "department", 2023)
    assert now["rank"].tolist() == [1]
    assert now["percent"].isna().all()
