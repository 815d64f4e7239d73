"""Province: where it stands, how it moved, whom it resembles, what it would take, and a page for paper."""

import pytest

from tests.pages.conftest import alts, text
from tests.tables import frames

PARTS = ["measures", "history", "moved", "peers", "targets"]
SON_LA = {"province": "63:14", "year": "2023", "base": "2022", "lang": "en"}


def parts(app):
    """The parts of the profile that are offered."""
    return next(group for group in app.get("button_group") if group.key == "option-profile").options


def cells(app):
    return "\n".join(frame.astype(str).to_csv(index=False) for frame in frames(app))


def metrics(app):
    return {one.label: (one.value, one.delta) for one in app.metric}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "PAPI của Hà Nội đạt", "scores", id="papi-vi"),
        pytest.param("papi", "en", "Ha Noi scores", "đạt", id="papi-en"),
        pytest.param("par", "vi", "theo công bố", "trung vị là", id="par-vi"),
        pytest.param("par", "en", "by the publisher", "the median is", id="par-en"),
        pytest.param("sipas", "vi", "SIPAS của Hà Nội đạt", "trung vị là", id="sipas-vi"),
        pytest.param("sipas", "en", "Ha Noi scores", "the median is", id="sipas-en"),
    ],
)
def test_each_part_is_told_in_each_language_and_index(open_page, index, lang, fact, absence, part):
    app = open_page("province", index=index, lang=lang, province="63:01", year="2024", profile=part)
    said = text(app)
    assert fact in said
    assert absence not in said
    assert all(alts(app))


# ---- Sơn La 2023


def test_the_head_gives_score_rank_group_and_the_way_up(open_page):
    assert metrics(open_page("province", **SON_LA)) == {
        "Score": ("42.40", "+1.53"),
        "Rank of 61": ("30", "+16"),
        "Group": ("Medium-high", ""),
        "Points to the next group": ("1.56", ""),
    }


def test_the_head_says_that_no_range_of_rank_is_known(open_page):
    assert "no range of its rank is stated" in text(open_page("province", **SON_LA))


def test_a_province_with_a_standard_error_has_a_range_of_rank(open_page):
    said = text(open_page("province", **SON_LA | {"province": "63:02"}))
    assert "the rank lies between 3 and 25" in said
    assert "no range of its rank is stated" not in said


def test_strengths_and_weaknesses_stand_in_the_head(open_page):
    said = text(open_page("province", **SON_LA))
    assert "Public administrative procedures (higher than 75% of the provinces)" in said
    assert "Control of corruption in the public sector (lower than 70% of the provinces)" in said


def test_the_parts_are_drawn_with_their_sentence_as_alternative(open_page):
    app = open_page("province", **SON_LA)
    assert alts(app) == [
        "In 2023, Son La scores above the median of the country in 3 of 8 measures; its highest place is in Public "
        "administrative procedures (rank 16 of 61); its lowest in Control of corruption in the public sector (rank 43 "
        "of 61)."
    ]


def test_a_radar_never_stands_without_its_table(open_page):
    app = open_page("province", **SON_LA, compare="radar")
    assert len(alts(app)) == 1
    assert "Control of corruption in the public sector" in cells(app)


def test_the_nearest_profiles_are_listed_with_their_distance(open_page):
    found = cells(open_page("province", **SON_LA, profile="peers")).splitlines()
    assert [line.split(",")[0] for line in found[1:6]] == ["Yen Bai", "Binh Thuan", "Dak Lak", "Nghe An", "Lao Cai"]
    assert found[1].split(",")[1] == "0.95"


def test_the_reader_s_own_set_is_offered_once_provinces_are_highlighted(open_page):
    alone = open_page("province", **SON_LA, profile="peers")
    among = open_page("province", **SON_LA, profile="peers", p="63:01,63:02", peers="own")
    assert "nearest to that of Son La are Yen Bai" in text(alone)
    assert "nearest to that of Son La are Ha Giang and Ha Noi" in text(among)


def test_the_region_is_a_set_of_its_own(open_page):
    said = text(open_page("province", **SON_LA, profile="peers", peers="region"))
    assert "nearest to that of Son La are Yen Bai" in said
    assert "Binh Thuan" not in said


