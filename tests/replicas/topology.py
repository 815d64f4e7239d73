"""What `deploy/` composes, as processes on this machine: two replicas, the proxy, one object storage.

The files are the shipped ones: each replica runs the command and the variables of the Dockerfile and of the composition
in a copy of what the image gets, the proxy runs the Caddyfile.
"""

import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from provindex.core.paths import ROOT
from tests.deploy import shipped
from tests.programs import LOCAL_DESK, WITH_US, free_port
from tests.replicas.line import Line
from tests.replicas.object_store import BUCKET

PATIENCE = 60
MISSING = "{program} is not installed; as an administrator run: apt-get install -y {program}"

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


def needs(program):
    """The program of a Debian package; where it must be there it is a fault that it is not."""
    found = shutil.which(program)
    if found is None and os.environ.get("CI"):
        pytest.fail(MISSING.format(program=program), pytrace=False)
    if found is None:
        pytest.skip(MISSING.format(program=program))
    return found


def until(do, what):
    """Call until something true comes back, and return it."""
    end = time.monotonic() + PATIENCE
    while not (found := do()):
        assert time.monotonic() < end, f"{what}: not within {PATIENCE} s"
        time.sleep(0.1)
    return found


def get(address):
    """Status and text of an answer; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10, context=TRUSTING) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


class Program:
    """A running process whose words go into a file."""

    def __init__(self, command, log, environment, folder=ROOT):
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [*WITH_US, *command], cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def lines(self):
        """What it logged as JSON, in order."""
        return [json.loads(line) for line in self.said().splitlines() if line.startswith('{"time"')]

    def wait_for(self, address, well=200):
        def answered():
            assert self.process.poll() is None, self.said()[-3000:]
            return get(address)[0] == well

        until(answered, f"an answer from {address}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """End it in the way of an administrator; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def bare_environment(**variables):
    """Nothing of the developer's own settings, and what is given."""
    kept = ("PATH", "LANG", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE")
    return {name: os.environ[name] for name in kept if name in os.environ} | variables


class ObjectStorage:
    """moto's server, and a line to it that a test can disturb."""

    def __init__(self, folder):
        port = free_port()
        self._program = Program(
            [sys.executable, str(Path(__file__).with_name("object_store.py")), str(port)],
            folder / "storage.txt",
            bare_environment(PYTHONPATH=str(ROOT)),
        )
        self._program.wait_for(f"http://127.0.0.1:{port}/moto-api/data.json")
        made = urllib.request.Request(
            f"http://127.0.0.1:{port}/{BUCKET}",
            method="PUT",
            headers={"Authorization": "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/s3/aws4_request"},
        )
        urllib.request.urlopen(made, timeout=10).close()
        self.line, self._port = Line(port), port

    def settings(self, *, direct=False):
        """What ``.env`` holds about it."""
        port = self._port if direct else self.line.port
        return {
            "PROVINDEX_STORE": f"s3://{BUCKET}/provindex",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "somebody",
            "AWS_SECRET_ACCESS_KEY": "hush",  # of no storage beyond this test
        }

    def close(self):
        self.line.close()
        self._program.kill()


def image(folder):
    """What the image holds below /app."""
    for name in shipped.copied():
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif name != "requirements.txt":
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return folder


class Replica(Program):
    """A container of the composition, as a process."""

    def __init__(self, name, settings, folder, app, port=None):
        self.name, self.port = name, port or free_port()
        self.url = f"http://localhost:{self.port}"
        at = {
            "--server.port=8501": f"--server.port={self.port}",
            "--server.address=0.0.0.0": "--server.address=127.0.0.1",
        }
        command = [at.get(word, word) for word in json.loads(shipped.last("CMD"))]
        assert set(at.values()) <= set(command)
        of_image = dict(re.findall(r"(\w+)=(\S+)", shipped.last("ENV"))) | {"PATH": os.environ["PATH"]}
        variables = bare_environment() | of_image | shipped.environment(name, settings) | {"HOME": str(folder)}
        variables |= LOCAL_DESK  # which no image has: so that a test may publish at one replica
        super().__init__([sys.executable, "-m", *command], folder / f"{name}.txt", variables, app)

    def started(self):
        self.wait_for(f"{self.url}/healthz")
        return self

    def health(self):
        status, text = get(f"{self.url}/healthz")
        return status, json.loads(text)

    def metric(self, name):
        """The sum over the labels of a metric."""
        _, text = get(f"{self.url}/metrics")
        return sum(float(value) for value in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", text, re.MULTILINE))


class Proxy(Program):
    """Caddy with the shipped Caddyfile."""

    def __init__(self, settings, replicas, folder):
        port = free_port()
        self.url = f"https://localhost:{port}"
        variables = shipped.environment("proxy", settings) | {
            "PROVINDEX_REPLICAS": " ".join(f"127.0.0.1:{one.port}" for one in replicas),
            "PROVINDEX_HTTP_PORT": str(free_port()),
            "PROVINDEX_HTTPS_PORT": str(port),
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "HOME": str(folder),
        }
        command = [needs("caddy"), "run", "--config", str(shipped.DEPLOY / "Caddyfile"), "--adapter", "caddyfile"]
        super().__init__(command, folder / "proxy.txt", bare_environment(**variables), folder)
        self.wait_for(f"{self.url}/_stcore/health")
