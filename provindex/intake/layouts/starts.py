"""Where the tables of a sheet begin: rows that head a column of provinces, by their words or by what stands below."""

from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet
from provindex.intake.layouts import measure_names, provinces
from provindex.intake.layouts.provinces import LOOKED_AT, known_province

HEAD_ROWS = 20
"""How far down headings may begin; titles, notes and metadata stand above."""

BELOW = 4
"""Rows of headings below the row that heads the column of provinces."""

_BETWEEN = 12
"""Rows of notes, titles and headings between the last figures of a table and the headings of one below it."""


def starts_of(sheet: Sheet) -> list[tuple[int, int]]:
    """Rows that head a column of provinces, with that column; the first by its words or by the provinces below it."""
    first = _first_by_words(sheet) or _first_by_content(sheet)
    if first is None:
        return []
    found = [first]
    for row in range(first[0] + BELOW + 1, sheet.height):
        if row <= found[-1][0] + BELOW or not any(isinstance(value, str) for value in sheet.rows[row]):
            continue
        column = _province_column(sheet, row, later=True)
        if column is None and _heads_once_more(sheet, row, found[-1][1]):
            column = found[-1][1]
        if column is None:
            column = _headed_elsewhere(sheet, row)
        if column is not None:
            found.append((row, column))
    return found


def _first_by_words(sheet: Sheet) -> tuple[int, int] | None:
    for row in range(min(sheet.height, HEAD_ROWS)):
        column = _province_column(sheet, row, later=False)
        if column is not None and _leads(sheet, row, column):
            return row, column
    return None


def _heads_once_more(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row with a blank in the column of provinces heads its figures anew, as that of a table below does."""
    if sheet.text(row, column):
        return False
    line = sheet.rows[row]
    right = [place for place in range(column + 1, len(line)) if not cells.is_blank(line[place])]
    if not right or not all(map(may_head, filter(None, line))):
        return False
    above = range(max(0, row - _BETWEEN), row)
    if not any(cells.number(sheet.value(one, place)).state == "number" for place in right for one in above):
        return False
    below = next((one for one in range(row + 1, sheet.height) if sheet.text(one, column)), None)
    return below is not None and below <= row + BELOW and known_province(sheet.text(below, column)) is not None


def _headed_elsewhere(sheet: Sheet, row: int) -> int | None:
    """The blank of a row of headings below which provinces begin, in a column that held none just above."""
    line = sheet.rows[row]
    # Cheap first: this is asked of every row, and hardly one has a province below a blank.
    begins = [
        column
        for column, value in enumerate(line)
        if cells.is_blank(value) and all(known_province(sheet.text(row + below, column)) for below in (1, 2))
    ]
    filled = [column for column, value in enumerate(line) if not cells.is_blank(value)] if begins else []
    if not filled or not all(may_head(line[column]) for column in filled):
        return None
    if len(filled) == 1 and not all(_is_figure(sheet, row + below, filled[0]) for below in (1, 2)):
        return None
    above = range(max(0, row - _BETWEEN), row)
    held = (column for column in begins if column < filled[-1])
    return next((column for column in held if not any(known_province(sheet.text(one, column)) for one in above)), None)


def _is_figure(sheet: Sheet, row: int, column: int) -> bool:
    return cells.number(sheet.value(row, column)).state == "number"


def _province_column(sheet: Sheet, row: int, *, later: bool) -> int | None:
    """The column of provinces, or of their codes, that a row heads beside at least one more column."""
    line = sheet.rows[row]
    roles = {
        column: measure_names.role(cells.text(value)) for column, value in enumerate(line) if isinstance(value, str)
    }
    for role in ("province", "code"):
        column = next((column for column, found in roles.items() if found == role), None)
        if column is None:
            continue
        filled = [value for value in line if not cells.is_blank(value)]
        if len(filled) < 2 or (later and not all(map(may_head, filled))):
            return None
        return column
    return None


def may_head(value: object) -> bool:
    """Whether a cell may be one of a heading: a text that is no province, or a year."""
    if isinstance(value, str):
        marked = cells.figure(value).beside is not None or cells.score_and_rank(value) is not None
        is_word = cells.number(value).state == "text" and not marked
        return _is_year(value) or (is_word and known_province(cells.text(value)) is None)
    return _is_year(value)


def _is_year(value: object) -> bool:
    number = cells.figure(value).value
    return number is not None and number == int(number) and 2000 <= number < 2050


def _leads(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row is the heading that provinces follow, and not a line of metadata above it.

    "Đơn vị: Bộ Nội vụ" has the form of a heading too; another row below that heads more columns is the one.
    """
    filled = sum(not cells.is_blank(value) for value in sheet.rows[row])
    for below in range(row + 1, min(sheet.height, row + HEAD_ROWS)):
        if known_province(sheet.text(below, column)):
            return True
        if filled == 2 and _province_column(sheet, below, later=True) is not None:
            return sum(not cells.is_blank(value) for value in sheet.rows[below]) <= filled
    return True


def _first_by_content(sheet: Sheet) -> tuple[int, int] | None:
    """The row above the first province of a column of provinces whose heading is blank or not known."""
    for row in range(1, min(sheet.height, HEAD_ROWS + BELOW)):
        for column, value in enumerate(sheet.rows[row]):
            if not isinstance(value, str) or not known_province(cells.text(value)):
                continue
            if len(provinces.in_column(sheet, column, range(row, min(sheet.height, row + LOOKED_AT)))) < 2:
                continue
            for above in range(row - 1, max(-1, row - 1 - BELOW), -1):
                texts = [place for place in range(len(sheet.rows[above])) if sheet.text(above, place)]
                if any(place > column for place in texts) and all(
                    may_head(sheet.value(above, place)) for place in texts
                ):
                    return above, column
    return None


def title_start(sheet: Sheet, row: int, first: int, column: int) -> int:
    """The first row of the title of a table below another: texts without figures and provinces, above its headings."""
    top = row
    while top > first and not any(cells.number(value).state == "number" for value in sheet.rows[top - 1]):
        if known_province(sheet.text(top - 1, column)):
            break
        top -= 1
    return top
