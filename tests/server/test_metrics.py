"""What monitors ask: health, metrics, the log of slow reruns; and that nothing of a reader is in them."""

import asyncio
import logging

import pytest
import uvicorn
from starlette.applications import Starlette

from provindex import VERSION
from provindex.core import logs
from provindex.store import health
from server import metrics
from tests.asgi import get

WELL = health.Health("ok", "ok", "ok", "0123456789ab")
ILL = health.Health("ok", "ok", "failing", None, ("The store at s3://secret-bucket does not answer.",))


@pytest.fixture
def app():
    return Starlette(routes=metrics.ROUTES)


def say(monkeypatch, found):
    monkeypatch.setattr(metrics, "_WATCH", type("Fixed", (), {"current": lambda self: found})())


def value(name, **labels):
    return metrics.METRICS.get_sample_value(name, labels) or 0.0


def test_a_server_that_is_well_says_so_with_the_versions_of_data_and_program(app, monkeypatch):
    say(monkeypatch, WELL)
    answer = get(app, "/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "catalogue": "ok",
        "boundaries": "ok",
        "store": "ok",
        "data_version": "0123456789ab",
        "program": VERSION,
    }
    assert answer.headers["cache-control"] == "no-store"


def test_what_fails_is_named_and_why_is_for_the_log_alone(app, monkeypatch, caplog):
    say(monkeypatch, ILL)
    answer = get(app, "/healthz")
    assert (answer.status_code, answer.json()["status"], answer.json()["store"]) == (503, "failing", "failing")
    assert "secret-bucket" not in answer.text
    assert caplog.records[0].problems == list(ILL.problems)


def test_a_rerun_is_counted_by_its_page_also_where_it_ends_early():
    before = value("provindex_rerun_seconds_count", page="map")
    with metrics.timed("map"):
        pass
    with pytest.raises(RuntimeError), metrics.timed("map"):
        raise RuntimeError
    assert value("provindex_rerun_seconds_count", page="map") == before + 2


@pytest.mark.parametrize(("threshold", "told"), [("0", ["ranking"]), ("3600000", [])], ids=["slow", "not slow"])
def test_a_slow_rerun_is_told(monkeypatch, caplog, threshold, told):
    monkeypatch.setenv(metrics.SLOW, threshold)
    with metrics.timed("ranking"):
        pass
    assert [one.page for one in caplog.records if one.getMessage() == "slow rerun"] == told


def test_connections_are_counted_while_they_are_open():
    seen = []

    async def inner(scope, receive, send):
        seen.append(value("provindex_sessions"))

    before = value("provindex_sessions")
    for kind in ("websocket", "http"):
        asyncio.run(metrics.Connections(inner)({"type": kind}, None, None))
    assert seen == [before + 1, before]
    assert value("provindex_sessions") == before


def test_publishes_and_issues_are_counted_from_the_log():
    counting = metrics.Counting()
    before = value("provindex_publishes_total", kind="undo"), value("provindex_issues_total", code="gap")
    counting.handle(logging.makeLogRecord({"msg": "published", "kind": "undo"}))
    counting.handle(logging.makeLogRecord({"msg": "file read", "codes": {"gap": 3}}))
    counting.handle(logging.makeLogRecord({"msg": "slow rerun"}))
    after = value("provindex_publishes_total", kind="undo"), value("provindex_issues_total", code="gap")
    assert (after[0] - before[0], after[1] - before[1]) == (1, 3)


def test_metrics_are_in_the_form_that_monitors_read(app):
    with metrics.timed("overview"):
        pass
    answer = get(app, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'provindex_rerun_seconds_count{page="overview"}' in answer.text
    assert "# TYPE provindex_publishes_total counter" in answer.text


def test_garbage_is_looked_for_seldom(monkeypatch):
    set_to = []
    monkeypatch.setattr(metrics.gc, "set_threshold", set_to.append)
    metrics.configure()
    assert set_to == [20_000]


def test_a_second_start_counts_nothing_twice():
    logger = logging.getLogger(logs.ROOT)
    handlers, level = list(logger.handlers), logger.level
    try:
        metrics.configure()
        metrics.configure()
        assert sum(isinstance(one, metrics.Counting) for one in logger.handlers) == 1
    finally:
        logger.handlers[:] = handlers
        logger.setLevel(level)


@pytest.mark.parametrize(("proxies", "trusted"), [("0", ""), ("1", "127.0.0.1,::1")])
def test_no_address_is_believed_that_a_request_names_unless_a_proxy_of_ours_is_there(monkeypatch, proxies, trusted):
    monkeypatch.setenv("PROVINDEX_PROXIES", proxies)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")  # so that it is as before afterwards
    monkeypatch.delenv("FORWARDED_ALLOW_IPS")
    metrics.configure()
    assert uvicorn.Config(None).forwarded_allow_ips == trusted
