"""One file of the command ``publish``: read, held against what stands, and published, or what stops it."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from provindex.catalog import Catalog, Index
from provindex.cli import output, programme_files
from provindex.core import formats
from provindex.core.errors import PublishConflict
from provindex.core.translate import N_, Translator
from provindex.intake import diff, reader
from provindex.intake import result as readings
from provindex.intake.checks.history import Stored
from provindex.intake.extraction import Answers
from provindex.intake.result import Reading
from provindex.publishing import accepted_names, change_notes, permissions, publish, publish_log
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger, published_catalog
from provindex.store.ledger_records import Record, State
from provindex.store.programme_ledger import ProgrammeRecord
from provindex.worker import opening

DONE, REFUSED, UNKNOWN = 0, 1, 2

_BLOCKED = N_("Nothing was published: mend what the lines above name.")
_NO_SOURCE = N_(
    "{file} names no decision, so pages and exports cite the file itself. "
    "State with --source what the figures are cited from."
)
_YES = "[y/N]"
_NO_YEAR = N_("{file} has no figures of {year}; it has those of {years}.")
_NO_NUMBER = N_("“{asked}” is no year.")


def publish_file(
    upload: Upload,
    definition: bytes | None,
    began: tuple[State[Record], State[ProgrammeRecord]],
    terms: Terms,
    asked: argparse.Namespace,
    t: Translator,
    report: Callable[[Record | ProgrammeRecord], None],
) -> int:
    """Publish the years of a file, or say what stops it.

    Args:
        upload: The file.
        definition: The ``index.toml`` that came with it.
        began: The tables of indices and of programmes as they stood when the command began: what changed since is not
            published over.
        terms: Status, embargo and note.
        asked: The other options.
        t: For the language.
        report: Takes each change as soon as it was made, so that none is lost where a later one cannot be.

    Returns:
        The exit code.

    Raises:
        SentenceError: As `provindex.publishing.publish.publish` does.
    """
    state = ledger.current().state()
    of = None if asked.province is None else programme_files.find_province(asked.province, t)
    reading = _read(upload, definition, asked, state.version, t)
    programme = programme_files.read(reading, of)
    if programme is not None:
        code, changes = programme_files.publish(programme, upload, began[1], actor(asked), terms, asked, t)
        for change in changes:
            report(change)
        return code
    seen = output.seen_state(began[0], asked.expects, t)
    for issue in reading.issues:
        print(issue.sentence(t), issue.fix(t), file=sys.stderr)
    if reading.index is None or (code := readings.exit_code(reading)):
        print(t(_BLOCKED), file=sys.stderr)
        return UNKNOWN if reading.index is None else code
    terms = replace(terms, source=_source(reading, asked.source, t))
    index, years = reading.index, _chosen(reading, asked.only, t)
    replaced = _replaced(reading, index, years, state.version, t)
    if replaced and not output.confirmed(" ".join(replaced), asked.note, t, yes=asked.yes):
        return REFUSED
    terms = replace(terms, replaces_final=bool(replaced))
    for year in years:
        given = definition if year == years[0] else None  # later years find it in the first
        terms = replace(terms, partial=True if reading.is_part(year) else None)
        expected = seen.version_of(index.key, year)
        try:
            record = publish.publish(
                reading.years[year], index, year, upload, actor(asked), terms, definition=given, expected=expected
            )
        except PublishConflict as conflict:
            print(_conflict(conflict, reading.years[year], index, year, expected, t), file=sys.stderr)
            code = REFUSED
            break
        report(record)
    return code


def _read(upload: Upload, definition: bytes | None, asked: argparse.Namespace, basis: int, t: Translator) -> Reading:
    """The file, as a part of the list where somebody at a terminal says that it is one."""

    def read(answers: Answers) -> Reading:
        return reader.read(upload.content, upload.name, _catalog(definition), answers, Stored(basis), opening.load)

    answers = _answers(asked, t)
    reading = read(answers)
    parts = [one.asked_part(t) for one in reading.questions if one.about == "part"]
    if parts and output.agreed(f"{' '.join(parts)} {_YES} "):
        return read(replace(answers, part=True))
    return reading


def _source(reading: Reading, stated: str | None, t: Translator) -> str:
    """What the figures are cited from: as stated, or as the file says; a word about it where neither does."""
    if stated is not None:
        return stated
    if not reading.source:
        print(t(_NO_SOURCE, file=reading.name), file=sys.stderr)
    return reading.source


def _replaced(reading: Reading, index: Index, years: list[int], basis: int, t: Translator) -> list[str]:
    """Which final figures that everybody sees would be replaced, a sentence for each year with any."""
    told = []
    for year in years:
        rows = diff.replaced(publish_log.public_final(index, year, basis), reading.years[year], index, year)
        if len(rows):
            named = change_notes.final(change_notes.figures(rows, index, t), len(rows), t)
            told.append(f"{index.short.get(t.lang)} {year}: {named}")
    return told


def _conflict(
    conflict: PublishConflict, frame: pd.DataFrame, index: Index, year: int, expected: int, t: Translator
) -> str:
    """What others changed of a year since it was seen, what the file would undo of it, and how to go on."""
    state = ledger.current().state()
    before, now = (publish_log.figures(index.key, year, version) for version in (expected, state.version))
    rows = diff.undone(before, now, frame, index, year)
    named, changes = change_notes.figures(rows, index, t), state.since(expected, index.key, year)
    told = change_notes.conflict(changes, (index.short, year), named, len(rows), t)
    return f"{told} {conflict.advice(t)} {t(change_notes.EXPECTS, newest=state.version)}"


def _catalog(definition: bytes | None) -> Catalog:
    return published_catalog.with_definition(
        published_catalog.load_catalog(see_embargoed=True), definition, opening.toml
    )


def _answers(asked: argparse.Namespace, t: Translator) -> Answers:
    return Answers(
        index=asked.index,
        year=None if asked.year is None else number(asked.year, t),
        names=accepted_names.accepted(),
        zeros=asked.zeros or "ask",
        correct=asked.correct,
        blanks=asked.blanks or "keep",
        part=asked.part,
    )


def _chosen(reading: Reading, only: list[str] | None, t: Translator) -> list[int]:
    """The years to publish, ascending."""
    years = sorted(reading.years)
    wanted = years if only is None else sorted({number(one, t) for one in only})
    for year in wanted:
        if year not in reading.years:
            known = formats.listing([str(one) for one in years], t.lang)
            raise output.UnknownError(t(_NO_YEAR, file=reading.name, year=year, years=known))
    return wanted


def number(asked: str, t: Translator) -> int:
    """A year.

    Raises:
        UnknownError: It is none.
    """
    if not (asked.isascii() and asked.isdecimal()):
        raise output.UnknownError(t(_NO_NUMBER, asked=asked))
    return int(asked)


def actor(asked: argparse.Namespace) -> Actor:
    """Whoever runs a command, who has every right."""
    return Actor(asked.name or permissions.local_name(), "publisher")
