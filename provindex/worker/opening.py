"""Uploaded files opened by a worker: what the desk, the stage and the command line call.

Files of whoever may publish and files of any reader go to workers of their own, so that no reader keeps a publisher
waiting.
"""

import base64
import hashlib

from provindex.core.errors import CatalogError, Fault
from provindex.core.translate import N_
from provindex.export.powerpoint.template import Template, TemplateError
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import Refused, issue_of
from provindex.views import scenes
from provindex.views.scenes import Presentation, PresentationError
from provindex.worker import answers
from provindex.worker.client import Cause, Worker, WorkerError

_WORKER = Worker()
_READERS = Worker(seconds=20, clock=40.0)

_TEMPLATE_HEAVY = N_(
    "The template takes more time or memory to open than any template needs. "
    "Delete its slides, pictures and films and choose it again."
)

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
    """The sheets of a file, as `provindex.intake.formats.workbook.load` reads them, opened in the worker.

    Raises:
        Refused: It cannot be read, is larger than is read, or takes more time or memory than any table needs.
    """
    try:
        return answers.workbook_of(_WORKER.ask("workbook", data, name=name), hashlib.sha256(data).hexdigest())
    except WorkerError as error:
        raise Refused(issue_of(_CODES[error.cause])) from error
    except (ValueError, TypeError, KeyError, IndexError):
        raise Refused(issue_of("unreadable")) from None


def toml(data: bytes) -> dict[str, object]:
    """The values of an ``index.toml`` as `provindex.core.toml_table.toml_values` gives them, parsed in the worker.

    Raises:
        CatalogError: It is none, or takes more time or memory than any catalogue needs.
    """
    try:
        (found,) = _WORKER.ask("toml", data)
        if "faults" in found:
            raise CatalogError(Fault(file, key, problem) for file, key, problem in found["faults"])
        return dict(found["values"])
    except (WorkerError, ValueError, TypeError, KeyError):
        problem = "the file takes more time or memory to read than any catalogue needs"
        raise CatalogError([Fault("index.toml", "", problem)]) from None


def presentation(data: bytes) -> Presentation:
    """A presentation from a file, as `provindex.views.scenes.read` gives it, read in a worker.

    Raises:
        PresentationError: It cannot be read; the sentence says why.
    """
    if len(data) > scenes.MOST_BYTES:
        raise PresentationError(scenes.TOO_LARGE, most=scenes.MOST_BYTES)
    try:
        (found,) = _READERS.ask("presentation", data)
        if "refused" in found:
            message, values = found["refused"]
            raise PresentationError(message, **values)
        return scenes.read(found["written"])
    except (WorkerError, ValueError, TypeError, KeyError):
        raise PresentationError(scenes.NO_PRESENTATION) from None


def template(data: bytes) -> Template:
    """A PowerPoint template as `provindex.export.powerpoint.template.reduced` gives it, opened in a worker.

    Raises:
        TemplateError: It cannot be used; the sentence says why.
    """
    try:
        (found,) = _READERS.ask("template", data)
        if "refused" in found:
            message, values = found["refused"]
            raise TemplateError(
                message, **{name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
            )
        return Template(tuple(found["layouts"]), str(found["usual"]), base64.b64decode(found["package"]))
    except (WorkerError, ValueError, TypeError, KeyError):
        raise TemplateError(_TEMPLATE_HEAVY) from None
