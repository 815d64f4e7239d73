"""A page tells the browser at once what it will need."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server import preload, routes
from tests.asgi import get


def answer(_):
    return PlainTextResponse("a page")


APP = Starlette(routes=[Route("/{path:path}", answer)], middleware=[Middleware(preload.Preload)])


def test_the_script_of_the_charts_is_found_in_the_streamlit_that_is_installed():
    assert re.findall(r"PlotlyChart\.\w+\.js>; rel=modulepreload", preload.links("/change"))


@pytest.mark.parametrize("part", ["Selectbox", "Multiselect", "ButtonGroup", "Button"])
def test_the_scripts_of_the_selection_bar_are_found_too(part):
    assert re.findall(rf"/{part}\.\w+\.js>; rel=modulepreload", preload.links("/about-nothing"))


def test_what_a_script_imports_is_named_with_it_and_what_the_page_names_itself_is_not():
    named = re.findall(r"/([\w.-]+\.js)>; rel=modulepreload", preload.links("/change"))
    selectbox = next(preload._SCRIPTS.glob("Selectbox.*.js")).read_text(encoding="utf-8")
    imported = set(re.findall(r'from"\./([\w.-]+\.js)"', selectbox))
    page = (preload._STATIC / "index.html").read_text(encoding="utf-8")
    assert imported - set(re.findall(r"[\w.-]+\.js", page)) <= set(named)
    assert not [name for name in named if name in page]
    assert len(named) == len(set(named))


def test_a_map_names_boundaries_that_are_served():
    named = re.findall(r"<([^>]+\.geojson)>; rel=preload; as=fetch; crossorigin", preload.links("/"))
    served = Starlette(routes=routes.ROUTES)
    assert len(named) == 2
    assert [get(served, path).status_code for path in named] == [200, 200]


@pytest.mark.parametrize("path", ["/", "/map", "/province", "/stage/"])
def test_a_page_with_charts_carries_the_links(path):
    link = get(APP, path).headers["link"]
    assert link.startswith("</static/js/Selectbox.")
    assert "</static/js/PlotlyChart." in link


@pytest.mark.parametrize("path", ["/about", "/desk", "/healthz", "/data/v1/catalog.json", "/static/js/a.js"])
def test_nothing_else_does(path):
    assert "link" not in get(APP, path).headers


def test_the_links_keep_to_the_path_under_which_the_dashboard_is_served(monkeypatch):
    monkeypatch.setattr(preload.urls, "base", lambda: "/papi/")
    app = Starlette(routes=[Route("/{path:path}", answer)], middleware=[Middleware(preload.Preload)])
    assert "</papi/static/js/PlotlyChart." in get(app, "/papi/map").headers["link"]
    assert "link" not in get(app, "/papi/about").headers
