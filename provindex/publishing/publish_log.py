"""What was published, by whom, and what each change changed."""

import pandas as pd

from provindex.catalog import Index
from provindex.catalog.schema import SCHEMA, to_frame
from provindex.core.errors import CatalogError, PublishError
from provindex.core.translate import N_
from provindex.store import ledger, ledger_records, score_store
from provindex.store.ledger_records import Record

KINDS = {
    "publish": N_("published"),
    "correct": N_("corrected"),
    "finalise": N_("made final"),
    "release": N_("released"),
    "undo": N_("undone"),
}
STATUSES = {"final": N_("final"), "provisional": N_("provisional")}
"""What a change and a status are called."""

HISTORY = {
    "version": "int64",
    "when": "datetime64[s, UTC]",
    "who": "string",
    "index": "string",
    "year": "int64",
    "kind": "string",
    "status": "string",
    "embargo": "datetime64[s]",
    "file": "string",
    "sha256": "string",
    "rows": "int64",
    "provinces": "int64",
    "note": "string",
    "source": "string",
    "edition": "string",
    "former": "Int64",
    "restored": "Int64",
}

_NO_CHANGE = N_("There is no change number {version} in the history.")


def history(index: str | None = None, year: int | None = None) -> pd.DataFrame:
    """Every change, newest first, for analysts: it tells of figures that are held.

    Args:
        index: Only this index.
        year: Only this year.

    Returns:
        The columns and types of `HISTORY`: version (of the table), when, who, index, year, kind (see
        `provindex.store.ledger_records.Entry`), status, embargo (first open day, or missing), file, sha256, rows (0 =
        taken back to what ships), provinces, note, source (as stated, empty where nobody did), edition, former (version
        an undo goes back to) and restored (the one that an undo brought back).

    Raises:
        StoreError: The store cannot be reached.
    """
    records = reversed(ledger.current().state().records.values())
    rows = [
        [getattr(one, name) for name in HISTORY]
        for one in records
        if index in (None, one.index) and year in (None, one.year)
    ]
    frame = pd.DataFrame(rows, columns=list(HISTORY))
    return frame.assign(when=pd.to_datetime(frame["when"], utc=True)).astype(HISTORY)


def difference(version: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of a year before and after one change, in the schema of the store.

    Where the year was not published before, or was taken back, what ships stands in its place; an empty frame where
    nothing does.

    Raises:
        PublishError: There is no such change.
        StoreError: The store cannot be reached.
    """
    state = ledger.current().state()
    after = state.records.get(version)
    if after is None:
        raise PublishError(_NO_CHANGE, version=version)
    earlier = (one for one in reversed(state.records.values()) if one.key == after.key and one.version < version)
    return figures_of(next(earlier, None), *after.key), figures_of(after, *after.key)


def figures(index: str, year: int, basis: int) -> pd.DataFrame:
    """The figures of a year as they stood at a version of the table, held or not, in the schema of the store.

    What ships stands where the year was not published, or was taken back; an empty frame where nothing does.

    Raises:
        StoreError: The store cannot be reached.
    """
    return figures_of(ledger.current().state().at(basis).latest(index, year), index, year)


def public_final(index: Index, year: int, basis: int) -> pd.DataFrame | None:
    """The final figures of a year that everybody sees today; None where there are none, provisional or partial ones.

    Args:
        index: The catalogue of the index.
        year: The year.
        basis: Version of the table.

    Returns:
        The schema of the store. What ships is final, but for a table that the catalogue calls partial.

    Raises:
        StoreError: The store cannot be reached.
    """
    state = ledger.current().state().at(basis)
    record = state.shown(ledger_records.today(), see_embargoed=False).get((index.key, year))
    if record is not None:
        return to_frame(ledger.current().rows(record)) if record.is_final else None
    if year not in score_store.shipped_years(index.key) or index.editions[year].status == "partial":
        return None
    return score_store.read_shipped(index.key, year)


def upload_of(version: int) -> tuple[str, bytes]:
    """The file that a change was published from: its name and its bytes.

    Raises:
        PublishError: There is no such change.
        StoreError: The store cannot be reached, or the file was damaged in it.
    """
    book = ledger.current()
    record = book.state().records.get(version)
    if record is None:
        raise PublishError(_NO_CHANGE, version=version)
    return record.file, book.place.kept(record.sha256)


def figures_of(record: Record | None, index: str, year: int) -> pd.DataFrame:
    """The figures that stand with one record, as in `figures`; None stands for what ships.

    Raises:
        StoreError: The store cannot be reached.
    """
    if record is not None and not record.removed:
        return to_frame(ledger.current().rows(record))
    try:
        return score_store.read_shipped(index, year)
    except CatalogError:
        return to_frame(SCHEMA.empty_table())
