"""Presentations under a name: those that ship, which nobody changes, and those that were saved in the store.

Saving, deleting and undoing are changes of the table of `provindex.store.presentation_ledger`, each with who did it and
when; the right is checked here, where the commit is made. Files of an earlier release stay readable, and enter the
history with the first change of theirs.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa
import pyarrow.fs as pafs

from provindex.core import paths
from provindex.core.errors import PublishConflict
from provindex.core.translate import N_
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor
from provindex.publishing.revisions import standing
from provindex.publishing.rules import plain
from provindex.store import ledger_records, presentation_ledger
from provindex.store.ledger import Change
from provindex.store.ledger_records import Kind, State
from provindex.store.location import FAILURES, Place, unreachable
from provindex.store.presentation_ledger import PresentationRecord
from provindex.views.scenes import (
    MANY,
    MOST_BYTES,
    MOST_SCENES,
    TOO_LARGE,
    Presentation,
    PresentationError,
    is_name,
    read,
    written,
)

FOLDER, MOST_KEPT = "presentations", 500
UNCHANGED = 0
"""Version of a presentation of an earlier release that nobody changed since."""

HISTORY = {
    "version": "int64",
    "when": "datetime64[s, UTC]",
    "who": "string",
    "presentation": "string",
    "kind": "string",
    "rows": "int64",
    "scenes": "int64",
    "former": "Int64",
    "restored": "Int64",
}

_ENDING = ".json"
_NO_NAME = N_("“{name}” cannot be the name of a presentation: use small letters, digits and hyphens.")
_NOT_THERE = N_("There is no presentation “{name}”. Choose one from the list.")
_SHIPPED = N_("“{name}” came with the dashboard and is not changed. Save it under another name.")
_FULL = N_("There are {most} presentations in the store already. Delete one that is no longer needed.")
_CHANGED = N_(
    "{who} changed the presentation “{name}” at {when}, after you had opened it, and nothing of yours was written. "
    "Save yours under another name, or open it again."
)
_TAKEN = N_(
    "There is a presentation “{name}” already, and nothing was written. Save yours under another name, or open that "
    "one and change it."
)
_NOTHING = N_("No change of the presentation “{name}” is left to undo.")
_NO_VERSION = N_("Change {version} holds no scenes of the presentation “{name}” to bring back.")


@dataclass(frozen=True)
class Entry:
    """One presentation of the list.

    Attributes:
        name: Its name in addresses.
        shipped: It came with the dashboard.
    """

    name: str
    shipped: bool


def entries() -> tuple[Entry, ...]:
    """Every presentation by name, those that ship first; a saved one never stands in the place of one that ships.

    Raises:
        StoreError: The store cannot be reached.
    """
    shipped = shipped_names()
    saved = sorted(name for name in _saved(presentation_ledger.current().state()) if name not in shipped)
    return (*(Entry(name, True) for name in shipped), *(Entry(name, False) for name in saved))


def shipped_names() -> tuple[str, ...]:
    """The names of the presentations that ship, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in (paths.data_folder() / FOLDER).glob(f"*{_ENDING}")))


def load(name: str) -> Presentation:
    """The presentation under a name.

    Raises:
        PresentationError: There is none, or what is kept cannot be read.
        StoreError: The store cannot be reached.
    """
    _expect_name(name)
    if name in shipped_names():
        return read((paths.data_folder() / FOLDER / f"{name}{_ENDING}").read_text("utf-8"))
    last = presentation_ledger.current().state().latest(name)
    if last is None and name in _files():
        return read(_text_of_file(name))
    found = _read(last)
    if found is None:
        raise PresentationError(_NOT_THERE, name=name)
    return found


def version(name: str) -> int | None:
    """The last change of a presentation, by which `save` sees that somebody else changed it since.

    Returns:
        The version of the table; `UNCHANGED` for one of an earlier release; None where there is none, or it ships.

    Raises:
        StoreError: The store cannot be reached.
    """
    if not is_name(name) or name in shipped_names():
        return None
    return _saved(presentation_ledger.current().state()).get(name)