def test_what_rose_and_fell_is_split_by_rank(open_page):
    said = text(open_page("province", **SON_LA, profile="moved"))
    assert "+15 by its own change of score, +1 by the movement of the others" in said


# ---- Targets


def test_the_targets_of_son_la_start_from_its_score_of_2023(open_page):
    said = text(open_page("province", **SON_LA, profile="targets"))
    assert "reaches the highest group with 1.564 points more" in said
    assert "loses no more than 0.070 points" in said


def test_what_was_published_for_the_next_year_stands_beside_the_targets(open_page):
    before = text(open_page("province", **SON_LA, profile="targets"))
    newest = text(open_page("province", **SON_LA | {"year": "2024", "base": "2023"}, profile="targets"))
    assert "What came, as published since: In 2024, Son La scores 43.89 points on PAPI, rank 25 of 61" in before
    assert "What came" not in newest


def test_the_levers_stand_in_the_order_of_their_effort(open_page):
    table = next(frame for frame in frames(open_page("province", **SON_LA, profile="targets")) if "effort" in frame)
    assert table["effort"].tolist() == ["2.24", "2.83", "3.26"]
    assert table["name"].tolist()[1:] == ["Transparency in local decision-making", "E-governance"]


def test_a_linked_simulation_is_computed_and_its_sliders_stand_there(open_page):
    app = open_page("province", **SON_LA, profile="targets", sim="papi.corruption:0.30,papi.transparency:0.20")
    found = metrics(app)
    assert found["Simulated score"] == ("42.90", "+0.50")
    assert found["Simulated rank"] == ("25", "+5")
    assert found["Simulated group"] == ("Medium-high", "as published")
    assert app.select_slider(key="step-papi.corruption").value == 0.3


def test_a_slider_writes_its_step_into_the_address_and_back_to_zero_takes_it_out(open_page):
    app = open_page("province", **SON_LA, profile="targets")
    app.select_slider(key="step-papi.delivery").set_value(0.2).run()
    assert app.query_params["sim"] == "papi.delivery:0.20"
    app.button(key="steps-clear").click().run()
    assert app.query_params["sim"] == ""
    assert metrics(app)["Simulated score"] == ("42.40", "as published")


def test_a_choice_wins_over_an_address_that_lags_behind(open_page):
    app = open_page("province", **SON_LA, profile="targets")
    app.select_slider(key="step-papi.delivery").set_value(0.2).run()
    app.query_params["sim"] = ""
    app.select_slider(key="step-papi.delivery").set_value(0.3).run()
    assert app.query_params["sim"] == "papi.delivery:0.30"


def test_an_address_that_changes_by_itself_is_believed(open_page):
    app = open_page("province", **SON_LA, profile="targets")
    app.select_slider(key="step-papi.delivery").set_value(0.2).run()
    app.query_params["sim"] = "papi.delivery:0.10"
    app.run()
    assert app.select_slider(key="step-papi.delivery").value == 0.1


def test_a_step_beyond_what_was_achieved_is_cut_and_told(open_page):
    app = open_page("province", **SON_LA, profile="targets", sim="papi.corruption:5.00")
    assert "Control of corruption in the public sector was cut to the end of its slider." in text(app)
    assert metrics(app)["Simulated score"] == ("43.09", "+0.69")


def test_an_unknown_step_is_told_and_the_rest_is_kept(open_page):
    app = open_page("province", **SON_LA, profile="targets", sim="papi.nothing:1,papi.corruption:0.30")
    assert metrics(app)["Simulated score"] == ("42.70", "+0.30")


def test_the_parts_of_dimensions_have_sliders_of_their_own(open_page):
    app = open_page("province", **SON_LA, profile="targets", level="part")
    assert len(app.select_slider) == 28
    assert "step-papi.corruption" not in {slider.key for slider in app.select_slider}


@pytest.mark.parametrize(
    ("province", "told"),
    [("63:14", "gives no standard error for Son La"), ("63:02", "smaller than the sampling error")],
    ids=["none published", "published"],
)
def test_a_small_step_is_held_against_the_sampling_error(open_page, province, told):
    asked = SON_LA | {"province": province}
    assert told in text(open_page("province", **asked, profile="targets", sim="papi.corruption:0.30"))


# ---- What cannot be shown


