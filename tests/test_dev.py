"""dev.py without the network: verbs, the environment's stamps, the search for a browser."""

import json
import os
import re
import subprocess
import sys

import pytest

import dev


def python(*arguments, **options):
    return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, **options)


def fake_browser(folder, name, code=0):
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


needs_sh = pytest.mark.skipif(os.name == "nt", reason="the stand-in for a browser is a sh script")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project with requirement files, whose .venv is only a folder."""
    (tmp_path / dev.RUNTIME).write_text("streamlit==1.0  # why\n")
    (tmp_path / dev.DEVELOPMENT).write_text(f"-r {dev.RUNTIME}\npytest[all]==1.0\n")
    (tmp_path / dev.LOCKS[dev.RUNTIME]).write_text("streamlit==1.0 \\\n    --hash=sha256:1\n")
    (tmp_path / dev.LOCKS[dev.DEVELOPMENT]).write_text("pytest==1.0 \\\n    --hash=sha256:2\nstreamlit==1.0\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def commands(project, monkeypatch):
    """The commands that dev.py would have run to set up; all of them succeed."""
    seen = []

    def quietly(what, command):
        seen.append(command)
        if "venv" in command:
            dev.VENV.mkdir()
        return True

    monkeypatch.setattr(dev, "quietly", quietly)
    monkeypatch.setattr(dev, "is_healthy", lambda: dev.VENV.exists())
    return seen


def test_without_a_verb_every_verb_is_listed_with_a_line():
    said = python(dev.ROOT / "dev.py")
    listed = {line.split()[0]: line.split()[1:] for line in said.stdout.splitlines()[1:]}
    assert said.returncode == 0
    assert set(listed) == set(dev.VERBS)
    assert all(len(words) > 2 for words in listed.values())


def test_an_unknown_verb_is_refused_with_the_known_ones():
    said = python(dev.ROOT / "dev.py", "tset")
    assert said.returncode == 2
    assert said.stderr == f'"tset" is none of {", ".join(dev.VERBS)}.\n'


def test_a_fault_is_one_sentence_and_no_traceback():
    said = python(dev.ROOT / "dev.py", "test", "-k", "map")
    assert said.returncode == 1
    assert said.stderr == ("What pytest should get goes after two dashes: python3 dev.py test -- -k map\n")


def test_an_older_python_is_told_which_one_is_needed(tmp_path):
    script = (dev.ROOT / "dev.py").read_text(encoding="utf-8")
    old = "import sys\nsys.version_info, sys.version = (3, 10, 2), '3.10.2 (main)'\n"
    (tmp_path / "dev.py").write_text(old + script, encoding="utf-8")
    said = python(tmp_path / "dev.py", "run")
    assert said.returncode == 1
    assert said.stderr.startswith("The dashboard needs Python 3.11 or newer, and this is Python 3.10.2.")


@pytest.mark.parametrize(
    ("arguments", "port", "others"),
    [
        ([], 8501, []),
        (["--port", "9000"], 9000, []),
        (["--port=9000", "--server.address", "::1"], 9000, ["--server.address", "::1"]),
        (["--server.port", "9000"], 9000, []),
    ],
    ids=["none", "two words", "one word", "streamlit's own"],
)
def test_the_port_is_taken_out_and_the_rest_passed_on(arguments, port, others):
    assert dev.take_port(arguments) == (port, others)


@pytest.mark.parametrize("port", ["", "map", "0", "70000", "-1", "²"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(dev.StopError, match="--port takes a number from 1 to 65535"):
        dev.take_port(["--port", port])


def test_pins_are_installed_once(commands):
    dev.ensure_environment(dev.RUNTIME)
    dev.ensure_environment(dev.RUNTIME)
    assert [command[-3:] for command in commands] == [["--require-hashes", "-r", "requirements.lock"]]


def change(project):
    """Another version of one library in every file that names it."""
    for name in (dev.RUNTIME, *dev.LOCKS.values()):
        (project / name).write_text((project / name).read_text().replace("streamlit==1.0", "streamlit==2.0"))


def test_a_lock_that_is_older_than_its_requirements_is_told_and_not_installed(project, commands):
    (project / dev.RUNTIME).write_text("streamlit==1.0\nPlotly_Express==7.1\n")
    told = r"requirements\.lock does not hold plotly-express==7\.1 of requirements\.txt\. Run: python3 dev\.py lock"
    with pytest.raises(dev.StopError, match=told):
        dev.ensure_environment(dev.RUNTIME)
    assert commands == []


@pytest.mark.parametrize("requirements", dev.LOCKS)
def test_the_locks_hold_what_the_requirements_name(requirements):
    dev.expect_locked(requirements)


def test_both_locks_have_the_same_libraries_of_the_dashboard():
    assert dev.pinned(dev.LOCKS[dev.RUNTIME]) <= dev.pinned(dev.LOCKS[dev.DEVELOPMENT])


@pytest.mark.parametrize("lock", dev.LOCKS.values())
def test_every_library_of_a_lock_has_its_hashes(lock):
    entries = re.split(r"^(?=[\w.-]+==)", (dev.ROOT / lock).read_text(encoding="utf-8"), flags=re.M)[1:]
    assert len(entries) > 60
    assert [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_weaknesses_are_told_with_the_version_that_mends_them():
    told = [
        {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]},
        {"name": "b", "version": "1", "vulns": []},
        {"name": "c", "version": "1", "skip_reason": "not found"},
    ]
    lines = ["a 1: CVE-1, mended in 2", "2 libraries looked up, 1 known weaknesses; 1 could not be looked up."]
    assert dev.audited(told) == (lines, True)


@pytest.mark.parametrize(
    "told", [[], [{"name": "a", "version": "1", "skip_reason": "not found"}]], ids=["none", "skipped"]
)
def test_that_nobody_answered_is_said_and_no_failure(told):
    assert dev.audited(told) == (
        ["The database of known weaknesses could not be reached: no library was looked up."],
        False,
    )


def test_the_list_of_parts_names_every_library_of_the_lock(tmp_path):
    options = ["--output-format", "JSON", "--output-reproducible", "--output-file", tmp_path / "sbom.json"]
    said = python("-m", "cyclonedx_py", "requirements", dev.ROOT / dev.LOCKS[dev.RUNTIME], *options)
    assert said.returncode == 0, said.stderr
    told = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    parts = {f"{one['name']}=={one['version']}".lower() for one in told["components"]}
    assert parts == dev.pinned(dev.LOCKS[dev.RUNTIME])


def test_changed_pins_are_installed_again(project, commands):
    dev.ensure_environment(dev.RUNTIME)
    change(project)
    dev.ensure_environment(dev.RUNTIME)
    assert len(commands) == 2


def test_the_development_pins_hold_those_of_the_dashboard(commands):
    dev.ensure_environment(dev.DEVELOPMENT)
    dev.ensure_environment(dev.RUNTIME)
    assert [command[-1] for command in commands] == ["requirements-dev.lock"]


def test_a_changed_runtime_pin_reaches_the_development_environment(project, commands):
    dev.ensure_environment(dev.DEVELOPMENT)
    change(project)
    dev.ensure_environment(dev.DEVELOPMENT)
    assert len(commands) == 2


def test_a_failed_installation_is_not_taken_for_an_installation(commands, monkeypatch):
    monkeypatch.setattr(dev, "quietly", lambda what, command: False)
    with pytest.raises(dev.StopError, match=r"requirements\.txt could not be installed"):
        dev.ensure_environment(dev.RUNTIME)
    assert dev.unfinished().exists()
    assert not dev.is_installed(dev.RUNTIME)


@pytest.mark.parametrize("state", ["missing", "no interpreter", "broken interpreter", "unfinished"])
def test_a_half_made_environment_is_not_healthy(project, state):
    interpreter = dev.venv_python()
    if state == "missing":
        dev.VENV.rmdir()
    elif state == "broken interpreter":
        interpreter.parent.mkdir()
        interpreter.symlink_to(project / "gone")
    elif state == "unfinished":
        interpreter.parent.mkdir()
        interpreter.symlink_to(sys.executable)
        assert dev.is_healthy()
        dev.unfinished().touch()
    assert not dev.is_healthy()


def test_an_environment_made_here_is_healthy(project):
    dev.make_environment()
    assert dev.is_healthy()
    assert not dev.is_installed(dev.RUNTIME)


def test_a_broken_environment_is_made_anew(project, commands, monkeypatch, capsys):
    remains = dev.VENV / "remains"
    remains.touch()
    monkeypatch.setattr(dev, "is_healthy", lambda: False)
    dev.ensure_environment(dev.RUNTIME)
    assert commands[0] == [sys.executable, "-m", "venv", str(dev.VENV)]
    assert not remains.exists()
    assert "not complete and is made anew" in capsys.readouterr().out


def test_a_python_without_venv_gets_it_from_apt_or_is_told_how(project, monkeypatch):
    asked = []
    monkeypatch.setattr(dev, "can_make_environments", lambda: False)
    monkeypatch.setattr(dev, "install_with_apt", asked.append)
    with pytest.raises(dev.StopError, match=r"apt-get install -y python3\.\d+-venv"):
        dev.make_environment()
    assert asked == ["python3-venv"]


@pytest.mark.parametrize(("user", "prefix"), [(0, []), (1000, ["/bin/sudo"])], ids=["administrator", "with sudo"])
def test_apt_updates_its_list_and_installs(commands, monkeypatch, user, prefix):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)
    assert dev.install_with_apt("chromium")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "/bin/apt-get"]
    assert commands == [
        [*apt, "update"],
        [*apt, "install", "-y", "--no-install-recommends", "chromium"],
    ]


def test_without_apt_nothing_is_installed(commands, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert not dev.install_with_apt("chromium")
    assert commands == []


def test_who_is_no_administrator_is_told_what_one_has_to_run(commands, monkeypatch):
    known = {"apt-get": "/bin/apt-get"}
    monkeypatch.setattr(dev.shutil, "which", known.get)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.StopError, match="^As an administrator run: apt-get install -y chromium$"):
        dev.install_with_apt("chromium")


@needs_sh
def test_the_named_browser_comes_before_the_path(tmp_path):
    fake_browser(tmp_path, "chromium")
    named = fake_browser(tmp_path, "my-browser")
    assert dev.find_chromium({"CHROMIUM": named, "PATH": str(tmp_path)}) == named


def test_a_named_browser_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(dev.StopError, match="there is no such file"):
        dev.find_chromium({"CHROMIUM": str(tmp_path / "none"), "PATH": ""})


@needs_sh
@pytest.mark.parametrize("name", dev.CHROMIUM_NAMES)
def test_a_browser_on_the_path_is_found(tmp_path, name):
    assert dev.find_chromium({"PATH": str(tmp_path)}) is None
    path = fake_browser(tmp_path, name)
    assert dev.find_chromium({"PATH": str(tmp_path)}) == path


@needs_sh
def test_a_browser_that_does_not_start_is_passed_over(tmp_path):
    fake_browser(tmp_path, "chromium-browser", code=10)
    chrome = fake_browser(tmp_path, "google-chrome")
    assert dev.find_chromium({"PATH": str(tmp_path)}) == chrome


def test_without_browser_and_apt_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(dev, "find_chromium", lambda: None)
    monkeypatch.setattr(dev, "install_with_apt", lambda package: False)
    with pytest.raises(dev.StopError, match="name it in the environment variable CHROMIUM"):
        dev.ensure_chromium()


@pytest.mark.parametrize(
    ("user", "environ", "daily", "installed"),
    [(0, {}, False, True), (0, {}, True, False), (0, {"CI": "true"}, True, True), (1000, {}, False, False)],
    ids=["container", "machine in daily use", "continuous integration", "no administrator"],
)
def test_programs_are_installed_where_they_disturb_nobody(monkeypatch, capsys, user, environ, daily, installed):
    asked = []
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(dev.os, "environ", environ)
    monkeypatch.setattr(dev.Path, "exists", lambda path: daily)
    monkeypatch.setattr(dev, "install_with_apt", lambda *names: asked.append(names) or True)
    dev.ensure_programs()
    every = tuple(package for needed in dev.PROGRAMS.values() for package in needed)
    assert asked == ([every] if installed else [])
    assert ("apt-get install -y caddy faketime haproxy nginx-light" in capsys.readouterr().out) is not installed


def test_programs_that_are_there_are_not_installed_again(monkeypatch, capsys):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(dev, "install_with_apt", lambda *names: pytest.fail(f"asked for {names}"))
    dev.ensure_programs()
    assert capsys.readouterr().out == ""


def test_a_quiet_command_shows_its_last_words_when_it_fails(capfd):
    talk = "import sys; print('unpacking'); print('disk is full', file=sys.stderr); sys.exit(3)"
    assert not dev.quietly("Installing", [sys.executable, "-c", talk])
    told = capfd.readouterr().out
    assert told.startswith("Installing ...\n")
    assert "disk is full" in told


def test_a_quiet_command_that_succeeds_says_nothing(capfd):
    assert dev.quietly("Installing", [sys.executable, "-c", "print('unpacking')"])
    assert capfd.readouterr().out == "Installing ...\n"


def test_every_step_runs_though_an_earlier_one_failed(capfd):
    steps = [
        ("style", [sys.executable, "-c", "raise SystemExit(1)"]),
        ("types", [sys.executable, "-c", "print('all typed')"]),
        ("tests", [sys.executable, "-c", "raise SystemExit(5)"]),
    ]
    failed = dev.failures(steps)
    assert failed == ["style", "tests"]
    assert "all typed" in capfd.readouterr().out
    assert dev.conclude(failed) == 1
    assert dev.conclude([]) == 0


def test_the_readme_names_the_two_commands():
    readme = (dev.ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py run" in readme
    assert "python3 dev.py test" in readme
