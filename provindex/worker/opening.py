"""Uploaded files opened by the worker: what the desk and the command line call."""

import hashlib

from provindex.intake.issues import Refused, issue_of
from provindex.intake.workbook import Workbook
from provindex.worker import answers
from provindex.worker.client import Cause, Worker, WorkerError

_WORKER = Worker()

_CODES: dict[Cause, str] = {
    "time": "reading_too_long",
    "memory": "reading_too_large",
    "ended": "reading_broke_off",
    "failed": "unreadable",
}


def warm() -> None:
    """Start the process that opens files, so that the first file need not wait for it."""
    _WORKER.warm()


def load(data: bytes, name: str) -> Workbook:
    """The sheets of a file, as `provindex.intake.workbook.load` reads them, opened in the worker.

    Raises:
        Refused: It cannot be read, is larger than is read, or takes more time or memory than any table needs.
    """
    try:
        return answers.workbook_of(_WORKER.ask("workbook", data, name=name), hashlib.sha256(data).hexdigest())
    except WorkerError as error:
        raise Refused(issue_of(_CODES[error.cause])) from error
    except (ValueError, TypeError, KeyError, IndexError):
        raise Refused(issue_of("unreadable")) from None
