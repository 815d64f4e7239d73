"""Lines of JSON: what stands in them, and what never does."""

import json
import logging

import pandas as pd
import pytest

from provindex.core import logs
from provindex.intake import reader
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import score_store
from tests import publishing


@pytest.fixture
def logger():
    """Our logger, left as it was."""
    found = logging.getLogger(logs.ROOT)
    handlers, level = list(found.handlers), found.level
    yield found
    found.handlers[:] = handlers
    found.setLevel(level)


def line(**extra):
    record = logging.makeLogRecord({"msg": "published", "levelno": 20, "levelname": "INFO", **extra})
    return json.loads(logs.JsonLines().format(record))


def test_a_line_has_time_level_event_and_the_known_fields():
    told = line(created=0.0, who="An", year=2024, index="papi")
    assert told == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "event": "published",
        "index": "papi",
        "year": 2024,
        "who": "An",
    }


def test_a_field_that_is_not_known_is_left_out():
    assert not {"address", "cookie"} & set(line(address="192.0.2.1", cookie="secret"))


def test_vietnamese_letters_stay_and_a_line_break_does_not():
    record = logging.makeLogRecord({"msg": "published", "levelname": "INFO", "who": "Nguyễn\nAn"})
    written = logs.JsonLines().format(record)
    assert "Nguyễn\\nAn" in written
    assert len(written.splitlines()) == 1


def test_a_second_start_does_not_say_everything_twice(logger):
    before = len(logger.handlers)
    logs.configure({})
    again = logs.configure({"PROVINDEX_LOG_LEVEL": "warning"})
    assert sum(isinstance(one.formatter, logs.JsonLines) for one in logger.handlers) == 1
    assert again in logger.handlers
    assert len(logger.handlers) <= before + 1
    assert logger.level == logging.WARNING


def test_an_unknown_level_is_told():
    with pytest.raises(ValueError, match="“LOUD” is none of DEBUG, INFO, WARNING, ERROR"):
        logs.configure({"PROVINDEX_LOG_LEVEL": "loud"})


def test_a_publish_says_who_did_what(own_store, catalog, caplog):
    caplog.set_level(logging.INFO, logs.ROOT)
    frame: pd.DataFrame = score_store.read_shipped("papi", 2024)
    record = publishing.publish(
        frame, catalog.indices["papi"], 2024, Upload("PAPI.xlsx", b"x"), Actor("an@example.org", "publisher")
    )
    told = [json.loads(logs.JsonLines().format(one)) for one in caplog.records if one.getMessage() == "published"]
    assert [(one["who"], one["kind"], one["index"], one["year"], one["version"]) for one in told] == [
        ("an@example.org", "publish", "papi", 2024, record.version)
    ]


def test_a_file_that_was_read_says_its_issues_by_code(own_store, catalog, caplog):
    caplog.set_level(logging.INFO, logs.ROOT)
    reading = reader.read(b"", "nothing.xlsx", catalog)
    told = [one.codes for one in caplog.records if one.getMessage() == "file read"]
    assert told == [{reading.issues[0].code: 1}]
