"""Lines of a table of text that have more or fewer cells than its headings: joined where only one reading is possible.

A decimal comma parts a cell of a file that is parted by commas, and an unquoted comma parts a heading. Read as they
stand such lines lose their decimals or move under other headings, so that every line is joined for certain or refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.issues import Fact, Issue, Place, Refused, issue_of
from provindex.intake.layouts import measure_names

_HEAD_LINES = 20
_HEADING_LINES = 4
_FEWEST = 5
"""Provinces side by side that make a line one of headings."""
_WHOLE = ("rank_published", "number", "code", "year")
"""Columns of whole numbers, which have no decimals to be parted from them."""
_LONGEST_WHOLE, _LONGEST_DECIMALS = 3, 8

Line = list[str]


@dataclass(frozen=True)
class _Head:
    """The headings: the line of the first, the first line of figures, the cells of both, columns of whole numbers.

    ``cells`` counts the blank ones too that a program writes where a table below has more columns.
    """

    line: int
    first: int
    texts: Line
    whole: frozenset[int]
    coded: bool
    cells: int

    @property
    def width(self) -> int:
        return len(self.texts)


def even(lines: list[Line], separator: str) -> tuple[list[Line], list[Issue]]:
    """The lines with as many cells as there are headings, and what a person should know about it.

    Args:
        lines: As the file parts them.
        separator: What parts them; only a comma can be a decimal one.

    Raises:
        Refused: A line has more or fewer cells than there are headings, and may be read in more than one way.
    """
    if separator == ",":
        lines = _with_whole_names(lines)
    starts = [0, *_later_heads(lines), len(lines)]
    issues: list[Issue] = []
    for first, last in pairwise(starts):
        lines, noted = _even(lines, first, last, separator)
        issues += noted
    return lines, issues


def _later_heads(lines: Sequence[Line]) -> list[int]:
    """Where further tables begin: lines without figures that head a column of provinces, below lines with figures."""
    found: list[int] = []
    figures = False
    for number, line in enumerate(lines):
        if _has_figures(line):
            figures = True
        elif figures and "province" in map(measure_names.role, line) and _filled(line) > 1:
            found.append(number)
            figures = False
    return found


def _even(lines: list[Line], start: int, end: int, separator: str) -> tuple[list[Line], list[Issue]]:
    """The lines with those of one table evened."""
    head = _head_of(lines[:end], start)
    if head is None:
        return lines, []
    about = [number for number in range(head.first, end) if _is_about(lines[number], head)]
    if separator == ",":
        _expect_whole_headings(lines, head, about)
    # A comma parts decimals; another separator parts cells, of which a line has more only if it was typed so.
    most = head.width if separator == "," else head.cells
    longer = [number for number in about if _filled(lines[number]) > most]
    if not longer:
        _expect_no_shorter(lines, head, about)
        return lines, []
    result = list(lines)
    for number in about:
        result[number] = _joined(lines[number], number, head, separator)
    example = next(cell for number in longer for cell in result[number] if cell not in lines[number])
    facts: dict[str, Fact] = {"n": len(longer), "example": example}
    return result, [issue_of("decimals_joined", Place("", longer[0]), value=example, facts=facts)]


def _with_whole_names(lines: list[Line]) -> list[Line]:
    """The lines with "Tỉnh, thành phố" as one heading, for a table has no column of cities beside one of provinces."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        for at in range(len(line) - 1):
            both = f"{line[at]},{line[at + 1]}"
            if (
                measure_names.role(line[at]) == "province"
                and line[at + 1].strip()
                and measure_names.role(both) == "province"
            ):
                return [*lines[:number], [*line[:at], both, *line[at + 2 :]], *lines[number + 1 :]]
    return lines


def _head_of(lines: Sequence[Line], start: int) -> _Head | None:
    """The headings of the table that begins at a line; None where no line is one of headings."""
    editions = [edition.key for edition in geography.editions()]
    for number, line in enumerate(lines[start : start + _HEAD_LINES], start=start):
        roles = {column: measure_names.role(text) for column, text in enumerate(line) if text.strip()}
        named = "province" in roles.values() or "code" in roles.values()
        if len(roles) > 1 and (
            named or len({name_matching.known(text, *editions) for text in line} - {None}) >= _FEWEST
        ):
            first = next((at for at in range(number + 1, len(lines)) if _has_figures(lines[at])), len(lines))
            headings = lines[number : min(first, number + _HEADING_LINES)]
            width = max(map(_filled, headings))
            texts = [" ".join(one[at].strip() for one in headings if at < len(one)).strip() for at in range(width)]
            whole = frozenset(column for column, role in roles.items() if role in _WHOLE)
            return _Head(number, first, texts, whole, "code" in roles.values(), max(map(len, headings)))
    return _head_over_provinces(lines, start, editions)


def _head_over_provinces(lines: Sequence[Line], start: int, editions: Sequence[str]) -> _Head | None:
    """The line over the first province with figures, where no heading says which column holds the provinces."""
    first = next(
        (
            number
            for number, line in enumerate(lines[start:], start=start)
            if any(name_matching.known(text, *editions) for text in line) and _has_figures(line)
        ),
        0,
    )
    above = next((number for number in range(first - 1, start - 1, -1) if _filled(lines[number])), None)
    if above is None:
        return None
    # The lowest line of headings may end before those above it do.
    heads = [one for one in lines[max(start, above - _HEADING_LINES + 1) : above + 1] if not _has_figures(one)]
    width = max(map(_filled, heads), default=0)
    texts = [(lines[above][at] if at < len(lines[above]) else "").strip() for at in range(width)]
    whole = frozenset(column for column, text in enumerate(texts) if measure_names.role(text) in _WHOLE)
    return _Head(above, first, texts, whole, coded=False, cells=len(lines[above]))


