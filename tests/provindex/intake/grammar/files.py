"""One file of one seed: the grammar's choices."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.provindex.intake.grammar import encodings, official, sheets, writers
from tests.provindex.intake.grammar.model import Book, Grid, Made

KINDS: dict[str, tuple[int, Callable[[Random], tuple[Book, int, str]]]] = {
    "table": (80, sheets.table),
    "papi_yearly": (6, official.yearly),
    "papi_wide": (8, official.wide),
    "papi_years": (1, official.several_years),
    "long": (5, official.long),
}
"""Each kind of file with its weight and what draws it: a book, its year and the index that its name may state."""

FORMATS = {"xlsx": 52, "xls": 12, "ods": 12, "csv": 24}
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def make(seed: int) -> Made:
    """The file of a seed; the same on every machine."""
    random = Random(seed)  # noqa: S311 - draws tables, no secrets
    kind = _weighted(random, {name: weight for name, (weight, _) in KINDS.items()})
    book, year, index = KINDS[kind][1](random)
    book.features.insert(0, f"kind={kind}")
    return _written(random, seed, book, year, index)


def _written(random: Random, seed: int, book: Book, year: int, index: str) -> Made:
    visible = [grid for grid in book.grids if not grid.hidden]
    percent_cells = any(cell.format.endswith("%") for grid in book.grids for cell in grid.cells.values())
    formats = {
        name: weight
        for name, weight in FORMATS.items()
        if not (name == "csv" and len(book.grids) > 1)
        and not (name == "xls" and (percent_cells or len(visible) < len(book.grids)))
    }
    format = _weighted(random, formats)
    if random.random() < 0.1:
        book.features.append("away from the corner")
        book.grids[0].shift(random.choice((0, 1, 2)), random.choice((0, 1, 1)))
    if format == "xlsx" and random.random() < 0.05:
        book.features.append("formulas")
        for grid in book.grids:
            _compute(grid)
    book.features.append(f"format={format}")
    figures = book.figures()
    if format == "csv":
        data = _csv(random, book)
        extension = "csv"
    else:
        recode = _recode(random, book) if format in ("xlsx", "xls") else writers.same
        write = {"xlsx": writers.xlsx, "xls": writers.xls}.get(format)
        data = write(book.grids, recode) if write else writers.ods(book.grids)
        # A program shows the name of a tab in its own font, so that letters of an old one stand there as they are.
        figures = {key: replace(figure, sheet=recode(figure.sheet)) for key, figure in figures.items()}
        extension = format
    name = f"{_name(random, book, year, index)}.{extension}"
    return Made(seed, name, data, figures, book.derived, tuple(dict.fromkeys(book.features)), tuple(book.unclear))


def _compute(grid: Grid) -> None:
    """Make formulas of the whole numbers right of the first column, as of ranks that a workbook counts."""
    for place, cell in grid.cells.items():
        if isinstance(cell.value, int) and place[1] > 1 and cell.value < 100:
            grid.cells[place] = replace(cell, computed=True)


def _csv(random: Random, book: Book) -> bytes:
    grid = book.grids[0]
    if book.features[0] in ("kind=papi_yearly", "kind=papi_wide"):
        # Only the tab names the year, and a CSV has none.
        book.features.append("year only in the file's name")
    separator = random.choice(list(SEPARATORS))
    decimal = random.choice(".,")
    encoding = random.choices(("utf-8", "utf-8-sig", "utf-16", "cp1258", "tcvn3"), (5, 5, 2, 2, 1))[0]
    quoting = True
    if separator == "," and decimal == "," and random.random() < 0.5:
        quoting = False
        book.unclear.append("bare commas")
    book.features += [f"separator={SEPARATORS[separator]}", f"decimal={decimal}", f"encoding={encoding}"]
    text = writers.csv_text(grid, separator, decimal, quoting=quoting)
    if encoding == "cp1258":
        return encodings.cp1258(text)
    if encoding == "tcvn3":
        # A program of Windows: dashes and quotation marks have bytes there that the font leaves alone.
        return encodings.tcvn3(text).encode("cp1252", "replace")
    return text.encode(encoding)


def _recode(random: Random, book: Book) -> writers.Recode:
    drawn = random.random()
    if drawn < 0.03:
        book.features.append("font=TCVN3")
        return encodings.tcvn3
    if drawn < 0.05:
        book.features.append("font=VNI")
        return encodings.vni
    return writers.same


def _name(random: Random, book: Book, year: int, index: str) -> str:
    """A file name; it states the year where nothing else does, or another one where that is the trap."""
    short = {"par": "PAR INDEX", "sipas": "SIPAS", "papi": "PAPI"}[index]
    if "year only in the file's name" in book.features:
        return random.choice((f"{short}-{year}", f"ket qua {year}", f"phu luc {year}", f"{short.lower()}_{year}"))
    if "the file is named by the next year" in book.unclear:
        return random.choice((f"QD 268 {year + 1}", f"cong bo {year + 1}", f"{short} cong bo thang 4-{year + 1}"))
    named = (f"{short}-{year}", f"{short.replace(' ', '_').lower()} {year}")
    unnamed = ("Book1", "phu luc", "Phu luc I", "bang tong hop", "ket qua", short, "So lieu (1)")
    if book.unclear or random.random() < 0.6:
        return random.choice(unnamed if not {"no index", "only a date"} & set(book.unclear) else unnamed[:5])
    return random.choice(named)


def _weighted(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
