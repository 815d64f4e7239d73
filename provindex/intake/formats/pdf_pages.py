"""Reads the letters, lines and tables on the pages of a PDF.

pdfplumber finds tables by their ruling lines and gives every letter with its place. PDFium, which shares no code with
it, reads the same page: a figure that it does not read there too is not believed. A PDF may ask either for any amount
of memory and time, which only the process that runs them can limit, see `provindex.worker`. Only who reads a PDF loads
them.
"""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2
    from pdfplumber.page import Page

from provindex.intake.cells import Footnoted
from provindex.intake.issues import Fact, Refused, issue_of

PAGES = 200
"""Pages that are read at most."""

LETTERS = 1_000_000
"""Letters of all pages together."""

LINES = 60_000
"""Lines and edges of a page, which all have to be held against each other."""

LOST = "\ufffd"
"""Stands for a letter that the font of the file does not name."""

_CELL_EDGE = 3.0
_GAP = 0.15
"""Blank between two letters, in sizes of the letter, from which they are two words."""

_WIDE_GAP = 1.5
"""Blank from which two pieces of a line stand in columns of their own."""

_TWICE = 0.5
_RAISED = 0.8
"""Size of the mark of a footnote, in sizes of the text that it is raised above."""

_WATERMARK = 1.8
_PICTURE = 0.6
"""Share of a page from which a picture is what the page shows."""

_UNRULED_LINES = 3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+%?")
_NO_LETTER = re.compile(r"\(cid:\d+\)|\x00")
_INVISIBLE = 3

Char = dict[str, Any]
Box = tuple[float, float, float, float]


def read(data: bytes) -> list[dict[str, Any]]:
    """The pages of a file.

    Args:
        data: The file.

    Returns:
        For each page ``picture`` (whether it shows nothing but a picture), ``height`` in points, and ``blocks`` from
        top to bottom: lines ``{"text", "top"}`` and tables ``{"rows", "merged", "edges"}``, where rows hold the text
        of each cell or None, and merged the ranges ``[top, left, bottom, right]``.

    Raises:
        Refused: It is protected, too large, or a page cannot be read without doubt.
    """
    import pdfplumber
    import pypdfium2

    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            second = pypdfium2.PdfDocument(data)
            if len(second) > PAGES:
                facts: dict[str, Fact] = {"pages": len(second), "limit": PAGES}
                raise Refused(issue_of("pdf_too_many_pages", facts=facts))
            return _pages(file.pages, second)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # pdfplumber hands on what pdfminer raised as an argument of its own error.
        protected = any(type(one).__name__ == "PDFPasswordIncorrect" for one in (error, *error.args))
        raise Refused(issue_of("password" if protected else "damaged")) from error


def _pages(pages: Sequence[Page], second: pypdfium2.PdfDocument) -> list[dict[str, Any]]:
    found = []
    letters = 0
    for number, page in enumerate(pages, start=1):
        upright = _upright(page)
        letters += len(upright.chars)
        if letters > LETTERS or len(upright.edges) > LINES:
            raise _refused("document_too_heavy", number)
        found.append(_page(upright, second[number - 1], number))
        upright.close()
        page.close()
    return found


def _upright(page: Page) -> Page:
    """The page turned so that most of its text stands upright, whatever the file says about turning it."""
    turns = Counter(turn for char in page.chars if (turn := _turn(char)) is not None and not char["text"].isspace())
    if not page.chars or not turns:
        return page
    most = turns.most_common(1)[0][0]
    if most == 0:
        return page
    # pdfminer turns the letters by the one, pdfplumber the borders of the page by the other.
    page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.page_obj.rotate + most) % 360
    return type(page)(page.pdf, page.page_obj, page_number=page.page_number, initial_doctop=page.initial_doctop)


def _turn(char: Char) -> int | None:
    """By how many degrees a letter has to be turned clockwise to stand upright; None if it is slanted or mirrored."""
    a, b, c, d = char["matrix"][:4]
    size = max(abs(a), abs(b), abs(c), abs(d)) or 1.0
    signs = [0 if abs(one) < 0.35 * size else 1 if one > 0 else -1 for one in (a, b, c, d)]
    return {"1 0 0 1": 0, "0 1 -1 0": 90, "-1 0 0 -1": 180, "0 -1 1 0": 270}.get(" ".join(map(str, signs)))


