from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from provindex import geography

EDITIONS = ("63", "34")
LEVELS = ("m", "l")
EVERY_SHAPE = [(edition, level) for edition in EDITIONS for level in LEVELS]


def ids(edition):
    return {province.id for province in geography.provinces(edition)}


# Editions


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2011, 1, 1), "63"),
        (date(2025, 6, 30), "63"),
        (date(2025, 7, 1), "34"),
        (date(2026, 4, 30), "34"),
    ],
)
def test_the_edition_changes_on_the_first_of_july_2025(day, key):
    assert geography.edition_on(day).key == key


@pytest.mark.parametrize(("year", "key"), [(2011, "63"), (2024, "63"), (2025, "34")])
def test_a_year_has_the_edition_of_its_last_day(year, key):
    assert geography.edition_of(year).key == key


def test_no_edition_is_made_up_for_days_before_the_first():
    with pytest.raises(ValueError, match="no edition is in force on 2008-07-31"):
        geography.edition_on(date(2008, 7, 31))


@pytest.mark.parametrize(("edition", "count"), [("63", 63), ("34", 34)])
def test_an_edition_has_as_many_provinces_as_its_name_says(edition, count):
    assert len(ids(edition)) == count
    assert {one.key: one.count for one in geography.editions()}[edition] == count


def test_an_unknown_edition_is_named():
    with pytest.raises(ValueError, match="edition: “64” is not among 63, 34"):
        geography.provinces("64")


# Provinces and regions


def test_provinces_stand_in_vietnamese_alphabetical_order():
    names = [province.name.vi for province in geography.provinces("63")]
    assert names[:6] == ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh"]
    assert names[12:20] == [
        "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp",
    ]  # fmt: skip
    assert names[-3:] == ["Vĩnh Long", "Vĩnh Phúc", "Yên Bái"]


def test_a_code_means_another_province_in_the_later_edition():
    assert geography.province("63:15").name.vi == "Yên Bái"
    assert geography.province("34:15").name.vi == "Lào Cai"


def test_a_bare_code_is_no_id():
    with pytest.raises(KeyError):
        geography.province("15")


@pytest.mark.parametrize(
    ("identity", "day", "kind"),
    [
        ("63:01", date(2011, 1, 1), "city"),
        ("63:46", date(2024, 12, 31), "province"),
        ("63:46", date(2025, 1, 1), "city"),
        ("34:46", date(2025, 7, 1), "city"),
        ("34:75", date(2026, 4, 29), "province"),
        ("34:75", date(2026, 4, 30), "city"),
        ("63:14", date(2025, 6, 30), "province"),
    ],
)
def test_hue_and_dong_nai_became_cities_during_their_editions(identity, day, kind):
    assert geography.province(identity).kind_on(day) == kind


@pytest.mark.parametrize(("edition", "on", "cities"), [("63", 2024, 5), ("34", 2025, 6), ("34", 2026, 7)])
def test_centrally_run_cities_are_counted_by_year(edition, on, cities):
    kinds = [province.kind_on(date(on, 12, 31)) for province in geography.provinces(edition)]
    assert kinds.count("city") == cities


@pytest.mark.parametrize(
    ("edition", "sizes"),
    [
        ("63", {"TDMNPB": 14, "DBSH": 11, "BTBDHMT": 14, "TN": 5, "DNB": 6, "DBSCL": 13}),
        ("34", {"TDMNPB": 9, "DBSH": 6, "BTB": 5, "NTBTN": 6, "DNB": 3, "DBSCL": 5}),
    ],
)
def test_regions_run_from_north_to_south_and_hold_every_province(edition, sizes):
    members = pd.Series([province.region for province in geography.provinces(edition)]).value_counts()
    assert {region.id: int(members[region.id]) for region in geography.regions(edition)} == {
        f"{edition}:{key}": size for key, size in sizes.items()
    }
    assert [region.id.partition(":")[2] for region in geography.regions(edition)] == list(sizes)


# Crosswalk


def test_every_old_province_went_into_exactly_one_new_one():
    table = geography.crosswalk()
    assert sorted(table["old"]) == sorted(ids("63"))
    assert set(table["new"]) == ids("34")


def test_populations_add_up_to_the_census_of_2019():
    assert geography.crosswalk()["population"].sum() == 96_208_984


def test_an_unchanged_province_stands_alone():
    table = geography.crosswalk()
    alone = table.groupby("new")["old"].transform("size") == 1
    assert (alone == (table["relation"] == "unchanged")).all()
    assert alone.sum() == 11


def test_a_caller_cannot_change_what_the_next_one_reads():
    table, shapes = geography.crosswalk(), geography.boundaries()
    table["population"] = 0
    shapes["province"] = "63:01"
    assert geography.crosswalk()["population"].sum() == 96_208_984
    assert set(geography.boundaries()["province"]) == ids("63")


# Boundaries


@pytest.mark.parametrize(("edition", "level"), EVERY_SHAPE)
def test_every_province_has_one_whole_shape(edition, level):
    shapes = geography.boundaries(edition, level)
    assert sorted(shapes["province"]) == sorted(ids(edition))
    assert shapes.geometry.is_valid.all()
    assert shapes.crs.to_epsg() == 4326


@pytest.mark.parametrize(("edition", "level"), EVERY_SHAPE)
def test_shapes_neither_overlap_nor_leave_gaps(edition, level):
    shapes = geography.boundaries(edition, level).geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    country = shapely.union_all(shapes)
    holes = sum(len(part.interiors) for part in shapely.get_parts(country))
    assert holes == 0


