"""Figures of pages as figures of slides: the same rows, classes, colours and breaks."""

import pytest

from provindex.analysis import change, map_values, ranking, time_series
from provindex.analysis.decomposition import REMAINDER
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.export import slide_builders
from provindex.export.powerpoint import map_legend
from provindex.figures.theme import HIGHLIGHTS, theme
from provindex.geography import provinces
from provindex.store import score_store

VI = translator("vi")
PAPI = load_catalog().indices["papi"]


@pytest.fixture(scope="module")
def standing(scores):
    return ranking.standing(PAPI, "papi", 2024, scores[2024], provinces("63"))


def rows(standing, way):
    return map_values.of_standing(standing, way, PAPI, VI, lambda _: "–")


def test_a_map_by_groups_has_the_publishers_groups_highest_first(standing):
    found = slide_builders.map_of(PAPI, 2024, rows(standing, "group"), "group", "63", VI)
    assert [(one.key, one.colour) for one in found.classes] == list(
        zip(("high", "medium_high", "medium_low", "low"), theme().groups, strict=True)
    )
    assert found.legend == "Nhóm năm 2024"
    assert found.ramp is None


def test_a_map_by_fifths_has_five_classes(standing):
    found = slide_builders.map_of(PAPI, 2024, rows(standing, "quantile"), "quantile", "63", VI)
    assert [one.key for one in found.classes] == list(map_values.FIFTHS)


def test_a_map_by_score_runs_from_the_lowest_to_the_highest(standing):
    found = slide_builders.map_of(PAPI, 2024, rows(standing, "level"), "level", "63", VI)
    assert found.ramp.span == (standing["score"].min(), standing["score"].max())
    assert [text for _, text in found.ramp.ticks] == ["39,91", "42,55", "45,18", "47,82"]


def test_a_map_may_be_coloured_on_the_scale_of_another(standing):
    few = rows(standing[standing["province"].isin(["63:01", "63:14"])], "level")
    alone = slide_builders.map_of(PAPI, 2024, few, "level", "63", VI)
    beside = slide_builders.map_of(PAPI, 2024, few, "level", "63", VI, like=rows(standing, "level"))
    assert alone.ramp.span != beside.ramp.span
    assert beside.ramp.span == (standing["score"].min(), standing["score"].max())


def test_on_a_map_by_rank_the_first_is_the_darkest(standing):
    found = slide_builders.map_of(PAPI, 2024, rows(standing, "rank"), "rank", "63", VI)
    first = found.cells.loc[standing["rank"] == 1, "value"].iloc[0]
    assert first == found.ramp.span[1]
    assert found.ramp.ticks[-1] == (-61.0, "61")
    assert found.ramp.colours[-1] == theme().levels[-1]


def test_a_map_of_change_is_centred_on_zero(scores, standing):
    before = ranking.standing(PAPI, "papi", 2023, scores[2023], provinces("63"))
    moved = map_values.of_change(change.between(before, standing), PAPI, VI, lambda _: "–")
    found = slide_builders.map_of(PAPI, 2024, moved, "change", "63", VI, base=2023)
    low, high = found.ramp.span
    assert low == -high
    assert [text[0] for _, text in found.ramp.ticks] == ["−", "0", "+"]
    assert found.legend == "Thay đổi 2023–2024"


def test_a_highlighted_province_has_the_colour_of_its_place(standing):
    found = slide_builders.map_of(
        PAPI, 2024, rows(standing, "group"), "group", "63", VI, highlighted=("63:14", "63:01")
    )
    assert found.highlighted == (("63:14", "Sơn La", HIGHLIGHTS[0]), ("63:01", "Hà Nội", HIGHLIGHTS[1]))


def test_a_ranking_leaves_out_who_has_no_score_and_colours_by_group(standing):
    found = slide_builders.ranking_of(PAPI, standing, VI)
    assert len(found.rows) == 61
    assert found.rows["score"].is_monotonic_decreasing
    assert list(found.rows["colour"].unique()) == list(theme().groups)


def test_a_ranking_may_hold_only_its_two_ends(standing):
    found = slide_builders.ranking_of(PAPI, standing, VI, n=3)
    assert list(found.rows["label"]) == ["Quảng Ninh", "Tây Ninh", "Bình Thuận", "Cần Thơ", "Kon Tum", "Kiên Giang"]


def test_a_table_ends_with_those_without_a_figure(standing):
    found = slide_builders.table_of(PAPI, standing, VI)
    assert len(found.rows) == 63
    assert set(found.rows["name"].tail(2)) == {"Vĩnh Phúc", "Tiền Giang"}
    assert set(found.rows["score"].tail(2)) == {"–"}
    assert (found.strong, found.heads, found.edges) == ((), (), {})


