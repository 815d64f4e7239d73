"""``python -m provindex read FILE``: read and check a file as the desk does, without writing anything."""

import argparse
import json
from pathlib import Path

from provindex import formats
from provindex.catalog import Catalog
from provindex.intake import container, limits
from provindex.intake.draft import Answers
from provindex.intake.issues import Refused
from provindex.intake.reading import Reading, exit_code, to_json
from provindex.intake.registry import read
from provindex.translate import LANGS, Translator, translator


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add the verb to a command line; the caller sets what runs."""
    parser = commands.add_parser("read", help="read and check a file to upload, without writing anything")
    parser.add_argument("file", metavar="FILE", type=Path, help="a workbook or table with the figures of an index")
    parser.add_argument("--index", help="key of the index, where the file does not say")
    parser.add_argument("--year", type=int, help="year of the figures, where the file does not say")
    parser.add_argument(
        "--zeros",
        choices=("ask", "missing", "keep"),
        default="ask",
        help="what a zero means: no figure, or a score of zero (default: ask, which blocks)",
    )
    parser.add_argument("--lang", choices=LANGS, default=LANGS[0], help="language of the answer (default: vi)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def run(asked: argparse.Namespace, catalog: Catalog) -> tuple[str, int]:
    """Read the file that was asked for.

    Returns:
        What to print, and the exit code: 0 clean or warnings only, 1 blocking issues, 2 unreadable.
    """
    t = translator(asked.lang)
    answers = Answers(index=asked.index, year=asked.year, zeros=asked.zeros)
    reading = read_file(asked.file, catalog, answers)
    if reading is None:
        return t("There is no file “{name}” that can be opened.", name=asked.file.name), 2
    if asked.json:
        return json.dumps(to_json(reading), ensure_ascii=False, indent=2, allow_nan=False), exit_code(reading)
    return told(reading, t), exit_code(reading)


def read_file(path: Path, catalog: Catalog, answers: Answers) -> Reading | None:
    """Read a file from disk; None if it cannot be opened. More than `limits.BYTES` are never taken into memory."""
    try:
        container.expect_size(path.stat().st_size)
        with path.open("rb") as file:
            return read(file.read(limits.BYTES + 1), path.name, catalog, answers)
    except Refused as refused:
        return Reading(path.name, "", issues=(refused.issue,))
    except OSError:
        return None


def told(reading: Reading, t: Translator) -> str:
    """A reading for a person: what it is, each year, each issue with its cure."""
    lines = []
    if reading.layout is not None:
        index = reading.index.short.get(t.lang) if reading.index else formats.MISSING
        lines.append(t("{name}: {index}, layout {layout}", name=reading.name, index=index, layout=reading.layout))
    for year, frame in reading.years.items():
        rows, missing = formats.integer(len(frame), t.lang), formats.integer(reading.missing(year), t.lang)
        lines.append(t("{year}: {rows} figures, {missing} missing", year=year, rows=rows, missing=missing))
    marks = {"blocks": t("blocks"), "warns": t("warns")}
    lines += [f"[{marks[issue.severity]}] {issue.sentence(t)} {issue.fix(t)}" for issue in reading.issues]
    return "\n".join(lines) if reading.issues else "\n".join([*lines, t("No issue.")])
