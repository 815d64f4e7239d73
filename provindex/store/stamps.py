"""Stamps of parts of a data version: a publish changes those of the year that it touches, and leaves all others."""

from collections.abc import Mapping
from dataclasses import dataclass

from provindex.core.digests import digest
from provindex.store.ledger_records import Entry, Key, Record


def state(record: Entry) -> str:
    """What an undo keeps of a record; the number of a change alone would be the same in every store."""
    return f"{record.origin} {record.sha256} {record.rows} {record.status}"


@dataclass(frozen=True)
class Stamps:
    """The stamps of one data version.

    Attributes:
        ships: Hash of the shipped indices; other shipped files change every stamp.
        published: The records that show at the version.
    """

    ships: bytes
    published: Mapping[Key, Record]

    def year(self, index: str, year: int) -> str:
        """Changes with the figures, provinces, status and source of one year, and where it comes or goes."""
        record = self.published.get((index, year))
        known = None if record is None else (state(record), record.edition, record.source)
        return digest(self.ships, index, year, known)

    def years(self, index: str) -> str:
        """Changes with any year of an index."""
        return digest(self.ships, *(self.year(key, year) for key, year in self.published if key == index))
