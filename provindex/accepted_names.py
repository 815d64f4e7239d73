"""Spellings of provinces that a person accepted once: a small Delta table beside the scores, one row a decision."""

from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from provindex import access, durability, geography, ledger
from provindex.access import Actor
from provindex.errors import PublishError
from provindex.store_place import FAILURES, Place, not_written, unreachable
from provindex.translate import N_

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
    table = _read(place) if place.folder is None or (place.folder / TABLE / "_delta_log").is_dir() else empty
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
    access.require(actor, "provisional")
    if not any(letter.isalnum() for letter in name):
        raise PublishError(_NOTHING)
    row = {"name": name, "edition": edition, "province": province, "who": actor.name, "when": datetime.now(UTC)}
    place = ledger.current().place
    try:
        if place.folder is not None:
            place.folder.mkdir(parents=True, exist_ok=True)
        # Rows are only ever added, so that two writers at once do not exclude each other.
        write_deltalake(
            place.uri(TABLE),
            pa.Table.from_pylist([row], schema=COLUMNS),
            mode="append",
            configuration=ledger.KEEP_ALL,
            commit_properties=CommitProperties(custom_metadata={"userName": actor.name}),
            storage_options=place.options,
        )
        if place.folder is not None:
            folder = place.folder / TABLE
            durability.write_out(folder, DeltaTable(str(folder)).version())
    except FAILURES as error:
        raise not_written(error) from error


def _read(place: Place) -> pa.Table:
    try:
        return DeltaTable(place.uri(TABLE), storage_options=place.options).to_pyarrow_table().cast(COLUMNS)
    except TableNotFoundError:
        return COLUMNS.empty_table()
    except FAILURES as error:
        raise unreachable(error) from error
