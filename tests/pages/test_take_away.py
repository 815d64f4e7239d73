"""What is taken away from a page: files that open, and a citation with the data version."""

import pytest

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


def test_a_menu_that_is_closed_sends_no_citation(open_page):
    assert not open_page("overview", lang="vi").code


def test_a_page_without_a_figure_offers_no_slide(open_page):
    app = _opened(open_page, "about", lang="en")
    assert "take-pptx" not in [one.key for one in app.get("download_button")]
    assert "take-xlsx" in [one.key for one in app.get("download_button")]
