"""Every figure of every page can be saved as a picture that tells what it shows and where it is from."""

import html
import json

import pytest

ADDRESS = {"lang": "vi", "year": "2023", "base": "2022", "province": "63:14"}
PAGES = [
    pytest.param("overview", {"province": ""}, 3, id="overview"),
    pytest.param("map", {}, 1, id="map"),
    pytest.param("map", {"kind": "relief"}, 1, id="relief"),
    pytest.param("map", {"film": "on"}, 1, id="film"),
    pytest.param("map", {"kind": "both"}, 2, id="two maps"),
    pytest.param("change", {"chart": "bump"}, 3, id="bump"),
    pytest.param("change", {"chart": "slope"}, 3, id="slope"),
    pytest.param("change", {"chart": "movers"}, 3, id="movers"),
    pytest.param("citizens", {"province": ""}, 3, id="citizens"),
    pytest.param("dimensions", {"dims": "maps"}, 1, id="small maps"),
    pytest.param("dimensions", {"dims": "heatmap"}, 1, id="heatmap"),
    pytest.param("dimensions", {"dims": "correlation"}, 1, id="correlation"),
    pytest.param("province", {"profile": "measures"}, 1, id="profile"),
    pytest.param("province", {"profile": "history"}, 1, id="history"),
    pytest.param("province", {"profile": "moved"}, 1, id="moved"),
]


def pictures(app):
    """The charts in the window: those that carry a title."""
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return [one for one in drawn if one["layout"].get("title", {}).get("text")]


def opened(open_page, page, **asked):
    app = open_page(page, **{**ADDRESS, **asked})
    app.session_state["take-away"] = True
    app.run()
    app.button(key="take-picture").click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(("page", "asked", "least"), PAGES)
def test_each_figure_has_its_title_sentence_and_source_inside(open_page, page, asked, least):
    app = opened(open_page, page, **asked)
    which = [one for one in app.selectbox if one.key == "picture-which"]
    names = which[0].options if which else [""]
    assert len(names) >= least
    for place in range(len(names)):
        if which:
            which[0].set_value(place).run()
            which = [one for one in app.selectbox if one.key == "picture-which"]
        (picture,) = pictures(app)
        foot = html.unescape(picture["layout"]["annotations"][-1]["text"]).replace("<br>", " ")
        assert "Nguồn: " in foot
        assert "Phiên bản số liệu" in foot
        is_map = any(trace["type"] == "choropleth" for trace in picture["data"])
        assert ("CC BY-SA 4.0" in foot) == is_map
        assert picture["layout"]["width"] == 1200
        assert "frames" not in picture or not picture["frames"]


def test_the_picture_of_a_relief_is_the_flat_map_of_its_figures(open_page):
    app = opened(open_page, "map", kind="relief")
    (picture,) = pictures(app)
    kinds = [trace["type"] for trace in picture["data"]]
    assert "choropleth" in kinds
    assert len({one for trace in picture["data"] for one in trace.get("locations", []) if one.startswith("63:")}) == 63
    assert "bản đồ phẳng của cùng số liệu" in " ".join(one.value for one in app.caption)


def test_a_page_without_a_figure_says_so(open_page):
    app = opened(open_page, "ranking")
    assert not pictures(app)
    assert [one.value for one in app.info] == ["Trang này không có hình nào lưu thành ảnh được."]


def test_the_window_stays_until_it_is_closed(open_page):
    app = opened(open_page, "map")
    assert pictures(app.run())


def test_pages_about_the_data_offer_no_picture(open_page):
    app = open_page("about", lang="vi")
    app.session_state["take-away"] = True
    app.run()
    assert "take-picture" not in [button.key for button in app.button]
