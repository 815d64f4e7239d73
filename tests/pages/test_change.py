"""Rank change: what moved between two years, what lies behind it, and what is not compared."""

import json

import pytest

from tests.pages.conftest import alts, text
from tests.tables import frames

SON_LA = {"province": "63:14", "year": "2023", "base": "2022"}


def bars(app, number=0):
    """Label and value of each bar of a waterfall, the whole last."""
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    found = [figure for figure in drawn if figure["data"][0]["type"] == "bar"][number]
    labels = [label.removeprefix("<b>").removesuffix("</b>") for label in found["layout"]["yaxis"]["ticktext"]]
    return dict(zip(labels, found["data"][0]["x"], strict=True))


def ways(app):
    """The kinds of figure that the page offers."""
    return next(group for group in app.get("button_group") if group.key == "option-chart").options


@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "Thứ hạng thay đổi thế nào qua các năm?", "How have", id="papi-vi"),
        pytest.param("papi", "en", "How have the ranks moved over the years?", "Thứ hạng", id="papi-en"),
        pytest.param("par", "vi", "Bảng chưa đầy đủ", "Shapley", id="par-vi"),
        pytest.param("par", "en", "Partial table", "Shapley", id="par-en"),
        pytest.param("sipas", "vi", "Bảng chưa đầy đủ", "Shapley", id="sipas-vi"),
        pytest.param("sipas", "en", "Partial table", "Shapley", id="sipas-en"),
    ],
)
@pytest.mark.parametrize("chart", ["bump", "slope", "map", "movers"])
def test_each_figure_of_each_index_is_told_in_each_language(open_page, index, lang, fact, absence, chart):
    app = open_page("change", index=index, lang=lang, chart=chart, year="2024", base="2023")
    said = text(app)
    assert (fact in said) == (chart == "bump" or index != "papi")
    assert absence not in said
    assert all(alts(app))


# ---- Sơn La 2023


def test_the_change_of_son_la_is_told_with_its_parts_and_its_places(open_page):
    said = text(open_page("change", lang="vi", **SON_LA))
    assert "tăng 1,53 điểm, từ 40,87 năm 2022 đến 42,40 năm 2023" in said
    assert "Sơn La lên 16 bậc, từ hạng 46 đến hạng 30" in said
    assert "+15 do điểm của tỉnh thay đổi, +1 do các tỉnh khác thay đổi" in said


def test_the_waterfall_of_son_la_runs_from_the_largest_rise_to_the_largest_fall(open_page):
    found = bars(open_page("change", lang="en", **SON_LA))
    assert {label: round(value, 3) for label, value in found.items()} == {
        "E-governance": 0.801,
        "Public service delivery": 0.516,
        "Participation at local levels": 0.115,
        "Vertical accountability": 0.109,
        "Transparency in local decision-making": 0.039,
        "Environmental governance": 0.029,
        "Control of corruption in the public sector": -0.014,
        "Public administrative procedures": -0.068,
        "Change 2022–2023": 1.527,
    }


def test_the_places_of_son_la_are_its_own_and_the_others(open_page):
    found = bars(open_page("change", lang="en", **SON_LA), number=1)
    assert found == {"Own change of score": 15.0, "Movement of the others": 1.0, "Places": 16.0}


def test_a_dimension_is_split_into_its_parts(open_page):
    found = bars(open_page("change", lang="en", measure="papi.egovernance", **SON_LA))
    *parts, whole = found.values()
    assert len(parts) == 3
    assert sum(parts) == pytest.approx(whole, abs=1e-5)


def test_the_table_behind_the_parts_adds_up_with_the_remainder(open_page):
    app = open_page("change", lang="en", **SON_LA)
    app.session_state["twin-change-parts"] = True
    points, moves = frames(app.run())
    assert points["part"].tolist()[-2:] == ["Rounding of the published parts", "PAPI total"]
    assert points["change"].tolist()[-3:] == ["+0.801", "0.000", "+1.527"]
    assert moves["places"].tolist() == ["+15", "+1", "+16"]


def test_the_table_behind_the_years_has_a_dash_where_there_is_no_rank(open_page):
    app = open_page("change", lang="en", **SON_LA)
    app.session_state["twin-change"] = True
    shown = frames(app.run())[0].set_index("name")
    assert shown.loc["Son La", ["2022", "2023"]].tolist() == ["46", "30"]
    assert shown.loc["Quang Ninh", ["2022", "2023"]].tolist() == ["1", "–"]


def test_the_table_behind_two_years_gives_groups_and_reasons(open_page):
    app = open_page("change", lang="en", chart="slope", **SON_LA)
    app.session_state["twin-change"] = True
    shown = frames(app.run())[0].set_index("name")
    assert shown.loc["Son La", ["rank_from", "rank_to", "places", "change"]].tolist() == ["46", "30", "+16", "+1.53"]
    assert shown.loc["Son La", "groups"] == "Medium-low → Medium-high"
    assert shown.loc["Bac Giang", "places"] == "new"
    assert "2023: The results are beyond the permitted statistical error." in shown.loc["Quang Ninh", "reason"]


# ---- Who is missing