def _page(page: Page, second: pypdfium2.PdfPage, number: int) -> dict[str, Any]:
    chars = _without_watermark(_letters(page))
    pictured = max(map(_area, page.images), default=0.0) >= _PICTURE * float(page.width * page.height) > 0
    if not chars:
        return {"picture": bool(page.images), "height": float(page.height), "blocks": []}
    if pictured or _has_invisible(second):
        raise _refused("pdf_recognised", number)
    tables = [(one.bbox, one.cells) for one in page.find_tables() if len(one.cells) > 1]
    among: list[list[Char]] = [[] for _ in tables]
    outside: list[Char] = []
    for char in chars:
        table = next((at for at, (box, _) in enumerate(tables) if _inside(char, box)), None)
        (outside if table is None else among[table]).append(char)
    lines = _lines(char for char in outside if _turn(char) == 0)
    _expect_ruled(lines, number)
    blocks: list[tuple[float, dict[str, Any]]] = []
    figures: list[tuple[str, str]] = []
    for (box, cells), inside in zip(tables, among, strict=True):
        grid, marked = _grid(cells, inside, number)
        figures += marked
        blocks.append((box[1], grid))
    _expect_confirmed(figures, second, number)
    blocks += [(line[0]["top"], {"text": _joined(line), "top": float(line[0]["top"])}) for line in lines]
    blocks.sort(key=lambda block: block[0])
    return {"picture": False, "height": float(page.height), "blocks": [block for _, block in blocks]}


