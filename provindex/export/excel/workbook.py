"""Tables as Excel workbooks: typed numbers, so that the reader's own Excel writes commas or points.

Written with openpyxl, which also reads them back in the tests; its habit of taking a text that begins with "=" for a
formula is undone in `_put`, the only place that fills a cell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from provindex import geography
from provindex.analysis import ranking
from provindex.catalog import Index, Measure
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.export.excel import notes_sheet
from provindex.figures.text_metrics import FONT, LEADING, rows_of, width

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Kind = Literal["text", "number", "count"]

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET, _WIDEST, _NARROWEST = 31, 60, 8
_SIZE = 10
_PLAIN, _HEAD = Font(name=FONT, size=_SIZE), Font(name=FONT, size=_SIZE, bold=True)
_HEAD_LINES = 3
# Columns of the guide, in characters; the second holds sentences, the last lists.
_GUIDE = (38, 72, 15, 15, 60)
_RULE = Border(bottom=Side(style="thin", color="7D8B95"))


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: Column of the frame.
        head: What stands above it.
        kind: ``text``, ``number`` (with decimals) or ``count`` (whole: ranks, years).
        digits: Decimals shown; the cell keeps all that were published.
        signed: Positive numbers are shown with a plus, as changes are.
    """

    key: str
    head: str
    kind: Kind = "text"
    digits: int = 2
    signed: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet.

    Attributes:
        name: On the tab; what Excel forbids there is taken out.
        columns: From left to right.
        rows: The frame; missing values stay empty cells, never zeros.
        printed: What stands below each printed page.
    """

    name: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    printed: str = ""


def shown(sheets: Sequence[Sheet], told: Sequence[notes_sheet.Line], t: Translator) -> bytes:
    """A workbook of what a page shows.

    Args:
        sheets: One a table.
        told: Lines of the sheet "How to read", see `notes_sheet`.
        t: The reader's language.
    """
    book = Workbook()
    book.remove(book.active)
    names: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(_title(sheet.name, names)), sheet)
    _guide(book.create_sheet(_title(t("How to read"), names)), told)
    book.properties.creator = book.properties.lastModifiedBy = ""
    book.properties.language = t.lang
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def whole_year(index: Index, year: int, scores: pd.DataFrame, version: str, link: str, t: Translator) -> bytes:
    """A whole index-year: one sheet a level of the tree, and how to read it.

    Args:
        index: The catalogue of the index.
        year: The year.
        scores: Its table, in the schema of the store.
        version: Data version.
        link: Address of the page it comes from.
        t: The reader's language.

    Returns:
        The bytes of the .xlsx. Provinces in rows in Vietnamese alphabetical order, measures in columns in tree order;
        the total with its rank and interval where they are published; then the keys of the sources, which the guide
        explains. Uploaded again it gives the same figures.
    """
    counts = scores.assign(ranked=ranking.counted(index, year, scores))[scores["rank_published"].notna()]
    ranked = {str(key): int(n) for key, n in zip(counts["measure"], counts["ranked"], strict=True)}
    return shown(levels(index, year, scores, t), notes_sheet.of_year(index, year, version, link, t, ranked=ranked), t)


def levels(index: Index, year: int, scores: pd.DataFrame, t: Translator) -> tuple[Sheet, ...]:
    """The sheets of `whole_year`: total, dimensions, parts of dimensions; a level without any figure is left out."""
    by_depth: dict[int, list[Measure]] = {}
    held = set(scores.loc[scores["score"].notna() | scores["rank_published"].notna(), "measure"])
    for one in index.measures_of(year):
        if one.key in held:
            by_depth.setdefault(one.depth, []).append(one)
    found = []
    for depth, measures in sorted(by_depth.items()):
        columns, rows = _level(index, year, measures, scores, t)
        name = t("Measures, level {level}", level=depth) if depth else t("Total")
        found.append(Sheet(name, columns, rows, index.source_of(year).get(t.lang)))
    return tuple(found)


def _level(
    index: Index, year: int, measures: Sequence[Measure], scores: pd.DataFrame, t: Translator
) -> tuple[tuple[Column, ...], pd.DataFrame]:
    provinces = geography.provinces(index.editions[year].provinces)
    columns = [Column("province", t("Province id")), Column("name", t("Province"))]
    ids = pd.Series([one.id for one in provinces])
    named = np.array([one.name.get(t.lang) for one in provinces], dtype=object)
    cells: dict[str, npt.NDArray[Any]] = {"province": ids.to_numpy(dtype=object), "name": named}
    labels = {key: label.get(t.lang) for key, label in index.groups.labels.items()}
    for one in measures:
        table = scores.loc[scores["measure"] == one.key].set_index("province").reindex(ids)
        name = _head(one, year, t)
        columns.append(Column(one.key, name, "number", index.digits))
        cells[one.key] = table["score"].to_numpy(dtype="float64", na_value=float("nan"))
        extra = {
            "rank_published": Column(f"{one.key} rank", t("{measure}: rank", measure=name), "count"),
            "low": Column(f"{one.key} low", t("{measure}: lower end", measure=name), "number", index.digits),
            "high": Column(f"{one.key} high", t("{measure}: upper end", measure=name), "number", index.digits),
            "se": Column(f"{one.key} se", t("{measure}: standard error", measure=name), "number", index.digits + 1),
        }
        for source, column in extra.items():
            if table[source].notna().any():
                columns.append(column)
                cells[column.key] = table[source].astype("Float64").to_numpy(dtype="float64", na_value=float("nan"))
        if table["group_published"].notna().any():
            column = Column(f"{one.key} group", t("{measure}: group", measure=name))
            columns.append(column)
            cells[column.key] = table["group_published"].map(labels, na_action="ignore").to_numpy()
    for column, keys in _sources(measures, scores, ids, year, t):
        columns.append(column)
        cells[column.key] = keys
    return tuple(columns), pd.DataFrame(cells)  # in one go: pandas warns where a hundred columns are put in singly


def _sources(
    measures: Sequence[Measure], scores: pd.DataFrame, provinces: pd.Series, year: int, t: Translator
) -> Iterator[tuple[Column, npt.NDArray[np.object_]]]:
    """Keys of the sources: one column where each province has the same for all measures, else one a measure."""
    keys = scores.pivot(index="province", columns="measure", values="source").reindex(provinces)
    keys = keys.reindex(columns=[one.key for one in measures])
    if keys.nunique(axis=1).max() <= 1:
        yield Column("source", t("Source")), keys.bfill(axis=1).iloc[:, 0].to_numpy(dtype=object)
        return
    for one in measures:
        column = Column(f"{one.key} source", t("{measure}: source", measure=_head(one, year, t)))
        yield column, keys[one.key].to_numpy(dtype=object)


def _head(measure: Measure, year: int, t: Translator) -> str:
    period = measure.period(year)
    code = f"{period.code} " if period is not None and period.code else ""
    return code + measure.name.get(t.lang)


def _title(name: str, taken: set[str]) -> str:
    """A name that Excel takes for a tab and that no other sheet has."""
    plain = _SHEET_FORBIDDEN.sub(" ", name).strip("' ")[:_LONGEST_SHEET] or "–"
    title, number = plain, 2
    while title.casefold() in taken:
        tail = f" {number}"
        title, number = plain[: _LONGEST_SHEET - len(tail)] + tail, number + 1
    taken.add(title.casefold())
    return title


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        cell = _put(page, 1, place, column.head)
        cell.font, cell.border = _HEAD, _RULE
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=_side(column))
        shown_as = _number_format(column)
        values = sheet.rows[column.key]
        for row, value in enumerate(values, start=2):
            if pd.isna(value):
                continue
            cell = _put(page, row, place, str(value) if column.kind == "text" else _number(value, column))
            if column.kind != "text":
                cell.number_format = shown_as
        page.column_dimensions[get_column_letter(place)].width = _wide(column, values)
    heads = [
        (column.head, page.column_dimensions[get_column_letter(n)].width) for n, column in enumerate(sheet.columns, 1)
    ]
    page.row_dimensions[1].height = _high(heads, bold=True)
    page.freeze_panes = page.cell(2, 1 + _leading(sheet.columns))
    if len(sheet.rows):
        page.auto_filter.ref = page.dimensions
    page.oddFooter.left.text = sheet.printed.replace("&", "&&")
    _on_paper(page)


def _leading(columns: Sequence[Column]) -> int:
    """How many text columns stand at the left; they stay in sight when the sheet is moved sideways."""
    return next((place for place, column in enumerate(columns) if column.kind != "text"), len(columns)) % len(columns)


def _guide(page: Worksheet, told: Iterable[notes_sheet.Line]) -> None:
    for row, one in enumerate(told, start=1):
        texts = (one.head, *one.cells)
        for place, text in enumerate(texts, start=1):
            cell = _put(page, row, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="bottom" if one.strong else "top")
            if one.strong or place == 1:
                cell.font = _HEAD
            if one.strong:
                cell.border = _RULE
        page.row_dimensions[row].height = _high(list(zip(texts, _GUIDE, strict=False)), bold=one.strong)
    for place, wide in enumerate(_GUIDE, start=1):
        page.column_dimensions[get_column_letter(place)].width = wide
    _on_paper(page)


def _high(texts: Sequence[tuple[str, float]], *, bold: bool) -> float:
    """Height of a row in points, for texts in columns of so many characters; Excel does not measure when it opens."""
    letter = width("0", _SIZE)
    lines = max(
        (
            rows_of(text, _SIZE, (wide - 1) * letter, bold=bold or place == 0)
            for place, (text, wide) in enumerate(texts)
        ),
        default=1,
    )
    return lines * _SIZE * LEADING * 1.08 + 3


def _on_paper(page: Worksheet) -> None:
    """Across one page of A4, the heading again on each."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _put(page: Worksheet, row: int, column: int, value: str | float | int) -> Cell:
    """Fill a cell; a text stays a text whatever it begins with, on screen and after somebody edits it."""
    cell = page.cell(row, column)
    cell.font = _PLAIN
    if isinstance(value, str):
        value = _FORBIDDEN.sub("", value)
        cell.value = value
        cell.data_type = "s"
        # Excel would take it for a formula as soon as somebody edits the cell.
        cell.quotePrefix = value.startswith(inert.ACTIVE)
    else:
        cell.value = value
    return cell


def _number(value: float, column: Column) -> float | int:
    """A score as it is stored, which Excel rounds as `formats` does; a difference as it is printed, without a -0.00."""
    if column.kind == "count":
        return int(value)
    return (formats.rounded(value, column.digits) or 0.0) if column.signed else float(value)


def _number_format(column: Column) -> str:
    """Excel puts its own decimal mark and thousands where the format has a point and a comma."""
    plain = "#,##0" + ("." + "0" * column.digits if column.kind == "number" and column.digits else "")
    return f"+{plain};\N{MINUS SIGN}{plain};{plain}" if column.signed else plain


def _side(column: Column) -> str:
    return "left" if column.kind == "text" else "right"


def _wide(column: Column, values: pd.Series) -> float:
    """Width in characters; a long heading is broken into up to three lines."""
    letter = width("0", _SIZE)
    texts = [str(value) for value in values.dropna()] if column.kind == "text" else ["+00.000,00"]
    head = [column.head[: len(column.head) // _HEAD_LINES], *column.head.split()]
    needed = [*(width(text, _SIZE) for text in texts), *(width(text, _SIZE, bold=True) for text in head)]
    return min(max([*needed, _NARROWEST * letter]) / letter + 2.5, _WIDEST)
