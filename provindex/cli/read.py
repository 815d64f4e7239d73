"""``python -m provindex read FILE``: read and check a file as the desk does, without writing anything."""

import argparse
from dataclasses import replace
from pathlib import Path

from provindex.catalog import Catalog
from provindex.cli import output, programme_files
from provindex.core import formats
from provindex.core.translate import LANGS, Translator, translator
from provindex.intake.checks.history import Published, Stored
from provindex.intake.extraction import Answers
from provindex.intake.formats import container, limits
from provindex.intake.issues import Refused
from provindex.intake.reader import read
from provindex.intake.result import Reading, exit_code, to_json
from provindex.publishing import accepted_names
from provindex.store import ledger
from provindex.store.published_catalog import load_catalog
from provindex.worker import opening


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    reading = commands.add_parser("read", help="read and check a file without writing anything")
    reading.add_argument(
        "file", metavar="FILE", type=Path, help="workbook, document or table in one of the publishers' layouts"
    )
    reading.add_argument("--index", metavar="INDEX", help="of which index, where the file does not say")
    reading.add_argument("--year", metavar="YEAR", type=int, help="of which year, where the file does not say")
    reading.add_argument("--zeros", choices=["missing", "keep"], help="what zeros mean, where they look like missing")
    reading.add_argument("--correct", action="store_true", help="read it as a correction of some published figures")
    reading.add_argument(
        "--blanks", choices=["keep", "remove"], help="with --correct: whether blank cells take figures away"
    )
    reading.add_argument("--part", action="store_true", help="a part of the list of provinces, of a year not published")
    reading.add_argument(
        "--province", metavar="PROVINCE", help="of which province, where a programme file does not say"
    )
    reading.add_argument("--lang", choices=LANGS, default=LANGS[0], help="language of the answer (default: vi)")
    reading.add_argument("--json", action="store_true", help="print JSON")
    reading.set_defaults(run=_read)


def _read(asked: argparse.Namespace) -> int:
    """Print what is in the file: 0 clean or warnings only, 1 blocking issues, 2 unreadable."""
    t = translator(asked.lang)
    answers = Answers(index=asked.index, year=asked.year, names=accepted_names.accepted(), zeros=asked.zeros or "ask")
    answers = replace(answers, correct=asked.correct, blanks=asked.blanks or "keep", part=asked.part)
    state = max(ledger.current().state().version, 0)
    reading = read_file(asked.file, load_catalog(), answers, Stored(state))
    if reading is None:
        raise output.UnknownError(t("There is no file “{name}” that can be opened.", name=asked.file.name))
    province = None if asked.province is None else programme_files.find_province(asked.province, t)
    programme = programme_files.read(reading, province) if reading.sha256 else None
    if programme is not None:
        found, state = programme.reading, max(programme.before.version, 0)
        plain, text = programme_files.to_json(found), programme_files.report(found, t)
        code = programme_files.exit_code(found)
    else:
        plain, text, code = to_json(reading), report(reading, t), exit_code(reading)
    compared = t(
        "Read against change {state}: publish with --expects {state} to undo nothing that comes after it.", state=state
    )
    print(output.as_json(plain | {"state": state}) if asked.json else f"{text}\n{compared}")
    return code


def read_file(path: Path, catalog: Catalog, answers: Answers, published: Published | None = None) -> Reading | None:
    """Read a file from disk; None if it cannot be opened. More than `limits.BYTES` are never taken into memory."""
    try:
        container.expect_size(path.stat().st_size)
        with path.open("rb") as file:
            return read(file.read(limits.BYTES + 1), path.name, catalog, answers, published, opening.load)
    except Refused as refused:
        return Reading(path.name, "", issues=(refused.issue,))
    except OSError:
        return None


def report(reading: Reading, t: Translator) -> str:
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
