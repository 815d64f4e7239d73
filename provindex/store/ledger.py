"""Tables of what was published: one Delta commit a change, each carrying who, when, why and from which file.

A part, such as a year of an index, is one partition. A commit replaces it whole or does not happen, and it goes through
only if the table is still at the version that the writer looked at; otherwise the writer looks again, and gives way if
it is the same part.
"""

import logging
import random
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Generic

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from provindex.catalog.schema import SCHEMA
from provindex.core import paths
from provindex.core.errors import StoreError
from provindex.core.translate import N_
from provindex.store import durability
from provindex.store.ledger_records import R, Record, State, from_commit
from provindex.store.location import FAILURES, Place, no_panic, not_written, unreachable

_LOG = logging.getLogger(__name__)

SCORES = "scores"

# Undo and history need every version: neither the log nor a replaced file is ever cleaned up. A year is some 30 KB.
KEEP_ALL = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}

INDEX_KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""What the key of an index looks like; it names a folder and stands in predicates."""

# Each attempt that loses to another year waits for up to this many seconds longer than the one before.
_ATTEMPTS = 40
_WAIT = 0.02

_GONE = N_("the folder of the table is gone")
_TOO_BUSY = N_(
    "Others kept publishing at the same time, and {index} {year} was not written; nothing else was changed. "
    "Publish again."
)
_UNKNOWN = N_(
    "The store did not answer, and it is not known whether {index} {year} was written. Look in the history, and "
    "publish again if it is not there."
)
UNSOUND = N_(
    "The last change in the store is not whole ({file}): the machine went down while it was written, its files were "
    "damaged since, or another program wrote it. What was published before is shown, and nothing is published on top "
    "of it. Restore the store from its backup; delete that file only where nobody was told that the change was "
    "published. Then look in the history."
)
_DAMAGED = N_("The store holds {found} rows of {index} {year} in version {version}, and {expected} were published.")

Change = Callable[[State[R]], tuple[R, pa.Table]]
"""From the table as it stands to a record and the rows of its part; called again where another part came first."""


@dataclass(frozen=True)
class Layout(Generic[R]):
    """What a table is called and what it holds.

    Attributes:
        name: Folder of the table in the store.
        title: What readers of Delta tables call it.
        rows: Columns of its rows.
        keys: The columns after them by which it is parted; their values are the key of a record.
        record: What is known of each change.
        event: What the log of the server calls a change.
    """

    name: str
    title: str
    rows: pa.Schema
    keys: pa.Schema
    record: type[R]
    event: str = "published"


class Book(Generic[R]):
    """One table of one location; safe to share between threads."""

    def __init__(self, location: str, layout: Layout[R]) -> None:
        """Nothing is opened before it is needed, and nothing is made before the first publish."""
        self.place = Place(location)
        self.layout = layout
        self._lock = Lock()
        self._table: DeltaTable | None = None
        self._state = State[R]()
        self._certain = -1

    def state(self) -> State[R]:
        """The table as it stands now; what was read before is not read again.

        Raises:
            StoreError: The store cannot be reached, or was written by a newer release.
        """
        with self._lock:
            try:
                with no_panic():
                    self._refresh()
            except FAILURES as error:
                raise unreachable(error) from error
            return self._state

    def trouble(self) -> StoreError | None:
        """What is said where the last commit is not whole; None where it is.

        Raises:
            StoreError: As `state` does.
        """
        state = self.state()
        return StoreError(UNSOUND, file=state.unsound) if state.unsound else None

    def rows(self, record: R) -> pa.Table:
        """The rows of a record's part as that record left them, in the columns of the layout and in their order.

        Raises:
            StoreError: They cannot be read, or are not as many as were published.
        """
        schema = self.layout.rows
        if record.removed:
            return schema.empty_table()
        try:
            wanted = [(name, "=", value) for name, value in zip(self.layout.keys.names, record.key, strict=True)]
            with no_panic():
                rows = self._open(record.version).to_pyarrow_table(filters=wanted).select(schema.names).cast(schema)
        except FAILURES as error:
            raise unreachable(error) from error
        if len(rows) != record.rows:
            index, year = record.called
            values = {"index": index, "year": year, "version": record.version}
            raise StoreError(_DAMAGED, found=len(rows), expected=record.rows, **values)
        return rows

    def put(self, key: tuple[str | int, ...], change: Change[R], expected: int | None = None) -> R:
        """Replace one part in one commit.

        Args:
            key: Which part.
            change: Gives the record and the rows; may refuse by raising.
            expected: Version of the part's last record as the person saw it, 0 for none; None takes it as it stands.

        Returns:
            The record with its version.

        Raises:
            PublishConflict: The part is not, or no longer, as expected.
            StoreError: The store cannot be reached or written.
            ValueError: The part never had the version expected.
        """
        mark = uuid.uuid4().hex
        self._make()
        for attempt in range(_ATTEMPTS):
            state = self.state()
            if state.unsound:
                raise StoreError(UNSOUND, file=state.unsound)
            last = state.latest(*key)
            seen = last.version if last else 0
            expected = seen if expected is None else expected
            if seen != expected:
                if last is None:
                    raise ValueError(f"expected: {' '.join(map(str, key))} has no version {expected}")
                raise last.conflict()
            record, rows = change(state)
            version = state.version + 1
            record = replace(record, id=mark, version=version, origin=record.origin or version)
            try:
                with no_panic():
                    self._write(record, rows)
            except FAILURES as error:
                if self._landed(record):
                    return self._told(record)
                if not isinstance(error, CommitFailedError) or self.state().version == state.version:
                    raise not_written(error) from error
                time.sleep(random.uniform(0, _WAIT * (attempt + 1)))  # noqa: S311 - no secret is made of it
            else:
                return self._told(record)
        index, year = record.called
        raise StoreError(_TOO_BUSY, index=index, year=year)

    def _write(self, record: R, rows: pa.Table) -> None:
        """Write the rows and commit them as exactly ``record.version``, or raise.

        Nothing is put on top of what may still be lost, or a machine going down could leave a hole in the log.
        """
        if self.place.folder is not None:
            self._write_out(record.version - 1)
        table = self._open(record.version - 1)
        parts = list(zip(self.layout.keys, record.key, strict=True))
        keys = [pa.array([value] * len(rows), field.type) for field, value in parts]
        write_deltalake(
            table,
            pa.Table.from_arrays([*rows.columns, *keys], schema=self._columns),
            mode="overwrite",
            predicate=" AND ".join(f"{field.name} = {_literal(value)}" for field, value in parts),
            # Without retries of its own the library commits the next version or fails, so that no other commit can
            # slip in between what was looked at and what is written.
            commit_properties=CommitProperties(custom_metadata=record.to_commit(), max_commit_retries=0),
        )

    def _landed(self, record: R) -> bool:
        """Whether a commit that was answered with an error went through all the same."""
        try:
            kept = self.state().records.get(record.version)
        except StoreError as error:
            index, year = record.called
            raise StoreError(_UNKNOWN, index=index, year=year) from error
        return kept is not None and kept.id == record.id

    def _refresh(self) -> None:
        """Bring the state up to the table's newest version that is whole; the lock is held."""
        if self._table is not None and not self._exists():
            raise FileNotFoundError(_GONE)
        unsound = None
        if self.place.folder is not None:
            unsound = durability.unsound_commit(Path(self.place.uri(self.layout.name)))
        if unsound is None and self._table is not None:
            table = self._table
            table.update_incremental()
        elif not self._exists():
            return
        else:
            try:
                table = self._open(unsound[0] - 1 if unsound else None)
            except TableNotFoundError:
                return
        news = set(range(self._state.version + 1, table.version() + 1))
        if news:
            commits = self._commits(table, news)
            made = self.layout.record
            found = {one["version"]: from_commit(made, one) for one in commits if one["version"] in news}
            records = {version: one for version in sorted(found) if (one := found[version]) is not None}
            self._state = State(table.version(), {**self._state.records, **records})
        self._state = replace(self._state, unsound=str(unsound[1]) if unsound else "")
        self._table = None if unsound else table  # one that was opened at a version stays there

    def _commits(self, table: DeltaTable, news: set[int]) -> list[dict[str, Any]]:
        """What is said of commits, each with its version.

        The library numbers them from the newest file on, so that one commit too many or of another program shifts all.
        """
        if self.place.folder is not None:
            return durability.commits(Path(self.place.uri(self.layout.name)), news)
        commits = table.history(len(news))
        return commits if news <= {commit["version"] for commit in commits} else table.history()

    def _make(self) -> None:
        """Make the table if there is none; somebody else may be making it at this moment."""
        if self.state().version >= 0:
            return
        try:
            if self.place.folder is not None:
                self.place.folder.mkdir(parents=True, exist_ok=True)
                durability.clear_beginning(Path(self.place.uri(self.layout.name)))
            DeltaTable.create(
                self.place.uri(self.layout.name),
                schema=self._columns,
                mode="error",
                partition_by=self.layout.keys.names,
                name=self.layout.title,
                configuration=KEEP_ALL,
                commit_properties=CommitProperties(
                    max_commit_retries=0
                ),  # else the second maker commits over the first
                storage_options=self.place.options,
            )
        except FAILURES as error:
            if self.state().version < 0:
                raise not_written(error) from error

    def _write_out(self, version: int) -> None:
        """Wait until the table is on the disk up to a version; what this process waited for once is certain."""
        durability.write_out(Path(self.place.uri(self.layout.name)), version, self._certain)
        self._certain = max(self._certain, version)

    def _open(self, version: int | None) -> DeltaTable:
        return DeltaTable(self.place.uri(self.layout.name), version=version, storage_options=self.place.options)

    def _exists(self) -> bool:
        """Whether there may be a table; in a folder one whose making broke off is none."""
        return self.place.folder is None or durability.is_begun(Path(self.place.uri(self.layout.name)))

    @property
    def _columns(self) -> pa.Schema:
        return pa.schema([*self.layout.rows, *self.layout.keys])

    def _told(self, record: R) -> R:
        """The record once it is on the disk, after a line in the log of whoever runs the server.

        Raises:
            StoreError: The disk did not take it.
        """
        if self.place.folder is not None:
            try:
                self._write_out(record.version)
            except OSError as error:
                index, year = record.called
                raise StoreError(_UNKNOWN, index=index, year=year) from error
        told = dict(zip(self.layout.keys.names, record.key, strict=True))
        names = ("kind", "who", "file", "sha256", "rows", "version")
        _LOG.info(self.layout.event, extra=told | {name: getattr(record, name) for name in names})
        return record


class Ledger(Book[Record]):
    """The published years of the indices of one location."""

    def __init__(self, location: str) -> None:  # noqa: D107 - as for every table
        super().__init__(location, _SCORES)

    def commit(self, index: str, year: int, change: Change[Record], expected: int | None = None) -> Record:
        """Replace one year in one commit: see `Book.put`.

        Raises:
            ValueError: The key cannot be that of an index, or the year never had the version expected.
        """
        if not INDEX_KEY.fullmatch(index):
            raise ValueError(f"index: “{index}” is not made of small letters, digits and underscores")
        return self.put((index, year), change, expected)


_SCORES = Layout(
    SCORES,
    "Published scores of the provincial indices",
    SCHEMA,
    pa.schema([("index", pa.string()), ("year", pa.int32())]),
    Record,
)


def _literal(value: str | int) -> str:
    """A value of a key in a predicate; a key holds no quotes, and one that did would end the text it stands in."""
    return f"{value:d}" if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def current() -> Ledger:
    """The ledger of `provindex.core.paths.store_location`, kept open between calls."""
    return _ledger(paths.store_location())


@lru_cache(maxsize=16)
def _ledger(location: str) -> Ledger:
    return Ledger(location)
