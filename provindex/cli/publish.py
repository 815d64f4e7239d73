"""The commands ``publish``, ``final``, ``release``, ``history`` and ``undo``: the desk without a browser.

Whoever runs them can write the files of the store anyway, and so has every right; ``--as`` only says under which name.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from provindex.cli import output, programme_files
from provindex.cli.publish_file import actor, number, publish_file
from provindex.core import formats
from provindex.core.errors import CatalogError, SentenceError
from provindex.core.translate import LANGS, N_, Translator, translator
from provindex.intake.formats import limits
from provindex.publishing import publish
from provindex.publishing.publish import Terms, Upload
from provindex.publishing.publish_log import KINDS, STATUSES, history
from provindex.store import ledger, programme_ledger
from provindex.store.ledger_records import FILED, Record
from provindex.store.programme_ledger import ProgrammeRecord

DONE, REFUSED, UNKNOWN = 0, 1, 2

_UNREADABLE = N_("{file} cannot be read: {problem}.")
_TWICE = N_("{file} holds the same as {first}, byte for byte, and is left out.")
_NO_DAY = N_("“{asked}” is no day; write it as 2025-04-15.")
_SHOWN = N_("Published {index} {year} as change {version}: {rows} rows of {provinces} provinces.")
_CORRECTED = N_("Corrected {index} {year} as change {version}: {rows} rows of {provinces} provinces stand there now.")
_SETTLED = {
    "finalise": N_("Made {index} {year} final as change {version}."),
    "release": N_("Released {index} {year} as change {version}: everybody sees it."),
}
_UNDONE = N_("Took back the last change of {index} {year}; the figures are those of change {restored} again.")
_SHIPS = N_("Took back the last change of {index} {year}; what ships with the program shows again.")
_NOTHING = N_("Nothing has been published here.")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    publishing = commands.add_parser("publish", help="check a file and publish its years")
    publishing.add_argument(
        "files", metavar="FILE", nargs="+", help="workbook, document or table in one of the layouts of the publishers"
    )
    publishing.add_argument("--index", metavar="INDEX", help="of which index, where the file does not say")
    publishing.add_argument("--year", metavar="YEAR", help="of which year, where the file does not say")
    publishing.add_argument("--only", metavar="YEAR", action="append", help="only this year of it; may be repeated")
    publishing.add_argument(
        "--zeros", choices=["missing", "keep"], help="what zeros mean, where they look like missing"
    )
    publishing.add_argument(
        "--province", metavar="PROVINCE", help="of which province, where a programme file does not say"
    )
    publishing.add_argument(
        "--correct", action="store_true", help="change only the figures of the file; all else of its years stays"
    )
    publishing.add_argument(
        "--blanks", choices=["keep", "remove"], help="with --correct: whether blank cells take figures away"
    )
    publishing.add_argument(
        "--part", action="store_true", help="publish some provinces of a year of which nothing is published"
    )
    publishing.add_argument("--provisional", action="store_true", help="publish as provisional")
    publishing.add_argument("--embargo", metavar="DATE", help="show to everybody only from this day on, as 2025-04-15")
    publishing.add_argument("--published", metavar="DATE", help="day on which the publisher of the index published it")
    _add_expects(publishing)
    publishing.add_argument(
        "--source", metavar="TEXT", help="what the figures are cited from; the decision named in the file if left out"
    )
    publishing.add_argument("--yes", action="store_true", help="replace final figures without being asked once more")
    publishing.add_argument("--definition", metavar="FILE", help="index.toml of an index that does not ship")
    _add_common(publishing)
    publishing.set_defaults(run=_publish)
    telling = commands.add_parser("history", help="what was published, newest first")
    telling.add_argument("index", metavar="INDEX", nargs="?", help="only this index, or “programme”")
    telling.add_argument("year", metavar="YEAR", nargs="?", help="only this year; of programmes, this province")
    _add_answer(telling)
    telling.set_defaults(run=_history)
    for name, told in (("final", "make a provisional year final"), ("release", "show a held year to everybody now")):
        settling = commands.add_parser(name, help=told)
        settling.add_argument("index", metavar="INDEX", help="key of an index, such as papi, or “programme”")
        settling.add_argument("year", metavar="YEAR", help="the year; of a programme, the province")
        _add_expects(settling)
        _add_common(settling)
        settling.set_defaults(run=_settle, command=name)
    undoing = commands.add_parser("undo", help="bring back what stood before the last change of a year")
    undoing.add_argument("index", metavar="INDEX", help="key of an index, such as papi, or “programme”")
    undoing.add_argument("year", metavar="YEAR", help="the year; of a programme, the province")
    undoing.add_argument("--yes", action="store_true", help="take back final figures without being asked once more")
    undoing.add_argument("--to", metavar="CHANGE", type=int, help="bring back this change of the history instead")
    _add_expects(undoing)
    _add_common(undoing)
    undoing.set_defaults(run=_undo)


def _publish(asked: argparse.Namespace) -> int:
    """Publish one file after another; what changed since the command began is not published over, by itself neither."""
    t = translator(asked.lang)
    definition = None if asked.definition is None else _content(asked.definition, t)
    terms = Terms(
        status="provisional" if asked.provisional else "final",
        embargo=_day(asked.embargo, t),
        note=asked.note,
        published=_day(asked.published, t),
        correction=asked.correct,
    )
    began = ledger.current().state(), programme_ledger.current().state()
    names, rows, codes = dict[str, str](), list[dict[str, object]](), list[int]()

    def report(record: Record | ProgrammeRecord) -> None:
        if isinstance(record, ProgrammeRecord):
            plain, sentence = [programme_files.row(record)], programme_files.sentence(record, t)
        else:
            plain, sentence = _plain(_changes([record])), _sentence(record, t)
        rows.extend(plain)
        if not asked.json:
            print(sentence)

    try:
        for file in asked.files:
            with _refusals(codes, t):
                upload = Upload(file, _content(file, t))
                sha256 = hashlib.sha256(upload.content).hexdigest()
                if sha256 in names:
                    print(t(_TWICE, file=file, first=names[sha256]), file=sys.stderr)
                    continue
                names[sha256] = file
                codes.append(publish_file(upload, definition, began, terms, asked, t, report))
    finally:  # whatever happens to a later file, a program is told what was published
        if asked.json and rows:
            print(output.as_json(rows))
    return max(codes)


@contextmanager
def _refusals(codes: list[int], t: Translator) -> Iterator[None]:
    """Says why a file was refused and notes its exit code, so that the other files are published all the same."""
    try:
        yield
    except output.UnknownError as unknown:
        print(unknown, file=sys.stderr)
        codes.append(UNKNOWN)
    except SentenceError as error:
        print(error.sentence(t), file=sys.stderr)
        codes.append(REFUSED)
    except CatalogError as error:
        print(error, file=sys.stderr)
        codes.append(REFUSED)


def _history(asked: argparse.Namespace) -> int:
    t = translator(asked.lang)
    alone = asked.index == programme_files.NAME
    frame = history(asked.index, None if asked.year is None or alone else number(asked.year, t))
    of = programme_files.find_province(asked.year, t) if alone and asked.year else None
    changes = _plain(frame) + (programme_files.rows(of) if alone or asked.index is None else [])
    changes.sort(key=lambda one: str(one["when"]), reverse=True)
    if asked.json:
        print(output.as_json(changes))
    else:
        print("\n".join(output.table(_rows(changes, t))) if changes else t(_NOTHING))
    return DONE


def _settle(asked: argparse.Namespace) -> int:
    """Make final or release, with the figures as they are."""
    t = translator(asked.lang)
    if asked.index == programme_files.NAME:
        return programme_files.settle(programme_files.find_province(asked.year, t), actor(asked), asked, t)
    settle = publish.finalise if asked.command == "final" else publish.release
    year = number(asked.year, t)
    record = settle(asked.index, year, actor(asked), asked.note, expected=_expected(asked, year, t))
    return _tell(record, asked, t)


def _undo(asked: argparse.Namespace) -> int:
    t = translator(asked.lang)
    if asked.index == programme_files.NAME:
        return programme_files.undo(programme_files.find_province(asked.year, t), actor(asked), asked, t)
    year = number(asked.year, t)
    expected = _expected(asked, year, t)

    def take_back(confirmed: bool) -> Record:  # noqa: FBT001 - as `output.taken_back` calls it
        by, note = actor(asked), asked.note
        return publish.undo(asked.index, year, by, note, to=asked.to, expected=expected, confirmed=confirmed)

    record = output.taken_back(take_back, asked.note, t, yes=asked.yes)
    return REFUSED if record is None else _tell(record, asked, t)


def _expected(asked: argparse.Namespace, year: int, t: Translator) -> int | None:
    """The last change of a year that the person has seen; None where they do not say."""
    if asked.expects is None:
        return None
    return output.seen_state(ledger.current().state(), asked.expects, t).version_of(asked.index, year)


def _tell(record: Record, asked: argparse.Namespace, t: Translator) -> int:
    print(output.as_json(_plain(_changes([record]))[0]) if asked.json else _sentence(record, t))
    return DONE


def _add_expects(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--expects",
        metavar="CHANGE",
        type=int,
        help="the newest change that you have seen, as read and history print it: refuse if others changed it since",
    )


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as", dest="name", metavar="NAME", help="under which name the history keeps it")
    command.add_argument("--note", metavar="TEXT", default="", help="why, for the history")
    _add_answer(command)


def _add_answer(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGS, default=LANGS[0], help="language of the answer (default: vi)")
    command.add_argument("--json", action="store_true", help="print JSON")


def _content(file: str, t: Translator) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(limits.BYTES + 1)  # one byte too many is refused by the intake
    except OSError as error:
        raise output.UnknownError(t(_UNREADABLE, file=file, problem=error.strerror)) from error


def _day(asked: str | None, t: Translator) -> date | None:
    try:
        return None if asked is None else date.fromisoformat(asked)
    except ValueError:
        raise output.UnknownError(t(_NO_DAY, asked=asked)) from None


def _sentence(record: Record, t: Translator) -> str:
    index = record.index
    if record.kind == "undo":
        shown = _SHIPS if record.removed else _UNDONE
        return t(shown, index=index, year=record.year, restored=record.restored)
    if record.kind not in FILED:
        return t(_SETTLED[record.kind], index=index, year=record.year, version=record.version)
    rows, provinces = formats.integer(record.rows, t.lang), formats.integer(record.provinces, t.lang)
    told = _CORRECTED if record.kind == "correct" else _SHOWN
    return t(told, index=index, year=record.year, version=record.version, rows=rows, provinces=provinces)


def _rows(changes: list[dict[str, object]], t: Translator) -> list[tuple[str, ...]]:
    """The history as cells, under their headings."""
    heads = [t("Change"), t("When"), t("Who"), t("Figures"), t("What"), t("Status"), t("Held until"), t("Rows")]
    rows = [(*heads, t("File"), t("Note"))]
    for one in changes:
        told = {name: str(value) for name, value in one.items()}
        embargo, kind, status = one["embargo"], KINDS[told["kind"]], STATUSES[told["status"]]
        cells = (
            told["version"],
            formats.moment(datetime.fromisoformat(told["when"]), t.lang),
            told["who"],
            f"{told['index']} {one['year'] or one.get('province')}",
            t(kind),
            t(status),
            formats.day(date.fromisoformat(str(embargo)) if embargo else None, t.lang),
            told["rows"],
            told["file"],
            told["note"],
        )
        rows.append(cells)
    return rows


def _changes(records: list[Record]) -> pd.DataFrame:
    """The rows of the history for some records, oldest first."""
    told = history().set_index("version", drop=False)
    return told.loc[[one.version for one in records]]


def _plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows of the history as plain values: times and days as ISO 8601, null where there is none."""
    days = frame["embargo"].dt.strftime("%Y-%m-%d")
    times = frame["when"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = frame.assign(embargo=days, when=times).astype("object")
    return [
        {str(name): value for name, value in row.items()} for row in texts.where(texts.notna(), None).to_dict("records")
    ]
