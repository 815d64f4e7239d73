#!/usr/bin/env python3
"""Sets up, runs and tests the dashboard; ``python3 dev.py`` alone lists the verbs.

Standard library only: it has to run before anything is installed.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

if sys.version_info < (3, 11):  # noqa: UP036 - who runs this file may have any Python
    sys.exit(
        f"The dashboard needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}. "
        "Install a newer one and name it, for example: python3.11 dev.py run"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PORT = 8501

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
LOCKS = {RUNTIME: "requirements.lock", DEVELOPMENT: "requirements-dev.lock"}
"""What each requirement file comes to on every system, every library with its hashes; made by ``dev.py lock``."""
PINS = {RUNTIME: (RUNTIME, LOCKS[RUNTIME]), DEVELOPMENT: (RUNTIME, DEVELOPMENT, *LOCKS.values())}
"""Every file whose change means that a requirement file has to be installed anew."""
PARTS = "deploy/sbom.json"

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Chromium\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    ),
}

PROGRAMS = {
    "caddy": ("caddy",),
    "faketime": ("faketime",),
    "haproxy": ("haproxy",),
    "nginx": ("nginx-light",),
    "socat": ("socat",),
    "strace": ("strace",),
    # 75 MB to load: the parts that open slides, documents and workbooks, without windows, and letters as wide as Arial.
    "soffice": (
        "libreoffice-impress-nogui",
        "libreoffice-writer-nogui",
        "libreoffice-calc-nogui",
        "fonts-liberation",
    ),
    "pdftoppm": ("poppler-utils",),
}
"""Command -> the Debian packages that bring it: proxies and clock of the tests of several servers, readers of exports,
and what watches a publish."""

Step = tuple[str, list[str]]


class StopError(Exception):
    """Work cannot go on; the text says why and what to do."""


# Environment


def venv_python() -> Path:
    """The interpreter inside the virtual environment, whether or not it exists."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def fingerprint(requirements: str) -> str:
    """A hash over everything that decides what ``requirements`` installs."""
    contents = b"".join((ROOT / name).read_bytes() for name in PINS[requirements])
    return hashlib.sha256(contents).hexdigest()


def stamp(requirements: str) -> Path:
    """The file that remembers which version of ``requirements`` is installed."""
    return VENV / f".{requirements}.sha256"


def is_installed(requirements: str) -> bool:
    """Whether the environment holds ``requirements`` as it stands today."""
    path = stamp(requirements)
    return path.exists() and path.read_text() == fingerprint(requirements)


def is_healthy() -> bool:
    """Whether the environment was made to its end and its interpreter still starts."""
    if unfinished().exists() or not venv_python().exists():
        return False
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([venv_python(), "-c", probe], capture_output=True).returncode == 0


def unfinished() -> Path:
    """The mark of an installation that was started and not ended, as by a power cut."""
    return VENV / ".unfinished"


def ensure_environment(requirements: str) -> None:
    """Make ``.venv`` where it is missing or broken and install ``requirements`` where they changed.

    Raises:
        StopError: The environment cannot be made or filled.
    """
    if not is_healthy():
        make_environment()
    if is_installed(requirements):
        return
    expect_locked(requirements)
    unfinished().touch()
    if not quietly(f"Installing what {requirements} names", pip("--require-hashes", "-r", LOCKS[requirements])):
        raise StopError(
            f"The libraries of {requirements} could not be installed; the lines above say why. "
            "Where they speak of a connection, look at the network or the proxy, and start again. Where they speak of "
            f"hashes, a library is not what {LOCKS[requirements]} names: find out who changed it before you go on."
        )
    for name, files in PINS.items():
        if set(files) <= set(PINS[requirements]):
            stamp(name).write_text(fingerprint(name))
    unfinished().unlink()


def expect_locked(requirements: str) -> None:
    """Make sure that a lock names every version that its requirement files do.

    Raises:
        StopError: It is older than they are.
    """
    locked = pinned(LOCKS[requirements])
    for name in PINS[requirements]:
        lacking = [] if name in LOCKS.values() else sorted(pinned(name) - locked)
        if lacking:
            raise StopError(f"{LOCKS[requirements]} does not hold {lacking[0]} of {name}. Run: python3 dev.py lock")


