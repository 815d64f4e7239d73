"""What the worker can be asked, by name: each takes the bytes of a file and answers with JSON documents."""

import base64
from collections.abc import Callable, Iterable, Mapping

import pdfplumber  # noqa: F401 - at hand before the first PDF
import pypdfium2  # noqa: F401

from provindex.core.errors import CatalogError
from provindex.core.toml_table import toml_values
from provindex.intake.formats import workbook
from provindex.worker import answers


def open_workbook(data: bytes, name: str) -> Iterable[object]:
    """The sheets of a file, see `provindex.intake.formats.workbook.load`.

    Raises:
        Refused: It cannot be read, or is larger than is read.
    """
    return answers.documents(workbook.load(data, name))


def open_template(data: bytes) -> Iterable[object]:
    """A PowerPoint template without its slides, or why it cannot be used; see `template.reduced`."""
    from provindex.export.powerpoint import (
        template,  # readers' files go to a process of their own, which alone needs it
    )

    try:
        found = template.reduced(data)
    except template.TemplateError as error:
        return [{"refused": [error.message, dict(error.values)]}]
    package = base64.b64encode(found.package).decode()
    return [{"layouts": found.layouts, "usual": found.usual, "package": package}]


def parse_toml(data: bytes) -> Iterable[object]:
    """The values of an ``index.toml``, see `provindex.core.toml_table.toml_values`; or its faults."""
    try:
        return [{"values": answers.value_document(toml_values(data))}]
    except CatalogError as error:
        return [{"faults": [[one.file, one.key, one.problem] for one in error.faults]}]


def read_presentation(data: bytes) -> Iterable[object]:
    """A presentation for the stage, written anew; or why it cannot be read."""
    from provindex.views import scenes  # see `open_template`

    try:
        return [{"written": scenes.written(scenes.read(data.decode("utf-8-sig", "replace")))}]
    except scenes.PresentationError as error:
        return [{"refused": [error.message, error.values]}]


TASKS: Mapping[str, Callable[..., Iterable[object]]] = {
    "workbook": open_workbook,
    "toml": parse_toml,
    "template": open_template,
    "presentation": read_presentation,
}