@pytest.mark.parametrize("level", LEVELS)
def test_the_34_are_the_dissolved_63(level):
    new_of = geography.crosswalk().set_index("old")["new"]
    old = geography.boundaries("63", level)
    merged = old.assign(province=old["province"].map(new_of)).dissolve("province").geometry
    shipped = geography.boundaries("34", level).set_index("province").geometry
    pairs = zip(merged.sort_index(), shipped.sort_index(), strict=True)
    assert max(shapely.area(shapely.symmetric_difference(one, other)) for one, other in pairs) < 1e-12


@pytest.mark.parametrize(("edition", "level"), EVERY_SHAPE)
def test_every_capital_and_label_lies_in_its_province(edition, level):
    shapes = geography.boundaries(edition, level).set_index("province").geometry
    capitals = geography.capitals(edition).set_index("province")
    points = gpd.GeoSeries(gpd.points_from_xy(capitals["lon"], capitals["lat"]), index=capitals.index, crs=4326)
    assert sorted(points.index) == sorted(ids(edition))
    assert shapes.sort_index().contains(points.sort_index()).all()
    labels = {province.id: shapely.Point(province.lon, province.lat) for province in geography.provinces(edition)}
    assert [one for one, label in labels.items() if not shapes[one].contains(label)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_capital_has_the_name_its_province_gives(edition):
    capitals = geography.capitals(edition).set_index("province")["name"].to_dict()
    assert capitals == {province.id: province.capital for province in geography.provinces(edition)}


def test_new_provinces_are_governed_from_the_seats_of_2025():
    seats = {name: geography.province(name).capital for name in ("34:15", "34:24", "34:52", "34:80", "34:91")}
    assert seats == {
        "34:15": "Yên Bái", "34:24": "Bắc Giang", "34:52": "Quy Nhơn", "34:80": "Tân An", "34:91": "Rạch Giá",
    }  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_neighbours_are_those_that_share_a_border(edition):
    shapes = geography.boundaries(edition, "m").set_index("province").geometry
    shared = {
        tuple(sorted((a, b)))
        for i, a in enumerate(shapes.index)
        for b in shapes.index[i + 1 :]
        if shapely.length(shapely.intersection(shapes[a], shapes[b])) > 0
    }
    assert set(geography.neighbours(edition).itertuples(index=False, name=None)) == shared


def test_ha_noi_has_eight_neighbours():
    pairs = geography.neighbours("63")
    found = {*pairs.loc[pairs["a"] == "63:01", "b"], *pairs.loc[pairs["b"] == "63:01", "a"]}
    names = {geography.province(one).name.vi for one in found}
    assert names == {
        "Hòa Bình", "Thái Nguyên", "Bắc Giang", "Phú Thọ", "Vĩnh Phúc", "Bắc Ninh", "Hưng Yên", "Hà Nam",
    }  # fmt: skip


def test_there_are_no_boundaries_of_another_level():
    with pytest.raises(ValueError, match="“63-s” is not among"):
        geography.boundaries("63", "s")


# Archipelagos


@pytest.mark.parametrize("edition", EDITIONS)
def test_hoang_sa_belongs_to_da_nang_and_truong_sa_to_khanh_hoa(edition):
    owners = {key: geography.province(one).name.vi for key, one in geography.archipelago_owner(edition).items()}
    assert owners == {"hoang_sa": "Đà Nẵng", "truong_sa": "Khánh Hòa"}
    assert {one.partition(":")[0] for one in geography.archipelago_owner(edition).values()} == {edition}


def test_both_archipelagos_have_shapes_names_and_islands():
    keys = ["hoang_sa", "truong_sa"]
    assert geography.archipelagos()["archipelago"].tolist() == keys
    assert [geography.archipelago_names()[key].vi for key in keys] == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]
    assert geography.islands()["archipelago"].value_counts().to_dict() == {"hoang_sa": 14, "truong_sa": 24}


def test_islands_lie_in_the_frame_of_their_archipelago():
    reefs = geography.archipelagos().set_index("archipelago").geometry
    frames = {key: shapely.buffer(shapely.envelope(shape), 0.25) for key, shape in reefs.items()}
    islands = geography.islands()
    points = gpd.points_from_xy(islands["lon"], islands["lat"])
    inside = [frames[key].contains(point) for key, point in zip(islands["archipelago"], points, strict=True)]
    assert islands.loc[[not one for one in inside], "name_vi"].tolist() == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_attribution_names_origin_and_licence(lang):
    text = geography.attribution().get(lang)
    assert "Open Development Vietnam" in text
    assert "CC BY-SA 4.0" in text


# One edition seen from another


def test_figures_can_be_shown_where_their_provinces_went_whole():
    assert geography.shown_on("63") == ("63", "34")
    assert geography.shown_on("34") == ("34",)


@pytest.mark.parametrize(
    ("province", "edition", "expected"),
    [
        pytest.param("63:02", "34", ("34:08",), id="to the merged one"),
        pytest.param("34:08", "63", ("63:02", "63:08"), id="to its members"),
        pytest.param("34:14", "63", ("63:14",), id="unchanged"),
        pytest.param("63:02", "63", ("63:02",), id="its own edition"),
    ],
)
def test_provinces_of_two_editions_that_share_land(province, edition, expected):
    assert geography.counterparts(province, edition) == expected
