"""PDF files with text: their tables, read page by page and joined over pages."""

from collections.abc import Sequence
from typing import Any

from provindex.intake.formats import lost_letters, pdf_pages
from provindex.intake.formats.tables import Block, Grid, Line, Table, tables_of, unclear_row
from provindex.intake.issues import Fact, Issue, Refused, issue_of

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
    pages = pdf_pages.read(data)
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