def test_without_a_province_the_reader_is_asked_to_choose_one(open_page):
    app = open_page("province", lang="en", year="2023")
    assert "Choose a province to see where it stands" in text(app)
    assert not alts(app)
    assert app.selectbox(key="profile-province").value is None


def test_the_first_highlighted_province_stands_in_for_a_selected_one(open_page):
    app = open_page("province", lang="en", year="2023", p="63:14,63:02")
    assert "Son La scores 42.40 points" in text(app)
    assert app.selectbox(key="profile-province").value == "63:14"


def test_quang_ninh_2023_shows_the_reason_and_its_years_first(open_page):
    app = open_page("province", **SON_LA | {"province": "63:22"})
    said = text(app)
    assert "there is no figure of PAPI for Quang Ninh: the results are beyond the permitted statistical error" in said
    assert "Quang Ninh has figures of PAPI for 11 of 14 years" in said
    assert "Measures" not in parts(app)
    assert len(alts(app)) == 1


@pytest.mark.parametrize("part", ["moved", "peers", "targets"])
def test_a_province_without_a_figure_has_a_notice_and_no_chart(open_page, part):
    app = open_page("province", **SON_LA | {"province": "63:22"}, profile=part)
    assert len(app.info) >= 2
    assert not alts(app)


def test_bac_giang_2022_shows_the_dimensions_it_has(open_page):
    said = text(open_page("province", **SON_LA | {"province": "63:24", "year": "2022"}))
    assert "Bac Giang scores above the median of the country in 4 of 4 measures" in said
    assert "there is no figure of PAPI for Bac Giang" in said


@pytest.mark.parametrize("base", ["2023", "2024"], ids=["the year itself", "a later year"])
@pytest.mark.parametrize("part", ["moved", "peers"])
def test_a_base_that_is_not_earlier_is_told_in_place_of_a_change(open_page, part, base):
    app = open_page("province", **SON_LA | {"base": base}, profile=part)
    assert "choose" in text(app)
    assert not alts(app)


def test_years_that_are_not_compared_give_no_number(open_page):
    app = open_page("province", **SON_LA | {"year": "2018", "base": "2017"}, profile="peers")
    assert "PAPI of 2017 and 2018 is not compared" in text(app)


@pytest.mark.parametrize("part", ["peers", "targets"])
def test_a_partial_table_says_why_nothing_is_computed(open_page, part):
    app = open_page("province", index="par", lang="en", province="63:01", year="2023", profile=part)
    assert "does not hold the whole country: neither similar provinces nor targets are computed" in text(app)
    assert len(app.select_slider) == 0


def test_a_merged_province_has_derived_figures_members_and_no_targets(open_page):
    app = open_page("province", lang="en", edition="34", province="34:80", year="2023", profile="targets")
    said = text(app)
    assert "Derived rank of 33" in metrics(app)
    assert "no target is computed" in said
    assert "Long An" in cells(app)
    assert "Points to the next group" not in metrics(app)


# ---- On paper


@pytest.fixture
def printed(open_page):
    """The page for paper: the layout is written into the address of the page, as its button does."""

    def opened(**params):
        app = open_page("province", **params)
        app.query_params["layout"] = "print"
        return app.run()

    return opened


def test_the_page_for_paper_has_no_controls(printed):
    app = printed(**SON_LA)
    assert "Son La · PAPI 2023" in text(app)
    controls = [*app.selectbox, *app.multiselect, *app.button, *app.select_slider, *app.get("button_group")]
    assert controls == []


def test_the_page_for_paper_holds_what_the_parts_hold(printed):
    app = printed(**SON_LA, sim="papi.corruption:0.30")
    said = text(app)
    assert len(alts(app)) == 2
    assert "the profiles nearest to that of Son La are Yen Bai" in said
    assert "1.564 points more" in said
    assert "from 42.40 to 42.70 points (+0.30)" in said


def test_a_province_without_a_figure_has_its_reason_on_paper(printed):
    app = printed(**SON_LA | {"province": "63:22"})
    assert "the results are beyond the permitted statistical error" in text(app)
    assert len(alts(app)) == 1


def test_other_pages_have_no_layout_for_paper(open_page):
    app = open_page("ranking", lang="en", layout="print")
    assert app.query_params["layout"] == "page"
    assert len(app.selectbox) > 0
