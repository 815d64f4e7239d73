"""Workbooks to fill in: one row a province, one column a measure, and a sheet that says how.

A filled template is read by `plain`: the keys in the headings say which measure a column holds, whatever the language.
"""

import io
import re

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from provindex import geography
from provindex.catalog import Index, Measure
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.intake.normalisation import edition_of

_HEAD = PatternFill("solid", fgColor="DCE6EC")
_WIDTHS = (12, 24)
_COLUMN = 20
_HEAD_HEIGHT = 75
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET = 31


def template(index: Index, year: int, t: Translator) -> bytes:
    """An XLSX workbook with the provinces of a year and empty columns for its measures.

    Args:
        index: The catalogue of the index; the year need not be in it yet.
        year: The year to be filled in.
        t: Language of the headings and of the sheet that says how to fill.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _SHEET_FORBIDDEN.sub(" ", f"{index.short.get(t.lang)} {year}")[:_LONGEST_SHEET]
    edition = edition_of(index, year)
    columns = _columns(index, year, t)
    for place, head in enumerate((t("Province id"), t("Province"), *(head for head, _ in columns)), start=1):
        sheet.cell(1, place, head).data_type = "s"  # openpyxl takes a name that begins with "=" for a formula
    for province in sorted(geography.provinces(edition), key=lambda one: one.id):
        sheet.append([province.id, province.name.get(t.lang)])
    _dress(sheet, [about for _, about in columns])
    guide = book.create_sheet(t("How to fill"))
    guide.column_dimensions["A"].width = 110
    for line in _guide(index, year, edition, t):
        guide.append([line])
        guide.cell(guide.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    guide["A1"].font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def file_name(index: Index, year: int) -> str:
    """What the template is called, with its year, which the reader believes."""
    return f"{index.key}-{year}.xlsx"


def _columns(index: Index, year: int, t: Translator) -> list[tuple[str, str]]:
    """Heading and note of each column: the score of every measure, and what else is published of the total."""
    root = index.root
    columns: list[tuple[str, str]] = []
    for measure in index.measures_of(year):
        columns.append((_heading(measure, year, t), measure.about.get(t.lang)))
        if measure.key != root.key:
            continue
        # Who sorts into quartiles declines to rank, and prints how certain each total is.
        if index.groups.kind == "quartile":
            ends = ((t("Lower end of the interval"), "low"), (t("Upper end of the interval"), "high"))
            for name, field in (*ends, (t("Standard error"), "se")):
                columns.append((f"{name} [{root.key} {field}]", t("As published, where it is published.")))
        else:
            columns.append((t("Rank") + f" [{root.key} rank]", t("The published rank, 1 for the highest score.")))
    return columns


def _heading(measure: Measure, year: int, t: Translator) -> str:
    period = measure.period(year)
    code = f"{period.code}: " if period and period.code else ""
    scale = f" ({formats.scale(period.low, period.high, t.lang)})" if period else ""
    return f"{code}{measure.name.get(t.lang)}{scale} [{measure.key}]"


def _dress(sheet: Worksheet, notes: list[str]) -> None:
    for number, cell in enumerate(sheet[1]):
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = _WIDTHS[number] if number < len(_WIDTHS) else _COLUMN
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
        if number >= len(_WIDTHS):
            cell.comment = Comment(notes[number - len(_WIDTHS)], "")
    sheet.row_dimensions[1].height = _HEAD_HEIGHT
    sheet.freeze_panes = "C2"


def _guide(index: Index, year: int, edition: str, t: Translator) -> list[str]:
    count = len(geography.provinces(edition))
    lines = [
        t("How to fill: {index} {year}, {n} provinces", index=index.short.get(t.lang), year=year, n=count),
        t("Put each published figure into the cell of its province and measure, in the scale that the heading states."),
        t("Leave the cell blank where no figure was published. A zero is a figure."),
        t("Write numbers only, with a comma or a point before the decimals, and the same one throughout."),
        t("Keep the province ids, and the keys in square brackets in the headings; columns may be moved or deleted."),
        t("Do not merge cells, and paste results as values instead of formulas."),
    ]
    if index.additive:
        lines.append(t("The total and each dimension have to be the sum of their parts, to within 0.01 points."))
    return lines
