"""What the program says while it runs: one JSON object a line, for machines that collect lines.

Nothing here is about readers: no address, no name, no cookie, no query. Who published is said, as in the history.
"""

import json
import logging
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

ROOT = "provindex"
"""Logger above all of ours."""

FIELDS = (
    "index",
    "year",
    "topic",
    "province",
    "kind",
    "who",
    "file",
    "sha256",
    "rows",
    "version",
    "page",
    "milliseconds",
    "codes",
    "problems",
)
"""What a line may carry beside its time, level and event; anything else is left out."""

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, event, and those of `FIELDS` that it has."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line break of its own."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def configure(environ: Mapping[str, str] = os.environ) -> logging.Handler:
    """Let our loggers write JSON lines to the standard error stream; a second call replaces the first.

    Args:
        environ: ``PROVINDEX_LOG_LEVEL`` is DEBUG, INFO (the default), WARNING or ERROR.

    Raises:
        ValueError: The level is none of these.
    """
    level = environ.get("PROVINDEX_LOG_LEVEL", "INFO").upper()
    if level not in _LEVELS:
        raise ValueError(f"PROVINDEX_LOG_LEVEL: “{level}” is none of {', '.join(_LEVELS)}")
    logger = logging.getLogger(ROOT)
    for old in [one for one in logger.handlers if isinstance(one.formatter, JsonLines)]:
        logger.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler
