"""A page tells the browser at once what it will need."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components import preload, routes
from tests.asgi import get


def answer(_):
    return PlainTextResponse("a page")


APP = Starlette(routes=[Route("/{path:path}", answer)], middleware=[Middleware(preload.Preload)])


def test_the_script_of_the_charts_is_found_in_the_streamlit_that_is_installed():
    assert re.findall(r"PlotlyChart\.\w+\.js>; rel=modulepreload", preload.links("/change"))


def test_a_map_names_boundaries_that_are_served():
    named = re.findall(r"<([^>]+\.geojson)>; rel=preload; as=fetch; crossorigin", preload.links("/"))
    served = Starlette(routes=routes.ROUTES)
    assert len(named) == 2
    assert [get(served, path).status_code for path in named] == [200, 200]


@pytest.mark.parametrize("path", ["/", "/map", "/province", "/stage/"])
def test_a_page_with_charts_carries_the_links(path):
    assert get(APP, path).headers["link"].startswith("</static/js/PlotlyChart.")


@pytest.mark.parametrize("path", ["/about", "/desk", "/healthz", "/data/v1/catalog.json", "/static/js/a.js"])
def test_nothing_else_does(path):
    assert "link" not in get(APP, path).headers


def test_the_links_keep_to_the_path_under_which_the_dashboard_is_served(monkeypatch):
    monkeypatch.setattr(preload.addresses, "base", lambda: "/papi/")
    app = Starlette(routes=[Route("/{path:path}", answer)], middleware=[Middleware(preload.Preload)])
    assert get(app, "/papi/map").headers["link"].startswith("</papi/static/js/PlotlyChart.")
    assert "link" not in get(app, "/papi/about").headers
