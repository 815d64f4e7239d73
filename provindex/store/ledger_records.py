"""What is known about each publish, and which publish of a year is the one that shows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Generic, Literal, Self, TypeVar

from provindex.core.errors import PublishConflict, StoreError
from provindex.core.formats import VIETNAM
from provindex.core.translate import N_

Kind = Literal["publish", "correct", "finalise", "release", "undo", "delete"]
FILED: tuple[Kind, ...] = ("publish", "correct")
"""Changes that come from a file."""
Status = Literal["final", "provisional"]
Key = tuple[str, int]
"""An index and a year."""

_FORM = 1
_TOO_NEW = N_(
    "Version {version} of the store was written by a newer release of this program. Update the program; until then the "
    "shipped figures can be read without PROVINDEX_STORE."
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One change of one part of a table: a commit, and what its metadata say.

    Attributes:
        id: Random, so that a writer finds its own commit again.
        kind: ``publish`` (a file), ``correct`` (a file with some of the figures), ``finalise`` (no longer
            provisional), ``release`` (no longer held), ``undo``; a presentation has ``publish`` (saved), ``delete`` and
            ``undo``.
        who: Who did it.
        when: When, in UTC.
        status: Whether the figures are final or provisional.
        embargo: First day on which everybody sees the figures; None where they are not held.
        file: Name of the uploaded file.
        sha256: Hash of its bytes, under which it is kept.
        rows: Rows in the table; 0 only where an undo took the part back to what ships.
        note: What the person wrote.
        former: Version to which an undo goes back; None where that is what ships.
        restored: For an undo: the version it brought back; None where it took the part back to what ships.
        origin: Version in which this state of the part first stood: an undo keeps that of what it restored.
        version: Version of the table that this commit made.
    """

    id: str
    kind: Kind
    who: str
    when: datetime
    status: Status
    embargo: date | None
    file: str
    sha256: str
    rows: int
    note: str
    former: int | None = None
    restored: int | None = None
    origin: int = 0
    version: int = 0

    @property
    def key(self) -> tuple[str | int, ...]:
        """What the change is of: the values of the table's partitions."""
        raise NotImplementedError

    @property
    def called(self) -> tuple[object, object]:
        """The two words by which sentences call it."""
        raise NotImplementedError

    @property
    def removed(self) -> bool:
        """Whether this took the part back to what ships, or to nothing where nothing of it ships."""
        return self.rows == 0

    @property
    def is_final(self) -> bool:
        """Whether none of its figures is provisional."""
        return self.status == "final"

    def emptied(self) -> Self:
        """The same without rows, for a part that is taken back to what ships."""
        return replace(self, rows=0)

    def held(self, today: date) -> bool:
        """Whether only analysts see the figures on a day; the embargo date itself is the first open day."""
        return self.embargo is not None and today < self.embargo

    def conflict(self, called: tuple[object, object] | None = None) -> PublishConflict:
        """What somebody is answered who wants to change the part without having seen this change of it.

        Args:
            called: Other words by which the sentence calls the part.
        """
        return PublishConflict(self.who, self.when, *(called or self.called), kind=self.kind, version=self.version)

    def to_commit(self) -> dict[str, str]:
        """Commit metadata under the names that every reader of Delta tables shows beside a version."""
        values = asdict(self) | {"provindex": _FORM}
        days = {name: day.isoformat() for name, day in values.items() if isinstance(day, date)}
        return {"userName": self.who, "userMetadata": json.dumps(values | days, ensure_ascii=False)}


