"""The table of what was published of the reform programmes, and of who answers for the indices that fell.

A part is everything published of one province: its figures, units and scores together, so that a file with all three is
one commit. Its assignments are a part of their own, because everybody sees them at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Self, cast

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from provindex import geography
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, frame
from provindex.core import paths
from provindex.core.translate import N_, in_every_language
from provindex.store.ledger import Book, Layout
from provindex.store.ledger_records import Entry

Topic = Literal["figures", "fell"]
Kind = Literal["figure", "unit", "score", "assigned"]

NAME = "programme"
FIGURES: Topic = "figures"
FELL: Topic = "fell"

ASSIGNED = pa.schema(
    [
        ("province", pa.string()),
        ("base", pa.int16()),
        ("year", pa.int16()),
        ("measure", pa.string()),
        ("responsible", pa.string()),
        ("note", pa.string()),
        ("who", pa.string()),
        ("when", pa.timestamp("us", tz="UTC")),
    ]
)
"""Who answers for a measure that fell from ``base`` to ``year``, and a note, with who wrote it and when."""

_TABLES: Mapping[Kind, pa.Schema] = {
    "figure": OBSERVATIONS,
    "unit": UNITS,
    "score": UNIT_SCORES,
    "assigned": ASSIGNED,
}
_KEYS: Mapping[Kind, list[str]] = {
    "figure": ["unit", "level", "indicator", "start", "end"],
    "unit": ["unit"],
    "score": ["unit", "year", "criterion"],
    "assigned": ["base", "year", "measure"],
}
"""What tells one row of a province from another; a row that comes later takes the place of one that came before."""

_KEY_COLUMNS = pa.schema([("topic", pa.string()), ("province", pa.string())])


def _columns() -> Iterator[pa.Field]:
    """Each column of the four tables once; the province stands among the keys."""
    yield pa.field("kind", pa.string())
    yield pa.field("provisional", pa.bool_())
    known = {"province"}
    for schema in _TABLES.values():
        yield from (field for field in schema if field.name not in known)
        known |= set(schema.names)


ROWS = pa.schema(list(_columns()))
"""A row of any of the four tables: ``kind`` says of which, ``provisional`` whether it may still change."""

_CALLED: Mapping[Topic, str] = {
    "figures": N_("the reform programme of"),
    "fell": N_("who answers for what fell in"),
}


@dataclass(frozen=True, kw_only=True)
class ProgrammeRecord(Entry):
    """One change of what is published of a province's programme.

    Attributes:
        topic: ``figures`` (figures, units and scores) or ``fell`` (who answers for what fell).
        province: Id of the province.
        provisional: How many of the rows are provisional.
        read: Rows that the file of this change had; the others stood there before.
    """

    topic: Topic
    province: str
    provisional: int = 0
    read: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Topic and province."""
        return self.topic, self.province

    @property
    def called(self) -> tuple[object, object]:
        """What it is and of which province."""
        return called(self.topic, self.province)

    @property
    def is_final(self) -> bool:
        """Whether none of its rows is provisional."""
        return self.provisional == 0

    def emptied(self) -> Self:
        """As for every change; nothing is provisional either."""
        return replace(self, rows=0, provisional=0)


def called(topic: Topic, province: str) -> tuple[object, object]:
    """The two words by which sentences call a part: the reform programme of, Sơn La."""
    known = {one.id: one for edition in geography.editions() for one in geography.provinces(edition.key)}
    return in_every_language(lambda t: t(_CALLED[topic])), known[province].name if province in known else province


def rows_of(kind: Kind, table: pa.Table, *, provisional: bool = False) -> pa.Table:
    """Rows of one of the four tables as rows of this one."""
    table = table.append_column("kind", pa.array([kind] * len(table), pa.string()))
    table = table.append_column("provisional", pa.array([provisional] * len(table), pa.bool_()))
    columns = [
        table[field.name] if field.name in table.column_names else pa.nulls(len(table), field.type) for field in ROWS
    ]
    return pa.Table.from_arrays(columns, schema=ROWS)


def table_of(kind: Kind, rows: pa.Table, province: str) -> pd.DataFrame:
    """The rows of one of the four tables, in its own columns."""
    if not len(rows):
        return frame(_TABLES[kind].empty_table())
    found = rows.filter(pc.equal(rows["kind"], kind))
    found = found.append_column("province", pa.array([province] * len(found), pa.string()))
    return frame(found.select(_TABLES[kind].names).cast(_TABLES[kind]))


def merged(before: pa.Table, added: pa.Table) -> pa.Table:
    """Rows with others over them: a row takes the place of the one that its keys tell apart from no other."""
    every = pa.concat_tables([before, added])
    parts = []
    for kind, keys in _KEYS.items():
        rows = every.filter(pc.equal(every["kind"], kind))
        again = rows.select(keys).to_pandas(date_as_object=True).duplicated(keep="last")
        parts.append(rows.filter(pa.array(~again.to_numpy())))
    return pa.concat_tables(parts).combine_chunks()


def settled(rows: pa.Table) -> pa.Table:
    """The same rows, none of them provisional."""
    final = pa.array([False] * len(rows), pa.bool_())
    return rows.set_column(rows.column_names.index("provisional"), ROWS.field("provisional"), final)


def provisional(rows: pa.Table) -> int:
    """How many rows are provisional."""
    return cast("int", pc.sum(rows["provisional"]).as_py() or 0)


_LAYOUT = Layout(NAME, "Published figures of the provinces' reform programmes", ROWS, _KEY_COLUMNS, ProgrammeRecord)


def current() -> Book[ProgrammeRecord]:
    """The table in `provindex.core.paths.store_location`, kept open between calls."""
    return _book(paths.store_location())


@lru_cache(maxsize=16)
def _book(location: str) -> Book[ProgrammeRecord]:
    return Book(location, _LAYOUT)


def rows(record: ProgrammeRecord) -> pa.Table:
    """The rows of a record: see `provindex.store.ledger.Book.rows`; those of a version in use are kept at hand.

    Raises:
        StoreError: They cannot be read.
    """
    return _kept(paths.store_location(), record)


@lru_cache(maxsize=256)
def _kept(location: str, record: ProgrammeRecord) -> pa.Table:
    return _book(location).rows(record)
