"""The decision that a table is issued with, as its title, its notes or the margins of its pages name it."""

from collections.abc import Iterator

from provindex.core import decisions
from provindex.core.translate import LANGS, N_, translator
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet, Workbook

_GUIDE = tuple(translator(lang)(N_("How to read")) for lang in LANGS)
"""First cell of the sheet that explains an exported workbook; it names the decisions of other years too."""

_ABOVE, _BELOW = 30, 30
"""Rows at either end of a sheet that are looked at; the figures stand between them."""


def source_in(workbook: Workbook) -> str:
    """The name of the decision in Vietnamese, such as “Quyết định số 268/QĐ-BNV ngày 28/03/2025”; empty where none."""
    sheets = [sheet for sheet in workbook.sheets if not is_guide(sheet)]
    found = decisions.decision_among(line for sheet in sheets for line in _lines(sheet))
    return "" if found is None else found.name.vi


def is_guide(sheet: Sheet) -> bool:
    """Whether a sheet is the one that explains a workbook that was taken away here."""
    return sheet.text(0, 0) in _GUIDE


def _lines(sheet: Sheet) -> Iterator[str]:
    """The texts of the first and last rows, each row as one line with the row after it, where a date may stand."""
    yield from sheet.margins
    rows = [_line(row) for row in sheet.rows[:_ABOVE]]
    rows += [_line(row) for row in sheet.rows[max(_ABOVE, sheet.height - _BELOW) :]]
    for line, following in zip(rows, [*rows[1:], ""], strict=True):
        if "/" in line:
            yield f"{line} {following}"


def _line(row: list[object]) -> str:
    return " ".join(cells.text(value) for value in row if isinstance(value, str))
