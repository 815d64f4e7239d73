"""Tables with provinces side by side whose provinces have several columns each, such as one a year."""

from provindex.intake import cells
from provindex.intake.issues import Refused, issue_of
from provindex.intake.layouts.across import Across
from provindex.intake.layouts.provinces import known_province


def expect_undivided(across: Across) -> None:
    """Check that each province of a table has one column: which of several counts its names do not say.

    Raises:
        Refused: Half of the names are followed by columns of figures without a name, or stand there once more.
    """
    sheet = across.sheet
    columns = range(across.first, sheet.width)
    named = [column for column in columns if sheet.text(across.row, column)]
    further = [column for column in columns if column not in named and _has_figures(across, column)]
    known = {column: known_province(sheet.text(across.row, column)) for column in named}
    first = {province: column for column, province in reversed(known.items())}
    further += [column for column, province in known.items() if province and column != first[province]]
    if 2 * len(further) >= len(first):
        raise Refused(issue_of("columns_divided", sheet.place(across.row, further[0])))


def _has_figures(across: Across, column: int) -> bool:
    return any(cells.number(across.sheet.value(row, column)).state == "number" for row in across.rows)
