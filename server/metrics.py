"""What whoever runs the server asks it: is it well, how fast, how much; nothing about any reader.

Counts are of this process alone; Prometheus adds up those of several.
"""

import gc
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from provindex import VERSION
from provindex.core import logs, paths
from provindex.core.rate_limit import number
from provindex.store import health
from provindex.store.location import Place
from server.clients import PROXIES

SLOW = "PROVINDEX_SLOW_MS"
"""Variable: a rerun that takes this many milliseconds or more is written to the log; 1000 where it is not set."""

_LOG = logging.getLogger(f"{logs.ROOT}.server")
_NEVER = {"Cache-Control": "no-store"}
_WATCH = health.Watch()

_SETTLED: set[str] = set()

# Objects that are made before Python looks for garbage among the new ones. A run of a page makes many thousands and
# drops nearly all of them by itself: looked for after every 700, as is usual, took 7 % of a server with 100 viewers.
_YOUNG = 20_000

METRICS = CollectorRegistry()
_RERUNS = Histogram(
    "provindex_rerun_seconds",
    "Time a page took on the server, its count being the number of reruns",
    ["page"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=METRICS,
)
_SESSIONS = Gauge("provindex_sessions", "Open connections of browsers", registry=METRICS)
_CHANGES = Counter("provindex_publishes", "Changes of published years by kind", ["kind"], registry=METRICS)
_ISSUES = Counter("provindex_issues", "Issues found in uploaded files by code", ["code"], registry=METRICS)


class Counting(logging.Handler):
    """Counts what the log is told, so that what happens is told in one place."""

    def emit(self, record: logging.LogRecord) -> None:
        """Adds one change, or the issues of one file."""
        if record.getMessage() == "published":
            _CHANGES.labels(record.kind).inc()  # type: ignore[attr-defined]  # set by the ledger
        elif record.getMessage() == "file read":
            for code, number in record.codes.items():  # type: ignore[attr-defined]  # set by the intake
                _ISSUES.labels(code).inc(number)


def configure() -> None:
    """Starts the log and the counts, and lets Python look for garbage seldom; done once more, it changes nothing.

    Raises:
        StoreError: The folder of the store has a name that cannot be opened: nobody is served before it has another.
    """
    logs.configure()
    if not number(PROXIES, 0):
        # Else every address of this machine could name another one as that of its reader.
        os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    Place(paths.store_location())
    gc.set_threshold(_YOUNG)
    logger = logging.getLogger(logs.ROOT)
    if not any(isinstance(one, Counting) for one in logger.handlers):
        logger.addHandler(Counting())


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Measures one run of a page, also where the page ends it early."""
    start = time.perf_counter()
    try:
        yield
    finally:
        taken = time.perf_counter() - start
        _settle(page)
        _RERUNS.labels(page).observe(taken)
        if taken * 1000 >= float(os.environ.get(SLOW) or 1000):
            _LOG.warning("slow rerun", extra={"page": page, "milliseconds": round(taken * 1000)})


def _settle(page: str) -> None:
    """Takes what the first run of a page has loaded out of the collection of garbage.

    Modules, catalogue and boundaries stay as long as the process, and each full collection would walk through them:
    more work than most runs of a page, in which nobody is answered.
    """
    if page not in _SETTLED:
        _SETTLED.add(page)
        gc.freeze()


class Connections:
    """Counts the open websockets; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the connection on and counts it while it is open."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        with _SESSIONS.track_inprogress():
            await self.app(scope, receive, send)


def _health(_: Request) -> Response:
    """Runs in a thread, so that a store which does not answer holds nobody up."""
    found = _WATCH.current()
    if not found.well:
        _LOG.error("not well", extra={"problems": list(found.problems)})
    told = {
        "status": "ok" if found.well else "failing",
        "catalogue": found.catalogue,
        "boundaries": found.boundaries,
        "store": found.store,
        "data_version": found.version,
        "program": VERSION,
    }
    return JSONResponse(told, status_code=200 if found.well else 503, headers=_NEVER)


def _metrics(_: Request) -> Response:
    return Response(generate_latest(METRICS), headers=_NEVER | {"Content-Type": CONTENT_TYPE_LATEST})


ROUTES = [Route("/healthz", _health), Route("/metrics", _metrics)]
