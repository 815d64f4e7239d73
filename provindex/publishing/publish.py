"""Publishing a year, holding it, making it final, releasing it and taking it back.

Every change names an `Actor`, whose right is checked where the commit is made: an analyst publishes as provisional,
held or not; a publisher also publishes as final, over final figures, makes final, releases and undoes. See
`provindex.publishing.permissions`. Final figures that everybody sees are replaced or taken back only with a reason and
a confirmation.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pyarrow as pa

from provindex.catalog import Index
from provindex.catalog.coverage import is_partial
from provindex.catalog.schema import source_key, to_table
from provindex.core.errors import FinalFiguresError, PublishError
from provindex.core.translate import N_
from provindex.intake import diff
from provindex.publishing import permissions, publish_log, revisions
from provindex.publishing.permissions import Actor
from provindex.publishing.rules import expect_rows, loses_figures, plain
from provindex.store import ledger, ledger_records, published_catalog, score_store
from provindex.store.ledger_records import Record, State, Status

_PAST = N_("{day} is not a day to hold the figures until: name one after today, or none to show them at once.")
_HELD = N_(
    "Figures of {index} {year} are held until {day}, and publishing these now would show them as well. Hold these "
    "until the same day, or release or take back the others first."
)
_REPLACES = N_(
    "This would replace final figures of {index} {year} that everybody sees, and nothing was written. Say why in the "
    "note, and confirm that they are to be replaced."
)
_SHIPS = N_("{index} ships with this program: its catalogue is changed in the data folder, not by an upload.")


@dataclass(frozen=True)
class Upload:
    """A file as somebody uploaded it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Terms:
    """Under which terms a year is published.

    Attributes:
        status: ``provisional`` puts a banner on every page and export.
        embargo: First day on which everybody sees the figures, after today; None shows them at once.
        note: Why, for the history.
        published: Day on which the publisher of the index published them, where known.
        source: What the figures are cited from, such as the decision that publishes them; empty where nobody said.
        partial: Whether the table lacks a part of the country, so that no rank, mean or group is computed from it; None
            leaves it to `provindex.catalog.coverage.is_partial`.
        correction: Whether the file held some figures only, which were laid over the published ones; for the history.
        replaces_final: Whether a person has confirmed that final figures which everybody sees are replaced, for which
            the note says why.
    """

    status: Status = "final"
    embargo: date | None = None
    note: str = ""
    published: date | None = None
    source: str = ""
    partial: bool | None = None
    correction: bool = False
    replaces_final: bool = False


def publish(
    frame: pd.DataFrame,
    index: Index,
    year: int,
    upload: Upload,
    actor: Actor,
    terms: Terms | None = None,
    *,
    definition: bytes | None = None,
    expected: int | None = None,
) -> Record:
    """Publish one year of one index in one commit, after keeping the uploaded file under its hash.

    Args:
        frame: The year's scores with the columns of `provindex.catalog.schema.SCHEMA`; other columns are left behind. A
            row without a ``source`` gets that of the file, `provindex.catalog.schema.source_key`.
        index: The catalogue of the index.
        year: The year.
        upload: The file the scores were read from.
        actor: Who publishes: analysts as provisional only.
        terms: Status, embargo and note; final and open if left out.
        definition: The ``index.toml`` of an index that does not ship; later years of it may leave it out.
        expected: `last_version` as it was when the person looked at the differences; None takes the year as it stands
            when publishing begins.

    Returns:
        What the history now says.

    Raises:
        AccessDenied: The actor may not publish so, or not over final figures, or the year is held and would show
            earlier under the new terms.
        CatalogError: The definition contradicts itself.
        FinalFiguresError: Final figures that everybody sees would be replaced, without a note or a confirmation.
        PublishConflict: Somebody else changed the year in between; nothing was written.
        PublishError: The embargo does not lie ahead, a definition came for an index that ships, or a correction would
            show figures that are held.
        StoreError: The store cannot be reached or written; what was published before is unchanged.
        ValueError: The frame breaks a rule of the table, which the checks of the intake would have told.
    """
    terms = terms or Terms()
    permissions.require(actor, "final" if terms.status == "final" else "provisional")
    expect_ahead(terms.embargo)
    if definition is not None:
        _expect_definition(definition, index.key)
    edition = expect_rows(frame, index, year)
    sha256 = hashlib.sha256(upload.content).hexdigest()
    rows = to_table(frame.assign(source=frame["source"].astype("string").fillna(source_key(sha256))))
    book = ledger.current()
    book.place.keep(upload.content)
    draft = Record(
        id="",
        kind="correct" if terms.correction else "publish",
        index=index.key,
        year=year,
        edition=edition,
        who=plain(actor.name),
        when=ledger_records.now(),
        status=terms.status,
        embargo=terms.embargo,
        partial=is_partial(frame, index, edition) if terms.partial is None else terms.partial,
        published=terms.published,
        file=plain(upload.name.replace("\\", "/").rpartition("/")[2]),
        sha256=sha256,
        definition=None if definition is None else book.place.keep(definition),
        rows=len(rows),
        provinces=frame["province"].nunique(),
        note=plain(terms.note),
        source=plain(terms.source),
    )

    def change(state: State[Record]) -> tuple[Record, pa.Table]:
        last = state.latest(index.key, year)
        if last is not None and last.held(ledger_records.today()) and sooner(draft.embargo, last.embargo):
            if terms.correction:
                raise PublishError(_HELD, index=index.key, year=year, day=last.embargo)
            permissions.require(actor, "release")
        _expect_replaceable(frame, index, year, state.version, actor, terms)
        kept = draft.definition or ledger_records.definition(state, index.key)
        record = replace(draft, former=revisions.standing(last), definition=kept)
        return _corrected(record, last) if terms.correction and last is not None else record, rows

    return book.commit(index.key, year, change, expected)


