"""Films on the pages: every index, way and edition that can be played, and plain words where nothing can."""

import json

import pytest

from tests.pages.conftest import text


def figure(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        pytest.param({"index": "papi", "map": "group"}, 14, id="papi groups"),
        pytest.param({"index": "papi", "map": "level"}, 14, id="papi scores"),
        pytest.param({"index": "papi", "map": "rank", "measure": "papi.environment"}, 7, id="a younger measure"),
        pytest.param({"index": "par", "map": "group", "year": "2023"}, 13, id="par groups"),
        pytest.param({"index": "papi", "map": "level", "edition": "34", "year": "2023"}, 14, id="derived"),
    ],
)
def test_a_map_plays_every_year_of_its_measure(open_page, asked, years):
    app = open_page("map", film="on", lang="vi", **asked)
    assert "Không vẽ được" not in text(app)
    frames = figure(app)["frames"]
    assert len(frames) == years
    shapes = {len(frame["data"][0]["z"]) for frame in frames}
    assert shapes == {34 if asked.get("edition") == "34" else 63}


def test_all_frames_together_stay_small_enough_to_be_sent_once(open_page):
    spec = open_page("map", film="on", lang="vi", year="2023").get("plotly_chart")[0].proto.spec
    assert len(spec) < 200_000
    assert '"coordinates"' not in spec


def test_a_map_of_change_and_a_relief_have_no_film(open_page):
    for asked in ({"map": "change", "year": "2023", "base": "2022"}, {"kind": "relief"}):
        app = open_page("map", film="on", lang="vi", **asked)
        assert "option-film" not in app.session_state
        assert not any(json.loads(chart.proto.spec).get("frames") for chart in app.get("plotly_chart"))


def test_without_the_switch_no_frame_is_sent(open_page):
    assert not figure(open_page("map", lang="vi")).get("frames")
    assert not figure(open_page("change", lang="vi")).get("frames")


@pytest.mark.parametrize("index", ["papi", "par", "sipas"])
def test_the_bump_chart_plays_every_year_of_its_index(open_page, index):
    app = open_page("change", film="on", chart="bump", lang="en", index=index)
    assert "cannot be drawn" not in text(app)
    drawn = figure(app)
    assert len(drawn["frames"]) == len({frame["name"] for frame in drawn["frames"]}) > 3


def test_the_reason_of_a_stop_is_that_of_the_catalogue(open_page):
    frames = {one["name"]: one for one in figure(open_page("map", film="on", lang="en", year="2023"))["frames"]}
    why = frames["2017"]["layout"]["annotations"][1]
    assert why["visible"]
    assert "2018 is not compared with 2017" in why["text"].replace("<br>", " ")
    assert not frames["2016"]["layout"]["annotations"][1]["visible"]
