"""What the files of a deployment contain: nothing that runs as root, floats, leaks or names what does not exist."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from provindex import VERSION
from provindex.core.paths import ROOT
from tests.deploy import shipped
from tests.deploy.shipped import DEPLOY, TEXTS, last, steps

HADOLINT = Path(sys.executable).with_name("hadolint")
IMAGE = re.compile(r"^[a-z0-9/._-]+:\d+\.\d+\.\d+[a-z0-9.-]*(?P<digest>@sha256:[0-9a-f]{64})?$")


def told(*command):
    """What a checker finds, and whether it is content."""
    found = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


@pytest.fixture(scope="module")
def compose():
    return shipped.compose()


def apps(compose):
    return {name: one for name, one in compose["services"].items() if name.startswith("app")}


@pytest.mark.skipif(not HADOLINT.exists(), reason="there is no hadolint for this system on the package index")
def test_a_linter_finds_no_fault_in_the_dockerfile():
    assert told(HADOLINT, "--no-color", DEPLOY / "Dockerfile") == (0, "")


def test_the_composition_has_the_form_that_the_specification_wants():
    schema = ["--builtin-schema", "vendor.compose-spec"]
    assert told(sys.executable, "-m", "check_jsonschema", *schema, DEPLOY / "compose.yml")[0] == 0


def test_a_composition_without_the_form_is_found(tmp_path):
    (tmp_path / "compose.yml").write_text(TEXTS["compose.yml"].replace("read_only: true", "read_only: [1]"))
    schema = ["--builtin-schema", "vendor.compose-spec"]
    code, said = told(sys.executable, "-m", "check_jsonschema", *schema, tmp_path / "compose.yml")
    assert (code, "read_only" in said) == (1, True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this system has no systemd to ask")
def test_systemd_knows_every_line_of_the_unit():
    _, said = told("systemd-analyze", "verify", "--man=no", DEPLOY / "provindex.service")
    # The program it starts is not installed on the machine of the tests.
    assert [line for line in said.splitlines() if "is not executable: No such file" not in line] == []


def test_what_the_composition_names_stays_unset_where_the_settings_lack_it(compose):
    needed = {"PROVINDEX_STORE": "az://box/store", "PROVINDEX_DOMAIN": "localhost", "PROVINDEX_COOKIE_SECRET": "s"}
    given = shipped.environment("app1", needed)
    assert given["PROVINDEX_STORE"] == "az://box/store"
    assert [name for name in given if name.startswith(("AWS_", "AZURE_"))] == ["AWS_REGION"]
    with pytest.raises(KeyError, match="PROVINDEX_STORE: an address such as"):
        shipped.environment("app1", {})


def test_an_image_begins_from_an_exact_version_and_those_of_others_from_a_digest(compose):
    base = dict(rest.split("=", 1) for name, rest in steps() if name == "ARG" and "=" in rest)["BASE"]
    assert {rest.split(" ")[0] for name, rest in steps() if name == "FROM"} == {"${BASE}"}
    named = {one["image"] for one in compose["services"].values()}
    found = {image: IMAGE.match(image) for image in (base, *named)}
    assert [image for image, match in found.items() if match is None] == []
    assert {image for image, match in found.items() if not match["digest"]} == {f"provindex:{VERSION}"}


def test_release_and_image_have_one_number(compose):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert {one["image"] for one in apps(compose).values()} == {f"provindex:{VERSION}"}
    assert f"-t provindex:{VERSION} " in TEXTS["Dockerfile"]


def test_the_image_runs_as_nobody_in_particular():
    assert last("USER") == "10001:10001"
    names = [name for name, _ in steps()]
    after = names[len(names) - names[::-1].index("USER") :]
    assert set(after) <= {"VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_image_unit_and_long_run_use_memory_alike():
    limit = "MALLOC_ARENA_MAX=2"
    assert limit in last("ENV").split()
    assert limit in TEXTS["provindex.service"].split()
    assert 'MALLOC_ARENA_MAX="2"' in (ROOT / "benchmarks" / "soak.py").read_text(encoding="utf-8")


def test_the_image_checks_its_data_and_not_only_its_process():
    assert "http://127.0.0.1:8501/healthz" in last("HEALTHCHECK")
    assert "--timeout=10s" in last("HEALTHCHECK")


def test_the_server_takes_over_the_first_process_so_that_a_stop_reaches_it():
    assert json.loads(last("CMD"))[:3] == ["streamlit", "run", "app.py"]


def test_what_is_copied_exists_and_is_let_through():
    sources = shipped.copied()
    assert [one for one in sources if not (ROOT / one).exists()] == []
    let_through = {line[1:] for line in TEXTS["Dockerfile.dockerignore"].splitlines() if line.startswith("!")}
    assert {*sources, "wheelhouse"} == let_through
    assert TEXTS["Dockerfile.dockerignore"].startswith("*\n")


def test_the_image_can_be_built_from_wheels_alone():
    """``wheelhouse*`` may be missing where the wheels come over the network; the switch is pip's own variable."""
    first = steps()[: [name for name, _ in steps()].index("ENV")]
    assert ("ARG", "PIP_NO_INDEX") in first
    assert ("COPY", "requirements.lock wheelhouse* /packages/") in first
    assert "--find-links /packages --require-hashes -r /packages/requirements.lock" in dict(first)["RUN"]


def test_every_folder_that_the_server_reads_is_in_the_image():
    needed = {"components", "pages", "provindex", "server", "data", "geo", "locales", ".streamlit/config.toml"}
    assert needed <= set(shipped.copied())


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
    upstreams = re.search(r"reverse_proxy \{\$PROVINDEX_REPLICAS:([^}]+)\} \{", caddy).group(1).split()
    assert upstreams == [f"{name}:8501" for name in apps(compose)]
    assert "lb_policy cookie provindex {$PROVINDEX_COOKIE_SECRET}" in caddy
    assert caddy.count("{") == caddy.count("}")


def test_the_proxy_gets_each_variable_that_it_names(compose):
    needed = set(re.findall(r"\{\$(\w+)\}", TEXTS["Caddyfile"]))
    known = set(re.findall(r"\{\$(\w+)", TEXTS["Caddyfile"]))
    assert needed <= set(compose["services"]["proxy"]["environment"]) <= known


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


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this system has no systemd to ask")
def test_systemd_finds_little_that_the_unit_might_still_do():
    _, said = told("systemd-analyze", "security", "--offline=true", "--no-pager", DEPLOY / "provindex.service")
    assert float(re.search(r"exposure level for provindex.service: (\d+\.\d)", said).group(1)) <= 2.5


@pytest.mark.parametrize("file", TEXTS)
def test_no_secret_is_written_down(file):
    told = re.findall(
        r"(?im)^\s*([A-Z_]*(?:SECRET|PASSWORD|TOKEN|ACCESS_KEY)[A-Z_]*)[ \t]*[:=][ \t]*(\S+)", TEXTS[file]
    )
    assert [(name, value) for name, value in told if not value.startswith(("${", "…"))] == []


@pytest.mark.parametrize("file", TEXTS)
def test_nothing_floats(file):
    assert ":latest" not in TEXTS[file]


def test_every_file_stands_in_the_readme():
    own = {"README.md", "Dockerfile.dockerignore"}
    assert [name for name in TEXTS if name not in own and f"`{name}`" not in TEXTS["README.md"]] == []
