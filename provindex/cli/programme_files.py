"""Reform programmes on the command line: ``read``, ``publish``, ``final``, ``release``, ``history`` and ``undo``."""

import argparse
import sys
from dataclasses import dataclass, replace

import pandas as pd

from provindex import geography
from provindex.analysis.programme import with_computed
from provindex.cli import output
from provindex.core import formats
from provindex.core.errors import PublishConflict
from provindex.core.translate import N_, Translator
from provindex.geography import name_matching
from provindex.intake import Reading as IndexReading
from provindex.intake.programme import diff
from provindex.intake.programme.reader import Reading
from provindex.intake.result import BLOCKED, CLEAN, UNREADABLE, issues_json
from provindex.publishing import change_notes, programme_upload, publish_programme
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import programme_ledger, published_programme
from provindex.store.ledger_records import Record, State
from provindex.store.programme_ledger import FIGURES, ProgrammeRecord

NAME = "programme"
"""Stands on the command line where the key of an index would."""

_BLOCKED = N_("Nothing was published: mend what the lines above name.")
_SHOWN = N_("Published the programme of {province} as change {version}: {read} rows of the file, {rows} afterwards.")
_SETTLED = {
    "finalise": N_("Made the programme of {province} final as change {version}."),
    "release": N_("Released the programme of {province} as change {version}: everybody sees it."),
}
_UNDONE = N_("Took back the last change of the programme of {province}; what change {restored} said shows again.")
_SHIPS = N_("Took back the last change of the programme of {province}; what ships with the program shows again.")


@dataclass(frozen=True)
class Read:
    """A programme file with the table as it stood before it was read."""

    reading: Reading
    before: State[ProgrammeRecord]


def read(found: IndexReading, province: str | None) -> Read | None:
    """The file read as one of a programme; None where it is not one.

    Raises:
        StoreError: The store cannot be reached.
    """
    before = programme_ledger.current().state()
    reading = programme_upload.reading(found, province, before.version)
    return None if reading is None else Read(reading, before)


def exit_code(reading: Reading) -> int:
    """0 if nothing blocks, 1 if something does, 2 if no table could be read from the file."""
    if reading.province is None and reading.workbook is None:
        return UNREADABLE
    return BLOCKED if reading.blocks else CLEAN


def to_json(reading: Reading) -> dict[str, object]:
    """The values of `provindex.intake.result.to_json`, with the province, and what the file would change."""
    years = pd.Series([day.year for day in reading.observations["end"]], dtype="int64")
    shown = with_computed(reading.observations)["shown"]
    tables = pd.concat([years, reading.scores["year"].astype("int64")], ignore_index=True)
    numbers = pd.concat([shown, reading.scores["score"]], ignore_index=True)
    known = published_programme.current(see_embargoed=True)
    return {
        "layout": NAME,
        "index": NAME,
        "edition": reading.province.partition(":")[0] if reading.province else None,
        "province": reading.province,
        "years": [
            {
                "year": int(year),
                "rows": int((tables == year).sum()),
                "missing": int(numbers[tables == year].isna().sum()),
            }
            for year in sorted(set(tables))
        ],
        "units": len(reading.units),
        "changes": diff.counts(diff.figures(reading, known), diff.scores(reading, known)),
        "issues": issues_json(reading.issues),
    }


def report(reading: Reading, t: Translator) -> str:
    """A reading for a person: what it is, what it would change, each issue with its cure."""
    province = "–" if reading.province is None else geography.province(reading.province).name.get(t.lang)
    found = to_json(reading)
    lines = [t("{name}: reform programme of {province}", name=reading.name, province=province)]
    for year in found["years"]:  # type: ignore[attr-defined]
        lines.append(t("{year}: {rows} figures, {missing} missing", **{key: str(one) for key, one in year.items()}))
    marks = {"blocks": t("blocks"), "warns": t("warns")}
    lines += [f"[{marks[issue.severity]}] {issue.sentence(t)} {issue.fix(t)}" for issue in reading.issues]
    return "\n".join(lines) if reading.issues else "\n".join([*lines, t("No issue.")])


def publish(
    found: Read,
    upload: Upload,
    began: State[ProgrammeRecord],
    actor: Actor,
    terms: Terms,
    asked: argparse.Namespace,
    t: Translator,
) -> tuple[int, list[Record | ProgrammeRecord]]:
    """Publish a programme file, or say what blocks it; ``began`` is the table as it stood when the command began.

    Returns:
        The exit code, and the change that was made.

    Raises:
        SentenceError: As `provindex.publishing.publish_programme.publish` does.
    """
    reading = found.reading
    for issue in reading.issues:
        print(issue.sentence(t), issue.fix(t), file=sys.stderr)
    if reading.province is None or not reading.publishable:
        print(t(_BLOCKED), file=sys.stderr)
        return exit_code(reading) or BLOCKED, []
    province = reading.province
    figures, scores = publish_programme.replaced(reading, found.before.version)
    scores = diff.totals(scores)
    if n := len(figures) + len(scores):
        known = published_programme.as_of(found.before.version)
        named = change_notes.programme_figures(figures, scores, known, t)
        if not output.confirmed(change_notes.final(named, n, t), terms.note, t, yes=asked.yes):
            return BLOCKED, []
        terms = replace(terms, replaces_final=True)
    expected = output.seen_state(began, asked.expects, t).version_of(FIGURES, province)
    try:
        record = publish_programme.publish(reading, upload, actor, terms, expected=expected)
    except PublishConflict as conflict:
        print(_conflict(conflict, reading, province, expected, t), file=sys.stderr)
        return BLOCKED, []
    return CLEAN, [record]