@dataclass(frozen=True, kw_only=True)
class Record(Entry):
    """One change of one year of one index.

    Attributes:
        index: Key of the index.
        year: Year of the figures.
        edition: Key of the province edition the figures are counted over.
        partial: True if the table does not hold the whole country.
        published: Day on which the publisher of the index published the figures, where known.
        definition: Hash of the ``index.toml`` that came with a new index; None for an index that ships.
        provinces: Provinces among the rows.
        source: What the person said that the figures are cited from; empty where nothing.
    """

    index: str
    year: int
    edition: str
    partial: bool
    published: date | None
    definition: str | None
    provinces: int
    source: str = ""

    @property
    def key(self) -> Key:
        """Index and year."""
        return self.index, self.year

    @property
    def called(self) -> tuple[object, object]:
        """Index and year."""
        return self.key

    def emptied(self) -> Self:
        """As for every change; no province is left either."""
        return replace(self, rows=0, provinces=0)


R = TypeVar("R", bound=Entry)


def from_commit(made: type[R], commit: Mapping[str, Any]) -> R | None:
    """The record in one entry of the table's history; None for a commit that some other program made.

    Raises:
        StoreError: It is one of ours in a form that this release does not know.
    """
    try:
        values = json.loads(str(commit.get("userMetadata")))
    except ValueError:
        return None
    if not isinstance(values, dict) or "provindex" not in values:
        return None
    try:
        if values.pop("provindex") != _FORM:
            raise ValueError
        values["when"] = datetime.fromisoformat(values["when"])
        for name in {"embargo", "published"} & set(values):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        return made(**values | {"version": commit["version"]})
    except (KeyError, TypeError, ValueError):
        raise StoreError(_TOO_NEW, version=commit.get("version")) from None


@dataclass(frozen=True)
class State(Generic[R]):
    """The table at one version: every record up to it, ascending.

    Attributes:
        version: Version of the table; -1 where there is none. Commits of other programs have no record.
        records: The records by version.
        unsound: File of the commit after it that is not whole, or another program's: nothing goes on top of it. Empty
            where there is none.
    """

    version: int = -1
    records: dict[int, R] = field(default_factory=dict)
    unsound: str = ""

    def latest(self, *key: str | int) -> R | None:
        """The last change of a part, such as a year of an index, held or not; None if there never was any."""
        return next((one for one in reversed(self.records.values()) if one.key == key), None)

    def version_of(self, *key: str | int) -> int:
        """Version of the last change of a part; 0 if there never was any."""
        last = self.latest(*key)
        return 0 if last is None else last.version

    def since(self, version: int, *key: str | int) -> tuple[R, ...]:
        """The changes of a part after a version, oldest first."""
        return tuple(one for one in self.records.values() if one.key == key and one.version > version)

    def at(self, version: int) -> "State[R]":
        """The table as it stood at a version, which the table has reached."""
        return State(version, {one: record for one, record in self.records.items() if one <= version})

    def shown(self, today: date, *, see_embargoed: bool) -> dict[Any, R]:
        """What shows on a day: the record of each part that was published, by its key.

        A part whose last publish is held shows what stood before it; one taken back has no entry.
        """
        last = {one.key: one for one in self.records.values()}
        found = {key: self._shown(one, today, see_embargoed) for key, one in sorted(last.items())}
        return {key: one for key, one in found.items() if one is not None}

    def of_file(self, sha256: str) -> tuple[R, ...]:
        """Every publish of a file with these bytes, oldest first."""
        return tuple(one for one in self.records.values() if one.sha256 == sha256 and one.kind in FILED)

    def _shown(self, last: R, today: date, see_embargoed: bool) -> R | None:
        for one in self._back_from(last):
            if one.removed:
                return None
            if see_embargoed or not one.held(today):
                return one
        return None

    def _back_from(self, last: R) -> Iterator[R]:
        one: R | None = last
        while one is not None:
            yield one
            one = None if one.former is None else self.records[one.former]


def definition(state: State[Record], index: str) -> str | None:
    """Hash of the newest ``index.toml`` that came with a year of an index; None for an index that ships."""
    newest = (one.definition for one in reversed(state.records.values()) if one.index == index)
    return next((one for one in newest if one), None)


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The day on Vietnam's clock, by which an embargo ends."""
    return datetime.now(VIETNAM).date()
