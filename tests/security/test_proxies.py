"""The desk of the person at this machine is closed to whoever comes through a proxy or a forwarded port."""

import shutil
import subprocess
import time

import pytest
from websockets.exceptions import InvalidStatus

from tests.programs import WITH_US, desk_cookie, free_port
from tests.security.visitor import Visitor, ask, content

NGINX = """
daemon off; pid {folder}/pid; error_log stderr; events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{server}; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; {more}
    }}
  }}
}}
"""
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  {more}
frontend public
  bind 127.0.0.1:{port}
  default_backend dashboard
backend dashboard
  server one 127.0.0.1:{server}
"""
# Each as its guide shows it, with and without the lines that tell who came.
WAYS = {
    "nginx": ("nginx", NGINX, ""),
    "nginx that tells": (
        "nginx",
        NGINX,
        "proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr;",
    ),
    "haproxy": ("haproxy", HAPROXY, ""),
    "haproxy that tells": ("haproxy", HAPROXY, "option forwardfor"),
    "socat": ("socat", "", ""),
}


@pytest.fixture(params=WAYS, ids=lambda way: way.replace(" ", "-"))
def passed(request, server, tmp_path):
    """The port of a proxy in front of the server."""
    program, written, more = WAYS[request.param]
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    port, config = free_port(), tmp_path / "config"
    config.write_text(written.format(folder=tmp_path, port=port, server=server.port, more=more))
    command = {
        "nginx": [found, "-p", str(tmp_path), "-e", "stderr", "-c", str(config)],
        "haproxy": [found, "-db", "-f", str(config)],
        "socat": [found, f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", f"TCP:127.0.0.1:{server.port}"],
    }[program]
    process = subprocess.Popen([*WITH_US, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    end = time.monotonic() + 20
    while True:
        try:
            assert ask(port, "/_stcore/health").status == 200
            break
        except OSError:
            assert process.poll() is None, process.stderr.read().decode()
            assert time.monotonic() < end, f"{program} passes nothing on"
            time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(20)


def is_open(port, host, headers):
    """Whether somebody who says so sees the desk open; closed too where no session is given at all."""
    try:
        with Visitor(port, anonymous=True, host=host, origin=f"http://{host}", headers=headers) as visitor:
            said = content(visitor.run("desk", "lang=en"))
    except InvalidStatus:
        return False
    assert (b"The desk is closed" in said) != (b"You work as" in said)
    return b"You work as" in said


@pytest.mark.parametrize("said", ["a public name", "the own name and port", "localhost alone"])
def test_nobody_without_the_token_opens_the_desk_through_a_proxy(server, passed, said):
    host = {"a public name": "dashboard.example.org", "localhost alone": "localhost"}.get(
        said, f"127.0.0.1:{server.port}"
    )
    assert not is_open(passed, host, {})


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_browser_that_came_through_a_proxy_does_not_open_it_with_the_token_either(server, passed, name):
    assert not is_open(passed, f"{name}:{passed}", {"Cookie": "=".join(desk_cookie(server.port))})


def test_the_browser_at_the_machine_opens_it(server):
    assert is_open(server.port, f"127.0.0.1:{server.port}", {"Cookie": "=".join(desk_cookie(server.port))})
    assert is_open(server.port, f"localhost:{server.port}", {"Cookie": "=".join(desk_cookie(server.port))})


@pytest.mark.parametrize(
    "cookie", ["", "provindex_desk_1=printed-where-the-server-is-started", "provindex_desk_{port}=printed"]
)
def test_another_user_of_the_machine_without_the_token_does_not(server, cookie):
    headers = {"Cookie": cookie.format(port=server.port)} if cookie else {}
    assert not is_open(server.port, f"127.0.0.1:{server.port}", headers)


def test_the_printed_address_gives_the_browser_the_token(server):
    name, value = desk_cookie(server.port)
    given = server.ask(f"/desk?lang=en&token={value}")
    assert (given.status, given.headers["location"]) == (303, "/desk?lang=en")
    assert given.headers["set-cookie"].startswith(f"{name}={value};")