def save(name: str, presentation: Presentation, actor: Actor, *, seen: int | None = None) -> PresentationRecord:
    """Keep a presentation under a name, whole or not at all; one of the same name is replaced and stays in the history.

    Args:
        name: The name.
        presentation: What is kept.
        actor: Who saves it.
        seen: `version` as it was when the person opened the presentation of that name; None where they did not.

    Raises:
        AccessDenied: The actor may not save presentations.
        PresentationError: The name is of one that ships or no name, somebody else saved one under it, it is too large,
            or there are too many.
        StoreError: It could not be written.
    """
    permissions.require(actor, "present")
    _expect_own(name)
    # Half of a pair of code units, which JSON can name, is no letter that a file could hold.
    text = written(presentation).encode("utf-8", "replace").decode()
    if len(text.encode()) > MOST_BYTES:
        raise PresentationError(TOO_LARGE, most=MOST_BYTES)
    if len(presentation.scenes) > MOST_SCENES:
        raise PresentationError(MANY, found=len(presentation.scenes), most=MOST_SCENES)

    def change(state: State[PresentationRecord]) -> tuple[PresentationRecord, pa.Table]:
        last, saved = state.latest(name), _saved(state)
        if name in saved:
            _expect_seen(name, last, seen)
        elif len(saved) >= MOST_KEPT:
            raise PresentationError(_FULL, most=MOST_KEPT)
        record = _draft("publish", name, actor, former=standing(last))
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return replace(record, sha256=sha256, rows=1, scenes=len(presentation.scenes)), _rows(text)

    return _put(name, change)


def delete(name: str, actor: Actor, *, seen: int | None) -> PresentationRecord:
    """Take a saved presentation out of the list; an undo brings it back.

    Args:
        name: The name.
        actor: Who deletes it.
        seen: As in `save`.

    Raises:
        AccessDenied: The actor may not save presentations.
        PresentationError: The name is of one that ships, there is none, or somebody else changed it since.
        StoreError: It could not be deleted.
    """
    permissions.require(actor, "present")
    _expect_own(name)

    def change(state: State[PresentationRecord]) -> tuple[PresentationRecord, pa.Table]:
        last = state.latest(name)
        if name not in _saved(state):
            raise PresentationError(_NOT_THERE, name=name)
        _expect_seen(name, last, seen)
        return _draft("delete", name, actor, former=standing(last)), presentation_ledger.ROWS.empty_table()

    return _put(name, change)


def undo(name: str, actor: Actor, *, to: int | None = None, seen: int | None = None) -> PresentationRecord:
    """Bring back what stood before the last change of a presentation, as a new change: one that was deleted as well.

    One undo after another goes back step by step, in the end to no presentation of that name.

    Args:
        name: The name.
        actor: Who does it.
        to: Version of the history to bring back instead, so that an undo can be undone.
        seen: Version of the last change as the person saw it; None takes it as it stands.

    Raises:
        AccessDenied: The actor may not save presentations.
        PresentationError: There is nothing to undo, ``to`` has no scenes of the presentation, or somebody else changed
            it since.
        StoreError: As `save` does.
    """
    permissions.require(actor, "present")
    _expect_own(name)
    book = presentation_ledger.current()

    def change(state: State[PresentationRecord]) -> tuple[PresentationRecord, pa.Table]:
        last = state.latest(name)
        if last is None or (to is None and last.removed and last.former is None):
            raise PresentationError(_NOTHING, name=name)
        if seen is not None:
            _expect_seen(name, last, seen)
        back = last.former if to is None else to
        if back is None:
            return _draft("undo", name, actor, former=None), presentation_ledger.ROWS.empty_table()
        target = state.records.get(back)
        if target is None or target.presentation != name or target.removed:
            raise PresentationError(_NO_VERSION, name=name, version=back)
        if name not in (saved := _saved(state)) and len(saved) >= MOST_KEPT:
            raise PresentationError(_FULL, most=MOST_KEPT)
        record = _draft("undo", name, actor, former=target.former if to is None else standing(last))
        record = replace(record, sha256=target.sha256, rows=1, scenes=target.scenes, restored=target.version)
        return record, book.rows(target)

    return _put(name, change)


def history() -> pd.DataFrame:
    """Every change of a presentation, newest first, for those who may save them.

    Returns:
        The columns and types of `HISTORY`: version (of the table), when, who (empty for what an earlier release had
        saved), presentation (its name), kind (``publish`` for saved, ``delete``, ``undo``), rows (1, or 0 where it is
        gone afterwards), scenes (afterwards), former (version that an undo brings back, missing where that is none) and
        restored (the one that an undo brought back).

    Raises:
        StoreError: The store cannot be reached.
    """
    records = reversed(presentation_ledger.current().state().records.values())
    frame = pd.DataFrame([[getattr(one, name) for name in HISTORY] for one in records], columns=list(HISTORY))
    return frame.assign(when=pd.to_datetime(frame["when"], utc=True)).astype(HISTORY)


