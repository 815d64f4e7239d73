"""Every address the server answers, ours and Streamlit's: its headers, and names that would lead elsewhere."""

import pytest

import app as application
from provindex import geography
from server import routes, security_headers

ALWAYS = {
    "content-security-policy": security_headers.policy({}),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SHAPE = f"/geo/63-m-{geography.geojson_hash('63-m')}.geojson"
ANSWERS = {
    "/": 200,
    "/map": 200,
    "/desk": 200,
    "/nowhere": 200,  # Streamlit's page, which then says that there is no such page
    "/overview": 307,
    "/favicon.png": 200,
    "/static/js/nothing.js": 200,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/_stcore/metrics": 200,
    "/_stcore/stream": 200,
    "/_stcore/agent/openapi.json": 200,
    "/media/0.csv": 404,
    "/app/static/nothing": 200,
    "/component/nothing/index.html": 404,
    "/healthz": 200,
    "/metrics": 200,
    "/data/v1/catalog.json": 200,
    "/data/v1/papi/2023.csv": 200,
    "/data/v1/papi/1999.csv": 404,
    "/data/v1/provinces/63.geojson": 200,
    "/geo/base/world_110m.json": 200,
    SHAPE: 200,
    "/geo/63-m-000000000000.geojson": 404,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_address_carries_every_header(server, path):
    answer = server.ask(path)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.status == ANSWERS[path]
    assert "strict-transport-security" not in answer.headers


def test_every_route_of_ours_is_among_them():
    asked = set(ANSWERS)
    lacking = [one.path for one in routes.ROUTES if not any(one.path_regex.match(path) for path in asked)]
    assert lacking == []


@pytest.mark.parametrize("path", ["/", "/healthz", "/data/v1/catalog.json", "/nowhere", "/media/0.csv"])
def test_behind_tls_the_browser_is_told_to_stay_there(server, path):
    assert server.ask(path, X_Forwarded_Proto="https").headers["strict-transport-security"] == "max-age=31536000"


# %2e is a dot and %2f a slash; a browser would resolve them before it asks, and whoever attacks does not.
ESCAPES = [
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%2e%2e%2f%2e%2e%2f.streamlit%2fconfig.toml",
    "..%5c..%5crequirements.txt",
    "....//....//requirements.txt",
    "%252e%252e%252frequirements.txt",
    "/etc/passwd",
    "x%00.geojson",
    "C:%5cWindows%5cwin.ini",
    "~root/.ssh/id_rsa",
]
NAMED = [
    "/geo/{}",
    "/geo/{}.geojson",
    "/geo/63-m-{}.geojson",
    "/data/v1/{}",
    "/data/v1/{}/2023.csv",
    "/data/v1/papi/{}",
    "/data/v1/papi/{}.csv",
    "/data/v1/papi/2023.{}",
    "/data/v1/provinces/{}.geojson",
    "/data/v1/papi/2023.csv?version={}",
    "/static/{}",
    "/app/static/{}",
    "/media/{}",
    "/component/{}",
    "/component/x/{}",
    "/_stcore/bidi-components/{}",
    "/{}",
]
FOREIGN = (b"root:x:", b"[server]", b"streamlit==", b"[fonts]", b"PRIVATE KEY", b"Traceback")


@pytest.mark.parametrize("route", NAMED)
def test_no_name_leads_to_another_file(server, route):
    for name in ESCAPES:
        answer = server.ask(route.format(name))
        assert [one for one in FOREIGN if one in answer.body] == [], name
        assert answer.status in (200, 307, 400, 404), name
        if answer.status == 200:  # Streamlit answers its own page to what it does not know
            assert b"<title>Streamlit</title>" in answer.body, name
        assert answer.headers["content-security-policy"] == ALWAYS["content-security-policy"]


@pytest.mark.parametrize(
    "name", ["../secrets", "..%2fsecrets", "%2e%2e/%2e%2e/etc/passwd", "a/b", "tong-quan-2024.json", "", "."]
)
def test_no_name_of_a_presentation_leads_to_another_file(anonymous, name):
    told = b"".join(one.SerializeToString() for one in anonymous.run("stage", f"lang=en&show={name}&play=1"))
    assert [one for one in FOREIGN if one in told] == []


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_no_program_drives_the_pages(server, path):
    answer = server.ask(path, "POST", b"{}", Content_Type="application/json")
    assert answer.status >= 400
    assert b"does not serve the agent API" in answer.body


@pytest.mark.parametrize("path", ["/data/v1/catalog.json", "/healthz", "/metrics", "/geo/base/world_110m.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_is_read_cannot_be_written(server, path, method):
    assert server.ask(path, method, b"x").status == 405


def test_who_may_frame_the_dashboard_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv(security_headers.ANCESTORS, "'self' https://portal.example.org")
    assert security_headers.policy().endswith("frame-ancestors 'self' https://portal.example.org")


def test_the_token_against_forged_uploads_is_on_by_default(server):
    from streamlit import config

    assert config.get_option("server.enableXsrfProtection") is True
    assert config.get_option("server.enableCORS") is True
    assert "_streamlit_xsrf=" in server.ask("/_stcore/health").headers.get("set-cookie", "") + server.ask(
        "/_stcore/host-config"
    ).headers.get("set-cookie", "")


def test_the_headers_are_outside_of_everything_else():
    """What another layer answers by itself, such as “too many readers”, has them too."""
    names = [one.cls.__name__ for one in application.app._user_middleware]
    assert names.index("SecurityHeaders") < names.index("Readers") < names.index("BackChannel")
