"""The lines for other programs: Python's are run against a server, the others are read as far as they can be."""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
import uvicorn
from starlette.applications import Starlette

from provindex.export.data import api_examples
from provindex.store import score_store
from server import data_api


@pytest.fixture(scope="module")
def served():
    """The data addresses on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(Starlette(routes=data_api.ROUTES), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/data/v1/papi/2024.csv"
    server.should_exit = True
    thread.join(10)


def lines(program, address="https://data.example.org/data/v1/papi/2024.csv"):
    return next(one.lines for one in api_examples.of_year(address, "papi") if one.program.startswith(program))


def first(count):
    frame = score_store.read_shipped("papi", 2024)
    total = frame[frame["measure"] == "papi"].sort_values("score", ascending=False)
    return total.head(count)


def test_the_python_lines_print_the_highest_scores(served):
    run = subprocess.run([sys.executable, "-c", lines("Python", served)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    printed = [float(number) for number in re.findall(r"\d+\.\d+", run.stdout)]
    assert printed == pytest.approx(first(5)["score"].tolist(), abs=1e-4)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_r_lines_print_the_highest_scores(served):
    run = subprocess.run(["Rscript", "-e", lines("R", served)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    printed = [float(number) for number in re.findall(r"\d+\.\d+", run.stdout)]
    assert printed == pytest.approx(first(5)["score"].tolist(), abs=1e-3)


@pytest.mark.parametrize("program", ["Excel", "Python", "R", "Stata"])
def test_each_program_is_given_the_address_and_closes_what_it_opens(program):
    text = lines(program)
    assert '"https://data.example.org/data/v1/papi/2024.csv"' in text
    bare = re.sub(r'"[^"]*"', "", text)
    assert '"' not in bare
    for opens, closes in ("()", "[]", "{}"):
        depth = 0
        for letter in bare:
            depth += (letter == opens) - (letter == closes)
            assert depth >= 0
        assert depth == 0


def test_excel_reads_points_as_points_whatever_the_reader_s_country():
    assert '"en-US"' in lines("Excel")


def test_the_columns_that_excel_types_are_those_that_the_table_has(served):
    with urllib.request.urlopen(served) as answer:
        heads = answer.readline().decode().strip().split(",")
    typed = re.findall(r'\{"(\w+)", ', lines("Excel"))
    assert typed
    assert set(typed) <= set(heads)
