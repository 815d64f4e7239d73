"""Streamlit's scripts come pressed, once, and whole."""

import gzip

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from server.compression import StaticCompression
from tests.asgi import get

SCRIPT = b"export const name = 'Vietnam';" * 100
UNPRESSED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def served():
    """Three files, and how often the application was asked for one."""
    asked = []

    def answer(request):
        asked.append(request.url.path)
        content = b"tiny" if "tiny" in request.url.path else SCRIPT
        status = 404 if "missing" in request.url.path else 200
        return Response(content, status, {"etag": "kept"}, media_type="text/javascript")

    routes = [Route("/{path:path}", answer)]
    return Starlette(routes=routes, middleware=[Middleware(StaticCompression)]), asked


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_script_is_pressed_once_for_all_who_take_the_encoding(served, encoding):
    app, asked = served
    answers = [
        get(app, "/static/js/a.js", headers={"accept-encoding": f"deflate, {encoding};q=0.9"}.items()) for _ in range(2)
    ]
    assert [UNPRESSED[encoding](one.content) for one in answers] == [SCRIPT, SCRIPT]
    assert answers[1].headers["content-encoding"] == encoding
    assert answers[1].headers["content-length"] == str(len(answers[1].content))
    assert answers[1].headers["vary"] == "accept-encoding"
    assert answers[1].headers["etag"] == "kept"
    assert asked == ["/static/js/a.js"]


def test_a_browser_that_takes_both_gets_the_smaller(served):
    assert (
        get(served[0], "/static/js/a.js", headers=[("accept-encoding", "gzip, br")]).headers["content-encoding"] == "br"
    )


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/static/js/a.js", {}, id="no encoding is taken"),
        pytest.param(
            "/static/js/a.js", {"accept-encoding": "br", "if-none-match": "kept"}, id="asked whether it changed"
        ),
        pytest.param("/static/js/a.js", {"accept-encoding": "br", "range": "bytes=0-9"}, id="a part is asked for"),
        pytest.param("/static/js/tiny.js", {"accept-encoding": "br"}, id="too small"),
        pytest.param("/static/js/missing.js", {"accept-encoding": "br"}, id="not there"),
        pytest.param("/data/v1/papi/2024.csv", {"accept-encoding": "br"}, id="not a file of Streamlit's"),
    ],
)
def test_all_else_passes_as_it_is(served, path, headers):
    app, asked = served
    answers = [get(app, path, headers=headers.items()) for _ in range(2)]
    assert "content-encoding" not in answers[1].headers
    assert answers[1].content == (b"tiny" if "tiny" in path else SCRIPT)
    assert len(asked) == 2
