"""Every page carries the style that gives the maps the height of the window."""

import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from server import page_style
from tests.asgi import get

PAGES = Path(__file__).resolve().parents[2] / "pages"
PAGE = '<html lang="en"><head><title>A</title></head><body>' + "x" * 600 + "</body></html>"
BROWSER = [("accept", "text/html,*/*"), ("accept-encoding", "gzip"), ("if-none-match", '"stamp"')]


def page(request):
    """As Streamlit answers: pressed where that is taken, and nothing but its stamp where the browser has the page."""
    if "if-none-match" in request.headers:
        return Response(status_code=304)
    pressed = {"content-encoding": "br"} if "accept-encoding" in request.headers else {}
    return HTMLResponse(PAGE, headers={"etag": '"stamp"', "last-modified": "Sun, 29 Nov 2026 00:00:00 GMT"} | pressed)


def whole(answer):
    return gzip.decompress(answer.content).decode()


APP = Starlette(
    routes=[Route("/text", lambda _: PlainTextResponse("</head>")), Route("/{path:path}", page)],
    middleware=[Middleware(GZipMiddleware, minimum_size=500), Middleware(page_style.WindowHeight)],
)


@pytest.mark.parametrize("path", ["/", "/map", "/ranking"])
def test_a_page_carries_the_style_once_and_whole(path):
    assert whole(get(APP, path, headers=BROWSER)) == PAGE.replace("</head>", f"{page_style.STYLE}</head>").replace(
        "en", "vi", 1
    )


@pytest.mark.parametrize(
    ("query", "lang"),
    [("", "vi"), ("?lang=vi", "vi"), ("?year=2023&lang=en", "en"), ("?lang=fr", "vi"), ("?lang=", "vi")],
)
def test_a_page_says_in_which_language_it_will_be_drawn(query, lang):
    found = whole(get(APP, f"/map{query}", headers=BROWSER))
    assert re.findall(r"<html[^>]*>", found) == [f'<html lang="{lang}">']


def test_a_page_drops_the_stamp_that_does_not_change_with_the_style():
    headers = get(APP, "/", headers=BROWSER).headers
    assert "etag" not in headers
    assert "last-modified" not in headers
    assert headers["content-encoding"] == "gzip"


def test_an_answer_that_is_no_page_passes_untouched():
    assert get(APP, "/text", headers=BROWSER).text == "</head>"


@pytest.mark.parametrize(("method", "accept"), [("GET", "application/json"), ("HEAD", "text/html")])
def test_who_asks_for_no_page_gets_what_is_there(method, accept):
    answer = get(APP, "/", method=method, headers=[("accept", accept)])
    assert answer.headers["content-length"] == str(len(PAGE))
    assert answer.headers["etag"] == '"stamp"'


def test_the_style_names_cards_that_are_drawn():
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES.glob("*.py"))
    named = set(re.findall(r"\.st-key-card-([\w-]+)", page_style.STYLE))
    assert named == {"overview-map", "overview-country", "map", "map-side", "change", "ranking"}
    assert all(f'key="{key}"' in pages for key in named)
