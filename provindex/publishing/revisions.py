"""Making final, releasing and taking back what was published, in whichever table it stands.

The right of whoever asks is checked where the commit is made; see `provindex.publishing.permissions`.
"""

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa

from provindex.core.errors import FinalFiguresError, PublishError
from provindex.core.translate import N_
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor
from provindex.publishing.rules import plain
from provindex.store import ledger_records
from provindex.store.ledger import Book
from provindex.store.ledger_records import Entry, Kind, R, State

Key = tuple[str | int, ...]
"""A part of a table, as `provindex.store.ledger_records.Entry.key` has it."""

_NOTHING = N_("{index} {year} was never published here, so there is nothing to change.")
_TAKEN_BACK = N_("{index} {year} was taken back to what ships, so there is nothing to change.")
_FINAL = N_("{index} {year} is final already.")
_OPEN = N_("{index} {year} is not held, so there is nothing to release.")
_NO_VERSION = N_("Version {version} holds no figures of {index} {year} to bring back; the history lists those that do.")
_TAKES_BACK = N_(
    "This would take back final figures of {index} {year} that everybody sees, and nothing was written. Say why in the "
    "note, and confirm that they are to be taken back."
)


def finalise(
    book: Book[R],
    key: Key,
    called: tuple[object, object],
    actor: Actor,
    note: str,
    expected: int | None,
    settle: Callable[[R, pa.Table], tuple[R, pa.Table]],
) -> R:
    """Make a provisional part final, with the same figures; ``settle`` says so in the record and its rows.

    Raises:
        AccessDenied: The actor is no publisher.
        PublishConflict: As `provindex.store.ledger.Book.put` does.
        PublishError: The part is not published here, or is final.
        StoreError: As `provindex.store.ledger.Book.put` does.
    """
    permissions.require(actor, "final")

    def change(state: State[R]) -> tuple[R, pa.Table]:
        last = _last(state, key, called)
        if last.is_final:
            raise PublishError(_FINAL, index=called[0], year=called[1])
        signed = _signed(last, "finalise", actor, note)
        return settle(replace(signed, status="final", former=last.version, restored=None, origin=0), book.rows(last))

    return book.put(key, change, expected)


def release(book: Book[R], key: Key, called: tuple[object, object], actor: Actor, note: str, expected: int | None) -> R:
    """Show a part to everybody before the day it is held until, with the same figures.

    Raises:
        AccessDenied: The actor is no publisher.
        PublishConflict: As `provindex.store.ledger.Book.put` does.
        PublishError: The part is not published here, or is not held.
        StoreError: As `provindex.store.ledger.Book.put` does.
    """
    permissions.require(actor, "release")

    def change(state: State[R]) -> tuple[R, pa.Table]:
        last = _last(state, key, called)
        if not last.held(ledger_records.today()):
            raise PublishError(_OPEN, index=called[0], year=called[1])
        signed = _signed(last, "release", actor, note)
        return replace(signed, embargo=None, former=last.version, restored=None, origin=0), book.rows(last)

    return book.put(key, change, expected)


def undo(
    book: Book[R],
    key: Key,
    called: tuple[object, object],
    actor: Actor,
    note: str,
    to: int | None,
    expected: int | None,
    loses: Callable[[R | None, R | None], bool],
    *,
    confirmed: bool,
) -> R:
    """Bring back what stood before the last change of a part, or at version ``to``, as a new change.

    Args:
        book: The table.
        key: Which part.
        called: The two words by which sentences call it.
        actor: Who does it.
        note: Why, for the history.
        to: Version to bring back; None takes that before the last change.
        expected: As in `provindex.store.ledger.Book.put`.
        loses: Whether a final figure that stands with the first record is missing or another one with the second; None
            stands for what ships.
        confirmed: Whether a person has confirmed that final figures which everybody sees are taken back.

    Raises:
        AccessDenied: The actor is no publisher.
        FinalFiguresError: Final figures that everybody sees would be taken back, without a note or a confirmation.
        PublishConflict: As `provindex.store.ledger.Book.put` does.
        PublishError: There is nothing to undo, or ``to`` has no figures of the part.
        StoreError: As `provindex.store.ledger.Book.put` does.
    """
    permissions.require(actor, "undo")
    agreed = confirmed and bool(note.strip())

    def change(state: State[R]) -> tuple[R, pa.Table]:
        if to is not None:
            target, former = state.records.get(to), standing(state.latest(*key))
            if target is None or target.key != key or target.removed:
                raise PublishError(_NO_VERSION, version=to, index=called[0], year=called[1])
        else:
            last = _last(state, key, called)
            if last.former is None:
                emptied = replace(_signed(last, "undo", actor, note).emptied(), embargo=None, restored=None, origin=0)
                if not agreed and _takes_back_final(state, emptied, last, loses):
                    raise FinalFiguresError(_TAKES_BACK, index=called[0], year=called[1])
                return emptied, book.layout.rows.empty_table()
            target = state.records[last.former]
            former = target.former
        restored = replace(_signed(target, "undo", actor, note), former=former, restored=target.version)
        if not agreed and _takes_back_final(state, restored, target, loses):
            raise FinalFiguresError(_TAKES_BACK, index=called[0], year=called[1])
        return restored, book.rows(target)

    return book.put(key, change, expected)


def _takes_back_final(state: State[R], undone: R, target: R, loses: Callable[[R | None, R | None], bool]) -> bool:
    """Whether everybody sees final figures now and would see others, or provisional ones, after an undo.

    Args:
        state: The table as it stands.
        undone: The record of the undo, which is not written yet.
        target: The record whose rows it brings back.
        loses: As in `undo`.
    """
    version = state.version + 1
    then = State(version, {**state.records, version: replace(undone, version=version)})
    before, after = (one.shown(ledger_records.today(), see_embargoed=False).get(undone.key) for one in (state, then))
    if before is after:
        return False
    if after is not None and after.version == version:
        after = target
    if before is not None and before.is_final and after is not None and not after.is_final:
        return True
    return loses(before, after)


def standing(last: Entry | None) -> int | None:
    """The version to which an undo of the next change goes back."""
    return None if last is None or last.removed else last.version


def _last(state: State[R], key: Key, called: tuple[object, object]) -> R:
    last = state.latest(*key)
    if last is None:
        raise PublishError(_NOTHING, index=called[0], year=called[1])
    if last.removed:
        raise PublishError(_TAKEN_BACK, index=called[0], year=called[1])
    return last


def _signed(record: R, kind: Kind, actor: Actor, note: str) -> R:
    return replace(record, kind=kind, who=plain(actor.name), when=ledger_records.now(), note=plain(note))