def _conflict(conflict: PublishConflict, reading: Reading, province: str, expected: int, t: Translator) -> str:
    """What others changed of a province since it was seen, what the file would undo of it, and how to go on."""
    state = programme_ledger.current().state()
    seen, now = (published_programme.as_of(version) for version in (expected, state.version))
    figures, scores = diff.undone(reading, seen, now)
    scores = diff.totals(scores)
    sentence = change_notes.conflict(
        state.since(expected, FIGURES, province),
        programme_ledger.called(FIGURES, province),
        change_notes.programme_figures(figures, scores, now, t),
        len(figures) + len(scores),
        t,
    )
    return f"{sentence} {conflict.advice(t)} {t(change_notes.EXPECTS, newest=state.version)}"


def undo(province: str, actor: Actor, asked: argparse.Namespace, t: Translator) -> int:
    """Bring back what stood before the last change of a province's programme.

    Raises:
        SentenceError: As `provindex.publishing.publish_programme.undo` does.
    """
    expected = _expected(asked, province, t)

    def take_back(confirmed: bool) -> ProgrammeRecord:  # noqa: FBT001 - as `output.taken_back` calls it
        return publish_programme.undo(province, actor, asked.note, to=asked.to, expected=expected, confirmed=confirmed)

    record = output.taken_back(take_back, asked.note, t, yes=asked.yes)
    if record is None:
        return BLOCKED
    print(output.as_json(row(record)) if asked.json else sentence(record, t))
    return CLEAN


def settle(province: str, actor: Actor, asked: argparse.Namespace, t: Translator) -> int:
    """Make a province's programme final, or release it, with the figures as they are.

    Raises:
        SentenceError: As `provindex.publishing.publish_programme.finalise` and ``release`` do.
    """
    act = publish_programme.finalise if asked.command == "final" else publish_programme.release
    record = act(province, actor, asked.note, expected=_expected(asked, province, t))
    print(output.as_json(row(record)) if asked.json else sentence(record, t))
    return CLEAN


def _expected(asked: argparse.Namespace, province: str, t: Translator) -> int | None:
    """The last change of a province that the person has seen; None where they do not say."""
    if asked.expects is None:
        return None
    return output.seen_state(programme_ledger.current().state(), asked.expects, t).version_of(FIGURES, province)


def rows(province: str | None) -> list[dict[str, object]]:
    """The history of the programmes as plain values, newest first.

    Raises:
        StoreError: The store cannot be reached.
    """
    return [_plain(row) for row in publish_programme.history(province).to_dict("records")]


def find_province(asked: str, t: Translator) -> str:
    """The id of a province of any edition; of two of the same name that of which something was published.

    Raises:
        UnknownError: No province is written so.
    """
    editions = [edition.key for edition in geography.editions()]
    known = [name_matching.resolve(asked, edition, codes=True).province for edition in editions]
    found = [one for one in known if one is not None]
    if not found:
        return output.find_province(asked, editions[0], t)
    published = set(publish_programme.history()["province"])
    return next((one for one in found if one in published), found[0])


def row(record: ProgrammeRecord) -> dict[str, object]:
    """A change as plain values, as in `rows`."""
    history = publish_programme.history(record.province)
    return _plain(history[history["version"] == record.version].to_dict("records")[0])


def _plain(row: dict[object, object]) -> dict[str, object]:
    """A row of the history: times and days as ISO 8601, null where there is none."""
    values = {str(key): None if pd.isna(value) else value for key, value in row.items()}  # type: ignore[call-overload]
    day, when = values["embargo"], values["when"]
    further = {
        "when": when.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(when, pd.Timestamp) else None,
        "embargo": day.strftime("%Y-%m-%d") if isinstance(day, pd.Timestamp) else None,
        "index": NAME,
        "year": None,
    }
    return values | further


def sentence(record: ProgrammeRecord, t: Translator) -> str:
    """What a change did."""
    province = geography.province(record.province).name.get(t.lang)
    if record.kind == "undo":
        return t(_SHIPS if record.removed else _UNDONE, province=province, restored=record.restored)
    if record.kind != "publish":
        return t(_SETTLED[record.kind], province=province, version=record.version)
    counts = {name: formats.integer(getattr(record, name), t.lang) for name in ("read", "rows")}
    return t(_SHOWN, province=province, version=record.version, **counts)