def before_and_after(change: int) -> tuple[Presentation | None, Presentation | None]:
    """A presentation before and after one change; None where there was none.

    Raises:
        PresentationError: There is no such change, or what is kept cannot be read.
        StoreError: The store cannot be reached.
    """
    records = presentation_ledger.current().state().records
    after = records.get(change)
    if after is None:
        raise PresentationError(_NO_VERSION, name="", version=change)
    earlier = (one for one in reversed(records.values()) if one.key == after.key and one.version < change)
    return _read(next(earlier, None)), _read(after)


def _put(name: str, change: Change[PresentationRecord]) -> PresentationRecord:
    """Makes one change; what an earlier release saved under the name is put into the history before it."""
    book = presentation_ledger.current()
    if book.state().latest(name) is None and name in _files():
        _adopt(name)
    try:
        return book.put((name,), change)
    except PublishConflict as other:
        raise PresentationError(_CHANGED, name=name, who=other.who, when=other.when) from None


def _adopt(name: str) -> None:
    text = _text_of_file(name)
    scenes = text.count('"figure":')
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    record = replace(_draft("publish", name, Actor("", "analyst"), None), sha256=sha256, rows=1, scenes=scenes)
    with suppress(PublishConflict):  # somebody else did at this moment
        presentation_ledger.current().put((name,), lambda _: (record, _rows(text)), expected=0)


def _draft(kind: Kind, name: str, actor: Actor, former: int | None) -> PresentationRecord:
    """The record of a change after which there is no presentation; others say what it has."""
    return PresentationRecord(
        id="",
        kind=kind,
        who=plain(actor.name),
        when=ledger_records.now(),
        status="final",
        embargo=None,
        file="",
        sha256=hashlib.sha256(b"").hexdigest(),
        rows=0,
        note="",
        former=former,
        presentation=name,
        scenes=0,
    )


def _rows(text: str) -> pa.Table:
    return pa.Table.from_pydict({"text": [text]}, schema=presentation_ledger.ROWS)


def _read(record: PresentationRecord | None) -> Presentation | None:
    if record is None or record.removed:
        return None
    return read(presentation_ledger.current().rows(record)["text"][0].as_py())


def _saved(state: State[PresentationRecord]) -> dict[str, int]:
    """The last change of every saved presentation, by name; `UNCHANGED` for one that an earlier release saved."""
    last = {one.presentation: one for one in state.records.values()}
    found = {name: UNCHANGED for name in _files() if name not in last}
    return found | {name: one.version for name, one in last.items() if not one.removed}


def _expect_seen(name: str, last: PresentationRecord | None, seen: int | None) -> None:
    """Make sure that a presentation is the one that somebody opened."""
    adopted = seen == UNCHANGED and last is not None and not last.who
    if last is not None and last.version != seen and not adopted:
        values = {"name": name, "who": last.who, "when": last.when}
        raise PresentationError(_TAKEN if seen is None else _CHANGED, **values)


def _expect_name(name: str) -> None:
    if not is_name(name):
        raise PresentationError(_NO_NAME, name=name[:60])


def _expect_own(name: str) -> None:
    _expect_name(name)
    if name in shipped_names():
        raise PresentationError(_SHIPPED, name=name)


def _files() -> set[str]:
    """The names of the presentations that an earlier release saved as files."""
    place = Place(paths.store_location())
    if place.folder is not None and not (place.folder / FOLDER).is_dir():
        return set()
    try:
        found = place.named(FOLDER).get_file_info(pafs.FileSelector("", allow_not_found=True))
    except FAILURES as error:
        raise unreachable(error) from error
    names = {info.base_name.removesuffix(_ENDING) for info in found if info.base_name.endswith(_ENDING)}
    return {name for name in names if is_name(name)}


def _text_of_file(name: str) -> str:
    try:
        with Place(paths.store_location()).named(FOLDER).open_input_stream(name + _ENDING, compression=None) as stream:
            content: bytes = stream.read(MOST_BYTES + 1)
    except FAILURES as error:
        raise unreachable(error) from error
    return content.decode("utf-8", "replace")