def _has_figures(line: Line) -> bool:
    """Whether a line holds numbers that are no years, as headings hold; beside the name of a province any counts."""
    states = [cells.number(cell).state for cell in line]
    years = [cell.strip() for cell in line if len(cell.strip()) == 4 and cell.strip().startswith("20")]
    if "number" not in states or len(years) < states.count("number"):
        return "number" in states
    return _names_province(line)


def _names_province(line: Line) -> bool:
    editions = [edition.key for edition in geography.editions()]
    return any(name_matching.known(text, *editions) for text in line)


def _is_about(line: Line, head: _Head) -> bool:
    """Whether a line holds figures of a province; a note or a mean below the table is none and is left anyway."""
    text = next((cell for cell in line if cells.number(cell).state == "text"), "")
    if not _has_figures(line) or not (text or head.coded):
        return False
    # A region in front of a province is no row of the region.
    return not (measure_names.is_note(text) or measure_names.is_aggregate(text)) or _names_province(line)


def _filled(line: Line) -> int:
    """How many cells a line has up to its last that is not blank."""
    return max((number for number, cell in enumerate(line, start=1) if cell.strip()), default=0)


def _expect_whole_headings(lines: Sequence[Line], head: _Head, about: Sequence[int]) -> None:
    """Refuse a heading that its own comma parts: a blank follows the comma there, and follows none between figures.

    Where decimals have points no comma parts them, and lines of as many cells as headings prove that none is parted.
    """
    whole = {len(lines[number]) for number in about} == {len(lines[head.line])}
    if whole and any("." in cell and cells.number(cell).mark for number in about for cell in lines[number]):
        return
    # The publisher's own "  1: Tham gia" begins with blanks, but a heading is not parted before a number. A name may be
    # written behind a blank in any file; only one before numbers too is that of a separator.
    spaced = any(
        cell.startswith(" ") and cells.number(cell).state == "number" for number in about for cell in lines[number][1:]
    )
    if not about or spaced:
        return
    # Common headings stand in lines above the one that heads the provinces; a title fills hardly more than one cell.
    above = [
        number
        for number in range(max(0, head.line - _HEADING_LINES), head.line)
        if _filled(lines[number]) > head.cells // 2
    ]
    for number in [*above, head.line]:
        after = [text for text in lines[number][1:] if text.startswith(" ") and measure_names.numbered(text)[0] is None]
        if any(text.strip() for text in after):
            raise Refused(issue_of("heading_parted", Place("", number), value=",".join(lines[number])))


def _expect_no_shorter(lines: Sequence[Line], head: _Head, about: Sequence[int]) -> None:
    """Refuse a line that ends before its headings do, unless only notes are left out."""
    for number in about:
        line = lines[number]
        left = [text for text in head.texts[len(line) :] if text and measure_names.role(text) != "note"]
        if left:
            raise Refused(_uneven("line_shorter", line, number, head))


def _joined(line: Line, number: int, head: _Head, separator: str) -> Line:
    """A line with its decimals joined, in the only way in which it has as many cells as there are headings."""
    given = line[: _filled(line)]
    if separator != ",":
        if len(given) > head.cells:
            raise Refused(_uneven("line_longer", line, number, head))
        return line
    readings = _readings(given, head)
    # A line that leaves out its last cells may have decimals to join all the same.
    shorter = any(_readings(given, head, width) for width in range(len(given) // 2, head.width))
    if len(readings) != 1 or (shorter and len(line) <= head.width):
        raise Refused(_uneven("line_longer" if len(line) > head.width else "line_shorter", line, number, head))
    return readings[0]


def _readings(line: Line, head: _Head, width: int | None = None) -> list[Line]:
    """At most two ways to read a line as so many cells, each a cell of its own or two halves of a decimal number."""
    width = head.width if width is None else width
    found: list[Line] = []

    def walk(at: int, row: Line) -> None:
        left, room = len(line) - at, width - len(row)
        if len(found) > 1 or not room <= left <= 2 * room:
            return
        if not left:
            found.append(row)
            return
        walk(at + 1, [*row, line[at]])
        if left > 1 and len(row) not in head.whole and _are_halves(line[at], line[at + 1]):
            walk(at + 2, [*row, f"{line[at].strip()},{line[at + 1].strip()}"])

    walk(0, [])
    return found


def _are_halves(whole: str, decimals: str) -> bool:
    whole, decimals = whole.strip().removeprefix("-"), decimals.strip().removesuffix("%").strip()
    return (
        whole.isascii() and whole.isdecimal() and len(whole) <= _LONGEST_WHOLE
        and decimals.isascii() and decimals.isdecimal() and len(decimals) <= _LONGEST_DECIMALS
    )  # fmt: skip


def _uneven(code: str, line: Line, number: int, head: _Head) -> Issue:
    facts: dict[str, Fact] = {"n": len(line), "headings": head.width}
    return issue_of(code, Place("", number), value=",".join(line), expected=str(head.width), facts=facts)
