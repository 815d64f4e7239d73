"""Publishing a programme file of a province, holding it, making it final, releasing it and taking it back.

As `provindex.publishing.publish` does for a year of an index: one commit each, with the same rights, kept file and
history. A publish lays the figures of its file over those published before; what the file does not name stays as it
was.
"""

import hashlib
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from provindex.catalog import programme_loader
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, Programme
from provindex.core.errors import FinalFiguresError, PublishError
from provindex.core.translate import N_
from provindex.intake.programme import diff
from provindex.intake.programme.reader import Reading
from provindex.publishing import permissions, revisions
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload, expect_ahead, sooner
from provindex.publishing.rules import plain
from provindex.store import ledger_records, programme_ledger, published_programme
from provindex.store.ledger_records import State
from provindex.store.programme_ledger import FIGURES, ProgrammeRecord, called, merged, rows_of, settled

_REPLACES = N_(
    "This would replace final figures of {index} {year} that everybody sees, and nothing was written. Say why in the "
    "note, and confirm that they are to be replaced."
)
_HELD = N_(
    "Figures of {index} {year} are held until {day}, and publishing these now would show them as well. Hold these "
    "until the same day, or release or take back the others first."
)

HISTORY = {
    "version": "int64",
    "when": "datetime64[s, UTC]",
    "who": "string",
    "province": "string",
    "kind": "string",
    "status": "string",
    "embargo": "datetime64[s]",
    "file": "string",
    "sha256": "string",
    "rows": "int64",
    "read": "int64",
    "note": "string",
    "former": "Int64",
    "restored": "Int64",
}


def publish(
    reading: Reading, upload: Upload, actor: Actor, terms: Terms | None = None, *, expected: int | None = None
) -> ProgrammeRecord:
    """Lay a file's figures, units and scores over those of its province, after keeping the file under its hash.

    Args:
        reading: What the file says; nothing in it may block.
        upload: The file.
        actor: Who publishes: analysts as provisional only.
        terms: Status, embargo and note; final and open if left out. Only these figures become provisional.
        expected: `last_version` as it was when the person looked at the differences; None takes the province as it
            stands when publishing begins.

    Returns:
        What the history now says.

    Raises:
        AccessDenied: The actor may not publish so, or final figures would change and the actor may not replace them.
        FinalFiguresError: Final figures that everybody sees would be replaced, without a note or a confirmation.
        PublishConflict: Somebody else published figures of the province in between; nothing was written.
        PublishError: The embargo does not lie ahead, or figures that are held would be shown by this.
        StoreError: The store cannot be reached or written; what was published before is unchanged.
        ValueError: The reading has an issue that blocks, or nothing to publish.
    """
    terms = terms or Terms()
    permissions.require(actor, "final" if terms.status == "final" else "provisional")
    expect_ahead(terms.embargo)
    province = reading.province
    if province is None or not reading.publishable:
        raise ValueError("reading: an issue blocks it, or it holds nothing to publish")
    added = _rows(reading, provisional=terms.status == "provisional")
    book = programme_ledger.current()
    book.place.keep(upload.content)
    draft = ProgrammeRecord(
        id="",
        kind="publish",
        topic=FIGURES,
        province=province,
        who=plain(actor.name),
        when=ledger_records.now(),
        status=terms.status,
        embargo=terms.embargo,
        file=plain(upload.name.replace("\\", "/").rpartition("/")[2]),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        rows=len(added),
        read=len(added),
        note=plain(terms.note),
    )

    def change(state: State[ProgrammeRecord]) -> tuple[ProgrammeRecord, pa.Table]:
        last = state.latest(FIGURES, province)
        if last is not None and last.held(ledger_records.today()) and sooner(draft.embargo, last.embargo):
            index, year = draft.called
            raise PublishError(_HELD, index=index, year=year, day=last.embargo)
        if any(map(len, replaced(reading, state.version))):
            permissions.require(actor, "replace")
            if not (terms.replaces_final and terms.note.strip()):
                index, year = draft.called
                raise FinalFiguresError(_REPLACES, index=index, year=year)
        rows = added if last is None else merged(book.rows(last), added)
        former, soft = revisions.standing(last), programme_ledger.provisional(rows)
        return replace(draft, former=former, rows=len(rows), provisional=soft), rows

    return book.put((FIGURES, province), change, expected)


def finalise(province: str, actor: Actor, note: str = "", *, expected: int | None = None) -> ProgrammeRecord:
    """Make every provisional figure of a province final: see `provindex.publishing.publish.finalise`."""

    def settle(record: ProgrammeRecord, rows: pa.Table) -> tuple[ProgrammeRecord, pa.Table]:
        return replace(record, provisional=0), settled(rows)

    return revisions.finalise(
        programme_ledger.current(), (FIGURES, province), called(FIGURES, province), actor, note, expected, settle
    )


def release(province: str, actor: Actor, note: str = "", *, expected: int | None = None) -> ProgrammeRecord:
    """Show held figures of a province to everybody before their day: see `provindex.publishing.publish.release`."""
    return revisions.release(
        programme_ledger.current(), (FIGURES, province), called(FIGURES, province), actor, note, expected
    )