def _expect_replaceable(frame: pd.DataFrame, index: Index, year: int, basis: int, actor: Actor, terms: Terms) -> None:
    """Make sure that final figures which everybody sees are replaced only by a publisher, with a reason, on purpose."""
    before = publish_log.public_final(index, year, basis)
    if before is None:
        return
    permissions.require(actor, "replace")
    if not (terms.replaces_final and terms.note.strip()) and len(diff.replaced(before, frame, index, year)):
        raise FinalFiguresError(_REPLACES, index=index.key, year=year)


def _corrected(record: Record, last: Record) -> Record:
    """The record of a correction: most of the figures are still those of before, and cited from there as well."""
    sources = dict.fromkeys(one for one in (last.source, record.source) if one)
    return replace(record, source="; ".join(sources), published=record.published or last.published)


def finalise(index: str, year: int, actor: Actor, note: str = "", *, expected: int | None = None) -> Record:
    """Make a provisional year final, with the same figures.

    Raises:
        AccessDenied: The actor is no publisher.
        PublishConflict: As `publish` does.
        PublishError: The year is not published here, or is final.
        StoreError: As `publish` does.
    """
    key = (index, year)
    return revisions.finalise(ledger.current(), key, key, actor, note, expected, lambda record, rows: (record, rows))


def release(index: str, year: int, actor: Actor, note: str = "", *, expected: int | None = None) -> Record:
    """Show a year to everybody before the day it is held until, with the same figures.

    Raises:
        AccessDenied: The actor is no publisher.
        PublishConflict: As `publish` does.
        PublishError: The year is not published here, or is not held.
        StoreError: As `publish` does.
    """
    key = (index, year)
    return revisions.release(ledger.current(), key, key, actor, note, expected)


def undo(
    index: str,
    year: int,
    actor: Actor,
    note: str = "",
    *,
    to: int | None = None,
    expected: int | None = None,
    confirmed: bool = False,
) -> Record:
    """Bring back what stood before the last change of a year, as a new change.

    One undo after another goes back step by step, in the end to what ships. The figures come back with the status and
    the embargo they had.

    Args:
        index: Key of the index.
        year: The year.
        actor: Who does it.
        note: Why, for the history.
        to: Version of the history to bring back instead, so that an undo can be undone.
        expected: As in `publish`.
        confirmed: Whether a person has confirmed that final figures which everybody sees are taken back.

    Raises:
        AccessDenied: The actor is no publisher.
        FinalFiguresError: Final figures that everybody sees would be taken back, without a note or a confirmation.
        PublishConflict: As `publish` does.
        PublishError: There is nothing to undo, or ``to`` has no figures of the year.
        StoreError: As `publish` does.
    """
    key = (index, year)

    def loses(before: Record | None, after: Record | None) -> bool:
        if before is not None and not before.is_final:
            return False
        return loses_figures(*(publish_log.figures_of(one, index, year) for one in (before, after)))

    return revisions.undo(ledger.current(), key, key, actor, note, to, expected, loses, confirmed=confirmed)


def last_version(index: str, year: int) -> int:
    """Version of the last change of a year, held or not; 0 if it was never published here.

    Raises:
        StoreError: The store cannot be reached.
    """
    return ledger.current().state().version_of(index, year)


def _expect_definition(definition: bytes, index: str) -> None:
    if index in score_store.shipped_indices():
        raise PublishError(_SHIPS, index=index)
    if (found := published_catalog.read_definition(definition).key) != index:
        raise ValueError(f"definition: it is of “{found}”, and the scores are of “{index}”")


def expect_ahead(embargo: date | None) -> None:
    """Make sure that a day to hold figures until lies ahead.

    Raises:
        PublishError: It does not.
    """
    if embargo is not None and embargo <= ledger_records.today():
        raise PublishError(_PAST, day=embargo)


def sooner(embargo: date | None, before: date | None) -> bool:
    """Whether figures with one embargo show earlier than with another."""
    return (embargo or date.min) < (before or date.min)