def _letters(page: Page) -> list[Char]:
    """The letters that the page shows, each once; an accent of its own is joined to its letter."""
    left, top, right, bottom = page.cropbox if page.rotation == 0 else page.bbox
    letters: list[Char] = []
    drawn: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    for char in page.chars:
        text = _NO_LETTER.sub(LOST, char["text"])
        # Letters drawn twice, a hair apart, are how some programs make them bold.
        column, row = int(char["x0"]), int(char["top"])
        near = (drawn.get((text, column + x, row + y), ()) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if any(abs(x - char["x0"]) < _TWICE and abs(y - char["top"]) < _TWICE for found in near for x, y in found):
            continue
        drawn.setdefault((text, column, row), []).append((char["x0"], char["top"]))
        middle = across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (left <= across <= right and top <= down <= bottom):
            continue
        if letters and text and all(unicodedata.category(one) == "Mn" for one in text):
            before = letters[-1]
            letters[-1] = {**before, "text": before["text"] + text, "x1": max(before["x1"], char["x1"])}
        elif text:
            letters.append({**char, "text": text, "middle": middle})
    return letters


def _without_watermark(chars: list[Char]) -> list[Char]:
    """The letters without large slanted ones, which lie under a page and belong to no line of it."""
    sizes = sorted(char["size"] for char in chars)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [char for char in chars if char["size"] < _WATERMARK * usual or _turn(char) is not None]


def _has_invisible(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has text that is not drawn: it was recognised by a machine and lies over a picture."""
    from pypdfium2 import raw

    return any(
        raw.FPDFTextObj_GetTextRenderMode(one.raw) == _INVISIBLE
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    )


def _grid(cells: Sequence[Box], chars: list[Char], number: int) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A table as rows and ranges, and each figure with the raised mark that was left out behind it."""
    across = _edges(edge for cell in cells for edge in (cell[0], cell[2]))
    down = _edges(edge for cell in cells for edge in (cell[1], cell[3]))
    rows: list[list[str | None]] = [[None] * (len(across) - 1) for _ in down[:-1]]
    ranges = [(_nearest(down, top), _nearest(across, left), _nearest(down, bottom), _nearest(across, right))
              for left, top, right, bottom in cells]  # fmt: skip
    cell_at = {
        (row, column): position
        for position, (top, left, bottom, right) in enumerate(ranges)
        for row in range(top, bottom)
        for column in range(left, right)
    }
    owners = [cell_at.get((bisect_right(down, char["middle"][1]) - 1, bisect_right(across, char["middle"][0]) - 1))
              for char in chars]  # fmt: skip
    _expect_within(chars, owners, number)
    inside: list[list[Char]] = [[] for _ in cells]
    for char, owner in zip(chars, owners, strict=True):
        if owner is not None:
            inside[owner].append(char)
    figures: list[tuple[str, str]] = []
    for (top, left, _, _), letters in zip(ranges, inside, strict=True):
        text, marks = _cell_text(letters, number)
        rows[top][left] = Footnoted.of(text, marks) if marks else text or None
        figures += [(figure, marks) for figure in _FIGURE.findall(text)]
    several = [one for one in ranges if one[2] - one[0] > 1 or one[3] - one[1] > 1]
    merged = [[top, left, bottom - 1, right - 1] for top, left, bottom, right in several]
    return {"rows": rows, "merged": merged, "edges": across}, figures


def _cell_text(chars: list[Char], number: int) -> tuple[str, str]:
    """The text of a cell, and the marks raised above it that are no part of it."""
    turns = {_turn(char) for char in chars if not char["text"].isspace()} or {0}
    turn = turns.pop()
    if turn is None or turns:
        raise _refused("pdf_slanted", number)
    level, raised = _levels([_turned(char, turn) for char in chars] if turn else chars)
    lines = _lines(level)
    for line in lines:
        pieces = _pieces(line)
        if len(pieces) > 1 and any(_FIGURE.fullmatch(_joined(piece)) for piece in pieces):
            raise _refused("pdf_edges", number)
    return "\n".join(_joined(line) for line in lines).strip(), "".join(char["text"] for char in raised)


def _turned(char: Char, turn: int) -> Char:
    """A letter of text that runs up or down, or on its head, with its place as if it ran from left to right."""
    x0, x1, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    placed = {90: (-bottom, -top, x0, x1), 180: (-x1, -x0, -bottom, -top), 270: (top, bottom, -x1, -x0)}
    left, right, upper, lower = placed[turn]  # what pdfplumber calls the size of such a letter is how wide it is
    return {**char, "x0": left, "x1": right, "top": upper, "bottom": lower, "size": lower - upper}


def _levels(chars: list[Char]) -> tuple[list[Char], list[Char]]:
    """Letters on their lines, and small ones that are raised above or lowered below a line, as marks are."""
    sizes = Counter(round(char["size"], 1) for char in chars if not char["text"].isspace())
    if not sizes:
        return chars, []
    usual = max(size for size, count in sizes.items() if count * 3 >= max(sizes.values()))
    level = [char for char in chars if char["size"] > usual * _RAISED]
    small = [char for char in chars if char["size"] <= usual * _RAISED]

    def is_mark(char: Char) -> bool:
        near = [one for one in level if one["top"] < char["bottom"] and char["top"] < one["bottom"]]
        return bool(near) and all(abs(one["bottom"] - char["bottom"]) > 0.12 * usual for one in near)

    marks = [char for char in small if is_mark(char)]
    # Raised decimals are part of their figure; the mark of a footnote holds no point.
    if any(char["text"] in ".," for char in marks):
        return chars, []
    kept = [char for char in chars if not any(char is mark for mark in marks)]
    return (kept, marks) if any(not char["text"].isspace() for char in kept) else (chars, [])


def _lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Letters in lines from top to bottom, each from left to right; lines of blanks are left out."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one["bottom"], one["x0"])):
        size = max(char["size"], 1.0)
        if lines and abs(lines[-1][0]["bottom"] - char["bottom"]) < size * 0.4:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [
        sorted(line, key=lambda one: one["x0"]) for line in lines if any(not char["text"].isspace() for char in line)
    ]


def _joined(line: Sequence[Char]) -> str:
    """A line as text, with a blank wherever one is seen."""
    text, end = "", None
    for char in line:
        if end is not None and char["x0"] - end > _GAP * max(char["size"], 1.0) and not text.endswith(" "):
            text += " "
        text += char["text"]
        end = char["x1"]
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _pieces(line: Sequence[Char]) -> list[list[Char]]:
    """A line in pieces that stand so far apart that they belong to columns of their own."""
    pieces: list[list[Char]] = []
    end = 0.0
    for char in line:
        if char["text"].isspace():
            continue
        if pieces and char["x0"] - end <= _WIDE_GAP * max(char["size"], 1.0):
            pieces[-1].append(char)
        else:
            pieces.append([char])
        end = char["x1"]
    return pieces


def _expect_ruled(lines: Sequence[Sequence[Char]], number: int) -> None:
    """Check that no table without ruling lines stands on the page: where its columns end nobody can say."""
    following = 0
    for line in lines:
        pieces = [_joined(piece) for piece in _pieces(line)]
        following = following + 1 if len(pieces) > 1 and any(_DECIMAL.fullmatch(piece) for piece in pieces) else 0
        if following >= _UNRULED_LINES:
            raise _refused("pdf_unruled", number)


def _expect_within(chars: Sequence[Char], owners: Sequence[int | None], number: int) -> None:
    """Check that every letter of a table stands in a cell, and no word in two of them."""
    seen = [{**char, "owner": owner} for char, owner in zip(chars, owners, strict=True) if not char["text"].isspace()]
    if any(char["owner"] is None for char in seen):
        raise _refused("pdf_edges", number)
    for line in _lines(char for char in seen if _turn(char) == 0):
        for one, other in zip(line, line[1:], strict=False):
            close = other["x0"] - one["x1"] < _GAP * max(one["size"], 1.0)
            if close and one["owner"] != other["owner"]:
                raise _refused("pdf_edges", number)


def _expect_confirmed(figures: Sequence[tuple[str, str]], second: pypdfium2.PdfPage, number: int) -> None:
    """Check that the second reader reads every figure of the page as often as the first, mark behind it or not."""
    text = unicodedata.normalize("NFC", second.get_textpage().get_text_range())
    known = Counter(_FIGURE.findall(text))
    for figure, marks in figures:
        said = figure if known[figure] else next(iter(_FIGURE.findall(figure + marks)), figure)
        if not known[said]:
            raise _refused("pdf_unconfirmed", number)
        known[said] -= 1


def _edges(values: Iterable[float]) -> list[float]:
    """Edges in order, those that all but meet taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _CELL_EDGE:
            found.append(float(value))
    return found


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _inside(char: Char, box: Box) -> bool:
    return bool(box[0] <= char["middle"][0] < box[2] and box[1] <= char["middle"][1] < box[3])


def _area(picture: Char) -> float:
    return max(float(picture["x1"] - picture["x0"]), 0.0) * max(float(picture["bottom"] - picture["top"]), 0.0)


def _refused(code: str, page: int) -> Refused:
    return Refused(issue_of(code, facts={"page": page}))
