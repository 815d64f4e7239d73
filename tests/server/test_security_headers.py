"""The headers of every answer: what they allow, when they speak of TLS, and that no route is without them."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from provindex import geography
from server import metrics, routes, security_headers
from tests.asgi import get

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.fixture
def app():
    """Every route of ours behind the headers."""
    return Starlette(routes=routes.ROUTES, middleware=[Middleware(security_headers.SecurityHeaders)])


def directives(text):
    return {name: rest for name, _, rest in (part.partition(" ") for part in text.split("; "))}


def paths():
    """One address of each route; a route with a name in it is asked for one that does not exist."""
    return [re.sub(r"\{[^}]*\}", "x", route.path) for route in routes.ROUTES]


@pytest.mark.parametrize("path", [*paths(), "/nowhere"])
def test_every_route_carries_the_headers(app, path):
    told = get(app, path).headers
    assert {name: told.get(name) for name in ALWAYS} == ALWAYS
    assert told["content-security-policy"] == security_headers.policy({})
    assert "strict-transport-security" not in told


@pytest.mark.parametrize(
    ("scheme", "sent", "said"),
    [
        ("https", [], "max-age=31536000"),
        ("http", [("x-forwarded-proto", "https")], "max-age=31536000"),
        ("http", [("x-forwarded-proto", "https, http")], "max-age=31536000"),
        ("http", [("x-forwarded-proto", "http")], None),
        ("http", [], None),
    ],
    ids=["tls", "behind tls", "behind two proxies", "behind a plain proxy", "plain"],
)
def test_tls_is_asked_for_where_there_is_tls(app, scheme, sent, said):
    answer = get(app, "/geo/base/world_110m.json", scheme=scheme, headers=sent)
    assert answer.headers.get("strict-transport-security") == said


def test_scripts_come_from_the_server_alone_and_are_never_made_of_text():
    rules = directives(security_headers.policy({}))
    assert rules["default-src"] == "'self'"
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert (rules["object-src"], rules["base-uri"], rules["connect-src"]) == ("'none'", "'self'", "'self'")


def test_the_script_in_the_page_of_streamlit_is_the_one_that_is_allowed():
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    assert [f"sha256-{one}" for one in hashes] == [security_headers.INLINE_SCRIPT]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (None, "'self'"),
        ("", "'self'"),
        ("'none'", "'none'"),
        ("'self' https://portal.example.org:8443", "'self' https://portal.example.org:8443"),
        ("https://*.example.org", "https://*.example.org"),
    ],
)
def test_who_may_frame_the_dashboard_is_configured(value, rule):
    environ = {} if value is None else {security_headers.ANCESTORS: value}
    assert directives(security_headers.policy(environ))["frame-ancestors"] == rule


@pytest.mark.parametrize("value", ["*", "portal", "https://a.example; script-src *", "https://a.example\r\nx: y,z"])
def test_what_is_no_origin_is_refused(value):
    with pytest.raises(ValueError, match="is no origin"):
        security_headers.policy({security_headers.ANCESTORS: value})


def test_a_header_is_never_sent_twice():
    def own(_):
        return PlainTextResponse("x", headers={"X-Content-Type-Options": "other"})

    sent = []

    class Spy(security_headers.SecurityHeaders):
        async def __call__(self, scope, receive, send):
            async def seeing(message):
                sent.append(message)
                await send(message)

            await super().__call__(scope, receive, seeing)

    get(Starlette(routes=[Route("/", own)], middleware=[Middleware(Spy)]), "/")
    assert [value for name, value in sent[0]["headers"] if name.lower() == b"x-content-type-options"] == [b"nosniff"]


ESCAPES = [
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/requirements",
    "..\\..\\requirements",
    "%00",
    "63-m-000000000000",
    "63-m",
    "/etc/passwd",
    "63-m-{hash}/../34-m-{hash}",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_no_name_leads_out_of_the_shapes(app, name):
    asked = name.replace("{hash}", geography.geojson_hash("63-m"))
    answer = get(app, f"/geo/{asked}.geojson")
    assert answer.status_code == 404
    assert b"root:" not in answer.content
    assert len(answer.content) < 100


def test_a_shape_is_found_by_its_name_and_hash_alone(app):
    answer = get(app, f"/geo/63-m-{geography.geojson_hash('63-m')}.geojson")
    assert answer.status_code == 200
    assert answer.content == geography.geojson("63-m")


def test_the_routes_of_operations_are_served(app):
    assert {route.path for route in metrics.ROUTES} <= {route.path for route in routes.ROUTES}
