"""The table of published years: one Delta commit a change, each carrying who, when, why and from which file.

A year is one partition. A commit replaces it whole or does not happen, and it goes through only if the table is still
at the version that the writer looked at; otherwise the writer looks again, and gives way if it is the same year.
"""

import logging
import random
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from provindex import paths
from provindex.errors import PublishConflict, StoreError
from provindex.ledger_model import Record, State, from_commit
from provindex.schema import SCHEMA
from provindex.store_place import FAILURES, Place, not_written, unreachable
from provindex.translate import N_

_LOG = logging.getLogger(__name__)

SCORES = "scores"
PARTITIONS = ["index", "year"]
COLUMNS = SCHEMA.append(pa.field("index", pa.string())).append(pa.field("year", pa.int32()))

# Undo and history need every version: neither the log nor a replaced file is ever cleaned up. A year is some 30 KB.
_KEEP_ALL = {
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
_DAMAGED = N_("The store holds {found} rows of {index} {year} in version {version}, and {expected} were published.")

Change = Callable[[State], tuple[Record, pa.Table]]
"""From the table as it stands to a record and the rows of its year; called again where another year came first."""


class Ledger:
    """The published years of one location; safe to share between threads."""

    def __init__(self, location: str) -> None:
        """Nothing is opened before it is needed, and nothing is made before the first publish."""
        self.place = Place(location)
        self._lock = Lock()
        self._table: DeltaTable | None = None
        self._state = State()

    def state(self) -> State:
        """The table as it stands now; what was read before is not read again.

        Raises:
            StoreError: The store cannot be reached, or was written by a newer release.
        """
        with self._lock:
            try:
                self._refresh()
            except FAILURES as error:
                raise unreachable(error) from error
            return self._state

    def rows(self, record: Record) -> pa.Table:
        """The rows of a record's year as that record left them, in `provindex.schema.SCHEMA` and in their order.

        Raises:
            StoreError: They cannot be read, or are not as many as were published.
        """
        if record.removed:
            return SCHEMA.empty_table()
        try:
            table = self._open(record.version)
            kept = table.to_pyarrow_table(filters=[("index", "=", record.index), ("year", "=", record.year)])
            rows = kept.select(SCHEMA.names).cast(SCHEMA)
        except FAILURES as error:
            raise unreachable(error) from error
        if len(rows) != record.rows:
            values = {"index": record.index, "year": record.year, "version": record.version}
            raise StoreError(_DAMAGED, found=len(rows), expected=record.rows, **values)
        return rows

    def commit(self, index: str, year: int, change: Change, expected: int | None = None) -> Record:
        """Replace one year in one commit.

        Args:
            index: Key of the index.
            year: The year.
            change: Gives the record and the rows; may refuse by raising.
            expected: Version of the year's last record as the person saw it, 0 for none; None takes it as it stands.

        Returns:
            The record with its version.

        Raises:
            PublishConflict: The year is not, or no longer, as expected.
            StoreError: The store cannot be reached or written.
            ValueError: The key cannot be that of an index, or the year never had the version expected.
        """
        if not INDEX_KEY.fullmatch(index):
            raise ValueError(f"index: “{index}” is not made of small letters, digits and underscores")
        mark = uuid.uuid4().hex
        self._make()
        for attempt in range(_ATTEMPTS):
            state = self.state()
            last = state.latest(index, year)
            seen = last.version if last else 0
            expected = seen if expected is None else expected
            if seen != expected:
                if last is None:
                    raise ValueError(f"expected: {index} {year} has no version {expected}")
                raise PublishConflict(last.who, last.when, index, year)
            record, rows = change(state)
            version = state.version + 1
            record = replace(record, id=mark, version=version, origin=record.origin or version)
            try:
                self._write(record, rows)
            except FAILURES as error:
                if self._landed(record):
                    return _told(record)
                if not isinstance(error, CommitFailedError) or self.state().version == state.version:
                    raise not_written(error) from error
                time.sleep(random.uniform(0, _WAIT * (attempt + 1)))  # noqa: S311 - no secret is made of it
            else:
                return _told(record)
        raise StoreError(_TOO_BUSY, index=index, year=year)

    def _write(self, record: Record, rows: pa.Table) -> None:
        """Write the rows and commit them as exactly ``record.version``, or raise."""
        table = self._open(record.version - 1)
        keys = [pa.array([record.index] * len(rows), pa.string()), pa.array([record.year] * len(rows), pa.int32())]
        write_deltalake(
            table,
            pa.Table.from_arrays([*rows.columns, *keys], schema=COLUMNS),
            mode="overwrite",
            predicate=f"index = '{record.index}' AND year = {record.year:d}",
            # Without retries of its own the library commits the next version or fails, so that no other commit can
            # slip in between what was looked at and what is written.
            commit_properties=CommitProperties(custom_metadata=record.to_commit(), max_commit_retries=0),
        )

    def _landed(self, record: Record) -> bool:
        """Whether a commit that was answered with an error went through all the same."""
        try:
            kept = self.state().records.get(record.version)
        except StoreError as error:
            raise StoreError(_UNKNOWN, index=record.index, year=record.year) from error
        return kept is not None and kept.id == record.id

    def _refresh(self) -> None:
        """Bring the state up to the table's newest version; the lock is held."""
        if self._table is None:
            if not self._exists():
                return
            try:
                table = self._open(None)
            except TableNotFoundError:
                return
        else:
            if not self._exists():
                raise FileNotFoundError(_GONE)
            table = self._table
            table.update_incremental()
        news = set(range(self._state.version + 1, table.version() + 1))
        if news:
            commits = table.history(len(news))
            if not news <= {commit["version"] for commit in commits}:
                commits = table.history()
            found = {one["version"]: from_commit(one) for one in commits if one["version"] in news}
            records = {version: one for version in sorted(found) if (one := found[version]) is not None}
            self._state = State(table.version(), {**self._state.records, **records})
        self._table = table

    def _make(self) -> None:
        """Make the table if there is none; somebody else may be making it at this moment."""
        if self.state().version >= 0:
            return
        try:
            if self.place.folder is not None:
                self.place.folder.mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                self.place.uri(SCORES),
                schema=COLUMNS,
                mode="error",
                partition_by=PARTITIONS,
                name="Published scores of the provincial indices",
                configuration=_KEEP_ALL,
                commit_properties=CommitProperties(
                    max_commit_retries=0
                ),  # else the second maker commits over the first
                storage_options=self.place.options,
            )
        except FAILURES as error:
            if self.state().version < 0:
                raise not_written(error) from error

    def _open(self, version: int | None) -> DeltaTable:
        return DeltaTable(self.place.uri(SCORES), version=version, storage_options=self.place.options)

    def _exists(self) -> bool:
        """Whether there may be a table; for a folder this saves the library's search."""
        return self.place.folder is None or Path(self.place.uri(SCORES), "_delta_log").is_dir()


def _told(record: Record) -> Record:
    """The record, after a line in the log of whoever runs the server."""
    names = ("index", "year", "kind", "who", "file", "sha256", "rows", "version")
    _LOG.info("published", extra={name: getattr(record, name) for name in names})
    return record


def current() -> Ledger:
    """The ledger of `provindex.paths.store_location`, kept open between calls."""
    return _ledger(paths.store_location())


@lru_cache(maxsize=16)
def _ledger(location: str) -> Ledger:
    return Ledger(location)
