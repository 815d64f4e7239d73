"""What the files of a deployment contain: nothing that runs as root, floats, leaks or names what does not exist."""

import json
import re

import pytest
import yaml

from provindex.paths import ROOT

DEPLOY = ROOT / "deploy"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir()) if path.is_file()}
IMAGE = re.compile(r"^[a-z0-9/._-]+:\d+\.\d+\.\d+[a-z0-9.-]*$")


def steps():
    """Every instruction of the Dockerfile with what follows it; continued lines are one."""
    joined = re.sub(r"\\\n\s*", "", TEXTS["Dockerfile"])
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def last(name):
    return [rest for step, rest in steps() if step == name][-1]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(TEXTS["compose.yml"])


def apps(compose):
    return {name: one for name, one in compose["services"].items() if name.startswith("app")}


def test_an_image_begins_from_an_exact_version(compose):
    bases = [rest.split(" ")[0] for name, rest in steps() if name == "FROM"]
    named = [one["image"] for one in compose["services"].values()]
    assert [image for image in [*bases, *named] if not IMAGE.match(image)] == []


def test_the_image_runs_as_nobody_in_particular():
    assert last("USER") == "10001:10001"
    names = [name for name, _ in steps()]
    after = names[len(names) - names[::-1].index("USER") :]
    assert set(after) <= {"VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_the_image_checks_its_data_and_not_only_its_process():
    assert "http://127.0.0.1:8501/healthz" in last("HEALTHCHECK")
    assert "--timeout=10s" in last("HEALTHCHECK")


def test_the_server_takes_over_the_first_process_so_that_a_stop_reaches_it():
    assert json.loads(last("CMD"))[:3] == ["streamlit", "run", "app.py"]


def test_what_is_copied_exists_and_is_let_through():
    sources = [rest.split(" ")[0] for name, rest in steps() if name == "COPY" and not rest.startswith("--from")]
    assert [one for one in sources if not (ROOT / one).exists()] == []
    let_through = {line[1:] for line in TEXTS["Dockerfile.dockerignore"].splitlines() if line.startswith("!")}
    assert set(sources) == let_through
    assert TEXTS["Dockerfile.dockerignore"].startswith("*\n")


def test_every_folder_that_the_server_reads_is_in_the_image():
    sources = {rest.split(" ")[0] for name, rest in steps() if name == "COPY"}
    assert {"components", "pages", "provindex", "data", "geo", "locales", ".streamlit/config.toml"} <= sources


def test_every_service_is_confined(compose):
    for name, one in compose["services"].items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in one, name


def test_the_replicas_are_the_same_and_not_reached_from_outside(compose):
    found = apps(compose)
    assert list(found) == ["app1", "app2"]
    assert found["app1"] == found["app2"]
    assert "ports" not in found["app1"]
    assert compose["services"]["proxy"]["depends_on"] == list(found)


def test_the_replicas_share_one_store_and_one_secret(compose):
    environment = apps(compose)["app1"]["environment"]
    assert environment["PROVINDEX_STORE"].startswith("${PROVINDEX_STORE:?")
    assert environment["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${PROVINDEX_COOKIE_SECRET:?")


def test_names_in_the_composition_are_declared(compose):
    for one in compose["services"].values():
        assert set(one.get("networks", ())) <= set(compose["networks"])
        mounted = {volume.split(":")[0] for volume in one.get("volumes", ())}
        files = {name for name in mounted if name.startswith("./")}
        assert mounted - files <= set(compose["volumes"])
        assert all((DEPLOY / name).is_file() for name in files)


def test_the_proxy_knows_every_replica_and_keeps_a_reader_with_one(compose):
    caddy = TEXTS["Caddyfile"]
    upstreams = re.search(r"reverse_proxy ([^{]+)\{", caddy).group(1).split()
    assert upstreams == [f"{name}:8501" for name in apps(compose)]
    assert "lb_policy cookie provindex {$PROVINDEX_COOKIE_SECRET}" in caddy
    assert caddy.count("{") == caddy.count("}")


def test_the_proxy_gets_each_variable_that_it_names(compose):
    named = set(re.findall(r"\{\$(\w+)", TEXTS["Caddyfile"]))
    assert named == set(compose["services"]["proxy"]["environment"])


def test_the_proxy_keeps_operations_inside():
    inside = re.search(r"@operations path (.*)", TEXTS["Caddyfile"]).group(1).split()
    assert inside == ["/healthz", "/metrics", "/_stcore/metrics"]


@pytest.mark.parametrize(
    "line",
    ["User=provindex", "NoNewPrivileges=true", "ProtectSystem=strict", "PrivateTmp=true", "ProtectHome=true"],
)
def test_the_unit_is_confined(line):
    assert line in TEXTS["provindex.service"].splitlines()


def test_the_unit_serves_its_own_machine_alone():
    start = re.search(r"^ExecStart=(.*)$", TEXTS["provindex.service"], re.MULTILINE).group(1)
    assert "--server.address=127.0.0.1" in start


@pytest.mark.parametrize("file", TEXTS)
def test_no_secret_is_written_down(file):
    told = re.findall(r"(?im)^\s*([A-Z_]*(?:SECRET|PASSWORD|TOKEN|ACCESS_KEY)[A-Z_]*)\s*[:=]\s*(\S+)", TEXTS[file])
    assert [(name, value) for name, value in told if not value.startswith(("${", "…"))] == []


@pytest.mark.parametrize("file", TEXTS)
def test_nothing_floats(file):
    assert ":latest" not in TEXTS[file]


def test_every_file_stands_in_the_readme():
    own = {"README.md", "Dockerfile.dockerignore"}
    assert [name for name in TEXTS if name not in own and f"`{name}`" not in TEXTS["README.md"]] == []