def pinned(file: str) -> set[str]:
    """The libraries that a file names with an exact version, as ``name==version`` in small letters."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.!+-]+)", (ROOT / file).read_text(encoding="utf-8"), re.M)
    return {f"{name.lower().replace('_', '-')}=={version}" for name, version in found}


def pip(*arguments: str) -> list[str]:
    """The command that installs into the environment."""
    return in_venv("pip", "install", "--disable-pip-version-check", "--no-input", *arguments)


def make_environment() -> None:
    """Make an empty ``.venv`` in place of whatever is there."""
    if VENV.exists():
        print("The environment in .venv is not complete and is made anew.", flush=True)
        shutil.rmtree(VENV)
    if not can_make_environments():
        install_with_apt("python3-venv")
    if not can_make_environments():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise StopError(
            f"Python {version} cannot make virtual environments here. Install its venv part, on "
            f"Debian or Ubuntu with: apt-get install -y python{version}-venv"
        )
    if not quietly("Making .venv", [sys.executable, "-m", "venv", str(VENV)]):
        raise StopError("The environment .venv could not be made; the lines above say why.")


def can_make_environments() -> bool:
    """Whether this Python has venv and ensurepip; Debian ships both in a package of their own."""
    probe = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(probe, capture_output=True).returncode == 0


def install_with_apt(*packages: str) -> bool:
    """Install Debian packages; False where there is no apt or it did not succeed.

    Raises:
        StopError: Only an administrator can do it, and there is no sudo.
    """
    apt, names = shutil.which("apt-get"), " ".join(packages)
    if apt is None:
        return False
    command = ["env", "DEBIAN_FRONTEND=noninteractive", apt]
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None:
            raise StopError(f"As an administrator run: apt-get install -y {names}")
        command = [sudo, *command]
    quietly("Updating the list of packages", [*command, "update"])  # an old list may still do
    options = ["-y", "--no-install-recommends"]
    return quietly(f"Installing {names}", [*command, "install", *options, *packages])


def quietly(what: str, command: Sequence[str]) -> bool:
    """Run a talkative command and show only that it goes on; its last lines where it fails."""
    print(f"{what} ...", flush=True)
    start = told = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        while process.poll() is None:
            time.sleep(0.1)
            if time.monotonic() - told >= 10:
                told = time.monotonic()
                print(f"  {told - start:.0f} s", flush=True)
        if process.returncode:
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
            print(*lines[-20:], sep="\n", flush=True)
    return process.returncode == 0


# Chromium


def find_chromium(environ: Mapping[str, str] = os.environ) -> str | None:
    """A Chromium or Chrome that starts: named by ``CHROMIUM``, on the path, or in a usual place.

    Raises:
        StopError: ``CHROMIUM`` is set and names no file.
    """
    named = environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise StopError(f"CHROMIUM names {named}, and there is no such file. Correct or unset it.")
        return named
    on_path = (shutil.which(name, path=environ.get("PATH")) for name in CHROMIUM_NAMES)
    places = (os.path.expandvars(place) for place in CHROMIUM_PLACES.get(sys.platform, ()))
    return next((path for path in [*on_path, *places] if path and starts(path)), None)


def starts(browser: str) -> bool:
    """Whether a browser can be started; on Ubuntu the command may only ask to install a snap."""
    if not Path(browser).is_file():
        return False
    if sys.platform == "win32":  # there --version opens a window
        return True
    try:
        probe = subprocess.run([browser, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


def ensure_chromium() -> str:
    """The browser for the browser tests, installed through apt where there is none.

    Raises:
        StopError: There is none and it cannot be installed.
    """
    found = find_chromium()
    if found is None and install_with_apt("chromium"):
        found = find_chromium()
    if found is None:
        raise StopError(
            "The browser tests need Chromium or Chrome and none was found. Install one, or name it "
            "in the environment variable CHROMIUM."
        )
    return found


# Programs of the tests


def ensure_programs() -> None:
    """Install what some tests start; where that cannot be, say what they will pass over.

    A machine in daily use is left alone: Debian would set the proxy up as a service that takes its port 80.
    """
    missing = [package for name, needed in PROGRAMS.items() if shutil.which(name) is None for package in needed]
    if not missing:
        return
    serves = Path("/run/systemd/system").exists() and not os.environ.get("CI")
    may = shutil.which("apt-get") is not None and not serves and os.geteuid() == 0
    if not (may and install_with_apt(*missing)):
        print(f"Some tests are skipped; to run them too: apt-get install -y {' '.join(missing)}", flush=True)


# Verbs


def run(arguments: list[str]) -> int:
    """Serve the dashboard."""
    port, others = take_port(arguments)
    ensure_environment(RUNTIME)
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise StopError(
                f"Port {port} is in use already. Choose another, for example: python3 dev.py run --port {port + 1}"
            )
    # Named, so that Streamlit does not ask another host for this machine's address.
    options = [f"--server.port={port}", "--browser.serverAddress=localhost"]
    # This machine alone, so that the desk is open for whoever sits here; --server.address=0.0.0.0 serves others too.
    if not any(argument.startswith("--server.address") for argument in others):
        options.append("--server.address=localhost")
    command = in_venv("streamlit", "run", "app.py", *options, *others)
    # Whoever opens the address with the token may publish: nobody else who reaches this port can.
    token = os.environ.setdefault("PROVINDEX_DESK_TOKEN", secrets.token_urlsafe(24))
    os.environ["PROVINDEX_LOCAL_DESK"] = "1"
    print(f"The dashboard is at http://localhost:{port} (Ctrl+C ends it).", flush=True)
    print(f"To publish on the desk, open http://localhost:{port}/desk?token={token}", flush=True)
    os.chdir(ROOT)
    if sys.platform != "win32":  # the server takes this process over, so that signals reach it
        os.execv(command[0], command)
    return subprocess.call(command)


def take_port(arguments: Sequence[str]) -> tuple[int, list[str]]:
    """The port asked for by ``--port 9000`` or ``--port=9000``, and the other arguments.

    Raises:
        StopError: What follows ``--port`` is no port.
    """
    port, others = str(PORT), []
    remaining = iter(arguments)
    for argument in remaining:
        name, _, value = argument.partition("=")
        if name in ("--port", "--server.port"):
            port = value or next(remaining, "")
        else:
            others.append(argument)
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        raise StopError(f'--port takes a number from 1 to 65535, such as --port 9000, not "{port}".')
    return int(port), others


def test(arguments: list[str]) -> int:
    """Run every check and test; all of them, so that all faults are seen at once."""
    if arguments and arguments[0] != "--":
        raise StopError("What pytest should get goes after two dashes: python3 dev.py test -- -k map")
    ensure_environment(DEVELOPMENT)
    failed, selection = [], []
    try:
        os.environ["CHROMIUM"] = ensure_chromium()
    except StopError as stop:
        print(stop, flush=True)
        failed, selection = ["Chromium"], ["-m", "not browser"]
    ensure_programs()
    pytest = ("pytest", in_venv("pytest", "-n", "auto", "--durations=25", *selection, *arguments[1:]))
    data = ("data and catalogue", in_venv("provindex", "check"))
    return conclude(failed + failures([*lint_steps(), data, pytest]))


def lint(arguments: list[str]) -> int:
    """Check style, types and translations."""
    take_nothing("lint", arguments)
    ensure_environment(DEVELOPMENT)
    return conclude(failures(lint_steps()))


def check(arguments: list[str]) -> int:
    """Check the shipped data."""
    ensure_environment(RUNTIME)
    return subprocess.call(in_venv("provindex", "check", *arguments), cwd=ROOT)


def messages(arguments: list[str]) -> int:
    """Check or update the translations."""
    ensure_environment(RUNTIME)
    return subprocess.call(in_venv("provindex.cli.messages", *arguments), cwd=ROOT)


def bench(arguments: list[str]) -> int:
    """Measure the dashboard beside a bare page and the naive way."""
    ensure_environment(DEVELOPMENT)
    try:
        os.environ["CHROMIUM"] = ensure_chromium()
    except StopError as stop:
        print(stop, flush=True)
    if "--soak" in arguments:
        options = [argument for argument in arguments if argument != "--soak"]
        return subprocess.call(in_venv("benchmarks.soak", *options), cwd=ROOT)
    return subprocess.call(in_venv("benchmarks.run", *arguments), cwd=ROOT)


def lock(arguments: list[str]) -> int:
    """Write the lock files anew; what they hold stays at its version where the requirement files let it."""
    take_nothing("lock", arguments)
    if not is_healthy():
        make_environment()
    uv = next(one for one in pinned(DEVELOPMENT) if one.startswith("uv=="))
    if not quietly(f"Installing {uv}", pip(uv)):
        raise StopError(f"{uv} could not be installed; the lines above say why.")
    options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--no-header", "--quiet"]
    for requirements, locked in reversed(LOCKS.items()):
        # What is served is what was tested, though the tools of the tests may ask for an older version.
        same = ["--constraint", LOCKS[DEVELOPMENT]] if requirements == RUNTIME else []
        command = in_venv("uv", "pip", "compile", *options, *same, requirements, "-o", locked)
        if subprocess.call(command, cwd=ROOT):
            raise StopError(f"{locked} could not be written; the lines above say why.")
    return 0


def audit(arguments: list[str]) -> int:
    """Ask whether a weakness of a library is known; that nobody answers is told and is no failure."""
    take_nothing("audit", arguments)
    ensure_environment(DEVELOPMENT)
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    command = in_venv("pip_audit", *options, "-r", LOCKS[DEVELOPMENT])
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    try:
        told = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        told = []
    lines, weak = audited(told)
    print(*lines, sep="\n", flush=True)
    return 1 if weak else 0


def audited(told: Sequence[Mapping[str, Any]]) -> tuple[list[str], bool]:
    """What pip-audit found, in lines, and whether a weakness is among it."""
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in told
        for flaw in one.get("vulns", ())
    ]
    answered = sum("vulns" in one for one in told)
    if not answered:
        return ["The database of known weaknesses could not be reached: no library was looked up."], False
    unknown = len(told) - answered
    rest = f"; {unknown} could not be looked up" if unknown else ""
    return [*found, f"{answered} libraries looked up, {len(found)} known weaknesses{rest}."], bool(found)


def sbom(arguments: list[str]) -> int:
    """Write what the dashboard is made of, for those who run it: CycloneDX with versions and hashes."""
    take_nothing("sbom", arguments)
    ensure_environment(DEVELOPMENT)
    options = ["--output-format", "JSON", "--output-reproducible", "--validate", "--output-file", PARTS]
    code = subprocess.call(in_venv("cyclonedx_py", "requirements", LOCKS[RUNTIME], *options), cwd=ROOT)
    if not code:
        print(f"{PARTS} is written.", flush=True)
    return code


VERBS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "run": (run, f"serve the dashboard on http://localhost:{PORT} (--port 9000 for another port)"),
    "test": (test, "run every check and test (what follows -- goes to pytest: test -- -k map)"),
    "lint": (lint, "check style, types and translations only"),
    "check": (check, "check the shipped data against their catalogues"),
    "bench": (
        bench,
        "measure speed and weight, write benchmarks/RESULTS.md (--quick in under three minutes; --soak: 20)",
    ),
    "lock": (lock, "write the lock files anew after a change of a requirement file"),
    "audit": (audit, "ask whether a weakness of a library is known"),
    "sbom": (sbom, f"write {PARTS}, the list of what the dashboard is made of"),
    "messages": (messages, "list texts without a translation (--update adds and removes entries)"),
}


def take_nothing(verb: str, arguments: Sequence[str]) -> None:
    """Refuse arguments of a verb that knows none."""
    if arguments:
        raise StopError(f"{verb} takes no arguments, and got: {' '.join(arguments)}")


def in_venv(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with the interpreter of the environment."""
    return [str(venv_python()), "-m", module, *arguments]