def undo(
    province: str,
    actor: Actor,
    note: str = "",
    *,
    to: int | None = None,
    expected: int | None = None,
    confirmed: bool = False,
) -> ProgrammeRecord:
    """Bring back what stood before the last change of a province, as a new change: see `publish.undo`."""

    def loses(before: ProgrammeRecord | None, after: ProgrammeRecord | None) -> bool:
        then, now = _programme_of(before, province), _programme_of(after, province)
        found = [rows[rows["status"].isin(["changed", "removed"])] for rows in diff.between(then, now, province)]
        return any(map(len, _final_alone(found, before)))

    book, part = programme_ledger.current(), (FIGURES, province)
    words = called(FIGURES, province)
    return revisions.undo(book, part, words, actor, note, to, expected, loses, confirmed=confirmed)


def last_version(province: str) -> int:
    """Version of the last change of a province's figures, held or not; 0 if nothing was ever published of it here.

    Raises:
        StoreError: The store cannot be reached.
    """
    return programme_ledger.current().state().version_of(FIGURES, province)


def history(province: str | None = None) -> pd.DataFrame:
    """Every change of figures, newest first, for analysts: it tells of figures that are held.

    Args:
        province: Only this province.

    Returns:
        The columns and types of `HISTORY`; see `provindex.publishing.publish_log.history`. rows are those that stand
        after the change, read those that its file had.

    Raises:
        StoreError: The store cannot be reached.
    """
    records = programme_ledger.current().state().records.values()
    told = [one for one in reversed(records) if one.topic == FIGURES and province in (None, one.province)]
    frame = pd.DataFrame([[getattr(one, name) for name in HISTORY] for one in told], columns=list(HISTORY))
    return frame.assign(when=pd.to_datetime(frame["when"], utc=True)).astype(HISTORY)


def replaced(reading: Reading, basis: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The final figures and scores that everybody sees today and that a file changes.

    Args:
        reading: The file, of which the province is known.
        basis: Version of the table of programmes.

    Returns:
        The changed rows of `provindex.intake.programme.diff.figures` and ``scores`` against what everybody sees.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: What was published cannot be read.
    """
    province = str(reading.province)
    state = programme_ledger.current().state().at(basis)
    record = state.shown(ledger_records.today(), see_embargoed=False).get((FIGURES, province))
    public = _programme_of(record, province)
    found = [rows[rows["status"] == "changed"] for rows in diff.compared(reading, public)]
    return _final_alone(found, record)


def _programme_of(record: ProgrammeRecord | None, province: str) -> Programme:
    """What everybody sees with one record of a province; None stands for what ships."""
    return published_programme.of_records(programme_loader.current(), {province: record} if record else {})


def _final_alone(found: list[pd.DataFrame], record: ProgrammeRecord | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures and scores without those that are provisional in what a record published."""
    if record is None:
        return found[0], found[1]
    soft = programme_ledger.rows(record).filter(pc.field("provisional"))
    tables = (programme_ledger.table_of(kind, soft, record.province) for kind in ("figure", "score"))
    figures, scores = (diff.without(*pair) for pair in zip(found, tables, strict=True))
    return figures, scores


def files(province: str) -> frozenset[str]:
    """Hashes of the files whose figures stand in what is published of a province, held ones among them.

    Raises:
        StoreError: The store cannot be reached.
    """
    state = programme_ledger.current().state()
    one, found = state.latest(FIGURES, province), set[str]()
    while one is not None and not one.removed:
        found.add(one.sha256)
        one = None if one.former is None else state.records[one.former]
    return frozenset(found)


def record(version: int) -> ProgrammeRecord:
    """What the history says of one change.

    Raises:
        KeyError: There is no such change.
        StoreError: The store cannot be reached.
    """
    return programme_ledger.current().state().records[version]


def before_and_after(version: int) -> tuple[Programme, Programme]:
    """What showed of all programmes before a change and after it, with nothing published of other provinces.

    Raises:
        CatalogError: What ships cannot be read.
        KeyError: There is no such change.
        StoreError: The store cannot be reached.
    """
    records = programme_ledger.current().state().records
    after, shipped = records[version], programme_loader.current()
    earlier = (one for one in reversed(records.values()) if one.key == after.key and one.version < version)
    before = next(earlier, None)
    return (
        published_programme.of_records(shipped, {before.province: before} if before else {}),
        published_programme.of_records(shipped, {after.province: after}),
    )


def upload_of(version: int) -> tuple[str, bytes]:
    """The file that a change was published from: its name and its bytes.

    Raises:
        KeyError: There is no such change.
        StoreError: The store cannot be reached, or the file was damaged in it.
    """
    book = programme_ledger.current()
    record = book.state().records[version]
    return record.file, book.place.kept(record.sha256)


def _rows(reading: Reading, *, provisional: bool) -> pa.Table:
    """The three tables of a reading as rows of the ledger."""
    return pa.concat_tables(
        [
            rows_of("figure", _table(reading.observations, OBSERVATIONS), provisional=provisional),
            rows_of("unit", _table(reading.units, UNITS), provisional=provisional),
            rows_of("score", _table(reading.scores, UNIT_SCORES), provisional=provisional),
        ]
    ).combine_chunks()


def _table(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pandas(frame[schema.names], schema=schema, preserve_index=False)
