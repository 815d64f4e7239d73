"""What the worker can be asked, by name: each takes the bytes of a file and answers with JSON documents."""

from collections.abc import Callable, Iterable, Mapping

import pdfplumber  # noqa: F401 - at hand before the first PDF
import pypdfium2  # noqa: F401

from provindex.intake import workbook
from provindex.worker import answers


def open_workbook(data: bytes, name: str) -> Iterable[object]:
    """The sheets of a file, see `provindex.intake.workbook.load`.

    Raises:
        Refused: It cannot be read, or is larger than is read.
    """
    return answers.documents(workbook.load(data, name))


TASKS: Mapping[str, Callable[..., Iterable[object]]] = {"workbook": open_workbook}