def test_quang_ninh_2023_is_told_with_the_reason_and_the_years_that_can_be_compared(open_page):
    app = open_page("change", lang="vi", province="63:22", year="2023", base="2022")
    said = text(app)
    assert "Năm 2023, Quảng Ninh không có số liệu PAPI: kết quả vượt quá sai số thống kê cho phép" in said
    assert "do điểm của tỉnh thay đổi" not in said
    app.button(key="change-offer-2024").click().run()
    assert (app.query_params["base"], app.query_params["year"]) == ("2022", "2024")
    assert "Điểm của Quảng Ninh thay đổi do đâu?" in text(app)


def test_a_returning_province_is_new_and_has_no_change(open_page):
    said = text(open_page("change", lang="en", province="63:27", year="2023", base="2022"))
    assert "New in 2023, without a figure in 2022: Bac Giang and Bac Ninh" in said
    assert "What moved the score of" not in said


def test_who_lacks_a_figure_is_named_apart_with_the_reason(open_page):
    said = text(open_page("change", lang="en", year="2023", base="2022", chart="slope"))
    assert "Without a figure in 2023: Binh Duong and Quang Ninh (the results are beyond the permitted" in said


# ---- What is not compared


def test_a_refused_comparison_shows_the_reason_and_no_number(open_page):
    app = open_page("change", lang="en", year="2018", base="2017", province="63:14", chart="slope")
    said = text(app)
    assert "No change is computed from 2017 to 2018." in said
    assert "by its own change of score" not in said
    assert len(alts(app)) == len(ways(app)) == 1


def test_without_a_selection_a_refusal_tells_who_leads(open_page):
    said = text(open_page("change", lang="en", year="2018", base="2017"))
    assert "PAPI in 2018: highest" in said
    assert "scored higher" not in said


def test_the_same_year_twice_is_told_and_nothing_is_computed(open_page):
    said = text(open_page("change", lang="vi", year="2023", base="2023"))
    assert "Năm so sánh trùng với năm 2023 đang xem" in said
    assert "Điểm của" not in said


def test_a_base_after_the_year_is_told_and_can_be_turned_round(open_page):
    app = open_page("change", lang="en", year="2022", base="2023")
    assert "2023, the year compared with, lies after 2022." in text(app)
    app.button(key="change-swap").click().run()
    assert (app.query_params["base"], app.query_params["year"]) == ("2022", "2023")
    assert "What moved the score of Ha Giang?" in text(app)


def test_a_measure_that_the_base_year_lacks_is_told(open_page):
    app = open_page("change", lang="en", measure="papi.environment", year="2018", base="2017")
    assert "was not measured in 2017" in text(app)
    assert len(alts(app)) == 1


def test_parts_on_another_scale_are_named_by_no_number(open_page):
    said = text(open_page("change", lang="en", measure="papi.procedures", year="2021", base="2020", province="63:14"))
    assert "What moved the rank of Son La?" in said
    assert "0.45 points" not in said
    assert "Certification procedures" not in said


def test_a_change_beyond_a_break_says_over_which_dimensions(open_page):
    said = text(open_page("change", lang="en", year="2021", base="2020", province="63:14"))
    assert "over the 5 of 8 dimensions measured alike: down 1.44 points" in said
    assert "its distance from the median went from" in said


def test_a_part_over_a_break_has_a_star_and_its_reason(open_page):
    app = open_page("change", lang="en", year="2022", base="2021", province="63:14")
    assert "Participation at local levels*" in bars(app)
    assert "civic knowledge is measured in another way from 2022" in text(app)


def test_a_partial_table_is_not_split_into_causes(open_page):
    said = text(open_page("change", lang="en", index="par", year="2023", base="2022", province="63:30"))
    assert "PAR INDEX publishes its fields in per cent of their own maximum" in said
    assert "not split into causes" in said


# ---- Regions and movers


def test_a_region_is_named_before_the_counts_that_are_its_own(open_page):
    said = text(open_page("change", lang="en", year="2023", base="2022", region="63:DBSH", chart="slope"))
    assert "Red River Delta: PAPI from 2022 to 2023" in said
    assert "33 provinces scored higher" not in said


def test_without_a_selection_the_furthest_mover_is_explained(open_page):
    said = text(open_page("change", lang="vi", year="2023", base="2022"))
    assert "Điểm của Hà Giang thay đổi do đâu?" in said
    assert "Đây là tỉnh đổi hạng nhiều nhất" in said


def test_movers_name_who_changed_group(open_page):
    said = text(open_page("change", lang="en", year="2023", base="2022", chart="movers"))
    assert "Changed group (33)" in said
    assert "Medium-low → Medium-high (5): **Binh Dinh, Hoa Binh, Quang Tri, Son La and Yen Bai**" in said


def test_an_index_without_parts_is_told_so(open_page):
    said = text(open_page("change", lang="en", index="sipas", year="2024", base="2023", province="63:80"))
    assert "This measure has no published parts." in said
    assert "in per cent of their own maximum" not in said


def test_a_merged_province_without_a_figure_is_told_too(open_page):
    said = text(open_page("change", lang="vi", edition="34", year="2023", base="2022", province="34:24"))
    assert "Bắc Ninh thay đổi do đâu?" in said
    assert "Không vẽ được" not in said
