"""A small programme in memory, for tests of what is computed from one."""

from datetime import date

import pyarrow as pa

from provindex.catalog.programme_model import (
    OBSERVATIONS,
    UNIT_SCORES,
    Indicator,
    Plan,
    Programme,
    Target,
    Unit,
    empty,
    frame,
)
from provindex.core.translate import Text

WORD = Text(vi="chữ", en="word")
PROVINCE = "63:14"
HALL, POST = f"{PROVINCE}.hall", f"{PROVINCE}.post"

Q1, Q2 = (date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 6, 30))
HALF = (date(2024, 1, 1), date(2024, 6, 30))


def indicator(key, unit="percent", aim="higher", targets=()):
    return Indicator(key, Text(vi=key, en=key), Text(vi=key, en=key), WORD, unit, aim, None, {}, targets)


def programme(*rows, scores=(), targets=()):
    """Rows are dicts of an observation; what they leave out is the province's first quarter of 2024 and null."""
    usual = {"province": PROVINCE, "level": "province", "start": Q1[0], "end": Q1[1], "source": "page"}
    table = pa.Table.from_pylist([usual | row for row in rows], schema=OBSERVATIONS) if rows else None
    points = pa.Table.from_pylist(list(scores), schema=UNIT_SCORES) if scores else None
    keys = {
        "online": indicator("online", targets=targets),
        "late": indicator("late", aim="lower"),
        "documents": indicator("documents", "count", "none"),
        "planned": indicator("planned", "count", "none"),
        "done": indicator("done"),
        "under_way": indicator("under_way", "count", "none"),
        "overdue": indicator("overdue", "count", "lower"),
    }
    units = {
        HALL: Unit(HALL, PROVINCE, "department", Text(vi="Sở Một", en="Department One"), None, None),
        POST: Unit(POST, PROVINCE, "district", Text(vi="Huyện Hai", en="District Two"), None, date(2025, 6, 30)),
    }
    return Programme(
        indicators=keys,
        plans=(Plan("plan", WORD, "planned", "done", "under_way", "overdue"),),
        pairing=WORD,
        sources={},
        units=units,
        observations=frame(table) if table is not None else empty(OBSERVATIONS),
        scores=frame(points) if points is not None else empty(UNIT_SCORES),
    )


def target(value, first=date(2020, 1, 1), last=None):
    return Target(value, first, last, WORD, "decision")
