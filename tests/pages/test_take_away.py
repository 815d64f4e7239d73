"""What is taken away from a page: files that open, and a citation with the data version."""

from urllib.parse import parse_qs, urlsplit

import pytest

from provindex.views.scenes import Presentation, Scene
from tests.pages.conftest import text

PAGES = ["overview", "map", "ranking", "change", "dimensions", "province"]


def _opened(open_page, page, **params):
    app = open_page(page, **params)
    app.session_state["take-away"] = True
    return app.run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_its_slide_and_its_citation(open_page, page):
    app = _opened(open_page, page, lang="vi", year="2023", province="63:14")
    assert not app.exception
    assert "take-pptx" in [one.key for one in app.get("download_button")]
    assert "Phiên bản số liệu" in app.code[0].value


@pytest.mark.parametrize(("lang", "first"), [("vi", "Phiên bản số liệu"), ("en", "Data version")])
def test_a_citation_stands_in_both_languages_the_reader_s_first(open_page, lang, first):
    said = [code.value for code in _opened(open_page, "map", lang=lang, year="2023").code]
    assert [first in said[0], first in said[1]] == [True, False]
    assert said[0][said[0].index("?") :] == said[1][said[1].index("?") :]


def test_the_line_of_a_frame_names_card_and_view(open_page):
    line = _opened(open_page, "map", lang="vi", year="2023").code[2].value
    assert line.startswith("<iframe ")
    assert "embed=true&amp;" in line
    assert "card=map" in line
    assert "year=2023" in line


@pytest.mark.parametrize(
    ("page", "card", "asked"),
    [
        pytest.param("dimensions", "heatmap", {}, id="heatmap"),
        pytest.param("province", "peers", {"province": "63:14"}, id="peers"),
        pytest.param("province", "targets", {"province": "63:14"}, id="targets"),
    ],
)
def test_each_further_card_has_its_own_line(open_page, page, card, asked):
    app = _opened(open_page, page, lang="vi", index="papi", year="2023", **asked)
    app.selectbox(key="embed-card").set_value(card).run()
    (line,) = [one.value for one in app.code if one.value.startswith("<iframe ")]
    address = line.partition('src="')[2].partition('"')[0].replace("&amp;", "&")
    query = parse_qs(urlsplit(address).query)
    assert (query["embed"], query["card"], query["year"]) == (["true"], [card], ["2023"])
    assert query.get("province", [""]) == [asked.get("province", "")]


def test_a_partial_table_offers_no_card_that_is_computed_from_it(open_page):
    app = _opened(open_page, "province", lang="vi", index="par", year="2023", province="63:22")
    assert not {"peers", "targets"} & set(app.selectbox(key="embed-card").options)


def test_a_full_presentation_takes_no_further_scene_and_says_so(open_page):
    app = open_page("map", lang="en", year="2023")
    app.session_state["take-away"] = True
    scene = Scene("map", {"year": "2023"}, {}, {})
    app.session_state["kept-stage"] = {"open": Presentation({}, (scene,) * 39), "name": ""}
    app.run()
    assert not app.button(key="take-scene").disabled
    app.button(key="take-scene").click().run()
    assert app.button(key="take-scene").disabled
    assert "40 scenes, which is the most. Delete one" in text(app)
    assert len(app.session_state["kept-stage"]["open"].scenes) == 40


def test_a_button_that_was_drawn_before_the_presentation_was_full_adds_nothing(open_page):
    app = _opened(open_page, "map", lang="en", year="2023")
    full = Presentation({}, (Scene("map", {"year": "2023"}, {}, {}),) * 40)
    app.session_state["kept-stage"] = {"open": full, "name": ""}
    app.button(key="take-scene").click().run()
    assert not app.exception
    assert app.session_state["kept-stage"]["open"] == full


def test_a_menu_that_is_closed_sends_no_citation(open_page):
    assert not open_page("overview", lang="vi").code


def test_a_page_without_a_figure_offers_no_slide(open_page):
    app = _opened(open_page, "about", lang="en")
    assert "take-pptx" not in [one.key for one in app.get("download_button")]
    assert "take-xlsx" in [one.key for one in app.get("download_button")]
