"""Spellings of provinces that a person accepted once: a small Delta table beside the scores, one row a decision."""

import random
import time
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from provindex import geography
from provindex.core.errors import PublishError, StoreError
from provindex.core.translate import N_
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor
from provindex.store import durability, ledger
from provindex.store.location import FAILURES, Place, not_written, unreachable

TABLE = "aliases"
COLUMNS = pa.schema(
    [
        ("name", pa.string()),
        ("edition", pa.string()),
        ("province", pa.string()),
        ("who", pa.string()),
        ("when", pa.timestamp("us", tz="UTC")),
    ]
)

# Each attempt that loses to another name waits for up to this many seconds longer than the one before.
_ATTEMPTS = 40
_WAIT = 0.02

_TOO_BUSY = N_("Others kept accepting names at the same time, and this one was not written. Try again.")
_NOTHING = N_("There is no name to remember: it has neither letters nor digits.")


def accepted() -> dict[tuple[str, str], str]:
    """The accepted spellings: province edition and name as it was written -> province id.

    Raises:
        StoreError: The store cannot be reached.
    """
    rows = decisions().drop_duplicates(["edition", "name"], keep="last").dropna(subset=["province"])
    return dict(zip(zip(rows["edition"], rows["name"], strict=True), rows["province"], strict=True))


def decisions() -> pd.DataFrame:
    """Every decision, oldest first: name, edition, province (missing = no longer accepted), who, when (UTC).

    Raises:
        StoreError: The store cannot be reached.
    """
    place = ledger.current().place
    empty = COLUMNS.empty_table()
    table = _read(place) if place.folder is None or durability.is_begun(place.folder / TABLE) else empty
    frame: pd.DataFrame = table.sort_by("when").to_pandas(types_mapper={pa.string(): pd.StringDtype()}.get)
    return frame


def accept(name: str, province: str, actor: Actor) -> None:
    """Remember that a name means a province in the province's own edition, from now on.

    Raises:
        AccessDenied: The actor may not publish.
        KeyError: There is no such province.
        PublishError: The name holds neither a letter nor a digit.
        StoreError: The store cannot be written.
    """
    _decide(name, geography.province(province).edition, province, actor)


def forget(name: str, edition: str, actor: Actor) -> None:
    """No longer accept a name in one edition.

    Raises:
        AccessDenied: The actor may not publish.
        PublishError: The name holds neither a letter nor a digit.
        StoreError: The store cannot be written.
    """
    _decide(name, edition, None, actor)


def _decide(name: str, edition: str, province: str | None, actor: Actor) -> None:
    permissions.require(actor, "provisional")
    if not any(letter.isalnum() for letter in name):
        raise PublishError(_NOTHING)
    row = {"name": name, "edition": edition, "province": province, "who": actor.name, "when": datetime.now(UTC)}
    place, rows = ledger.current().place, pa.Table.from_pylist([row], schema=COLUMNS)
    try:
        for attempt in range(_ATTEMPTS):
            try:
                return _append(place, rows, actor)
            except CommitFailedError:
                time.sleep(random.uniform(0, _WAIT * (attempt + 1)))  # noqa: S311 - no secret is made of it
        raise PublishError(_TOO_BUSY)
    except FAILURES as error:
        raise not_written(error) from error


def _append(place: Place, rows: pa.Table, actor: Actor) -> None:
    """Add the rows in the next commit and wait until they are on the disk, or raise where another came first."""
    folder = None if place.folder is None else place.folder / TABLE
    own = CommitProperties(custom_metadata={"userName": actor.name}, max_commit_retries=0)
    if folder is not None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        durability.clear_beginning(folder)
    # The first commit holds no rows, as in the other tables: one that is not whole is then no table yet.
    DeltaTable.create(
        place.uri(TABLE),
        schema=COLUMNS,
        mode="ignore",
        configuration=ledger.KEEP_ALL,
        commit_properties=own,
        storage_options=place.options,
    )
    table = DeltaTable(place.uri(TABLE), storage_options=place.options)
    version = table.version()
    if folder is not None:
        if unsound := durability.unsound_commit(folder):
            raise StoreError(ledger.UNSOUND, file=str(unsound[1]))
        durability.write_out(folder, version, -1)  # nothing is put on top of what may still be lost
    write_deltalake(table, rows, mode="append", commit_properties=own)
    if folder is not None:
        durability.write_out(folder, version + 1, version)


def _read(place: Place) -> pa.Table:
    version = None
    try:
        if place.folder is not None and (unsound := durability.unsound_commit(place.folder / TABLE)):
            version = unsound[0] - 1
        table = DeltaTable(place.uri(TABLE), version=version, storage_options=place.options)
        return table.to_pyarrow_table().cast(COLUMNS)
    except TableNotFoundError:
        return COLUMNS.empty_table()
    except FAILURES as error:
        raise unreachable(error) from error
