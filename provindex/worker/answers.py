"""Workbooks and issues as JSON documents and back, without loss: what the worker answers with.

JSON and no pickle: whoever takes the worker over can hand the server other cells, but nothing that it would run.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from provindex.core.translate import Text
from provindex.intake.cells import Footnoted, Percent, Unshown
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Fact, Issue
from provindex.intake.messages.texts import WORDINGS

_CELLS = 20_000
"""Cells of one document, so that neither side holds a file twice."""

_PLAIN = frozenset((str, int, float, bool, type(None)))
"""Types of cells that JSON gives back as they are."""


def documents(workbook: Workbook) -> Iterator[object]:
    """A workbook in documents: first everything but the cells, then the rows of its sheets, some at a time."""
    yield {
        "name": workbook.name,
        "kind": workbook.kind,
        "issues": [issue_document(issue) for issue in workbook.issues],
        "sheets": [_sheet_document(sheet) for sheet in workbook.sheets],
    }
    for number, sheet in enumerate(workbook.sheets):
        for rows in _portions(sheet.rows):
            yield {
                "sheet": number,
                "rows": [[cell if type(cell) in _PLAIN else _cell_document(cell) for cell in row] for row in rows],
            }


def workbook_of(found: Sequence[Any], sha256: str) -> Workbook:
    """The workbook of documents that were parsed with `restored`.

    Args:
        found: The documents in their order.
        sha256: Hash of the bytes, which the server takes itself.

    Raises:
        ValueError, TypeError, KeyError, IndexError: They are not those of a workbook.
    """
    head, *portions = found
    rows: list[list[list[object]]] = [[] for _ in head["sheets"]]
    for portion in portions:
        rows[portion["sheet"]] += portion["rows"]
    sheets = tuple(_sheet_of(about, cells) for about, cells in zip(head["sheets"], rows, strict=True))
    return Workbook(head["name"], head["kind"], sheets, sha256, tuple(issue_of_document(one) for one in head["issues"]))


def restored(found: dict[str, Any]) -> object:
    """A value that JSON has no type for, from an object of one entry; any other object stays as it is."""
    if len(found) == 1:
        ((kind, value),) = found.items()
        if kind in _RESTORED:
            return _RESTORED[kind](value)
    return found


def issue_document(issue: Issue) -> dict[str, object]:
    """An issue as plain values."""
    facts = [[name, _fact_document(fact)] for name, fact in issue.facts]
    return issue.values() | {"facts": facts, "number": issue.number}


def issue_of_document(found: Mapping[str, Any]) -> Issue:
    """The issue of `issue_document`.

    Raises:
        TypeError, ValueError: It is none.
    """
    facts = tuple((str(name), _fact_of(fact)) for name, fact in found["facts"])
    if found["code"] not in WORDINGS:
        raise ValueError(f"no issue is called {found['code']}")
    return Issue(**{**found, "facts": facts})


def value_document(value: object) -> object:
    """A value of a TOML file, with all that it holds, as JSON has types for it."""
    if isinstance(value, dict):
        return {name: value_document(one) for name, one in value.items()}
    if isinstance(value, list):
        return [value_document(one) for one in value]
    return value if type(value) in _PLAIN else _cell_document(value)


def _sheet_document(sheet: Sheet) -> dict[str, object]:
    return {
        "name": sheet.name,
        "formulas": sorted(sheet.formulas),
        "errors": [[*cell, shown] for cell, shown in sheet.errors.items()],
        "merged": [[*cell, *first, *last] for cell, (first, last) in sheet.merged.items()],
        "margins": sheet.margins,
        "hidden": [sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)],
        "above": sheet.above,
    }


def _sheet_of(about: Mapping[str, Any], rows: list[list[object]]) -> Sheet:
    return Sheet(
        name=about["name"],
        rows=rows,
        formulas=frozenset((row, column) for row, column in about["formulas"]),
        errors={(row, column): shown for row, column, shown in about["errors"]},
        merged={
            (row, column): ((top, left), (bottom, right)) for row, column, top, left, bottom, right in about["merged"]
        },
        margins=tuple(about["margins"]),
        hidden_rows=frozenset(about["hidden"][0]),
        hidden_columns=frozenset(about["hidden"][1]),
        above=about["above"],
    )


def _portions(rows: list[list[object]]) -> Iterator[list[list[object]]]:
    portion: list[list[object]] = []
    size = 0
    for row in rows:
        portion.append(row)
        size += len(row) + 1
        if size >= _CELLS:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _cell_document(cell: object) -> dict[str, object]:
    if isinstance(cell, Percent):
        return {"$percent": float(cell)}
    if isinstance(cell, Unshown):
        return {"$unshown": float(cell)}
    if isinstance(cell, Footnoted):
        return {"$footnoted": [str(cell), cell.mark]}
    if isinstance(cell, datetime):
        return {"$datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"$date": cell.isoformat()}
    if isinstance(cell, time):
        return {"$time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"$timedelta": [cell.days, cell.seconds, cell.microseconds]}
    raise TypeError(f"a cell of the type {type(cell).__name__} cannot be answered")


_RESTORED: dict[str, Any] = {
    "$percent": Percent,
    "$unshown": Unshown,
    "$footnoted": lambda parts: Footnoted.of(*parts),
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$timedelta": lambda parts: timedelta(*parts),
    "$text": lambda parts: Text(*parts),
}


def _fact_document(fact: Fact) -> object:
    if isinstance(fact, Text):
        return {"$text": [fact.vi, fact.en]}
    if isinstance(fact, tuple):
        return [_fact_document(one) for one in fact]
    return fact


def _fact_of(found: Any) -> Fact:  # noqa: ANN401 - whatever JSON gave
    if isinstance(found, list):
        return tuple(_fact_of(one) for one in found)
    if isinstance(found, str | int | float | Text):
        return found
    raise TypeError(f"a fact of the type {type(found).__name__}")
