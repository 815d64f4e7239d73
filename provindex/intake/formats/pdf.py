"""PDF files with text: their tables, read page by page in a process of its own and joined over pages."""

import json
import logging
import subprocess  # noqa: S404 - starts only the program below, with the interpreter that runs this one
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provindex.intake.formats import lost_letters, pdf_process
from provindex.intake.formats.tables import Block, Grid, Line, Table, tables_of, unclear_row
from provindex.intake.issues import Fact, Issue, Refused, issue_of

_LOG = logging.getLogger(__name__)

_SECONDS = 2 * pdf_process.SECONDS + 10
_MARGIN = 0.12
"""Share of a page at its top and bottom where what every page repeats stands."""


def tables(data: bytes) -> tuple[list[Table], list[Issue]]:
    """The tables of a PDF.

    Args:
        data: The file.

    Returns:
        The tables with figures in their order, those that go on over pages joined, and what a person should know
        about the file as a whole.

    Raises:
        Refused: The file is a scan, protected, damaged or too large, holds no table, or a page cannot be read without
            doubt.
    """
    pages = _pages(data)
    pictures = tuple(number for number, page in enumerate(pages, start=1) if page["picture"])
    if pictures and not any(page["blocks"] for page in pages):
        raise Refused(issue_of("pdf_scanned"))
    completed = lost_letters.Completer()
    blocks = [block for number, page in enumerate(_without_margins(pages), start=1) for block in _blocks(page, number)]
    for block in blocks:
        if isinstance(block, Grid) and unclear_row(block) is not None:
            raise Refused(issue_of("pdf_edges", facts={"page": block.page}))
    found = tables_of([completed.block(block) for block in blocks])
    if not found:
        raise Refused(issue_of("document_no_table"))
    noted = completed.issues(found)
    listed: tuple[Fact, ...] = pictures
    return found, [*noted, *([issue_of("pdf_pictures", facts={"pages": listed})] if pictures else [])]


def _pages(data: bytes) -> list[dict[str, Any]]:
    """The pages as `pdf_process.read` returns them."""
    answer = answer_of(data)
    if "pages" in answer:
        return list(answer["pages"])
    facts: dict[str, Fact] = {"page": answer["page"]}
    if answer["refused"] == "pdf_too_many_pages":
        facts = {"pages": answer["page"], "limit": pdf_process.PAGES}
    raise Refused(issue_of(answer["refused"], facts=facts))


def answer_of(data: bytes) -> dict[str, Any]:
    """What the process answers; one that dies or takes too long found the file too heavy."""
    program = [sys.executable, "-I", str(Path(pdf_process.__file__))]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        answer: dict[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        _LOG.warning("reading a PDF failed", extra={"error": type(error).__name__})
        return {"refused": "document_too_heavy", "page": 0}
    return answer


def _blocks(page: dict[str, Any], number: int) -> list[Block]:
    blocks: list[Block] = []
    for block in page["blocks"]:
        if "text" in block:
            blocks.append(Line(block["text"]))
        else:
            merged = [((top, left), (bottom, right)) for top, left, bottom, right in block["merged"]]
            blocks.append(Grid(block["rows"], merged, tuple(block["edges"]), number))
    return blocks


def _without_margins(pages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pages without the lines at their top and bottom that the page before has there too."""
    kept = []
    before: set[str] = set()
    for page in pages:
        lines = {line for block in page["blocks"] if (line := _margin(block, page)) is not None}
        kept.append({**page, "blocks": [block for block in page["blocks"] if _margin(block, page) not in before]})
        before = lines
    return kept


def _margin(block: dict[str, Any], page: dict[str, Any]) -> str | None:
    """A line in the margin; None for another block."""
    if "text" not in block or _MARGIN < block["top"] / (page["height"] or 1.0) < 1 - _MARGIN:
        return None
    return str(block["text"])
