"""Publishers in processes of their own, for tests that kill them, let them race or take their disk away.

``python publishers.py`` reads one JSON order a line, forks a process for it and answers with its number; the process
answers with one JSON line a result. Everything is imported once: what a publisher costs is then a fork, not a start.
"""

import datetime
import json
import os
import resource
import signal
import sys
import time

import pyarrow as pa

from provindex import geography
from provindex.catalog import load_catalog
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, empty
from provindex.catalog.programme_model import frame as programme_frame
from provindex.catalog.schema import to_frame
from provindex.core.errors import SentenceError
from provindex.intake.programme import reader
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger
from tests import publishing

ROWS = 400
PAPI = load_catalog().indices["papi"]


def frame(value, rows=ROWS):
    """Figures of which every one is the same number, so that two publishes cannot be taken for one another."""
    provinces = [province.id for province in geography.provinces("63")]
    measures = [measure.key for measure in PAPI.measures_of(2024)]
    pairs = [(province, measure) for province in provinces for measure in measures][:rows]
    table = pa.Table.from_pylist(
        [{"province": one, "measure": two, "score": value, "source": "papi"} for one, two in pairs],
        schema=ledger.SCHEMA,
    )
    return to_frame(table)


def put(value, name, year, *, note="", rows=ROWS, expected=None):
    upload = Upload(f"{value}.xlsx", f"file {value}".encode())
    terms = Terms(note=note or str(value), partial=True)
    return publishing.publish(
        frame(value, rows), PAPI, year, upload, Actor(name, "publisher"), terms, expected=expected
    )


def put_programme(value, name, *, expected=None):
    """Publish one figure of Sơn La for a day of its own, or for the same day as everybody."""
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=int(value) % 1000)
    row = {"province": "63:14", "level": "province", "start": day, "end": day, "indicator": "online_dossiers"}
    table = pa.Table.from_pylist([row | {"value": float(value), "source": "x"}], schema=OBSERVATIONS)
    nothing = empty(UNITS), empty(UNIT_SCORES)
    reading = reader.Reading("63:14", programme_frame(table), *nothing, issues=())
    upload = Upload(f"{value}.xlsx", f"file {value}".encode())
    return publishing.publish_programme(
        reading, upload, Actor(name, "publisher"), Terms(note=str(value)), expected=expected
    )


def programme_without_end(order):
    """Publish one figure of a programme after another and say each that went through."""
    value = order["first"]
    while True:
        put_programme(float(value), "An")
        say(done=value)
        value += 1


def programme_once(order):
    """Publish a programme once, at a moment at which another does so too."""
    time.sleep(max(0.0, order["at"] - time.time()))
    told(lambda: put_programme(order["value"], order["name"], expected=order["expected"]))


def say(**values):
    os.write(1, (json.dumps(values) + "\n").encode())


def without_end(order):
    """Publish one number after another and say each that went through."""
    value = order["first"]
    while True:
        put(float(value), "An", order.get("year", 2024))
        say(done=value)
        value += 1


def once(order):
    """Publish once, at a moment at which others do so too."""
    table = frame(order["value"])  # what takes time is done before
    assert len(table) == ROWS
    time.sleep(max(0.0, order["at"] - time.time()))
    told(lambda: put(order["value"], order["name"], order["year"], expected=order.get("expected")))


def without_room(order):
    """Publish when no file can grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["most"], order["most"]))
    told(lambda: put(order["value"], "An", 2024, note=order["note"], rows=order["rows"]))


def told(do):
    try:
        say(version=do().version)
    except SentenceError as error:
        say(error=type(error).__name__, message=str(error), who=getattr(error, "who", None))


ORDERS = {
    "without_end": without_end,
    "once": once,
    "without_room": without_room,
    "programme_without_end": programme_without_end,
    "programme_once": programme_once,
}

if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed leave nothing behind
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os.environ["PROVINDEX_STORE"] = order["store"]
            ORDERS[order["do"]](order)
            os._exit(0)
        say(child=child)