def lint_steps() -> list[Step]:
    """The checks that read the code and run none of it."""
    return [
        ("ruff check", in_venv("ruff", "check", ".")),
        ("ruff format", in_venv("ruff", "format", "--check", ".")),
        ("mypy", in_venv("mypy")),
        ("translations", in_venv("provindex.cli.messages")),
    ]


def failures(steps: Iterable[Step]) -> list[str]:
    """Run every step, tell name and time of each, and return the names of those that failed."""
    failed = []
    for name, command in steps:
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        code = subprocess.call(command, cwd=ROOT)
        outcome = "failed" if code else "passed"
        print(f"== {name} {outcome}, {time.monotonic() - start:.1f} s", flush=True)
        if code:
            failed.append(name)
    return failed


def conclude(failed: Sequence[str]) -> int:
    """Say which steps failed, or that none did; the exit code."""
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything passed.", flush=True)
    return 1 if failed else 0


def main(arguments: Sequence[str]) -> int:
    """Carry out one verb; the exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        lines = (f"  {verb:<10}{line}" for verb, (_, line) in VERBS.items())
        print("python3 dev.py VERB, where VERB is one of", *lines, sep="\n")
        return 0
    verb, *rest = arguments
    if verb not in VERBS:
        print(f'"{verb}" is none of {", ".join(VERBS)}.', file=sys.stderr)
        return 2
    os.environ["PYTHONUTF8"] = "1"  # names of provinces reach every console
    try:
        return VERBS[verb][0](rest)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