def test_the_chosen_and_the_highlighted_are_marked_and_stand_on_top_too(standing):
    found = slide_builders.table_of(PAPI, standing, VI, chosen="63:14", highlighted=("63:22", "63:48"))
    names = found.rows["name"].tolist()
    assert names[:5] == [
        "Đang chọn và tô nổi",
        "Sơn La (đang chọn)",
        "Quảng Ninh (tô nổi)",
        "Đà Nẵng (tô nổi)",
        "Tất cả theo thứ tự",
    ]
    assert (len(names), found.heads) == (63 + 5, (0, 4))
    colours = {names[place]: colour for place, colour in found.edges.items()}
    assert colours == {
        "Sơn La (đang chọn)": theme().accent,
        "Quảng Ninh (tô nổi)": HIGHLIGHTS[0],
        "Đà Nẵng (tô nổi)": HIGHLIGHTS[1],
    }
    assert sorted(found.edges) == sorted(place for place, name in enumerate(names) if name in colours)
    assert len(found.edges) == 6


def test_a_short_table_is_marked_without_repeating_rows(standing):
    found = slide_builders.table_of(PAPI, standing.head(5), VI, chosen=str(standing["province"].iloc[2]))
    assert (len(found.rows), found.heads, len(found.edges)) == (5, (), 1)


def test_parts_are_signed_and_rounding_is_left_out():
    found = slide_builders.parts_of(PAPI, {"papi.delivery": 0.52, "papi.corruption": -0.01, REMAINDER: 1e-7}, VI)
    assert list(found.rows["change"]) == [0.52, -0.01]
    assert found.rows["colour"].tolist() == [theme().change[-1], theme().change[0]]


def test_a_remainder_that_shows_is_told():
    found = slide_builders.parts_of(PAPI, {"papi.delivery": 0.52, REMAINDER: 0.2}, VI)
    assert list(found.rows["label"]) == ["Cung ứng dịch vụ công", "Làm tròn"]


def test_a_course_stops_at_every_break_and_has_the_median_behind_it(scores):
    found = time_series.rows(
        PAPI,
        "papi",
        "63:14",
        lambda year: ranking.standing(PAPI, "papi", year, score_store.read("papi", year), provinces("63")),
    )
    line = slide_builders.course_of({"63:14": found}, time_series.cuts(PAPI, "papi"), VI)
    assert line.breaks == (2016, 2018, 2019, 2020, 2021)
    assert [one.name for one in line.series] == ["Trung vị cả nước", "Sơn La"]
    assert line.rows.loc[line.rows["year"] == 2023, "63:14"].iloc[0] == pytest.approx(42.396557)
    ranks = slide_builders.course_of({"63:14": found}, (), VI, ranks=True)
    assert [one.name for one in ranks.series] == ["Sơn La"]
    assert ranks.rows.loc[ranks.rows["year"] == 2023, "63:14"].iloc[0] == 30


@pytest.fixture
def ranked_alone():
    """PAR INDEX of 2024: the standing, and the ids with a published rank but no score."""
    index, table = load_catalog().indices["par"], score_store.read("par", 2024)
    own = table[(table["measure"] == "par") & table["score"].isna() & table["rank_published"].notna()]
    return index, ranking.standing(index, "par", 2024, table, provinces("63")), set(own["province"])


@pytest.mark.parametrize("way", ["group", "level"])
def test_a_rank_alone_is_counted_apart_from_no_figure(ranked_alone, way):
    index, stands, alone = ranked_alone
    shown = map_values.of_standing(stands, way, index, VI, lambda _: "–")
    found = slide_builders.map_of(index, 2024, shown, way, "63", VI)
    assert set(found.cells.loc[found.alone, "province"]) == alone
    labels = [label for label, _ in map_legend.entries(found)][-2:]
    nothing = int((stands["score"].isna() & stands["rank"].isna()).sum())
    assert labels == [f"Chỉ có hạng ({len(alone)})", f"Không có số liệu ({nothing})"]


def test_on_a_map_by_rank_a_rank_alone_has_its_colour(ranked_alone):
    index, stands, _ = ranked_alone
    shown = map_values.of_standing(stands, "rank", index, VI, lambda _: "–")
    assert not slide_builders.map_of(index, 2024, shown, "rank", "63", VI).alone.any()


def test_the_table_is_headed_by_how_many_the_publisher_ranked(standing):
    head = next(
        one.head for one in slide_builders.table_of(PAPI, standing.assign(ranked=63), VI).columns if one.key == "rank"
    )
    assert head == "Hạng trên 63"


def test_the_table_calls_a_rank_without_a_score_so(ranked_alone):
    index, stands, alone = ranked_alone
    rows = slide_builders.table_of(index, stands, VI).rows
    assert set(rows.loc[rows["group"] == "Chỉ có hạng", "name"]) == {
        one.name.vi for one in provinces("63") if one.id in alone
    }
