"""The worker gives an answer or says why there is none, and whatever one file does to it, the next is answered."""

import os
import socket
import threading
import time

import pytest
from starlette.applications import Starlette

from provindex.core.rate_limit import Allowance
from provindex.intake.issues import Refused
from provindex.worker.client import Worker, WorkerError
from server import data_api, quotas
from tests.asgi import get

STANDINS = "tests.provindex.worker.standins"


@pytest.fixture
def worker():
    """A worker of its own whose files have a second."""
    made = Worker(STANDINS, seconds=1)
    yield made
    made.close()


def cause(worker, task):
    with pytest.raises(WorkerError) as failed:
        worker.ask(task, b"")
    return failed.value.cause


def test_the_documents_of_a_task_come_back_in_their_order(worker):
    assert worker.ask("echo", "Hà Nội".encode()) == [{"size": 9}, {"text": "Hà Nội"}]


def test_a_refusal_comes_back_as_the_issue_that_it_was(worker):
    with pytest.raises(Refused) as refused:
        worker.ask("refusing", b"")
    assert (refused.value.issue.code, dict(refused.value.issue.facts)) == ("too_many_rows", {"rows": 9, "limit": 3})


@pytest.mark.parametrize(
    ("task", "told"), [("greedy", "memory"), ("endless", "time"), ("aborting", "ended"), ("failing", "failed")]
)
def test_a_reader_that_fails_is_told_by_its_cause_and_the_next_file_is_answered(worker, task, told):
    assert cause(worker, task) == told
    assert worker.ask("echo", b"a") == [{"size": 1}, {"text": "a"}]


def test_a_process_whose_libraries_cannot_be_loaded_says_so_with_each_file(caplog):
    worker = Worker("tests.provindex.worker.nothing_of_that_name")
    assert [cause(worker, "echo") for _ in range(2)] == ["failed", "failed"]
    assert "ModuleNotFoundError" in caplog.records[-1].cause
    worker.close()


def test_a_reader_that_takes_no_time_of_a_processor_is_ended_by_the_clock():
    worker = Worker(STANDINS, clock=4.0)
    began = time.monotonic()
    assert cause(worker, "asleep") == "time"
    assert 3.5 < time.monotonic() - began < 60
    worker.close()


def test_what_a_reader_prints_is_no_part_of_an_answer(worker):
    assert worker.ask("printing", b"") == [{"done": True}]


def test_one_process_opens_file_after_file(worker):
    assert worker.ask("process", b"") == worker.ask("process", b"")


def test_a_file_at_which_a_used_process_broke_off_is_opened_by_a_fresh_one(worker):
    assert [worker.ask("wearing", b"") for _ in range(3)] == [[{"times": 1}]] * 3


def test_a_process_that_was_ended_from_outside_is_replaced(worker):
    (first,) = worker.ask("process", b"")
    os.kill(first["id"], 9)
    assert worker.ask("echo", b"a")[0] == {"size": 1}


def test_the_process_sees_neither_the_store_nor_a_secret(worker, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", "s3://somewhere/store")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    (found,) = worker.ask("surroundings", b"")
    assert "PROVINDEX_DATA" not in found["environment"]
    assert not {"PROVINDEX_STORE", "AWS_SECRET_ACCESS_KEY", "HOME", "PATH"} & set(found["environment"])


def test_other_data_of_the_server_are_those_of_the_process(worker, monkeypatch, tmp_path):
    worker.ask("echo", b"")
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    (found,) = worker.ask("surroundings", b"")
    assert found["environment"]["PROVINDEX_DATA"] == str(tmp_path)


def test_where_the_kernel_offers_it_nothing_is_written_read_called_or_ended_from_there(worker, tmp_path):
    supported = pytest.importorskip("landlockpy", reason="not Linux").supported()
    if not supported:
        pytest.skip("this kernel offers no Landlock")
    (tmp_path / "secret").write_text("a secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (found,) = worker.ask("reaching", b"", folder=str(tmp_path), port=port, pid=os.getpid())
    assert found == dict.fromkeys(found, "PermissionError")
    assert not (tmp_path / "written").exists()


@pytest.mark.parametrize("task", ["greedy", "endless", "aborting"])
def test_everyone_else_is_served_meanwhile(worker, task, monkeypatch):
    monkeypatch.setattr(quotas, "DATA", Allowance("PROVINDEX_DATA_PER_MINUTE", 0))
    causes = []
    failing = threading.Thread(target=lambda: causes.append(cause(worker, task)))
    failing.start()
    app, answers = Starlette(routes=data_api.ROUTES), []
    while failing.is_alive():
        time.sleep(0.02)
        began = time.monotonic()
        answers.append((get(app, "/data/v1/papi/2023.csv").status_code, time.monotonic() - began))
    assert len(causes) == 1
    assert {status for status, _ in answers} == {200}
    assert max(seconds for _, seconds in answers) < 10
